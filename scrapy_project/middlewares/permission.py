"""Refuses what may not leave: robots.txt says no, or the host has been stopped.

The scheduler has waited for robots.txt and found out what it says. A request that comes here by another
way, or for another address than the one that was permitted, is refused: a mistake of ours must not become
a page that was never allowed.
"""

from scrapy import Request

from jobs_assets.pages import PageOutcome
from scrapy_project.outcomes import PageMissing


class PermissionMiddleware:
    """Raises PageMissing for a request that may not leave."""

    def process_request(self, request: Request) -> None:
        """Lets the request pass, or raises PageMissing."""
        meta = request.meta
        if (refused := meta.get("refused")) is not None:
            raise refused
        if meta.get("permitted") != request.url:
            raise PageMissing(PageOutcome.DISALLOWED, "robots.txt was not asked about this address")
        if (stopped := meta["host"].stopped) is not None:
            raise PageMissing(PageOutcome.THROTTLED, stopped)
