"""The page archive (`pages.sqlite`): every body once per content, and the spool of a crawl until it is
published.

How bodies are kept is `bodies.py`; which posting's page was fetched for which listing row, `details.py`; what
a crawl takes over from one that was killed, `takeover.py`. The rows of a day that refer to bodies are in the
store (`pages.py`).

Crash law: a flush is one transaction, so a kill leaves it whole or absent; a spool counts only once its crawl
is finished; bodies are only ever added.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import orjson

from jobs_assets.errors import ArchiveError
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.store.bodies import SCHEMA as BODIES_SCHEMA
from jobs_assets.store.bodies import Bodies, body_digest
from jobs_assets.store.details import SCHEMA as DETAILS_SCHEMA
from jobs_assets.store.details import Detail, Details, Listed
from jobs_assets.store.engine import (
    BUSY_SECONDS,
    checkpoint,
    explained,
    prepare_connection,
    sqlite_driver,
)
from jobs_assets.store.takeover import SCHEMA as TAKEOVER_SCHEMA
from jobs_assets.store.takeover import take_over

_FLUSH_PAGES = 200
_FLUSH_BYTES = 4 << 20
_FLUSH_SECONDS = 2.0
_CHECKPOINT_BYTES = 32 << 20

_SUPERSEDED = "Another crawl of the day took its place; its pages are kept for that one."

# Tables and columns that an older archive lacks are made when it is opened for writing.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS validators (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    body_hash BLOB NOT NULL,
    content_type TEXT               -- null where an older archive did not keep it
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS crawls (
    crawl_id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE TABLE IF NOT EXISTS spooled_fetches (
    crawl_id INTEGER NOT NULL REFERENCES crawls ON DELETE CASCADE,
    position INTEGER NOT NULL,
    fetch BLOB NOT NULL,            -- JSON
    PRIMARY KEY (crawl_id, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spooled_boards (
    crawl_id INTEGER NOT NULL REFERENCES crawls ON DELETE CASCADE,
    board_id TEXT NOT NULL,
    board_day BLOB NOT NULL,        -- JSON
    PRIMARY KEY (crawl_id, board_id)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request for a page sends, and the body that a 304 stands for, with its type: most
    304s do not repeat it.
    """

    etag: str | None
    last_modified: str | None
    body_hash: str
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """What the archive holds. `packed_bytes` includes the dictionaries."""

    bodies: int
    body_bytes: int
    packed_bytes: int
    dictionaries: int
    unfinished_crawls: int
    finished_crawls: int  # waiting to be published


