"""How long openings of a year stay open, those that are still open taken into account: the estimate of Kaplan
and Meier.

Only openings that were seen to open count: how old one was that was found open, nobody knows.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from jobs_assets.market.openings import YEAR, Opening

LEAST = 20
LEAST_CLOSED = 5
"""Openings, and closed ones among them, that a curve needs."""
AT_RISK = 10
"""A curve ends where fewer than these are known to have been open for that long."""
ROWS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on, `share` of openings are still open, between `low` and `high` with a confidence of 95 %;
    `at_risk` of them were known to be open until then.
    """

    day: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class TimeToClose:
    """A group's curve in three numbers: after how many days a quarter, half and three quarters are closed;
    null where that has not been seen.
    """

    name: str
    count: int
    closed: int
    quarter: int | None
    median: int | None
    three_quarters: int | None


@dataclass(frozen=True, slots=True)
class ClosingFigure:
    """The curve of all openings that were seen to open, and its numbers by role, the quickest first. `found`
    were there already when their board was first seen, and are left out.
    """

    all: TimeToClose
    found: int
    curve: tuple[Step, ...]
    roles: tuple[TimeToClose, ...]

    @property
    def enough(self) -> bool:
        """Whether there is anything to draw."""
        return _enough(self.all)


class _Durations:
    def __init__(self) -> None:
        self.closed: Counter[int] = Counter()
        self.open: Counter[int] = Counter()

    def add(self, opening: Opening) -> None:
        end: date = opening.closed_at or opening.last_seen
        days = max(0, (end - opening.first_seen).days)
        (self.open if opening.closed_at is None else self.closed)[days] += 1

    def curve(self) -> tuple[Step, ...]:
        """The steps at which something closed, until too few are left to tell."""
        at_risk = self.closed.total() + self.open.total()
        share, variance = 1.0, 0.0
        steps = [Step(0, 1.0, 1.0, 1.0, at_risk)]
        for day in sorted(self.closed.keys() | self.open.keys()):
            if at_risk < AT_RISK:
                break
            over = self.closed[day]
            if over:
                share *= 1 - over / at_risk
                variance += over / (at_risk * (at_risk - over)) if over < at_risk else 0.0
                steps.append(Step(day, share, *_interval(share, variance), at_risk))
            at_risk -= over + self.open[day]
        return tuple(steps)

    def in_numbers(self, name: str) -> TimeToClose:
        closed = self.closed.total()
        steps = self.curve()
        after = [next((step.day for step in steps if step.share <= left), None) for left in (0.75, 0.5, 0.25)]
        return TimeToClose(name, closed + self.open.total(), closed, *after)


class ClosingTimes:
    """Collects how long openings stayed open, in all and by role."""

    def __init__(self, until: date) -> None:
        self._since = until - YEAR
        self._found = 0
        self._all = _Durations()
        self._by_role: dict[str, _Durations] = {}

    def add(self, opening: Opening, role: str | None) -> None:
        """Take in an opening. One that came back was open from its first day until it closed for good."""
        if opening.found:
            self._found += 1
        # What opened before the year is known of only where it lasted into it.
        if opening.found or opening.first_seen < self._since:
            return
        self._all.add(opening)
        if role is not None:
            self._by_role.setdefault(role, _Durations()).add(opening)

    def figure(self) -> ClosingFigure:
        """The curve, and a line for each role with enough openings."""
        rows = [found.in_numbers(role) for role, found in self._by_role.items()]
        rows = sorted(filter(_enough, rows), key=lambda row: (-row.count, row.name))[:ROWS]
        rows.sort(key=lambda row: (row.median is None, row.median or 0, row.quarter or 0, row.name))
        return ClosingFigure(self._all.in_numbers("all"), self._found, self._all.curve(), tuple(rows))


def _enough(group: TimeToClose) -> bool:
    return group.count >= LEAST and group.closed >= LEAST_CLOSED


def _interval(share: float, variance: float) -> tuple[float, float]:
    """Of 95 %, on the scale of log(-log), which keeps it between 0 and 1."""
    if not 0 < share < 1:
        return share, share
    width = 1.96 * sqrt(variance) / abs(log(share))
    return share ** exp(width), share ** exp(-width)
