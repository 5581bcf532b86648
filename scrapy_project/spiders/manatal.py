"""Manatal: a career page's list of postings, in pages, with text."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object

PAGE_SIZE = 50


class ManatalSpider(BoardSpider):
    """Pages through `/api/v1.0/c/{slug}/jobs/` for as long as a page names a next one; states its `count`.

    The server gives fewer rows than asked for (10 unasked, 20 at most), and its `next` is an address without
    our page size, so the pages are counted here.
    """

    name = ats = "manatal"
    api = "https://www.careers-page.com"

    def first_pages(self) -> Iterable[Page]:
        """The list's first page."""
        yield self._page(1)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The next page, where there is one and this one named postings not named before."""
        document = json_object(response, "Manatal")
        rows = document.get("results")
        if not isinstance(rows, list):
            raise UnexpectedPage("Manatal answered JSON without a list of postings")
        total = document.get("count")
        if isinstance(total, int):
            self.advertised = total
        if self.saw(ids_of(rows)) and document.get("next"):
            yield self._page(page.position + 1)

    def _page(self, number: int) -> Page:
        slug = quote(self.board.token, safe="")
        url = f"{self.api}/api/v1.0/c/{slug}/jobs/?page_size={PAGE_SIZE}&page={number}"
        return Page(url, PageRole.LISTING, position=number)
