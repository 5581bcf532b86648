"""Decides which request leaves next. A request is handed out only when its host may really be asked.

Scrapy's own scheduler hands requests out and lets them wait in the downloader, where the requests of one
slow host take the places of all others, and where waiting for a robots.txt leaks (see
tests/crawl/test_robots.py). Here they wait in their host's own queue: for the origin's robots.txt, for
the delay, for Retry-After, for their vendor's pace. So a place in the downloader is taken only by a request
in flight, and no host waits for another vendor's.
"""

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from twisted.python.failure import Failure

from jobs_assets.kinds import KINDS
from jobs_assets.pages import PageOutcome, PageRole
from scrapy_project.hosts import Host, Patience, Vendor, host_key
from scrapy_project.origins import origin_of
from scrapy_project.outcomes import PageMissing, page_missing
from scrapy_project.requests import Page, page_request
from scrapy_project.robots import (
    PARSED_BYTES,
    RobotsRules,
    rules_from_body,
    rules_from_failure,
    rules_from_status,
)

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.spiders import Spider

    from scrapy_project.spiders.board import BoardSpider

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Origin:
    """One origin's robots.txt: not asked, asked, or known. `parked` requests wait for it."""

    rules: RobotsRules | None = None
    parked: list[Request] = field(default_factory=list)


