"""The base of every kind's spider: one board's run from its first page to its outcome.

A kind says where its listing is (`first_pages`) and what a page leads to (`read`). Counting, bounding,
paging without flooding memory, judging completeness and naming remedies are done here, once.
"""

import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from jobs_assets.boards.board import Board
from jobs_assets.boards.footing import policy_of_board
from jobs_assets.pages import READABLE, BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from scrapy_project.bounds import Bounds
from scrapy_project.details import DetailBudget
from scrapy_project.footing import refusal
from scrapy_project.formats import wrong_format
from scrapy_project.origins import OriginMap
from scrapy_project.outcomes import BOARD_OUTCOME, page_missing, remedy, sentence
from scrapy_project.requests import Format, Page, page_request
from scrapy_project.sinks import NoSink, Sink
from scrapy_project.spiders.by_hand import board_by_hand

Output: TypeAlias = Iterator[Request | BoardDay]

_NO_POSTING = frozenset({PageOutcome.NOT_FOUND, PageOutcome.WRONG_TYPE})  # such a page shows none for sure


class UnexpectedPage(Exception):
    """A page that answered well is not what this kind answers. The message says what it is instead.

    `outcome` is what it comes to: NOT_FOUND where it is the vendor's way to say that there is no such board.
    """

    def __init__(self, message: str, outcome: PageOutcome = PageOutcome.WRONG_TYPE) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Miss:
    """A page that could not be had."""

    page: Page
    outcome: PageOutcome
    status: int | None
    message: str


