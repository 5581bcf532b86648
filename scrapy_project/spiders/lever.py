"""Lever: the Postings API, paged by skip and limit, in two regions."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider
from scrapy_project.spiders.json_pages import ids_of, json_list

LIMIT = 100


class LeverSpider(BoardSpider):
    """Pages through `/v0/postings/{site}` until a page is short. No total is stated."""

    name = ats = "lever"
    api = "https://api.lever.co"
    api_eu = "https://api.eu.lever.co"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The API of the region that the board's page is in."""
        host = urlsplit(board.url or "").hostname or ""
        return cls.api_eu if host.endswith(".eu.lever.co") else cls.api

    def first_pages(self) -> Iterable[Page]:
        """The listing's first page."""
        yield self._page(0)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The next page after a full one. A page that names nothing new ends it: its server does not page."""
        postings = json_list(response, "Lever")
        new = self.saw(ids_of(postings))
        if new and len(postings) >= LIMIT:
            yield self._page(page.position + len(postings))

    def _page(self, skip: int) -> Page:
        site = quote(self.board.token, safe="")
        url = f"{self.origin_map.own}/v0/postings/{site}?mode=json&skip={skip}&limit={LIMIT}"
        return Page(url, PageRole.LISTING, position=skip)