class HostScheduler(BaseScheduler):
    """The crawl's queue: one line per host, and a line of the hosts that may be asked now."""

    def __init__(self, crawler: "Crawler") -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._delay = settings.getfloat("HOST_DELAY")
        self._per_host = settings.getint("HOST_CONCURRENCY")
        self._max_crawl_delay = settings.getfloat("MAX_CRAWL_DELAY")
        self._robots_timeout = settings.getfloat("ROBOTS_TIMEOUT")
        self.hosts: dict[str, Host] = {}
        self.vendors: dict[str, Vendor] = {}
        self.origins: dict[str, Origin] = {}
        self._line: deque[Host] = deque()
        self._at_once: deque[Request] = deque()  # they will not get to their host
        self._count = 0
        self._loop = asyncio.get_running_loop()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    # What Scrapy's engine asks

    def has_pending_requests(self) -> bool:
        """Whether any request waits, for whatever reason."""
        return self._count > 0

    def enqueue_request(self, request: Request) -> bool:
        """Takes a request, to be handed out once `meta["not_before"]` (monotonic time), if any, has come."""
        self._count += 1
        not_before = request.meta.get("not_before", 0.0)
        if not_before > monotonic():
            self._loop.call_later(not_before - monotonic(), self._admit_later, request)
        elif "leftover" in request.meta:
            self._at_once.append(request)
        else:
            self._admit(request)
        return True

    def next_request(self) -> Request | None:
        """The next request whose host may be asked now, or None. Hosts take turns."""
        if self._at_once:
            self._count -= 1
            return self._at_once.popleft()
        now = monotonic()
        while self._line:
            host = self._line.popleft()
            host.waiting = False
            if not host.queue or not host.may_start():
                continue
            if (start_at := host.start_at()) > now:
                self._wake_at(host, start_at)
                continue
            if self._is_blocked(host, now):
                continue
            request = host.queue.popleft()
            self._count -= 1
            host.started(now)
            request.meta["host"], request.meta["vendor"] = host, host.vendor
            self._line_up(host)
            return request
        return None

    def open(self, spider: "Spider") -> None:
        """Nothing to open."""

    def close(self, reason: str) -> None:
        """Whatever still waits is dropped: boards that are not finished stay open in the archive."""
        self._line.clear()

    # What the middlewares report

    def answered(self, request: Request) -> None:
        """The head of an answer has come; the body may still be on its way."""
        host: Host = request.meta["host"]
        host.answered(monotonic())
        request.meta["answered"] = True
        self._line_up(host)

    def finished(self, request: Request) -> None:
        """A request handed out is over: with a response, an error, or refused before it left."""
        host: Host | None = request.meta.get("host")
        if host is None:
            return
        if not request.meta.pop("answered", False):
            host.answered(monotonic())
        host.ended()
        self._line_up(host)
        vendor: Vendor | None = request.meta["vendor"]
        if vendor is not None:
            vendor.in_flight -= 1
            self._unblock(vendor)

    def throttled(self, host: Host, seconds: float, longest: float, *, all_of_vendor: bool) -> None:
        """The host answered "later", by so many seconds, for itself or for all hosts of its vendor."""
        host.throttle(monotonic(), seconds, longest, all_of_vendor=all_of_vendor)
        if host.stopped is None:
            return
        logger.warning("%s: left alone for the rest of this crawl", host.stopped)
        # What is still in line is refused now, not after the pause.
        stopped = [host] if host.vendor is None else [each for each in host.vendor.hosts if each.stopped]
        self._line.extend(stopped)

    def host_of(self, url: str, run: "BoardSpider") -> Host:
        """The host that `url` is on, which a run contacts."""
        key = host_key(url)
        host = self.hosts.get(key)
        if host is None:
            host = self.hosts[key] = Host(key, self._per_host, self._delay)
        if host.vendor is None and (vendor := self._vendor_of(run)) is not None:
            host.joins(vendor)
        return host

    def _vendor_of(self, run: "BoardSpider") -> Vendor | None:
        """Whose hosts the run contacts; null where every board is a site of its own, and for stand-ins."""
        kind = KINDS[run.ats]
        if kind.pace is None or run.board.base_url is not None:
            return None
        vendor = self.vendors.get(kind.ats)
        if vendor is None:
            vendor = self.vendors[kind.ats] = Vendor(kind.pace, Patience(kind.label))
        return vendor

    # Turns

    def _admit(self, request: Request) -> None:
        url = request.url
        if request.meta["page"].role is not PageRole.ROBOTS:
            root = _root_of(request)
            origin = self.origins.get(root)
            if origin is None:
                origin = self.origins[root] = Origin()
                self._ask_robots(request, root)
            if origin.rules is None:
                origin.parked.append(request)
                return
            # In the words of the site itself: a path prefix of its stand-in is no part of its rules.
            if refusal := origin.rules.refusal(request.meta["page"].url):
                request.meta["refused"] = PageMissing(
                    origin.rules.outcome, refusal, because=origin.rules.because
                )
                self._at_once.append(request)
                return
            request.meta["robots"] = origin.rules
        request.meta["permitted"] = url
        host = self.host_of(url, request.meta["run"])
        host.queue.append(request)
        self._line_up(host)

    def _line_up(self, host: Host) -> None:
        if not host.waiting and host.queue and host.may_start():
            host.waiting = True
            self._line.append(host)

    def _is_blocked(self, host: Host, now: float) -> bool:
        """Whether the host waits for its vendor; if so, until a request there ends or the time has come."""
        vendor = host.vendor
        if vendor is None or host.stopped is not None:
            return False
        start_at = vendor.start_at()
        if vendor.has_room() and start_at <= now:
            return False
        host.waiting = True
        vendor.blocked.append(host)
        if start_at > now and not vendor.waking:
            vendor.waking = True
            self._loop.call_later(start_at - now, self._wake_vendor, vendor)
        return True

    def _wake_vendor(self, vendor: Vendor) -> None:
        vendor.waking = False
        self._unblock(vendor)
        self._nudge()

    def _unblock(self, vendor: Vendor) -> None:
        self._line.extend(vendor.blocked)
        vendor.blocked.clear()

    def _wake_at(self, host: Host, when: float) -> None:
        host.waiting = True
        self._loop.call_later(when - monotonic(), self._wake, host)

    def _wake(self, host: Host) -> None:
        self._line.append(host)
        self._nudge()

    def _admit_later(self, request: Request) -> None:
        self._admit(request)
        self._nudge()

    def _nudge(self) -> None:
        # The engine looks at its scheduler when a response ends and every five seconds. Only its slot can
        # be told that a wait is over; Scrapy has no public way to say so.
        slot = self._crawler.engine._slot
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()

    # robots.txt

    def _ask_robots(self, asker: Request, root: str) -> None:
        run = asker.meta["run"]
        page = Page(run.origin_map.recorded(f"{root}/robots.txt"), PageRole.ROBOTS)
        request = page_request(
            page,
            run,
            f"{root}/robots.txt",
            callback=self._robots_answered,
            errback=self._robots_failed,
            meta={
                "origin": root,
                "max_retries": 1,
                "download_timeout": self._robots_timeout,
                "keep_prefix": True,
                "download_maxsize": 2 * PARSED_BYTES,
            },
        )
        self.enqueue_request(request)

    def _robots_answered(self, response: "Response") -> None:
        # A file that came in part may have lost the rule about us; one that is too long has been read far
        # enough.
        outcome: PageOutcome = response.meta["outcome"]
        cut = "defect" in response.meta and not (outcome is PageOutcome.TOO_LARGE and response.body)
        if cut:
            rules = rules_from_failure(PageOutcome.NETWORK_ERROR, response.meta["message"])
        elif response.status == 200:
            rules = rules_from_body(response.body, self._max_crawl_delay)
        else:
            rules = rules_from_status(response.status)
        self._robots_known(response.meta["origin"], rules, response.meta["run"])

    def _robots_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy's scraper
        missing = page_missing(failure.value)
        rules = rules_from_failure(missing.outcome, str(missing))
        self._robots_known(request.meta["origin"], rules, request.meta["run"])

    def _robots_known(self, key: str, rules: RobotsRules, run: "BoardSpider") -> None:
        origin = self.origins[key]
        origin.rules = rules
        host = self.host_of(key, run)
        host.delay = max(host.delay, rules.crawl_delay)
        if rules.denied:
            logger.info("%s: %s", key, rules.denied)
        parked, origin.parked = origin.parked, []
        for waiting in parked:
            self._admit(waiting)
        self._nudge()


def _root_of(request: Request) -> str:
    """Where the robots.txt for a request lies: the root of its origin, or of the stand-in for its site."""
    own = origin_of(request.meta["page"].url)
    root: str = request.meta["run"].origin_map.contacted(own).rstrip("/")
    return root if request.url.startswith(root) else origin_of(request.url)
