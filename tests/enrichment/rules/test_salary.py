"""Pay in prose: what each way of writing it states, what is no pay, and what holds for every text."""

import pytest

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary import find_salary
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


def bands_of(text: str, language: str | None = "en", *countries: str) -> list[Band]:
    found = find_salary(Reading("", text, language, frozenset(countries)))
    return [
        (each.value.min, each.value.max, each.value.currency, each.value.interval, each.value.kind)
        for each in found
    ]


@pytest.mark.parametrize(("language", "country", "text", "bands"), _EACH)
def test_pay_is_read_as_it_is_written(language: str, country: str, text: str, bands: list[Band]) -> None:
    assert bands_of(text, language, country) == bands


@pytest.mark.parametrize("text", cases.NOT_PAY)
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", None])
def test_other_money_is_not_pay(text: str, language: str | None) -> None:
    assert bands_of(text, language) == []
