"""Keeps every exchange: responses of any status, redirects, robots.txt, and requests that got no response.

The innermost middleware, so that nothing another one does to a response is missed or kept instead of it.
It also tells the scheduler that a request is over.
"""

from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Response

from jobs_assets.pages import READABLE, Fetch, PageOutcome, PageRole
from jobs_assets.parsing.walls import classify
from jobs_assets.store.archive import Validators
from jobs_assets.store.details import Listed
from scrapy_project.details import headers_of_a_body
from scrapy_project.outcomes import outcome_of_status, page_missing, remedy

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_KEPT_WHOLE = (PageRole.ROBOTS, PageRole.SITEMAP)


class RecordMiddleware:
    """Writes one `Fetch` per exchange and leaves its outcome in `meta["outcome"]` and `meta["message"]`."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the response; a page that was taken over, as it was."""
        meta = request.meta
        if (leftover := meta.get("leftover")) is not None:
            meta["outcome"], meta["message"] = leftover.outcome, leftover.error
            self._keep(request, leftover, None)
            return response
        self._over(request)
        headers = {
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        outcome, message = self._judge(request, response, headers)
        meta["outcome"], meta["message"] = outcome, message
        body: bytes | None = response.body
        fetch = self._fetch(request, outcome, message)
        fetch.status = response.status
        fetch.headers = headers
        if outcome is PageOutcome.NOT_MODIFIED:
            known: Validators = meta["validators"]
            # What else it says repeats the answer it stands for, or is about transport (RFC 9110, 15.4.5).
            fetch.headers = headers_of_a_body(headers.get("content-type") or known.content_type or "")
            fetch.body_hash, body = known.body_hash, None
        elif outcome is PageOutcome.TOO_LARGE:
            body = None
        fetch.body_bytes = len(body or b"")
        self._keep(request, fetch, body)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Keeps a request that ended without a response."""
        self._over(request)
        missing = page_missing(exception)
        request.meta["outcome"], request.meta["message"] = missing.outcome, str(missing)
        fetch = self._fetch(request, missing.outcome, str(missing))
        self._keep(request, fetch, None)

    def _keep(self, request: Request, fetch: Fetch, body: bytes | None) -> None:
        run, page = request.meta["run"], request.meta["page"]
        listed = None
        if page.listed is not None and fetch.outcome in READABLE:
            listed = Listed(request.meta["asked"], page.listed, run.bounds.day)
        run.sink.add(fetch, body, run.ats, listed)

    def _over(self, request: Request) -> None:
        self._crawler.engine.scheduler.finished(request)  # type: ignore[union-attr] # ours, see settings.py

    @staticmethod
    def _judge(
        request: Request, response: Response, headers: dict[str, str]
    ) -> tuple[PageOutcome, str | None]:
        meta = request.meta
        if "defect" in meta:
            outcome, message = meta["defect"]
            return outcome, message
        outcome = outcome_of_status(response.status, headers)
        if outcome is PageOutcome.NOT_MODIFIED and "validators" not in meta:
            return PageOutcome.HTTP_ERROR, "304 to a request that asked for no condition"
        page = meta["page"]
        if outcome in (PageOutcome.OK, PageOutcome.HTTP_ERROR) and (
            page.role not in _KEPT_WHOLE or page.expects is not None
        ):
            content_type = headers.get("content-type", "")
            wall = classify(response.body, content_type, response.status, headers)
            # A page that only leads to the listing may well be a shell: it shows no posting anyway.
            if wall is not None and not (page.role in _KEPT_WHOLE and wall is PageOutcome.EMPTY_SHELL):
                return wall, remedy(wall)
            if outcome is PageOutcome.OK and (
                wrong := meta["run"].wrong_type(page, response.body, content_type)
            ):
                return PageOutcome.WRONG_TYPE, wrong
        return outcome, None if outcome in READABLE else f"status {response.status}"

    @staticmethod
    def _fetch(request: Request, outcome: PageOutcome, message: str | None) -> Fetch:
        meta = request.meta
        sent_at = meta.get("sent_at")
        return Fetch(
            board_id=meta["run"].board.board_id,
            url=meta["page"].url,
            role=meta["page"].role,
            outcome=outcome,
            fetched_at=datetime.now(UTC),
            error=message,
            seconds=0.0 if sent_at is None else monotonic() - sent_at,
        )