class PageArchive:
    """The archive file, open.

        with PageArchive(home.archive) as archive:
            crawl_id = archive.begin_crawl(day)
            archive.add(crawl_id, fetch, body, ats="greenhouse")
            archive.close_board(crawl_id, board_day)
            archive.finish_crawl(crawl_id)

    Writing is buffered: up to 200 pages, 4 MiB or two seconds are one transaction. Leaving the block flushes,
    unless it raises. `readonly` opens a file that must be there and can only be read. `wait`: seconds for
    another process to finish its writing; then `HomeError`.
    """

    def __init__(self, path: Path | str, *, readonly: bool = False, wait: float = BUSY_SECONDS) -> None:
        self._path = Path(path)
        self._readonly = readonly
        self._wait = wait
        with explained(str(self._path)):
            self._connection = self._connect()
        self._bodies = Bodies(self._connection, self._path)
        self._details = Details(self._connection)
        self._positions: dict[int, int] = {}
        self._incomplete: set[int] = set()  # crawls of which something could not be written
        self._forget_buffers()

    def _connect(self) -> Any:  # noqa: ANN401  # a DBAPI connection has no common type
        if self._readonly:
            if not self._path.exists():
                raise ArchiveError(f"{self._path}: there is no page archive yet. Crawl first: `jobs run`.")
            connection = sqlite_driver().connect(
                f"{self._path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
            connection.execute(f"PRAGMA busy_timeout = {int(self._wait * 1000)}")
            return connection
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite_driver().connect(str(self._path), isolation_level=None, check_same_thread=False)
        prepare_connection(connection, wait=self._wait)
        connection.executescript(BODIES_SCHEMA + _SCHEMA + DETAILS_SCHEMA + TAKEOVER_SCHEMA)
        _add_column(connection, "validators", "content_type")
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._forget_buffers()
        self.close()

    def close(self) -> None:
        """Flush what is buffered and close the file."""
        try:
            if not self._readonly:
                self.flush()
        finally:
            self._connection.close()

    # The crawl's side

    def begin_crawl(
        self, day: date, boards: Mapping[str, str] = MappingProxyType({}), since: datetime | None = None
    ) -> int:
        """Start a spool for the day; spools of this and earlier days that no crawl finished are dropped.

        `boards`: how each is given, by board id (a fingerprint). With `since`, what an unfinished crawl of
        the day has from then on of boards given alike is taken over: `boards` of the new crawl names those
        that are done, `leftover` has pages of the others.
        """
        with self._transaction():
            crawl_id = int(
                self._connection.execute(
                    "INSERT INTO crawls (day, started_at) VALUES (?, ?)", (day.isoformat(), _now())
                ).lastrowid
            )
            self._connection.executemany(
                "INSERT INTO crawl_boards VALUES (?, ?, ?)",
                [(crawl_id, board_id, given) for board_id, given in boards.items()],
            )
            if since is not None:
                take_over(self._connection, crawl_id, day, boards, since)
            self._connection.execute(
                "DELETE FROM crawls WHERE finished_at IS NULL AND day <= ? AND crawl_id <> ?",
                (day.isoformat(), crawl_id),
            )
        return crawl_id

    def add(
        self, crawl_id: int, fetch: Fetch, body: bytes | None, ats: str, listed: Listed | None = None
    ) -> None:
        """Keep one exchange. Fills `fetch.body_hash` and `fetch.body_bytes` from the body.

        A 304 comes without a body: give it the hash that `validators` named. `listed`: it is a good answer to
        a posting's own page, to be known as `detail` from now on.
        """
        if body is not None:
            digest = body_digest(body)
            fetch.body_hash, fetch.body_bytes = digest.hex(), len(body)
            if digest not in self._bodies:
                self._bodies.keep(digest, body, ats=ats, board_id=fetch.board_id, role=fetch.role.value)
            if fetch.outcome is PageOutcome.OK:
                self._keep_validators(fetch, digest)
        if listed is not None and fetch.body_hash is not None:
            content_type = fetch.headers.get("content-type", "")
            self._details.keep(
                listed, fetch.url, fetch.fetched_at, content_type, bytes.fromhex(fetch.body_hash)
            )
        position = self._positions.get(crawl_id)
        if position is None:
            position = self._next_position(crawl_id)
        self._positions[crawl_id] = position + 1
        self._fetches.append((crawl_id, position, orjson.dumps(fetch)))
        if (
            len(self._fetches) >= _FLUSH_PAGES
            or self._bodies.buffered_bytes >= _FLUSH_BYTES
            or time.monotonic() - self._flushed_at > _FLUSH_SECONDS
        ):
            self.flush()

    def validators(self, url: str) -> Validators | None:
        """What to send for a conditional request of the page; null if it is not stored or gave none."""
        found = self._validators.get(url)
        if found is None:
            found = self._connection.execute(
                "SELECT url, etag, last_modified, body_hash, content_type FROM validators WHERE url = ?",
                (url,),
            ).fetchone()
        if found is None or not (found[1] or found[2]):
            return None
        return Validators(found[1], found[2], found[3].hex(), found[4])

    def detail(self, url: str) -> Detail | None:
        """The last good answer of a posting's own page, if its body is here."""
        return self._details.find(url)

    def forget_detail(self, url: str) -> None:
        """Let a posting's own page be asked for again: what it answered was not the posting."""
        self._details.forget(url)

    def leftovers(self, crawl_id: int) -> set[str]:
        """The boards of which the crawl has taken over pages to be used instead of asking for them."""
        rows = self._connection.execute(
            "SELECT DISTINCT board_id FROM leftover_fetches WHERE crawl_id = ?", (crawl_id,)
        )
        return {board_id for (board_id,) in rows}

    def leftover(self, crawl_id: int, board_id: str, url: str) -> Fetch | None:
        """A page that was taken over from an unfinished crawl of the day, if its body is here."""
        row = self._connection.execute(
            "SELECT fetch FROM leftover_fetches WHERE crawl_id = ? AND board_id = ? AND url = ?",
            (crawl_id, board_id, url),
        ).fetchone()
        fetch = None if row is None else _fetch(row[0])
        return fetch if fetch is not None and fetch.body_hash and self.has(fetch.body_hash) else None

    def close_board(self, crawl_id: int, board: BoardDay) -> None:
        """Record how a board's crawl ended, after its pages."""
        self._boards.append((crawl_id, board.board_id, orjson.dumps(board)))

    def flush(self) -> None:
        """Write what is buffered in one transaction."""
        if self._fetches or self._boards or self._details:
            with self._transaction():
                self._write_buffers()
            self._forget_buffers()
            self._fold_log(_CHECKPOINT_BYTES)
        self._flushed_at = time.monotonic()

    def finish_crawl(self, crawl_id: int) -> None:
        """Write what is buffered and make the crawl's spool visible, in one transaction.

        `ArchiveError` if an earlier flush of this crawl failed: a crawl that lost pages is never finished.
        """
        if crawl_id in self._incomplete:
            raise ArchiveError(f"{self._path}: pages of crawl {crawl_id} could not be written. Crawl again.")
        with self._transaction():
            self._write_buffers()
            changed = self._connection.execute(
                "UPDATE crawls SET finished_at = ? WHERE crawl_id = ? AND finished_at IS NULL",
                (_now(), crawl_id),
            ).rowcount
            if changed != 1:
                raise ArchiveError(f"{self._path}: crawl {crawl_id} is not under way. {_SUPERSEDED}")
        self._forget_buffers()
        self._fold_log()

    # The run's side

    def finished_crawl(self, day: date) -> int | None:
        """The newest finished crawl of the day that is not published yet."""
        row = self._connection.execute(
            "SELECT max(crawl_id) FROM crawls WHERE day = ? AND finished_at IS NOT NULL", (day.isoformat(),)
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def fetches(self, crawl_id: int) -> Iterator[Fetch]:
        """The exchanges of a crawl, in the order of the crawl."""
        rows = self._connection.execute(
            "SELECT fetch FROM spooled_fetches WHERE crawl_id = ? ORDER BY position", (crawl_id,)
        )
        for (stored,) in rows:
            yield _fetch(stored)

    def boards(self, crawl_id: int) -> Iterator[BoardDay]:
        """The outcomes of a crawl's boards."""
        rows = self._connection.execute(
            "SELECT board_day FROM spooled_boards WHERE crawl_id = ? ORDER BY board_id", (crawl_id,)
        )
        for (stored,) in rows:
            given = orjson.loads(stored)
            started = given["started_at"]
            yield BoardDay(
                **given
                | {
                    "outcome": BoardOutcome(given["outcome"]),
                    "started_at": datetime.fromisoformat(started) if started else None,
                }
            )

    def forget(self, crawl_id: int) -> None:
        """Drop the spool of a published crawl, and any older one of its day. Bodies stay."""
        with self._transaction():
            self._connection.execute(
                "DELETE FROM crawls WHERE crawl_id <= ?"
                " AND day = (SELECT day FROM crawls WHERE crawl_id = ?)",
                (crawl_id, crawl_id),
            )
        self._fold_log()

    def read(self, body_hash: str, *, thorough: bool = False) -> bytes:
        """A body, to the byte as it was received. `ArchiveError` if it is missing or damaged.

        Damage is found by the checksum in the packed data; `thorough` also computes the key again.
        """
        with explained(str(self._path)):
            return self._bodies.read(body_hash, thorough=thorough)

    def has(self, body_hash: str) -> bool:
        """Whether the body is stored, without reading it."""
        return bytes.fromhex(body_hash) in self._bodies

    def hashes(self) -> Iterator[str]:
        """The hash of every stored body."""
        return self._bodies.hashes()

    def stats(self) -> ArchiveStats:
        """Counts and sizes."""
        row = self._connection.execute("""
            SELECT (SELECT count(*) FROM bodies), (SELECT ifnull(sum(size), 0) FROM bodies),
                (SELECT ifnull(sum(length(data)), 0) FROM bodies)
                    + (SELECT ifnull(sum(length(data)), 0) FROM dictionaries),
                (SELECT count(*) FROM dictionaries),
                (SELECT count(*) FROM crawls WHERE finished_at IS NULL),
                (SELECT count(*) FROM crawls WHERE finished_at IS NOT NULL)
        """).fetchone()
        return ArchiveStats(*row)

    # Inside

    def _keep_validators(self, fetch: Fetch, digest: bytes) -> None:
        etag, last_modified = fetch.headers.get("etag"), fetch.headers.get("last-modified")
        content_type = fetch.headers.get("content-type")
        self._validators[fetch.url] = (fetch.url, etag, last_modified, digest, content_type)

    def _next_position(self, crawl_id: int) -> int:
        row = self._connection.execute(
            "SELECT max(position) FROM spooled_fetches WHERE crawl_id = ?", (crawl_id,)
        ).fetchone()
        return 0 if row[0] is None else int(row[0]) + 1

    def _forget_buffers(self) -> None:
        self._validators: dict[str, tuple[str, str | None, str | None, bytes, str | None]] = {}
        self._fetches: list[tuple[int, int, bytes]] = []
        self._boards: list[tuple[int, str, bytes]] = []
        self._bodies.written()
        self._details.forget_buffer()
        self._flushed_at = time.monotonic()

    def _write_buffers(self) -> None:
        many = self._connection.executemany
        given = [row for row in self._validators.values() if row[1] or row[2]]
        many("INSERT OR REPLACE INTO validators VALUES (?, ?, ?, ?, ?)", given)
        gone = [(row[0],) for row in self._validators.values() if not (row[1] or row[2])]
        many("DELETE FROM validators WHERE url = ?", gone)
        try:
            self._bodies.write()
            self._details.write()
            many("INSERT INTO spooled_fetches VALUES (?, ?, ?)", self._fetches)
            many("INSERT OR REPLACE INTO spooled_boards VALUES (?, ?, ?)", self._boards)
        except sqlite_driver().IntegrityError as error:
            raise ArchiveError(f"{self._path}: this crawl's spool is gone. {_SUPERSEDED}") from error
        self._bodies.learn()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(str(self._path)):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._incomplete.update(crawl_id for crawl_id, *_ in (*self._fetches, *self._boards))
                self._bodies.dropped()
                self._forget_buffers()
                if self._connection.in_transaction:  # SQLite itself rolls back on a full disk
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _fold_log(self, at_least: int = 0) -> None:
        """Move the write-ahead log into the file once it has grown to `at_least` bytes."""
        log = Path(f"{self._path}-wal")
        if log.exists() and log.stat().st_size > at_least:
            with explained(str(self._path)):
                checkpoint(self._connection)


def _fetch(stored: bytes) -> Fetch:
    given = orjson.loads(stored)
    return Fetch(
        **given
        | {
            "role": PageRole(given["role"]),
            "outcome": PageOutcome(given["outcome"]),
            "fetched_at": datetime.fromisoformat(given["fetched_at"]),
        }
    )


def _add_column(connection: Any, table: str, column: str) -> None:  # noqa: ANN401  # as above
    known = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    if column not in known:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
