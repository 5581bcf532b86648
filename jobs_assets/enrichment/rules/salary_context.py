"""Whether an amount is pay, of which kind and for how long, by the words around it. The words are data
(`salary_words.yaml`); here is how they are weighed.

The nearest word decides: what stands right after the figure ("$1.50/hr shift differential"), else the last word of pay
or of other money before it in the same clause, else the heading above.
"""

import re
from dataclasses import dataclass

from jobs_assets.enrichment.rules.salary_spans import Amount
from jobs_assets.enrichment.rules.salary_words import Sense, Words
from jobs_assets.postings import Interval, PayKind

CLAUSE = 220
"""So many signs before a figure its clause may begin."""
HEADING = 100
AFTER = 60
FAR = 420
"""So far above a list of bands its introduction may stand."""

# Where a clause begins: a line, a bullet, a gap (texts that lost their lines have two spaces), a sentence.
_BOUNDARY = re.compile(
    r"\n|[•·▪●◦✅✔➔►\|;]|[^\S\n]{2,}|(?<=[^\W\d_]{4})(?<!mind)(?<!inkl)(?<!zzgl)[.!?]\s(?=\W{0,3}[A-ZÀ-Þ])"
    r"|(?<=[\d)%€$+k])[.!?]\s(?=\W{0,3}[A-ZÀ-Þ])"
)
_WORDLESS = re.compile(r"[\s:*_•·▪●◦✅✔➔►|–—=~\-]*\Z")  # noqa: RUF001 - signs that postings put before a figure
_PARENTHESIS = re.compile(r"\([^()]{0,120}\)")
_OFFERS = re.compile(r"\s{0,3}[•·|]\s{0,2}offers (?:equity|bonus|commission|a )")
_OTE_AFTER = re.compile(r"\s?\(?(?:ote\b|on[- ]target)")
_WITH_BONUS = re.compile(
    r"\A\s{0,2}(?:\+|/|&|plus|and|und|inkl\.?|incl\.?|including|et|y|mit|with)\s{0,2}\Z"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An amount that is pay: its kind, how often, and up to where its unit stands in the text."""

    kind: PayKind
    interval: Interval | None
    end: int
    stated: bool


class Context:
    """The words of one text, weighed for one amount after the other."""

    def __init__(self, text: str, lowered: str, words: Words) -> None:
        self.text, self.lowered, self.words = text, lowered, words
        self._last_pay = -FAR

    def verdict(self, amount: Amount) -> Verdict | None:
        """What the amount is; null where it is not pay, or not certainly."""
        begin = self._clause(amount.start)
        unit = self.words.unit_at(self.lowered, amount.end)
        end = unit[0] if unit else amount.end
        if unit and unit[1] is None:
            return None
        kind = self._kind(amount, begin, end, stated=unit is not None)
        if kind is None:
            return None
        interval = unit[1] if unit else self._interval(amount, begin)
        if kind in {"base", "ote"}:
            self._last_pay = amount.end
        return Verdict(kind, interval, end, unit is not None)

    def _clause(self, start: int) -> int:
        """Where the clause of a figure begins."""
        begin = max(0, start - CLAUSE)
        for match in _BOUNDARY.finditer(self.text, begin, start):
            if match.end() <= start:
                begin = match.end()
        return begin

    def _kind(self, amount: Amount, begin: int, end: int, *, stated: bool) -> PayKind | None:
        after, after_sense = self._after(amount.end, end)
        if after_sense == "never":
            return None
        if _OTE_AFTER.match(self.lowered, end) or after_sense == "ote":
            return "ote"
        before = self._before(begin, amount.start)
        sense = self._sense(before)
        if sense is None and _WORDLESS.match(before):
            sense = self._sense(self._heading(begin))
        if after_sense in {"bonus", "equity"} and sense != "never":
            return after_sense
        if sense == "never":
            return None
        if sense is not None:
            return sense
        if after_sense == "base":
            return "base"
        return "base" if self._without_words(amount, before, end, stated=stated) else None

    def _before(self, begin: int, start: int) -> str:
        before = _PARENTHESIS.sub(lambda match: " " * len(match[0]), self.lowered[begin:start])
        return before

    def _heading(self, begin: int) -> str:
        """What stands in the line or segment above."""
        above = self.lowered[max(0, begin - HEADING - 8) : begin].rstrip(" \t\n\r\u00a0•·|*-–—✅✔➔►;")  # noqa: RUF001
        low = begin - (len(self.lowered[max(0, begin - HEADING - 8) : begin]) - len(above)) - 1
        start = self._clause(max(0, low))
        return above[-(max(0, low - start) + 1) :] if low > 0 else above

    def _sense(self, before: str) -> PayKind | "str" | None:
        """What the last word of pay or of other money says."""
        last: tuple[int, int, Sense] | None = None
        previous: tuple[int, int, Sense] | None = None
        for found in self.words.senses_in(before):
            if found[2] == "never" and self.words.apart.search(before, max(0, found[0] - 30), found[0]):
                continue
            previous, last = last, found
        if last is None:
            return None
        if last[2] in {"bonus", "equity"} and previous and previous[2] in {"base", "ote"}:
            between = before[previous[1] : last[0]]
            if self.words.apart.search(between):
                return "base" if "plus" not in between else last[2]
            if _WITH_BONUS.match(between):
                return "ote"
        return last[2]

    def _after(self, at: int, end: int) -> tuple[str, Sense | None]:
        """The words that go with the figure on its right, and what the first of them says."""
        stop = self.words.ends_context.search(self.lowered, end, end + AFTER)
        after = self.lowered[at : stop.start() if stop else end + AFTER]
        sense: Sense | None = None
        for _, _, found in self.words.senses_in(self.lowered[end : stop.start() if stop else end + AFTER]):
            if found == "never":
                return after, "never"
            sense = sense or found
        return after, sense

    def _without_words(self, amount: Amount, before: str, end: int, *, stated: bool) -> bool:
        """Pay that no word calls so: a unit says it, or a list of bands goes on, or its introduction is above."""
        gross = re.search(rf"(?<!\w)(?:brutto|brut|bruts|bruto|brutos|gross)(?!\w)", self.lowered[amount.end : end])
        if stated and (gross or amount.is_range):
            return True
        if stated and amount.most < 1000:
            return True
        if stated and _WORDLESS.match(before):
            return amount.most >= 1000
        if not amount.is_range:
            return False
        if _OFFERS.match(self.lowered, end) or amount.start - self._last_pay < 250:
            return True
        far = self.lowered[max(0, amount.start - FAR) : amount.start]
        senses = [sense for _, _, sense in self.words.senses_in(far)]
        return "base" in senses or "ote" in senses

    def _interval(self, amount: Amount, begin: int) -> Interval | None:
        """How often, by what stands between the figures, before them or in the heading; the nearest decides."""
        if amount.within:
            between = self.words.unit_at(self.lowered, amount.within[0])
            if between and between[0] <= amount.within[1]:
                return between[1]
        before = self.lowered[begin : amount.start]
        rhythms = [rhythm for _, _, rhythm in self.words.rhythms_in(before)]
        if not rhythms and _WORDLESS.match(before):
            rhythms = [rhythm for _, _, rhythm in self.words.rhythms_in(self._heading(begin))]
        return rhythms[-1] if rhythms else None
