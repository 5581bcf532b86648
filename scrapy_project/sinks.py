"""Where a crawl leaves its pages and board outcomes."""

from collections.abc import Callable
from typing import Protocol

from jobs_assets.pages import BoardDay, Fetch
from jobs_assets.store.archive import PageArchive, Validators
from jobs_assets.store.details import Detail, Listed


class Sink(Protocol):
    """What the crawl needs from the place that keeps its pages."""

    def add(self, fetch: Fetch, body: bytes | None, ats: str, listed: Listed | None = None) -> None:
        """Keeps one exchange; with `listed`, as what is known of a posting's own page from now on."""

    def detail(self, url: str) -> Detail | None:
        """What is known of a posting's own page from an earlier crawl."""

    def forget_detail(self, url: str) -> None:
        """Lets a posting's own page be asked for again."""

    def leftover(self, board_id: str, url: str) -> Fetch | None:
        """A page that an unfinished crawl of the day had, to be used instead of asking."""

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
        self._leftovers = archive.leftovers(crawl_id)
        self.validators = archive.validators
        self.body = archive.read
        self.detail = archive.detail
        self.forget_detail = archive.forget_detail

    def add(self, fetch: Fetch, body: bytes | None, ats: str, listed: Listed | None = None) -> None:
        """Keeps one exchange."""
        self._archive.add(self._crawl_id, fetch, body, ats, listed)

    def leftover(self, board_id: str, url: str) -> Fetch | None:
        """A page that was taken over; most crawls have none, and look none up."""
        if board_id not in self._leftovers:
            return None
        return self._archive.leftover(self._crawl_id, board_id, url)

    def close_board(self, day: BoardDay) -> None:
        """Keeps a board's outcome and tells whoever watches."""
        self._archive.close_board(self._crawl_id, day)
        if self._closed is not None:
            self._closed(day)


class NoSink:
    """For a spider run by hand (`scrapy crawl lever -a token=acme`): nothing is kept but its item."""

    def add(self, fetch: Fetch, body: bytes | None, ats: str, listed: Listed | None = None) -> None:
        """Keeps nothing."""

    def detail(self, url: str) -> Detail | None:
        """Knows nothing."""
        return None

    def forget_detail(self, url: str) -> None:
        """Has nothing to forget."""

    def leftover(self, board_id: str, url: str) -> Fetch | None:
        """Has nothing."""
        return None

    def validators(self, url: str) -> Validators | None:
        """Knows nothing."""
        return None

    def body(self, body_hash: str) -> bytes:
        """Has nothing."""
        raise LookupError(body_hash)

    def close_board(self, day: BoardDay) -> None:
        """Keeps nothing."""
