"""What the checks ask of stored days: a few numbers for a range of days, each from one pass over an index.

What they must be is `assets/checks.py`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, or_, select

from jobs_assets.store.engine import Store
from jobs_assets.store.tables import board_days, observations, posting_versions, raw_pages, unparsed


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """One board on one day: what its crawl saw and what was parsed of it. No outcome on record is null."""

    day: date
    board_id: str
    outcome: str | None
    message: str | None = None
    seen: int = 0
    parsed: int = 0
    unparsed: int = 0


@dataclass(slots=True)
class ParsedFacts:
    """What parsed days hold. `nameless` rows lack a title or an id, `repeated` share their id."""

    rows: int = 0
    nameless: int = 0
    repeated: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    boards: list[BoardCounts] = field(default_factory=list)


def published_days(store: Store, first: date, last: date) -> set[date]:
    """The days of the range that have pages or board outcomes."""
    with store.reader() as connection:
        return {
            day
            for table in (board_days, raw_pages)
            for day in connection.scalars(
                select(table.c.day).where(table.c.day.between(first, last)).distinct()
            )
        }


def board_outcomes(store: Store, first: date, last: date) -> Iterator[BoardCounts]:
    """Every board and day with pages or an outcome, whichever there is."""
    with store.reader() as connection:
        pages = (
            select(raw_pages.c.day, raw_pages.c.board_id)
            .where(raw_pages.c.day.between(first, last))
            .distinct()
        )
        outcomes = select(board_days).where(board_days.c.day.between(first, last))
        known = {(row.day, row.board_id): row for row in connection.execute(outcomes)}
        for key in sorted({*known, *((day, board_id) for day, board_id in connection.execute(pages))}):
            row = known.get(key)
            yield (
                BoardCounts(*key, row.outcome, row.message, row.postings) if row else BoardCounts(*key, None)
            )


def parsed_facts(store: Store, first: date, last: date) -> ParsedFacts:
    """What the parsed days of the range hold, and what each board's crawl had seen of it."""
    facts = ParsedFacts()
    version = posting_versions.c
    parsed: Counter[tuple[date, str]] = Counter()
    failed: Counter[tuple[date, str]] = Counter()
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
    with store.reader() as connection:
        for day, board_id, rows, postings, nameless in connection.execute(by_board):
            facts.rows += rows
            facts.repeated += rows - postings
            facts.nameless += nameless
            parsed[day, board_id] = rows
        for day, board_id, reason, count in connection.execute(failures):
            facts.reasons[reason] += count
            failed[day, board_id] += count
        for row in connection.execute(select(board_days).where(board_days.c.day.between(first, last))):
            key = (row.day, row.board_id)
            facts.boards.append(
                BoardCounts(*key, row.outcome, row.message, row.postings, parsed[key], failed[key])
            )
    return facts
