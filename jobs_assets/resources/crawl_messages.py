"""What the crawl process says while it works: over Dagster Pipes into the run's log, and to whoever listens.

What it says is `scrapy_project/reporting.py`; how it is kept is `crawl_process.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

import dagster as dg
from dagster_pipes import PipesMessage, PipesParams

CrawlMessage = Mapping[str, Any]
"""One event of the crawl: `event` is board, progress, finished, interrupted or failed, then its record."""

listener: ContextVar[Callable[[CrawlMessage], None] | None] = ContextVar("listener", default=None)
"""Who hears each event as it comes, beside the run's log. Called in a thread of its own."""

HEARD_SECONDS = 0.5
LOGGED_SECONDS = 15.0


class CrawlMessageReader(dg.PipesTempFileMessageReader):
    """Puts the crawl's lines into the run's log as they come. Keeps nothing but why the crawl failed.

    The stock reader gathers custom messages until the child has ended; those of a long crawl would add up.
    """

    def __init__(self) -> None:
        super().__init__()
        self.failure: str | None = None
        self._told = listener.get()
        self._logged_at = monotonic()

    @property
    def expected_writer_count(self) -> int:
        """One child writes. (The stock answer warns that it is a preview.)"""
        return 1

    @contextmanager
    def read_messages(self, handler: dg.PipesMessageHandler) -> Iterator[PipesParams]:
        """As the stock reader does, with `hear` before its handler."""
        hearing: Any = _Hearing(handler, self)
        with super().read_messages(hearing) as params:
            yield params

    def hear(self, event: CrawlMessage) -> str | None:
        """Takes note of an event, passes it on, and returns the line that the run's log is due, if any."""
        if event["event"] == "failed":
            self.failure = event["message"]
        if self._told:
            self._told(event)
        if event["event"] != "progress" or monotonic() - self._logged_at < LOGGED_SECONDS:
            return None
        self._logged_at = monotonic()
        return "{boards_done} of {boards} boards, {pages} pages, {postings} postings so far".format_map(event)


class _Hearing:
    """Stands before a message handler: custom messages go to the reader, all others to the handler."""

    def __init__(self, handler: dg.PipesMessageHandler, reader: CrawlMessageReader) -> None:
        self._handler = handler
        self._reader = reader

    def handle_message(self, message: PipesMessage) -> None:
        if message["method"] != "report_custom_message":
            self._handler.handle_message(message)
        elif line := self._reader.hear((message["params"] or {})["payload"]):
            self._handler.handle_message(
                PipesMessage(
                    __dagster_pipes_version=message["__dagster_pipes_version"],
                    method="log",
                    params={"message": line, "level": "INFO"},
                )
            )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever else the stock reader asks of a handler
        return getattr(self._handler, name)
