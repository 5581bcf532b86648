"""What figures are made from: openings with the stretches in which they were open, and what was crawled when.

Pure records. Where they come from is `store/market_facts.py`, what is made of them `figures.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jobs_assets.search.pay import PER_YEAR

UNSEEN = timedelta(days=14)
"""What no crawl has shown for longer than this counts as neither open nor closed: its board is no longer
followed, or has failed ever since.
"""

YEAR = timedelta(days=52 * 7)
"""As far back as figures look."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `start` until `end`, its first day without; `end` is null while it is open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A posting that stands for an opening: no duplicate of another.

    `spans`: when it was open, in order. `found`: it was there already when its board was first seen whole, so
    nobody knows when it opened. `workplaces`: since when its page states which workplace. `skills` and
    `seniority` are null where its text has not been enriched.
    """

    posting_id: str
    title: str
    employer: str | None
    url: str | None
    countries: tuple[str, ...]
    place: str | None
    salary: tuple[Mapping[str, Any], ...]
    spans: tuple[Span, ...]
    last_seen: date
    found: bool
    workplaces: tuple[tuple[date, str | None], ...]
    seniority: str | None = None
    skills: tuple[str, ...] | None = None

    @property
    def first_seen(self) -> date:
        """The day on which a crawl showed it first."""
        return self.spans[0].start

    @property
    def closed_at(self) -> date | None:
        """The day on which it closed, for good as far as is known."""
        return self.spans[-1].end

    def is_open(self, day: date) -> bool:
        """Whether it is open now, `day` being the last day that is known."""
        return self.closed_at is None and day <= self.last_seen + UNSEEN

    def yearly(self) -> dict[str, float]:
        """Base pay in each currency it states, a year: the middle of what the bands span."""
        ends: dict[str, list[float]] = {}
        for band in self.salary:
            a_year = PER_YEAR.get(band["interval"] or "")
            if band["kind"] == "base" and band["currency"] and a_year:
                stated = [band[end] for end in ("min", "max") if band[end]]
                ends.setdefault(band["currency"], []).extend(amount * a_year for amount in stated)
        return {currency: (min(all_) + max(all_)) / 2 for currency, all_ in ends.items() if all_}


@dataclass(frozen=True, slots=True)
class Looked:
    """When boards were seen whole: how many on each day, and when each was for the first time."""

    boards: Mapping[date, int] = field(default_factory=dict)
    first: Mapping[str, date] = field(default_factory=dict)

    @property
    def since(self) -> date | None:
        """The first day on which a board was seen whole; null for a home that has seen none."""
        return min(self.boards, default=None)

    @property
    def until(self) -> date | None:
        """The last such day: what figures call today."""
        return max(self.boards, default=None)


def spans_of(events: Iterable[tuple[str, date]]) -> Iterator[Span]:
    """The stretches between openings and closings, given in the order in which they were told."""
    start: date | None = None
    for event, day in events:
        if event == "closed" and start is not None:
            yield Span(start, max(start, day))
            start = None
        elif event != "closed" and start is None:
            start = day
    if start is not None:
        yield Span(start, None)
