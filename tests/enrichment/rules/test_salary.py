"""Pay in prose: what each way of writing it states, what is no pay, and what holds for every text."""

from pathlib import Path

import pytest

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary import find_salary
from jobs_assets.samples.generator import sample
from tests.enrichment.rules import salary_cases as cases
from tests.enrichment.rules.salary_cases import Band, Case

_WRITTEN: list[tuple[str, str, list[Case]]] = [
    ("en", "US", cases.US), ("en", "GB", cases.UK), ("de", "DE", cases.DE), ("de", "AT", cases.AT),
    ("de", "CH", cases.CH), ("fr", "FR", cases.FR), ("es", "ES", cases.ES), ("es", "MX", cases.MX),
    ("es", "CO", cases.CO), ("es", "CL", cases.CL), ("es", "PE", cases.PE),
]  # fmt: skip
_EACH = [
    pytest.param(language, country, text, bands, id=f"{country}: {text[:60]}")
    for language, country, written in _WRITTEN
    for text, bands in written
]


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def bands_of(text: str, language: str | None = "en", *countries: str) -> list[Band]:
    found = find_salary(Reading("", text, language, frozenset(countries)))
    return [
        (each.value.min, each.value.max, each.value.currency, each.value.interval, each.value.kind)
        for each in found
    ]


@pytest.mark.parametrize(("language", "country", "text", "bands"), _EACH)
def test_pay_is_read_as_it_is_written(language: str, country: str, text: str, bands: list[Band]) -> None:
    assert bands_of(text, language, country) == bands


@pytest.mark.parametrize("line", _lines("salary_lines.txt"))
def test_a_line_states_its_bands_without_a_country(line: str) -> None:
    language, text, stated = (part.strip() for part in line.split(" | "))
    read = ["-" if part is None else part for band in bands_of(text, language) for part in band]
    wanted = [part for band in stated.split("; ") for part in band.split()]
    assert [f"{part:.10g}" if isinstance(part, float) else part for part in read] == wanted


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", None])
def test_other_money_is_not_pay(language: str | None) -> None:
    lines = _lines("salary_other_money.txt")
    assert len(lines) > 100
    assert {line: bands for line in lines if (bands := bands_of(line, language))} == {}


