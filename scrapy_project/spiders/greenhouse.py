"""Greenhouse: the Job Board API. One request holds a whole board."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object


class GreenhouseSpider(BoardSpider):
    """Reads `/v1/boards/{token}/jobs?content=true`, which states its total in `meta.total`.

    With `details` it also asks for each posting's own page, the only place of structured pay ranges
    (`pay_input_ranges`). It is off by default: a thousand requests where one does, while employers that
    publish pay have it in `content` as well (a "content-pay-transparency" block), which the parser reads.
    """

    name = ats = "greenhouse"
    api = "https://boards-api.greenhouse.io"

    def first_pages(self) -> Iterable[Page]:
        """The listing."""
        yield Page(f"{self._jobs()}?content=true", PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The details of a listing's postings, where wanted."""
        if page.role is PageRole.POSTING:
            return
        document = json_object(response, "Greenhouse")
        jobs = document.get("jobs")
        if not isinstance(jobs, list):
            raise UnexpectedPage("Greenhouse answered JSON without a list of jobs")
        meta = document.get("meta")
        total = meta.get("total") if isinstance(meta, dict) else None
        self.advertised = total if isinstance(total, int) else None
        self.saw(ids_of(jobs))
        if self.bounds.details:
            for job in jobs:
                for native_id in filter(None, ids_of([job])):
                    url = f"{self._jobs()}/{quote(native_id)}?pay_transparency=true"
                    yield Page(url, PageRole.POSTING, listed=fingerprint(job))

    def _jobs(self) -> str:
        return f"{self.api}/v1/boards/{quote(self.board.token, safe='')}/jobs"
