"""What the checks ask of stored days: a few numbers for a range of days, each from one pass over an index.

What they must be is `assets/checks.py`.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Row, case, distinct, exists, func, or_, select

from jobs_assets.pages import BoardOutcome
from jobs_assets.store.engine import Store
from jobs_assets.store.page_numbers import days_with_pages, pages_of
from jobs_assets.store.tables import (
    board_days,
    observations,
    posting_versions,
    raw_pages,
    unknown_fields,
    unparsed,
)

SEEN_WHOLE = (BoardOutcome.COMPLETE.value, BoardOutcome.EMPTY.value)
"""The outcomes of boards that were seen whole: a success, and the days that `BoardCounts.usual` goes by."""

USUAL_DAYS = 7
"""Days before a day that tell what a board usually lists, if at least `USUAL_LEAST` saw it whole."""
USUAL_LEAST = 3


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """One board on one day: what its crawl saw and what was parsed of it. No outcome on record is null.

    `unparsed` counts records that could not be parsed, `lost` the postings of which no other record could.
    `usual` is the median of postings seen over the days before on which it was seen whole; null where these
    are too few.
    """

    day: date
    board_id: str
    outcome: str | None
    message: str | None = None
    seen: int = 0
    parsed: int = 0
    unparsed: int = 0
    lost: int = 0
    advertised: int | None = None
    details_failed: int = 0
    details_pending: int = 0
    truncated: bool = False
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class UnknownField:
    """A key of a kind's rows that its format does not know: the first day it was seen, and on how many rows.

    `is_new`: there were days of the kind before the first.
    """

    ats: str
    name: str
    first_day: date
    rows: int
    board_id: str
    is_new: bool


@dataclass(slots=True)
class ParsedFacts:
    """What parsed days hold. `nameless` rows lack a title or an id, `repeated` share their id.

    `reasons` count all records that could not be parsed, also those of postings that others tell of.
    """

    rows: int = 0
    nameless: int = 0
    repeated: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    boards: list[BoardCounts] = field(default_factory=list)


def published_days(store: Store, first: date, last: date) -> set[date]:
    """The days of the range that have pages or board outcomes."""
    with store.reader() as connection:
        outcomes = select(board_days.c.day).where(board_days.c.day.between(first, last)).distinct()
        return {*connection.scalars(outcomes), *days_with_pages(connection, first, last)}


def board_outcomes(store: Store, first: date, last: date) -> Iterator[BoardCounts]:
    """Every board and day with pages or an outcome, whichever there is."""
    with store.reader() as connection:
        pages = select(raw_pages.c.day, raw_pages.c.board_id).where(pages_of(first, last)).distinct()
        outcomes = (
            select(board_days)
            .where(board_days.c.day.between(first - timedelta(days=USUAL_DAYS), last))
            .order_by(board_days.c.day)
        )
        known, usual = {}, _Usual()
        for row in connection.execute(outcomes):
            if row.day >= first:
                known[row.day, row.board_id] = _counts(row, usual=usual.before(row.day, row.board_id))
            usual.add(row)
        keys = {*known, *((day, board_id) for day, board_id in connection.execute(pages))}
    for key in sorted(keys):
        yield known.get(key) or BoardCounts(*key, None)


class _Usual:
    """What boards list on usual days, from the rows of `board_days` in the order of days."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, deque[tuple[date, int]]] = defaultdict(deque)

    def add(self, row: Row[Any]) -> None:
        if row.outcome in SEEN_WHOLE:
            self._seen[row.board_id].append((row.day, row.postings))

    def before(self, day: date, board_id: str) -> float | None:
        seen = self._seen[board_id]
        while seen and seen[0][0] < day - timedelta(days=USUAL_DAYS):
            seen.popleft()
        return median(count for _, count in seen) if len(seen) >= USUAL_LEAST else None


def _counts(row: Row[Any], **parsed: Any) -> BoardCounts:  # noqa: ANN401  # numbers, by their names
    return BoardCounts(
        row.day,
        row.board_id,
        row.outcome,
        row.message,
        row.postings,
        advertised=row.advertised,
        details_failed=row.details_failed,
        details_pending=row.details_pending,
        truncated=row.truncated,
        **parsed,
    )


def parsed_facts(store: Store, first: date, last: date) -> ParsedFacts:
    """What the parsed days of the range hold, and what each board's crawl had seen of it."""
    facts = ParsedFacts()
    version = posting_versions.c
    parsed: Counter[tuple[date, str]] = Counter()
    failed: Counter[tuple[date, str]] = Counter()
    lost: Counter[tuple[date, str]] = Counter()
    by_board = (
        select(
            observations.c.day,
            version.board_id,
            func.count().label("rows"),
            func.count(version.posting_id.distinct()).label("postings"),
            func.sum(case((or_(version.title == "", version.posting_id == ""), 1), else_=0)).label(
                "nameless"
            ),
        )
        .join(posting_versions, version.version_id == observations.c.version_id)
        .where(observations.c.day.between(first, last))
        .group_by(observations.c.day, version.board_id)
    )
    failures = (
        select(unparsed.c.day, unparsed.c.board_id, unparsed.c.reason, func.count())
        .where(unparsed.c.day.between(first, last))
        .group_by(unparsed.c.day, unparsed.c.board_id, unparsed.c.reason)
    )
    # A posting's own page may fail where its listing told of it, or both of them.
    told = exists().where(
        version.posting_id == unparsed.c.board_id + ":" + unparsed.c.native_id,
        observations.c.version_id == version.version_id,
        observations.c.day == unparsed.c.day,
    )
    losses = (
        select(
            unparsed.c.day,
            unparsed.c.board_id,
            func.count(distinct(unparsed.c.native_id))
            + func.sum(case((unparsed.c.native_id.is_(None), 1), else_=0)),
        )
        .where(unparsed.c.day.between(first, last), ~told)
        .group_by(unparsed.c.day, unparsed.c.board_id)
    )
    with store.reader() as connection:
        for day, board_id, rows, postings, nameless in connection.execute(by_board):
            facts.rows += rows
            facts.repeated += rows - postings
            facts.nameless += nameless
            parsed[day, board_id] = rows
        for day, board_id, reason, count in connection.execute(failures):
            facts.reasons[reason] += count
            failed[day, board_id] += count
        for day, board_id, count in connection.execute(losses):
            lost[day, board_id] = count
        for row in connection.execute(select(board_days).where(board_days.c.day.between(first, last))):
            key = (row.day, row.board_id)
            facts.boards.append(_counts(row, parsed=parsed[key], unparsed=failed[key], lost=lost[key]))
    return facts


def fields_unknown(store: Store, first: date, last: date) -> list[UnknownField]:
    """The keys that the days of the range have and their formats do not know, by kind and name."""
    field = unknown_fields.c
    query = (
        select(field.ats, field.field, func.min(field.day), func.sum(field.rows), func.min(field.board_id))
        .where(field.day <= last)
        .group_by(field.ats, field.field)
        .having(func.max(field.day) >= first)
        .order_by(field.ats, field.field)
    )
    with store.reader() as connection:
        found = connection.execute(query).all()
        begun = {
            ats: connection.scalar(
                select(func.min(board_days.c.day)).where(board_days.c.board_id.startswith(f"{ats}:"))
            )
            for ats in {row[0] for row in found}
        }
    return [
        UnknownField(ats, name, day, rows, board_id, begun[ats] is not None and begun[ats] < day)
        for ats, name, day, rows, board_id in found
    ]
