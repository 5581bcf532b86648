"""Figures joined to amounts: a range, an open end, or a single figure. Whether an amount is pay is decided in
`salary_context.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobs_assets.enrichment.rules.salary_currencies import signs
from jobs_assets.enrichment.rules.salary_figures import Figure
from jobs_assets.enrichment.rules.salary_words import Words

WIDEST = 10
"""So many times its lower end a range's upper end may be; wider ones fill in forms ("10,000-125,000")."""
LONGEST_GAP = 45

_DASH = re.compile(
    r"[.,]?\s{0,2}(?:[-–—―~]|\u2212|\bto\b|\bbis(?: zu)?\b|à|\ba\b|\bhasta\b|\bthrough\b|"
    r"\b(?:up|rising|increasing) to\b|\bjusqu['’]à|\.\.\.?|…)\s{0,2}"
)
_AND = re.compile(r"\s{0,2}(?:and|und|et|y|e|&|-|–|—)\s{0,2}(?:[Bb]rutto\s)?")
_SLASH = re.compile(r"\s?/\s?")
_REMARK = re.compile(r"\s?\([^()\d\n]{1,20}\)")
_LOWEST = re.compile(r"\b(?:min(?:imum|\.)?|low|mín(?:imo)?)\b[^\d\n]{0,25}\Z")
_HIGHEST = re.compile(
    r"[\s,;|/–-]{0,4}(?:(?:and|und|et|y|to)\s)?(?:\w{1,12}\s){0,3}"
    r"(?:max(?:imum|imal|\.)?|high|máx(?:imo)?)\b[^\d\n$€£]{0,20}"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What one or two figures state. `start` and `end` take in the words that open an end ("up to").

    `low` and `high` are equal for a single figure. `sign` is the currency as written; `within` is where the
    text between the figures stands.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    sign: str
    within: tuple[int, int] | None
    by_thousand: bool
    digits: int

    @property
    def is_range(self) -> bool:
        """Whether two figures state it."""
        return self.within is not None

    @property
    def least(self) -> float:
        """The lowest figure that it states."""
        return self.low if self.low is not None else self.high or 0.0

    @property
    def most(self) -> float:
        """The highest figure that it states."""
        return self.high if self.high is not None else self.low or 0.0


def amounts_of(figures: Sequence[Figure], lowered: str, words: Words) -> Iterator[Amount]:
    """The amounts that the figures make, in order. A figure belongs to one amount at most, a plain number
    only to a range with money or where it is called pay.
    """
    at = 0
    while at < len(figures):
        first = figures[at]
        second = figures[at + 1] if at + 1 < len(figures) else None
        if (
            second is None
            or not _may_join(first, second, lowered)
            or not _joined(first, second, lowered, words)
        ):
            if first.is_money or _is_called_pay(first, first.end, lowered, words):
                yield _single(first, lowered, words)
            at += 1
            continue
        if joined := _range(first, second):
            yield joined
            at += 2
        elif first.sign or first.value >= 1000:
            at += 2
        else:
            at += 1  # the first is a number of something else: "Level 3 - $120,000"


def _may_join(first: Figure, second: Figure, lowered: str) -> bool:
    """Plain numbers join only with money, or where they are called pay and are as long as pay is."""
    if first.is_money or second.is_money:
        return True
    return (
        second.digits >= 5
        and second.value >= 1000
        and bool(_CALLED_PAY.search(lowered[max(0, first.start - 48) : first.start]))
    )


def _is_called_pay(figure: Figure, end: int, lowered: str, words: Words) -> bool:
    """Whether a plain number stands right under a word of pay and before a unit: "Gehalt: 3.200 brutto"."""
    if figure.digits < 4 or not (words.unit_at(lowered, end) or words.gross_at(lowered, end)):
        return False
    return bool(_CALLED_PAY.search(lowered[max(0, figure.start - 48) : figure.start]))


_CALLED_PAY = re.compile(
    r"(?:salar|sueldo|\bpay\b|compensation|wage|gehalt|vergütung|lohn|verdienst|rémunération|salaire|retribución)\w*"
    r"(?:\s(?:range|band|scale|is|of|from|between|von|zwischen|ab|brut[to]*|annuel|mensuel|bruto|anual|mensual|de"
    r"|entre)){0,3}\s?[:–-]?\s?\Z"
)


def _range(first: Figure, second: Figure) -> Amount | None:
    low, high = _scaled(first, second)
    if not 0 < low <= high <= low * WIDEST:
        return None
    return Amount(
        first.start,
        second.end,
        low,
        high,
        _sign(first, second),
        (first.end, second.start),
        second.by_thousand,
        max(first.digits, second.digits),
    )


def _one_currency(first: Figure, second: Figure) -> bool:
    """Whether both are of one currency; "$" goes with every dollar."""
    one, other = first.sign, second.sign
    if not (one and other) or one == other:
        return True
    codes = signs().code_of(one), signs().code_of(other)
    return codes[0] == codes[1] or (None in codes and "$" in one + other)


def _sign(first: Figure, second: Figure) -> str:
    """The more certain sign of the two ("$60,000 - $80,000 CAD")."""
    return first.sign if first.sign and signs().code_of(first.sign) else second.sign or first.sign


def _joined(first: Figure, second: Figure, lowered: str, words: Words) -> bool:
    gap_from, gap_to = first.end, second.start
    if not 0 <= gap_to - gap_from <= LONGEST_GAP or not _one_currency(first, second):
        return False
    starts = [gap_from]
    if unit := words.unit_at(lowered, gap_from) or words.gross_at(lowered, gap_from):
        starts.append(unit[0])
    if remark := _REMARK.match(lowered, gap_from, gap_to):
        starts.append(remark.end())
    before = lowered[max(0, first.start - 40) : first.start]
    for start in starts:
        if _DASH.fullmatch(lowered, start, gap_to):
            return True
        if _AND.fullmatch(lowered, start, gap_to) and words.between.search(before):
            return True
        if _HIGHEST.fullmatch(lowered, start, gap_to) and _LOWEST.search(before):
            return True
    return bool(_SLASH.fullmatch(lowered, gap_from, gap_to)) and _alike(first, second)


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two figures around a "/" are a range: "45/55 K€", "1 800/2 000 €"."""
    if second.by_thousand:
        return first.by_thousand or first.value < 1000
    return first.value >= 1000 and first.value < second.value <= 2 * first.value


def _scaled(first: Figure, second: Figure) -> tuple[float, float]:
    """Both ends at one scale: the thousands of "45-55K" and of "50-60.000 €" are meant for both."""
    low, high = first.value, second.value
    if low < 1000 <= high and not first.by_thousand:
        hundreds = low * 1000
        if second.by_thousand or (second.sign_after and not first.sign and first.digits <= 3):
            return (hundreds, high) if hundreds <= high else (low, high)
    return low, high


def _single(figure: Figure, lowered: str, words: Words) -> Amount:
    start, end = figure.start, figure.end
    low: float | None = figure.value
    high: float | None = figure.value
    before = lowered[max(0, start - 24) : start]
    if match := words.open_to.search(before):
        low, start = None, start - len(before) + match.start()
    elif match := words.open_from.search(before):
        high, start = None, start - len(before) + match.start()
    elif (match := words.open_after.match(lowered, end)) and not _adds(lowered, match.end()):
        high, end = None, match.end()
    return Amount(start, end, low, high, figure.sign, None, figure.by_thousand, figure.digits)


def _adds(lowered: str, at: int) -> bool:
    """Whether a "+" goes on to what comes on top ("$100,000 + bonus") instead of opening the end."""
    return lowered[at - 1] == "+" and bool(_GOES_ON.match(lowered, at))


_GOES_ON = re.compile(r"\s?[^\W\d_]")
