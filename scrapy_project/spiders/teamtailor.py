"""Teamtailor: a careers site's two feeds, both paged."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.teamtailor import number_in, rss_items
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import json_object
from scrapy_project.spiders.xml_pages import texts_of, xml_root

LIMIT = 100


class TeamtailorSpider(BoardSpider):
    """Pages through `/jobs.json`, which leads to its next page, and `/jobs.rss`, by `offset`.

    No total is stated. Only the RSS says department and workplace; a site without it is complete all the
    same, and one without the JSON Feed is read from the RSS alone.
    """

    name = ats = "teamtailor"

    def prepare(self) -> None:
        """Which postings each feed has named: they are paged side by side, and neither ends the other."""
        self._in_json: set[int] = set()
        self._in_rss: set[int] = set()

    @classmethod
    def origin(cls, board: Board) -> str:
        """The careers site: the vendor's host, or the employer's own."""
        if board.url is not None:
            return origin_of(board.url)
        return f"https://{board.token}" + ("" if "." in board.token else ".teamtailor.com")

    def first_pages(self) -> Iterable[Page]:
        """The JSON Feed's first page."""
        yield Page(f"{self.origin_map.own}/jobs.json", PageRole.LISTING)

    def instead(self, miss: Miss) -> Iterable[Page]:
        """The RSS, where there is no JSON Feed."""
        first = miss.page.expects is None and miss.page.position == 0
        return [self._rss(0)] if first and miss.outcome is PageOutcome.NOT_FOUND else []

    def counts_as_missing(self, miss: Miss) -> bool:
        """A site may have no RSS beside its JSON Feed."""
        return not (miss.page.expects == "xml" and miss.outcome is PageOutcome.NOT_FOUND)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The feed's next page after a full one, and the RSS after the JSON Feed's first."""
        if page.expects == "xml":
            yield from self._read_rss(page, response)
            return
        feed = json_object(response, "Teamtailor")
        items = feed.get("items")
        if not isinstance(items, list):
            raise UnexpectedPage("Teamtailor answered JSON without a list of items")
        named = [_number_of(one) for one in items]
        new = self._names(named, self._in_json)
        if page.position == 0:
            yield self._rss(0)
        following = self._following(feed.get("next_url"))
        if new and (following is not None or len(items) >= LIMIT):
            number = page.position // LIMIT + 2
            url = following or f"{self.origin_map.own}/jobs.json?page={number}"
            yield Page(url, PageRole.LISTING, position=page.position + len(items))

    def _following(self, stated: object) -> str | None:
        """The next page as the feed names it, on the site's own host: it may name another of its hosts."""
        query = urlsplit(stated).query if isinstance(stated, str) else ""
        return f"{self.origin_map.own}/jobs.json?{query}" if query else None

    def _read_rss(self, page: Page, response: Response) -> Iterator[Page]:
        try:
            items = rss_items(xml_root(response, "Teamtailor", "rss"))
        except Refused as error:
            raise UnexpectedPage(f"Teamtailor answered {error}") from error
        named = [number_in(link) or link for link in texts_of(items, "link")]
        if self._names(named, self._in_rss) and len(items) >= LIMIT:
            yield self._rss(page.position + len(items))

    def _names(self, native_ids: list[str | None], known: set[int]) -> int:
        """Counts the postings that a page names; returns how many of them are new to their feed."""
        self.saw(native_ids)
        before = len(known)
        known.update(map(hash, native_ids))
        return len(known) - before

    def _rss(self, offset: int) -> Page:
        url = f"{self.origin_map.own}/jobs.rss?offset={offset}&per_page={LIMIT}"
        return Page(url, PageRole.LISTING, position=offset, expects="xml")


def _number_of(item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    number = number_in(item.get("url")) or item.get("id")
    return None if number is None else str(number)
