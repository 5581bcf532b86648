"""JazzHR: a board's table of openings, then each opening's own page, which alone has the text."""

from collections.abc import Iterator

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.formats.jazzhr import board_rows, opening_key
from scrapy_project.outcomes import PageMissing
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, UnexpectedPage

_TABLE = b'id="jobs_table"'
_ROW = b'<tr id="row_job_'
_INACTIVE = b"Inactive Career Page"


class JazzHRSpider(BoardSpider):
    """Reads `/apply/jobs`, which has all openings in one table whatever theme the board wears.

    No total is stated. A board that has left answers a page that says so, or leads to the vendor's own site.
    """

    name = ats = "jazzhr"
    expects = "html"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The board's own host."""
        return f"https://{board.token}.applytojob.com"

    def first_pages(self) -> Iterator[Page]:
        """The table."""
        yield Page(f"{self.origin_map.own}/apply/jobs", PageRole.LISTING)

    def follows(self, page: Page, target: str) -> bool:
        """Within the board. Elsewhere there is no such board; to its front, no such opening."""
        if not target.startswith(f"{self.origin_map.own}/"):
            raise PageMissing(PageOutcome.NOT_FOUND, f"JazzHR has no such board: it leads to {target}")
        if page.role is PageRole.POSTING and opening_key(target) is None:
            raise PageMissing(PageOutcome.NOT_FOUND, f"no such opening: it leads to {target}")
        return True

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The pages of a table's openings."""
        if page.role is PageRole.POSTING:
            if b"JobPosting" not in response.body and b"job-description" not in response.body:
                raise UnexpectedPage("an opening's page without its text")
            return
        if _TABLE not in response.body:
            if _INACTIVE in response.body:
                raise UnexpectedPage("JazzHR says: this account is no longer active", PageOutcome.NOT_FOUND)
            raise UnexpectedPage("a page without a table of openings")
        rows = list(board_rows(response.body, page.url))
        self.saw(row.key for row in rows)
        if len(rows) < (shown := response.body.count(_ROW)):
            self.cut(f"{shown - len(rows)} of {shown} rows of the table could not be read")
        for row in rows:
            yield Page(row.url, PageRole.POSTING, listed=fingerprint(row.values))
