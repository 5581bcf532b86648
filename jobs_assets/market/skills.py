"""Skills asked for, and more or less than before, among openings whose text has been read for them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from jobs_assets.market.openings import Opening

WINDOW = timedelta(days=56)
LEAST = 50
"""Openings that each of the two windows needs."""
LEAST_NAMED = 10
"""Openings that name a skill, in both windows together, before its change is looked at."""
ROWS = 8
MOST_NAMED = 15
LEAST_OPEN = 20
"""Open postings that were read, from which on their skills are drawn."""


@dataclass(frozen=True, slots=True)
class SkillChange:
    """The share of openings that name a skill, before and now, and their difference with an interval of 95 %.

    `clear`: the interval does not reach zero.
    """

    name: str
    before: float
    now: float
    change: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the change is more than chance, as far as one skill by itself can tell."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class SkillCount:
    """How many of the open postings that were read name a skill."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SkillsFigure:
    """Skills named most in the `open_read` open postings whose text was read; and of openings first seen in
    two windows of eight weeks those that were read, `read` of `considered` in both together.
    """

    open_read: int
    named: tuple[SkillCount, ...]
    considered: int
    read: int
    before: int
    now: int
    rising: tuple[SkillChange, ...]
    falling: tuple[SkillChange, ...]

    @property
    def enough(self) -> bool:
        """Whether there is anything to draw."""
        return min(self.before, self.now) >= LEAST and bool(self.rising or self.falling)


class SkillChanges:
    """Counts skills in the eight weeks until `until` and the eight before."""

    def __init__(self, until: date) -> None:
        self._until = until
        self._open = 0
        self._open_named: Counter[str] = Counter()
        self._considered = 0
        self._read = {"before": 0, "now": 0}
        self._named: dict[str, Counter[str]] = {"before": Counter(), "now": Counter()}

    def add(self, opening: Opening) -> None:
        """Count what is open, and what was seen to open in one of the windows."""
        if opening.skills is not None and opening.is_open(self._until):
            self._open += 1
            self._open_named.update(set(opening.skills))
        age = self._until - opening.first_seen
        if opening.found or age >= 2 * WINDOW:
            return
        self._considered += 1
        if opening.skills is not None:
            window = "now" if age < WINDOW else "before"
            self._read[window] += 1
            self._named[window].update(set(opening.skills))

    def figure(self) -> SkillsFigure:
        """The skills whose shares changed most, those whose change is clear before the others."""
        before, now = self._read["before"], self._read["now"]
        changes: list[SkillChange] = []
        if min(before, now) >= LEAST:
            names = self._named["before"] + self._named["now"]
            changes = [self._change(name) for name in names if names[name] >= LEAST_NAMED]
        changes.sort(key=lambda each: (not each.clear, -abs(each.change), each.name))
        most = sorted(self._open_named.items(), key=lambda item: (-item[1], item[0]))
        return SkillsFigure(
            self._open,
            tuple(SkillCount(name, count) for name, count in most[:MOST_NAMED]),
            self._considered,
            before + now,
            before,
            now,
            tuple(each for each in changes if each.change > 0)[:ROWS],
            tuple(each for each in changes if each.change < 0)[:ROWS],
        )

    def _change(self, name: str) -> SkillChange:
        counts = [(self._named[window][name], self._read[window]) for window in ("before", "now")]
        (before, low, high), (now, low_now, high_now) = (_wilson(*each) for each in counts)
        change = now - before
        # Newcombe's interval of a difference, method 10: from the two shares' own.
        return SkillChange(
            name,
            before,
            now,
            change,
            change - sqrt((now - low_now) ** 2 + (high - before) ** 2),
            change + sqrt((high_now - now) ** 2 + (before - low) ** 2),
        )


def _wilson(count: int, total: int) -> tuple[float, float, float]:
    """A share and its interval of 95 %, by Wilson's score."""
    z = 1.96
    share = count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    width = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return share, middle - width, middle + width
