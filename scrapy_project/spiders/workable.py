"""Workable: an account's public jobs, all on one page."""

from collections.abc import Iterable
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object


class WorkableSpider(BoardSpider):
    """Reads `/api/v1/widget/accounts/{account}?details=true`: every job with its text. No total is stated.

    It is where the documented `www.workable.com/api/accounts/{account}` redirects to; all accounts share the
    host, which answers 429 to more than a request every few seconds. An account that does not exist is 404,
    or an account without jobs.

    The Markdown pages of an account (`/{account}/jobs.md`) are no second way: they are on the host that has
    just asked to be left alone, and a list without texts in the place of one with them would be a change of
    every posting, and one back the day after. A board that is put off is THROTTLED, which closes nothing.
    """

    name = ats = "workable"
    api = "https://apply.workable.com"

    def first_pages(self) -> Iterable[Page]:
        """The account's list."""
        account = quote(self.board.token, safe="")
        yield Page(f"{self.api}/api/v1/widget/accounts/{account}?details=true", PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: the page is the board."""
        jobs = json_object(response, "Workable").get("jobs")
        if not isinstance(jobs, list):
            raise UnexpectedPage("Workable answered JSON without a list of jobs")
        self.saw(ids_of(jobs, "shortcode"))
        return ()
