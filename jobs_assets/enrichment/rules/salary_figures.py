"""Figures of a text: numbers that may be money, with their sign, their size and where they stand. Whether one is
pay is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jobs_assets.enrichment.rules.salary_currencies import signs

# Thousands in threes by one sign, Indian groups, or plain; decimals are one or two digits, so "12.000" is twelve
# thousand in every language. A space parts thousands only if it is followed by exactly three digits.
_NUMBER = re.compile(
    r"\d{1,3}(?:([.,'’´ \u00a0\u202f\u2009])\d{3}(?!\d))(?:\1\d{3}(?!\d))*(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,9}(?:[.,]\d{1,2}(?!\d))?"
)
_SPACES = re.compile(r"[\s'’´]")
_LONGEST_SIGN = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its thousands included in `value`. `sign` is the currency as written, "" where none is.

    `by_thousand` says that a "k" made the thousands; `sign_after`, that the sign stands behind the number.
    """

    start: int
    end: int
    value: float
    sign: str = ""
    by_thousand: bool = False
    sign_after: bool = False
    digits: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    before: re.Pattern[str]
    after: re.Pattern[str]
    thousand: re.Pattern[str]
    none: re.Pattern[str]


@cache
def _around() -> _Around:
    sign = signs().pattern
    return _Around(
        before=re.compile(rf"(?<![^\W\d_])(?:({sign})[ \u00a0]?)?({sign})[ \u00a0]{{0,2}}\Z"),
        after=re.compile(rf"(?:[.,][-–—]{{1,2}})?[ \u00a0\u202f]?({sign})(?![^\W\d_])"),
        # "k" and its kin; "T€" is a German thousand; "mil" one in Spanish, where a currency follows.
        thousand=re.compile(
            r"[ \u00a0\u202f]?(?:[kK](?=[€$£]|EUR|USD|GBP|CHF|CAD|[^\w]|$)|T(?=€|EUR\b)|Tsd\.?(?!\w)|tausend\b|thousand\b"
            r"|mil(?= (?:€|euros|pesos|d[óo]lares)))"
        ),
        # What makes a number no figure of a salary: millions, shares, times, ordinals, multiples, a longer number.
        none=re.compile(
            r"[ \u00a0]?(?:%|[mM]{1,2}\b|M€|m€|[bB]n?\b|[tT]rillion|[mMbB]illion|[mM]io\b|[mM]rd\b|[mM]il\b|mill?ones"
            r"|[mM]illiard|[mM]illionen|[xX]\b|:\d|°)|[hH]\d|(?:st|nd|rd|th|er|ème|e|º|ª)\b|[.,'’]\d|\d"
        ),
    )


def figures_in(text: str) -> Iterator[Figure]:
    """The figures, in order: with a sign, with a "k", or plain numbers that may be the end of a range."""
    around = _around()
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start and text[start - 1] in ".,_#":
            continue
        if figure := _figure(text, start, end, around):
            yield figure


def _figure(text: str, start: int, end: int, around: _Around) -> Figure | None:
    digits = text[start:end]
    value = amount_of(digits)
    thousand = around.thousand.match(text, end)
    if thousand:
        end, value = thousand.end(), value * 1000
    elif around.none.match(text, end):
        return None
    sign, sign_after = "", False
    if found := around.after.match(text, end):
        sign, end, sign_after = found[1], found.end(), True
        if around.none.match(text, end) and not text[end : end + 1].isspace():
            return None
    before = around.before.search(text, max(0, start - _LONGEST_SIGN), start)
    if before:
        start = before.start()
        sign = _settled(before[1], before[2], sign)
        sign_after = False
    elif start and text[start - 1].isalnum():
        return None
    if thousand and not sign and value in {401_000, 403_000, 457_000}:
        return None
    return Figure(start, end, value, sign, thousand is not None, sign_after, len(digits))


def _settled(first: str | None, second: str, after: str) -> str:
    """Of several signs around one number ("USD $", "$ … CAD") the one that is certain."""
    table = signs()
    for sign in (after, first, second):
        if sign and table.code_of(sign):
            return sign
    return second


def amount_of(digits: str) -> float:
    """The number that digits with separators make: "85,000", "1.234,56", "90'000", "12,60", "2 200"."""
    digits = _SPACES.sub("", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return float(digits)
    tail = digits[last + 1 :]
    whole = re.sub(r"[.,]", "", digits[:last])
    return float(whole + tail) if len(tail) == 3 else float(f"{whole}.{tail}")
