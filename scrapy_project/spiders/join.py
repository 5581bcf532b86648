"""JOIN: a company's page, five postings at a time, and each posting's own page."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.join import listing_of, page_state
from jobs_assets.parsing.json_bytes import NotJson
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of

_GONE = frozenset({404, 410})


class JoinSpider(BoardSpider):
    """Pages through `/companies/{company}?page=N`, which states its total, then asks for each posting.

    A company that is gone answers 200 with the status in its state; one that never was a customer may answer
    with another company's page.
    """

    name = ats = "join"
    api = "https://join.com"
    expects = "html"

    def first_pages(self) -> Iterable[Page]:
        """The company's page."""
        yield Page(self._company(), PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The postings' pages, and the next page of a company that has more."""
        state = self._state(response)
        if page.role is PageRole.POSTING:
            return
        listing = listing_of(state)
        if listing is None:
            raise UnexpectedPage("JOIN answered a page that is no company's")
        company, jobs, pagination = listing
        self._check(company)
        for key in ("total", "rowCount"):
            if isinstance(pagination.get(key), int):
                self.advertised = pagination[key]
        new = self.saw(ids_of(jobs))
        for job in jobs:
            if isinstance(job, dict) and job.get("id") is not None:
                yield self._posting(job)
        pages, number = pagination.get("pageCount"), page.position + 1
        if new and isinstance(pages, int) and number < pages:
            yield Page(f"{self._company()}?page={number + 1}", PageRole.LISTING, position=number)

    def _state(self, response: Response) -> dict[str, Any]:
        try:
            state = page_state(response.body)
        except (Refused, NotJson) as error:
            raise UnexpectedPage(f"JOIN answered {error}") from error
        if state.get("statusCode") in _GONE:
            raise UnexpectedPage("JOIN says that this is gone", PageOutcome.NOT_FOUND)
        return state

    def _check(self, company: dict[str, Any]) -> None:
        """Raises where the page is another company's: JOIN has one for names it does not know."""
        domain = company.get("domain")
        if not isinstance(domain, str) or not domain:
            return
        if self.board.token.casefold() not in (domain.casefold(), domain.casefold().split(".", 1)[0]):
            raise UnexpectedPage(
                f"JOIN answered the page of {domain!r} in the place of {self.board.token!r}; follow "
                f"{self.api}/companies/{domain} if that is the company's name now",
                PageOutcome.NOT_FOUND,
            )

    def _posting(self, job: dict[str, Any]) -> Page:
        name = quote(str(job.get("idParam") or job["id"]), safe="")
        return Page(f"{self._company()}/{name}", PageRole.POSTING, listed=fingerprint(job))

    def _company(self) -> str:
        return f"{self.api}/companies/{quote(self.board.token, safe='')}"
