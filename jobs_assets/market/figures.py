"""All figures of the market report, from openings in one pass. Pure; the rules of each have their module."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from heapq import nlargest
from typing import Any

from jobs_assets.market.closing import ClosingFigure, ClosingTimes
from jobs_assets.market.openings import Looked, Opening
from jobs_assets.market.pay import PayByRole, PayFigure
from jobs_assets.market.roles import role_of
from jobs_assets.market.skills import SkillChanges, SkillsFigure
from jobs_assets.market.weeks import Week, Weeks

NEWEST = 10
MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Hiring:
    """A group of openings (an employer's, or a role): open now, and opened within the last four weeks."""

    name: str
    open: int
    opened: int


@dataclass(frozen=True, slots=True)
class Newest:
    """One of the openings that were seen to open last."""

    title: str
    employer: str | None
    place: str | None
    url: str | None
    first_seen: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What the report shows. `since` and `until` are the first and last day on which a board was seen whole;
    null, as all is empty, where none ever was.
    """

    since: date | None
    until: date | None
    openings: int
    open: int
    weeks: tuple[Week, ...]
    roles: tuple[Hiring, ...]
    without_role: int
    employers: tuple[Hiring, ...]
    pay: PayFigure
    closing: ClosingFigure
    skills: SkillsFigure
    newest: tuple[Newest, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain data: dates as ISO 8601, money a year in its own currency, shares from 0 to 1."""
        return asdict(self)


def figures_of(openings: Iterable[Opening], looked: Looked) -> Figures:
    """Every figure; the openings are gone through once, in any order."""
    until = looked.until or date.min + 2 * timedelta(days=366)
    weeks, pay, closing, skills = Weeks(looked), PayByRole(until), ClosingTimes(until), SkillChanges(until)
    roles, employers = _Hirings(until), _Hirings(until)
    count = still_open = 0
    fresh: list[Opening] = []
    for opening in openings:
        role = role_of(opening.title)
        count += 1
        still_open += opening.is_open(until)
        weeks.add(opening)
        pay.add(opening, role)
        closing.add(opening, role)
        skills.add(opening)
        roles.add(opening, role)
        employers.add(opening, opening.employer)
        if opening.is_open(until) and not opening.found:
            fresh.append(opening)
            if len(fresh) > 100 * NEWEST:
                fresh = _newest(fresh)
    return Figures(
        since=looked.since,
        until=looked.until,
        openings=count,
        open=still_open,
        weeks=tuple(weeks.weeks()),
        roles=roles.figure(),
        without_role=still_open - roles.total(),
        employers=employers.figure(),
        pay=pay.figure(),
        closing=closing.figure(),
        skills=skills.figure(),
        newest=tuple(
            Newest(each.title, each.employer, each.place, each.url, each.first_seen)
            for each in _newest(fresh)
        ),
    )


def _newest(openings: Sequence[Opening]) -> list[Opening]:
    return nlargest(NEWEST, openings, key=lambda each: (each.first_seen, each.posting_id))


class _Hirings:
    """Counts what is open, and what of it opened lately, by name."""

    def __init__(self, until: date) -> None:
        self._until = until
        self._open: Counter[str] = Counter()
        self._opened: Counter[str] = Counter()

    def add(self, opening: Opening, name: str | None) -> None:
        if name:
            self._open[name] += opening.is_open(self._until)
            self._opened[name] += not opening.found and self._until - opening.first_seen < MONTH

    def total(self) -> int:
        return self._open.total()

    def figure(self) -> tuple[Hiring, ...]:
        most = sorted(self._open, key=lambda name: (-self._open[name], name))
        return tuple(Hiring(name, self._open[name], self._opened[name]) for name in most if self._open[name])
