"""The numbers that a quote writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.numerals import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("90k", {90_000}),
        ("90,000", {90_000}),
        ("90.000 €", {90_000}),
        ("90 000 €", {90_000}),
        ("90\u202f000 €", {90_000}),
        ("CHF 120'000.–", {120_000}),
        ("CHF 120’000", {120_000}),
        ("USD90000", {90_000}),
        ("$1,000.50", {1000.5}),
        ("1.234.567,89", {1_234_567.89}),
        ("12,00,000 INR", {1_200_000}),
        ("12-15 LPA", {1_200_000, 1_500_000}),
        ("60-80k", {60_000, 80_000}),
        ("60k–80K€", {60_000, 80_000}),
        ("between 50 and 60k", {50_000, 60_000}),
        ("60 bis 75 T€", {60_000, 75_000}),
        ("75 Tsd. Euro", {75_000}),
        ("entre 35 et 42 k€", {35_000, 42_000}),
        ("30 mil euros", {30_000}),
        ("1.2M", {1_200_000}),
        ("2 Mio. €", {2_000_000}),
        ("17,50 € pro Stunde", {17.5}),
        ("20$/hr", {20}),
        ("4 days, 60k", {4, 60_000}),  # two figures, no range
        ("3+ years", {3}),
        ("3-5 ans", {3, 5}),
        ("three to five years", {3, 5}),
        ("zweijährige Erfahrung", {2}),
        ("mindestens drei Jahre", {3}),
        ("fünf Jahre", {5}),
        ("zwölf Monate", {12}),
        ("ein Jahr", {1}),
        ("einjährige", {1}),
        ("one-year", {1}),
        ("un an", {1}),
        ("un año", {1}),
        ("au moins cinq ans", {5}),
        ("al menos doce años", {12}),
        ("ein Studium", set()),
        ("un diplôme", set()),
        ("one of us", set()),
        ("tender offers", set()),
        ("401k match", set()),
        ("401(k), 403b", set()),
        ("v2.3.4 of x", set()),
        ("0.125", {0.125}),
        ("9" * 40, set()),
        ("no figures", set()),
    ],
)
def test_a_number_is_read_in_whatever_way_it_is_written(text: str, numbers: set[float]) -> None:
    assert numbers_in(text) == numbers


@given(st.integers(1000, 999_999))
def test_any_grouping_of_thousands_is_the_number(number: int) -> None:
    for separator in (",", ".", " ", "'", "\u00a0", "\u202f", "’"):
        assert numbers_in(f"€ {number:,}".replace(",", separator)) == {number}


@given(st.text(max_size=80))
def test_any_text_has_finite_numbers(text: str) -> None:
    assert all(0 <= number < 1e26 for number in numbers_in(text))
