"""The sample boards of six board APIs: what they state comes out as it went in."""

from collections.abc import Callable, Iterable, Sequence

import orjson
import pytest

from jobs_assets.boards.board import board_at
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting, sample
from jobs_assets.samples.kinds import (
    comeet_shapes,
    gem_shapes,
    manatal_shapes,
    pinpoint_shapes,
    rippling_shapes,
    smartrecruiters_shapes,
)

POSTINGS = [sample(index, seed=1) for index in range(400)]
FIRM = POSTINGS[0].employer


def read(ats: str, answer: Answer | None, url: str = "https://x.example/") -> list[Posting]:
    """The postings of an answer, which has nothing else."""
    assert answer is not None
    found = list(parse_page(SourcePage(f"{ats}:x", ats, "x", "Employer", url, answer.body)))
    assert all(isinstance(one, Posting) for one in found), found
    return [one for one in found if isinstance(one, Posting)]


def as_list(ats: str, document: object) -> list[Posting]:
    return read(ats, Answer(orjson.dumps(document), ""))


def places(found: Posting) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.city, one.region, one.country) for one in found.job_location]


def short(posting: SamplePosting) -> list[tuple[str | None, str | None, str | None]]:
    """The posting's places with their regions as locals abbreviate them, else without."""
    code = posting.employer.country.code
    if posting.workplace == "remote":
        return [(None, None, code)]
    country = posting.employer.country.name
    # "Luxembourg, Luxembourg" alone is a country said twice.
    return [(city.name if city.name != country else None, city.short, code) for city in posting.cities]


def limits(posting: SamplePosting) -> list[str] | None:
    return [posting.employer.country.code] if posting.workplace == "remote" else None


def ends(bands: Iterable[SalaryBand | None]) -> list[tuple[float | None, float | None, str | None]]:
    return [(band.min, band.max, band.currency) for band in bands if band]


def test_a_rippling_list_and_record_state_one_posting() -> None:
    for posting in POSTINGS:
        [listed] = as_list("rippling", rippling_shapes.rows(posting))
        [own] = as_list("rippling", rippling_shapes.record(posting))
        stated_mode = None if posting.workplace == "onsite" else posting.workplace
        for found in (listed, own):
            assert found.posting_id == f"rippling:x:{posting.uuid}"
            assert (found.title, found.url) == (posting.title, rippling_shapes.listing_url(posting))
            assert (places(found), found.workplace) == (short(posting), stated_mode)
            assert (found.department, found.remote_eligibility) == (posting.department, limits(posting))
        assert (own.team, own.hiring_organization) == (posting.team, posting.employer.name)
        assert (own.employment_type, own.date_posted) == (
            [posting.employment_type],
            posting.posted.isoformat(),
        )
        assert ends(own.salary) == ends(rippling_shapes.pay_stated(posting))
        assert own.description_text


def test_a_gem_post_states_a_posting() -> None:
    for posting in POSTINGS:
        [found] = as_list("gem", [gem_shapes.post(posting)])
        assert found.posting_id == f"gem:x:{gem_shapes.native_id(posting)}"
        assert (found.title, found.url) == (posting.title, gem_shapes.listing_url(posting))
        assert (places(found), found.remote_eligibility) == (short(posting), limits(posting))
        assert (found.workplace, found.employment_type) == (posting.workplace, [posting.employment_type])
        assert (found.department, found.requisition_id) == (posting.department, posting.requisition_id)
        assert found.date_posted == posting.posted.isoformat()
        assert found.description_text


