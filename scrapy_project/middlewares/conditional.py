"""Asks "only if changed" where a body is at hand, and hands that body on when it has not.

Spiders need not know: a 304 reaches them with the stored body, so that paging and links go on.
"""

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Response

from jobs_assets.errors import ArchiveError
from jobs_assets.pages import PageOutcome, PageRole
from scrapy_project.middlewares.again import ask_again

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ConditionalMiddleware:
    """Conditional GET with the validators of the last stored answer."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Adds If-None-Match and If-Modified-Since."""
        meta = request.meta
        page = meta["page"]
        # A POST has no conditional form (RFC 9110, 13.1: conditions are for GET and HEAD).
        if page.role is PageRole.ROBOTS or page.post is not None or meta.get("unconditional"):
            return
        known = meta["run"].sink.validators(page.url)
        if known is None:
            return
        meta["validators"] = known
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response, with the stored body where the server said 304."""
        meta = request.meta
        if meta["outcome"] is not PageOutcome.NOT_MODIFIED:
            return response
        try:
            body = meta["run"].sink.body(meta["validators"].body_hash)
        except ArchiveError:
            # The stored body is damaged: `jobs verify` will say so; today's crawl needs the page all the
            # same.
            return ask_again(request, unconditional=True)
        content_type = meta["validators"].content_type
        if content_type and "Content-Type" not in response.headers:
            response.headers["Content-Type"] = content_type
        return response.replace(body=body)
