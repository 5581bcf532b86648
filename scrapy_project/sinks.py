"""Where a crawl leaves its pages and board outcomes."""

from collections.abc import Callable
from typing import Protocol

from jobs_assets.pages import BoardDay, Fetch
from jobs_assets.store.archive import PageArchive, Validators


class Sink(Protocol):
    """What the crawl needs from the place that keeps its pages."""

    def add(self, fetch: Fetch, body: bytes | None, ats: str) -> None:
        """Keeps one exchange."""

    def validators(self, url: str) -> Validators | None:
        """What a conditional request for `url` may name."""

    def body(self, body_hash: str) -> bytes:
        """A body kept earlier."""

    def close_board(self, day: BoardDay) -> None:
        """Keeps a board's outcome; nothing of the board follows."""


class ArchiveSink:
    """One crawl's spool in the page archive."""

    def __init__(
        self, archive: PageArchive, crawl_id: int, closed: Callable[[BoardDay], None] | None = None
    ) -> None:
        self._archive = archive
        self._crawl_id = crawl_id
        self._closed = closed
        self.validators = archive.validators
        self.body = archive.read

    def add(self, fetch: Fetch, body: bytes | None, ats: str) -> None:
        """Keeps one exchange."""
        self._archive.add(self._crawl_id, fetch, body, ats)

    def close_board(self, day: BoardDay) -> None:
        """Keeps a board's outcome and tells whoever watches."""
        self._archive.close_board(self._crawl_id, day)
        if self._closed is not None:
            self._closed(day)


class NoSink:
    """For a spider run by hand (`scrapy crawl lever -a token=acme`): nothing is kept but its item."""

    def add(self, fetch: Fetch, body: bytes | None, ats: str) -> None:
        """Keeps nothing."""

    def validators(self, url: str) -> Validators | None:
        """Knows nothing."""
        return None

    def body(self, body_hash: str) -> bytes:
        """Has nothing."""
        raise LookupError(body_hash)

    def close_board(self, day: BoardDay) -> None:
        """Keeps nothing."""
