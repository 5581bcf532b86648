"""All boards of a crawl in one engine, so that boards on one host share its turns.

Boards start lazily: a host's next board begins when one of its boards has ended, so memory does not grow
with the number of boards and no host's boards keep another host's from starting.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import scrapy

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS
from jobs_assets.pages import BoardDay, BoardOutcome
from scrapy_project.bounds import Bounds
from scrapy_project.hosts import host_key
from scrapy_project.sinks import Sink
from scrapy_project.spec import CrawlSpec
from scrapy_project.spiders.board import BoardSpider


class BoardsSpider(scrapy.Spider):
    """Starts each board's spider and hands its requests to the engine; answers go to that spider directly."""

    name = "boards"

    def __init__(self, spec: CrawlSpec, sink: Sink) -> None:
        super().__init__()
        self.spec = spec
        self.sink = sink
        unlimited = spec.per_host == 0
        self.bounds = Bounds(
            max_pages=spec.max_pages,
            max_depth=spec.max_depth,
            window=spec.concurrency if unlimited else 2 * spec.per_host,
            details=spec.details,
            details_per_board=spec.details_per_board,
            details_max_age=timedelta(days=spec.details_max_age_days),
            day=spec.day,
            opted_in=frozenset(spec.opt_in),
        )
        self._active_per_host = spec.concurrency if unlimited else spec.per_host
        self._ready: asyncio.Queue[deque[Board]] = asyncio.Queue()
        self._left = len(spec.boards)

    async def start(self) -> AsyncIterator[Any]:
        """The first requests of one board after another, as their hosts become free."""
        lines: dict[str, deque[Board]] = {}
        for board in self.spec.boards:
            lines.setdefault(_line(board), deque()).append(board)
        for line in lines.values():
            for _ in range(min(self._active_per_host, len(line))):
                self._ready.put_nowait(line)
        while self._left:
            line = await self._ready.get()
            if not line:
                continue
            self._left -= 1
            for output in self._begin(line):
                yield output

    def _begin(self, line: deque[Board]) -> list[Any]:
        board = line.popleft()
        try:
            run = spider_class(board.ats)(board, bounds=self.bounds, sink=self.sink)
            run.on_closed = lambda: self._ready.put_nowait(line)
            return list(run.begin())
        except Exception as error:
            # One board must not end the crawl of all others before theirs began.
            self.logger.exception("%s could not be started", board.board_id)
            self._ready.put_nowait(line)
            return [BoardDay(board.board_id, BoardOutcome.FAILED, message=f"{board.board_id}: {error}")]


def spider_class(ats: str) -> type[BoardSpider]:
    """The spider of a kind, from the registry's "module:Class"."""
    module, _, name = KINDS[ats].spider.partition(":")
    found: type[BoardSpider] = getattr(import_module(module), name)
    return found


def _line(board: Board) -> str:
    """Boards that share a host stand in one line."""
    try:
        return host_key(board.base_url or spider_class(board.ats).origin(board))
    except ValueError:
        return board.board_id  # it has no host, as it will say when it is started
