"""Gem: the Job Board API. One request holds a whole board, with text."""

from collections.abc import Iterable
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider
from scrapy_project.spiders.json_pages import ids_of, json_list


class GemSpider(BoardSpider):
    """Reads `/job_board/v0/{board}/job_posts/`, the slash included. No paging, and no total is stated."""

    name = ats = "gem"
    api = "https://api.gem.com"

    def first_pages(self) -> Iterable[Page]:
        """The listing."""
        board = quote(self.board.token, safe="")
        yield Page(f"{self.api}/job_board/v0/{board}/job_posts/", PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: the listing carries its postings whole."""
        self.saw(ids_of(json_list(response, "Gem")))
        return ()
