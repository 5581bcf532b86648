"""Days of raw pages and board outcomes: replaced whole, read as streams.

Bodies are in the archive (`archive.py`); here are the rows that refer to them.

Which number a page has is `page_numbers.py`.

A crawl that fails takes nothing away: of a board that was not seen whole, the pages that an earlier crawl of
the day had and this one got no answer about stay.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import orjson
from sqlalchemy import Connection, Row, delete, insert, select

from jobs_assets.pages import READABLE, BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.column_types import microseconds
from jobs_assets.store.engine import Store
from jobs_assets.store.page_numbers import PageNumbers, pages_of
from jobs_assets.store.partitions import RawPagesDay, StoredDay, StoredPage
from jobs_assets.store.pending import crawl_marks, note_crawl
from jobs_assets.store.tables import board_days, raw_pages

_PAGE_COLUMNS = tuple(column.name for column in raw_pages.columns)
_BOARD_COLUMNS = tuple(column.name for column in board_days.columns)

_SEEN_WHOLE = (BoardOutcome.COMPLETE, BoardOutcome.EMPTY)

_HELD = tuple(sorted(outcome.value for outcome in READABLE))
_ANSWERS = READABLE | {PageOutcome.NOT_FOUND}


@dataclass(slots=True)
class RawCounts:
    """What a day of `raw_pages` holds after it was replaced.

    `kept` pages were there before, the same; among them `stayed`, which this crawl got no answer about.
    """

    pages: int = 0
    kept: int = 0
    stayed: int = 0
    bytes: int = 0
    boards: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    boards_complete: int = 0  # those that were seen whole, also when they offer nothing


def replace_raw_day(store: Store, day: RawPagesDay) -> RawCounts:
    """Put the day's pages and board outcomes in the place of what was there, in one transaction."""
    counts = RawCounts()
    with store.writer() as connection:
        boards = list(day.boards)
        crawled_before = crawl_marks(connection, day.day)
        earlier = _pages_at_risk(connection, day.day, boards)
        numbers = PageNumbers(connection, day.day)
        connection.execute(delete(raw_pages).where(pages_of(day.day)))
        connection.execute(delete(board_days).where(board_days.c.day == day.day))
        insert_pages = BulkInsert(connection, insert(raw_pages), _PAGE_COLUMNS)
        for batch in batches(enumerate(_with_the_unanswered(day.pages, earlier, counts))):
            insert_pages([_page_row(numbers(fetch), day.day, position, fetch) for position, fetch in batch])
            for _, fetch in batch:
                counts.pages += 1
                counts.bytes += fetch.body_bytes
                counts.outcomes[fetch.outcome.value] += 1
        insert_boards = BulkInsert(connection, insert(board_days), _BOARD_COLUMNS)
        for outcomes in batches(boards):
            insert_boards([_board_row(day.day, board) for board in outcomes])
            counts.boards += len(outcomes)
            counts.boards_complete += sum(board.outcome in _SEEN_WHOLE for board in outcomes)
        counts.kept = numbers.kept
        note_crawl(connection, day.day, crawled_before)
    return counts


def stored_day(store: Store, day: date) -> StoredDay:
    """The day's pages, read when asked for, and the names its boards had."""
    named = select(board_days.c.board_id, board_days.c.employer).where(
        board_days.c.day == day, board_days.c.employer.is_not(None)
    )
    with store.reader() as connection:
        employers = {row.board_id: row.employer for row in connection.execute(named)}
    return StoredDay(day, lambda wanted: stored_pages(store, wanted), employers)


def stored_pages(store: Store, day: date) -> Iterator[StoredPage]:
    """The pages of a day by board, each board's in crawl order, from one consistent view of the store."""
    in_order = (raw_pages.c.board_id, raw_pages.c.position)
    numbers = select(raw_pages.c.page_id).where(pages_of(day)).order_by(*in_order)
    with store.reader() as connection:
        # The numbers are sorted, not the rows: a database sorts in memory what it can.
        for wanted in batches(connection.scalars(numbers).all()):
            query = select(raw_pages).where(raw_pages.c.page_id.in_(wanted))
            found = {row.page_id: row for row in connection.execute(query)}
            for page_id in wanted:
                yield StoredPage(page_id, _fetch(found[page_id]))


def stored_boards(store: Store, day: date) -> Iterator[BoardDay]:
    """The outcomes of a day's boards, by board."""
    query = select(board_days).where(board_days.c.day == day).order_by(board_days.c.board_id)
    with store.reader() as connection:
        for row in connection.execute(query):
            values = row._asdict()
            del values["day"]
            started = values.pop("started_at")
            yield BoardDay(
                **values | {"outcome": BoardOutcome(row.outcome)},
                started_at=datetime.fromisoformat(started) if started else None,
            )


def _pages_at_risk(connection: Connection, day: date, boards: Iterable[BoardDay]) -> list[Fetch]:
    """The good pages that the day has of boards that were not seen whole this time, in crawl order."""
    unseen = {board.board_id for board in boards if board.outcome not in _SEEN_WHOLE}
    found: list[Fetch] = []
    for some in batches(sorted(unseen)):
        query = select(raw_pages).where(
            pages_of(day),
            raw_pages.c.board_id.in_(some),
            raw_pages.c.outcome.in_(_HELD),
            raw_pages.c.role != PageRole.ROBOTS.value,
        )
        found += map(_fetch, connection.execute(query.order_by(raw_pages.c.position)))
    return found


def _with_the_unanswered(pages: Iterable[Fetch], earlier: list[Fetch], counts: RawCounts) -> Iterator[Fetch]:
    """The pages, then those of `earlier` that none of them answers. A 404 answers for a posting alone."""
    open_questions = {(fetch.board_id, fetch.url): fetch for fetch in earlier}
    for fetch in pages:
        yield fetch
        gone = fetch.outcome is PageOutcome.NOT_FOUND
        if fetch.outcome in _ANSWERS and not (gone and fetch.role is not PageRole.POSTING):
            open_questions.pop((fetch.board_id, fetch.url), None)
    counts.stayed = len(open_questions)
    yield from open_questions.values()


def _page_row(page_id: int, day: date, position: int, fetch: Fetch) -> tuple[object, ...]:
    return (
        page_id,
        day.isoformat(),
        fetch.board_id,
        position,
        fetch.url,
        fetch.role.value,
        fetch.outcome.value,
        fetch.status,
        orjson.dumps(fetch.headers).decode(),
        microseconds(fetch.fetched_at),
        fetch.seconds,
        None if fetch.body_hash is None else bytes.fromhex(fetch.body_hash),
        fetch.body_bytes,
        fetch.error,
    )


def _fetch(row: Row[tuple[object, ...]]) -> Fetch:
    return Fetch(
        board_id=row.board_id,
        url=row.url,
        role=PageRole(row.role),
        outcome=PageOutcome(row.outcome),
        fetched_at=row.fetched_at,
        status=row.status,
        headers=orjson.loads(row.headers),
        body_hash=row.body_hash,
        body_bytes=row.body_bytes,
        error=row.error,
        seconds=row.seconds,
    )


def _board_row(day: date, board: BoardDay) -> tuple[object, ...]:
    return (
        day.isoformat(),
        board.board_id,
        board.outcome.value,
        board.status,
        board.employer,
        board.advertised,
        board.postings,
        board.pages,
        board.details_failed,
        board.bytes,
        board.truncated,
        board.message,
        board.started_at.isoformat() if board.started_at else None,
        board.seconds,
        board.details_pending,
        board.signals,
    )
