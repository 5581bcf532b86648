"""Asks again where that is likely to help: transient errors twice, after a growing pause; "later" later.

Every try has been kept before it comes here.
"""

import random
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Response

from jobs_assets.pages import PageOutcome, PageRole
from scrapy_project.hosts import MAX_THROTTLED, retry_after_seconds
from scrapy_project.middlewares.again import ask_again
from scrapy_project.outcomes import TRANSIENT_STATUS, page_missing

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_RETRIES = 2
_TOO_MANY = 429
# The pause after a 429 that does not say how long, in seconds; doubled each time.
_THROTTLE_PAUSE = 5.0


class RetryMiddleware:
    """Turns a failed exchange into its next try."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._backoff = crawler.settings.getfloat("RETRY_BACKOFF")
        self._longest = crawler.settings.getfloat("MAX_RETRY_AFTER")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response itself, or the request's next try."""
        if "leftover" in request.meta:
            return response
        outcome: PageOutcome = request.meta["outcome"]
        if outcome is PageOutcome.THROTTLED:
            return self._throttled(request, response) or response
        request.meta["host"].welcomed()
        if response.status in TRANSIENT_STATUS or outcome is PageOutcome.TRUNCATED:
            return self._retry(request) or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request's next try, or None to let the exception pass."""
        return self._retry(request) if page_missing(exception).transient else None

    def _retry(self, request: Request) -> Request | None:
        retries: int = request.meta.get("retries", 0)
        if retries >= request.meta.get("max_retries", MAX_RETRIES):
            return None
        # Up to a quarter more, so that requests that failed together do not come back together.
        pause = self._backoff * 2**retries * (1 + random.random() / 4)  # noqa: S311 # no secret
        return ask_again(request, retries=retries + 1, not_before=monotonic() + pause)

    def _throttled(self, request: Request, response: Response) -> Request | None:
        host = request.meta["host"]
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        seconds = retry_after_seconds(header, datetime.now(UTC))
        if seconds is None:
            seconds = _THROTTLE_PAUSE * 2**host.throttled
        # 429 is for us, at whichever of a vendor's hosts; 503 is about the one host that says it.
        self._crawler.engine.scheduler.throttled(  # type: ignore[union-attr] # ours, see settings.py
            host, seconds, self._longest, all_of_vendor=response.status == _TOO_MANY
        )
        tries: int = request.meta.get("throttled", 0) + 1
        # A throttled robots.txt means "not now" for the whole origin; asking it again would be one more
        # request.
        if host.stopped or tries > MAX_THROTTLED or request.meta["page"].role is PageRole.ROBOTS:
            return None
        return ask_again(request, throttled=tries)
