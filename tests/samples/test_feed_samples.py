"""The sample boards of Workable, Recruitee, Personio, Teamtailor and JOIN: what goes in comes out."""

from collections.abc import Callable, Iterable, Sequence
from types import ModuleType

import orjson
import pytest

from jobs_assets.boards import board_at
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import (
    join_shapes,
    personio_shapes,
    recruitee_shapes,
    teamtailor_shapes,
    workable_shapes,
)

POSTINGS = [sample(index, seed=1) for index in range(400)]
FIRM = POSTINGS[0].employer
SHAPES = {
    "workable": workable_shapes,
    "recruitee": recruitee_shapes,
    "personio": personio_shapes,
    "teamtailor": teamtailor_shapes,
    "join": join_shapes,
}


def ask(ats: str, rest: str, **query: str) -> Answer:
    """What the sample board of all postings answers."""
    shapes = SHAPES[ats]
    by_id = {shapes.native_id(one): one for one in POSTINGS}
    answer: Answer | None = shapes.answer(FIRM, POSTINGS, by_id.get, Asked(ats, FIRM.token, rest, query))
    assert answer is not None
    return answer


def read(ats: str, answer: Answer, url: str) -> list[Posting]:
    """The postings of an answer, which has nothing else."""
    page = SourcePage(f"{ats}:x", ats, "x", "Employer", url, answer.body, answer.content_type)
    found = list(parse_page(page))
    assert all(isinstance(one, Posting) for one in found), found
    return [one for one in found if isinstance(one, Posting)]


def places(found: Posting) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.city, one.region, one.country) for one in found.job_location]


def where(posting: SamplePosting, *, regions: bool = True) -> list[tuple[str | None, str | None, str | None]]:
    code = posting.employer.country.code
    if posting.workplace == "remote":
        return [(None, None, code)]
    if regions:
        return [(city.name, city.region, code) for city in posting.cities]
    # "Luxembourg, Luxembourg" alone is a country said twice.
    country = posting.employer.country.name
    return [(city.name if city.name != country else None, None, code) for city in posting.cities]


def limits(posting: SamplePosting) -> list[str] | None:
    return [posting.employer.country.code] if posting.workplace == "remote" else None


def ends(bands: Iterable[SalaryBand | None]) -> list[tuple[object, ...]]:
    return [(band.min, band.max, band.currency, band.interval) for band in bands if band]


def common(ats: str, shapes: ModuleType, posting: SamplePosting, found: Posting) -> None:
    assert found.posting_id == f"{ats}:x:{shapes.native_id(posting)}"
    assert found.title == posting.title
    assert found.description_text
    assert found.remote_eligibility == limits(posting)


def test_a_workable_list_states_each_posting() -> None:
    rows = read("workable", ask("workable", f"/api/v1/widget/accounts/{FIRM.token}", details="true"), "x")
    for posting, found in zip(POSTINGS, rows, strict=True):
        common("workable", workable_shapes, posting, found)
        assert (found.url, found.apply_url) == (
            workable_shapes.listing_url(posting),
            workable_shapes.apply_url(posting),
        )
        assert places(found) == where(posting)
        assert found.workplace == ("remote" if posting.workplace == "remote" else None)
        intern = posting.employment_type == "INTERN"
        assert found.employment_type == ["OTHER" if intern else posting.employment_type]
        assert (found.department, found.requisition_id) == (posting.department, posting.requisition_id)
        assert found.date_posted == posting.posted.date().isoformat()
    thin = read("workable", ask("workable", f"/api/v1/widget/accounts/{FIRM.token}"), "x")
    assert not any(one.description_text for one in thin)


def test_recruitees_json_and_feed_state_the_same_postings() -> None:
    rows = read("recruitee", ask("recruitee", "/api/offers"), "x")
    assert read("recruitee", ask("recruitee", "/api/feeds/offers.xml"), "x") == rows
    for posting, found in zip(POSTINGS, rows, strict=True):
        common("recruitee", recruitee_shapes, posting, found)
        assert (found.url, found.apply_url) == (
            recruitee_shapes.listing_url(posting),
            recruitee_shapes.apply_url(posting),
        )
        assert (places(found), found.workplace) == (where(posting), posting.workplace)
        types = ["FULL_TIME"] if posting.employment_type == "FULL_TIME" else [posting.employment_type]
        assert (found.employment_type, found.department) == (types, posting.department)
        assert found.hiring_organization == posting.employer.name
        assert found.date_posted == posting.posted.isoformat()
        assert found.valid_through == (posting.valid_through.isoformat() if posting.valid_through else None)
        assert ends(found.salary) == ends([recruitee_shapes.pay_stated(posting)])