@pytest.mark.parametrize(
    ("text", "language", "countries", "currency"),
    [
        ("Salary: $80,000 - $95,000", "en", ["US"], "USD"),
        ("Salary: $80,000 - $95,000", "en", ["CA"], "CAD"),
        ("Salary: $80,000 - $95,000", "en", ["AU"], "AUD"),
        ("Salary: $80,000 - $95,000 CAD", "en", ["US"], "CAD"),
        ("Salary: CA$80,000 - CA$95,000", "en", [], "CAD"),
        ("Salary: $80,000 - $95,000 and a 401(k)", "en", [], "USD"),
        ("Salary in Austin, TX: $80,000 - $95,000", "en", [], "USD"),
        ("Pay: $18 - $22 per hour", "en", [], "USD"),
        ("Salary: $80,000 - $95,000", "en", [], None),
        ("ABOUT US: we bake.\nSalary: $80,000 - $95,000", "en", [], None),
        ("Salary for US employees: $80,000 - $95,000", "en", [], "USD"),
        ("Salary: $80,000 - $95,000", "en", ["US", "CA"], None),
        ("Salary: $80,000 - $95,000; in Canada CAD 90,000 - 99,000", "en", ["US", "CA"], "USD"),
        ("Salary: $80,000 - $95,000. Our team in Toronto has a 401(k) for US staff.", "en", [], None),
        ("Salary ranges. Canada Tier 1: $104,000—$139,000", "en", [], "CAD"),
        ("In Alberta, British Columbia & Ontario the salary is $144,000 a year", "en", [], "CAD"),
        ("Salary ranges. Canada Tier 1: $104,000—$139,000", "en", ["US", "CA"], "CAD"),
        ("Salary for US employees: $104,000—$139,000. Our office in Toronto is small.", "en", [], "USD"),
        ("Salary: 40 000 – 50 000 kr per month", "en", ["SE"], "SEK"),
        ("Salary: 40 000 – 50 000 kr per month", "en", ["NO"], "NOK"),
        ("Salaire : 35/40K brut annuel", "fr", ["FR"], "EUR"),
        ("Salaire : 35/40K brut annuel", "fr", [], None),
    ],
)
def test_a_sign_means_what_country_or_text_say(
    text: str, language: str, countries: list[str], currency: str | None
) -> None:
    assert bands_of(text, language, *countries)[0][2] == currency


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Zone A (SF, NYC, Seattle): $160,000 - $200,000 per year.", ["Zone A (SF, NYC, Seattle)"]),
        ("Salary\n- New York: $150,000 - $190,000\n- Austin: $130,000 - $160,000", ["New York", "Austin"]),
        ("The base pay range for the position in Oakland, CA is $24.04 - $28.85 per hour.", ["Oakland, CA"]),
        ("For Chicago, IL-based roles: The base salary is $90,000 per year.", ["Chicago, IL"]),
        ("Zone 1 Pay\n\n$289,200—$397,650\n\nZone 2 Pay\n\n$260,300—$357,950", ["Zone 1", "Zone 2"]),
        ("US Salary Range\n\n$128,000—$220,000 USD", ["US"]),
        ("Salary: £60k - £70k (London)", ["London"]),
        ("Pay range: Level 1: $28–$32/hour, Level 2: $34–$39/hour", [None, None]),
        ("The salary range for this position is $90,000 - $100,000.", [None]),
        ("Compensation: $90,000 - $100,000 (commensurate with experience)", [None]),
    ],
)  # fmt: skip
def test_a_band_has_the_place_that_it_is_limited_to(text: str, places: list[str | None]) -> None:
    assert [each.value.place for each in find_salary(Reading("", text, "en"))] == places


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The base salary range is $90,000 - $120,000 per year, plus equity.", "$90,000 - $120,000 per year"),
        ("Stundenlohn ab 14,50 € brutto/Std. und mehr", "ab 14,50 € brutto/Std"),
        ("Salaire : 38-42K€ selon profil", "38-42K€"),
        ("Salario de 45.000 a 50.000 € brutos anuales", "45.000 a 50.000 € brutos anuales"),
        ("Lohn: CHF 80'000.- bis 95'000.- im Jahr", "CHF 80'000.- bis 95'000.- im Jahr"),
    ],
)
def test_the_quote_is_the_figures_with_their_unit(text: str, quote: str) -> None:
    assert [text[each.start : each.end] for each in find_salary(Reading("", text))] == [quote]


def test_a_band_stated_twice_counts_once_and_again_for_another_place() -> None:
    twice = "Salary: $90,000 - $100,000 USD\n\nThe salary for this role is $90,000 - $100,000 USD per year."
    assert bands_of(twice) == [(90e3, 100e3, "USD", "YEAR", "base")]
    places = "Salary in Boston, MA: $90,000 - $100,000\nSalary in Austin, TX: $90,000 - $100,000"
    assert len(bands_of(places)) == 2


def test_pay_of_sample_postings_is_read_as_they_mean_it() -> None:
    for index in range(400):
        posting = sample(index, seed=5)
        text = "\n".join(
            line
            for section in posting.sections
            for line in (section.heading, *section.paragraphs, *section.items)
        )
        firm = posting.employer
        places = tuple(city.name for city in (*posting.cities, *firm.cities))
        countries = frozenset([firm.country.code])
        found = find_salary(Reading(posting.title, text, firm.language, countries, places))
        stated = posting.pay.bands if posting.pay and posting.pay.sentence in text else ()
        assert [each.value for each in found] == list(stated), text


def test_bonus_and_equity_are_not_told_alone() -> None:
    assert bands_of("Annual bonus: $10,000 - $20,000 per year") == []
    assert bands_of("Equity: $50,000 - $80,000") == []


def test_base_pay_comes_before_what_is_earned_on_target() -> None:
    text = "OTE: £90,000 per year\nBase salary: £50,000 per year"
    assert [band[4] for band in bands_of(text)] == ["base", "ote"]
