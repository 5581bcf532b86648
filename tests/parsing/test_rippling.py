"""What Rippling's job board API really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

UUID = "3c36e9c8-1bee-45a2-94fe-09f10ccbe10f"
URL = f"https://ats.rippling.com/acme/jobs/{UUID}"


def listed(*labels: str, **row: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any field of the API
    """A posting as the list has it: one row for each of its locations."""
    base = {"uuid": UUID, "name": "Baker", "url": URL, "department": {"id": "Kitchen", "label": "Kitchen"}}
    return [base | {"workLocation": {"label": label, "id": label}} | row for label in labels]


def record(**row: Any) -> Posting:  # noqa: ANN401 - any field of the API
    """The posting of a record."""
    return only("rippling", orjson.dumps({"uuid": UUID, "name": "Baker", "url": URL} | row))


def test_the_locations_of_a_posting_are_rows_of_the_list_and_one_posting() -> None:
    rows = listed("London, United Kingdom", "Leeds, United Kingdom")
    rows.insert(1, {**rows[0], "uuid": "other", "name": "Miller"})
    first, second = postings("rippling", orjson.dumps(rows))
    assert first.posting_id == f"rippling:acme:{UUID}"
    assert place(first) == [("London", None, "GB"), ("Leeds", None, "GB")]
    assert (first.department, first.url, second.title) == ("Kitchen", URL, "Miller")


@pytest.mark.parametrize(
    ("label", "workplace", "where", "eligible"),
    [
        ("Remote (United States)", "remote", [(None, None, "US")], ["US"]),
        ("Remote (San Francisco, CA, US)", "remote", [("San Francisco", "CA", "US")], None),
        ("Hybrid (Seattle, Washington, US)", "hybrid", [("Seattle", "Washington", "US")], None),
        ("Taipei, Taiwan", None, [("Taipei", None, "TW")], None),
    ],
)
def test_a_location_says_in_front_of_its_parentheses_how_one_works(
    label: str, workplace: str | None, where: list[Any], eligible: list[str] | None
) -> None:
    posting = record(workLocations=[label])
    assert (posting.workplace, place(posting), posting.remote_eligibility) == (workplace, where, eligible)
    assert posting.evidence["job_location"].quote == label


def test_one_remote_option_among_offices_is_not_a_remote_posting() -> None:
    posting = record(workLocations=["Remote (United States)", "Denver, CO"])
    assert (posting.workplace, posting.remote_eligibility) == (None, None)
    assert len(posting.job_location) == 2


def test_the_text_is_all_sections_in_order_without_empty_ones() -> None:
    posting = record(
        description={"company": "<p>We bake.</p>", "role": "<p>You bake.</p>", "perks": "<p></p>"}
    )
    assert posting.description_text == "We bake.\n\nYou bake."


@pytest.mark.parametrize(
    ("stated", "types"),
    [
        ({"label": "SALARIED_FT", "id": "Salaried, full-time"}, ["FULL_TIME"]),
        ({"label": "HOURLY_PT", "id": "Hourly, part-time"}, ["PART_TIME"]),
        ({"label": "HOURLY_PT", "id": None}, ["PART_TIME"]),
        ({"label": "CONTRACTOR", "id": "Contractor"}, ["CONTRACTOR"]),
        ({"label": "INTERN"}, ["INTERN"]),
        ({"label": None, "id": None}, []),
    ],
)
def test_the_words_of_an_employment_type_are_its_id_and_the_code_its_label(
    stated: dict[str, Any], types: list[str]
) -> None:
    assert record(employmentType=stated).employment_type == types


def test_every_pay_range_is_a_band_with_its_place_and_unit() -> None:
    posting = record(
        payRangeDetails=[
            {"location": "Ohio", "currency": "USD", "frequency": "YEAR", "rangeStart": 90, "rangeEnd": 120},
            {"location": None, "currency": "CAD", "frequency": "HOUR", "rangeStart": 18, "rangeEnd": 25.5},
            {"currency": "USD", "frequency": "ANNUAL", "rangeStart": 70000, "rangeEnd": None},
            {"currency": "USD", "frequency": "YEAR", "rangeStart": None, "rangeEnd": None},
        ]
    )  # fmt: skip
    assert bands(posting) == [
        (90.0, 120.0, "USD", "YEAR", "base", "Ohio"),
        (18.0, 25.5, "CAD", "HOUR", "base", None),
        (70000.0, None, "USD", "YEAR", "base", None),
    ]


def test_the_department_is_the_boards_and_the_team_the_one_below_it() -> None:
    both = record(department={"name": "Bread", "base_department": "Kitchen"})
    assert (both.department, both.team) == ("Kitchen", "Bread")
    same = record(department={"name": "Kitchen", "base_department": "Kitchen"})
    assert (same.department, same.team) == ("Kitchen", None)
    assert record(department={"name": "Kitchen"}).department == "Kitchen"


def test_the_employer_and_the_date_are_the_records() -> None:
    posting = record(companyName="Acme Bread", createdOn="2026-09-17T10:12:13.456000-07:00")
    assert posting.hiring_organization == "Acme Bread"
    assert posting.date_posted == "2026-09-17T10:12:13.456000-07:00"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"error_code": "RESOURCE_NOT_FOUND", "message": "Job Board not found"}', "unknown_shape"),
        (b'[{"name": "Baker"}]', "no_id"),
        (b'[{"uuid": "1", "name": " "}]', "no_title"),
        (b"[7]", "not_an_object"),
        (b"<html></html>", "html_for_json"),
    ],
)
def test_what_is_no_posting_is_told(body: bytes, reason: str) -> None:
    [unparsed] = results("rippling", body)
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == reason


def test_a_broken_row_costs_no_other() -> None:
    found = results("rippling", orjson.dumps([{"uuid": "x"}, *listed("Leeds, United Kingdom")]))
    assert [type(one) for one in found] == [Unparsed, Posting]
