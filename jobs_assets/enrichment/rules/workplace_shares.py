"""Shares of a week as a posting states them: "three days in the office", "2 jours de télétravail", "60 %".

Five days or all of it at one place is that place; anything less is hybrid. Days a month or a year are a
benefit.
"""

import re
from collections.abc import Iterator
from typing import Literal

from jobs_assets.enrichment.rules.workplace_words import Statement
from jobs_assets.postings import Workplace

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ein": 1, "eine": 1, "einen": 1, "einem": 1,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4,
    "cinq": 5, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
}  # fmt: skip
_NUMBER = r"(?:[1-5]|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DAYS = re.compile(
    rf"(?<![\d.,/$€£:+-])\b(?P<least>{_NUMBER})(?:\s?\([1-5]\))?(?:\s?(?P<to>-|–|/|to|or|bis(?: zu)?"
    rf"|oder|à|ou|a|o)\s?"
    rf"(?P<most>{_NUMBER})(?:\s?\([1-5]\))?)?\+?\s?(?:or more |oder mehr |ou plus |o más )?"
    rf"(?:[\w-]{{1,14}}\s){{0,2}}?"
    r"(?:(?P<joined>[\w-]{1,14})-)?(?:days?|tagen?|tag|jours?|días?|dias?|times|veces|fois|x|j)\b(?!-)"
)
_PERCENT = re.compile(
    r"(?<![\d.,])(?P<share>\d{1,3}) ?(?:%|percent|prozent|pour ?cent|por ciento)"
    r"|\bhalf (?:of )?(?:your|their|the|our) (?:work(?:ing)? )?(?:time|week)\b"
)
_PLACE = re.compile(
    r"(?P<home>from[ -]home|at home|home[ -]?office|\bremot\w*|\bwfh\b|telework\w*|telecommut\w*"
    r"|mobile[mnrs]? arbeit\w*"
    r"|mobil (?:zu )?arbeit\w*|mobilarbeit|zu ?hause|télétrav\w*|teletrav\w*|à distance|distanciel"
    r"|teletrabaj\w*"
    r"|desde casa|en casa\b|a distancia|depuis (?:chez|la maison))"
    r"|(?P<office>\boffices?\b|on-?site\b|\bon site\b|in[- ]person|\bhq\b|headquarters?|\bstudio\b"
    r"|\bcampus\b|büro\w*"
    r"|vor ort|vor-ort|präsenz\w*|\bbureaux?\b|présen(?:tiel|ce)\w*|sur site|oficinas?\b|presencial\w*)"
)
_WEEK = re.compile(r"\b(?:weeks?|wk|weekly|woche|wöchentlich|semaines?|hebdo\w*|semanas?|semanal\w*)\b")
_LONGER = re.compile(
    r"\b(?:months?|monthly|quarter\w*|years?|yearly|annum|annual\w*|monate?|monatlich|quartal|jahr\w*"
    r"|jährlich\w*|mois"
    r"|trimestre|par an|l['’]an|année|mes(?:es)?|año|al mes|summer)\b"
)
_SOMETHING_ELSE = re.compile(
    r"\bfirst (?:\d|one|two|three|four|five|few|days?|weeks?|months?)\b|\b(?:training|trainings"
    r"|onboarding|interview\w*|travel\w*|trips?|customers?|clients?"
    r"|vacation\w*|leave|holidays?"
    r"|urlaub\w*|congés|vacaciones|pto|conference|workshops?|offsite|schulung\w*|formation|kunden?|beim"
    r"|notice|sick"
    r"|volunteer\w*|part[- ]time|teilzeit|temps partiel|media jornada|shifts?|schicht\w*|rtt|off"
    r"|assessment|event"
    r"|abroad|ausland|étranger|extranjero|stipend|allowance|optional shifts|meetings?|reise\w*)\b"
)
_PAUSE = re.compile(r"[.;!?\n•)]|,(?! (?:(?:with|mit|avec|con) )?(?:up to|bis zu|jusqu|hasta))")
_NEAR, _ADJACENT = 50, 14

Place = Literal["home", "office"]


def shares(lowered: str, start: int, end: int) -> Iterator[Statement]:
    """What the days and percentages of `lowered[start:end]` say."""
    if not _PLACE.search(lowered, start, end):
        return
    for found in _DAYS.finditer(lowered, start, end):
        if stated := _of_days(lowered, found, start, end):
            yield Statement(*stated, "role")
    for found in _PERCENT.finditer(lowered, start, end):
        if stated := _of_share(lowered, found, start, end):
            yield Statement(*stated, "role")


def _of_days(lowered: str, found: re.Match[str], start: int, end: int) -> tuple[int, int, Workplace] | None:
    first, last = _reach(lowered, found, start, end)
    around = lowered[first:last]
    if _LONGER.search(around) or _SOMETHING_ELSE.search(around):
        return None
    nearest = _nearest_place(lowered, found, first, last)
    if nearest is None:
        return None
    place, begin, finish, distance = nearest
    week = _WEEK.search(lowered, first, last)
    if week is None and distance > _ADJACENT:
        return None
    if week and week.start() > found.end():
        finish = max(finish, week.end())
    least = _count(found["least"])
    whole = least == 5 and found["most"] is None
    value: Workplace = "hybrid" if not whole else "onsite" if place == "office" else "remote"
    return begin, finish, value


def _count(stated: str) -> int:
    return _NUMBERS.get(stated) or int(stated)


def _reach(lowered: str, found: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """The clause around what was found, as far as it matters."""
    first, last = max(start, found.start() - _NEAR), min(end, found.end() + _NEAR)
    for pause in _PAUSE.finditer(lowered, first, found.start()):
        first = pause.end()
    pause_after = _PAUSE.search(lowered, found.end(), last)
    return first, pause_after.start() if pause_after else last


def _nearest_place(
    lowered: str, found: re.Match[str], first: int, last: int
) -> tuple[Place, int, int, int] | None:
    """The place closest to what was found, with the span of both and how far apart they are."""
    best: tuple[Place, int, int, int] | None = None
    for place in _PLACE.finditer(lowered, first, last):
        distance = max(0, place.start() - found.end(), found.start() - place.end())
        if best is None or distance < best[3]:
            kind: Place = "home" if place["home"] else "office"
            begin, finish = min(place.start(), found.start()), max(place.end(), found.end())
            best = (kind, begin, finish, distance)
    return best


_UP_TO = re.compile(r"(?:up to|bis zu|jusqu\W?\s?[àa]|hasta(?: un)?|max\w*\.?)\s*\Z")


def _of_share(lowered: str, found: re.Match[str], start: int, end: int) -> tuple[int, int, Workplace] | None:
    share = int(found["share"] or 50)
    if not 10 <= share <= 100:
        return None
    first, last = _reach(lowered, found, start, end)
    nearest = _nearest_place(lowered, found, max(first, found.start() - 25), min(last, found.end() + 35))
    if nearest is None or _SOMETHING_ELSE.search(lowered, first, last):
        return None
    place, begin, finish, _ = nearest
    if share < 100:
        return begin, finish, "hybrid"
    if _UP_TO.search(lowered, first, found.start()) or "not" in lowered[first : found.start()].split():
        return None
    return begin, finish, "remote" if place == "home" else "onsite"