class BoardSpider(scrapy.Spider):
    """One board. Runs by itself (`scrapy crawl lever -a token=acme`) or, with others, under `boards`.

    A kind sets `ats`, `api` (the vendor's origin), `expects` and the `headers` that its vendor wants beside
    ours, and writes `first_pages` and `read`. In `read` it calls `saw` with the native ids that a page names
    and sets `advertised` where the page states a total. What a vendor's pages need to be read at all is all
    that `headers` may say: they go along with redirects.
    """

    ats: ClassVar[str]
    api: ClassVar[str] = ""
    expects: ClassVar[Format] = "json"
    headers: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(
        self,
        board: Board | None = None,
        *,
        token: str | None = None,
        url: str | None = None,
        base_url: str | None = None,
        bounds: Bounds | None = None,
        sink: Sink | None = None,
    ) -> None:
        super().__init__(name=self.ats)
        self.board = board if board is not None else board_by_hand(self.ats, token, url, base_url)
        self.bounds = bounds or (Bounds() if board is not None else Bounds.of_environment())
        self.sink: Sink = sink or NoSink()
        self.origin_map = OriginMap(self.origin(self.board), self.board.base_url)
        self.advertised: int | None = None
        self.on_closed: Callable[[], None] | None = None
        self._ids: set[int] = set()  # hashes: a board of 100,000 must not cost 100,000 strings
        self._nameless = 0
        self._queued: set[int] = set()
        self._pending: deque[Page] = deque()
        self._details: deque[Page] = deque()  # pages with `listed`: behind all others, since listings move on
        self._budget = DetailBudget(self.board.board_id, self.ats, self.sink, self.bounds)
        self._outstanding = 0
        self._asked = 0
        self._pages = 0
        self._bytes = 0
        self._listings = 0
        self._details_failed = 0
        self._first_miss: Miss | None = None
        self._passed_over: dict[PageOutcome, list[Miss]] = defaultdict(list)
        self._in_place_of: dict[str, Miss] = {}
        self._last_status: int | None = None
        self._truncated: str | None = None
        self._defect: str | None = None
        self._refused: str | None = None
        self._signals: str | None = None
        self._closed = False
        self._started_at: datetime | None = None
        self._clock = 0.0
        self.prepare()

    # What a kind says

    def prepare(self) -> None:
        """Sets up what a kind keeps of its own during a run."""

    @classmethod
    def origin(cls, board: Board) -> str:
        """The origin that a board is read from: the vendor's API, unless a kind knows better."""
        return cls.api

    def first_pages(self) -> Iterable[Page]:
        """The pages that a run starts with."""
        raise NotImplementedError

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """The pages that a page leads to, having reported what it names with `saw`.

        Raises UnexpectedPage for a page that is not what this kind answers.
        """
        raise NotImplementedError

    def follows(self, page: Page, target: str) -> bool:
        """Whether a redirect from `page` to `target` is followed."""
        return True

    def counts_as_missing(self, miss: Miss) -> bool:
        """Whether the board is incomplete without this page. A posting that answers 404 is just gone."""
        return not (miss.page.role is PageRole.POSTING and miss.outcome is PageOutcome.NOT_FOUND)

    def instead(self, miss: Miss) -> Iterable[Page]:
        """The pages to ask for in place of one that could not be had, where a vendor has two ways to a board.

        If they cannot be had either, what counts is the first miss.
        """
        return ()

    def unread(self) -> tuple[BoardOutcome, str] | None:
        """Why a board on which no posting was seen may have some all the same; null where it states none."""
        if not self._listings:
            return (
                BoardOutcome.FAILED,
                "no page of it was a list of postings; check its address in boards.yaml",
            )
        if not self._passed_over:
            return None
        misses = max(self._passed_over.values(), key=len)
        first = self._sentence(misses[0])
        said = first if len(misses) == 1 else f"{len(misses):,} pages could not be had, such as {first}"
        return BOARD_OUTCOME.get(misses[0].outcome, BoardOutcome.PARTIAL), f"no posting was seen: {said}"

    def without(self, miss: Miss) -> Iterable[Page]:
        """What a page that could not be had would have led to, as far as that is known without it."""
        return ()

    def advice(self, miss: Miss) -> str:
        """What a user can do about a page that could not be had, or "" where its message says it."""
        return remedy(miss.outcome)

    # What a kind calls

    def saw(self, native_ids: Iterable[str | None]) -> int:
        """Counts the postings that a page names; returns how many of them are new.

        A null is a row that states no id: it is a posting, and nobody knows which.
        """
        before = len(self._ids)
        for native_id in native_ids:
            if native_id is None:
                self._nameless += 1
            else:
                self._ids.add(hash(native_id))
        return len(self._ids) - before

    def cut(self, why: str, remedy: str = "if postings are missing, follow the page that lists them") -> None:
        """Notes that something was left out on purpose: a bound was reached."""
        self._truncated = self._truncated or f"{why}; {remedy}"

    # The run

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's entry, for a spider that runs by itself."""
        for output in self.begin():
            yield output

    def begin(self) -> Output:
        """The first requests of the run."""
        self._started_at = datetime.now(UTC)
        self._clock = time.monotonic()
        bounds = self.bounds
        self._refused = refusal(self.board, policy_of_board(self.board), bounds.day, bounds.opted_in)
        if self._refused is None:
            self._add(self.first_pages())
        return self._go_on()

    def on_page(self, response: Response) -> Output:
        """Reads a response; Scrapy's callback of every request of the run."""
        meta = response.meta
        page: Page = meta["page"]
        outcome: PageOutcome = meta["outcome"]
        came = outcome is not PageOutcome.NOT_MODIFIED and "leftover" not in meta
        self._over(response.status, len(response.body) if came else 0)
        if (robots := meta.get("robots")) is not None and page.role is PageRole.LISTING:
            self._signals = robots.signals
        if outcome in READABLE:
            self._read(page, response)
        else:
            self._missed_detail(response.request, outcome)
            self._miss(Miss(page, outcome, response.status, meta["message"] or f"status {response.status}"))
        return self._go_on()

    def on_failure(self, failure: Failure) -> Output:
        """Takes note of a request without a response; Scrapy's errback of every request of the run."""
        request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy's scraper
        missing = page_missing(failure.value)
        self._over(None, 0)
        self._missed_detail(request, missing.because)
        self._miss(Miss(request.meta["page"], missing.because, None, str(missing)))
        return self._go_on()

    def wrong_type(self, page: Page, body: bytes, content_type: str) -> str | None:
        """What is wrong with the format of a page's body, or None."""
        return wrong_format(page.expects or self.expects, body, content_type)

    def _over(self, status: int | None, size: int) -> None:
        self._outstanding -= 1
        self._pages += 1
        self._bytes += size
        self._last_status = status if status is not None else self._last_status

    def _missed_detail(self, request: Request | None, outcome: PageOutcome) -> None:
        if request is not None and request.meta["page"].listed is not None:
            self._budget.missed(request.meta["page"], request.meta["asked"], outcome)

    def _read(self, page: Page, response: Response) -> None:
        if page.role is PageRole.LISTING:
            self._listings += 1
        try:
            self._add(self.read(page, response))
        except UnexpectedPage as error:
            self._listings -= page.role is PageRole.LISTING
            if page.listed is not None:
                self._budget.misread(response.meta["asked"])
            self._miss(Miss(page, error.outcome, response.status, str(error)))
        except Exception as error:
            # One board's surprise must not take the others down; the traceback goes to the log, the name
            # to the board.
            self.logger.exception("%s: %s could not be read", self.board.board_id, page.url)
            self._defect = f"our reading of {page.url} failed: {type(error).__name__}: {error}"

    def _miss(self, miss: Miss) -> None:
        replaced = self._in_place_of.pop(miss.page.url, None)
        if replaced is None and self._ask_instead(miss):
            return
        self._add(self.without(miss))
        miss = replaced or miss
        if not self.counts_as_missing(miss):
            if miss.outcome not in _NO_POSTING:
                self._passed_over[miss.outcome].append(miss)
            return
        if miss.page.role is PageRole.POSTING:
            self._details_failed += 1
        if self._first_miss is None or (
            self._first_miss.page.role is PageRole.POSTING and miss.page.role is not PageRole.POSTING
        ):
            self._first_miss = miss

    def _ask_instead(self, miss: Miss) -> bool:
        others = [page for page in self.instead(miss) if hash(page.url) not in self._queued]
        self._in_place_of.update((page.url, miss) for page in others)
        self._add(others)
        return bool(others)

    def _add(self, pages: Iterable[Page]) -> None:
        for page in pages:
            key = hash(page.url)
            if key in self._queued:
                continue
            if self._asked >= self.bounds.max_pages:
                self._cut_pages()
                return
            self._queued.add(key)
            if page.listed is None:
                self._asked += 1
                self._pending.append(page)
            elif self._budget.wants(page):
                self._asked += 1
                self._details.append(page)

    def _cut_pages(self) -> None:
        self.cut(
            f"stopped after {self.bounds.max_pages:,} pages",
            "raise JOBS_CRAWL__MAX_PAGES if the board really is this large",
        )

    def _next_page(self) -> Page | None:
        if self._pending:
            return self._pending.popleft()
        if not self._details and not self._outstanding:
            self._details.extend(self._budget.old_ones())
        return self._details.popleft() if self._details else None

    def _go_on(self) -> Output:
        while self._outstanding < self.bounds.window and (page := self._next_page()) is not None:
            self._outstanding += 1
            yield page_request(
                page,
                self,
                self.origin_map.contacted(page.url),
                callback=self.on_page,
                errback=self.on_failure,
                meta=self._leftover(page),
            )
        if not self._outstanding and not self._closed:
            self._closed = True
            yield self._outcome()
            if self.on_closed is not None:
                self.on_closed()

    def _leftover(self, page: Page) -> dict[str, Fetch] | None:
        # Pages with `listed` are known by their details; a posting's page alone is the same a few hours on.
        if page.role is not PageRole.POSTING or page.listed is not None or page.post is not None:
            return None
        fetch = self.sink.leftover(self.board.board_id, page.url)
        return None if fetch is None else {"leftover": fetch}

    # The outcome

    def _outcome(self) -> BoardDay:
        outcome, message = self._judge()
        return BoardDay(
            board_id=self.board.board_id,
            outcome=outcome,
            status=self._first_miss.status if self._first_miss is not None else self._last_status,
            employer=self.board.name,
            advertised=self.advertised,
            postings=len(self._ids),
            pages=self._pages,
            details_failed=self._details_failed,
            bytes=self._bytes,
            truncated=self._truncated is not None,
            message=None if message is None else f"{self.board.board_id}: {message}",
            started_at=self._started_at,
            seconds=time.monotonic() - self._clock,
            details_pending=self._budget.pending,
            signals=self._signals,
        )

    def _sentence(self, miss: Miss) -> str:
        return sentence(miss.page.url, miss.message, self.advice(miss))

    def _judge(self) -> tuple[BoardOutcome, str | None]:
        if self._refused is not None:
            return BoardOutcome.DISALLOWED, self._refused
        outcome, message = self._seen()
        said = [part for part in (message, self._budget.left()) if part is not None]
        return outcome, "; ".join(said) or None

    def _seen(self) -> tuple[BoardOutcome, str | None]:
        miss = self._first_miss
        if not self._listings and miss is not None:
            outcome = BOARD_OUTCOME.get(miss.outcome, BoardOutcome.FAILED)
            return outcome, self._sentence(miss)
        if self._defect is not None:
            return (BoardOutcome.PARTIAL if self._ids else BoardOutcome.FAILED), self._defect
        if miss is not None:
            return BoardOutcome.PARTIAL, self._sentence(miss)
        if self._truncated is not None:
            return BoardOutcome.PARTIAL, self._truncated
        if self.advertised is not None and self.advertised > len(self._ids):
            return BoardOutcome.PARTIAL, f"states {self.advertised} postings and lists {len(self._ids)}"
        if self._nameless:
            rows = (
                f"{self._nameless:,} rows of its listing are"
                if self._nameless > 1
                else "a row of its listing is"
            )
            return BoardOutcome.PARTIAL, f"{rows} without an id; look for a newer version of this code"
        if self._budget.unseen and not self._listings:
            # A sitemap names addresses: of a posting whose page waits for its turn there is no record at all.
            return BoardOutcome.PARTIAL, f"{self._budget.unseen:,} postings are known by their address alone"
        if self._ids:
            return BoardOutcome.COMPLETE, None
        return self.unread() or (BoardOutcome.EMPTY, None)
