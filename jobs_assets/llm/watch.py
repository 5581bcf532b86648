"""Looking after a server while it owes answers: does it live, does its engine move, is it too full.

A request's own timeout has to be longer than the server's queue, so it cannot tell a hung server from a busy
one within seconds. This can.
"""

import asyncio
import math
import time

from jobs_assets.llm.server import Server
from jobs_assets.llm.vitals import Vitals

_WAITING_SHARE = 0.5  # of what runs: more than that inside the server's queue gains nothing


class Watch:
    """One per local server. `start` is called with each request and costs nothing while the watch runs."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Watch until nothing is under way any more."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look_after())

    async def close(self) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _look_after(self) -> None:
        server, patience = self._server, self._server.patience
        missed, before, moved = 0, None, time.monotonic()
        while True:
            await asyncio.sleep(patience.look)
            if not server.under_way:
                return
            alive, vitals = await server.vitals()
            now = time.monotonic()
            missed = 0 if alive else missed + 1
            if vitals is None or before is None or vitals.steps != before.steps:
                moved = now
            before = vitals
            oldest = min((exchange.since for exchange in server.under_way), default=now)
            silent = now - max(server.last_answer, oldest)
            if missed > 1 and silent >= patience.silence:
                server.give_up("hung")
            elif min(silent, now - moved) >= patience.stall:
                server.give_up("stalled")
            elif vitals is not None:
                _steer(server, vitals)


def _steer(server: Server, vitals: Vitals) -> None:
    """Let fewer in where many wait inside the server: each lane gives up its part."""
    excess = vitals.waiting - max(1, int(vitals.running * _WAITING_SHARE))
    inside = sum(window.inside for window in server.windows)
    for window in server.windows:
        part = math.ceil(excess * window.inside / inside) if inside and excess > 0 else 0
        window.crowded(part)
