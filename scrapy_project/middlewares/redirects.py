"""Follows redirects, at most five, each through the queue again: its host's robots.txt and turn apply."""

from dataclasses import replace
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from jobs_assets.pages import PageOutcome
from scrapy_project.middlewares.again import ask_again
from scrapy_project.origins import without_fragment
from scrapy_project.outcomes import PageMissing
from scrapy_project.robots import MAX_REDIRECTS


class RedirectMiddleware:
    """Turns a redirect into the request it asks for."""

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response itself, or the request for its Location."""
        meta = request.meta
        if meta["outcome"] is not PageOutcome.REDIRECT:
            return response
        count = meta.get("redirects", 0) + 1
        if count > MAX_REDIRECTS:
            raise PageMissing(
                PageOutcome.HTTP_ERROR, f"more than {MAX_REDIRECTS} redirects, the last to {request.url}"
            )
        location = (response.headers.get("Location") or b"").decode("latin-1").strip()
        run, page = meta["run"], meta["page"]
        try:
            target = run.origin_map.recorded(without_fragment(urljoin(request.url, location)))
        except ValueError as error:
            raise PageMissing(
                PageOutcome.HTTP_ERROR, f"redirects to {location!r}, which is no address"
            ) from error
        if not run.follows(page, target):
            raise PageMissing(PageOutcome.REDIRECT, f"leads to another site: {target}")
        return ask_again(
            request, url=run.origin_map.contacted(target), page=replace(page, url=target), redirects=count
        )
