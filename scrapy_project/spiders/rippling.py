"""Rippling: one list of a board's postings, and a record of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from scrapy.http import Response

from jobs_assets.pages import PageRole
from scrapy_project.requests import Page, fingerprint
from scrapy_project.spiders.board import BoardSpider
from scrapy_project.spiders.json_pages import ids_of, json_list


class RipplingSpider(BoardSpider):
    """Reads `/v1/board/{slug}/jobs`, which is whole and states no total, then each posting's own record.

    The list has neither text nor pay nor date, so the records are always asked for. A posting with several
    locations is a row for each, all under one `uuid`.
    """

    name = ats = "rippling"
    api = "https://api.rippling.com"

    def first_pages(self) -> Iterable[Page]:
        """The list."""
        yield Page(self._jobs(), PageRole.LISTING)

    def read(self, page: Page, response: Response) -> Iterator[Page]:
        """A page for each posting of the list."""
        if page.role is PageRole.POSTING:
            return
        listed = json_list(response, "Rippling")
        self.saw(ids_of(listed, "uuid"))
        rows: dict[str, list[Any]] = defaultdict(list)
        for row, uuid in zip(listed, ids_of(listed, "uuid"), strict=True):
            if uuid is not None:
                rows[uuid].append(row)
        for uuid, stated in rows.items():
            row = fingerprint(sorted(map(fingerprint, stated)))
            yield Page(f"{self._jobs()}/{quote(uuid, safe='')}", PageRole.POSTING, listed=row)

    def _jobs(self) -> str:
        return f"{self.api}/platform/api/ats/v1/board/{quote(self.board.token, safe='')}/jobs"
