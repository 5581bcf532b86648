"""One measurement beside its peer, and the interleaved runner that takes it.

Ratios of CPU-seconds from alternating rounds of one run: the clock of a shared machine says little.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and its target. `peer` and `ratio` are null where nothing is compared."""

    name: str
    ours: float
    peer: float | None
    unit: str
    ratio: float | None
    target: str
    met: bool
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The figure as a row of text."""

        def number(value: float | None) -> str:
            return "" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"

        return (
            self.name,
            number(self.ours),
            number(self.peer),
            self.unit,
            "" if self.ratio is None else f"{self.ratio:.2f} x",
            self.target,
            "yes" if self.met else "NO",
            self.note,
        )


@dataclass(frozen=True, slots=True)
class Interleaved:
    """Medians over the rounds. `ratio` is each round's peer CPU-seconds by ours: above 1, we are faster."""

    ours: float
    peer: float
    ratio: float


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU-seconds of this process, user and system, that one call of `work` takes."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def interleave(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 5) -> Interleaved:
    """Run both in turn, the first place alternating, so that a slow spell of the machine hits both alike."""
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            theirs, own = cpu_seconds(peer), cpu_seconds(ours)
        else:
            own, theirs = cpu_seconds(ours), cpu_seconds(peer)
        pairs.append((own, theirs))
    return Interleaved(
        ours=statistics.median(own for own, _ in pairs),
        peer=statistics.median(theirs for _, theirs in pairs),
        ratio=statistics.median(theirs / own for own, theirs in pairs),
    )
