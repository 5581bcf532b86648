"""Figures of a text: numbers that may be money, with their sign, their size and where they stand. Whether one
is pay is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from jobs_assets.enrichment.rules.salary_currencies import signs

# Thousands in threes by one sign, Indian groups, or plain; decimals are one or two digits, so "12.000" is
# twelve thousand in every language. A space parts thousands only if exactly three digits follow. The first
# digit stands before the alternatives, so that the search skips from digit to digit.
_NUMBER = re.compile(
    r"[0-9](?:[0-9]{0,2}(?:([.,'’ \u00a0\u202f\u2009])[0-9]{3}(?![0-9]))(?:\1[0-9]{3}(?![0-9]))*"
    r"(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]?(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|[0-9]{0,8}(?:[.,][0-9]{1,2}(?![0-9]))?)"
)
_NO_CENTS = re.compile(r"[.,][-–—]{1,2}(?![\d\w])")
_SPACES = re.compile(r"[\s'’]")
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

    @property
    def is_money(self) -> bool:
        """Whether it has a currency or thousands; else it may be any number."""
        return bool(self.sign) or self.by_thousand


@dataclass(frozen=True, slots=True)
class _Around:
    """What may stand around a number, and with which letters it begins or ends: most numbers need no more."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    thousand: re.Pattern[str]
    none: re.Pattern[str]
    last_before: frozenset[str]
    first_after: frozenset[str]


@cache
def _around() -> _Around:
    every = signs().every
    sign = signs().pattern
    return _Around(
        before=re.compile(rf"(?<![^\W\d_])(?:({sign})[ \u00a0]?)?({sign})[ \u00a0]{{0,2}}\Z"),
        after=re.compile(rf"[ \u00a0\u202f]?({sign})(?![^\W\d_])"),
        # "k" and its kin; "T€" is a German thousand; "mil" one in Spanish, where a currency follows.
        thousand=re.compile(
            r"[ \u00a0\u202f]?(?:[kK](?=[€$£]|EUR|USD|GBP|CHF|CAD|[^\w]|$)|T(?=€|EUR\b)|Tsd\.?(?!\w)"
            r"|tausend\b|thousand\b|mil(?= (?:€|euros|pesos|d[óo]lares)))"
        ),
        # What makes a number no figure of a salary: millions, shares, times, ordinals, more digits.
        none=re.compile(
            r"[ \u00a0]?(?:%|[mM]{1,2}\b|M€|m€|[bB]n?\b|[tT]rillion|[mMbB]illion|[mM]io\b|[mM]rd\b|[mM]il\b"
            r"|mill?ones|[mM]illiard|[mM]illionen|:\d|°)|[xX]\b|[hH]\d|(?:st|nd|rd|th|er|ème|e|º|ª)\b|[.,'’]\d|\d"
        ),
        last_before=frozenset(each[-1] for each in every),
        first_after=frozenset(each[0] for each in every) | frozenset("kKTt%mMbBxX:°hHsnreèº ª.,'’0123456789"),
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
    digits, thousand, sign = text[start:end], False, ""
    value = amount_of(digits)
    if tail := _NO_CENTS.match(text, end):
        end = tail.end()
    if text[end : end + 2].strip()[:1] in around.first_after:
        if found := around.thousand.match(text, end):
            end, value, thousand = found.end(), value * 1000, True
        elif around.none.match(text, end):
            return None
        if found := around.after.match(text, end):
            sign, end = found[1], found.end()
            if around.none.match(text, end) and not text[end : end + 1].isspace():
                return None
    return _with_sign_before(Figure(start, end, value, sign, thousand, bool(sign), len(digits)), text, around)


def _with_sign_before(figure: Figure, text: str, around: _Around) -> Figure | None:
    """The figure with the sign that stands before it, if any; null for a number that is part of a word."""
    start = figure.start
    if text[max(0, start - 2) : start].rstrip()[-1:] in around.last_before and (
        before := around.before.search(text, max(0, start - _LONGEST_SIGN), start)
    ):
        return replace(
            figure,
            start=before.start(),
            sign=_settled(before[1], before[2], figure.sign),
            sign_after=False,
        )
    if start and text[start - 1].isalnum():
        return None
    if figure.by_thousand and not figure.sign and figure.value in _RETIREMENT_PLANS:
        return None
    return figure


_RETIREMENT_PLANS = frozenset({401_000, 403_000, 457_000})
"""What "401k" and its kin would be."""


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
