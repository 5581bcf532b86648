"""The years of experience a posting asks for, and the words that say so.

A number of years is a demand only by what stands around it; whose years they are, how old the employer is and
how long a contract runs is told apart by the words of `experience.yaml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from jobs_assets.enrichment.records import Experience, Found
from jobs_assets.enrichment.rules.clauses import clause_around
from jobs_assets.enrichment.rules.phrases import either, flat, parts, vocabulary, words
from jobs_assets.enrichment.rules.reading import Reading

MOST_YEARS = 20
"""More than this is asked of nobody; it is how old the employer is."""
MANY_YEARS = 8
"""From here on "more than … years of experience" may be the employer's; who is spoken of decides."""
BAND_CONFIDENCE = 0.5
"""Of years that no number states but a word that is commonly read as one."""

# In characters: how far a number may start before its unit; how far ahead and back is what it is years of.
_BEFORE, _NEAR, _FAR = 48, 70, 110
_OPEN_SIGNS, _CLOSED_SIGNS = ("+", ">", "≥"), ("<", "≤")
_SIGNS = "+>≥<≤~"
_BULLETS = " \t\xa0-–—*+:(~>≥"


def find_experience(reading: Reading) -> Found[Experience] | None:
    """The years asked for of the posting as a whole: of several demands the first that is a must."""
    best: tuple[int, Found[Experience]] | None = None
    for each in _amounts(reading):
        rank = _rank(reading, each)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, Found(each.value, *_quote(reading, each))
            if rank == 0:
                break
    return best[1] if best else _band(reading)


class _Amount(NamedTuple):
    """Years as written, `text[start:end]`: "at least" and its like (`bound`), the number and the unit."""

    value: Experience
    start: int
    end: int
    bound: str
    is_open: bool
    is_range: bool
    of_months: bool
    is_field: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    stems: dict[str, dict[str, list[str]]]
    numbers: dict[str, int]
    amount: re.Pattern[str]
    labelled: re.Pattern[str]
    bound: re.Pattern[str]
    vague: re.Pattern[str]
    at_most: re.Pattern[str]
    experience: re.Pattern[str]
    asked: re.Pattern[str]
    employer: re.Pattern[str]
    span_before: re.Pattern[str]
    span_after: re.Pattern[str]
    elsewhere: re.Pattern[str]
    instead: re.Pattern[str]
    wish_before: re.Pattern[str]
    wish_after: re.Pattern[str]
    of_doing: re.Pattern[str]
    bands: tuple[tuple[re.Pattern[str], Experience], ...]
    band_unless: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    kept: dict[str, Any] = vocabulary("experience")
    numbers = {
        word: number for of_language in kept["numbers"].values() for word, number in of_language.items()
    }
    amount, labelled = _amount_patterns(either(numbers), kept)
    at_least, at_most = either(flat(kept["at_least"])), either(flat(kept["at_most"]))
    return _Vocabulary(
        stems={which: kept[which] for which in ("stems", "band_stems")},
        numbers=numbers,
        amount=amount,
        labelled=labelled,
        bound=re.compile(
            rf"(?<!\w)(?:{at_least}|{at_most})[\s:]*(?:of\s+|de\s+|d['’]|ca\.?\s*|circa\s+|about\s+|the\s+)?$"
        ),
        vague=re.compile(either(kept["vaguely_more"])),
        at_most=re.compile(rf"(?<!\w){at_most}"),
        experience=words(kept["experience"]),
        asked=words(kept["asked"]),
        employer=words(kept["employer"]),
        span_before=re.compile(rf"(?<!\w){either(kept['span_before'])}[\s,]*$"),
        span_after=re.compile(rf"[\s/-]*{either(kept['span_after'])}(?!\w)"),
        elsewhere=words(kept["elsewhere"]),
        instead=words(kept["instead"]),
        wish_before=re.compile(rf"(?<!\w){either(kept['wished'])}[\s:,]*$"),
        wish_after=re.compile(rf"(?<!\w){either(kept['wished'])}[\s.!]*$"),
        of_doing=re.compile(rf"[\s:,-]*{either(kept['of_doing'])}(?!\w)"),
        bands=tuple((words(band["words"]), Experience(band["min"], band["max"])) for band in kept["bands"]),
        band_unless=words(kept["band_unless"]),
    )