def test_a_smartrecruiters_row_and_detail_state_one_posting() -> None:
    for posting in POSTINGS:
        firm, city = posting.employer, posting.cities[0]
        [listed] = as_list("smartrecruiters", {"content": [smartrecruiters_shapes.row(posting)]})
        [own] = as_list("smartrecruiters", smartrecruiters_shapes.detail(posting))
        remote = posting.workplace == "remote"
        where = (None, None, firm.country.code)
        for found in (listed, own):
            assert found.posting_id == f"smartrecruiters:x:{smartrecruiters_shapes.native_id(posting)}"
            assert (found.title, found.department) == (posting.title, posting.department)
            assert places(found) == [
                where if remote else (city.name, city.short or city.region, firm.country.code)
            ]
            assert found.workplace == (None if posting.workplace == "onsite" else posting.workplace)
            assert found.remote_eligibility == limits(posting)
            assert (found.employment_type, found.language) == ([posting.employment_type], firm.language)
            assert (found.date_posted, found.hiring_organization) == (posting.posted.isoformat(), firm.name)
        assert own.url == smartrecruiters_shapes.listing_url(posting)
        assert own.url.startswith(listed.url or "?")
        assert own.apply_url == smartrecruiters_shapes.apply_url(posting)
        assert own.description_text


def test_a_pinpoint_row_states_a_posting() -> None:
    for posting in POSTINGS:
        [found] = as_list("pinpoint", {"data": [pinpoint_shapes.row(posting)]})
        assert found.posting_id == f"pinpoint:x:{pinpoint_shapes.native_id(posting)}"
        assert (found.title, found.url) == (posting.title, pinpoint_shapes.listing_url(posting))
        assert (places(found), found.remote_eligibility) == (short(posting)[:1], limits(posting))
        assert (found.workplace, found.employment_type) == (posting.workplace, [posting.employment_type])
        assert (found.department, found.requisition_id) == (posting.department, posting.requisition_id)
        assert found.valid_through == (posting.valid_through.isoformat() if posting.valid_through else None)
        assert ends(found.salary) == ends([pinpoint_shapes.pay_stated(posting)])
        assert found.description_text


def test_a_manatal_row_states_a_posting() -> None:
    url = "https://www.careers-page.com/api/v1.0/c/{}/jobs/"
    for posting in POSTINGS:
        firm, city = posting.employer, posting.cities[0]
        page = Answer(orjson.dumps({"results": [manatal_shapes.row(posting)]}), "")
        [found] = read("manatal", page, url.format(firm.token))
        assert found.posting_id == f"manatal:x:{manatal_shapes.native_id(posting)}"
        assert (found.title, found.url) == (posting.title, manatal_shapes.listing_url(posting))
        remote = posting.workplace == "remote"
        assert places(found) == ([] if remote else [(city.name, city.region, firm.country.code)])
        assert ends(found.salary) == ends([manatal_shapes.pay_stated(posting)])
        assert (found.workplace, found.employment_type, found.date_posted) == (None, [], None)
        assert found.description_text


def test_a_comeet_position_states_a_posting() -> None:
    for posting in POSTINGS:
        firm, city = posting.employer, posting.cities[0]
        [found] = as_list("comeet", [comeet_shapes.position(posting, detailed=True)])
        assert found.posting_id == f"comeet:x:{comeet_shapes.native_id(posting)}"
        assert (found.title, found.url) == (posting.title, comeet_shapes.listing_url(posting))
        remote = posting.workplace == "remote"
        where = (None, None, firm.country.code)
        assert places(found) == [
            where if remote else (city.name, city.short or city.region, firm.country.code)
        ]
        assert (found.workplace, found.remote_eligibility) == (posting.workplace, limits(posting))
        assert (found.employment_type, found.department) == ([posting.employment_type], posting.department)
        assert (found.hiring_organization, found.requisition_id) == (firm.name, posting.requisition_id)
        assert found.description_text


@pytest.mark.parametrize(
    ("ats", "board_url", "listing_url"),
    [
        ("rippling", rippling_shapes.board_url, rippling_shapes.listing_url),
        ("gem", gem_shapes.board_url, gem_shapes.listing_url),
        ("smartrecruiters", smartrecruiters_shapes.board_url, smartrecruiters_shapes.listing_url),
        ("pinpoint", pinpoint_shapes.board_url, pinpoint_shapes.listing_url),
        ("manatal", manatal_shapes.board_url, manatal_shapes.listing_url),
        ("comeet", comeet_shapes.board_url, comeet_shapes.listing_url),
    ],
)
def test_a_boards_address_and_its_postings_name_the_same_board(
    ats: str, board_url: Callable[[Employer], str], listing_url: Callable[[SamplePosting], str]
) -> None:
    for posting in POSTINGS[:40]:
        board = board_at(board_url(posting.employer))
        token = comeet_shapes.uid_of(posting.employer) if ats == "comeet" else posting.employer.token
        assert board.board_id == f"{ats}:{token}"
        assert board_at(listing_url(posting)).board_id == board.board_id


