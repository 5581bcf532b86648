"""What a crawl takes over from one of its day that did not finish: boards it had closed, pages it had.

A board is the same while it is given alike (`given`: its entry and the settings that shape its crawl).
Listings of a board that had not closed are not taken over: half of one, hours old, does not fit the rest.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole

SCHEMA = """
CREATE TABLE IF NOT EXISTS crawl_boards (
    crawl_id INTEGER NOT NULL REFERENCES crawls ON DELETE CASCADE,
    board_id TEXT NOT NULL,
    given TEXT NOT NULL,            -- a fingerprint
    PRIMARY KEY (crawl_id, board_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leftover_fetches (
    crawl_id INTEGER NOT NULL REFERENCES crawls ON DELETE CASCADE,
    board_id TEXT NOT NULL,
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    fetch BLOB NOT NULL,            -- JSON
    PRIMARY KEY (crawl_id, board_id, url)
) WITHOUT ROWID;
"""

_SEEN_WHOLE = (BoardOutcome.COMPLETE.value, BoardOutcome.EMPTY.value)
_ANSWERED = (PageOutcome.OK.value, PageOutcome.NOT_MODIFIED.value)
_BATCH = 500


def take_over(
    connection: Any,  # noqa: ANN401  # a DBAPI connection has no common type
    crawl_id: int,
    day: date,
    boards: Mapping[str, str],
    since: datetime,
) -> None:
    """Move to `crawl_id` what unfinished crawls of the day have of these boards from `since` on.

    Boards that had been seen whole go into its spool with all their pages; of the others, the postings' own
    pages become leftovers, for the crawl to use instead of asking. Belongs in a transaction.
    """
    unfinished = connection.execute(
        "SELECT crawl_id FROM crawls WHERE day = ? AND finished_at IS NULL AND crawl_id < ?"
        " ORDER BY crawl_id DESC LIMIT 1",  # there is one at most: whoever begins a crawl drops the others
        (day.isoformat(), crawl_id),
    ).fetchone()
    if unfinished is not None:
        _TakeOver(connection, int(unfinished[0]), crawl_id, since).move(boards)


class _TakeOver:
    def __init__(self, connection: Any, earlier: int, crawl_id: int, since: datetime) -> None:  # noqa: ANN401  # as above
        self._connection = connection
        self._earlier = earlier
        self._crawl_id = crawl_id
        self._since = since

    def move(self, boards: Mapping[str, str]) -> None:
        """Move what there is of the boards that are given alike."""
        given = self._rows("SELECT board_id, given FROM crawl_boards WHERE crawl_id = ?")
        same = {board_id for board_id, how in given if boards.get(board_id) == how}
        whole = self._seen_whole(same)
        others = same - whole
        many = self._connection.executemany
        many(
            "UPDATE spooled_boards SET crawl_id = ? WHERE crawl_id = ? AND board_id = ?",
            [(self._crawl_id, self._earlier, board_id) for board_id in whole],
        )
        many(
            "UPDATE leftover_fetches SET crawl_id = ?"
            " WHERE crawl_id = ? AND board_id = ? AND fetched_at >= ?",
            [(self._crawl_id, self._earlier, board_id, self._since.isoformat()) for board_id in others],
        )
        for rows in self._spooled():
            self._move_pages(rows, whole, others)

    def _seen_whole(self, same: set[str]) -> set[str]:
        whole = set()
        for board_id, stored in self._rows(
            "SELECT board_id, board_day FROM spooled_boards WHERE crawl_id = ?"
        ):
            board = orjson.loads(stored)
            if board_id in same and board["outcome"] in _SEEN_WHOLE and self._is_young(board["started_at"]):
                whole.add(board_id)
        return whole

    def _spooled(self) -> Iterator[list[tuple[int, bytes]]]:
        position = -1
        while rows := self._connection.execute(
            "SELECT position, fetch FROM spooled_fetches WHERE crawl_id = ? AND position > ?"
            " ORDER BY position LIMIT ?",
            (self._earlier, position, _BATCH),
        ).fetchall():
            yield rows
            position = rows[-1][0]

    def _move_pages(self, rows: list[tuple[int, bytes]], whole: set[str], others: set[str]) -> None:
        spooled, leftover = [], []
        for position, stored in rows:
            fetch = orjson.loads(stored)
            if fetch["board_id"] in whole:
                spooled.append((self._crawl_id, position, stored))
            elif fetch["board_id"] in others and self._is_usable(fetch):
                key = (self._crawl_id, fetch["board_id"], fetch["url"])
                leftover.append((*key, fetch["fetched_at"], stored))
        many = self._connection.executemany
        many("INSERT INTO spooled_fetches VALUES (?, ?, ?)", spooled)
        many("INSERT OR REPLACE INTO leftover_fetches VALUES (?, ?, ?, ?, ?)", leftover)

    def _is_usable(self, fetch: dict[str, Any]) -> bool:
        return (
            fetch["role"] == PageRole.POSTING.value
            and fetch["outcome"] in _ANSWERED
            and fetch["body_hash"] is not None
            and self._is_young(fetch["fetched_at"])
        )

    def _is_young(self, stored: str | None) -> bool:
        return stored is not None and datetime.fromisoformat(stored) >= self._since

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(query, (self._earlier,)).fetchall()
        return rows
