"""Eightfold: the newer search API, or the older one where a tenant has only that; ten positions a page."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from scrapy.http import Response

from jobs_assets.boards.board import Board
from jobs_assets.pages import PageRole
from scrapy_project.origins import origin_of
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider, Miss, UnexpectedPage
from scrapy_project.spiders.json_pages import ids_of, json_object

LIMIT = 10  # whatever is asked for
SWEEPS = 3
_GROUP = re.compile(rb"_EF_GROUP_ID\s*=\s*[\"']([\w.-]{1,120})[\"']")
_NEW, _OLD = "/api/pcsx/search", "/api/apply/v2/jobs"
_STABLE = (
    "name", "locations", "department", "postedTs", "t_create", "t_update", "workLocationOption",
    "work_location_option",
)  # fmt: skip


class EightfoldSpider(BoardSpider):
    """Asks the careers page for the name that the API knows the tenant by, then pages through all positions.

    The newer API answers 403 where a tenant has only the older one. Its pages come from servers that do not
    agree on an order, so a list that is not whole after one sweep is swept again.
    """

    name = ats = "eightfold"

    def prepare(self) -> None:
        """Begins before the first sweep."""
        self._group = ""
        self._sweep = 0
        self._waiting = 0
        self._found = 0

    @classmethod
    def origin(cls, board: Board) -> str:
        """The careers site's host."""
        return origin_of(board.url or f"https://{board.token}.eightfold.ai")

    def first_pages(self) -> Iterable[Page]:
        """The careers page. It lists nothing by itself."""
        yield Page(f"{self.origin_map.own}/careers", PageRole.SITEMAP, expects="html")

    def instead(self, miss: Miss) -> Iterable[Page]:
        """The older API, where the newer is not for this tenant or nobody says what to ask it for."""
        if miss.page.role is PageRole.SITEMAP or (
            miss.status == 403 and _NEW in miss.page.url and self._sweep == 1 and not miss.page.position
        ):
            self._sweep, self._waiting = 1, 0
            yield self._list(_OLD, 0)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """The further pages of a sweep, or another sweep, and each position's record."""
        if page.role is PageRole.SITEMAP:
            yield from self._start(response)
            return
        document = json_object(response, "Eightfold")
        if page.role is PageRole.POSTING:
            return
        listed = document.get("data") if _NEW in page.url else document
        positions = listed.get("positions") if isinstance(listed, dict) else None
        if not isinstance(listed, dict) or not isinstance(positions, list):
            raise UnexpectedPage("Eightfold answered JSON without a list of positions")
        new = self.saw(ids_of(positions))
        self._found += new
        self._waiting -= 1
        api = _NEW if _NEW in page.url else _OLD
        if page.position == 0:
            count = listed.get("count")
            self.advertised = count if isinstance(count, int) and not isinstance(count, bool) else None
            yield from self._rest(api)
        if self.advertised is None and new:
            yield self._list(api, page.position + len(positions))
        elif not self._waiting:
            yield from self._sweep_again(api)
        for position in positions:
            if isinstance(position, dict) and position.get("id") is not None:
                yield self._record(api, position)

    def _start(self, response: Response) -> Iterator[Page]:
        match = _GROUP.search(response.body)
        if match is None:
            raise UnexpectedPage("this careers page is not Eightfold's: it names no _EF_GROUP_ID")
        self._group = match[1].decode()
        self._sweep = 1
        yield self._list(_NEW, 0)

    def _rest(self, api: str) -> Iterator[Page]:
        for start in range(LIMIT, self.advertised or 0, LIMIT):
            yield self._list(api, start)

    def _sweep_again(self, api: str) -> Iterator[Page]:
        """The first page once more, and with it the others, as long as sweeps bring what is missing."""
        missing = (self.advertised or 0) > len(self._ids)
        if missing and self._found and self._sweep < SWEEPS:
            self._sweep += 1
            self._found = 0
            yield self._list(api, 0)

    def _list(self, api: str, start: int) -> Page:
        self._waiting += 1
        asked = {"query": "", "location": "", "start": start, "sort_by": "timestamp"}
        if self._group:
            asked = {"domain": self._group, **asked}
        again = f"#sweep={self._sweep}" if self._sweep > 1 else ""
        return Page(f"{self.origin_map.own}{api}?{urlencode(asked)}{again}", PageRole.LISTING, position=start)

    def _record(self, api: str, position: dict[str, Any]) -> Page:
        own, native_id = self.origin_map.own, quote(str(position["id"]), safe="")
        domain = {"domain": self._group} if self._group else {}
        if api == _NEW:
            asked = urlencode({"position_id": position["id"], **domain, "hl": "en"})
            url = f"{own}/api/pcsx/position_details?{asked}"
        else:
            url = f"{own}{_OLD}/{native_id}" + (f"?{urlencode(domain)}" if domain else "")
        return Page(url, PageRole.POSTING, listed=fingerprint([str(position.get(key)) for key in _STABLE]))
