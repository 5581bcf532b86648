"""The requests of a crawl: what is asked for (`Page`) and what a request carries through the middlewares."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import orjson
from scrapy import Request

from jobs_assets.pages import PageRole
from scrapy_project.origins import without_fragment

if TYPE_CHECKING:
    from scrapy_project.spiders.board import BoardSpider

Format: TypeAlias = Literal["json", "html", "xml"]

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to fetch, under the board's own address.

    `position` is how far a listing has been paged; `depth` counts links from the board's first page.

    `post` is the JSON body of a page that is asked for by POST. Its address on record must tell it from every
    other page, so what only the body says stands in the fragment, which is not sent:

        Page(f"{jobs}#offset=20", PageRole.LISTING, position=20, post=b'{"offset": 20}')

    `listed` is, for a posting's own page, the `fingerprint` of its row in the listing: the page is asked for
    only where its posting is new, its row has changed or the stored page is old. `expects` is the page's
    format where it is not the usual one of its kind.
    """

    url: str
    role: PageRole
    position: int = 0
    depth: int = 0
    post: bytes | None = None
    listed: str | None = None
    expects: Format | None = None


def fingerprint(row: Any) -> str:  # noqa: ANN401 # any JSON value
    """A short hash of a JSON value, the same on every day and machine and for any order of keys.

    Give it what is stable in a listing's row: a relative date would be a change every day.
    """
    return hashlib.blake2b(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def page_request(
    page: Page,
    run: "BoardSpider",
    contacted: str,
    *,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    meta: dict[str, Any] | None = None,
) -> Request:
    """The request for a page of a board's run, sent to the address `contacted` without its fragment.

    Every request of a crawl carries `meta["page"]` and `meta["run"]`: what it is for and whose. Redirects
    change the page; `meta["asked"]` stays the address that a posting's own page was asked for under.
    """
    headers = {} if page.role is PageRole.ROBOTS else dict(run.headers)
    if page.post is not None:
        headers = {"Accept": _JSON} | headers | {"Content-Type": _JSON}
    return Request(
        without_fragment(contacted) if "#" in contacted else contacted,
        method="GET" if page.post is None else "POST",
        headers=headers,
        body=page.post,
        callback=callback,
        errback=errback,
        dont_filter=True,
        meta={"page": page, "run": run, "asked": page.url, **(meta or {})},
    )
