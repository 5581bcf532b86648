"""Shapes of location names that recruiting systems write: a postcode last, joined by dashes, or by pipes.

"Bremen, DE, 28195", "United States-Ohio-Toledo", "TX | Tyler | 1042, United States". Each function gives null
(or nothing) for what is not in its shape. What a location name is for is `facilities.py`.
"""

import re

from jobs_assets.parsing import places
from jobs_assets.parsing.cities.cities import country_of_city
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.postcodes import is_zip_of, without_postcode
from jobs_assets.parsing.regions import CITIES, REGIONS, STATES, region_country
from jobs_assets.postings import Place

_ASIDE = re.compile(r"\s*\([^()]*\)")
_SEGMENT = re.compile(r"\s+[-–—]\s+")
_STORE = re.compile(r"([A-Z]{2}) \| ([^|(]+?)\s*(?:[|(].*)?, ([^,|]+)\Z")
_TEMPORARY = re.compile(r"\s+temporary\Z", re.IGNORECASE)
_NO_CITY = re.compile(
    r"(?:any city|remote|virtual|regional|local|home(?: based)?|field|statewide|nationwide|multiple.*"
    r"|various.*)\Z",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(
    r"\b(?:location is|located in|based in|site in) ([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}), ([A-Z]{2})\b"
)


_PART_OF_STATE = re.compile(
    r"(?:north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|upstate)[ -]([A-Z][a-z]+"
    r"(?: [A-Z][a-z]+)?)\Z",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(
    r"(?:heights|hills?|beach|county|falls|springs|park|city|township|village|lakes?|grove|valley|island"
    r"|bay|texas"
    r"|georgia|remote|hybrid|office|hq|headquarters|metro|area|region|based|only|and|or|[a-z]{2}|mills?"
    r"|square)\Z",
    re.IGNORECASE,
)


def postal_place(line: str) -> Place | None:
    """The place of a line with a postcode after a code: "City, Region, CC, 1234", "City, ST 12345"."""
    rest, postcode = without_postcode(line)
    if postcode is None:
        return None
    *words, code = [_ASIDE.sub("", word).strip() for word in _SEGMENT.split(rest)[-1].split(",")]
    if not words or not (2 <= len(code) <= 3 and code.isupper() and code.isalpha()):
        return None
    city = None if _NO_CITY.match(words[0]) else words[0]
    if code in STATES and is_zip_of(postcode, code):
        return Place(None if _NO_CITY.match(words[-1]) else words[-1], code, "US")
    country = country_named(code)
    if country is None:
        return None
    region = words[-1] if len(words) > 1 and not words[-1].isdecimal() else None
    return Place(city, region, country)


def store_place(line: str) -> Place | None:
    """The place of "TX | McAllen (Nolana Ave) | 2287, United States", or of a sentence that names one."""
    if found := _STORE.match(line):
        state, city, country = found[1], _TEMPORARY.sub("", found[2]), country_named(found[3])
        if country in REGIONS.get(state, ()):
            return Place(None if _NO_CITY.match(city) else city, state, country)
    if (found := _IN_SENTENCE.search(line)) and found[2] in STATES:
        return Place(found[1], found[2], "US")
    return None


def dashed_places(line: str) -> list[Place]:
    """The places of a list of "Country-Region-City" or "State-City"; nothing where one of them is neither."""
    found = [_dashed(item) for item in line.split(", ")]
    return [place for place in found if place] if found[0] and (all(found) or len(found) == 2) else []


def segment_place(line: str) -> Place | None:
    """The place that one of several segments names: "Research - Pasadena", "Utah - Depot 7"."""
    if found := _PART_OF_STATE.match(line):
        return Place(None, found[1], "US") if found[1] in STATES.values() else None
    segments = _SEGMENT.split(line)
    if len(segments) < 2:
        return _site_in(line)
    *heads, last = segments
    country = country_named(last.rpartition(",")[2])
    if country and len(segments) > 2:
        city = next((head for head in heads if country_of_city(head) == country), None)
        return Place(city, None, country) if city else None
    if country or any(map(country_named, segments)):
        return None
    for segment in segments:
        read = places.read_line(segment).places
        if read and read[0].country:
            return read[0]
        if country := country_of_city(segment):
            return Place(segment, None, country)
    return None


_WIDE_LAST = re.compile(r",\s*(?:AMERS?|APAC|ASIA|Americas|Asia|EMEA|Europe|LATAM|NAMER|NORAM)\Z")
_CODE_FIRST = re.compile(r"[A-Z]{2,3}\s+[-–—]\s+(?=[A-Z])")
_WIDE_FIRST = re.compile(r"(?:AMERS?|APAC|EMEA|EU|LATAM|NAMER|NORAM)\s*[-–—,:]\s*(?=[A-Z])")


def without_wide_region(line: str) -> str:
    """The line without the part of the world beside its country: "Oslo, Norway, EMEA", "EMEA - Norway"."""
    rest = _WIDE_LAST.sub("", line)
    if rest != line and country_named(rest.rpartition(",")[2], codes=False):
        return rest
    rest = _CODE_FIRST.sub("", line)
    if rest != line and (country := country_named(rest.rpartition(",")[2], codes=False)):
        return line if country in REGIONS.get(line[:2], ()) else rest  # "ES - Barcelona, Spain"
    rest = _WIDE_FIRST.sub("", line)
    return rest if rest != line and country_named(_SEGMENT.split(rest)[0].split(",")[0]) else line


def spaced_place(line: str) -> Place | None:
    """The place of words without a sign between them, the country last: "Pune Maharashtra India"."""
    words = line.split(" ")
    if not 2 <= len(words) <= 6 or not all(word.replace("-", "").isalpha() for word in words):
        return None
    if country_named(line) or (
        _NO_CITY.match(words[-1]) and country_named(" ".join(words[:-1]), codes=False)
    ):
        return Place(country=country_named(line) or country_named(" ".join(words[:-1])))
    for first in range(1, len(words)):
        code = country_named(" ".join(words[first:]), codes=False)
        if code is None or country_of_city(line) not in (None, code):
            continue
        if _NO_CITY.match(words[0]):
            return Place(country=code)
        names = (" ".join(words[:last]) for last in range(first, 0, -1))
        if city := next((name for name in names if country_of_city(name) == code), None):
            return Place(city, None, code)
    return None


def _site_in(line: str) -> Place | None:
    """The city of a site that is called after it: "Dublin Docklands"."""
    city, _, site = line.rpartition(" ")
    if city.casefold() not in CITIES or "," in line or country_of_city(line) or _OWN_NAME.match(site):
        return None
    return Place(city, None, CITIES[city.casefold()][0])


def _dashed(item: str) -> Place | None:
    head, *rest = item.split("-")
    if not rest or not head.strip() or head != head.strip() or (len(head) == 2 and not head.isupper()):
        return None
    if (state := _state(head)) and not (head in STATES and "USA" not in item):
        return Place(_city(rest), state, "US")
    country = country_named(head)
    if country is None or (head in STATES and len(rest) < 2 and country_of_city(rest[0]) != country):
        return None
    if rest[0] in REGIONS or rest[0].isdecimal() or region_country(rest[0], after_city=True) == country:
        region = None if rest[0].isdecimal() else rest[0]
        return Place(_city(rest[1:]), region, country)
    return Place(_city(rest), None, country)


def _state(head: str) -> str | None:
    if head in STATES or head in STATES.values():
        return head
    return None


def _city(rest: list[str]) -> str | None:
    return rest[0].strip() if rest and rest[0].strip() and not _NO_CITY.match(rest[0].strip()) else None
