"""Where the work is: location fields to city, region and country, only as far as they are certain.

Structured addresses and location lines of job boards. Not here: places in a description's prose.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from jobs_assets.parsing.cities.cities import country_of_city
from jobs_assets.parsing.countries import AMBIGUOUS, country_named
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.regions import CITIES, CONTESTED, REGIONS, WIDE, region_country
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Place, Workplace


@dataclass(slots=True)
class Reading:
    """What a location line says: places, whether each is where remote people may live, and the workplace."""

    places: list[Place] = field(default_factory=list)
    eligible: list[str] = field(default_factory=list)
    workplace: Workplace | None = None


_BETWEEN = re.compile(r"\s*[|;•\n]\s*|\s*/\s+|\s+/|\s+(?:or|oder|ou)\s+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
_REMOTE = re.compile(
    r"(?<![^\W_])(?:fully remote|100% remote|remote|telecommute|work from home|home ?office"
    r"|poste à distance"
    r"|werken op afstand)(?![^\W_])",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"(?<![^\W_])hybrid(?![^\W_])", re.IGNORECASE)
_NOT_QUITE = re.compile(r"\bremote[- ](?:friendly|first|eligible|optional|possible|ok)\b", re.IGNORECASE)
_JOINT = re.compile(r"\s+[-–—:]\s+|\s*[,–—:_]\s*|\s+-|-\s+")
_LEADING = re.compile(r"^(?:in|within|from|based in|based|anywhere in|eligible|greater|hq)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s+(?:(?:main |head )?offices?|hq|headquarters|metro(?:politan)?(?: area)?|areas?|region|campus"
    r"|locations?|only|based)$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:in|within|from|based|anywhere|hq|headquarters?|(?:main |head )?office|onsite|on-site|on site|only"
    r"|areas?"
    r"|any city|field(?: position| based)?|regional|local|virtual|home(?: |-)?based|home|statewide"
    r"|corporate|select|distributed|unspecified|flexible|blank|in-office"
    r"|travel required|position|role|first|friendly|eligible|optional|(?:multiple|various|all"
    r"|eligible)? ?locations?"
    r"|full[- ]time|part[- ]time|nationwide|any|all|tbd|n/?a"
    r"|\d{4,5}(?:-\d{4})?|(?:[PECM][SD]T|GMT|UTC|CES?T|EES?T|BST)(?: time ?zone| time)?)$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[(\[](?:[^\s()\[\]]+\s+){3,}[^()\[\]]*[)\]]?")  # parentheses with a sentence in them
_ENCLOSED = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*")  # "(Redwood City, CA (Hybrid))"
_OF_ALL = re.compile(r"\s*remote\s*[:–—-]", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}\Z|[A-Z]\.[A-Z]\Z")
_POSTCODE = re.compile(r"(?<=[A-Z]{2}) \d{5}(?:-\d{4})?\Z")
_CODED = re.compile(r"([A-Z]{2})-([A-Z]{2})-(.+)\Z")

_Place = tuple[str | None, str | None, str | None]
_LONGEST_REMEMBERED = 300  # a board has few places and names each many times; what is longer is no place


@lru_cache(maxsize=8192)
def _read(line: str) -> tuple[tuple[_Place, ...], tuple[str, ...], Workplace | None]:
    places: dict[_Place, None] = {}
    eligible: dict[str, None] = {}
    seen: list[Workplace | None] = []
    for part in _parts(line):
        workplace = _workplace(part)
        found = _places(part)
        if found or workplace != "hybrid":
            seen.append(workplace)
        else:
            seen = ["hybrid"] * max(1, len(seen))  # "Hybrid | Seattle, WA": said of the whole line
        for place in found:
            places[place.city, place.region, place.country] = None
            if workplace == "remote" and (limit := eligibility_of(place)):
                eligible[limit] = None
    if "hybrid" in seen and None in seen and _HYBRID.fullmatch(_BETWEEN.split(line)[0].strip()):
        seen = ["hybrid"]
    return tuple(places), tuple(eligible), seen[0] if len(set(seen)) == 1 else None


def _parts(line: str) -> list[str]:
    """What stands between the signs that separate places. "Remote: Chile | Peru" says remote of each."""
    enclosed = _ENCLOSED.fullmatch(line)
    parts = [part for part in _BETWEEN.split(enclosed[1] if enclosed else line) if part.strip()]
    if len(parts) > 1 and _OF_ALL.match(parts[0]):
        found = [_places(part) for part in parts]
        if all(found) and not any(place.city for places in found for place in places):
            return [parts[0], *(f"Remote: {part}" for part in parts[1:])]
    return parts


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
    part = _REMARK.sub("", part)
    if _NOT_QUITE.search(part):
        return None
    if _REMOTE.search(part):
        return "remote"
    return workplace_of(part) if "site" in part.lower() else None


def eligibility_of(place: Place) -> str | None:
    """How a place limits where remote people may live: its country or wide region; a city does not."""
    if place.city and CITY_STATES.get(place.country or "") != place.city:
        return None
    if place.region:
        return place.region
    return place.country


CITY_STATES = {"HK": "Hong Kong", "MC": "Monaco", "SG": "Singapore"}
"""Countries that are one city, which is named like them."""


def is_wide(region: str) -> bool:
    """Whether a region spans countries: "Europe", "North America"."""
    return region.casefold() in WIDE


def place_of(text: str) -> Place | None:
    """The first place that a text without alternatives names ("Bangalore, India"); null for "Remote"."""
    found = (_first if len(text) <= _LONGEST_REMEMBERED else _first.__wrapped__)(text)
    return Place(*found) if found else None


@lru_cache(maxsize=4096)
def _first(text: str) -> _Place | None:
    return next(((place.city, place.region, place.country) for place in _places(text)), None)


def _places(part: str) -> list[Place]:
    """The places of one part of a line: one, or several ("Los Angeles, San Francisco")."""
    inside = [known for found in _PARENTHESIS.findall(part) for known in _known_names(found)]
    outside = _HYBRID.sub("", _REMOTE.sub("", _NOT_QUITE.sub("", _PARENTHESIS.sub(" ", part)))).strip(" -")
    if coded := _CODED.match(outside):
        country, region, city = coded.groups()
        if country_named(country) in REGIONS.get(region, ()):
            return [Place(city, region, country_named(country))]
    words = [word for raw in _JOINT.split(outside) if (word := _trimmed(raw))]
    words += [name for name in inside if name not in words]
    if (
        not words
        and (only := _PARENTHESIS.fullmatch(_REMOTE.sub("", part).strip()))
        and (_is_known(only[1].rpartition(",")[2]))
    ):
        return _places(only[1])  # "Remote (Buenos Aires, Argentina)"
    if len(words) == 1 and "/" in words[0] and all(map(_is_known, words[0].split("/"))):
        return [_single(name.strip()) for name in words[0].split("/")]
    if len(words) > 1 and _are_several(words):
        return [_single(word) for word in dict.fromkeys(words)]
    return [_from_words(_country_last(words))] if words else []


def _is_known(name: str) -> bool:
    name = name.strip()
    return name.casefold() in CITIES or is_wide(name) or country_named(name) is not None


def _are_several(words: list[str]) -> bool:
    """Whether a comma list is one place each: well-known cities, or countries, and no city with its state."""
    if all(country_named(word, codes=False) or is_wide(word) for word in words):
        return True
    if len(words) == 2 and region_country(words[1], after_city=True):
        return False
    return all(word.casefold() in CITIES for word in words)


def _known_names(inside: str) -> list[str]:
    """What stands in parentheses, where it is a country, region or state; else it is a remark."""
    names = [name for raw in inside.split(",") if (name := _trimmed(_REMOTE.sub("", raw)))]
    certain = all(country_named(name) or is_wide(name) or region_country(name) for name in names)
    return names if certain and len(names) == 1 else []


def _trimmed(word: str) -> str:
    """A word without the signs and fillers around it; "D.C." and "U.S." are the codes they mean."""
    word = word.strip(" ,;:/@-–—")
    if _NOISE.match(word):
        return ""
    if _INITIALS.match(word):
        return word.replace(".", "")
    word = _LEADING.sub("", _POSTCODE.sub("", word if word.endswith("D.C.") else word.rstrip(".")))
    if word.casefold() not in CITIES:
        word = _TRAILING.sub("", word)
    return "" if _NOISE.match(word) else word


def _country_last(words: list[str]) -> list[str]:
    """Words with the country at the end, where it stands at the beginning ("United Kingdom - London")."""
    first = words[0]
    if len(words) < 2 or first.casefold() in AMBIGUOUS or first.casefold() in CITIES:
        return words
    if country_named(first) and not country_named(words[-1], codes=len(words[-1]) > 2):
        rest = words[1:]
        if len(rest) == 2 and region_country(rest[0], after_city=True) == country_named(first):
            rest.reverse()  # "US, Washington, Seattle"
        of_city = CITIES.get(rest[-1].casefold())
        return words if of_city and of_city[0] != country_named(first) else [*rest, first]
    return words


def _from_words(words: list[str]) -> Place:
    """City, region and country from the parts of a comma list, the widest last."""
    last = words[-1]
    if len(words) == 1:
        return _single(last)
    if len(last) == 2 and last[0].isupper() and last.isalpha():  # "Irvine, Ca" is "Irvine, CA"
        return _ending_in_code(words, last.upper())
    if last.casefold() in AMBIGUOUS and last.casefold() != "jersey":
        of_city = CITIES.get(words[-2].casefold())
        code = country_named(last) if len(words) > 2 else None
        if of_city:
            return Place(words[-2], last if of_city[0] == "US" else None, of_city[0])
        return Place(words[0], None if code else last, code)
    code = country_named(last)
    if code is None:
        return Place(words[-2] if len(words) > 2 else words[0], last, region_country(last, after_city=True))
    return _in_country(words[:-1], code)


def _in_country(words: list[str], code: str) -> Place:
    """City and region from the words before a country that is certain."""
    if len(words) > 1:
        return Place(words[-2], words[-1], code)
    word = words[0]
    if is_wide(word):
        return Place(None, None, code)
    if word.casefold() not in CITIES and region_country(word, after_city=True) == code:
        return Place(None, word, code)
    return Place(word, None, code)


def _ending_in_code(words: list[str], code: str) -> Place:
    """A list that ends in two capitals: the code of a state or a country, or it is not certain of which."""
    before, country = words[-2], country_named(code)
    of_city = CITIES.get(before.casefold())
    states = REGIONS.get(code, ())
    if not states:
        return _in_country(words[:-1], country) if country else Place(before, code, None)
    if country is not None and len(words) > 2 and before.isupper() and country in REGIONS.get(before, ()):
        return _in_country(words[:-1], country)  # "Toronto, ON, CA"
    if (
        country is not None
        and region_country(before, after_city=True) == country
        and not (of_city and code in of_city[1])
    ):
        return _in_country(words[:-1], country)
    if of_city and of_city[0] in states and code in of_city[1]:
        return Place(before, code, of_city[0])
    if of_city and of_city[0] == country:
        return Place(before, None, country)
    elsewhere = None if of_city else country_of_city(before)
    if elsewhere and elsewhere in states:
        return Place(before, code, elsewhere)
    if elsewhere and elsewhere == country:
        return Place(before, None, country)
    certain = len(states) == 1 and (country is None or code not in CONTESTED)
    return Place(before, code, states[0] if certain else None)


def _single(word: str) -> Place:
    if word.casefold() in AMBIGUOUS:
        return Place(None, word, None)
    if word == "LA":  # Los Angeles, or Louisiana; not Laos
        return Place(word, None, None)
    if code := country_named(word):
        return Place(None, None, code)
    if is_wide(word):
        return Place(None, word, None)
    if word.casefold() not in CITIES and (code := region_country(word)):
        return Place(None, word, code)
    return Place(word, None, None)


def address(stated: Json) -> Place | None:
    """A schema.org Place, PostalAddress, Country or plain text to a place; null where nothing is stated."""
    if isinstance(stated, str):
        return place_of(stated) if stated.strip() else None
    if not isinstance(stated, dict):
        return None
    inner = stated.get("address")
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    if isinstance(inner, dict):
        stated = inner
    elif isinstance(inner, str) and inner.strip():
        return place_of(inner)
    city = name_of(stated.get("addressLocality"))
    region = name_of(stated.get("addressRegion"))
    country = name_of(stated.get("addressCountry"))
    if not (city or region or country):
        name = name_of(stated.get("name"))
        return place_of(name) if name else None
    return postal(city, region, country)


def postal(city: str | None, region: str | None, country: str | None) -> Place | None:
    """A place from the three fields of an address. A country field that names no country gives no country.

    A locality that repeats the country ("United States") or says "Remote" is no city; a wide region in the
    country's field ("European Union") is kept as the region.
    """
    short = len(city or "") + len(region or "") + len(country or "") <= _LONGEST_REMEMBERED
    found = (_settled if short else _settled.__wrapped__)(city, region, country)
    return Place(*found) if any(found) else None


@lru_cache(maxsize=4096)
def _settled(city: str | None, region: str | None, country: str | None) -> _Place:
    code = country_named(country) if country else None
    if country and not code and not region and is_wide(country):
        region = country
    if region and not code and (code := _country_in(region)):
        region = None
    if city:
        city, region, code = _locality(city, region, code)
    if region and not code:
        code = _country_of_region(city, region)
    return city, region, code


def after_city(city: str, line: str) -> Place:
    """The region and country of a line that goes on from the city: "Lyon, Auvergne-Rhône-Alpes, France"."""
    before, begun, rest = line.partition(f"{city},")
    words = [word.strip() for word in rest.split(",")]
    country = country_named(_PARENTHESIS.sub("", words[-1]), codes=False)
    if before or not begun or country is None:
        return Place()
    is_region = city.casefold() not in CITIES and region_country(city) == country
    if len(words) != 2 or is_region or words[0].casefold() == words[1].casefold():
        return Place(None, None, country)
    return Place(None, words[0] or None, country)


def _country_in(region: str) -> str | None:
    """The country that stands in an address's region field, by name."""
    return (
        None
        if region.casefold() in AMBIGUOUS or region.casefold() in CITIES
        else country_named(region, codes=False)
    )


