"""How many requests may be at a server at once: a queue of turns whose width follows what the server holds.

Knows neither requests nor servers. Used from one event loop.
"""

import asyncio
from collections import deque

_NEAR = 0.9  # from this share of the width that was once too much on, growth is slow
_SLOW = 16


class Window:
    """Turns, first come first served, at most `width` at a time and never more than `most`.

    Grows by one an answer until something is refused, then by one a round, and slower near the width at which
    it was refused. A refusal cuts it to what the server has taken: refusals of one burst come back while the
    rest is worked on, so what is left inside after the last of them is what fits.
    """

    def __init__(self, most: int, start: int) -> None:
        self.most = most
        self.width = float(min(start, most))
        self.inside = 0
        self._start = start
        self._refused_at: float | None = None
        self._crowded = False
        self._waiting: deque[asyncio.Future[bool]] = deque()

    @property
    def waiting(self) -> int:
        """Requests that wait for a turn."""
        return len(self._waiting)

    async def enter(self) -> bool:
        """Wait for a turn. True: go, and `leave` afterwards. False: the server is not asked any more."""
        if not self._waiting and self.inside < int(self.width):
            self.inside += 1
            return True
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self.leave()  # the turn was given in the same instant: it is the next one's
            elif not turn.done() or turn.cancelled():
                self._forget(turn)
            raise

    def leave(self) -> None:
        """A turn is over."""
        self.inside -= 1
        self._call_next()

    def turn_away(self) -> None:
        """Everybody who waits goes elsewhere; the width starts anew, small, when the server is back."""
        self.width = float(min(self._start, self.most))
        self._refused_at = None
        waiting, self._waiting = self._waiting, deque()
        for turn in waiting:
            if not turn.done():
                turn.set_result(False)

    def answered(self) -> None:
        """One inside was answered, called before it leaves: a full window grows."""
        if self._crowded or self.inside < int(self.width):
            return
        if self._refused_at is None:
            step = 1.0
        elif self.width < _NEAR * self._refused_at:
            step = 1 / self.width
        else:
            step = 1 / (_SLOW * self.width)
        self.width = min(self.width + step, float(self.most))
        self._call_next()

    def refused(self) -> None:
        """The server took one back, called before it leaves."""
        self._refused_at = max(self.inside, 2)
        self.width = max(1.0, min(self.width, self.inside - 1))

    def crowded(self, excess: int) -> None:
        """So many more than it can work on wait inside the server; 0: none, the window may grow again."""
        self._crowded = excess > 0
        if excess > 0:
            self._refused_at = max(self.width, 2)
            self.width = max(1.0, min(self.width, self.inside - excess))

    def _call_next(self) -> None:
        while self._waiting and self.inside < int(self.width):
            turn = self._waiting.popleft()
            if not turn.done():
                self.inside += 1
                turn.set_result(True)

    def _forget(self, turn: asyncio.Future[bool]) -> None:
        if turn in self._waiting:
            self._waiting.remove(turn)