def _amount_patterns(number_words: str, kept: dict[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of "3-5 years", and of the field "Years of experience: 3-5", with the same groups."""
    number = rf"(?:\d{{1,2}}(?:[.,]5)?(?![\d%])|{number_words}(?:(?!\w)|(?=jährig)))"
    in_words = r"(?:\s*\(\s*[\w+]{1,9}\s*\))?"
    more = rf"(?:\s*\+|\s+{either(kept['or_more'])}(?!\w))?"
    to = rf"(?:\s*[-–—‑~]\s*|-?\s+(?:{either(kept['to'])})\s+)"  # noqa: RUF001 - dashes of typeset text
    year, month = (either(kept["units"][unit]) for unit in ("year", "month"))
    half = r"(?:\s+(?:y\s+medio|et\s+demi|and\s+a\s+half))?"
    numbers = (
        rf"(?P<low>{number}){in_words}(?P<low_more>{more})"
        rf"(?:{to}(?P<high>{number}){in_words}(?P<high_more>{more}))?"
    )
    amount = re.compile(
        rf"(?<![^\W_])(?<![$€£])(?<!\d[.,:/]){numbers}[\s-]*(?:(?:full|solid|volle|vollen)\s+)?"
        rf"(?:{year}|(?P<month>{month}))(?!\w)(?P<half>{half})(?P<year_more>{more})"
    )
    never = "(?P<month>(?!))?(?P<half>(?!))?(?P<year_more>(?!))?"
    labelled = re.compile(rf"\s*{either(kept['labels'])}\W{{1,4}}{numbers}{never}")
    return amount, labelled


def _amounts(reading: Reading) -> Iterator[_Amount]:
    """What reads as a number of years, in order."""
    known, plain = _vocabulary(), reading.plain
    seen = 0
    for stem in _stems("stems", reading.languages).finditer(plain):
        if stem.start() < seen:
            continue
        labelled = known.labelled.match(plain, stem.start(), stem.end() + _NEAR)
        first, last = max(seen, stem.start() - _BEFORE), stem.end() + 12
        for match in [labelled] if labelled else known.amount.finditer(plain, first, last):
            seen = match.end()
            amount = _amount(match, plain, is_field=labelled is not None)
            if amount is not None:
                yield amount


@cache
def _stems(which: str, languages: tuple[str, ...]) -> re.Pattern[str]:
    stems = _vocabulary().stems[which]
    return parts(stem for language in languages for stem in stems.get(language, ()))


def _amount(match: re.Match[str], plain: str, is_field: bool) -> _Amount | None:
    known = _vocabulary()
    low, high = _years(match["low"], match), _years(match["high"], match)
    if high is not None and (low is None or high < low):
        return None
    before = plain[max(0, match.start() - 28) : match.start()]
    sign = before[-1:] if before[-1:] in _SIGNS else ""
    bound = known.bound.search(before.rstrip(f" ({_SIGNS}"))
    is_open = any(match[name] for name in ("low_more", "high_more", "year_more")) or sign in _OPEN_SIGNS
    value = Experience(low, None if is_open else high)
    if high is None and (sign in _CLOSED_SIGNS or (bound and known.at_most.match(bound[0]))):
        value = Experience(None, low)
    return _Amount(
        value,
        start=match.start() - len(before) + bound.start() if bound else match.start() - len(sign),
        end=match.end(),
        bound=bound[0] if bound else "",
        is_open=is_open,
        is_range=high is not None,
        of_months=bool(match["month"]),
        is_field=is_field,
    )


def _years(number: str | None, match: re.Match[str]) -> int | None:
    """Whole years: half ones to the next even, so that half a year is none and a year and a half are two."""
    if number is None:
        return None
    digits = number.replace(",", ".")
    amount = float(digits) if digits[0].isdigit() else float(_vocabulary().numbers[number])
    if match["half"]:
        amount += 0.5
    return round(amount / 12 if match["month"] else amount)


def _rank(reading: Reading, amount: _Amount) -> int | None:
    """How much of a demand it is: 0 a must, 1 a wish, 2 in place of something else; null if it is none."""
    known = _vocabulary()
    plain = reading.plain
    clause_start, clause_end = clause_around(reading.text, amount.start, amount.end)
    before, after = plain[clause_start : amount.start], plain[amount.end : clause_end]
    if max(amount.value.min or 0, amount.value.max or 0) > MOST_YEARS:
        return None
    if amount.is_field:
        return int(_is_wish(reading, amount, before, after))
    if _is_span(before, after):
        return None
    if _is_employers(amount, before, after) or not _is_asked(amount, before, after):
        return None
    if known.instead.search(before):
        return 2
    return int(_is_wish(reading, amount, before, after))


def _quote(reading: Reading, amount: _Amount) -> tuple[int, int]:
    """From the number to what it is years of, on whichever side that stands."""
    known = _vocabulary()
    if amount.is_field:
        return amount.start, amount.end
    clause_start, clause_end = clause_around(reading.text, amount.start, amount.end)
    start = amount.start
    if ahead := known.experience.search(reading.plain, amount.end, min(clause_end, amount.end + _NEAR)):
        return start, ahead.end()
    for of in known.experience.finditer(reading.plain, max(clause_start, amount.start - _FAR), amount.start):
        start = of.start()
    if start < amount.start:
        return start, amount.end
    return amount.start, _cut(reading.text, amount.end, clause_end)


def _cut(text: str, start: int, end: int) -> int:
    """Where to end, not in the middle of a word."""
    if end - start > _NEAR:
        end = max(start, text.rfind(" ", start, start + _NEAR))
    return start + len(text[start:end].rstrip(" \t\xa0.,;:)"))


def _is_wish(reading: Reading, amount: _Amount, before: str, after: str) -> bool:
    known = _vocabulary()
    if known.wish_before.search(before) or known.wish_after.search(after):
        return True
    return any(
        each.start <= amount.start < each.end for each in reading.sections if each.kind == "nice_to_have"
    )


def _is_span(before: str, after: str) -> bool:
    known = _vocabulary()
    return bool(known.span_before.search(before) or known.span_after.match(after))


def _is_asked(amount: _Amount, before: str, after: str) -> bool:
    known = _vocabulary()
    if amount.of_months:
        return bool(
            known.experience.search(after[:_BEFORE]) or known.experience.search(before[-_BEFORE // 2 :])
        )
    if amount.is_range and amount.value.min == 0:
        return True
    if known.experience.search(after[:_NEAR]) or known.experience.search(before[-_FAR:]):
        return True
    if known.elsewhere.search(before) or known.elsewhere.search(after[:_NEAR]):
        return False
    return amount.is_open or _is_demand(amount, before, after)


def _is_demand(amount: _Amount, before: str, after: str) -> bool:
    """Whether years are asked for though no experience is spoken of: "at least two years in sales"."""
    known = _vocabulary()
    alone = not after.strip(" .,)")
    opens = not before.strip(_BULLETS) or before.rstrip().endswith(":")
    if known.of_doing.match(after):
        return opens or amount.is_range or bool(amount.bound) or bool(known.asked.search(before))
    return alone and (
        (opens and amount.is_range) or (bool(amount.bound) and bool(known.asked.search(before)))
    )


def _is_employers(amount: _Amount, before: str, after: str) -> bool:
    known = _vocabulary()
    most = max(amount.value.min or 0, amount.value.max or 0)
    if (
        amount.is_range
        or known.asked.search(before)
        or (amount.bound and not known.vague.match(amount.bound))
    ):
        return False
    if known.employer.search(before):
        return True
    return most >= MANY_YEARS and bool(amount.bound) and bool(known.employer.search(after))


def _band(reading: Reading) -> Found[Experience] | None:
    known = _vocabulary()
    plain = reading.plain
    if not any(language in known.stems["band_stems"] for language in reading.languages):
        return None
    for stem in _stems("band_stems", reading.languages).finditer(plain):
        for pattern, value in known.bands:
            match = pattern.search(plain, max(0, stem.start() - _BEFORE), stem.end() + _NEAR)
            if match and not _may_not_matter(reading, match):
                return Found(value, match.start(), match.end(), BAND_CONFIDENCE)
    return None


def _may_not_matter(reading: Reading, match: re.Match[str]) -> bool:
    """ "Whether you have several years of experience or none"."""
    clause_start, _ = clause_around(reading.text, match.start(), match.end())
    return bool(_vocabulary().band_unless.search(reading.plain, clause_start, match.start()))
