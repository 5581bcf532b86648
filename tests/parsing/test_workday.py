"""What Workday's career sites really send."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Closed, Posting, Unparsed
from tests.parsing.pages import only, place, results

API = "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/careers"
PATH = "/job/Reading-UK/Head-Baker_JR-12-1"


def listed(url: str = f"{API}/jobs#offset=0", **row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a search page with one row."""
    row = {"title": "Head Baker", "externalPath": PATH, "postedOn": "Posted 30+ Days Ago"} | row
    return only("workday", orjson.dumps({"total": 1, "jobPostings": [row], "facets": []}), url=url)


def record(url: str = f"{API}{PATH}", employer: str = "Acme Ltd", **info: Any) -> Posting:  # noqa: ANN401
    """The posting of a record."""
    info = {"title": "Head Baker", "jobPostingId": "Head-Baker_JR-12-1"} | info
    body = {"jobPostingInfo": info, "hiringOrganization": {"name": employer, "url": ""}}
    return only("workday", orjson.dumps(body), url=url)


def test_a_row_and_its_record_are_one_posting_also_where_the_title_was_changed() -> None:
    row, whole = listed(title="Bakery Lead"), record(title="Bakery Lead", jobPostingId="Something-Else_1")
    assert row.posting_id == whole.posting_id == "workday:acme:Head-Baker_JR-12-1"


def test_a_row_states_its_page_and_no_date() -> None:
    posting = listed()
    assert posting.url == f"https://acme.wd5.myworkdayjobs.com/careers{PATH}"
    assert posting.date_posted is None


def test_on_the_shared_host_a_postings_page_is_below_its_tenant() -> None:
    url = "https://wd3.myworkdaysite.com/wday/cxs/acme/careers/jobs"
    assert listed(url).url == f"https://wd3.myworkdaysite.com/recruiting/acme/careers{PATH}"


def test_a_path_in_another_script_is_one_address() -> None:
    path = "/job/München/Bäcker_JR-12"
    assert listed(externalPath=path).posting_id == "workday:acme:Bäcker_JR-12"
    assert (listed(externalPath=path).url or "").endswith("/job/M%C3%BCnchen/B%C3%A4cker_JR-12")
    assert record(f"{API}/job/M%C3%BCnchen/B%C3%A4cker_JR-12").posting_id == "workday:acme:Bäcker_JR-12"


@pytest.mark.parametrize(
    ("bullets", "requisition"),
    [
        (["JR-12"], "JR-12"),
        (["Bakery", "JR-12", "Full time"], "JR-12"),
        (["JR-1"], None),
        (["Reading", "Bakery"], None),
        (None, None),
    ],
)
def test_of_what_a_tenant_shows_in_a_row_only_the_number_in_its_path_is_known(
    bullets: object, requisition: str | None
) -> None:
    assert listed(bulletFields=bullets).requisition_id == requisition


def test_a_records_date_is_its_start_and_its_end_is_the_deadline() -> None:
    posting = record(postedOn="Posted 8 Days Ago", startDate="2026-07-07", endDate="2026-09-01")
    assert (posting.date_posted, posting.valid_through) == ("2026-07-07", "2026-09-01")


def test_a_record_names_the_employer_its_number_and_its_page() -> None:
    posting = record(jobReqId="JR-12", externalUrl="https://acme.wd5.myworkdayjobs.com/Careers/job/x_JR-12")
    assert (posting.hiring_organization, posting.requisition_id) == ("Acme Ltd", "JR-12")
    assert posting.url == "https://acme.wd5.myworkdayjobs.com/Careers/job/x_JR-12"


@pytest.mark.parametrize("count", ["2 Locations", "5 Locations", "3 Standorte", "Multiple Locations"])
def test_a_number_of_locations_is_no_place(count: str) -> None:
    assert listed(locationsText=count).job_location == []


def test_a_records_places_are_all_its_locations_the_first_in_the_stated_country() -> None:
    posting = record(
        location="Reading",
        additionalLocations=["US, CA, Santa Clara", "Pune, India"],
        country={"descriptor": "United Kingdom", "id": "29247e57dbaf46fb855b224e03170bc7"},
    )
    assert place(posting) == [("Reading", None, "GB"), ("Santa Clara", "CA", "US"), ("Pune", None, "IN")]


def test_a_location_that_is_a_buildings_name_gives_its_country_alone() -> None:
    posting = record(location="East Bay Post Acute", jobRequisitionLocation={"country": {"alpha2Code": "US"}})
    assert place(posting) == [(None, None, "US")]


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("Remote", "remote"),
        ("Fully Remote", "remote"),
        ("Hybrid", "hybrid"),
        ("On-site", "onsite"),
        ("Remote Eligible", None),
        ("Flexible / Office", "hybrid"),
    ],
)
def test_the_remote_type_is_the_workplace(stated: str, workplace: str | None) -> None:
    assert record(remoteType=stated).workplace == workplace
    assert listed(remoteType=stated).workplace == workplace


def test_a_remote_posting_is_open_to_the_country_it_states() -> None:
    posting = record(
        location="Remote - USA", remoteType="Remote", country={"descriptor": "United States of America"}
    )
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["US"])


def test_the_description_is_the_records() -> None:
    posting = record(jobDescription='<p style="text-align:left"><b>Duties</b></p><ul><li>Bake</li></ul>')
    assert posting.description_text == "Duties\n\n- Bake"


def test_the_time_type_is_the_employment_type() -> None:
    assert record(timeType="Full time").employment_type == ["FULL_TIME"]
    assert record(timeType="Part time").employment_type == ["PART_TIME"]
    assert record(timeType="Regular").employment_type == []


def test_a_record_that_is_no_longer_posted_is_no_posting() -> None:
    body = {"jobPostingInfo": {"title": "Baker", "posted": False}}
    [found] = results("workday", orjson.dumps(body), url=f"{API}{PATH}")
    assert isinstance(found, Closed)
    assert (found.reason, found.quote) == ("page_says_closed", '{"posted":false}')
    assert found.posting_id == record().posting_id


def test_a_row_without_a_path_is_reported_and_its_neighbours_are_read() -> None:
    rows = [{"title": "Ghost"}, None, {"title": "Baker", "externalPath": PATH}]
    found = results("workday", orjson.dumps({"total": 3, "jobPostings": rows}), url=f"{API}/jobs")
    assert [getattr(one, "reason", "read") for one in found] == ["no_id", "not_an_object", "read"]


def test_an_error_is_no_page_of_postings() -> None:
    [found] = results("workday", b'{"errorCode":"HTTP_422","httpStatus":422}', url=f"{API}/jobs")
    assert isinstance(found, Unparsed)
    assert found.reason == "unknown_shape"