_UNTIDY = re.compile(
    r"[(/|]|(?<![^\W_])(?:remote|hybrid|(?:home ?)?offices?|hq|headquarters|anywhere|poste à distance"
    r"|werken op afstand)(?![^\W_])",
    re.IGNORECASE,
)


_CITY_STATES = frozenset({"luxembourg", "monaco", "singapore"})
"""Where the city, its region and the country have one name."""


def _locality(city: str, region: str | None, code: str | None) -> _Place:
    """The locality field, read again where it holds more or less than a city."""
    if city.casefold() in CITIES:
        return city, region, code
    if _UNTIDY.search(city):
        found = read_line(city).places
        inner = found[0] if len(found) == 1 else place_of(city) or Place()
        return inner.city, region or inner.region, code or inner.country
    if region and city.casefold() == region.casefold() in _CITY_STATES:
        return city, region, code
    if named := country_named(city, codes=False):
        return (None, region, code or named) if code in (None, named) else (city, region, code)
    if region_country(city) and region in (None, city):
        return None, city, code or region_country(city)
    if is_wide(city) and region is None:
        return None, city, code
    return city, region, code


def _country_of_region(city: str | None, region: str) -> str | None:
    if len(region) == 2 and region.isupper() and city:
        return _ending_in_code([city, region], region).country
    return region_country(region, after_city=city is not None)


def name_of(stated: Json) -> str | None:
    """The text of a value that may be a string, an object with a name, or a list of either."""
    if stated is None:
        return None
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
    return list({(place.city, place.region, place.country): place for place in places}.values())


def says_remote(stated: dict[str, Json]) -> bool:
    """Whether a Place without an address is named for remote work."""
    texts = [
        stated.get("name"),
        stated.get("address"),
        *(stated["address"].values() if isinstance(stated.get("address"), dict) else ()),
    ]
    return any(isinstance(text, str) and _REMOTE.search(text) for text in texts)
