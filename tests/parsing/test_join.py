"""What JOIN's pages start from, and what they say beside."""

from typing import Any

import orjson
import pytest

from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import bands, only, place, postings, results

COMPANY = "https://join.com/companies/acme"
OWN = f"{COMPANY}/16084660-baker"
TEXT = "<p>Bake the bread that the whole town eats for its breakfast.</p>"


def html(state: dict[str, Any], head: str = "", *, wrapped: bool = False) -> bytes:
    data = orjson.dumps({"props": {"pageProps": state}}).decode()
    script = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    if wrapped:
        script = f'<div id="__NEXT_DATA__">\n<script type="application/json">\n{data}\n</script></div>'
    return f"<!doctype html><html><head>{head}</head><body><p>Jobs</p>{script}</body></html>".encode()


def listed(**job: Any) -> Posting:  # noqa: ANN401 - any key of a posting
    """The posting of a company's page with one."""
    job = {"id": 16084660, "idParam": "16084660-baker", "title": "Baker"} | job
    jobs = {"items": [job], "pagination": {"page": 1, "pageCount": 1, "total": 1}}
    state = {"initialState": {"company": {"id": 1, "name": "Acme"}, "jobs": jobs}}
    return only("join", html(state), url=f"{COMPANY}?page=2")


def own(head: str = "", **job: Any) -> Posting:  # noqa: ANN401 - any key of a posting
    """The posting of its own page."""
    job = {"id": 16084660, "title": "Baker"} | job
    state = {"initialState": {"company": {"id": 1, "name": "Acme"}, "job": job}}
    return only("join", html(state, head), url=f"{OWN}?oid=2")


def json_ld(**item: Any) -> str:  # noqa: ANN401 - any property
    stated = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Baker"} | item
    return f'<script type="application/ld+json">{orjson.dumps(stated).decode()}</script>'


def test_a_list_and_a_page_name_the_same_posting_at_the_same_address() -> None:
    assert listed().posting_id == own().posting_id == "join:acme:16084660"
    assert listed().url == own().url == OWN
    assert listed().hiring_organization == own().hiring_organization == "Acme"


def test_the_list_is_thin_and_the_page_has_the_text() -> None:
    assert "description_text" not in listed().evidence
    assert own(description=TEXT).description_text.startswith("Bake the bread")


def test_a_page_without_a_text_in_its_state_has_it_in_its_json_ld() -> None:
    head = json_ld(
        description=TEXT,
        validThrough="2026-12-31",
        identifier={"@type": "PropertyValue", "name": "Acme", "value": "16084660"},
    )
    posting = own(head, workplaceType="HYBRID")
    assert posting.description_text.startswith("Bake the bread")
    assert (posting.valid_through, posting.workplace, posting.requisition_id) == (
        "2026-12-31",
        "hybrid",
        None,
    )
    assert posting.evidence["description_text"].source == "json_ld"
    assert posting.evidence["workplace"].source == "ats_field"


def test_a_page_with_json_ld_alone_is_read_and_one_with_nothing_says_so() -> None:
    body = f"<html><head>{json_ld(description=TEXT)}</head><body></body></html>".encode()
    assert only("join", body, url=OWN).posting_id == "join:acme:16084660"
    [one] = results("join", html({"statusCode": 410}), url=OWN)
    assert isinstance(one, Unparsed)
    assert one.reason == "no_job_posting"


def test_a_page_without_its_address_names_its_posting_itself() -> None:
    state = {"initialState": {"company": {"name": "Acme"}, "job": {"id": 7, "title": "Baker"}}}
    posting = only("join", html(state), url="")
    assert (posting.posting_id, posting.url) == ("join:acme:7", None)


@pytest.mark.parametrize(
    ("stated", "workplace"), [("ONSITE", "onsite"), ("REMOTE", "remote"), ("HYBRID", "hybrid"), ("", None)]
)
def test_workplace_type(stated: str, workplace: str | None) -> None:
    assert listed(workplaceType=stated).workplace == workplace


@pytest.mark.parametrize(
    ("stated", "types"),
    [
        ({"name": "Employee"}, []),
        ({"name": "Intern"}, ["INTERN"]),
        ({"name": "Internship"}, ["INTERN"]),
        ({"name": "Freelancer"}, ["CONTRACTOR"]),
        ({"name": "Employee", "googleType": "FULL_TIME"}, ["FULL_TIME"]),
    ],
)
def test_employment_types(stated: dict[str, str], types: list[str]) -> None:
    posting = listed(employmentType=stated)
    assert posting.employment_type == types
    assert posting.evidence["employment_type"].quote == stated.get("googleType", stated["name"])


def test_the_country_is_its_code() -> None:
    stated = {"city": {"cityName": "Munich", "countryName": "Germany"}, "country": {"iso3166": "DE"}}
    assert place(listed(**stated)) == [("Munich", None, "DE")]
    assert place(listed(city={"cityName": "Zürich", "countryName": "Switzerland"})) == [
        ("Zürich", None, "CH")
    ]
    assert listed(workplaceType="REMOTE", country={"iso3166": "DE"}).remote_eligibility == ["DE"]


@pytest.mark.parametrize(
    ("job", "band"),
    [
        ({}, (50000.0, 65000.0, "EUR", "YEAR", "base", None)),
        ({"salaryFrequency": "PER_HOUR"}, (50000.0, 65000.0, "EUR", "HOUR", "base", None)),
        ({"salaryAmountTo": None}, (50000.0, None, "EUR", "YEAR", "base", None)),
        ({"settings": {"showSalary": False}}, None),
        ({"salaryAmountFrom": None, "salaryAmountTo": None}, None),
    ],
)
def test_pay_is_in_cents_and_shown_only_where_the_employer_shows_it(
    job: dict[str, Any], band: tuple[Any, ...] | None
) -> None:
    stated = {
        "salaryFrequency": "PER_YEAR",
        "salaryAmountFrom": {"amount": 5000000, "currency": "EUR"},
        "salaryAmountTo": {"amount": 6500000, "currency": "EUR"},
        "settings": {"showSalary": True},
    }
    assert bands(listed(**stated | job)) == ([band] if band else [])


def test_an_older_page_wraps_its_state_and_lists_postings_plainly() -> None:
    state = {"companyData": {"company": {"name": "Acme"}, "jobs": [{"id": 7, "title": "Baker"}]}}
    [posting] = postings("join", html(state, wrapped=True), url=COMPANY)
    assert (posting.posting_id, posting.url) == ("join:acme:7", f"{COMPANY}/7")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body><h1>This company is not hiring.</h1></body></html>", "no_state"),
        (html({"statusCode": 404}), "unknown_shape"),
        (b'<script id="__NEXT_DATA__">{broken</script>', "not_json"),
        (b'<script id="__NEXT_DATA__">[]</script>', "unknown_shape"),
    ],
)
def test_what_is_no_companys_page_says_why(body: bytes, reason: str) -> None:
    [one] = results("join", body, url=COMPANY)
    assert isinstance(one, Unparsed)
    assert one.reason == reason
