"""What each week brought: openings that opened, closed and were open at its end, and where their work is.

Weeks run from Monday to Sunday; the last one ends with the last day that is known.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from jobs_assets.market.openings import UNSEEN, YEAR, Looked, Opening, Span

_WEEK = timedelta(days=7)
_MOST = YEAR // _WEEK
_DAY = timedelta(days=1)
_FOREVER = date.max - UNSEEN


@dataclass(frozen=True, slots=True)
class Week:
    """A week. `found`: openings of boards seen whole for the first time, which opened at some time before;
    `open` to `onsite` are counts at its end; `days` is how many of it are over.

    `boards`: the most boards seen whole on a day; in a week without any, nothing is known to open or close.
    """

    monday: date
    days: int
    boards: int
    new_boards: int
    opened: int
    closed: int
    found: int
    open: int
    remote: int
    hybrid: int
    onsite: int

    @property
    def whole(self) -> bool:
        """Whether all of it is over."""
        return self.days == 7

    @property
    def stated(self) -> int:
        """Open postings that state a workplace."""
        return self.remote + self.hybrid + self.onsite


class Weeks:
    """Counts openings into the weeks from `looked.since` to `looked.until`, the last year of them."""

    def __init__(self, looked: Looked) -> None:
        self._looked = looked
        self._until = looked.until or date.min
        self._mondays = _mondays(looked)
        self._events: dict[str, Counter[date]] = {name: Counter() for name in ("opened", "closed", "found")}
        # How many more are there at the end of a week than at that of the week before.
        self._steps = {
            name: [0] * (len(self._mondays) + 1) for name in ("open", "remote", "hybrid", "onsite")
        }

    def add(self, opening: Opening) -> None:
        """Count an opening."""
        if not self._mondays:
            return
        for number, span in enumerate(opening.spans):
            self._events["found" if opening.found and not number else "opened"][monday_of(span.start)] += 1
            if span.end is not None:
                self._events["closed"][monday_of(span.end)] += 1
            self._present("open", span, opening.last_seen)
            for workplace, part in _parts(span, opening.workplaces):
                if workplace in self._steps:
                    self._present(workplace, part, opening.last_seen)

    def weeks(self) -> list[Week]:
        """The weeks, in order; none where no board was ever seen whole."""
        seen: dict[date, int] = {}
        for day, boards in self._looked.boards.items():
            seen[monday_of(day)] = max(boards, seen.get(monday_of(day), 0))
        first = Counter(monday_of(day) for day in self._looked.first.values())
        present = {name: list(accumulate(steps)) for name, steps in self._steps.items()}
        return [
            Week(
                monday,
                min(7, (self._until - monday).days + 1),
                seen.get(monday, 0),
                first[monday],
                **{name: counted[monday] for name, counted in self._events.items()},
                **{name: counted[number] for name, counted in present.items()},
            )
            for number, monday in enumerate(self._mondays)
        ]

    def _present(self, name: str, span: Span, last_seen: date) -> None:
        """Count a stretch in the weeks at whose end it was open."""
        end = span.end if span.end is not None else min(last_seen, _FOREVER) + UNSEEN + _DAY
        count = len(self._mondays)
        first = max(0, (span.start - self._mondays[0]).days // 7)
        over = (end - self._mondays[0]).days // 7  # the first week at whose end it is over
        if over >= count - 1:
            over = count if self._until < end else count - 1  # the last week ends with the last day
        if first < over:
            self._steps[name][first] += 1
            self._steps[name][over] -= 1


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def _mondays(looked: Looked) -> list[date]:
    if looked.since is None or looked.until is None:
        return []
    first, last = monday_of(looked.since), monday_of(looked.until)
    count = min(_MOST, (last - first).days // 7 + 1)
    return [last - _WEEK * number for number in reversed(range(count))]


def _parts(span: Span, workplaces: tuple[tuple[date, str | None], ...]) -> Iterator[tuple[str | None, Span]]:
    """A stretch cut where the workplace changed."""
    ends = [since for since, _ in workplaces[1:]]
    for (since, workplace), until in zip(workplaces, [*ends, None], strict=True):
        start = max(span.start, since)
        end = min((day for day in (span.end, until) if day is not None), default=None)
        if end is None or start < end:
            yield workplace, Span(start, end)
