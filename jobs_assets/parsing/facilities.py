"""Locations as enterprise systems name them: country first, postcodes, street addresses, codes of buildings.

"USA VA Chantilly (VAC014)", "US, CA, Santa Clara", "New Orleans, LA USA 70112". What remains is a location
line like any other, which is `places.py`; a building's name is no city.
"""

import re
from functools import lru_cache

from jobs_assets.parsing import places
from jobs_assets.parsing.cities.cities import country_of_city
from jobs_assets.parsing.countries import ALPHA_2, country_named
from jobs_assets.parsing.facility_shapes import (
    dashed_places,
    postal_place,
    segment_place,
    spaced_place,
    store_place,
    without_wide_region,
)
from jobs_assets.parsing.places import Reading
from jobs_assets.parsing.regions import CITIES, REGIONS, STATES, region_country
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Place, Workplace

_COUNTED = re.compile(
    r"(?:\d+|multiple|various|several) (?:locations?|standorte?|sites|lieux)\Z", re.IGNORECASE
)
_BUILDING_CODE = re.compile(r"\s*\((?=[^()]*\d)[^()]*\)\s*\Z")
_MORE = re.compile(r"\s*(?:\+\s?\d+ (?:more|weitere|autres|más)\W*|<br ?/?>)\s*\Z", re.IGNORECASE)
_POSTCODE = re.compile(
    r"[,\s]+(?:\d{4,7}(?:-\d{3,4})?|\d{3} \d{2}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d)\Z"
)
_STATE_AND_COUNTRY = re.compile(r"(.+?,\s*[A-Z]{2}) ([A-Z]\D+)\Z")
_SPACED = re.compile(r"([A-Z]{2,3}) ([A-Z]{2,3}) (\D+)\Z")
_CODE_FIRST = re.compile(r"([A-Z]{3}) (?![A-Z]{2} |[-–—])(\D+)\Z")
_STATE_FIRST = re.compile(r"([A-Z]{2})(?:,\s*|\s+[-–—]\s+)([^,]+)\Z")
_REST = re.compile(r"\s+[-–—]\s+|,")
_DASHED = re.compile(r"(?<=\w)-(?=[A-Z])")
_JOINT = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_DIGIT = re.compile(r"\d")
_BUILDING = re.compile(
    r"\b(?:airports?|annex|base|bldg|building|business|campus|cent(?:er|re)|clinic|corporate|depot"
    r"|distribution"
    r"|factory|facility|field|headquarters?|home|hospital|hq|hub|lab(?:s|oratory)?|main|mall|medical|mill"
    r"|office|park|plant|plaza|post acute|school|shop|site|square|station|store|studio|suites?|terminal"
    r"|tower"
    r"|university|virtual|warehouse|werk)\b",
    re.IGNORECASE,
)

_BAY = re.compile(r"(.+) Bay Area\Z")
_TOWN_TOO = re.compile(r"\b(?:base|field|mall|mill|park|plaza|school|square|station)\Z", re.IGNORECASE)

_Read = tuple[tuple[tuple[str | None, str | None, str | None], ...], tuple[str, ...], Workplace | None]


def read_facility(line: str, country: str | None = None) -> Reading:
    """The places a location's name tells for certain, with `country` (alpha-2) where the source states it.

    A stated country has the last word: a line that reads as another country's gives the country alone.
    """
    found, eligible, workplace = _read(line[:300], country)
    return Reading([Place(*place) for place in found], list(eligible), workplace)


@lru_cache(maxsize=8192)
def _read(line: str, country: str | None) -> _Read:
    text = _MORE.sub("", " ".join(line.split())).rstrip(" ,")
    if not text or _COUNTED.match(text):
        return (), (), None
    reading = _reading(_BUILDING_CODE.sub("", text) or text, country)
    settled = [_told_by_city(_settled(place, country)) for place in reading.places]
    kept = [place for place in settled if place.city or place.region or place.country]
    if not kept and country:
        kept = [Place(country=country)]
    kept = places.unique(kept)
    return (
        tuple((one.city, one.region, one.country) for one in kept),
        tuple(reading.eligible),
        reading.workplace,
    )


def _reading(text: str, country: str | None) -> Reading:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > 1:
        whole = places.read_line(text)
        found = [place for part in parts for place in _reading(part, country).places]
        return Reading(found, whole.eligible, whole.workplace)
    found = _in_shape(text)
    if not found:
        text = without_wide_region(_POSTCODE.sub("", text) or text)
        if (match := _STATE_AND_COUNTRY.match(text)) and country_named(match[2]):
            text = f"{match[1]}, {match[2]}"
        first = _country_first(text, country) or _code_last(text, country) or segment_place(text)
        found = [first] if first else []
    return _with_workplace(found, text) if found else places.read_line(text)


def _in_shape(text: str) -> list[Place]:
    """The places of a line in a shape that recruiting systems write; nothing where it is in none."""
    found = postal_place(text) or store_place(text) or spaced_place(text)
    return [found] if found else dashed_places(text)


def _with_workplace(found: list[Place], text: str) -> Reading:
    """The places of a line, and what the line says of the workplace beside them."""
    workplace = places.read_line(text).workplace
    eligible = [limit for place in found if workplace == "remote" and (limit := places.eligibility_of(place))]
    return Reading(found, eligible, workplace)


