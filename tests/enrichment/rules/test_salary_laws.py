"""Laws of reading pay: what is rendered is read back, figures stand in their quotes, no text is too much."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary import find_salary
from jobs_assets.enrichment.rules.salary_figures import amount_of
from jobs_assets.postings import Interval, SalaryBand

LABELS = {
    "en": ["The base salary range for this role is ", "Salary: ", "Pay range\n", "Compensation: ", "We pay "],
    "de": ["Gehalt: ", "Das Gehalt liegt bei ", "Vergütung: ", "Bruttogehalt von "],
    "fr": ["Rémunération : ", "Salaire : ", "Le salaire est de "],
    "es": ["Salario: ", "Retribución: ", "Sueldo de "],
}
UNITS = {
    "en": {
        "HOUR": ["/hr", " per hour", " hourly", " an hour"],
        "DAY": [" per day", "/day"],
        "WEEK": [" per week"],
        "MONTH": [" per month", "/month"],
        "YEAR": [" per year", "/yr", " annually", " p.a."],
    },
    "de": {
        "HOUR": [" pro Stunde", "/Std.", "/h"],
        "DAY": [" pro Tag"],
        "WEEK": [" pro Woche"],
        "MONTH": [" brutto im Monat", "/Monat", " monatlich"],
        "YEAR": [" brutto pro Jahr", " p.a.", " jährlich"],
    },
    "fr": {
        "HOUR": [" de l'heure", "/h", " brut/heure"],
        "DAY": [" par jour"],
        "WEEK": [" par semaine"],
        "MONTH": [" brut mensuel", " / mois", " par mois"],
        "YEAR": [" brut annuel", " par an", "/an"],
    },
    "es": {
        "HOUR": ["/hora", " por hora", " la hora"],
        "DAY": [" al día", "/día"],
        "WEEK": [" a la semana"],
        "MONTH": [" brutos al mes", "/mes", " mensuales"],
        "YEAR": [" brutos anuales", "/año", " al año"],
    },
}
JOINED = {
    "en": [" - ", "-", " – ", "—", " to "],
    "de": [" - ", "–", " bis ", " bis zu "],
    "fr": [" - ", " à ", "–"],
    "es": [" - ", " a ", "–", " hasta "],
}
FROM = {"en": "from ", "de": "ab ", "fr": "à partir de ", "es": "desde "}
UP_TO = {"en": "up to ", "de": "bis zu ", "fr": "jusqu'à ", "es": "hasta "}
PAID: dict[Interval, tuple[int, int]] = {
    "HOUR": (12, 90),
    "DAY": (150, 900),
    "WEEK": (600, 3000),
    "MONTH": (1500, 9000),
    "YEAR": (20_000, 300_000),
}
THOUSANDS = {"en": ",", "de": ".", "fr": " ", "es": "."}


@st.composite
def rendered(draw: st.DrawFn) -> tuple[str, str, SalaryBand]:
    """A line of pay in one of the shapes of a small grammar, its language, and the band that it states."""
    language = draw(st.sampled_from(sorted(LABELS)))
    interval = draw(st.sampled_from(sorted(PAID)))
    least, most = PAID[interval]
    by_thousand = interval == "YEAR" and draw(st.booleans())
    step = 1000 if by_thousand else 1
    low = draw(st.integers(least // step, most // step)) * step
    high = draw(st.integers(low // step, min(most, low * 3) // step)) * step
    currency, sign = draw(st.sampled_from([("EUR", "€"), ("EUR", "EUR"), ("GBP", "£"), ("CHF", "CHF")]))
    before = draw(st.booleans()) if language == "en" else False

    def figure(value: int) -> str:
        digits = f"{value // 1000}k" if by_thousand else f"{value:,}".replace(",", THOUSANDS[language])
        return f"{sign}{' ' if len(sign) > 1 else ''}{digits}" if before else f"{digits} {sign}"

    ends = draw(st.sampled_from(["range", "from", "up to"]))
    if ends == "range":
        text = figure(low) + draw(st.sampled_from(JOINED[language])) + figure(high)
        band = SalaryBand(low, high, currency, interval)
    elif ends == "from":
        text, band = FROM[language] + figure(low), SalaryBand(low, None, currency, interval)
    else:
        text, band = UP_TO[language] + figure(low), SalaryBand(None, low, currency, interval)
    label = draw(st.sampled_from(LABELS[language]))
    return language, label + text + draw(st.sampled_from(UNITS[language][interval])), band


@settings(max_examples=400, deadline=None)
@given(
    rendered(), st.sampled_from(["", "We are a team of 40 people.\n", "Benefits\n- 401(k)\n- 30 days\n\n"])
)
def test_a_rendered_band_is_read_back(line: tuple[str, str, SalaryBand], above: str) -> None:
    language, text, band = line
    found = find_salary(Reading("", f"{above}{text}\nApply by 12/31/2026.", language))
    assert [each.value for each in found] == [band], text


PIECES = st.sampled_from(
    [
        *("$", "€", "£", "CHF ", "USD", " k", "K€", "kr", ",", ".", "-", "–", " to ", " bis ", " à ", "/hr"),
        *(" per year", "salary ", "Gehalt: ", "bonus ", "401(k)", "\n", "  ", "• ", "(", ")", "12", "45.000"),
        *("90,000", "1'500", "999999", "0", "00", "million", "%", "between ", "and ", "up to ", "ab ", "+"),
        *("brutto", "x 14", "\U0001d7d7", "İ", "\ufb00", "\u0663", "\u202f"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)))
def test_any_text_is_read_without_an_error_and_every_figure_stands_in_its_quote(text: str) -> None:
    for found in find_salary(Reading("", text)):
        assert 0 <= found.start < found.end <= len(text)
        quote = text[found.start : found.end]
        for end in (found.value.min, found.value.max):
            assert end is None or _stands_in(end, quote), (end, quote)


def _stands_in(value: float, quote: str) -> bool:
    """Whether a number stands in a quote, in any notation, with its thousands written out or not."""
    stated = [amount_of(each) for each in re.findall(r"[0-9](?:[0-9.,'’ \u00a0\u202f\u2009]*[0-9])?", quote)]
    stated += [float(each) for each in re.findall(r"[0-9]+", quote)]
    return any(abs(each * scale - value) < 0.01 for each in stated for scale in (1, 1000))


HOSTILE = {
    "digits": "1" * 200_000,
    "thousands": "1,000" * 40_000,
    "signs": "$" * 200_000,
    "spaces": "salary $" + " " * 200_000 + "5",
    "amounts": "salary $50,000 - $60,000 per year. " * 6_000,
    "ranges without an end": "$1 - " * 40_000,
    "words": "salary " * 30_000 + "$50k",
    "parentheses": "salary " + "(" * 100_000 + "$50k" + ")" * 100_000,
    "letters": "€" + "a" * 200_000 + " 45.000 €",
    "places": "New York, " * 20_000 + ": $50,000 - $60,000",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(name: str) -> None:
    text = HOSTILE[name]
    find_salary(Reading("", "salary $50,000 - $60,000"))
    started = time.process_time()
    find_salary(Reading("", text))
    # Generous: 200 KB take some 10 to 100 ms; a quadratic rule would take minutes.
    assert time.process_time() - started < 5
