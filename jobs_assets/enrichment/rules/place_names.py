"""Names of countries, states and wide regions where a text lists them: "Germany, Austria or the UK".

What the names stand for is `parsing/countries.py` and `parsing/regions.py`; cities are none of it.
"""

import re
from typing import NamedTuple

from jobs_assets.parsing.countries import AMBIGUOUS, country_named
from jobs_assets.parsing.regions import STATES, WIDE, region_country

_CANONICAL = {
    "eu": "EU", "european union": "EU", "europäische union": "EU", "europäischen union": "EU", "ue": "EU",
    "union européenne": "EU", "unión europea": "EU", "eea": "EEA", "ewr": "EEA", "europe": "Europe",
    "europa": "Europe", "europas": "Europe", "emea": "EMEA", "apac": "APAC", "asia pacific": "APAC",
    "asia-pacific": "APAC", "latam": "LATAM", "latin america": "LATAM", "lateinamerika": "LATAM",
    "latinoamérica": "LATAM", "américa latina": "LATAM", "amérique latine": "LATAM", "americas": "Americas",
    "north america": "North America", "nordamerika": "North America", "amérique du nord": "North America",
    "norteamérica": "North America", "américa del norte": "North America", "south america": "South America",
    "dach": "DACH", "dach region": "DACH", "dach-region": "DACH", "world": "Worldwide", "globe": "Worldwide",
    "monde": "Worldwide", "mundo": "Worldwide", "welt": "Worldwide", "mena": "MENA", "cee": "CEE",
    "gcc": "GCC", "anz": "ANZ",
}  # fmt: skip
_CODES = {
    "US": "US",
    "USA": "US",
    "U.S.": "US",
    "U.S": "US",
    "U.S.A.": "US",
    "UK": "GB",
    "U.K.": "GB",
    "UAE": "AE",
}
_ALSO_A_CITY = frozenset({"new york", "washington", "georgia", "quebec", "québec"})
_VAGUE = frozenset({"global", "anywhere", "worldwide", "east coast", "west coast"})

_BEFORE = re.compile(
    r"(?:\s*(?:the|one of|any of|either|an?|any|mainland|continental|contiguous|der|die|den|dem|ganz|la"
    r"|le|les|el|los"
    r"|las|toda|todo|all of|all|state of|states? of|a|in|im|en|au|aux|von|del|de|country|countries"
    r"|following"
    r"|(?:(?i:u\.?s\.?) )?(?:states?|provinces?)|pays|territorio)\b[ :]*|\s*[lL]['’]|\s+|\()*"
)
_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?: (?:(?:and|of|the|del|de|du|et|y|und"
    r"|&) )*[^\W\d_a-zß-öø-ÿ][\w.'’-]*){0,4}"
    r"|(?:world|globe|monde|mundo|welt)\b"
)
_BETWEEN = re.compile(
    r"\s?(?:,? ?(?:\band/or|\band|\bor|\bund|\boder|\bet|\bou|\by|\be|\bo)\s+|,\s*|/\s?|;\s?|&\s?|\+\s?"
    r"|\|\s?| & )+"
)
_LONGEST_LIST = 60


class Named(NamedTuple):
    """Places in the order they are named (countries as alpha-2, the rest by name), ending at `end`."""

    places: list[str]
    end: int


def places_named(text: str, start: int) -> Named | None:
    """The countries, states and regions that `text` lists from `start` on; null where it begins otherwise."""
    found: list[tuple[str, bool]] = []
    before = _BEFORE.match(text, start)
    at = before.end() if before else start
    of_states = "state" in text[max(0, start - 30) : at].lower()
    end = start
    while len(found) < _LONGEST_LIST and (name := _name_at(text, at)):
        place, unsure, end = name
        found.append((place, unsure))
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        before = _BEFORE.match(text, between.end())
        at = before.end() if before else between.end()
    states = of_states or any(not unsure and place in STATES.values() for place, unsure in found)
    states = states or sum(unsure for _, unsure in found) > 1
    if not found or (not states and any(unsure for _, unsure in found)):
        return None
    places = dict.fromkeys(place for place, _ in found)
    of_regions = {"US" if place in STATES.values() else region_country(place) for place in places}
    return Named([place for place in places if place not in of_regions], end)  # "Ohio or Utah, United States"


def _name_at(text: str, at: int) -> tuple[str, bool, int] | None:
    """The place named at `at`, whether only its company tells that it is a state, and where it ends."""
    match = _NAME.match(text, at, at + 80)
    if match is None:
        return None
    words = match.group().split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if found := _place(name):
            shown = name if name in _CODES else name.rstrip(".'’-")
            return (*found, at + len(shown))
    return None


def _place(name: str) -> tuple[str, bool] | None:
    if name in _CODES:
        return _CODES[name], False
    name = name.rstrip(".'’-").removesuffix("-based")
    if name in _CODES:
        return _CODES[name], False
    if name in STATES:
        return STATES[name], True
    key = name.casefold()
    if key in _CANONICAL:
        return _CANONICAL[key], False
    if key in _ALSO_A_CITY and name in STATES.values():
        return name, True
    if key in AMBIGUOUS or len(name) < 4:
        return None
    if code := country_named(name, codes=False) or country_named(name.removesuffix("s"), codes=False):
        return code, False
    if region_country(name):
        return name, False
    return (name, False) if key in WIDE and key not in _VAGUE else None
