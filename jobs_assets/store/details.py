"""The last good answer of every posting's own page, with the listing row it was fetched for.

So that a posting is asked for again only where its row has changed. Which pages that concerns is decided by
the crawl; the bodies are in `bodies.py`; who calls this within which transaction is `archive.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS details (
    url TEXT PRIMARY KEY,           -- as asked for
    listed TEXT NOT NULL,           -- the fingerprint of the listing row it was fetched for
    day TEXT NOT NULL,              -- of the crawl that last heard of it
    fetched_at TEXT NOT NULL,
    page_url TEXT,                  -- where it was found, if elsewhere
    content_type TEXT NOT NULL,
    body_hash BLOB NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """How a listing names a posting's own page: its address, the fingerprint of its row, and on which day."""

    url: str
    row: str
    day: date


@dataclass(frozen=True, slots=True)
class Detail:
    """A posting's own page as last fetched: for which row, on what day, and where and when it was found."""

    row: str
    day: date
    fetched_at: datetime
    url: str
    content_type: str
    body_hash: str


_Row = tuple[str, str, str, str, str | None, str, bytes]


class Details:
    """The details of an open archive file. `keep` and `forget` buffer; `write` belongs in a transaction."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401  # a DBAPI connection has no common type
        self._connection = connection
        self.forget_buffer()

    def keep(self, listed: Listed, url: str, fetched_at: datetime, content_type: str, digest: bytes) -> None:
        """Note the body that was found at `url`."""
        self._buffer[listed.url] = (
            listed.url,
            listed.row,
            listed.day.isoformat(),
            fetched_at.isoformat(),
            None if url == listed.url else url,
            content_type,
            digest,
        )

    def forget(self, url: str) -> None:
        """Drop what is known of a page: it turned out not to be what it should be."""
        self._buffer[url] = None

    def find(self, url: str) -> Detail | None:
        """What is known of a page; null where its body is not in the archive."""
        if url in self._buffer:
            row = self._buffer[url]
        else:
            row = self._connection.execute(
                "SELECT details.* FROM details JOIN bodies ON bodies.hash = details.body_hash"
                " WHERE details.url = ?",
                (url,),
            ).fetchone()
        if row is None:
            return None
        asked, listed, day, fetched_at, page_url, content_type, digest = row
        return Detail(
            listed,
            date.fromisoformat(day),
            datetime.fromisoformat(fetched_at),
            page_url or asked,
            content_type,
            digest.hex(),
        )

    def __bool__(self) -> bool:
        """Whether anything is buffered."""
        return bool(self._buffer)

    def write(self) -> None:
        """Store what is buffered."""
        many = self._connection.executemany
        kept = [row for row in self._buffer.values() if row is not None]
        many("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        forgotten = [(url,) for url, row in self._buffer.items() if row is None]
        many("DELETE FROM details WHERE url = ?", forgotten)

    def forget_buffer(self) -> None:
        """What was buffered is stored now, or lost."""
        self._buffer: dict[str, _Row | None] = {}
