"""iCIMS: a portal's search page by page, then each posting's own page, which alone has the text."""

import re
from collections.abc import Iterator

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from jobs_assets.parsing.formats.icims import search_page
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage

_SEARCH = (b"iCIMS_JobsTable", b"iCIMS_Paging", b"iCIMS_ListingsPage", b'name="searchKeyword"')
_POSTING = (b"JobPosting", b"iCIMS_InfoMsg_Job")
_MOVED = re.compile(rb"window\.top\.location(?:\.href)?\s*=\s*[\"'](https?:[^\"']+)")


class ICIMSSpider(BoardSpider):
    """Reads `/jobs/search?ss=1&pr={n}&in_iframe=1`, whose first page is 0 and whose size each portal sets.

    How many pages there are is usually stated, how many postings never. Without `in_iframe` a page is the
    portal's frame, and empty.
    """

    name = ats = "icims"
    expects = "html"

    def prepare(self) -> None:
        """How many pages the search says that it has is kept for when one of them is missing."""
        self._last: int | None = None

    @classmethod
    def origin(cls, board: Board) -> str:
        """The portal's own host."""
        return f"https://{board.token}.icims.com"

    def first_pages(self) -> Iterator[Page]:
        """The search's first page."""
        yield self._search(0)

    def follows(self, page: Page, target: str) -> bool:
        """Within the portal: one that has moved answers from its employer's site, in another way."""
        return target.startswith(f"{self.origin_map.own}/")

    def without(self, miss: Miss) -> Iterator[Page]:
        """The search goes on behind a page of it that could not be had."""
        after = miss.page.position + 1
        if miss.page.role is PageRole.LISTING and self._last is not None and after < self._last:
            yield self._search(after)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The pages of the postings that are shown, and the next page of the search."""
        if page.role is PageRole.POSTING:
            if not any(mark in response.body for mark in _POSTING):
                raise UnexpectedPage("a posting's page without its posting")
            return
        if not any(mark in response.body for mark in _SEARCH):
            raise UnexpectedPage(_what_else(response.body))
        found = search_page(response.body, page.url)
        self._last = found.pages or self._last
        new = self.saw(row.native_id for row in found.rows)
        if found.unread:
            self.cut(f"{found.unread} of the postings on {page.url} lead to no posting of this portal")
        for row in found.rows:
            url = f"{self.origin_map.own}/jobs/{row.native_id}/job?in_iframe=1"
            yield Page(url, PageRole.POSTING, listed=fingerprint(row.values))
        after = page.position + 1
        if new and (found.pages is None or after < found.pages):
            yield self._search(after)
        elif found.pages is not None and after < found.pages:
            self.cut(f"says that it has {found.pages} pages, and page {after} shows nothing new")

    def _search(self, number: int) -> Page:
        url = f"{self.origin_map.own}/jobs/search?ss=1&pr={number}&in_iframe=1"
        return Page(url, PageRole.LISTING, position=number)


def _what_else(body: bytes) -> str:
    if match := _MOVED.search(body):
        address = match[1].decode("utf-8", "replace").replace("\\/", "/")
        return f"the portal has moved to {address}: follow that address"
    return "a page without a search"
