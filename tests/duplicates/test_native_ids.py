"""Layer one: the same id of the employer's ATS, whichever address shows it."""

from dataclasses import replace

import pytest

from jobs_assets.duplicates.records import Candidate
from tests.duplicates.postings import COPIED, layer_of, nurse

GREENHOUSE = nurse(
    posting_id="greenhouse:harbour:4012345007",
    board_id="greenhouse:harbour",
    url="https://job-boards.greenhouse.io/harbour/jobs/4012345007",
)


def silent(copy: Candidate, **changes: str | None) -> Candidate:
    """A copy of which nothing but its addresses says what it is of."""
    return replace(copy, text="", title="Nurse", places=(), **changes)


@pytest.mark.parametrize(
    "address",
    [
        "https://job-boards.greenhouse.io/harbour/jobs/4012345007",
        "https://boards.greenhouse.io/harbour/jobs/4012345007?gh_src=9f2&utm_source=jobhub#app",
        "http://job-boards.eu.greenhouse.io/harbour/jobs/4012345007/apply",
        "https://boards.greenhouse.io/embed/job_app?for=harbour&token=4012345007",
        "https://www.harbour.example/careers/opening?gh_jid=4012345007",
    ],
)
def test_a_feed_that_leads_to_the_posting_shows_the_posting(address: str) -> None:
    assert layer_of(GREENHOUSE, silent(COPIED, url=address)) == "same_native_id"
    assert layer_of(GREENHOUSE, silent(COPIED, apply_url=address)) == "same_native_id"


@pytest.mark.parametrize(
    "address",
    [
        "https://job-boards.greenhouse.io/harbour/jobs/4012345008",
        "https://job-boards.greenhouse.io/harbour/jobs/401234500",
        "https://job-boards.greenhouse.io/harbour",
        "https://jobhub.example/jobs/4012345007",
        "https://jobs.lever.co/harbour/4012345007",
        "not an address",
        "https://[::1/4012345007",
    ],
)
def test_another_address_shows_another_posting(address: str) -> None:
    assert layer_of(GREENHOUSE, silent(COPIED, url=address)) is None


def test_two_boards_of_one_employer_share_an_id() -> None:
    second = replace(
        GREENHOUSE, posting_id="greenhouse:harbouruk:4012345007", board_id="greenhouse:harbouruk", text=""
    )
    assert layer_of(GREENHOUSE, second) == "same_native_id"


def test_sites_of_a_workday_tenant_share_an_id() -> None:
    sites = [
        nurse(posting_id=f"workday:harbour/{site}:Nurse_R7", board_id=f"workday:harbour/{site}", url=None)
        for site in ("careers", "students")
    ]
    assert layer_of(sites[0], replace(sites[1], text="")) == "same_native_id"


def test_vendors_that_count_for_each_employer_use_small_numbers_again() -> None:
    ours = nurse(posting_id="bamboohr:harbour:45", board_id="bamboohr:harbour", url=None)
    theirs = replace(
        ours,
        posting_id="bamboohr:alpine:45",
        board_id="bamboohr:alpine",
        hiring_organization="Alpine Hotels",
    )
    assert layer_of(ours, theirs) is None


def test_small_numbers_of_two_boards_of_one_employer_are_two_postings() -> None:
    ours = nurse(posting_id="bamboohr:harbour:45", board_id="bamboohr:harbour", text="", url=None)
    sister = replace(ours, posting_id="bamboohr:harbouruk:45", board_id="bamboohr:harbouruk")
    assert layer_of(ours, sister) is None


def test_one_number_at_two_vendors_is_two_postings() -> None:
    other = nurse(posting_id="breezy:harbour:4012345007", board_id="breezy:harbour", text="", url=None)
    assert layer_of(GREENHOUSE, other) is None


def test_a_page_without_the_id_in_its_address_is_known_by_its_address() -> None:
    page = "https://harbour.pinpointhq.com/en/postings/16131721-1434-454c-ba0d-b9aba569e96f"
    own = nurse(posting_id="pinpoint:harbour:1592", board_id="pinpoint:harbour", url=page)
    copy = replace(COPIED, text="", places=(), apply_url=f"{page}?utm_campaign=x")
    assert layer_of(own, copy) == "same_native_id"


def test_one_form_for_all_openings_makes_no_duplicates() -> None:
    form = "https://forms.example/apply/8472361"
    rows = [
        silent(COPIED, apply_url=form),
        silent(replace(COPIED, posting_id="feed:jobhub:78"), url=None, apply_url=form),
    ]
    assert layer_of(*rows) is None


def test_a_careers_page_without_a_number_names_no_posting() -> None:
    site = nurse(
        posting_id="site:harbour.example:a",
        board_id="site:harbour.example",
        url="https://harbour.example/careers",
        text="",
    )
    assert layer_of(site, replace(COPIED, text="", apply_url="https://harbour.example/careers")) is None
