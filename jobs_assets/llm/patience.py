"""How long to wait for what, in seconds, in one place.

Numbers and the timeout that follows from answers seen; who waits is `lane.py`, `server.py` and `watch.py`.
"""

import random
from collections import deque
from dataclasses import dataclass

_REMEMBERED = 512
_ENOUGH = 20
_EVERY = 32


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits of the client.

    A server that owes answers is looked at every `look` seconds. It is taken for hung when it showed no sign
    of life within `sign`, twice in a row, and sent no answer for `silence`: see `to_failover`. A server that
    lives but whose engine does nothing is left after `stall`, since compiling a schema or a first batch may
    take a while.
    """

    connect: float = 3.0
    look: float = 1.5
    sign: float = 2.0
    silence: float = 3.0
    stall: float = 30.0
    body: float = 10.0
    """From an answer's headers to its end: it is sent whole, so a longer wait means that it drips."""
    least: float = 60.0
    """The shortest timeout of a request, however fast answers were so far."""
    first: float = 300.0
    """The timeout while too few answers were seen."""
    most: float = 900.0
    cloud: float = 120.0
    """The longest timeout of a paid request."""
    pauses: tuple[float, ...] = (0.25, 0.75, 2.0)
    """Before each retry, on average; as many retries as pauses."""
    retry_after: float = 10.0
    """The longest Retry-After that is waited for; a longer one rests the whole endpoint."""
    rest: float = 5.0
    """A broken endpoint is not asked for so long; doubled each time the probe fails, up to `longest_rest`."""
    longest_rest: float = 60.0
    probe: float = 20.0
    """For the one token of a readiness check; small models on a CPU take seconds for their first."""

    @property
    def to_failover(self) -> float:
        """The most seconds from a server's last sign of life until its requests go elsewhere."""
        return max(2 * (self.look + self.sign), self.silence + self.look + self.sign)

    def pause(self, retry: int, retry_after: float | None) -> float:
        """Seconds before a retry: the server's wish, and a random share so that many do not come at once."""
        jittered = self.pauses[retry] * random.uniform(0.5, 1.5)  # noqa: S311 - spread, no secret
        return jittered if retry_after is None else retry_after + jittered * 0.5


class Timeout:
    """A request's timeout: three times the p99 of late answers, which includes the server's own queue."""

    def __init__(self, patience: Patience, most: float) -> None:
        self._seen: deque[float] = deque(maxlen=_REMEMBERED)
        self._least = min(patience.least, most)
        self._most = most
        self._count = 0
        self.seconds = min(patience.first, most)

    def answered(self, seconds: float) -> None:
        """An answer took so long."""
        self._seen.append(seconds)
        self._count += 1
        if len(self._seen) >= _ENOUGH and self._count % _EVERY == 0:
            p99 = sorted(self._seen)[int(len(self._seen) * 0.99)]
            self.seconds = min(max(3 * p99, self._least), self._most)

    def expired(self) -> None:
        """A request ran into it while the server was alive: the next may take twice as long."""
        self.seconds = min(2 * self.seconds, self._most)
