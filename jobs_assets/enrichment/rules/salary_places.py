"""The place or zone that a band is limited to, in the posting's words ("Zone A (SF, NYC)", "Oakland, CA").

Which names are places say `parsing/regions.py` and the posting's own places.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.parsing.countries import ALPHA_2, country_named
from jobs_assets.parsing.regions import CITIES, REGIONS, WIDE, region_country

LONGEST = 120
"""Signs; a longer label is a sentence."""
_AFTER = 90

_NAME = r"(?:(?:[A-Z]\.){2,3}|St\.|[A-ZÀ-Þ][\w'’&-]*)"
_LABEL = re.compile(r"(?P<label>[^:\n]{2,160}?)\s*(?:[:–—]|\s-)\s*\Z")
_PHRASE = re.compile(
    r"\b(?i:in|for|of|within|across|outside|en|für|pour|para|à|a|locations? of|based in)\s+(?:the\s+)?"
    r"(?:[Ss]tates?\s+of\s+)?"
    rf"(?P<label>{_NAME}(?:(?:,?\s(?:and|or|und|et|y|of|&)\s|,\s?|\s|/|\s/\s){_NAME}){{0,12}})"
)
_REMARK = re.compile(r"[\s.]{0,3}\((?P<label>[^()\n]{2,80})\)")
_ZONE = re.compile(
    r"\b(?:(?:geo(?:graphic)?\s)?(?:zone|tier|region|geo|market)s?\s?[A-Z0-9]{1,2}\b"
    r"|all other (?:US |U\.S\. )?(?:locations|states)|outside of|rest of (?:the )?(?:US|country|world))",
    re.IGNORECASE,
)
_ZONE_LAST = re.compile(r"(?<=[.;|,]\s)(?P<label>(?:Zone|Tier|Region|Geo|Market)\s?[A-Z0-9]{1,2})[\s:–—-]*\Z")
_NAME_LAST = re.compile(rf"[:;]\s(?P<label>{_NAME}(?:\s{_NAME}){{0,3}})[\s–—-]*\Z")
_SENTENCE = re.compile(
    r"\b(?:this|these|position|role|is|are|estimate|salary|salaries|pay|compensation|ranges?|earnings|learn|we|our"
    r"|you|will|est|rémunération|salaire|gehalt|vergütung|lohn|liegt|salario|retribución|sueldo|de|von|es)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\A(?:[\W_]|\b(?:for|in|the|and|if|you|are|your|based|located|candidates|employees|residents|hires)\b)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[-\s]{0,2}\b(?:based|roles?|hires?|candidates?|applicants?|employees?|residents?|only|is|are|total|target|annual|base"
    r"|hourly|on-target|starting|salary|salaries|pay|compensation|cash|hiring|wage|range|ranges|rate|band|bands|gehalt|salaire"
    r"|salario)\b[\s.:]*)+\Z",
    re.IGNORECASE,
)
_NICKNAMED = {
    "NYC": "US", "SF": "US", "Bay Area": "US", "LA": "US", "DC": "US", "Manhattan": "US", "US": "US",
    "U.S": "US", "USA": "US", "UK": "GB", "Canadian": "CA", "EU": None,
}  # fmt: skip
_MORE_CITIES = frozenset({
    "london", "paris", "lyon", "madrid", "barcelona", "wien", "zurich", "zürich", "genf", "geneva",
    "dublin", "manchester", "bristol", "leeds", "edinburgh", "glasgow", "oxford", "amsterdam",
    "vancouver", "sydney", "toulouse", "bordeaux", "lille", "nantes", "valencia", "sevilla",
    "málaga", "bilbao", "lisbon", "lisboa", "warsaw", "krakow", "prague", "budapest", "bucharest",
    "stockholm", "copenhagen", "oslo", "helsinki", "brussels", "milan", "santiago", "lima",
})  # fmt: skip
"""Cities for which jobs are listed with pay, beyond those that `parsing/regions.py` needs."""
_PARTS = re.compile(r"[^\W\d_][\w.'’]*")


def place_of_band(before: str, above: str, after: str, reading: Reading) -> str | None:
    """The place that the words before a band, above it or after it name; null where they name none.

    `before` is the band's own clause, `above` the line above where that has no words, `after` what follows.
    """
    for label in _labels(before or above, after):
        named = _TRAILING.sub("", _LEADING.sub("", label)).strip(" ,;–—-:\u00a0*")
        if 1 < len(named) <= LONGEST and not _SENTENCE.search(named) and _is_place(named, reading):
            return named
    return None


def _labels(before: str, after: str) -> Iterator[str]:
    if name := _NAME_LAST.search(before):
        yield name["label"]
    if zone := _ZONE_LAST.search(before):
        yield zone["label"]
    if (label := _LABEL.search(before)) and len(label["label"]) <= LONGEST:
        yield label["label"]
    elif len(before) <= LONGEST and ":" not in before and not before.rstrip().endswith((".", "!")):
        yield before
    yield from (match["label"] for match in reversed(list(_PHRASE.finditer(before))))
    if remark := _REMARK.match(after):
        yield remark["label"]
    if phrase := _PHRASE.match(after.lstrip(), 0, _AFTER):
        yield phrase["label"]


def _is_place(label: str, reading: Reading) -> bool:
    """Whether a label names a zone or a place, and not only a level: one of its names is known as a place."""
    if _ZONE.search(label):
        return True
    own = {place.casefold() for place in reading.places}
    return any(name.casefold() in own or _is_known(name) for _, _, name in _names(label))


def country_of(label: str) -> str | None:
    """The one country that the places in a label lie in; null where they name none or several."""
    countries = set()
    inside = 0
    for start, end, name in _names(label):
        if start >= inside and (country := _country(name)):
            countries.add(country)
            inside = end  # the "Columbia" of "British Columbia" is no place of its own
    return countries.pop() if len(countries) == 1 else None


def _names(label: str) -> Iterator[tuple[int, int, str]]:
    """Every run of up to three words of a label that begins with a capital, the longest first: from which
    word to which, and the words.
    """
    words = [match[0].rstrip(".") for match in _PARTS.finditer(label)][:24]
    for at, word in enumerate(words):
        if word[:1].isupper():
            yield from ((at, at + length, " ".join(words[at : at + length])) for length in (3, 2, 1))


@lru_cache(maxsize=4096)
def _country(name: str) -> str | None:
    if name in _NICKNAMED:
        return _NICKNAMED[name]
    if len(name) == 2:
        return next(iter(REGIONS[name])) if len(REGIONS.get(name, ())) == 1 else None
    city = CITIES.get(name.casefold())
    region = country_named(name, codes=False) or region_country(name, after_city=True)
    return region or (city[0] if city else None)


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    key = name.casefold()
    if len(name) == 2:
        return name in REGIONS or name in _NICKNAMED or name in _OWN_CODES
    return key in _MORE_CITIES or key in WIDE or name in _NICKNAMED or _country(name) is not None


_OWN_CODES = ALPHA_2 & {"US", "UK", "GB", "DE", "FR", "ES", "NL", "CH", "AT"}
"""Country codes that stand for themselves in a label."""
