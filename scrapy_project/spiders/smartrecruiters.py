"""SmartRecruiters: the Posting API, paged by limit and offset, and a detail of each posting."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object

LIMIT = 100


class SmartRecruitersSpider(BoardSpider):
    """Pages through `/v1/companies/{company}/postings` to `totalFound`; the text is in the details alone.

    A company that does not exist answers like one without postings. A page may hold fewer rows than asked
    for, so the next offset counts what came.
    """

    name = ats = "smartrecruiters"
    api = "https://api.smartrecruiters.com"

    def first_pages(self) -> Iterable[Page]:
        """The listing's first page."""
        yield self._page(0)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The next page, and the details of this one's postings."""
        if page.role is PageRole.POSTING:
            return
        document = json_object(response, "SmartRecruiters")
        rows = document.get("content")
        if not isinstance(rows, list):
            raise UnexpectedPage("SmartRecruiters answered JSON without a list of postings")
        total = document.get("totalFound")
        if isinstance(total, int):
            self.advertised = total
        ids = ids_of(rows)
        new = self.saw(ids)
        after = page.position + len(rows)
        more = len(rows) >= LIMIT if self.advertised is None else after < self.advertised
        if new and more:
            yield self._page(after)
        for native_id, row in zip(ids, rows, strict=True):
            if native_id is None:
                continue
            url = f"{self._postings()}/{quote(native_id, safe='')}"
            yield Page(url, PageRole.POSTING, listed=fingerprint(row))

    def _page(self, offset: int) -> Page:
        return Page(f"{self._postings()}?limit={LIMIT}&offset={offset}", PageRole.LISTING, position=offset)

    def _postings(self) -> str:
        return f"{self.api}/v1/companies/{quote(self.board.token, safe='')}/postings"
