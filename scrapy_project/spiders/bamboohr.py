"""BambooHR: a company's list, then each opening's own record, which alone has the text."""

from collections.abc import Iterator
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageOutcome, PageRole
from jobs_assets.parsing.formats.bamboohr import EmbeddedRow, embedded_rows
from scrapy_project.outcomes import PageMissing
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object

_EMBEDDED = "/jobs/embed2.php"
# What the list answers where a company has only the older, embedded one.
_NO_LIST = frozenset({PageOutcome.NOT_FOUND, PageOutcome.HTTP_ERROR, PageOutcome.WRONG_TYPE})


class BambooHRSpider(BoardSpider):
    """Reads `/careers/list`, which states its total and has one page, and `/careers/{id}/detail`.

    Where the list is gone, the embedded list is asked for, if robots.txt lets it. A name that no company has
    leads to the vendor's own site.
    """

    name = ats = "bamboohr"

    @classmethod
    def origin(cls, board: Board) -> str:
        """The company's own host."""
        return f"https://{board.token}.bamboohr.com"

    def first_pages(self) -> Iterator[Page]:
        """The list."""
        yield Page(f"{self.origin_map.own}/careers/list", PageRole.LISTING)

    def instead(self, miss: Miss) -> Iterator[Page]:
        """The embedded list."""
        if miss.page.role is PageRole.LISTING and miss.outcome in _NO_LIST:
            yield Page(f"{self.origin_map.own}{_EMBEDDED}", PageRole.LISTING, expects="html")

    def follows(self, page: Page, target: str) -> bool:
        """Within the company's host; elsewhere there is no such company."""
        if target.startswith(f"{self.origin_map.own}/"):
            return True
        raise PageMissing(PageOutcome.NOT_FOUND, f"BambooHR has no such company: it leads to {target}")

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The details of a list's openings."""
        if page.role is PageRole.POSTING:
            _require_opening(response)
        elif page.url.endswith(_EMBEDDED):
            yield from self._read_embedded(page, response)
        else:
            yield from self._read_list(response)

    def _read_list(self, response: Response) -> Iterator[Page]:
        document = json_object(response, "BambooHR")
        rows = document.get("result")
        if not isinstance(rows, list):
            raise UnexpectedPage("BambooHR answered JSON without a list of openings")
        meta = document.get("meta")
        total = meta.get("totalCount") if isinstance(meta, dict) else None
        self.advertised = total if isinstance(total, int) else None
        if not rows and self.advertised is None:
            raise UnexpectedPage(
                "BambooHR answered an empty list without its total, which a company's states"
            )
        self.saw(ids_of(rows))
        for row in rows:
            for native_id in filter(None, ids_of([row])):
                yield self._detail(native_id, fingerprint(row))

    def _read_embedded(self, page: Page, response: Response) -> Iterator[Page]:
        if b"BambooHR-ATS-board" not in response.body:
            raise UnexpectedPage("BambooHR answered an embedded list without a board", PageOutcome.NOT_FOUND)
        rows = list(embedded_rows(response.body, page.url))
        self.saw(row.native_id for row in rows)
        for row in rows:
            yield self._detail(row.native_id, fingerprint(_values(row)))

    def _detail(self, native_id: str, listed: str) -> Page:
        url = f"{self.origin_map.own}/careers/{quote(native_id, safe='')}/detail"
        return Page(url, PageRole.POSTING, listed=listed)


def _require_opening(response: Response) -> None:
    result = json_object(response, "BambooHR").get("result")
    if not isinstance(result, dict) or not isinstance(result.get("jobOpening"), dict):
        raise UnexpectedPage("BambooHR answered a detail without its opening")


def _values(row: EmbeddedRow) -> list[str | None]:
    return [row.native_id, row.title, row.department, row.location]
