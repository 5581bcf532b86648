"""What Workable's list of an account's jobs really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import only, place, results


def workable(**job: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of an account with one job."""
    job = {"title": "Baker", "shortcode": "96051E9EDE"} | job
    return only("workable", orjson.dumps({"name": "Acme", "description": "<p>Bread.</p>", "jobs": [job]}))


def located(*locations: dict[str, Any], **job: Any) -> Posting:  # noqa: ANN401 - any field of the API
    return workable(locations=[{"hidden": False} | one for one in locations], **job)


BONN = {"country": "Germany", "countryCode": "DE", "city": "Bonn", "region": "North Rhine-Westphalia"}
GERMANY = {"country": "Germany", "countryCode": "DE", "city": "", "region": None}


def test_a_job_is_named_by_its_shortcode_and_its_employer_by_the_account() -> None:
    posting = workable(code="R-7")
    assert posting.posting_id == "workable:acme:96051E9EDE"
    assert (posting.hiring_organization, posting.requisition_id) == ("Acme", "R-7")


def test_empty_texts_are_nothing_stated() -> None:
    posting = workable(code="", department="", employment_type="", published_on="", description="")
    assert set(posting.evidence) == {"title", "hiring_organization"}


def test_a_hidden_location_is_not_shown() -> None:
    posting = located(BONN, {**GERMANY, "city": "Köln", "hidden": True})
    assert place(posting) == [("Bonn", "North Rhine-Westphalia", "DE")]
    assert "Köln" not in (posting.evidence["job_location"].quote or "")


def test_a_list_without_locations_has_one_in_the_job() -> None:
    assert place(workable(city="Bonn", state="", country="Germany")) == [("Bonn", None, "DE")]
    assert "job_location" not in workable(city="", state="", country="").evidence


@pytest.mark.parametrize(
    ("telecommuting", "locations", "workplace", "eligible"),
    [
        (True, [GERMANY], "remote", ["DE"]),
        (True, [BONN], "remote", None),
        (True, [{**GERMANY, "region": "Bavaria"}], "remote", ["Bavaria"]),
        (False, [GERMANY], None, None),
    ],
)
def test_telecommuting_says_remote_and_a_place_without_a_city_says_from_where(
    telecommuting: bool, locations: list[dict[str, Any]], workplace: str | None, eligible: list[str] | None
) -> None:
    posting = located(*locations, telecommuting=telecommuting)
    assert (posting.workplace, posting.remote_eligibility) == (workplace, eligible)
    assert ("workplace" in posting.evidence) == (workplace is not None)


@pytest.mark.parametrize(
    ("stated", "types"),
    [
        ("Full-time", ["FULL_TIME"]),
        ("Part-time", ["PART_TIME"]),
        ("Contract", ["CONTRACTOR"]),
        ("Temporary", ["TEMPORARY"]),
        ("Other", ["OTHER"]),
    ],
)
def test_employment_types(stated: str, types: list[str]) -> None:
    assert workable(employment_type=stated).employment_type == types


def test_the_day_of_publishing_is_the_date_and_that_of_making_is_not() -> None:
    assert workable(published_on="2026-08-05", created_at="2026-06-24").date_posted == "2026-08-05"
    assert workable(created_at="2026-06-24").date_posted is None


def test_the_short_link_stands_in_for_the_address() -> None:
    assert workable(url=None, shortlink="https://apply.workable.com/j/96051E9EDE").url is not None


def test_a_broken_job_costs_no_other() -> None:
    jobs = [{"shortcode": "1"}, {"title": "Miller"}, "x", {"shortcode": "4", "title": "Baker"}]
    found = results("workable", orjson.dumps({"name": "Acme", "jobs": jobs}))
    reasons = [one.reason for one in found if isinstance(one, Unparsed)]
    assert reasons == ["no_title", "no_id", "not_an_object"]
    assert [one.title for one in found if isinstance(one, Posting)] == ["Baker"]


def test_an_error_in_json_is_no_list() -> None:
    [one] = results("workable", b'{"error": "Account not found"}')
    assert isinstance(one, Unparsed)
    assert one.reason == "unknown_shape"
