"""Breezy HR: a portal's whole list, with its texts, in one request."""

from collections.abc import Iterator

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.formats.breezy import position_id
from scrapy_project.outcomes import PageMissing
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_list


class BreezySpider(BoardSpider):
    """Reads `/json?verbose=true`. No total is stated, and there is one page whatever the number.

    A position that comes without its text is asked for by its own page. An unknown name answers 404, or
    leads to the vendor's own site.
    """

    name = ats = "breezy"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The portal's own host."""
        return f"https://{board.token}.breezy.hr"

    def first_pages(self) -> Iterator[Page]:
        """The list."""
        yield Page(f"{self.origin_map.own}/json?verbose=true", PageRole.LISTING)

    def follows(self, page: Page, target: str) -> bool:
        """Within the portal. Elsewhere there is no such portal; to its front, no such position."""
        if not target.startswith(f"{self.origin_map.own}/"):
            raise PageMissing(PageOutcome.NOT_FOUND, f"Breezy HR has no such portal: it leads to {target}")
        if page.role is PageRole.POSTING and position_id(target) is None:
            raise PageMissing(PageOutcome.NOT_FOUND, f"no such position: it leads to {target}")
        return True

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The pages of positions that came without their text."""
        if page.role is PageRole.POSTING:
            if b"JobPosting" not in response.body and b'class="description"' not in response.body:
                raise UnexpectedPage("a position's page without its posting")
            return
        rows = json_list(response, "Breezy HR")
        self.saw(ids_of(rows))
        for row in rows:
            if isinstance(row, dict) and not row.get("description"):
                friendly = row.get("friendly_id") or row.get("id")
                url = f"{self.origin_map.own}/p/{friendly}"
                if friendly and position_id(url):
                    yield Page(url, PageRole.POSTING, listed=fingerprint(row), expects="html")
