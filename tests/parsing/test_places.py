"""Location lines and addresses, as far as they are certain and no further."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.countries import ALPHA_2, country_named
from jobs_assets.parsing.places import address, after_city, postal, read_line

Place = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("San Francisco, CA", [("San Francisco", "CA", "US")]),
        ("Austin, TX", [("Austin", "TX", "US")]),
        ("Toronto, ON", [("Toronto", "ON", "CA")]),
        ("Toronto, CA", [("Toronto", None, "CA")]),
        ("Berlin, DE", [("Berlin", None, "DE")]),
        ("Dover, DE", [("Dover", "DE", "US")]),
        ("Walldorf, DE", [("Walldorf", None, "DE")]),
        ("Somewhere, DE", [("Somewhere", "DE", None)]),
        ("British Columbia, CA", [(None, "British Columbia", "CA")]),
        ("Ontario, CAN", [(None, "Ontario", "CA")]),
        ("London, UK", [("London", None, "GB")]),
        ("London", [("London", None, None)]),
        ("Bangalore, India", [("Bangalore", None, "IN")]),
        ("Sydney, New South Wales, Australia", [("Sydney", "New South Wales", "AU")]),
        ("United Kingdom - London", [("London", None, "GB")]),
        ("USA - South San Francisco, CA", [("South San Francisco", "CA", "US")]),
        ("US, Washington, Seattle", [("Seattle", "Washington", "US")]),
        ("US-VA-Arlington", [("Arlington", "VA", "US")]),
        ("Seattle, Washington", [("Seattle", "Washington", "US")]),
        ("New York, New York", [("New York", "New York", "US")]),
        ("Washington, D.C.", [("Washington", "DC", "US")]),
        ("Atlanta, Georgia", [("Atlanta", "Georgia", "US")]),
        ("Georgia", [(None, "Georgia", None)]),
        ("Tbilisi, Georgia", [("Tbilisi", None, "GE")]),
        ("New York, NY (HQ)", [("New York", "NY", "US")]),
        ("Sydney Office", [("Sydney", None, None)]),
        ("510 East 62nd Street, New York, NY 10065", [("New York", "NY", "US")]),
        ("Los Angeles, San Francisco", [("Los Angeles", None, None), ("San Francisco", None, None)]),
        ("Argentina; Chile; Mexico", [(None, None, "AR"), (None, None, "CL"), (None, None, "MX")]),
        ("München, Deutschland", [("München", None, "DE")]),
        ("Genève, Suisse", [("Genève", None, "CH")]),
        ("Texas", [(None, "Texas", "US")]),
        ("Singapore", [(None, None, "SG")]),
        ("EMEA", [(None, "EMEA", None)]),
        ("Irvine, Ca", [("Irvine", "CA", "US")]),
        ("Remote - LA", [("LA", None, None)]),
        ("LA office / US remote", [("LA", None, None), (None, None, "US")]),
        ("Any location, United States", [(None, None, "US")]),
        ("Europe / Remote / Full-time", [(None, "Europe", None)]),
        ("Nationwide", []),
        ("(Redwood City, CA (Hybrid))", [("Redwood City", "CA", "US")]),
        ("Hybrid @ Bellevue", [("Bellevue", None, None)]),
        ("Remote", []),
        ("Remote - US (PST time zone)", [(None, None, "US")]),
        ("Multiple Locations", []),
        ("", []),
    ],
)
def test_location_lines(line: str, places: list[Place]) -> None:
    assert [(one.city, one.region, one.country) for one in read_line(line).places] == places


@pytest.mark.parametrize(
    ("line", "workplace", "eligible"),
    [
        ("Remote", "remote", []),
        ("Remote, Italy", "remote", ["IT"]),
        ("China - Remote", "remote", ["CN"]),
        ("Remote (US)", "remote", ["US"]),
        ("Remote - EMEA", "remote", ["EMEA"]),
        ("Remote; London", None, []),
        ("Remote: Chile | Peru", "remote", ["CL", "PE"]),
        ("Remote - Chile; Lima, Peru", None, ["CL"]),
        ("Remote | Peru", None, []),
        ("Hybrid - London", "hybrid", []),
        ("Hybrid | Seattle, WA", "hybrid", []),
        ("Palo Alto, CA (Open to US-based remote people)", None, []),
        ("Remote-First, Lyon", None, []),
        ("Remote - Berlin, Germany", "remote", []),
    ],
)
def test_what_a_line_says_of_the_workplace(line: str, workplace: str | None, eligible: list[str]) -> None:
    reading = read_line(line)
    assert (reading.workplace, reading.eligible) == (workplace, eligible)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        (("New York City", "NY", "USA"), ("New York City", "NY", "US")),
        (("Köln", None, "Deutschland"), ("Köln", None, "DE")),
        (("Remote", None, "US"), (None, None, "US")),
        (("United States", None, None), (None, None, "US")),
        (("Munich", "Germany", None), ("Munich", None, "DE")),
        (("Munich", "Bavaria", None), ("Munich", "Bavaria", "DE")),
        ((None, None, "European Union"), (None, "European Union", None)),
        (("Springfield", "IL", None), ("Springfield", "IL", "US")),
        (("Somewhere", "IL", None), ("Somewhere", "IL", None)),
        (("Tbilisi", None, "Georgia"), ("Tbilisi", None, "GE")),
        (("Atlanta", None, "WA"), ("Atlanta", None, None)),
        (("Hybrid - New York", None, None), ("New York", None, None)),
        (("California", None, None), (None, "California", "US")),
        (("Luxembourg", "Luxembourg", "LU"), ("Luxembourg", "Luxembourg", "LU")),
    ],
)
def test_addresses(fields: tuple[str | None, str | None, str | None], place: Place) -> None:
    found = postal(*fields)
    assert found is not None
    assert (found.city, found.region, found.country) == place


@pytest.mark.parametrize(
    "stated", [None, "", {}, [], 7, {"address": {}}, {"address": None}, {"@type": "Place", "name": "Remote"}]
)
def test_no_address_is_no_place(stated: object) -> None:
    assert address(stated) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"), ("U.S.", "US"), ("united states of america", "US"), ("UK", "GB"), ("England", "GB"),
        ("DEU", "DE"), ("Österreich", "AT"), ("Côte d'Ivoire", "CI"), ("Korea, Republic of", "KR"),
        ("https://schema.org/France", "FR"), ("us", "US"), ("Atlantis", None), ("", None),
        ("usa today", None),
    ],
)  # fmt: skip
def test_countries_by_name_and_code(name: str, code: str | None) -> None:
    assert country_named(name) == code


def test_every_country_of_the_standard_is_there() -> None:
    assert len(ALPHA_2 - {"XK"}) == 249
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in ALPHA_2)


@given(
    st.lists(
        st.sampled_from(
            [
                "Remote",
                "Berlin",
                "US",
                "CA",
                "Hybrid",
                "Georgia",
                "(",
                ")",
                ",",
                " - ",
                "/",
                "|",
                ";",
                " or ",
                "NY 10001",
                "日本",
                "Office",
                "D.C.",
                " ",
            ]
        )
    ).map("".join)
    | st.text()
)
def test_any_line_is_read_and_its_countries_are_codes(line: str) -> None:
    reading = read_line(line)
    for place in reading.places:
        assert place.city or place.region or place.country
        assert place.country is None or place.country in ALPHA_2
    assert read_line(line) == reading


@pytest.mark.parametrize(
    ("line", "region", "country"),
    [
        ("Lyon, Auvergne-Rhône-Alpes, France", "Auvergne-Rhône-Alpes", "FR"),
        ("Lyon, , France", None, "FR"),
        ("Lyon, FRANCE, France", None, "FR"),
        ("Lyon, Bron, , France", None, "FR"),
        ("Lyon, Rhône, France (French Republic)", "Rhône", "FR"),
        ("Lyon, France", None, "FR"),
        ("Lyon", None, None),
        ("Paris, Île-de-France, France", None, None),
        ("Grand Lyon, France", None, None),
    ],
)
def test_a_line_that_goes_on_from_a_city_states_its_region_and_country(
    line: str, region: str | None, country: str | None
) -> None:
    found = after_city("Lyon", line)
    assert (found.region, found.country) == (region, country)


@pytest.mark.parametrize(
    ("city", "place"),
    [
        ("New York or Remote (US Timezones)", ("New York", None, None)),
        ("USA | Remote", (None, None, "US")),
        ("Antwerp / Ghent", ("Antwerp / Ghent", None, None)),
        ("Homeoffice", None),
        ("Werken op afstand", None),
    ],
)
def test_a_city_field_that_holds_more_or_less_than_a_city(city: str, place: Place | None) -> None:
    found = postal(city, None, None)
    assert (found and (found.city, found.region, found.country)) == place
