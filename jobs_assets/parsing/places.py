"""Where the work is: location fields to city, region and country, only as far as they are certain.

Structured addresses and location lines of job boards. Not here: places in a description's prose.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from jobs_assets.parsing.countries import AMBIGUOUS, country_named
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.regions import CITIES, REGIONS, WIDE, region_country
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Place, Workplace


@dataclass(slots=True)
class Reading:
    """What a location line says: places, whether each is where remote people may live, and the workplace."""

    places: list[Place] = field(default_factory=list)
    eligible: list[str] = field(default_factory=list)
    workplace: Workplace | None = None


_BETWEEN = re.compile(r"\s*[|;•\n]\s*|\s+/\s+|\s+(?:or|oder|ou)\s+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
_REMOTE = re.compile(
    r"\b(?:fully remote|100% remote|remote|telecommute|work from home|home ?office)\b", re.IGNORECASE
)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_NOT_QUITE = re.compile(r"\bremote[- ](?:friendly|first|eligible|optional|possible|ok)\b", re.IGNORECASE)
_JOINT = re.compile(r"\s+[-–—:]\s+|\s*[,–—:]\s*|\s+-|-\s+")
_NOISE = re.compile(
    r"^(?:in|within|from|based|anywhere(?: in)?|hq|headquarters?|office|head office|onsite|on-site|only|area"
    r"|travel required"
    r"|position|role|first|friendly|eligible|optional|multiple locations?|various(?: locations?)?|locations?"
    r"|tbd|n/?a)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def _read(
    line: str,
) -> tuple[tuple[tuple[str | None, str | None, str | None], ...], tuple[str, ...], Workplace | None]:
    places: dict[tuple[str | None, str | None, str | None], None] = {}
    eligible: dict[str, None] = {}
    seen: set[Workplace | None] = set()
    for part in _BETWEEN.split(line):
        if not part.strip():
            continue
        workplace = _workplace(part)
        seen.add(workplace)
        place = _place(part)
        if place is None:
            continue
        places[place.city, place.region, place.country] = None
        if workplace == "remote" and (limit := eligibility_of(place)):
            eligible[limit] = None
    return tuple(places), tuple(eligible), seen.pop() if len(seen) == 1 else None


def read_line(line: str) -> Reading:
    """The places that a board's location line names: "San Francisco, CA | London, UK", "Remote - US".

    The workplace is set only where every part of the line says the same: one remote option among offices does
    not make a posting remote.
    """
    places, eligible, workplace = _read(line[:1000])
    return Reading([Place(*place) for place in places], list(eligible), workplace)


def _workplace(part: str) -> Workplace | None:
    if _HYBRID.search(part):
        return "hybrid"
    if _NOT_QUITE.search(part):
        return None
    return "remote" if _REMOTE.search(part) else workplace_of(part) if "site" in part.lower() else None


def eligibility_of(place: Place) -> str | None:
    """How a place limits where remote people may live: its country, or the wide region it is; cities do
    not.
    """
    if place.city:
        return None
    if place.region:
        return place.region
    return place.country


def is_wide(region: str) -> bool:
    """Whether a region spans countries: "Europe", "North America"."""
    return region.casefold() in WIDE


def place_of(text: str) -> Place | None:
    """One place from one text without alternatives ("Bangalore, India"); null where it names none
    ("Remote").
    """
    return _place(text)


def _place(part: str) -> Place | None:
    inside = [found for found in _PARENTHESIS.findall(part) if not _NOISE.match(found.strip())]
    text = ", ".join([_PARENTHESIS.sub(" ", part), *inside])
    text = _HYBRID.sub("", _REMOTE.sub("", _NOT_QUITE.sub("", text)))
    words = [word for raw in _JOINT.split(text) if (word := _trimmed(raw)) and not _NOISE.match(word)]
    return _from_words(words) if words else None


def _trimmed(word: str) -> str:
    """A word without the signs around it; "D.C." and "U.S." are the codes they mean."""
    word = word.strip(" ,;:/-–—")
    return word.replace(".", "") if _INITIALS.match(word) else word.rstrip(".")


_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}\Z|[A-Z]\.[A-Z]\Z")


def _from_words(words: list[str]) -> Place:
    """City, region and country from the parts of a comma list, the widest last."""
    last = words[-1]
    if len(words) == 1:
        return _single(last)
    region, country = _region_after_city(words[-2], last) if len(words) == 2 else (None, None)
    if region:
        return Place(words[-2], region, country)
    code = (
        None if last.casefold() in AMBIGUOUS and len(words) < 3 else country_named(last, codes=len(last) != 2)
    )
    if code is None and len(last) == 2 and last.isupper():
        code = country_named(last) if _agrees(words[0], last, len(words)) else None
    if code is None:
        known = region_country(last) if len(last) > 2 or len(words) > 2 else None
        return Place(words[0], last, known)
    if len(words) == 2:
        if region_country(words[0]) == code and words[0].casefold() not in CITIES:
            return Place(None, words[0], code)
        return Place(words[0], None, code)
    return Place(words[0], words[-2], code)


def _region_after_city(city: str, code: str) -> tuple[str | None, str | None]:
    """A state's or province's code after a city: its country where the code or the city leaves no doubt."""
    if len(code) != 2 or not code.isupper() or code not in REGIONS:
        return None, None
    of_city = CITIES.get(city.casefold())
    candidates = REGIONS[code]
    if of_city:
        return (code, of_city[0]) if of_city[0] in candidates and code in of_city[1] else (None, None)
    if country_named(code) is None and len(candidates) == 1:
        return code, candidates[0]
    if country_named(code) is None:
        return code, None
    return (None, None) if region_country(city) == country_named(code) else (code, None)


def _agrees(first: str, code: str, parts: int) -> bool:
    """Whether a two-letter code at the end is the country: unless it is also a state's and nothing else says
    so.
    """
    if code not in REGIONS:
        return True
    of_city = CITIES.get(first.casefold())
    if of_city:
        return of_city[0] == country_named(code)
    return region_country(first) == country_named(code) or parts > 2


def _single(word: str) -> Place:
    if word.casefold() in AMBIGUOUS:
        return Place(None, word, None)
    if code := country_named(word):
        return Place(None, None, code)
    if word.casefold() in WIDE:
        return Place(None, word, None)
    if word.casefold() not in CITIES and (code := region_country(word)):
        return Place(None, word, code)
    return Place(word, None, None)


def address(stated: Json) -> Place | None:
    """A schema.org Place, PostalAddress, Country or plain text to a place; null where nothing is stated."""
    if isinstance(stated, str):
        return _place(stated) if stated.strip() else None
    if not isinstance(stated, dict):
        return None
    inner = stated.get("address")
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    if isinstance(inner, dict):
        stated = inner
    elif isinstance(inner, str) and inner.strip():
        return _place(inner)
    city = name_of(stated.get("addressLocality"))
    region = name_of(stated.get("addressRegion"))
    country = name_of(stated.get("addressCountry"))
    if not (city or region or country):
        name = name_of(stated.get("name"))
        return _place(name) if name else None
    return postal(city, region, country)


def postal(city: str | None, region: str | None, country: str | None) -> Place | None:
    """A place from the three fields of an address. A country field that names no country gives no country.

    A locality that repeats the country ("United States") or says "Remote" is no city; a wide region in the
    country's field ("European Union") is kept as the region.
    """
    code = country_named(country) if country else None
    if country and not code and not region and country.casefold() in WIDE:
        region = country
    if city and (
        _REMOTE.search(city) or (country_named(city, codes=False) and city.casefold() not in CITIES)
    ):
        code = code or country_named(city, codes=False)
        city = None
    if region and not code:
        code = country_named(region, codes=False) if region.casefold() not in AMBIGUOUS else None
        if code:
            region = None
        else:
            _, code = _region_after_city(city or "", region.upper() if len(region) == 2 else region)
            code = code or (region_country(region) if len(region) > 2 else None)
    if not (city or region or code):
        return None
    return Place(city, region, code)


def name_of(stated: Json) -> str | None:
    """The text of a value that may be a string, an object with a name, or a list of either."""
    if isinstance(stated, str):
        return stated.strip() or None
    if isinstance(stated, dict):
        return name_of(
            stated.get("name") or stated.get("@value") or stated.get("@id") or stated.get("identifier")
        )
    if isinstance(stated, list):
        return next((name for item in stated if (name := name_of(item))), None)
    return None


def unique(places: list[Place]) -> list[Place]:
    """`places` without repeats, in order."""
    return list({(place.city, place.region, place.country): place for place in reversed(places)}.values())[
        ::-1
    ]


def says_remote(stated: dict[str, Json]) -> bool:
    """Whether a Place without an address is named for remote work."""
    texts = [
        stated.get("name"),
        stated.get("address"),
        *(stated["address"].values() if isinstance(stated.get("address"), dict) else ()),
    ]
    return any(isinstance(text, str) and _REMOTE.search(text) for text in texts)
