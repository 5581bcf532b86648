"""Ashby: the public Job Posting API. One request holds a whole board, with pay."""

from collections.abc import Iterable
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object


class AshbySpider(BoardSpider):
    """Reads `/posting-api/job-board/{org}?includeCompensation=true`. No total is stated.

    Postings with `isListed: false` are on the page but not on the board: they are not counted.
    """

    name = ats = "ashby"
    api = "https://api.ashbyhq.com"

    def first_pages(self) -> Iterable[Page]:
        """The board."""
        org = quote(self.board.token, safe="")
        yield Page(f"{self.api}/posting-api/job-board/{org}?includeCompensation=true", PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterable[Page]:
        """Nothing further: the page is the board."""
        jobs = json_object(response, "Ashby").get("jobs")
        if not isinstance(jobs, list):
            raise UnexpectedPage("Ashby answered JSON without a list of jobs")
        self.saw(ids_of(job for job in jobs if not isinstance(job, dict) or job.get("isListed") is not False))
        return ()
