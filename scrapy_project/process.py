"""One crawl as one process: from a spec to a finished spool in the archive.

Interrupted, it stops at once and leaves its spool unfinished: nothing of it is seen, and the next crawl of
the day takes over what it had.
"""

import asyncio
import logging
import os
import resource
import signal
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.signals import spider_closed

from jobs_assets.errors import JobsError
from jobs_assets.pages import BoardDay
from jobs_assets.store.archive import PageArchive
from scrapy_project import settings as scrapy_settings
from scrapy_project.addresses import loopback_host_port
from scrapy_project.engine import LeanCrawler
from scrapy_project.reporting import Reporter, Totals, reporter
from scrapy_project.requests import fingerprint
from scrapy_project.sinks import ArchiveSink
from scrapy_project.spec import CrawlSpec
from scrapy_project.spiders.boards import BoardsSpider

EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 130
# How long requests in flight may take to end after an interrupt.
_GRACE_SECONDS = 2.0
_PARENT_SECONDS = 1.0

logger = logging.getLogger(__name__)


def crawl(spec: CrawlSpec) -> int:
    """Crawls the spec's boards and returns the exit status: 0 finished, 1 failed as a whole, 130 interrupted.

    A board that fails is an outcome in the archive and does not change the status.
    """
    report = reporter()
    totals = Totals(boards=len(spec.boards))
    _raise_file_limit()
    try:
        with PageArchive(spec.archive, wait=spec.database_wait) as archive:
            return _Crawl(spec, archive, report, totals).run()
    except JobsError as error:
        report.end("failed", totals, str(error))
        return EXIT_FAILED


def crawl_settings(spec: CrawlSpec) -> dict[str, Any]:
    """Scrapy's settings for a spec."""
    fixed = {name: value for name, value in vars(scrapy_settings).items() if name.isupper()}
    own_machine = {loopback_host_port(board.base_url) for board in spec.boards if board.base_url}
    return fixed | {
        "USER_AGENT": scrapy_settings.user_agent(spec.contact),
        "ALLOW_HOSTS": [*spec.allow_hosts, *sorted(allowed for allowed in own_machine if allowed)],
        "CONCURRENT_REQUESTS": spec.concurrency,
        "HOST_CONCURRENCY": spec.per_host,
        "HOST_DELAY": spec.delay,
        "DOWNLOAD_TIMEOUT": spec.timeout,
        "ROBOTS_TIMEOUT": min(spec.timeout, scrapy_settings.ROBOTS_TIMEOUT),
        "DOWNLOAD_MAXSIZE": spec.max_body_bytes,
        "MAX_CRAWL_DELAY": spec.max_crawl_delay,
        "MAX_RETRY_AFTER": spec.max_retry_after,
        "RETRY_BACKOFF": spec.backoff,
        "LOG_FILE": None if spec.log_file is None else str(spec.log_file),
    }


def given(spec: CrawlSpec) -> dict[str, str]:
    """A fingerprint of each board with the settings that shape what its crawl brings, by board id."""
    shape = (spec.details, spec.details_per_board, spec.details_max_age_days, spec.max_pages, spec.max_depth)
    return {board.board_id: fingerprint([asdict(board), shape]) for board in spec.boards}


class _Crawl:
    def __init__(self, spec: CrawlSpec, archive: PageArchive, report: Reporter, totals: Totals) -> None:
        self._spec = spec
        self._archive = archive
        self._report = report
        self._totals = totals
        self._interrupted: str | None = None
        self._closed_because: str | None = None

    def run(self) -> int:
        """Crawls until all boards are closed or something stops it."""
        crawl_id, left = self._begin()
        settings = crawl_settings(self._spec)
        self._process = AsyncCrawlerProcess(settings)
        self._loop = asyncio.get_event_loop()
        crawler = LeanCrawler(BoardsSpider, settings)
        crawler.signals.connect(self._spider_closed, signal=spider_closed)
        sink = ArchiveSink(self._archive, crawl_id, self._board_closed)
        self._process.crawl(crawler, spec=left, sink=sink)
        for number in (signal.SIGINT, signal.SIGTERM):
            self._loop.add_signal_handler(number, self._interrupt, signal.Signals(number).name)
        self._loop.call_later(self._spec.progress_seconds, self._tick)
        if self._spec.parent_pid is not None:
            self._loop.call_soon(self._watch_parent, self._spec.parent_pid)
        self._process.start(install_signal_handlers=False)
        return self._end(crawl_id)

    def _begin(self) -> tuple[int, CrawlSpec]:
        """The crawl's spool, and the spec without the boards that a killed crawl of the day had closed."""
        since = datetime.now(UTC) - timedelta(hours=self._spec.resume_hours)
        crawl_id = self._archive.begin_crawl(self._spec.day, given(self._spec), since)
        done = set()
        for day in self._archive.boards(crawl_id):
            done.add(day.board_id)
            self._board_closed(day)
        if done:
            logger.info("%d boards were seen whole by a crawl of the day that did not finish", len(done))
        return crawl_id, replace(
            self._spec, boards=tuple(board for board in self._spec.boards if board.board_id not in done)
        )

    def _end(self, crawl_id: int) -> int:
        if self._interrupted is not None:
            self._archive.flush()
            self._report.end("interrupted", self._totals, self._interrupted)
            return EXIT_INTERRUPTED
        if self._closed_because != "finished" or self._totals.boards_done != self._totals.boards:
            why = self._closed_because or "the crawl could not start; its log says why"
            self._report.end("failed", self._totals, why)
            return EXIT_FAILED
        self._archive.finish_crawl(crawl_id)
        self._report.end("finished", self._totals)
        return EXIT_DONE

    def _spider_closed(self, reason: str) -> None:
        self._closed_because = reason

    def _board_closed(self, day: BoardDay) -> None:
        self._totals.add(day)
        self._report.board(day)

    def _tick(self) -> None:
        self._report.progress(self._totals)
        self._loop.call_later(self._spec.progress_seconds, self._tick)

    def _watch_parent(self, parent: int) -> None:
        if os.getppid() != parent:
            self._interrupt("the process that started it is gone")
        else:
            self._loop.call_later(_PARENT_SECONDS, self._watch_parent, parent)

    def _interrupt(self, reason: str) -> None:
        if self._interrupted is not None:
            return
        self._interrupted = reason
        logger.warning("Stopping: %s", reason)
        self._stopping = self._loop.create_task(self._process.stop())
        self._loop.call_later(_GRACE_SECONDS, self._leave)

    def _leave(self) -> None:
        # Some request in flight does not end. What is buffered is written; the spool stays unfinished all
        # the same.
        self._archive.flush()
        self._report.end("interrupted", self._totals, self._interrupted)
        sys.stdout.flush()
        os._exit(EXIT_INTERRUPTED)


def _raise_file_limit() -> None:
    """Lets as many sockets be open as the system allows us; a crawl of a thousand hosts holds that many."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
