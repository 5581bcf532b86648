"""The requests of a crawl: what is asked for (`Page`) and what a request carries through the middlewares."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy import Request

from jobs_assets.pages import PageRole

if TYPE_CHECKING:
    from scrapy_project.spiders.board import BoardSpider


@dataclass(frozen=True, slots=True)
class Page:
    """One page to fetch, under the board's own address.

    `position` is how far a listing has been paged; `depth` counts links from the board's first page.
    """

    url: str
    role: PageRole
    position: int = 0
    depth: int = 0


def page_request(
    page: Page,
    run: "BoardSpider",
    contacted: str,
    *,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    meta: dict[str, Any] | None = None,
) -> Request:
    """The request for a page of a board's run, sent to the address `contacted`.

    Every request of a crawl carries `meta["page"]` and `meta["run"]`: what it is for and whose.
    """
    return Request(
        contacted,
        callback=callback,
        errback=errback,
        dont_filter=True,
        meta={"page": page, "run": run, **(meta or {})},
    )