def test_a_personio_feed_states_each_posting_and_its_text_in_its_own_language() -> None:
    url = "https://acme.jobs.personio.de/xml?language=en"
    rows = read("personio", ask("personio", "/xml", language=FIRM.language), url)
    for posting, found in zip(POSTINGS, rows, strict=True):
        common("personio", personio_shapes, posting, found)
        assert found.url == f"https://acme.jobs.personio.de/job/{posting.number}"
        stated = {"FULL_TIME": ["FULL_TIME"]}.get(posting.employment_type, [posting.employment_type])
        assert (found.employment_type, found.department) == (stated, posting.department)
        assert found.hiring_organization == posting.employer.name
        assert found.date_posted == posting.posted.isoformat()
        remote = posting.workplace == "remote"
        assert found.workplace == ("remote" if remote else None)
        assert {one.country for one in found.job_location} == {posting.employer.country.code}
    other = read("personio", ask("personio", "/xml", language="pt"), url)
    assert [one.posting_id for one in other] == [one.posting_id for one in rows]
    assert not any(one.description_text for one in other)


def test_teamtailors_feeds_state_one_posting_each() -> None:
    for posting in POSTINGS:
        json_feed = {"items": [teamtailor_shapes.item(posting)]}
        [own] = read("teamtailor", Answer(orjson.dumps(json_feed), ""), "x")
        [rss] = read("teamtailor", Answer(teamtailor_shapes.rss_page(FIRM, [posting]), ""), "x")
        common("teamtailor", teamtailor_shapes, posting, rss)
        assert (own.posting_id, own.title, own.url) == (rss.posting_id, rss.title, rss.url)
        assert own.description_text == rss.description_text
        assert own.date_posted == rss.date_posted == posting.posted.isoformat()
        assert (places(own), places(rss)) == (where(posting), where(posting, regions=False))
        assert (rss.department, rss.workplace) == (posting.department, posting.workplace)
        assert own.valid_through == (posting.valid_through.isoformat() if posting.valid_through else None)
        assert ends(own.salary) == ends([teamtailor_shapes.pay_stated(posting)])
        assert own.hiring_organization == posting.employer.name


def test_teamtailors_feeds_page_by_a_hundred() -> None:
    sizes, number = [], 1
    while True:
        page = orjson.loads(ask("teamtailor", "/jobs.json", page=str(number)).body)
        sizes.append(len(page["items"]))
        if "next_url" not in page:
            break
        assert page["next_url"].endswith(f"?page={number + 1}")
        number += 1
    assert sizes == [100] * 4
    rss = [ask("teamtailor", "/jobs.rss", offset=str(at), per_page="100") for at in (0, 300, 400)]
    assert [len(read("teamtailor", one, "x")) for one in rss] == [100, 100, 0]


def test_joins_list_and_pages_state_one_posting_each() -> None:
    company, own_pages = f"https://join.com/companies/{FIRM.token}", POSTINGS[:60]
    listed = [
        found
        for number in range(1, 13)
        for found in read(
            "join", ask("join", f"/companies/{FIRM.token}", page=str(number)), f"{company}?page={number}"
        )
    ]
    for posting, thin in zip(own_pages, listed, strict=True):
        name = join_shapes.listing_url(posting).rsplit("/", 1)[1]
        [own] = read("join", ask("join", f"/companies/{FIRM.token}/{name}"), f"{company}/{name}")
        common("join", join_shapes, posting, own)
        assert not thin.description_text
        assert (thin.posting_id, thin.title, thin.url) == (own.posting_id, own.title, own.url)
        first = where(posting, regions=False)[:1]
        for found in (thin, own):
            assert (places(found), found.workplace) == (first, posting.workplace)
            assert found.employment_type == [posting.employment_type]
            assert found.date_posted == posting.posted.isoformat()
            assert ends(found.salary) == ends([join_shapes.pay_stated(posting)])


@pytest.mark.parametrize("ats", SHAPES)
def test_a_boards_address_and_its_postings_name_the_same_board(ats: str) -> None:
    shapes = SHAPES[ats]
    for posting in POSTINGS[:40]:
        board = board_at(shapes.board_url(posting.employer))
        assert board.board_id == f"{ats}:{posting.employer.token}"
        if ats != "workable":  # whose short addresses name no account
            assert board_at(shapes.listing_url(posting)).board_id == board.board_id


@pytest.mark.parametrize(
    ("ats", "rest"),
    [
        ("workable", "/api/v1/widget/accounts/other"),
        ("recruitee", "/api/offers/1"),
        ("personio", "/search.json"),
        ("teamtailor", "/jobs"),
        ("join", "/companies/other/12-baker"),
    ],
)
def test_there_is_no_other_page(ats: str, rest: str) -> None:
    answer: Callable[..., Answer | None] = SHAPES[ats].answer
    nothing: Sequence[SamplePosting] = ()
    assert answer(FIRM, nothing, lambda _id: None, Asked(ats, FIRM.token, rest)) is None
