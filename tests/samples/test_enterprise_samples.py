"""The sample Eightfold and SuccessFactors sites: what they state comes out of the parsers as it went in."""

import orjson

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import eightfold_shapes, successfactors_shapes

POSTINGS = [sample(index, seed=1) for index in range(500)]


def read(ats: str, url: str, body: str | bytes) -> list[Posting]:
    data = body.encode() if isinstance(body, str) else body
    found = list(parse_page(SourcePage(f"{ats}:x", ats, "x", None, url, data)))
    assert all(isinstance(one, Posting) for one in found), found
    return [one for one in found if isinstance(one, Posting)]


def places(posting: Posting) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.city, one.region, one.country) for one in posting.job_location]


def test_an_eightfold_position_is_the_same_in_both_apis_and_their_records() -> None:
    origin = "https://x.eightfold.ai"
    for posting in POSTINGS:
        newer, older = eightfold_shapes.newer(posting), eightfold_shapes.older(posting)
        shapes = [
            (f"{origin}/api/pcsx/search?start=0", {"data": {"positions": [newer], "count": 1}}),
            (f"{origin}/api/pcsx/position_details", {"data": eightfold_shapes.newer_record(posting)}),
            (f"{origin}/api/apply/v2/jobs?start=0", {"positions": [older], "count": 1}),
            (f"{origin}/api/apply/v2/jobs/1", eightfold_shapes.older(posting, text=True)),
        ]
        for url, document in shapes:
            [found] = read("eightfold", url, orjson.dumps(document))
            assert found.posting_id == f"eightfold:x:{posting.number}"
            assert (found.title, found.department) == (posting.title, posting.department)
            assert (found.requisition_id, found.workplace) == (posting.requisition_id, posting.workplace)
            assert (found.date_posted or "")[:10] == posting.posted.date().isoformat()
            assert places(found) == [
                (city.name, city.region, posting.employer.country.code) for city in posting.cities
            ]


def test_a_successfactors_feed_and_page_state_one_posting() -> None:
    for posting in POSTINGS:
        firm = posting.employer
        feed = successfactors_shapes.feed(firm, [posting])
        [fed] = read("successfactors", f"https://{successfactors_shapes.host(firm)}/sitemal.xml", feed)
        page = successfactors_shapes.posting_page(posting)
        [own] = read("successfactors", successfactors_shapes.listing_url(posting), page)
        for found in (fed, own):
            assert_stated(found, posting)
        assert fed.department == posting.department
        assert (own.date_posted or "")[:10] == posting.posted.date().isoformat()
        assert own.description_text == fed.description_text


def assert_stated(found: Posting, posting: SamplePosting) -> None:
    assert found.posting_id == f"successfactors:x:{posting.number}"
    assert (found.title, found.hiring_organization) == (posting.title, posting.employer.name)
    assert found.url == successfactors_shapes.listing_url(posting)
    city = posting.cities[0]
    assert places(found) == [(city.name, city.short, posting.employer.country.code)]
    expires = posting.valid_through
    assert (found.valid_through or "")[:10] == (expires.date().isoformat() if expires else "")
