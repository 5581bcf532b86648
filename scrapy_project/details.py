"""Which postings' own pages a board's run asks for, and which it puts on record as they were stored.

A page is looked up when its listing names it, so that a board of 25,000 postings costs no more memory than
the run's budget of details.
"""

from collections.abc import Iterator

from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.store.details import Detail
from scrapy_project.bounds import Bounds
from scrapy_project.requests import Page
from scrapy_project.sinks import Sink

_CHANGED = "its row in the listing has changed; its turn comes in the next run"
_OLD = "the stored page is old; its turn comes in the next run"
_NOT_HAD = "it could not be had again, so the stored page stands"
# What answers the question of a posting for good, whatever is stored of it.
_SETTLED = (PageOutcome.NOT_FOUND, PageOutcome.DISALLOWED)


class DetailBudget:
    """The details of one board's run: new and changed ones are asked for first, then old ones.

    `pending` counts those that are left to the next run, `unseen` those among them that were never had.
    """

    def __init__(self, board_id: str, ats: str, sink: Sink, bounds: Bounds) -> None:
        self._board_id = board_id
        self._ats = ats
        self._sink = sink
        self._bounds = bounds
        self._asked = 0
        self._old: list[Page] = []
        self.pending = 0
        self.unseen = 0

    def wants(self, page: Page) -> bool:
        """Whether the page is to be asked for now. If not, its stored body, if any, is on record."""
        stored = self._sink.detail(page.url)
        if stored is None or stored.row != page.listed:
            if self._asked < self._bounds.details_per_board:
                self._asked += 1
                return True
            self._leave(page, stored, _CHANGED)
        elif self._bounds.day - stored.day <= self._bounds.details_max_age:
            self._keep(page, stored)
        elif len(self._old) < self._bounds.details_per_board:
            self._old.append(page)  # behind all that are new, which may be yet to come
        else:
            self._leave(page, stored, _OLD)
        return False

    def old_ones(self) -> Iterator[Page]:
        """The old pages that the budget still allows; the others are on record as stored."""
        old, self._old = self._old, []
        for page in old:
            if self._asked < self._bounds.details_per_board:
                self._asked += 1
                yield page
            else:
                self._leave(page, self._sink.detail(page.url), _OLD)

    def missed(self, page: Page, asked: str, outcome: PageOutcome) -> None:
        """Puts the stored body of a page on record that was asked for, as `asked`, and could not be had."""
        stored = None if outcome in _SETTLED else self._sink.detail(asked)
        if stored is not None:
            self._keep(page, stored, _NOT_HAD)

    def misread(self, asked: str) -> None:
        """Forgets a page that answered well and was not a posting."""
        self._sink.forget_detail(asked)

    def left(self) -> str | None:
        """What is left to the next run, as a sentence for the board's outcome."""
        if not self.pending:
            return None
        waits = "detail waits" if self.pending == 1 else "details wait"
        return (
            f"{self.pending:,} {waits} for the next run; raise JOBS_CRAWL__DETAILS_PER_BOARD "
            f"(now {self._bounds.details_per_board:,}) to fetch more at once"
        )

    def _leave(self, page: Page, stored: Detail | None, why: str) -> None:
        self.pending += 1
        if stored is None:
            self.unseen += 1
        else:
            self._keep(page, stored, why)

    def _keep(self, page: Page, stored: Detail, why: str | None = None) -> None:
        fetch = Fetch(
            self._board_id,
            stored.url,
            PageRole.POSTING,
            PageOutcome.KEPT if stored.row == page.listed else PageOutcome.OUTDATED,
            stored.fetched_at,
            headers=headers_of_a_body(stored.content_type),
            body_hash=stored.body_hash,
            error=why,
        )
        self._sink.add(fetch, None, self._ats)


def headers_of_a_body(content_type: str) -> dict[str, str]:
    """What a reader of a page that did not come anew must know. JSON is UTF-8 anyway (RFC 8259, 8.1)."""
    plain = content_type.lower().replace(" ", "") in (
        "",
        "application/json",
        "application/json;charset=utf-8",
    )
    return {} if plain else {"content-type": content_type}
