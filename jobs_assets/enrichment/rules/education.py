"""The level of education that will do, whether it is a must, and the words that say so.

Levels are named in `education.yaml`. What is asked in one breath ("Bachelor's or Master's") is one demand, of
which the lowest counts; which demand counts follows from what is a must and what a wish.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, cast, get_args

from jobs_assets.enrichment.records import Education, EducationLevel, Found
from jobs_assets.enrichment.rules.clauses import clause_around
from jobs_assets.enrichment.rules.phrases import either, parts, vocabulary, words
from jobs_assets.enrichment.rules.reading import LANGUAGES, Reading

_ORDER: dict[str, int] = {level: at for at, level in enumerate(get_args(EducationLevel))}
_FRENCH_YEARS = {
    1: "vocational", 2: "vocational", 3: "bachelor", 4: "bachelor", 5: "master", 6: "master", 8: "doctorate",
}  # fmt: skip
"""Levels by the years after the baccalauréat: "bac+5"."""

# In characters: acronyms are short; what is said in one breath; of a level; right beside it; longest quote.
_LONGEST_ACRONYM, _TOGETHER, _FAR, _NEAR, _LONGEST_QUOTE = 4, 75, 140, 35, 200
# How far around a part of a word a level's name may reach.
_BACK, _AHEAD = 48, 30

# Abbreviations are told from words by their capitals, and from "MS Excel" by what follows.
_ABBREVIATED = re.compile(
    r"[BMJLG](?<![\w.-].)(?:"  # one capital, by which the text is skimmed
    r"(?<=B)(?P<bachelor>\.\s?(?:S|A|E|Tech|Eng|Com|Sc)\b\.?(?:c\b\.?)?|Sc|\.?Eng|Tech|BA|Com|SN"
    r"|(?:A|S|E)(?=\s*(?:/|,|&|\(|or\b|and\b|in\b|degree|[A-Z]\.)))"
    r"|(?<=M)(?P<master>\.\s?(?:S|A|E|Tech|Eng|Sc)\b\.?(?:c\b\.?)?|Sc|Eng|Tech|PH|SN"
    r"|(?:A|S)(?=\s*(?:/\s*P|,\s*P|/\s*M|degree|or\s+P|in\s+(?!Excel|Office|Teams|Word|Project))))"
    r"|(?<=G)(?P<secondary>\.?E\.?D\b\.?)"
    r"|(?<=[JLM])(?P<doctorate>(?<=J)\.?D\.?\s*\([Ll]aw [Dd]egree\)|(?<=L)aw [Dd]egree\s*\(J\.?D\.?\)"
    r"|(?<=J)(?:\.\s?D\.|D)|(?<=M)(?:\.\s?D\.|D(?=\s*(?:/|,|or\b|degree|required))))"
    r")(?!\w)"
)
_SENTENCE_END = re.compile(r"[.:]\s")
_PARENTHESIS = re.compile(r"\(([^)]*)\)?")
_FRENCH = re.compile(r"(?<!\w)bac\s?\+\s?(\d)")


class _Mention(NamedTuple):
    """A level by name: `text[start:end]`."""

    level: str
    start: int
    end: int


class _Demand(NamedTuple):
    """What one breath asks for, and how much: 2 a must, 1 asked, 0 a wish."""

    level: str
    start: int
    end: int
    weight: int
    experience_will_do: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    stems: dict[str, tuple[str, ...]]
    named: dict[str, re.Pattern[str]]
    not_before: frozenset[str]
    degree: re.Pattern[str]
    not_asked: re.Pattern[str]
    not_needed: re.Pattern[str]
    none: re.Pattern[str]
    must: re.Pattern[str]
    wished: re.Pattern[str]
    wished_ahead: re.Pattern[str]
    wished_field: re.Pattern[str]
    experience: re.Pattern[str]
    instead: re.Pattern[str]
    both: re.Pattern[str]


def find_education(reading: Reading) -> Found[Education] | None:
    """The lowest level that will do. A wish counts only where nothing is asked for."""
    demands = list(_demands(reading))
    if not demands:
        return _none(reading)
    weight = max(demand.weight for demand in demands)
    chosen = min(
        (each for each in demands if each.weight == weight), key=lambda each: (_ORDER[each.level], each.start)
    )
    required = weight > 0 and not chosen.experience_will_do
    level = cast("EducationLevel", chosen.level)
    return Found(Education(level, required), chosen.start, chosen.end)


@cache
def _vocabulary() -> _Vocabulary:
    kept: dict[str, Any] = vocabulary("education")
    degree = kept["degree"]
    return _Vocabulary(
        stems={language: tuple(stems) for language, stems in kept["stems"].items()},
        named={language: _levels_pattern(kept["levels"], language) for language in LANGUAGES},
        not_before=frozenset(degree["not_before"]),
        degree=re.compile(
            rf"(?:(?<!\w)(?P<kind>\w[\w'.:-]*)\s+)?(?<![\w-])degree(?!\w)(?![\s-]+{either(degree['not_after'])}(?!\w))"
        ),
        not_asked=words(kept["not_asked"]),
        not_needed=words(kept["not_needed"]),
        none=words(kept["none"]),
        must=words(kept["must"]),
        wished=words(kept["wished"]),
        wished_ahead=words(kept["wished_ahead"]),
        wished_field=words(kept["wished_field"]),
        experience=words(kept["experience"]),
        instead=words(kept["instead"]),
        both=re.compile(rf"\s*{either(kept['both'])}\s*$"),
    )


def _levels_pattern(levels: dict[str, dict[str, list[str]]], language: str) -> re.Pattern[str]:
    groups = (f"(?P<{level}>{either(phrases[language])})" for level, phrases in reversed(levels.items()))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(groups)})(?![^\W_]|&|\s?\+\s?\d)")


def _clauses(reading: Reading) -> Iterator[tuple[int, int]]:
    """The clauses in which a level is named: found by parts of words that names of levels have."""
    known, plain = _vocabulary(), reading.plain
    patterns = (known.degree, _FRENCH, *(known.named[language] for language in reading.languages))
    abbreviated = {match.start(): match.end() for match in _ABBREVIATED.finditer(reading.text)}
    stems = {match.start(): match.end() for match in _stems(reading.languages).finditer(plain)}
    seen = 0
    for at in sorted({**stems, **abbreviated}):
        if at < seen:
            continue
        span: tuple[int, int] | None = None
        if at in abbreviated:
            span = at, abbreviated[at]
        else:
            first, last = max(seen, at - _BACK), min(len(plain), stems[at] + _AHEAD)
            near = filter(None, (pattern.search(plain, first, last) for pattern in patterns))
            span = next((match.span() for match in near), None)
        if span:
            start, seen = clause_around(reading.text, *span)
            yield start, seen


@cache
def _stems(languages: tuple[str, ...]) -> re.Pattern[str]:
    stems = _vocabulary().stems
    return parts(stem for language in languages for stem in stems[language])


def _mentions(reading: Reading, start: int, end: int) -> list[_Mention]:
    """The levels named in a clause, in order."""
    known, plain = _vocabulary(), reading.plain
    found = [
        _Mention(_level_of(match), *match.span()) for match in _ABBREVIATED.finditer(reading.text, start, end)
    ]
    for language in reading.languages:
        found += [
            _Mention(_level_of(match), *match.span())
            for match in known.named[language].finditer(plain, start, end)
            if _is_word_or_acronym(reading.text[match.start() : match.end()])
        ]
    for match in _FRENCH.finditer(plain, start, end):
        if level := _FRENCH_YEARS.get(int(match[1])):
            found.append(_Mention(level, match.start(), match.end()))
    found.sort(key=lambda each: (each.start, -each.end))
    found = [each for at, each in enumerate(found) if not any(other.end > each.start for other in found[:at])]
    for match in known.degree.finditer(plain, start, end):
        at = match.end() - len("degree")
        named = any(each.start < match.end() and each.end >= at - len(" ph.d. ") for each in found)
        if not named and (match["kind"] or "") not in known.not_before:
            found.append(_Mention("bachelor", match.start(), match.end()))
    asked = (
        each for each in found if not known.not_asked.search(plain, max(start, each.start - 60), each.start)
    )
    return sorted(asked, key=lambda each: each.start)


def _level_of(match: re.Match[str]) -> str:
    return cast("str", match.lastgroup)


def _is_word_or_acronym(name: str) -> bool:
    """Short names are acronyms, in capitals: "CAP" is a certificate, "cap" is none."""
    return len(name) > _LONGEST_ACRONYM or (name[0].isupper() and name[-1].isupper())


def _demands(reading: Reading) -> Iterator[_Demand]:
    known, plain = _vocabulary(), reading.plain
    for start, end in _clauses(reading):
        if known.none.search(plain, start, end):
            continue
        mentions = _mentions(reading, start, end)
        groups = [_without_unneeded(plain, group, end) for group in _groups(plain, mentions)]
        for at, group in enumerate(groups):
            first, last = group[0].start, group[-1].end
            before = plain[groups[at - 1][-1].end if at else start : first]
            after = plain[last : groups[at + 1][0].start if at + 1 < len(groups) else end]
            unneeded = known.not_needed.search(after[:_NEAR])
            if unneeded and known.wished.search(after[: unneeded.start()]):
                unneeded = None  # "preferred but not required" is a wish
            if not unneeded and not known.not_needed.search(before[-_NEAR:]):
                yield _demand(reading, group, before, after)
            elif _ORDER[_level(plain, group)] <= _ORDER["bachelor"]:
                yield _Demand(
                    "none", first, last + unneeded.end() if unneeded else last, 0, experience_will_do=False
                )


def _without_unneeded(plain: str, group: list[_Mention], end: int) -> list[_Mention]:
    """ "A degree, a Master's is not required" asks for a degree."""
    last = group[-1].end
    unneeded = _vocabulary().not_needed.search(plain, last, min(end, last + _NEAR))
    return group[:-1] if unneeded and len(group) > 1 else group


def _groups(plain: str, mentions: list[_Mention]) -> list[list[_Mention]]:
    """What is named in one breath."""
    groups: list[list[_Mention]] = []
    for each in mentions:
        if groups and _in_one_breath(plain, groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _in_one_breath(plain: str, first: _Mention, second: _Mention) -> bool:
    """Close together, and nothing between says must or wish; nor is one an aside: "(PhD is a plus)"."""
    known = _vocabulary()
    between = plain[first.end : second.start]
    if len(between) > _TOGETHER or _SENTENCE_END.search(between):
        return False
    if known.must.search(between) or known.wished.search(between):
        return False
    is_aside = between.rfind("(") > between.rfind(")")
    return not (
        is_aside and known.wished.search(plain[second.end : second.end + _FAR].split(")", maxsplit=1)[0])
    )


def _level(plain: str, group: list[_Mention]) -> str:
    """The lowest, or the higher one where both are asked for."""
    known = _vocabulary()
    level = group[0].level
    for previous, each in pairwise(group):
        between = plain[previous.end : each.start]
        choose = max if known.both.search(between) else min
        level = choose(level, each.level, key=_ORDER.__getitem__)
    return level


def _demand(reading: Reading, group: list[_Mention], before: str, after: str) -> _Demand:
    known = _vocabulary()
    start, end = group[0].start, group[-1].end
    said = known.experience.split(after[:_FAR], maxsplit=1)[0]
    said = known.wished_field.sub(_blank, _PARENTHESIS.sub(_blank_aside, said))
    wish, must = known.wished.search(said), known.must.search(said)
    in_wishes = any(
        each.start <= start < each.end for each in reading.sections if each.kind == "nice_to_have"
    )
    if wish or known.wished_ahead.search(before[-_NEAR:]) or (in_wishes and not must):
        weight = 0
    else:
        weight = 2 if must or known.must.search(before[-30:]) else 1
    told = [each.end() for each in (wish, must if weight else None) if each]
    rest = re.split(r"\n|\.\s", reading.plain[end : end + _FAR])[0]
    if instead := known.instead.search(rest):
        told.append(instead.end())
    quoted = min(end + max(told, default=0), start + _LONGEST_QUOTE)
    return _Demand(_level(reading.plain, group), start, max(end, quoted), weight, bool(instead))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blank_aside(found: re.Match[str]) -> str:
    """What stands in parentheses is of the field or the school, unless it is the wish itself."""
    known = _vocabulary()
    return found[0] if known.wished.match(found[1]) or known.must.match(found[1]) else _blank(found)


def _none(reading: Reading) -> Found[Education] | None:
    if not _stems(reading.languages).search(reading.plain):
        return None
    found = _vocabulary().none.search(reading.plain)
    return Found(Education("none", required=False), found.start(), found.end()) if found else None
