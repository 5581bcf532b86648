"""What the crawl process says while it works: over Dagster Pipes into the run's log, and to whoever listens.

What it says is `scrapy_project/reporting.py`; how it is kept is `crawl_process.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

import dagster as dg
from dagster_pipes import PIPES_PROTOCOL_VERSION, PipesMessage, PipesParams

CrawlMessage = Mapping[str, Any]
"""One event of the crawl: `event` is board, progress, finished, interrupted or failed, then its record."""

listener: ContextVar[Callable[[CrawlMessage], None] | None] = ContextVar("listener", default=None)
"""Who hears each event as it comes, beside the run's log. Called in a thread of its own."""

HEARD_SECONDS = 0.5
LOGGED_SECONDS = 15.0
_GATHERED_SECONDS = 1.0
_GATHERED_LINES = 200


class CrawlMessageReader(dg.PipesTempFileMessageReader):
    """Puts the crawl's lines into the run's log as they come. Keeps nothing but why the crawl failed.

    The stock reader gathers custom messages until the child has ended; those of a long crawl would add up.
    """

    def __init__(self) -> None:
        super().__init__()
        self.failure: str | None = None

    @property
    def expected_writer_count(self) -> int:
        """One child writes. (The stock answer warns that it is a preview.)"""
        return 1

    @contextmanager
    def read_messages(self, handler: dg.PipesMessageHandler) -> Iterator[PipesParams]:
        """As the stock reader does, with what is heard sorted before its handler gets it."""
        sorting: Any = _Sorting(handler, self)
        with super().read_messages(sorting) as params:
            yield params


class _Sorting:
    """Stands before a message handler. Events go to the listener; lines close together become one.

    A line in the run's log costs a hundredth of a CPU-second, and dozens of small boards end in a second.
    """

    def __init__(self, handler: dg.PipesMessageHandler, reader: CrawlMessageReader) -> None:
        self._handler = handler
        self._reader = reader
        self._told = listener.get()
        self._lines: list[str] = []
        self._gathered_at = self._progress_at = monotonic()

    def handle_message(self, message: PipesMessage) -> None:
        params = message["params"] or {}
        if message["method"] == "report_custom_message":
            self._hear(params["payload"])
        elif message["method"] == "log" and params["level"] == "INFO":
            self._lines.append(params["message"])
        else:
            self._write()
            self._handler.handle_message(message)
        if len(self._lines) >= _GATHERED_LINES or monotonic() - self._gathered_at >= _GATHERED_SECONDS:
            self._write()

    def _hear(self, event: CrawlMessage) -> None:
        if event["event"] == "failed":
            self._reader.failure = event["message"]
        if event["event"] == "progress" and monotonic() - self._progress_at >= LOGGED_SECONDS:
            self._progress_at = monotonic()
            line = "{boards_done} of {boards} boards, {pages} pages, {postings} postings so far"
            self._lines.append(line.format_map(event))
        if self._told:
            self._told(event)

    def _write(self) -> None:
        self._gathered_at = monotonic()
        if self._lines:
            lines, self._lines = "\n".join(self._lines), []
            self._handler.handle_message(
                PipesMessage(
                    __dagster_pipes_version=PIPES_PROTOCOL_VERSION,
                    method="log",
                    params={"message": lines, "level": "INFO"},
                )
            )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever else the stock reader asks of a handler
        return getattr(self._handler, name)
