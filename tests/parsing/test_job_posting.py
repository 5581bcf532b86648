"""schema.org JobPosting as sites really fill it in."""

from typing import Any

import orjson
import pytest

from tests.parsing.pages import bands, html, json_ld, only, place


def test_fully_remote_is_telecommute_with_where_applicants_may_live() -> None:
    posting = json_ld(
        jobLocationType="TELECOMMUTE",
        applicantLocationRequirements=[
            {"@type": "Country", "name": "USA"},
            {"@type": "State", "name": "Ontario"},
        ],
    )
    assert (posting.workplace, posting.remote_eligibility, posting.job_location) == (
        "remote",
        ["US", "Ontario"],
        [],
    )


def test_one_requirement_need_not_be_a_list() -> None:
    assert json_ld(
        applicantLocationRequirements={"@type": "Country", "name": "Deutschland"}
    ).remote_eligibility == ["DE"]


OFFICE = {
    "@type": "Place",
    "address": {"@type": "PostalAddress", "addressLocality": "Lyon", "addressCountry": "FR"},
}


def test_telecommute_beside_an_office_alone_is_ambiguous_and_stays_unknown() -> None:
    posting = json_ld(jobLocationType="TELECOMMUTE", jobLocation=OFFICE)
    assert posting.workplace is None
    assert posting.evidence["workplace"].quote == "TELECOMMUTE"


def test_telecommute_beside_an_office_is_remote_where_it_says_who_may_apply() -> None:
    country = {"@type": "Country", "name": "France"}
    posting = json_ld(
        jobLocationType="TELECOMMUTE", jobLocation=OFFICE, applicantLocationRequirements=country
    )
    assert (posting.workplace, place(posting)) == ("remote", [("Lyon", None, "FR")])


