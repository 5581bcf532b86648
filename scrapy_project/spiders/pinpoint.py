"""Pinpoint: a careers site's `postings.json`, which holds the whole board with text."""

from collections.abc import Iterable

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object


class PinpointSpider(BoardSpider):
    """Reads `/postings.json` of the site. No paging, and no total is stated."""

    name = ats = "pinpoint"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The careers site: a host below pinpointhq.com or the employer's own."""
        return origin_of(board.url) if board.url else f"https://{board.token}.pinpointhq.com"

    def first_pages(self) -> Iterable[Page]:
        """The list."""
        yield Page(f"{self.origin_map.own}/postings.json", PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: the list carries its postings whole."""
        rows = json_object(response, "Pinpoint").get("data")
        if not isinstance(rows, list):
            raise UnexpectedPage("Pinpoint answered JSON without a list of postings")
        self.saw(ids_of(rows))
        return ()
