"""Whether a broken endpoint is asked at all: closed, open for a while, then one probe.

Counts and times only; what counts as a failure is decided in `server.py`.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

Cause = TypeVar("Cause")


class Breaker(Generic[Cause]):
    """Opens after `threshold` failures with no success between them, or at once by `trip`.

    While open, `cause` says why. After a rest one request is let through: its success closes, its failure
    rests twice as long, up to `longest_rest`. `on_open` is called on each opening.
    """

    def __init__(
        self,
        threshold: int,
        rest: float,
        longest_rest: float,
        on_open: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cause: Cause | None = None
        self._threshold = threshold
        self._rest = self._first_rest = rest
        self._longest_rest = longest_rest
        self._on_open = on_open
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether a request would be turned away now. Asking takes no probe."""
        return self.cause is not None and (self._probing or self._clock() < self._until)

    def admits(self) -> bool:
        """Whether this request may go. Of an open breaker whose rest is over, the first is its probe."""
        if self.cause is None:
            return True
        if self.is_open:
            return False
        self._probing = True
        return True

    def succeeded(self) -> None:
        """An answer came, whatever it said."""
        self.cause = None
        self._failures = 0
        self._probing = False
        self._rest = self._first_rest

    def failed(self, cause: Cause) -> None:
        """No answer that an endpoint in order would give."""
        self._failures += 1
        if self._probing:
            self._rest = min(2 * self._rest, self._longest_rest)
            self.trip(cause)
        elif self.cause is None and self._failures >= self._threshold:
            self.trip(cause)

    def trip(self, cause: Cause, rest: float | None = None) -> None:
        """Open now, for `rest` seconds or as long as is due."""
        self.cause = cause
        self._probing = False
        self._until = self._clock() + (self._rest if rest is None else rest)
        self._on_open()

    def undecided(self) -> None:
        """A request ended that says nothing of the endpoint: was it the probe, the next one is."""
        self._probing = False