def _country_first(text: str, country: str | None) -> Place | None:
    """The place of a line that begins with its country or state; null where it does not."""
    if coded := _coded(_REST.split(text)[0], country) or _state_first(text, country):
        return coded
    words = _JOINT.split(text)
    if len(words) == 1 and country_named(_DASHED.split(text)[0], codes=False):
        words = _DASHED.split(text)
    code = _code(words[0], country)
    if code is None or len(words) < 2 or country_named(words[-1], codes=country_named(words[-1]) == code):
        return None
    return _below(words[1:], code, certain=country == code or len(words[0]) > 2)


def _code_last(text: str, country: str | None) -> Place | None:
    """A last code that the words before it tell to be a country's: "Ottawa, ON, CA", "Pune, IN"."""
    *before, last = _JOINT.split(text)
    if before and set(before) == {last} and (code := country_named(last, codes=False)):
        return Place(last, last if len(before) > 1 else None, code)  # "Luxembourg, Luxembourg"
    code = country_named(last) if len(last) == 2 and last.isupper() else None
    if code is None or not before:
        return None
    if len(before) == 1:
        if code in REGIONS.get(before[0], ()) and before[0].isupper():
            return Place(None, before[0], code)  # "KY, US"
        of_city = _country_of(before[0]) or country_named(before[0], codes=False)
        return Place(before[0], None, code) if code in (country, of_city) else None
    region = before[-1]
    is_code = region.isupper() and region.isalpha() and len(region) <= 3
    known = code in REGIONS.get(region, ()) or region_country(region, after_city=True) == code
    return Place(_ASIDE.sub("", before[-2]), region, code) if is_code or known else None


def _coded(head: str, country: str | None) -> Place | None:
    """The place of codes without commas: "USA VA Chantilly", "DEU Wiesbaden"."""
    if match := _SPACED.match(head):
        code = _code(match[1], country)
        if code and code in REGIONS.get(match[2], ()):
            return Place(match[3].strip(), match[2], code)
    if (match := _CODE_FIRST.match(head)) and (code := _code(match[1], country)):
        return Place(match[2].strip(), None, code)
    return None


def _state_first(text: str, country: str | None) -> Place | None:
    """A first code that the city or the stated country tells to be a state's: "CA, San Francisco"."""
    match = _STATE_FIRST.match(text)
    if match is None:
        return None
    state, city = match[1], match[2].strip()
    of_city, states = CITIES.get(city.casefold(), (None, frozenset()))
    if state in states and country in (None, of_city):
        return Place(city, state, of_city)
    if country_named(state) == _country_of(city) in ({country} if country else ALPHA_2):
        return Place(city, None, country_named(state))  # "IN, Bangalore"
    known = country is not None and country in REGIONS.get(state, ()) and not country_named(city, codes=False)
    return Place(city, state, country) if known and not workplace_of(city) else None


def _code(word: str, country: str | None) -> str | None:
    code = country_named(word)
    return code if country in (None, code) else None


def _below(words: list[str], code: str, *, certain: bool) -> Place | None:
    """Region and city of the words after a country, as far as lists of places know them."""
    head = words[0]
    if code in REGIONS.get(head, ()) or region_country(head, after_city=True) == code:
        if head.casefold() in CITIES and len(words) == 1:
            return Place(head, None, code)
        return Place(words[1] if len(words) > 1 else None, head, code)
    is_code = head.isupper() and head.isalpha() and len(head) <= 3
    if len(words) == 2 and is_code and (certain or code not in REGIONS):
        return Place(words[1], head, code)
    if not certain or workplace_of(head):
        return None
    if len(words) == 1 or head.casefold() in CITIES or words[1] == head:
        return Place(head, None, code)
    if code in REGIONS.get(words[1], ()):
        return Place(head, words[1], code)
    city = next((word for word in reversed(words[:2]) if _country_of(word) == code), None)
    if city is None:
        return Place(country=code)
    return Place(city, head if head != city else None, code)


def _country_of(city: str) -> str | None:
    """The country that a city's name alone tells."""
    return country_of_city(city) or CITIES.get(city.casefold(), (None,))[0]


def _settled(place: Place, country: str | None) -> Place:
    """The place without what is no city or region, and in the stated country."""
    city, region = place.city, place.region
    if country and place.country and place.country != country:
        return Place(country=country)
    if region and _DIGIT.search(region):
        region = None
    known = city is not None and _country_of(city) is not None
    if city and region and _TOWN_TOO.search(city) and place.country in REGIONS.get(region, ()):
        known = True  # "Fort Mill, SC"
    if city and (_DIGIT.search(city) or _BUILDING.search(city)) and not (known and (region or " " in city)):
        if known and not region and not country:
            return Place()  # "University" is a town's name, too
        city = None
        region = region if region and region_country(region, after_city=True) else None
    if city and (bay := _BAY.match(city)) and bay[1].casefold() in CITIES:
        city = bay[1]
    if city and not region and not place.country and len(city.split()) > 3:
        city = None
    return Place(city, region, place.country or country)


def _told_by_city(place: Place) -> Place:
    """The place with the country that its city's name tells, or the city that its country is."""
    city = places.CITY_STATES.get(place.country or "")
    if city and (place.city is None or place.country == "SG"):  # a district of Singapore is Singapore
        return Place(city, None, place.country)
    if place.city in STATES and place.city != "LA" and not place.region and not place.country:
        return Place(None, place.city, "US")
    if place.city and not place.country and place.region not in REGIONS:
        return Place(place.city, place.region, country_of_city(place.city))
    return place
