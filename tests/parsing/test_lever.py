"""What Lever's Postings API really sends."""

import orjson
import pytest

from tests.parsing.pages import bands, lever, only, place


def test_the_description_is_all_its_pieces_in_order() -> None:
    posting = lever(
        description="<div>Opening and body.</div>",
        lists=[
            {"text": "You will", "content": "<li>Bake bread</li><li>Sell it</li>"},
            {"text": "You have", "content": "<div><li>Hands</li></div>"},
        ],
        additional="<p>Closing.</p>",
    )
    assert posting.description_text == (
        "Opening and body.\n\nYou will\n\n- Bake bread\n- Sell it\n\nYou have\n\n- Hands\n\nClosing."
    )


def test_opening_and_body_stand_in_for_a_missing_description() -> None:
    assert (
        lever(opening="<p>Hello.</p>", descriptionBody="<p>Body.</p>").description_text == "Hello.\n\nBody."
    )


def test_words_on_pay_are_added_once() -> None:
    words = "<p>Pay depends on skill.</p>"
    assert (
        lever(additional="<p>Bye.</p>", salaryDescription=words).description_text
        == "Bye.\n\nPay depends on skill."
    )
    assert lever(additional="<p>Bye.</p>" + words, salaryDescription=words).description_text.count("Pay") == 1


@pytest.mark.parametrize(
    ("stated", "interval"),
    [
        ("per-year-salary", "YEAR"),
        ("per-hour-wage", "HOUR"),
        ("per-month-salary", "MONTH"),
        ("per-week-salary", "WEEK"),
        ("per-day-wage", "DAY"),
        ("bi-week-salary", None),
        ("semi-month-salary", None),
        ("one-time", None),
    ],
)
def test_intervals_are_read_from_levers_words(stated: str, interval: str | None) -> None:
    posting = lever(salaryRange={"min": 10, "max": 20, "currency": "USD", "interval": stated})
    assert bands(posting) == [(10.0, 20.0, "USD", interval, "base", None)]


def test_a_junk_range_is_kept_as_stated() -> None:
    posting = lever(
        salaryRange={"min": 10_000, "max": 125_000, "currency": "USD", "interval": "per-year-salary"}
    )
    assert bands(posting)[0][:2] == (10_000.0, 125_000.0)
    assert (
        posting.evidence["salary"].quote
        == '{"min":10000,"max":125000,"currency":"USD","interval":"per-year-salary"}'
    )


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("remote", "remote"),
        ("hybrid", "hybrid"),
        ("on-site", "onsite"),
        ("onsite", "onsite"),
        ("unspecified", None),
    ],
)
def test_workplace_type(stated: str, workplace: str | None) -> None:
    assert lever(workplaceType=stated).workplace == workplace


def test_an_unspecified_workplace_leaves_the_word_to_the_location() -> None:
    posting = lever(workplaceType="unspecified", categories={"location": "Remote - Canada"})
    assert (posting.workplace, posting.remote_eligibility) == ("remote", ["CA"])


def test_created_at_is_in_milliseconds() -> None:
    posting = lever(createdAt=1_764_205_361_939)
    assert posting.date_posted == "2025-11-27T01:02:41.939000+00:00"
    assert posting.evidence["date_posted"].quote == "1764205361939"


def test_all_locations_count_and_the_country_completes_a_single_one() -> None:
    both = lever(categories={"location": "London", "allLocations": ["London", "Stockholm"]}, country="GB")
    assert place(both) == [("London", None, None), ("Stockholm", None, None)]
    assert place(lever(categories={"location": "London"}, country="GB")) == [("London", None, "GB")]


def test_commitment_department_and_team() -> None:
    posting = lever(categories={"commitment": "Full-Time", "department": "Kitchen", "team": "Bakery"})
    assert (posting.employment_type, posting.department, posting.team) == (["FULL_TIME"], "Kitchen", "Bakery")


def test_permanent_is_no_employment_type_but_stays_as_evidence() -> None:
    posting = lever(categories={"commitment": "Permanent"})
    assert posting.employment_type == []
    assert posting.evidence["employment_type"].quote == "Permanent"


def test_links_are_the_payloads_own_also_in_the_eu_region() -> None:
    posting = lever(
        hostedUrl="https://jobs.eu.lever.co/acme/5ac2", applyUrl="https://jobs.eu.lever.co/acme/5ac2/apply"
    )
    assert posting.url == "https://jobs.eu.lever.co/acme/5ac2"
    assert posting.apply_url == "https://jobs.eu.lever.co/acme/5ac2/apply"


def test_the_employer_is_the_boards_name_since_lever_states_none() -> None:
    posting = only("lever", orjson.dumps([{"id": "1", "text": "Baker"}]), employer="Acme Bread")
    assert posting.hiring_organization == "Acme Bread"
    assert "hiring_organization" not in posting.evidence


def test_the_language_is_found_in_the_text_with_a_quote_from_it() -> None:
    text = (
        "Wir suchen dich für unser Team in der Backstube. Du bringst Erfahrung mit und hast Freude daran. "
        * 3
    )
    posting = lever(descriptionPlain=text)
    evidence = posting.evidence["language"]
    assert posting.language == "de"
    assert evidence.source == "rule"
    assert evidence.quote == posting.description_text[evidence.start : evidence.end]
