"""Follows redirects, at most five, each through the queue again: its host's robots.txt and turn apply."""

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from jobs_assets.pages import PageOutcome
from scrapy_project.middlewares.again import ask_again
from scrapy_project.origins import without_fragment
from scrapy_project.outcomes import PageMissing
from scrapy_project.requests import Page
from scrapy_project.robots import MAX_REDIRECTS

_SEE_OTHER = 303


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
        again = ask_again(request, url=run.origin_map.contacted(target), redirects=count)
        return _moved(again, page, target, see_other=response.status == _SEE_OTHER)


def _moved(again: Request, page: Page, target: str, *, see_other: bool) -> Request:
    """The request for a page that has moved to `target`.

    A POST of ours only reads, so it is sent once more as it was (RFC 9110, 15.4), also after a 301 or 302;
    303 alone means that the answer is to be had by GET. What its fragment told apart, it tells on.
    """
    if page.post is not None and see_other:
        again = again.replace(method="GET", body=b"")
        again.headers.pop("Content-Type", None)
        page = replace(page, post=None)
    elif page.post is not None:
        target = f"{target}#{urlsplit(page.url).fragment}"
    again.meta["page"] = replace(page, url=target)
    return again
