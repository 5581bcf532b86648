"""What BambooHR's careers pages are really made of."""

from typing import Any

import orjson
import pytest

from jobs_assets.parsing.formats.bamboohr import FIELDS
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

LIST = "https://acme.bamboohr.com/careers/list"
DETAIL = "https://acme.bamboohr.com/careers/39/detail"
NOWHERE = {"city": None, "state": None}


def listed(**row: Any) -> Posting:  # noqa: ANN401 - any field of the list
    """The posting of a list with one row."""
    row = {"id": "39", "jobOpeningName": "Baker "} | row
    return only("bamboohr", orjson.dumps({"meta": {"totalCount": 1}, "result": [row]}), url=LIST)


def detailed(**opening: Any) -> Posting:  # noqa: ANN401 - any field of the detail
    """The posting of an opening's own record."""
    document = {"meta": {}, "result": {"jobOpening": {"jobOpeningName": "Baker"} | opening, "formFields": {}}}
    return only("bamboohr", orjson.dumps(document), url=DETAIL)


def test_list_and_detail_are_the_same_posting() -> None:
    row, record = listed(), detailed(jobOpeningShareUrl="https://acme.bamboohr.com/careers/39")
    assert row.posting_id == record.posting_id == "bamboohr:acme:39"
    assert row.url == record.url == "https://acme.bamboohr.com/careers/39"
    assert row.title == record.title == "Baker"


def test_a_detail_has_text_and_day() -> None:
    posting = detailed(
        description="<p>Bake bread.</p>", datePosted="2026-07-21", departmentLabel="Bakery",
        employmentStatusLabel="Full-Time",
    )  # fmt: skip
    assert (posting.description_text, posting.date_posted) == ("Bake bread.", "2026-07-21")
    assert (posting.department, posting.employment_type) == ("Bakery", ["FULL_TIME"])


@pytest.mark.parametrize(
    ("stated", "workplace"), [("0", "onsite"), ("1", "remote"), (2, "hybrid"), (None, None)]
)
def test_the_workplace_is_a_number(stated: object, workplace: str | None) -> None:
    assert listed(locationType=stated, isRemote=None).workplace == workplace


def test_an_office_states_its_country_in_the_detail_alone() -> None:
    office = {"city": "Lausanne", "state": "Vaud", "postalCode": "1003", "addressCountry": "Switzerland"}
    assert place(detailed(location=office, atsLocation=NOWHERE)) == [("Lausanne", "Vaud", "CH")]


def test_a_place_written_down_for_one_opening_stands_in_for_the_office() -> None:
    ats = {"country": "Switzerland", "state": None, "province": "Vaud", "city": "Lausanne"}
    assert place(listed(location=NOWHERE, atsLocation=ats)) == [("Lausanne", "Vaud", "CH")]


def test_a_remote_opening_is_limited_to_its_country() -> None:
    ats = {"country": "Slovenia", "countryId": "195", "state": None, "city": None}
    posting = listed(location=NOWHERE, atsLocation=ats, locationType="1")
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["SI"])


@pytest.mark.parametrize(
    ("stated", "band"),
    [
        ("£28,090", (28_090.0, 28_090.0, "GBP", None)),
        ("$160,000 - $190,000 + based on experience", (160_000.0, 190_000.0, None, None)),
        ("$100K+ DOE", (100_000.0, None, None, None)),
        ("30-35 (DOE)", (30.0, 35.0, None, None)),
        ("$30/hr", (30.0, 30.0, None, "HOUR")),
        ("CAD 60,000 to 70,000 per year", (60_000.0, 70_000.0, "CAD", "YEAR")),
    ],
)
def test_compensation_is_a_line_of_text(stated: str, band: tuple[object, ...]) -> None:
    [found] = bands(detailed(compensation=stated))
    assert found[:4] == band


@pytest.mark.parametrize(
    "stated",
    [
        "Negotiable",
        "$60,000 with 401(k)",
        "$60,000 plus 10% bonus",
        "$60,000 and 5 weeks off",
        "",
        None,
        "60000-7",
    ],
)
def test_a_line_with_other_figures_is_not_taken_for_a_range(stated: str | None) -> None:
    assert detailed(compensation=stated).salary == []


EMBEDDED = b"""<style>.BambooHR-ATS-board { color: #555 }</style><div class="BambooHR-ATS-board"><h2>Open</h2>
<ul class="BambooHR-ATS-Department-List"><li id="bhrDepartmentID_18184" class="BambooHR-ATS-Department-Item">
<div id="department_18184" class="BambooHR-ATS-Department-Header">Sales &amp; Service</div>
<ul class="BambooHR-ATS-Jobs-List"><li id="bhrPositionID_335" class="BambooHR-ATS-Jobs-Item">
<a href="//acme.bamboohr.com/careers/335">Claims Handler </a>
<span class="BambooHR-ATS-Location">Egham, Surrey (Hybrid)</span></li>
<li id="bhrPositionID_336" class="BambooHR-ATS-Jobs-Item"><a href="/careers/336">Driver</a></li></ul></li>
</ul></div>
"""


def test_the_embedded_list_states_title_department_and_place() -> None:
    first, second = postings("bamboohr", EMBEDDED, url="https://acme.bamboohr.com/jobs/embed2.php")
    assert (first.posting_id, first.title, first.department) == (
        "bamboohr:acme:335",
        "Claims Handler",
        "Sales & Service",
    )
    assert (first.workplace, place(first)) == ("hybrid", [("Egham", "Surrey", None)])
    assert (second.url, second.workplace, second.job_location) == (
        "https://acme.bamboohr.com/careers/336",
        None,
        [],
    )


def test_what_is_no_list_is_told() -> None:
    [missing] = results("bamboohr", b'{"type": "not_found", "title": "Resource not found."}', url=DETAIL)
    assert isinstance(missing, Unparsed)
    assert missing.reason == "unknown_shape"


def test_the_keys_of_a_row_are_known() -> None:
    assert {"jobOpeningName", "atsLocation.province", "location.addressCountry", "compensation"} <= FIELDS
