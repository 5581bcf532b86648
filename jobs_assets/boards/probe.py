"""One polite look at boards, through the crawl but beside it: nothing of it is kept.

For `jobs boards check` and for finding the board behind a careers page. robots.txt, the address guard, the
contact in the User-Agent and the pace of hosts apply as in any crawl, since it is one: a process with bounds
of a page a board and an archive that is thrown away.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from jobs_assets.boards.board import Board, board_by_url
from jobs_assets.boards.careers_links import careers_links
from jobs_assets.boards.discovery import Found, SeenPage, boards_behind, mute_widgets
from jobs_assets.errors import CrawlError
from jobs_assets.home import Home
from jobs_assets.kinds import KINDS
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.settings import Settings

_LONGEST_WAIT = 10.0  # seconds of a Retry-After: a look that would take longer says so instead


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a board gave: how it went, and the listing page where the redirects ended, if any."""

    board: Board
    day: BoardDay
    page: SeenPage | None

    @property
    def answers(self) -> bool:
        """Whether the board can be read: its first page came and was what its kind answers.

        A listing that goes on behind its first page is no failure of a look that takes one page.
        """
        if self.day.outcome is not BoardOutcome.PARTIAL:
            return self.day.outcome in (BoardOutcome.COMPLETE, BoardOutcome.EMPTY)
        return self.goes_on and "our reading of" not in (self.day.message or "")

    @property
    def goes_on(self) -> bool:
        """Whether the board names more than its first page does."""
        return self.day.truncated or (self.day.advertised or 0) > self.day.postings


def look_at(boards: Sequence[Board], home: Home, settings: Settings, *, alone: bool = False) -> list[Look]:
    """Looks at each board's first page. `alone`: not while the home's boards are crawled.

    Raises `CrawlError` where another crawl is running (only with `alone`) or the process failed.
    """
    from jobs_assets.resources.crawl_process import only_crawl, run_crawl  # noqa: PLC0415 - fcntl, spec, JSON
    from jobs_assets.store.archive import PageArchive  # noqa: PLC0415 - SQLite
    from scrapy_project.spec import CrawlSpec  # noqa: PLC0415

    crawl, day = settings.crawl, datetime.now(UTC).date()
    with tempfile.TemporaryDirectory(prefix="jobs-look-") as folder:
        scratch = Home(Path(folder))
        spec = CrawlSpec(
            archive=scratch.archive,
            day=day,
            boards=tuple(boards),
            contact=crawl.contact or "",
            allow_hosts=crawl.allow_hosts,
            concurrency=crawl.concurrency,
            delay=crawl.delay,
            timeout=crawl.timeout,
            max_body_bytes=crawl.max_body_mb << 20,
            max_pages=1,
            max_retry_after=_LONGEST_WAIT,
            opt_in=crawl.opt_in,
            log_file=home.logs / "crawl.log" if home.logs.is_dir() else None,
            parent_pid=os.getpid(),
        )
        with only_crawl(home if alone else scratch) as lock:
            run_crawl(spec, home if alone else scratch, lock)
        with PageArchive(scratch.archive, readonly=True) as archive:
            crawl_id = archive.finished_crawl(day)
            if crawl_id is None:
                raise CrawlError("The look at the boards came to no end. `logs/crawl.log` says why.")
            days = {each.board_id: each for each in archive.boards(crawl_id)}
            pages: dict[str, list[Fetch]] = {}
            for fetch in archive.fetches(crawl_id):
                if fetch.role is PageRole.LISTING:
                    pages.setdefault(fetch.board_id, []).append(fetch)
            return [
                Look(board, days[board.board_id], _seen(pages.get(board.board_id, []), archive.read))
                for board in boards
            ]


def _seen(fetches: Sequence[Fetch], read: Callable[[str], bytes]) -> SeenPage | None:
    """The page behind the redirects, also where only its address is known."""
    if not fetches:
        return None
    last = fetches[-1]
    through = dict.fromkeys(fetch.url for fetch in fetches if fetch.outcome is PageOutcome.REDIRECT)
    url = last.url
    if last.outcome is PageOutcome.REDIRECT and (location := last.headers.get("location")):
        url = urljoin(last.url, location)
    body = read(last.body_hash) if last.body_hash and last.outcome is not PageOutcome.REDIRECT else b""
    return SeenPage(url, body, tuple(through))


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a careers page and those it leads to say of the board behind it, the likeliest board first.

    `looked_at`: the pages that were read. `widgets`: vendors whose widget shows postings and does not say
    whose. `problem`: why the page could not be read.
    """

    found: list[Found] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    widgets: list[str] = field(default_factory=list)
    problem: str | None = None


def discover(site: Board, home: Home, settings: Settings) -> Discovery:
    """The boards behind a company's own page: on it, or on the page of the same site that lists its openings.

    One request, and at most two more where the first page does not tell.
    """
    [first] = look_at([site], home, settings)
    pages = [first.page] if first.page is not None else []
    found = boards_behind(pages)
    if pages and not (found and found[0].sure):
        pages += _next_pages(pages[0], home, settings)
        found = boards_behind(pages)
    return Discovery(
        found=found,
        looked_at=[page.url for page in pages if page.body],
        widgets=mute_widgets(pages),
        problem=None if any(page.body for page in pages) else first.day.message,
    )


def _next_pages(page: SeenPage, home: Home, settings: Settings) -> Iterator[SeenPage]:
    links = careers_links(page.body, page.url)
    boards = {board.board_id: board for board in (board_by_url(KINDS["site"], link) for link in links)}
    if boards:
        yield from (look.page for look in look_at(list(boards.values()), home, settings) if look.page)
