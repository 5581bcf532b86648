"""Which boards' days must be told again: noted in the transaction that changes what a life is derived from.

What becomes of the notes is `lives.py`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select, text, update

from jobs_assets.store.tables import board_days, closings, parsed_days, pending_days, unparsed

BoardMarks = dict[str, tuple[object, ...]]
"""Something of each board that is another where the board's day is another."""


def crawl_marks(connection: Connection, day: date) -> BoardMarks:
    """How each board's crawl of the day went, as far as lives go by it."""
    board = board_days.c
    query = select(board.board_id, board.outcome, board.postings, board.pages, board.details_failed).where(
        board.day == day
    )
    return {board_id: tuple(mark) for board_id, *mark in connection.execute(query)}


def note_crawl(connection: Connection, day: date, before: BoardMarks) -> None:
    """The day's pages were replaced: they have to be parsed before anything is told by them."""
    after = crawl_marks(connection, day)
    moved = {board_id for board_id, mark in after.items() if before.get(board_id) != mark or mark[-1]}
    _note(connection, day, moved | (before.keys() - after.keys()))
    connection.execute(update(parsed_days).where(parsed_days.c.day == day).values(stale=True))


def loss_marks(connection: Connection, day: date) -> BoardMarks:
    """What the day's parse could not read of each board, and what pages said of postings that are over."""
    marks: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    lost, said = unparsed.c, closings.c
    for board_id, *row in connection.execute(
        select(lost.board_id, lost.page_id, lost.native_id, lost.reason).where(lost.day == day)
    ):
        marks[board_id].append(("lost", *map(str, row)))
    for board_id, *row in connection.execute(
        select(said.board_id, said.url, said.posting_id, said.reason).where(said.day == day)
    ):
        marks[board_id].append(("said", *map(str, row)))
    return {board_id: tuple(sorted(rows)) for board_id, rows in marks.items()}


class ParseNotes:
    """What a day's parse was, to note what another one changes. Made before the day is replaced."""

    def __init__(self, connection: Connection, day: date) -> None:
        self._connection = connection
        self._day = day
        query = select(parsed_days.c.parser_version).where(parsed_days.c.day == day)
        self._parser_version: int | None = connection.scalar(query)
        self._losses = loss_marks(connection, day)
        self.is_first = self._parser_version is None

    def note(self, parser_version: int, shown: Iterable[str]) -> None:
        """The day is parsed; `baseline` holds the versions it had before, and `shown` are its boards now."""
        losses = loss_marks(self._connection, self._day)
        boards = {
            board_id
            for board_id in losses.keys() | self._losses.keys()
            if losses.get(board_id) != self._losses.get(board_id)
        }
        if self.is_first or parser_version != self._parser_version:
            crawled = select(board_days.c.board_id).where(board_days.c.day == self._day)
            boards |= {*shown, *self._connection.scalars(crawled)}
        if not self.is_first:
            boards |= set(self._connection.scalars(_MOVED_BOARDS, {"day": self._day}))
        _note(self._connection, self._day, boards)
        self._connection.execute(delete(parsed_days).where(parsed_days.c.day == self._day))
        self._connection.execute(
            insert(parsed_days).values(day=self._day, parser_version=parser_version, stale=False)
        )


def _note(connection: Connection, day: date, boards: Iterable[str]) -> None:
    noted = set(connection.scalars(select(pending_days.c.board_id).where(pending_days.c.day == day)))
    rows = [{"board_id": board_id, "day": day} for board_id in sorted(set(boards) - noted)]
    if rows:
        connection.execute(insert(pending_days), rows)


_MOVED_BOARDS = text("""
    SELECT DISTINCT version.board_id FROM posting_versions version
    WHERE version.version_id IN (
        SELECT version_id FROM observations
        WHERE day = :day AND version_id NOT IN (SELECT version_id FROM baseline)
        UNION ALL
        SELECT version_id FROM baseline
        WHERE version_id NOT IN (SELECT version_id FROM observations WHERE day = :day)
    )
""")
