"""Location names of enterprise systems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.facilities import read_facility
from jobs_assets.postings import Place


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("USA DC Washington", None, ("Washington", "DC", "US")),
        ("USA VA Chantilly - 14700 Lee Rd (VAC014)", None, ("Chantilly", "VA", "US")),
        ("DEU Wiesbaden - Wiesbaden Army Airfield (APC180)", None, ("Wiesbaden", None, "DE")),
        ("US, CA, Santa Clara", None, ("Santa Clara", "CA", "US")),
        ("US - NY - New York", None, ("New York", "NY", "US")),
        ("USA - Everett, WA", None, ("Everett", "WA", "US")),
        ("United States-California-San Diego", None, ("San Diego", "California", "US")),
        ("United States, Washington, Redmond", None, ("Redmond", "Washington", "US")),
        ("India, Karnataka, Bengaluru", None, ("Bengaluru", "Karnataka", "IN")),
        ("Germany, Walldorf", None, ("Walldorf", None, "DE")),
        ("CA, San Francisco", None, ("San Francisco", "CA", "US")),
        ("New Orleans, LA USA 70112", None, ("New Orleans", "LA", "US")),
        ("Tampa, Florida, 33601", None, ("Tampa", "Florida", "US")),
        ("Tel Aviv, Israel, 6944020", None, ("Tel Aviv", None, "IL")),
        ("Redmond, WA, US", None, ("Redmond", "WA", "US")),
        ("Ottawa, ON, CA", None, ("Ottawa", "ON", "CA")),
        ("Pune, MH, IN, 411021", None, ("Pune", "MH", "IN")),
        ("AU, SA, Adelaide", None, ("Adelaide", "SA", "AU")),
        ("Luxembourg, Luxembourg", None, ("Luxembourg", None, "LU")),
        ("Luxembourg, LU", None, ("Luxembourg", None, "LU")),
        ("Pune, IN", None, ("Pune", None, "IN")),
        ("San Francisco, CA", None, ("San Francisco", "CA", "US")),
        ("Regensburg", "DE", ("Regensburg", None, "DE")),
        ("Regensburg Maximilianstraße 9", "DE", (None, None, "DE")),
        ("Bucharest, 6A Dimitrie Pompeiu Blvd", "RO", ("Bucharest", None, "RO")),
        ("BHX - 2 Colmore Square, 38 Colmore Circus, Birmingham", "GB", (None, None, "GB")),
        ("Corporate Headquarters", "US", (None, None, "US")),
        ("Georgia, Tbilisi", "GE", ("Tbilisi", None, "GE")),
        ("Springfield, IL", "FR", (None, None, "FR")),
        ("London", None, ("London", None, "GB")),
        ("Cambridge", None, ("Cambridge", None, None)),
        ("Zürich", None, ("Zürich", None, "CH")),
        ("Ciudad de México", None, ("Ciudad de México", None, "MX")),
        ("Singapore", None, ("Singapore", None, "SG")),
        ("Singapore - Changi", None, ("Singapore", None, "SG")),
        ("San Francisco Bay Area", None, ("San Francisco", None, "US")),
        ("Wilmington, DE, US, 19801", None, ("Wilmington", "DE", "US")),
        ("Wilmington, DE 19801", None, ("Wilmington", "DE", "US")),
        ("Cloppenburg, DE, 49661", None, ("Cloppenburg", None, "DE")),
        ("Rouen, FR, 76000+12 more…", None, ("Rouen", None, "FR")),
        ("Leeds, WYK, GB, LS1 4AP", None, ("Leeds", "WYK", "GB")),
        ("Kitchener, ON, CA, N2G 4X8", None, ("Kitchener", "ON", "CA")),
        ("Any city, OH, US, 99999", None, (None, "OH", "US")),
        ("Fort Mill, SC, US, 29715", None, ("Fort Mill", "SC", "US")),
        ("First Bank of Somewhere - Muncie, IN 47302", None, ("Muncie", "IN", "US")),
        ("Ohio-Toledo-Toledo", None, ("Toledo", "Ohio", "US")),
        ("USA-OR-Bend", None, ("Bend", "OR", "US")),
        ("Spain-Valencia", None, ("Valencia", None, "ES")),
        ("Poland-Local", None, (None, None, "PL")),
        ("TX | Lubbock (82nd St) | 1042, United States", None, ("Lubbock", "TX", "US")),
        ("OH | Remote, United States", None, (None, "OH", "US")),
        ("OH, US", None, (None, "OH", "US")),
        ("IN, MUMBAI", None, ("MUMBAI", None, "IN")),
        ("Utah - Depot 7", None, (None, "Utah", "US")),
        ("Research - Pasadena", None, ("Pasadena", None, "US")),
        ("West Texas", None, (None, "Texas", "US")),
        ("San Mateo, CA United States", None, ("San Mateo", "CA", "US")),
        ("Kraków  Poland", None, ("Kraków", None, "PL")),
        ("Virtual Netherlands", None, (None, None, "NL")),
        ("Bergen, Norway, EMEA", None, ("Bergen", None, "NO")),
        ("PT - Braga, Portugal", None, ("Braga", None, "PT")),
        ("IN-Bengaluru", None, ("Bengaluru", None, "IN")),
        ("NY office", None, (None, "NY", "US")),
        ("Gdynia, Pomorskie", None, ("Gdynia", "Pomorskie", "PL")),
        ("Peru, Lima, Lima", None, ("Lima", None, "PE")),
        ("Estonia, Tartumaa, Tartu", None, ("Tartu", "Tartumaa", "EE")),
    ],
)
def test_a_locations_name_gives_what_is_certain_of_it(
    line: str, country: str | None, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert read_facility(line, country).places == [Place(*expected)]


def test_every_place_of_a_list_is_read() -> None:
    places = read_facility("CA - San Francisco; TX - Frisco; Oslo, NO, 0150").places
    assert places == [
        Place("San Francisco", "CA", "US"),
        Place("Frisco", "TX", "US"),
        Place("Oslo", None, "NO"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2 Locations",
        "In-Office",
        "Hybrid",
        "Distributed",
        "Multiple Locations",
        "",
        "East Bay Post Acute",
        "Store 1234",
    ],
)
def test_what_names_no_place_gives_none(line: str) -> None:
    assert read_facility(line).places == []


@pytest.mark.parametrize(
    ("line", "workplace", "eligible"),
    [("Remote - USA", "remote", ["US"]), ("US, Remote", "remote", ["US"]), ("Hybrid - London", "hybrid", [])],
)
def test_a_line_that_speaks_of_the_workplace_is_believed(
    line: str, workplace: str, eligible: list[str]
) -> None:
    reading = read_facility(line)
    assert (reading.workplace, reading.eligible) == (workplace, eligible)


@given(
    st.lists(
        st.sampled_from(
            ["US", "CA", "DE", "USA", "Paris", "NY", "Remote", "Georgia", "12", "-", ",", "(", ")", " ", ""]
        )
        | st.text(max_size=6),
        max_size=9,
    ),
    st.sampled_from([None, "US", "DE", "CA", "LU"]),
)
def test_any_line_can_be_read_and_a_stated_country_is_kept(parts: list[str], country: str | None) -> None:
    for joint in (" ", ", ", " - "):
        found = read_facility(joint.join(parts), country).places
        assert all(place.city or place.region or place.country for place in found)
        assert country is None or {place.country for place in found} <= {country}
