"""Seeded draws. All chance in the samples comes from here, keyed by what it is for, never by order."""

from collections.abc import Sequence
from enum import IntEnum
from random import Random
from typing import Self, TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Stream(IntEnum):
    """What a draw is for. Two streams of one seed have nothing to do with each other."""

    EMPLOYER = 1
    POSTING = 2
    REVISION = 3
    LIFE = 4
    SITE = 5
    COPY = 6


class Draw(Random):
    """A stream of choices fixed by seed, purpose and key: `Draw(seed, Stream.POSTING, 17)`.

    Only `random()` is built upon, whose sequence Python promises to keep between versions.
    """

    def __new__(cls, *_key: int, **_revision: int) -> Self:
        """Random's own takes a single seed."""
        return super().__new__(cls)

    def __init__(self, seed: int, stream: Stream, key: int, revision: int = 0) -> None:
        super().__init__((((seed & _MASK) << 8 | stream) << 64 | key) << 32 | revision)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the next."""
        return options[int(self.random() * len(options))]

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options in a drawn order; all of them where there are fewer."""
        rest = list(options)
        taken: list[T] = []
        for _ in range(min(count, len(rest))):
            at = int(self.random() * len(rest))
            taken.append(rest[at])
            rest[at] = rest[-1]
            rest.pop()
        return taken
