"""Whether an amount is pay, of which kind and for how long, by the words around it. The words are data
(`salary_words.yaml`); here is how they are weighed.

The nearest word decides: what stands right after the figure ("$1.50/hr shift differential"), else the last
word of pay or of other money before it in the same clause, else the heading above.
"""

import re
from dataclasses import dataclass

from jobs_assets.enrichment.rules.salary_spans import Amount
from jobs_assets.enrichment.rules.salary_words import Sense, Words
from jobs_assets.postings import Interval, PayKind

CLAUSE = 220
"""So many signs before a figure its clause may begin."""
HEADING = 100
"""So many signs above a clause its heading may begin."""
AFTER = 60
"""So many signs after a figure words may go with it."""
NEXT_BAND = 250
"""So far after a band the next of a list may stand without words of its own."""
SAME_PAY = 90
"""So far after a band in its line the next may leave out how often: "$60k a year base, $90k on target"."""
FAR = 420
"""So far above a list of bands its introduction may stand."""
A_YEARS_PAY = 12_000
"""A range a year from there on is pay if nothing says otherwise."""

# Where a clause begins: a line, a bullet, a gap (texts that lost their lines have two spaces), a sentence.
_BOUNDARY = re.compile(
    r"\n|[•·▪●◦✅✔➔►\|;]|[^\S\n]{2,}|(?<=[^\W\d_]{4})(?<!mind)(?<!inkl)(?<!zzgl)[.!?]\s(?=\W{0,3}[A-ZÀ-Þ])"
    r"|(?:(?<=\d\d\d)|(?<=[)%€$+kK]))[.!?]\s(?=\W{0,3}[A-ZÀ-Þ])"
)
_WORDLESS = re.compile(
    r"[\s:*_•·▪●◦✅✔➔►|–—=~\-]*(?:(?:de|von|from|between|entre|zwischen|desde|ca\.?|circa)\s+)?\Z",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\((?!ote\b|on[- ]target)[^()]{0,120}\)")
_OFFERS = re.compile(r"\s{0,3}[•·|]\s{0,2}offers (?:equity|bonus|commission|a )")
_ALONE = re.compile(r"\s{0,2}(?:[|•·\n+,(]|\Z|depending\b|dependent\b|doe\b|je nach\b|selon\b|según\b)")
_BASE_AFTER = re.compile(
    r"[ \u00a0]?(?:usd\s|eur\s)?(?:gross\s|annual\s)?(?:base\b|basic\b|fixum\b|fixe\b|fijos?\b|grundgehalt\b)"
)
_CAPITAL = re.compile(r"\s[A-ZÀ-Þ]")
_OF = re.compile(r"\s{0,2}(?:of|up to|potential|target|opportunit|von|bis|de|hasta|jusqu)")
_TOGETHER = re.compile(
    r"\A\s{0,2},?\s?(?:\+|/|&|plus|and|und|inkl\.?|incl\.?|including|et|y|mit|with)?\s{0,2}\Z"
)
_MARKS = " \t\n\r\u00a0•·|*_-–—✅✔➔►;"


def _without_parentheses(lowered: str) -> str:
    """The same without remarks in parentheses: "base salary (excluding bonus):"."""
    return _PARENTHESIS.sub(" ", lowered)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An amount that is pay: its kind and how often, where its clause begins and its unit ends in the text.

    `stated`: how often stands right after it.
    """

    kind: PayKind
    interval: Interval | None
    end: int
    stated: bool
    begin: int


class Context:
    """The words of one text, weighed for one amount after the other."""

    def __init__(self, text: str, lowered: str, words: Words) -> None:
        self.text, self.lowered, self.words = text, lowered, words
        self._last_pay = -FAR
        self._last_interval: Interval | None = None

    def verdict(self, amount: Amount) -> Verdict | None:
        """What the amount is; null where it is not pay, or not certainly."""
        begin = self._clause(amount.start)
        unit = self.words.unit_at(self.lowered, amount.end)
        end = unit[0] if unit else amount.end
        if unit and unit[1] is None:
            return None
        kind = self._kind(amount, begin, end, unit[1] if unit else None)
        if kind is None:
            return None
        interval = unit[1] if unit else self._interval(amount, begin)
        if kind in {"base", "ote"}:
            self._last_pay, self._last_interval = amount.end, interval
        return Verdict(kind, interval, end, unit is not None, begin)

    def around(self, amount: Amount, verdict: Verdict) -> tuple[str, str, str]:
        """The words before an amount in its clause, those above if there are none, and those after it."""
        before = self.text[verdict.begin : amount.start]
        above = ""
        if _WORDLESS.match(before):
            low, end = self._above(verdict.begin)
            line = self.text.rfind("\n", max(0, end - HEADING), end) + 1
            above = self.text[line or low : end]
        return "" if above else before, above, self.text[verdict.end : verdict.end + AFTER + HEADING]

    def _clause(self, start: int) -> int:
        """Where the clause of a figure begins."""
        begin = max(0, start - CLAUSE)
        begin = max(begin, self.text.rfind("\n", begin, start) + 1)
        for match in _BOUNDARY.finditer(self.text, begin, start + 1):
            if match.end() <= start:
                begin = match.end()
        return begin

    def _kind(self, amount: Amount, begin: int, end: int, unit: Interval | None) -> PayKind | None:
        after = self._after(end)
        before = _without_parentheses(self.lowered[begin : amount.start])
        said = self._last(before)
        if after == "never" and said in {"base", "ote"} and self._next_item_begins(amount, end):
            after = None
        if after == "never" or said == "never":
            return None
        if _BASE_AFTER.match(self.lowered, end):
            return "base"
        if said is None and _WORDLESS.match(before):
            said = self._last(_without_parentheses(self.lowered[slice(*self._above(begin))]))
            if said == "never":
                # A line of a list of perks, unless it is a wage: "$17.20 hourly plus tips".
                return (
                    "base" if unit == "HOUR" and self._is_pay_by_itself(amount, before, end, unit) else None
                )
        if after in {"ote", "bonus", "equity"}:
            return after
        if said is None and after is None and not self._is_pay_by_itself(amount, before, end, unit):
            return None
        return said or after or "base"

    def _next_item_begins(self, amount: Amount, end: int) -> bool:
        """Whether a list that lost its lines goes on: "Salary: $60,000 - $70,000 Medical Insurance 401k"."""
        return amount.most >= A_YEARS_PAY and bool(_CAPITAL.match(self.text, end))

    def _above(self, begin: int) -> tuple[int, int]:
        """Where the line or segment above a clause stands."""
        low = max(0, begin - HEADING)
        end = low + len(self.lowered[low:begin].rstrip(_MARKS))
        return max(self._clause(end), low), end

    def _last(self, before: str) -> Sense | None:
        """What the last word of pay or of other money says; some go together with the one before them."""
        previous: tuple[int, int, Sense] | None = None
        last: tuple[int, int, Sense] | None = None
        senses: set[Sense] = set()
        for found in self.words.senses_in(before):
            if found[2] == "base" or not self.words.apart.search(before, max(0, found[0] - 30), found[0]):
                previous, last = last, found
                senses.add(found[2])
        if last is None:
            return None
        if last[2] in {"bonus", "equity"} and previous:
            between = before[previous[1] : last[0]]
            if previous[2] == "never" and len(between) <= 2:
                return "never"
            if previous[2] != "never" and _TOGETHER.match(between) and not _OF.match(before, last[1]):
                return "ote" if "base" in senses or "ote" in senses else last[2]
        return last[2]

    def _after(self, end: int) -> Sense | None:
        """What the words say that go with the figure on its right: "never" if any does, else the first."""
        stop = self.words.ends_context.search(self.lowered, end, end + AFTER)
        found = [
            sense
            for _, _, sense in self.words.senses_in(self.lowered[end : stop.start() if stop else end + AFTER])
        ]
        return "never" if "never" in found else next(iter(found), None)

    def _is_pay_by_itself(self, amount: Amount, before: str, end: int, unit: Interval | None) -> bool:
        """Pay that no word beside it calls so: its unit does, a list goes on, or the line above does.

        By the hour and the day little else is paid; by the month there are budgets, rents and fees.
        """
        if unit in {"HOUR", "DAY"}:
            return True
        if unit is not None and self._is_received(amount, before, end):
            return True
        if not amount.is_range:
            return False
        if unit == "YEAR" and amount.least >= A_YEARS_PAY:
            return True
        if _OFFERS.match(self.lowered, end) or amount.start - self._last_pay < NEXT_BAND:
            return True
        if amount.sign and _WORDLESS.match(before) and _ALONE.match(self.lowered, end):
            return True
        far = self.lowered[max(0, amount.start - FAR) : amount.start]
        return any(sense in {"base", "ote"} for _, _, sense in self.words.senses_in(far))

    def _is_received(self, amount: Amount, before: str, end: int) -> bool:
        """Whether an amount with a unit is gross or net, stands alone, or is what someone gets."""
        gross = self.words.gross.search(self.lowered, amount.end, end)
        return bool(gross or _WORDLESS.match(before) or self.words.receives.search(before))

    def _interval(self, amount: Amount, begin: int) -> Interval | None:
        """How often, by what stands between the figures, before them or above; the nearest decides."""
        if amount.within:
            between = self.words.unit_at(self.lowered, amount.within[0])
            if between and between[0] <= amount.within[1]:
                return between[1]
        before = self.lowered[begin : amount.start]
        rhythms = [rhythm for _, _, rhythm in self.words.rhythms_in(before)]
        if not rhythms and _WORDLESS.match(before):
            rhythms = [
                rhythm for _, _, rhythm in self.words.rhythms_in(self.lowered[slice(*self._above(begin))])
            ]
        if rhythms:
            return rhythms[-1]
        same_line = "\n" not in self.text[max(0, self._last_pay) : amount.start]
        return self._last_interval if same_line and amount.start - self._last_pay < SAME_PAY else None
