"""Cities by name alone, and postcodes by state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.cities.build import certain
from jobs_assets.parsing.cities.cities import country_of_city, folded
from jobs_assets.parsing.countries import ALPHA_2
from jobs_assets.parsing.postcodes import is_zip_of, without_postcode


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Köln", "DE"), ("Munich", "DE"), ("SÃO PAULO", "BR"), ("İstanbul", "TR"), ("Kraków", "PL"),
        ("St. Louis", "US"), ("Bogotá", "CO"), ("Melbourne", "AU"), ("Springfield", "US"),
        ("Cambridge", None), ("Newcastle", None), ("Nowhereville", None), ("", None),
    ],
)  # fmt: skip
def test_a_city_tells_its_country_where_it_can_hardly_be_anothers(name: str, country: str | None) -> None:
    assert country_of_city(name) == country


def test_a_name_of_two_countries_needs_four_times_the_inhabitants() -> None:
    cities = [
        {"name": "Alpha", "countrycode": "GB", "population": 400},
        {"name": "Alpha", "countrycode": "US", "population": 100},
        {"name": "Beta", "countrycode": "GB", "population": 399},
        {"name": "Beta", "countrycode": "US", "population": 100},
    ]
    assert certain(cities) == {"alpha": "GB"}


@given(st.text(max_size=40))
def test_any_name_is_looked_up_and_folding_twice_changes_nothing(name: str) -> None:
    assert country_of_city(name) in {None, *ALPHA_2}
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("line", "rest", "postcode"),
    [
        ("Odense, DK, 5000", "Odense, DK", "5000"),
        ("Dover, DE 19901-1234", "Dover, DE", "19901-1234"),
        ("Leeds, GB, LS1 4AP", "Leeds, GB", "LS1 4AP"),
        ("Lisbon, PT", "Lisbon, PT", None),
        ("Lyon, 7 rue Bleue", "Lyon, 7 rue Bleue", None),
    ],
)
def test_a_postcode_is_taken_off_the_end(line: str, rest: str, postcode: str | None) -> None:
    assert without_postcode(line) == (rest, postcode)


@pytest.mark.parametrize(
    ("postcode", "state", "fits"),
    [
        ("19801", "DE", True), ("49413", "DE", False), ("02139-1234", "MA", True), ("20050", "MA", False),
        ("05501", "MA", True), ("1824", "MA", False), ("19801", "XX", False),
    ],
)  # fmt: skip
def test_a_zip_code_tells_its_state(postcode: str, state: str, fits: bool) -> None:
    assert is_zip_of(postcode, state) is fits
