"""Where people may live who do a remote or hybrid job: countries, states of the US and wider regions.

Read only where the text says it of whoever is to be hired. A city is no limit, a time zone neither, and what
a condition says ("for candidates in California the pay is …") is none. The phrases are
`eligibility_words.py`, the names `place_names.py`.
"""

import re
from collections.abc import Iterator

from jobs_assets.enrichment.records import Found
from jobs_assets.enrichment.rules.eligibility_words import LEADS, NOT_A_HOME, NOT_OF_HERE, WHOLE
from jobs_assets.enrichment.rules.place_names import Named, places_named
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.workplace import find_workplace

_BACK, _ON = 130, 110  # as far as a phrase may reach around its stem
_MOST_HITS = 40
_END_OF_SAYING = re.compile(r"\s*(?:\Z|[)\].,;|\n\r•·–—]|-\s|(?:only|based|residents?|candidates)\b)")
_BEFORE_ONLY = re.compile(
    r"[\s-]*(?:based|residents?|citizens|applicants|candidates|applications)?(?: (?:residents|applicants"
    r"|candidates))?[\s-]*\Z"
)
_BEFORE_REMOTE = re.compile(r"\s*(?:[-–—,|/(]\s*)(?:100 ?% |fully |full )?\Z")
_OPENING = re.compile(r"[(\[\n\r•·|:–—]|\s-\s|[.!?;]\s|\A")
_AT_HOME = re.compile(r"remote|home-?\s?office|ortsunabhängig|mobil")


def find_eligibility(reading: Reading) -> Found[list[str]] | None:
    """Where remote people may live: ISO alpha-2 codes of countries, names of states and of wider regions."""
    if not _may_be_elsewhere(reading):
        return None
    found = min(_found(reading), default=None, key=lambda each: (each[0], each[1].start))
    return found[1] if found else None


def _may_be_elsewhere(reading: Reading) -> bool:
    workplace = reading.workplace
    if workplace is None and (stated := find_workplace(reading)):
        workplace = stated.value
    return workplace in ("remote", "hybrid")


def _found(reading: Reading) -> Iterator[tuple[int, Found[list[str]]]]:
    """All that is said, each with its rank: what must be comes before what is merely set beside "remote"."""
    text, plain = reading.text, reading.plain
    hits: dict[str, list[int]] = {}
    language = reading.languages[-1] if len(reading.languages) <= 2 else None
    for lead in LEADS[language]:
        if lead.stem not in hits:
            hits[lead.stem] = _hits(plain, lead.stem)
        for hit in hits[lead.stem]:
            first = _sentence_start(plain, hit)
            match = lead.phrase.search(plain, first, min(len(plain), hit + _ON))
            if match is None or NOT_OF_HERE.search(plain, first, match.start()):
                continue
            named = places_named(text, match.end())
            if named and _is_a_home(plain, named, bare=lead.bare):
                yield (
                    int(lead.bare),
                    Found(named.places, _begin(match.start(), match.end(), named), named.end),
                )
    yield from _before("only", _BEFORE_ONLY, text, plain)
    yield from _before("remote", _BEFORE_REMOTE, text, plain)
    if language in (None, "de"):
        yield from _whole(plain)


def _hits(plain: str, stem: str) -> list[int]:
    found: list[int] = []
    at = plain.find(stem)
    while at >= 0 and len(found) < _MOST_HITS:
        found.append(at)
        at = plain.find(stem, at + len(stem))
    return found


def _sentence_start(plain: str, hit: int) -> int:
    first = max(0, hit - _BACK)
    for sign in ("\n", ". ", "! ", "? ", "• "):
        at = plain.rfind(sign, first, hit)
        if at >= 0:
            first = at + len(sign)
    return first


def _begin(start: int, places_start: int, named: Named) -> int:
    """Where the quote begins: at the phrase, or where the list is long, at the list."""
    return start if named.end - start <= 300 else places_start


def _is_a_home(plain: str, named: Named, *, bare: bool) -> bool:
    if NOT_A_HOME.match(plain, named.end):
        return False
    return not bare or _END_OF_SAYING.match(plain, named.end) is not None


def _before(
    stem: str, between: re.Pattern[str], text: str, plain: str
) -> Iterator[tuple[int, Found[list[str]]]]:
    """Places that stand before a word: "(US only)", "United States - Remote"."""
    for hit in _hits(plain, stem):
        first = max(0, hit - 70)
        for opening in _OPENING.finditer(plain, first, hit):
            start = opening.end()
            if not text[start:hit].strip() or (named := places_named(text, start)) is None:
                continue
            if named.end <= hit and between.match(plain, named.end, hit):
                begin = start + len(text[start:hit]) - len(text[start:hit].lstrip())
                yield 1, Found(named.places, begin, hit + len(stem))
                break


def _whole(plain: str) -> Iterator[tuple[int, Found[list[str]]]]:
    for word, place in WHOLE.items():
        for hit in _hits(plain, word):
            around = plain[max(0, hit - 30) : hit + len(word) + 25]
            if _AT_HOME.search(around):
                yield 1, Found([place], hit, hit + len(word))
