"""The door to career boards: a crawl in a process of its own, heard over Dagster Pipes while it works.

The process is kept by `crawl_process.py` and heard by `crawl_messages.py`. Which day may be crawled is the
asset's affair.
"""

import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from jobs_assets.boards.board import Board
from jobs_assets.boards.file import load_boards
from jobs_assets.errors import CrawlError, UsageError
from jobs_assets.home import Home
from jobs_assets.resources.crawl_messages import HEARD_SECONDS, CrawlMessageReader
from jobs_assets.resources.crawl_process import only_crawl, run_crawl
from jobs_assets.settings import Settings
from scrapy_project.spec import CrawlSpec


class FollowedBoard(dg.Config):
    """A board as boards.yaml gives it."""

    ats: str
    token: str
    name: str | None = None
    url: str | None = None
    base_url: str | None = None


class ScrapyCrawler(dg.ConfigurableResource[Any]):
    """Crawls boards into the page archive of a data home.

    ScrapyCrawler.of(settings).crawl(context, boards, day)  # in an asset: progress goes to the run's log
    ScrapyCrawler.of(settings).crawl(None, boards, day)     # anywhere else

    Every field may be given at launch, under `resources: crawler: config:`.
    """

    home: str = Field(description="The data home whose archive is written.")
    boards: list[FollowedBoard] = Field(
        default=[], description="Boards to crawl instead of the followed ones; each needs `ats` and `token`."
    )
    boards_file: str = Field(description="The boards.yaml with the boards that are followed.")
    contact: str = Field(default="", description="Address or URL in the User-Agent.")
    allow_hosts: list[str] = Field(default=[], description="Private hosts that may be reached all the same.")
    concurrency: int = Field(default=64, description="Requests in flight, over all hosts.")
    delay: float = Field(default=0.5, description="Seconds between two requests to one host, at least.")
    timeout: float = Field(default=30.0, description="Seconds for one request.")
    max_body_mb: int = Field(default=64, description="Bound on one response, unpacked.")
    max_pages: int = Field(default=20_000, description="Bound on the pages of one board.")
    details: bool = Field(default=False, description="Also fetch Greenhouse postings' own pages, for pay.")
    details_per_board: int = Field(
        default=1000, description="Postings' own pages of one board in a run; the next goes on with the rest."
    )
    details_max_age_days: int = Field(
        default=30, description="Days after which an unchanged posting's own page is asked for again."
    )
    opt_in: list[str] = Field(
        default=[], description="Kinds that are read although their policy has them off."
    )
    database_wait: float = Field(
        default=30.0, description="Seconds to wait for another process that writes the archive."
    )

    @classmethod
    def config_of(cls, settings: Settings, boards: Sequence[Board] | None = None) -> dict[str, Any]:
        """The fields as `settings` give them; run config that repeats a crawl wherever it is launched."""
        home, crawl = Home(settings.home), settings.crawl
        return {
            "home": str(home.path),
            "boards": [_without_nulls(asdict(board)) for board in boards or ()],
            "boards_file": str(settings.boards or home.boards),
            "contact": crawl.contact or "",
            "allow_hosts": list(crawl.allow_hosts),
            "concurrency": crawl.concurrency,
            "delay": crawl.delay,
            "timeout": crawl.timeout,
            "max_body_mb": crawl.max_body_mb,
            "max_pages": crawl.max_pages,
            "details": crawl.details,
            "details_per_board": crawl.details_per_board,
            "details_max_age_days": crawl.details_max_age_days,
            "opt_in": list(crawl.opt_in),
            "database_wait": settings.database_wait,
        }

    @classmethod
    def of(cls, settings: Settings) -> "ScrapyCrawler":
        """The crawler that `settings` describe."""
        return cls(**cls.config_of(settings))

    def followed(self) -> list[Board]:
        """The boards to crawl: `UsageError` where there are none, `SettingsError` for a bad boards.yaml."""
        boards = [Board(**board.model_dump()) for board in self.boards]
        path = Path(self.boards_file)
        if not boards and path.exists():
            boards = load_boards(path)
        if not boards:
            raise UsageError(
                f"No boards are followed in {path}. Add one with `jobs boards add URL`, or try the sample "
                f"boards: "
                "`make run`."
            )
        return boards

    def crawl(self, context: dg.AssetExecutionContext | None, boards: Sequence[Board], day: date) -> None:
        """Crawls `boards` into the archive, which then holds the finished crawl of `day`.

        Raises `CrawlError` where another crawl of this home is running or the process failed. A board that
        failed is an outcome in the archive and no error. Whatever interrupts this call ends the child.
        """
        home = Home(Path(self.home))
        with only_crawl(home) as lock:
            spec = self._spec(home, boards, day)
            if context is None:
                run_crawl(spec, home, lock)
                return
            reader = CrawlMessageReader()
            try:
                # Not `PipesSubprocessClient`: it starts the child in the terminal's group, where Ctrl-C hits
                # it twice, hands it no lock, and leaves it running where it does not stop in time.
                with dg.open_pipes_session(context, dg.PipesTempFileContextInjector(), reader) as session:
                    run_crawl(spec, home, lock, session.get_bootstrap_env_vars())
            except CrawlError as error:
                if reader.failure is None:
                    raise
                raise CrawlError(f"{error} It said: {reader.failure}") from error

    def _spec(self, home: Home, boards: Sequence[Board], day: date) -> CrawlSpec:
        return CrawlSpec(
            archive=home.archive,
            day=day,
            boards=tuple(boards),
            contact=self.contact,
            allow_hosts=tuple(self.allow_hosts),
            concurrency=self.concurrency,
            delay=self.delay,
            timeout=self.timeout,
            max_body_bytes=self.max_body_mb << 20,
            max_pages=self.max_pages,
            details=self.details,
            details_per_board=self.details_per_board,
            details_max_age_days=self.details_max_age_days,
            opt_in=tuple(self.opt_in),
            database_wait=self.database_wait,
            log_file=home.logs / "crawl.log",
            parent_pid=os.getpid(),
            progress_seconds=HEARD_SECONDS,
        )


def _without_nulls(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
