"""What Pinpoint's `postings.json` really sends."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, results


def pinpoint(**row: Any) -> Posting:  # noqa: ANN401 - any field of the list
    """The posting of a list with one row."""
    return only("pinpoint", orjson.dumps({"data": [{"id": "515428", "title": "Baker"} | row]}))


def where(**stated: str) -> Posting:
    """A posting with that location."""
    return pinpoint(location={"id": "1", "city": "", "name": "", "postal_code": "", "province": ""} | stated)


def pay(**stated: Any) -> Posting:  # noqa: ANN401 - any figure
    """A posting with that pay."""
    row = {"minimum": 17.0, "maximum": 18.0, "currency": "USD", "frequency": "hour", "visible": True} | stated
    return pinpoint(**{f"compensation_{name}": value for name, value in row.items()})


def test_the_text_is_its_pieces_under_the_employers_own_headings() -> None:
    posting = pinpoint(
        description="<div><!--block-->You bake.</div>",
        key_responsibilities="<ul><li><!--block-->Bread</li></ul>",
        key_responsibilities_header="Your day",
        skills_knowledge_expertise="<div><!--block-->&nbsp;<br></div>",
        skills_knowledge_expertise_header="Skills",
        benefits="<div>Rolls</div>",
        benefits_header="Why us?",
    )
    assert posting.description_text == "You bake.\n\nYour day\n\n- Bread\n\nWhy us?\n\nRolls"
    assert "block" not in posting.description_html


def test_pay_is_stated_only_where_it_is_shown() -> None:
    assert bands(pay()) == [(17.0, 18.0, "USD", "HOUR", "base", None)]
    assert bands(pay(visible=False)) == []
    assert bands(pay(minimum=None, maximum=None)) == []


@pytest.mark.parametrize(
    ("stated", "interval"),
    [("year", "YEAR"), ("month", "MONTH"), ("day", "DAY"), ("one_time", None), (None, None)],
)
def test_frequency(stated: str | None, interval: str | None) -> None:
    assert bands(pay(frequency=stated))[0][3] == interval


def test_the_quote_of_pay_is_the_employers_line_or_else_the_figures() -> None:
    with_line = pinpoint(
        compensation="$17.00 - $18.00 / hour", compensation_minimum=17, compensation_visible=True
    )
    assert with_line.evidence["salary"].quote == "$17.00 - $18.00 / hour"
    assert (
        pay().evidence["salary"].quote
        == '{"minimum":17.0,"maximum":18.0,"currency":"USD","frequency":"hour"}'
    )


@pytest.mark.parametrize(
    ("stated", "places"),
    [
        ({"city": "Baltimore", "province": "Maryland", "name": "Site 4"}, [("Baltimore", "Maryland", "US")]),
        ({"city": "", "province": "", "name": "North County"}, [("North County", None, None)]),
        (
            {"city": "Varies by Listing", "province": "Maryland", "name": "Partner"},
            [(None, "Maryland", "US")],
        ),
        ({"city": "Leeds", "province": "West Yorkshire"}, [("Leeds", "West Yorkshire", None)]),
        ({}, []),
    ],
)
def test_a_place_is_its_city_and_province_or_else_its_name(stated: dict[str, str], places: list[Any]) -> None:
    assert place(where(**stated)) == places


@pytest.mark.parametrize(
    ("stated", "workplace"), [("onsite", "onsite"), ("hybrid", "hybrid"), ("remote", "remote")]
)
def test_workplace_type(stated: str, workplace: str) -> None:
    assert pinpoint(workplace_type=stated).workplace == workplace


def test_a_remote_posting_in_a_province_is_limited_to_it() -> None:
    posting = pinpoint(workplace_type="remote", location={"city": "", "province": "Maryland", "name": "Home"})
    assert posting.remote_eligibility == ["Maryland"]


@pytest.mark.parametrize(
    ("code", "words", "types"),
    [
        ("full_time", "Vollzeit", ["FULL_TIME"]),
        ("contract_to_hire", "Contract to hire", ["CONTRACTOR"]),
        ("permanent", "Temps plein", ["FULL_TIME"]),
        ("permanent", None, []),
    ],
)
def test_the_code_of_an_employment_type_comes_before_its_words(
    code: str, words: str | None, types: list[str]
) -> None:
    assert pinpoint(employment_type=code, employment_type_text=words).employment_type == types


def test_department_requisition_and_deadline() -> None:
    job = {
        "requisition_id": "PIN-0679",
        "department": {"id": "1", "name": "Kitchen"},
        "division": {"name": "HQ"},
    }
    posting = pinpoint(job=job, deadline_at="2026-06-26T23:59:59-04:00")
    assert (posting.requisition_id, posting.department) == ("PIN-0679", "Kitchen")
    assert posting.valid_through == "2026-06-26T23:59:59-04:00"
    assert pinpoint(job={"department": None}).department is None


def test_an_answer_without_a_list_is_told() -> None:
    [unparsed] = results("pinpoint", b'{"error": "not found"}')
    assert isinstance(unparsed, Unparsed)
    assert unparsed.reason == "unknown_shape"
