"""What a Breezy HR portal really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.parsing.formats.breezy import FIELDS
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, results

POSITION = "https://acme.breezy.hr/p/0a1b2c3d4e5f-head-baker"
US = {"country": {"name": "United States", "id": "US"}, "state": {"id": "WA", "name": "Washington"}}


def breezy(**row: Any) -> Posting:  # noqa: ANN401 - any field of the list
    """The posting of a list with one row."""
    row = {"id": "0a1b2c3d4e5f", "name": "Head Baker", "url": POSITION} | row
    return only("breezy", orjson.dumps([row]), url="https://acme.breezy.hr/json?verbose=true")


def test_a_row_is_one_posting_under_its_id() -> None:
    posting = breezy(
        published_date="2026-06-04T23:24:11.988Z", department="Bakery", company={"name": "Acme Bread"}
    )
    assert (posting.posting_id, posting.title, posting.url) == (
        "breezy:acme:0a1b2c3d4e5f",
        "Head Baker",
        POSITION,
    )
    assert (posting.date_posted, posting.department) == ("2026-06-04T23:24:11.988000+00:00", "Bakery")
    assert posting.hiring_organization == "Acme Bread"


@pytest.mark.parametrize(
    ("stated", "band"),
    [
        ("$1.40k - $1.80k", (1400.0, 1800.0, None, None)),
        ("$115,000 – $145,000 / year", (115_000.0, 145_000.0, None, "YEAR")),
        ("$110,000+ / year", (110_000.0, None, None, "YEAR")),
        ("Up to €20 / hour", (None, 20.0, "EUR", "HOUR")),
        ("£300 / day", (300.0, 300.0, "GBP", "DAY")),
        ("C$1,200 – C$1,300 / biweekly", (1200.0, 1300.0, "CAD", None)),
    ],
)
def test_pay_is_read_as_its_text_says(stated: str, band: tuple[object, ...]) -> None:
    [found] = bands(breezy(salary=stated))
    assert found[:4] == band


@pytest.mark.parametrize("stated", ["", None, "Competitive"])
def test_no_figure_is_no_pay(stated: str | None) -> None:
    assert breezy(salary=stated).salary == []


def test_the_type_is_its_id_as_its_name_is_in_the_portals_language() -> None:
    assert breezy(type={"id": "fullTime", "name": "Повна зайнятість"}).employment_type == ["FULL_TIME"]
    assert breezy(type={"id": "contractor", "name": "Contractor"}).employment_type == ["CONTRACTOR"]
    assert breezy(type={"id": "intern", "name": "Intern"}).employment_type == ["INTERN"]


def test_a_remote_position_is_limited_to_its_country() -> None:
    posting = breezy(
        location={"country": {"id": "PH", "name": "Philippines"}, "is_remote": True, "name": "Philippines"}
    )
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["PH"])


def test_is_remote_is_also_true_of_a_hybrid_position() -> None:
    hybrid = {"value": "hybrid", "label": "Hybrid (Some remote, some in person)"}
    posting = breezy(location=US | {"city": "Tacoma", "is_remote": True, "remote_details": hybrid})
    assert (posting.workplace, posting.remote_eligibility) == ("hybrid", None)
    assert place(posting) == [("Tacoma", "Washington", "US")]


def test_a_flag_nobody_set_says_nothing() -> None:
    stale = {"value": "remote", "label": "Remote"}
    assert breezy(location=US | {"is_remote": False, "remote_details": stale}).workplace is None
    assert breezy(location=US | {"city": "Tacoma"}).workplace is None


def test_all_locations_are_read_and_each_once() -> None:
    tacoma, remote = US | {"city": "Tacoma", "name": "Tacoma, WA"}, {"name": "Remote", "is_remote": True}
    posting = breezy(location=tacoma, locations=[tacoma, {"country": {"id": "CA"}, "city": "Ottawa"}, tacoma])
    assert [one.city for one in posting.job_location] == ["Tacoma", "Ottawa"]
    assert breezy(location=remote, locations=[]).job_location == []


def test_a_positions_own_page_has_the_lists_id() -> None:
    body = b"""<html lang="en"><script type="application/ld+json">{"@type": "WebSite", "name": "x"}</script>
    <script type="application/ld+json">{"@type": "JobPosting", "title": "Head Baker",
    "url": "https://acme.breezy.hr/p/0a1b2c3d4e5f-head-baker?source=GoogleJobs",
    "description": "<p>Bread.</p>", "datePosted": "2026-05-01",
    "jobLocationType": "TELECOMMUTE",
    "jobLocation": {"@type": "Place", "address": {"addressCountry": "worldwide"}}}</script></html>"""
    posting = only("breezy", body, url=POSITION)
    assert (posting.posting_id, posting.url) == ("breezy:acme:0a1b2c3d4e5f", POSITION)
    assert (posting.workplace, posting.job_location, posting.description_text) == ("remote", [], "Bread.")


def test_a_page_without_structured_data_is_read_from_its_markup() -> None:
    body = b'<html><h1>Any baker</h1><div class="description"><p>We always look for bakers.</p></div></html>'
    posting = only("breezy", body, url=POSITION)
    assert (posting.title, posting.description_text) == ("Any baker", "We always look for bakers.")


def test_what_is_no_position_is_told_and_costs_no_neighbour() -> None:
    body = orjson.dumps([{"id": "1", "name": None}, {"name": "No id"}, 7, {"id": "2", "name": "Baker"}])
    found = results("breezy", body, url="https://acme.breezy.hr/json")
    assert [one.reason for one in found if isinstance(one, Unparsed)] == [
        "no_title",
        "no_id",
        "not_an_object",
    ]
    assert [one.title for one in found if isinstance(one, Posting)] == ["Baker"]


def test_the_keys_of_a_row_are_known() -> None:
    assert {"id", "name", "location.is_remote", "locations.remote_details.value", "company.name"} <= FIELDS