def test_telecommute_beside_a_mere_country_is_remote() -> None:
    country = {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": "US"}}
    assert json_ld(jobLocationType="TELECOMMUTE", jobLocation=country).workplace == "remote"


def quantity(**value: Any) -> dict[str, Any]:  # noqa: ANN401 - any property
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": {"@type": "QuantitativeValue", **value}}


@pytest.mark.parametrize(
    ("stated", "band"),
    [
        (quantity(minValue=50000, maxValue=60000, unitText="YEAR"), (50000.0, 60000.0, "EUR", "YEAR")),
        (quantity(value=25.5, unitText="HOUR"), (25.5, 25.5, "EUR", "HOUR")),
        (
            quantity(minValue="50.000,00", maxValue="60,000.00", unitText="year"),
            (50000.0, 60000.0, "EUR", "YEAR"),
        ),
        (quantity(minValue=4000, unitText="Monthly"), (4000.0, None, "EUR", "MONTH")),
        (quantity(maxValue=300, unitText="DAY"), (None, 300.0, "EUR", "DAY")),
        (quantity(value="1000", unitText="per week"), (1000.0, 1000.0, "EUR", "WEEK")),
        (quantity(minValue=60000, maxValue=50000, unitText="YEAR"), (50000.0, 60000.0, "EUR", "YEAR")),
        ({"@type": "MonetaryAmount", "currency": "USD", "value": 90000}, (90000.0, 90000.0, "USD", None)),
        (
            {"@type": "MonetaryAmount", "currency": "USD", "minValue": 1, "maxValue": 2},
            (1.0, 2.0, "USD", None),
        ),
        (
            {"@type": "PriceSpecification", "price": "20", "priceCurrency": "GBP", "unitText": "HUR"},
            (20.0, 20.0, "GBP", "HOUR"),
        ),
        ({"minPrice": 20, "maxPrice": 30, "priceCurrency": "GBP"}, (20.0, 30.0, "GBP", None)),
        (100000, (100000.0, 100000.0, None, None)),
        ("100000", (100000.0, 100000.0, None, None)),
        ("$100,000", (100000.0, 100000.0, None, None)),
        ("US$100,000 - US$120,000 per year", (100000.0, 120000.0, "USD", "YEAR")),
        ("€50k–60k", (50000.0, 60000.0, "EUR", None)),
        ("£12.50 an hour", (12.5, 12.5, "GBP", "HOUR")),
        ("ab 45.000 EUR / Jahr", (45000.0, None, "EUR", "YEAR")),
        ("up to 80000 CHF", (None, 80000.0, "CHF", None)),
    ],
)
def test_base_salary_in_every_shape(stated: Any, band: tuple[Any, ...]) -> None:  # noqa: ANN401 - any JSON
    assert [found[:4] for found in bands(json_ld(baseSalary=stated))] == [band]


def test_the_currency_may_stand_outside() -> None:
    posting = json_ld(baseSalary={"value": {"value": 10, "unitText": "HOUR"}}, salaryCurrency="USD")
    assert bands(posting) == [(10.0, 10.0, "USD", "HOUR", "base", None)]
    assert bands(json_ld(baseSalary=5, salaryCurrency="USD"))[0][2] == "USD"


def test_several_salaries_are_several_bands() -> None:
    stated = [quantity(value=1, unitText="HOUR"), quantity(value=9, unitText="DAY")]
    assert [band[3] for band in bands(json_ld(baseSalary=stated))] == ["HOUR", "DAY"]


@pytest.mark.parametrize(
    "stated",
    [quantity(minValue=0, maxValue=0, unitText="YEAR"), "Competitive", "", {}, [], None, "DOE 401k 2026 5"],
)
def test_what_names_no_pay_gives_none(stated: Any) -> None:  # noqa: ANN401 - any JSON
    assert json_ld(baseSalary=stated).salary == []


def test_an_estimated_salary_is_not_the_employers() -> None:
    assert json_ld(estimatedSalary=quantity(value=90000, unitText="YEAR")).salary == []


@pytest.mark.parametrize(
    ("stated", "types"),
    [
        ("FULL_TIME", ["FULL_TIME"]),
        ("Full-time", ["FULL_TIME"]),
        ("full time", ["FULL_TIME"]),
        (["FULL_TIME", "PART_TIME"], ["FULL_TIME", "PART_TIME"]),
        ("FULL_TIME, CONTRACTOR", ["FULL_TIME", "CONTRACTOR"]),
        ("https://schema.org/INTERN", ["INTERN"]),
        ("Fixed-term contract", ["TEMPORARY"]),
        ("PER_DIEM", ["PER_DIEM"]),
        ("OTHER", ["OTHER"]),
        ("Vollzeit", ["FULL_TIME"]),
        ("Festanstellung, Teilzeit", ["PART_TIME"]),
        ("Permanent", []),
    ],
)
def test_employment_types(stated: str | list[str], types: list[str]) -> None:
    assert json_ld(employmentType=stated).employment_type == types


@pytest.mark.parametrize(
    "country", ["DE", "Germany", "Deutschland", "DEU", {"@type": "Country", "name": "DE"}, ["Germany"]]
)
def test_a_country_as_name_code_or_object(country: Any) -> None:  # noqa: ANN401 - any JSON
    location = {
        "@type": "Place",
        "address": {"addressLocality": "Köln", "addressRegion": "NRW", "addressCountry": country},
    }
    assert place(json_ld(jobLocation=location)) == [("Köln", "NRW", "DE")]


def test_a_list_of_locations_an_address_as_text_and_a_location_as_text() -> None:
    posting = json_ld(jobLocation=[OFFICE, {"@type": "Place", "address": "Austin, TX, USA"}, "Toronto, ON"])
    assert place(posting) == [("Lyon", None, "FR"), ("Austin", "TX", "US"), ("Toronto", "ON", "CA")]


def test_an_employer_as_text_or_object_with_entities() -> None:
    assert json_ld(hiringOrganization="Acme &amp; Sons").hiring_organization == "Acme & Sons"
    assert json_ld(hiringOrganization={"@type": "Organization", "name": "Acme"}).hiring_organization == "Acme"


def test_an_employer_given_by_reference_is_looked_up_in_the_graph() -> None:
    graph = [
        {"@type": "Organization", "@id": "#org", "name": "Acme"},
        {"@type": "JobPosting", "title": "Baker", "hiringOrganization": {"@id": "#org"}},
    ]
    assert only("site", html(orjson.dumps({"@graph": graph}).decode())).hiring_organization == "Acme"


@pytest.mark.parametrize(
    "stated",
    [
        "<p>Bread &amp; rolls</p>",
        "&lt;p&gt;Bread &amp;amp; rolls&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Bread &amp;amp;amp; rolls&amp;lt;/p&amp;gt;",
        "Bread & rolls",
        "Bread &amp; rolls",
    ],
)
def test_a_description_raw_escaped_once_or_twice_is_the_same_text(stated: str) -> None:
    assert json_ld(description=stated).description_text == "Bread & rolls"


def test_a_plain_description_keeps_its_lines() -> None:
    posting = json_ld(description="We bake.\n\nYou:\n- bake\n- sell")
    assert posting.description_text == "We bake.\n\nYou:\n- bake\n- sell"


def test_a_truncated_description_is_kept_as_stated() -> None:
    assert json_ld(description="We bake bread and…").description_text == "We bake bread and…"


@pytest.mark.parametrize(
    ("stated", "requisition"),
    [
        ({"@type": "PropertyValue", "name": "Acme", "value": "R-12"}, "R-12"),
        ("R-12", "R-12"),
        (4711, "4711"),
        ({"@type": "PropertyValue", "value": 4711}, "4711"),
    ],
)
def test_the_identifier_is_the_requisition(stated: Any, requisition: str) -> None:  # noqa: ANN401 - any JSON
    posting = json_ld(identifier=stated)
    assert posting.requisition_id == requisition
    assert posting.posting_id == f"site:acme:{requisition}"


def test_an_identifier_that_is_the_employers_name_identifies_nothing() -> None:
    posting = json_ld(identifier={"value": "Acme"}, hiringOrganization="Acme")
    assert posting.requisition_id is None


def test_a_closed_posting_still_parses_since_state_comes_later() -> None:
    posting = json_ld(validThrough="2019-01-01", description="<p>This position has been filled.</p>")
    assert posting.valid_through == "2019-01-01"


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2026-07-01", "2026-07-01"),
        ("2026-07-01T10:00:00Z", "2026-07-01T10:00:00+00:00"),
        ("2026-07-01 10:00:00", "2026-07-01T10:00:00"),
        ("2026-7-1", "2026-07-01"),
        ("July 1, 2026", "2026-07-01"),
        ("1 Jul 2026", "2026-07-01"),
        ("01.07.2026", "2026-07-01"),
        ("2026/07/01", "2026-07-01"),
        ("07/13/2026", "2026-07-13"),
        ("13/07/2026", "2026-07-13"),
        ("07/01/2026", None),
        ("Wed, 01 Jul 2026 10:00:00 +0200", "2026-07-01T10:00:00+02:00"),
        ("1782900000000", "2026-07-01T10:00:00+00:00"),
        (1782900000, "2026-07-01T10:00:00+00:00"),
        ("2026-02-30", None),
        ("0000-00-00", None),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
        (True, None),
    ],
)
def test_dates_keep_their_precision_and_impossible_ones_are_null_with_evidence(
    stated: Any,  # noqa: ANN401 - any JSON
    iso: str | None,
) -> None:
    posting = json_ld(datePosted=stated)
    assert posting.date_posted == iso
    quote = posting.evidence["date_posted"].quote
    assert quote == (stated if isinstance(stated, str) else orjson.dumps(stated).decode())


