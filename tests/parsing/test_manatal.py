"""What the list behind a Manatal career page really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, results

URL = "https://www.careers-page.com/api/v1.0/c/acme/jobs/?page_size=50&page=1"
ROW: dict[str, Any] = {
    "id": 3550645,
    "hash": "7X4W43WX",
    "position_name": "Baker",
    "country": "United States",
    "state": "California",
    "city": "San Diego",
    "location_display": "San Diego, California, United States",
    "is_salary_visible": False,
}


def body(envelope: dict[str, Any], **row: Any) -> bytes:  # noqa: ANN401 - any field of the list
    return orjson.dumps({"count": 1, "next": None, "previous": None, "results": [ROW | row]} | envelope)


def manatal(**row: Any) -> Posting:  # noqa: ANN401 - any field of the list
    """The posting of a page with one row."""
    return only("manatal", body({}, **row), url=URL)


def test_the_public_page_is_made_of_the_career_pages_name_and_the_postings_hash() -> None:
    posting = manatal()
    assert posting.posting_id == "manatal:acme:3550645"
    assert posting.url == "https://www.careers-page.com/acme/job/7X4W43WX"
    assert posting.evidence["url"].quote == "7X4W43WX"


def test_a_page_without_an_address_has_its_name_from_a_neighbours() -> None:
    neighbour = {"next": "https://www.careers-page.com/api/v1.0/c/acme-2/jobs/?page=2"}
    assert only("manatal", body(neighbour), url="").url == "https://www.careers-page.com/acme-2/job/7X4W43WX"
    assert only("manatal", body({}), url="").url is None


def test_a_place_is_city_state_and_country() -> None:
    assert place(manatal()) == [("San Diego", "California", "US")]
    assert place(manatal(city="", state="", location_display="United States")) == [(None, None, "US")]


def test_empty_fields_state_no_place() -> None:
    nowhere = manatal(city="", state="", country="", location_display="")
    assert (nowhere.job_location, nowhere.workplace) == ([], None)
    assert "job_location" not in nowhere.evidence


def test_a_display_line_stands_in_where_the_fields_are_empty() -> None:
    posting = manatal(city="", state="", country="", location_display="Remote, United States")
    assert (place(posting), posting.workplace) == ([(None, None, "US")], "remote")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            {"salary_min": "40.00", "salary_max": "50.00", "currency_code": "USD", "is_salary_visible": True},
            [(40.0, 50.0, "USD", None, "base", None)],
        ),
        (
            {
                "salary_min": "140000.00",
                "salary_max": None,
                "currency_code": "PHP",
                "is_salary_visible": True,
            },
            [(140000.0, None, "PHP", None, "base", None)],
        ),
        ({"salary_min": "40.00", "salary_max": "50.00", "is_salary_visible": False}, []),
        ({"is_salary_visible": True}, []),
    ],
)
def test_pay_that_is_shown_has_no_unit_of_time(row: dict[str, Any], expected: list[Any]) -> None:
    assert bands(manatal(**row)) == expected


def test_no_date_type_or_department_is_made_up() -> None:
    posting = manatal(description="<p>Full-time, posted on 1 July 2026.</p>")
    assert (posting.date_posted, posting.employment_type, posting.department) == (None, [], None)
    assert posting.description_text == "Full-time, posted on 1 July 2026."


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b'{"detail": "Not found."}', "unknown_shape"),
        (b'{"results": [{"id": 1}]}', "no_title"),
        (b"", "empty_body"),
    ],
)
def test_what_is_no_posting_is_told(answer: bytes, reason: str) -> None:
    [unparsed] = results("manatal", answer, url=URL)
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == reason
