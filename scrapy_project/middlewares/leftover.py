"""Answers a request with a page that a crawl of the same day had before it was killed.

Such a request needs no turn of its host and asks nobody; its spider reads the page as if it had just come.
"""

from scrapy import Request
from scrapy.http import Response

from jobs_assets.errors import ArchiveError
from jobs_assets.pages import Fetch
from scrapy_project.middlewares.again import ask_again

_ANSWERED = 200


class LeftoverMiddleware:
    """Turns `meta["leftover"]` into a response."""

    def process_request(self, request: Request) -> Request | Response | None:
        """The page that was left over; the request without it where its body is damaged."""
        fetch: Fetch | None = request.meta.get("leftover")
        if fetch is None or fetch.body_hash is None:
            return None
        try:
            body = request.meta["run"].sink.body(fetch.body_hash)
        except ArchiveError:
            # `jobs verify` will say so; today's crawl needs the page all the same.
            return ask_again(request)
        headers = {name: value for name, value in fetch.headers.items() if name == "content-type"}
        return Response(request.url, status=_ANSWERED, headers=headers, body=body, request=request)
