"""Personio: a board's positions, all on one XML page; their texts by language."""

from collections.abc import Iterable, Iterator

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from jobs_assets.parsing.xml_bytes import Element, child_of
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page
from scrapy_project.spiders.board import BoardSpider
from scrapy_project.spiders.xml_pages import texts_of, xml_root

LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")


class PersonioSpider(BoardSpider):
    """Reads `/xml?language=en`, and further languages for the positions that have no text in it.

    A position has its texts by language, and none in a language it was not written in; all else is the same
    in every language. So the next language is asked for until every position has a text, or one language,
    after some had texts, gives no further position any.
    """

    name = ats = "personio"
    expects = "xml"

    def prepare(self) -> None:
        """Which positions have had a text so far."""
        self._told: set[str] = set()

    @classmethod
    def origin(cls, board: Board) -> str:
        """The board's own host at the vendor."""
        return origin_of(board.url) if board.url is not None else f"https://{board.token}.jobs.personio.de"

    def first_pages(self) -> Iterable[Page]:
        """The feed in the first language."""
        yield self._page(0)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The feed in the next language, where it is likely to tell more."""
        positions = list(xml_root(response, "Personio", "workzag-jobs"))
        ids = texts_of(positions, "id")
        self.saw(ids)
        told = {
            native_id
            for one in positions
            if _has_text(one)
            for native_id in texts_of([one], "id")
            if native_id
        }
        gained = bool(told - self._told) or not self._told
        self._told |= told
        if gained and set(ids) - self._told - {None} and page.position + 1 < len(LANGUAGES):
            yield self._page(page.position + 1)

    def _page(self, position: int) -> Page:
        url = f"{self.origin_map.own}/xml?language={LANGUAGES[position]}"
        return Page(url, PageRole.LISTING, position=position)


def _has_text(position: Element) -> bool:
    blocks = child_of(position, "jobDescriptions")
    values = (child_of(block, "value") for block in (blocks if blocks is not None else ()))
    return any(value is not None and (len(value) or (value.text or "").strip()) for value in values)
