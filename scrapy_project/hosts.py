"""When a host may be asked again: requests in flight, delays, pauses and stops. Knows time, no network.

All boards of all kinds on one host share one `Host`; all hosts of one vendor share its `Vendor`.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request

from jobs_assets.kinds import Pace

# After this many throttled answers in a row, each after the pause it asked for, a host is left alone.
MAX_THROTTLED = 3
_DEFAULT_PORT = {"http": 80, "https": 443}


def host_key(url: str) -> str:
    """The name under which politeness counts: the host, with its port where that is not its scheme's own."""
    parts = urlsplit(url)
    port = parts.port
    host = parts.hostname or ""
    return host if port is None or port == _DEFAULT_PORT.get(parts.scheme) else f"{host}:{port}"


def retry_after_seconds(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, from either of its forms (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


@dataclass(slots=True, eq=False)
class Patience:
    """What a server has said about being asked too often: a pause, or so much that it is left alone."""

    key: str
    paused_until: float = 0.0
    throttled: int = 0
    stopped: str | None = None

    def throttle(self, now: float, seconds: float, longest: float) -> None:
        """It said "later". Stops where "later" is too late or comes too often."""
        if now < self.paused_until:
            self.paused_until = max(self.paused_until, now + min(seconds, longest))
            return
        self.throttled += 1
        if seconds > longest:
            self.stopped = (
                f"{self.key} asks to wait {seconds:.0f} seconds, more than the {longest:.0f} of our settings"
            )
        elif self.throttled >= MAX_THROTTLED:
            self.stopped = f"{self.key} answered 429 or 503 {self.throttled} times in a row"
        self.paused_until = now + min(seconds, longest)

    def welcomed(self) -> None:
        """It answered well."""
        self.throttled = 0


@dataclass(slots=True, eq=False)
class Vendor:
    """All hosts of one vendor, which share its pace and its patience."""

    pace: Pace
    patience: Patience
    in_flight: int = 0
    hosts: list["Host"] = field(default_factory=list)
    blocked: deque["Host"] = field(default_factory=deque)  # they wait for nothing but the vendor
    waking: bool = False  # a timer is set for when its next request may leave
    begun: deque[float] = field(default_factory=deque)  # the last `pace.requests` requests

    def has_room(self) -> bool:
        """Whether nothing but time keeps its next request."""
        return self.in_flight < self.pace.in_flight

    def start_at(self) -> float:
        """The time from which its next request may leave."""
        full = len(self.begun) >= self.pace.requests
        return max(self.patience.paused_until, self.begun[0] + self.pace.seconds if full else 0.0)

    def started(self, now: float) -> None:
        """A request to one of its hosts leaves."""
        self.in_flight += 1
        self.begun.append(now)
        if len(self.begun) > self.pace.requests:
            self.begun.popleft()

    def longest_wait(self, longest: float) -> float:
        """The longest Retry-After that is waited for."""
        return longest if self.pace.longest_wait is None else min(longest, self.pace.longest_wait)


@dataclass(slots=True, eq=False)
class Host:
    """One host's turn-taking. Times are those of `time.monotonic`: the event loop's own clock is coarse.

    `per_host` 0 means no limit. With a delay, the next request leaves `delay` after the answer to the
    last one has begun: so the host sees them at least that far apart, however slow the way there is.
    """

    key: str
    per_host: int
    delay: float
    vendor: Vendor | None = None
    queue: deque[Request] = field(default_factory=deque)
    in_flight: int = 0
    unanswered: int = 0
    next_at: float = 0.0
    waiting: bool = False  # it stands in the scheduler's line or its vendor's, or a timer is set for it
    patience: Patience = field(init=False)

    def __post_init__(self) -> None:
        self.patience = Patience(self.key)

    def joins(self, vendor: Vendor) -> None:
        """It turns out to be one of the vendor's."""
        self.vendor = vendor
        self.delay = max(self.delay, vendor.pace.delay)
        vendor.hosts.append(self)

    @property
    def stopped(self) -> str | None:
        """Why it is left alone for the rest of the crawl, if it is."""
        return self.patience.stopped or (self.vendor.patience.stopped if self.vendor is not None else None)

    def may_start(self) -> bool:
        """Whether nothing but time, or its vendor, keeps the next request."""
        if self.stopped is not None:
            return True
        if self.per_host and self.in_flight >= self.per_host:
            return False
        return not (self.delay and self.unanswered)

    def start_at(self) -> float:
        """The time from which the next request may leave, as far as it lies with the host."""
        if self.stopped is not None:
            return 0.0
        return max(self.next_at, self.patience.paused_until)

    def started(self, now: float) -> None:
        """A request leaves."""
        self.in_flight += 1
        self.unanswered += 1
        self.next_at = now + self.delay
        if self.vendor is not None:
            self.vendor.started(now)

    def answered(self, now: float) -> None:
        """A request got the head of its answer, or will get none."""
        self.unanswered -= 1
        self.next_at = max(self.next_at, now + self.delay)

    def ended(self) -> None:
        """A request is over."""
        self.in_flight -= 1

    @property
    def throttled(self) -> int:
        """How often in a row it, or its vendor, has said "later"."""
        return max(self.patience.throttled, 0 if self.vendor is None else self.vendor.patience.throttled)

    def throttle(self, now: float, seconds: float, longest: float, *, all_of_vendor: bool = False) -> None:
        """The host said "later"; `all_of_vendor`: on behalf of its vendor's other hosts too."""
        if self.vendor is None:
            self.patience.throttle(now, seconds, longest)
            return
        patience = self.vendor.patience if all_of_vendor else self.patience
        patience.throttle(now, seconds, self.vendor.longest_wait(longest))

    def welcomed(self) -> None:
        """The host answered well."""
        self.patience.welcomed()
        if self.vendor is not None:
            self.vendor.patience.welcomed()
