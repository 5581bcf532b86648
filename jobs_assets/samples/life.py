"""How the sample boards change from day to day: what is open on day `n`, and in which revision.

Follows from the seed alone, for any day, without the days before it. On day 0 everything is open and new.
"""

from collections.abc import Iterator
from math import log

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.employers import GENERATION
from jobs_assets.samples.generator import SamplePosting, sample

CLOSED = 0.02
"""Of the postings open on a day, the share that is gone on the next."""
CHANGED = 0.02
"""Of the postings open on a day, the share that reads differently on the next."""
NEW = 0.02
"""Of the postings of day 0, as many as this share appear on every later day."""


def postings_on(day: int, count: int, seed: int = 0) -> Iterator[SamplePosting]:
    """The postings open on a day (0 is the first) of boards that began with `count`."""
    for slot in range(count):
        for index, revision in open_on(day, slot, seed):
            yield sample(index, seed, revision)


def open_on(day: int, slot: int, seed: int = 0) -> list[tuple[int, int]]:
    """What is open on a day in the place of posting `slot`: indexes and revisions.

    The posting of day 0, unless it has closed, and those that appeared in its neighbourhood since.
    """
    if day == 0:
        return [(slot, 0)]
    births = [0, *_days(Draw(seed, Stream.LIFE, slot), NEW, 0, day)]
    found = []
    for birth in births:
        index = birth * GENERATION + slot
        draw = Draw(seed, Stream.LIFE, index, revision=1)
        if birth + _wait(draw, CLOSED) > day:
            found.append((index, len(_days(draw, CHANGED, birth, day))))
    return found


def _wait(draw: Draw, share: float) -> int:
    """In how many days something of that daily share happens, at least one."""
    return 1 + int(log(1 - draw.random()) / log(1 - share))


def _days(draw: Draw, share: float, start: int, end: int) -> list[int]:
    days = []
    day = start + _wait(draw, share)
    while day <= end:
        days.append(day)
        day += _wait(draw, share)
    return days