def find_in(postings: Sequence[SamplePosting], native_id: str) -> SamplePosting | None:
    return next((one for one in postings if smartrecruiters_shapes.native_id(one) == native_id), None)


def ask(ats: str, rest: str, **query: str) -> Asked:
    return Asked(ats, FIRM.token, rest, query)


def test_smartrecruiters_pages_by_offset_with_a_hundred_at_most() -> None:
    path = f"/v1/companies/{FIRM.token}/postings"
    seen: list[str] = []
    for offset in range(0, 400, 100):
        asked = ask("smartrecruiters", path, offset=str(offset), limit="1000")
        answer = smartrecruiters_shapes.answer(FIRM, POSTINGS, lambda _id: None, asked)
        page = orjson.loads(answer.body if answer else b"")
        assert (page["totalFound"], page["offset"], page["limit"]) == (400, offset, 100)
        seen += [row["id"] for row in page["content"]]
    assert len(set(seen)) == 400
    detail = ask("smartrecruiters", f"{path}/{seen[7]}")
    found = smartrecruiters_shapes.answer(FIRM, POSTINGS, lambda id_: find_in(POSTINGS, id_), detail)
    assert found is not None
    assert orjson.loads(found.body)["id"] == seen[7]


def test_manatal_gives_ten_rows_unasked_and_twenty_at_most_and_no_page_past_the_end() -> None:
    path = f"/api/v1.0/c/{FIRM.token}/jobs/"

    def page(**query: str) -> Answer:
        answer = manatal_shapes.answer(FIRM, POSTINGS[:45], lambda _id: None, ask("manatal", path, **query))
        assert answer is not None
        return answer

    sizes = [len(orjson.loads(page(page_size="50", page=str(at)).body)["results"]) for at in (1, 2, 3)]
    assert sizes == [20, 20, 5]
    assert len(orjson.loads(page().body)["results"]) == 10
    assert orjson.loads(page(page_size="50", page="3").body)["next"] is None
    assert page(page_size="50", page="4").status == 404


def test_comeet_wants_the_companys_token() -> None:
    path = f"/careers-api/2.0/company/{comeet_shapes.uid_of(FIRM)}/positions"
    refused = comeet_shapes.answer(FIRM, POSTINGS[:2], lambda _id: None, ask("comeet", path, token="no"))
    assert refused is not None
    assert refused.status == 400
    key = comeet_shapes.board_url(FIRM).partition("token=")[2]
    thin = comeet_shapes.answer(FIRM, POSTINGS[:2], lambda _id: None, ask("comeet", path, token=key))
    assert [found.description_text for found in read("comeet", thin)] == ["", ""]


def test_a_list_without_end_is_full_of_others_on_every_page() -> None:
    def ids(ats: str, number: int) -> set[int | str]:
        if ats == "manatal":
            asked = ask("manatal", f"/api/v1.0/c/{FIRM.token}/jobs/", page=str(number + 1))
            page = manatal_shapes.answer(FIRM, POSTINGS[:3], lambda _id: None, asked)
            document = orjson.loads(manatal_shapes.endless(page, asked).body) if page else {}
            assert document["next"]
            return {row["id"] for row in document["results"]}
        path = f"/v1/companies/{FIRM.token}/postings"
        asked = ask("smartrecruiters", path, offset=str(number * 100), limit="100")
        page = smartrecruiters_shapes.answer(FIRM, POSTINGS[:3], lambda _id: None, asked)
        document = orjson.loads(smartrecruiters_shapes.endless(page, asked).body) if page else {}
        assert document["totalFound"] == 10**9
        return {row["id"] for row in document["content"]}

    for ats, size in (("manatal", 20), ("smartrecruiters", 100)):
        pages = [ids(ats, number) for number in range(3)]
        assert [len(page) for page in pages] == [size] * 3
        assert len(set().union(*pages)) == 3 * size
