"""When a host may be asked again: requests in flight, delays, pauses and stops. Knows time, no network.

All boards of all kinds on one host share one `Host`.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request

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
class Host:
    """One host's turn-taking. Times are those of `time.monotonic`: the event loop's own clock is coarse.

    `per_host` 0 means no limit. With a delay, the next request leaves `delay` after the answer to the
    last one has begun: so the host sees them at least that far apart, however slow the way there is.
    """

    key: str
    per_host: int
    delay: float
    queue: deque[Request] = field(default_factory=deque)
    in_flight: int = 0
    unanswered: int = 0
    next_at: float = 0.0
    paused_until: float = 0.0
    throttled: int = 0
    stopped: str | None = None
    waiting: bool = False  # it stands in the scheduler's line, or a timer is set for it

    def may_start(self) -> bool:
        """Whether nothing but time keeps the next request."""
        if self.stopped is not None:
            return True
        if self.per_host and self.in_flight >= self.per_host:
            return False
        return not (self.delay and self.unanswered)

    def start_at(self) -> float:
        """The time from which the next request may leave."""
        return 0.0 if self.stopped is not None else max(self.next_at, self.paused_until)

    def started(self, now: float) -> None:
        """A request leaves."""
        self.in_flight += 1
        self.unanswered += 1
        self.next_at = now + self.delay

    def answered(self, now: float) -> None:
        """A request got the head of its answer, or will get none."""
        self.unanswered -= 1
        self.next_at = max(self.next_at, now + self.delay)

    def throttle(self, now: float, seconds: float, longest: float) -> None:
        """The host said "later". Stops it where "later" is too late or comes too often."""
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
        """The host answered well."""
        self.throttled = 0