def test_the_language_as_stated_beats_the_pages_and_the_texts() -> None:
    assert json_ld(inLanguage="de-AT").language == "de"
    assert json_ld(inLanguage={"@type": "Language", "name": "French"}).language == "fr"


GERMAN = (
    "Wir suchen dich für unser Team in der Backstube. Du bringst Erfahrung mit und hast Freude daran. " * 3
)


def test_a_templates_lang_attribute_gives_way_to_a_text_plainly_in_another_language() -> None:
    item = orjson.dumps({"@type": "JobPosting", "title": "Bäcker", "description": GERMAN}).decode()
    assert only("site", html(item, lang="en")).language == "de"
    silent = orjson.dumps({"@type": "JobPosting", "title": "Bäcker"}).decode()
    posting = only("site", html(silent, lang="de-CH"))
    assert (posting.language, posting.evidence["language"].quote) == ("de", "lang=de-CH")


def test_every_stated_value_carries_its_source_and_its_words() -> None:
    posting = json_ld(
        hiringOrganization="Acme", employmentType="Full-time", jobLocation=OFFICE, baseSalary="€1,000"
    )
    assert {name: one.source for name, one in posting.evidence.items()} == {
        "title": "json_ld",
        "hiring_organization": "json_ld",
        "employment_type": "json_ld",
        "job_location": "json_ld",
        "salary": "json_ld",
    }
    assert posting.evidence["job_location"].quote == orjson.dumps(OFFICE).decode()
