"""Refuses what may not leave: robots.txt says no, or the host has been stopped.

The scheduler has already waited for robots.txt. Whatever comes here without known rules is refused: a
mistake of ours must not become a page that was never allowed.
"""

from typing import TYPE_CHECKING, Self

from scrapy import Request

from jobs_assets.pages import PageOutcome, PageRole
from scrapy_project.outcomes import PageMissing

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class PermissionMiddleware:
    """Raises PageMissing for a request that may not leave."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Lets the request pass, or raises PageMissing."""
        meta = request.meta
        if (stopped := meta["host"].stopped) is not None:
            raise PageMissing(PageOutcome.THROTTLED, stopped)
        if meta["page"].role is PageRole.ROBOTS:
            return
        rules = self._crawler.engine.scheduler.rules_of(request.url)  # type: ignore[union-attr] # ours, see settings.py
        if rules is None:
            raise PageMissing(PageOutcome.DISALLOWED, "robots.txt is not known")
        if refusal := rules.refusal(request.url):
            raise PageMissing(rules.outcome, refusal)
        meta["robots"] = rules
