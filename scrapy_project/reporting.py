"""Tells whoever started the crawl how it goes: through Dagster Pipes, or as JSON Lines on standard output."""

import os
import sys
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import orjson
from dagster_pipes import DAGSTER_PIPES_CONTEXT_ENV_VAR, PipesContext, open_dagster_pipes
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult

from jobs_assets.pages import BoardDay, BoardOutcome

_GOOD = (BoardOutcome.COMPLETE, BoardOutcome.EMPTY)


@dataclass(slots=True)
class Totals:
    """What a crawl has come to so far. `boards_failed` names the boards that were not seen whole."""

    boards: int = 0
    boards_done: int = 0
    boards_failed: list[str] = field(default_factory=list)
    pages: int = 0
    bytes: int = 0
    postings: int = 0

    def add(self, day: BoardDay) -> None:
        """Counts a board that has ended."""
        self.boards_done += 1
        self.pages += day.pages
        self.bytes += day.bytes
        self.postings += day.postings
        if day.outcome not in _GOOD:
            self.boards_failed.append(day.board_id)


class Reporter(Protocol):
    """Where the events of a crawl go."""

    def board(self, day: BoardDay) -> None:
        """A board has ended."""

    def progress(self, totals: Totals) -> None:
        """The crawl goes on."""

    def end(self, event: str, totals: Totals, message: str | None = None) -> None:
        """The crawl is over: `finished`, `interrupted` or `failed`."""


class LineReporter:
    """One JSON document a line on standard output, each with its `event`."""

    def board(self, day: BoardDay) -> None:
        """{"event": "board", …the BoardDay}."""
        self._write({"event": "board", **asdict(day)})

    def progress(self, totals: Totals) -> None:
        """{"event": "progress", …the Totals}."""
        self._write({"event": "progress", **asdict(totals)})

    def end(self, event: str, totals: Totals, message: str | None = None) -> None:
        """{"event": "finished" | "interrupted" | "failed", "message": …, …the Totals}."""
        self._write({"event": event, "message": message, **asdict(totals)})

    @staticmethod
    def _write(event: dict[str, Any]) -> None:
        sys.stdout.buffer.write(orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()


class PipesReporter:
    """A line per board in the run's log; beside it, the events of `LineReporter` as custom messages.

    Each line in the run's log is a row in Dagster's database, so progress is left to whoever reads the
    messages.
    """

    def __init__(self, context: PipesContext) -> None:
        self._context = context

    def board(self, day: BoardDay) -> None:
        """A line per board; a warning where it was not seen whole."""
        counts = f"{day.postings} postings, {day.pages} pages, {day.seconds:.1f} s"
        line = f"{day.board_id}: {day.outcome.value}, {counts}"
        if day.outcome in _GOOD:
            self._context.log.info(line)
        else:
            self._context.log.warning(f"{line}. {day.message or ''}")
        self._send({"event": "board", **asdict(day)})

    def progress(self, totals: Totals) -> None:
        """The custom message {"event": "progress", …the Totals}."""
        self._send({"event": "progress", **asdict(totals)})

    def end(self, event: str, totals: Totals, message: str | None = None) -> None:
        """The custom message {"event": …, "message": …, …the Totals}."""
        self._send({"event": event, "message": message, **asdict(totals)})
        self._context.close()

    def _send(self, event: dict[str, Any]) -> None:
        self._context.report_custom_message(orjson.loads(orjson.dumps(event)))  # dates as text


def reporter() -> Reporter:
    """Dagster's Pipes where this process was started through them, else JSON Lines."""
    if DAGSTER_PIPES_CONTEXT_ENV_VAR in os.environ:
        return PipesReporter(open_dagster_pipes())
    return LineReporter()


class QuietLogFormatter(LogFormatter):
    """Scrapy's log lines without one per page and item: the archive holds what they would say."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override] # None is documented as "do not log"
        """No line."""
        return None

    def scraped(self, item: Any, response: Any, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override] # noqa: ANN401 # as above
        """No line."""
        return None
