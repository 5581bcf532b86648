"""Telling the lives of postings, their changes and the search index: a first load of 100,000 open postings,
a day on which three in a hundred changed, a quiet day, and what the quiet day adds to the file.

No peer: each day is measured beside the first load.
"""

import resource
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bench.figure import Figure
from bench.store import a_posting
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Posting, content_hash
from jobs_assets.store.duplicates import update_duplicates
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay

POSTINGS = 100_000
CHANGED = 0.03
MOST_OF_CPU = 0.08
MOST_OF_SIZE = 0.015

_DAY = date(2026, 11, 1)


def measure() -> list[Figure]:
    """CPU-seconds of the update, and bytes of the whole file."""
    postings = [a_posting(number) for number in range(POSTINGS)]
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        first = _day(store, 0, postings)
        size = _bytes(store)
        _day(store, 1, postings)
        added = (_bytes(store) - size) / size
        quiet = _day(store, 2, postings)
        changed = _day(store, 3, _with_news(postings))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        _beside("lives: a day with 3 % change", changed, first, MOST_OF_CPU),
        _beside("lives: a quiet day", quiet, first, MOST_OF_CPU),
        Figure(
            "lives: what a quiet day adds",
            added * 100,
            None,
            "% of the first day",
            None,
            f"≤ {MOST_OF_SIZE:.1%}",
            added <= MOST_OF_SIZE,
            f"{size / 1e6:,.0f} MB after the first day; peak {peak:,.0f} MB with the postings",
        ),
    ]


def _beside(name: str, seconds: float, first: float, most: float) -> Figure:
    share = seconds / first
    note = f"{POSTINGS:,} open postings: lives, changes, duplicates and index; without storing the day"
    return Figure(
        name, seconds, first, "CPU-s", share, f"≤ {most:.0%} of the first load", share <= most, note
    )


def _day(store: Store, number: int, postings: list[Posting]) -> float:
    """Store a day, and tell it: the CPU-seconds of the telling."""
    day = _DAY + timedelta(days=number)
    boards = sorted({posting.board_id for posting in postings})
    replace_raw_day(
        store, RawPagesDay(day, [], [BoardDay(board_id, BoardOutcome.COMPLETE) for board_id in boards])
    )
    replace_day(store, day, enumerate(postings), parser_version=1)
    return _spent(lambda: (update_lives(store), update_duplicates(store)))


def _with_news(postings: list[Posting]) -> list[Posting]:
    """A third of the news is new postings, a third changed ones, a third is gone."""
    third = int(len(postings) * CHANGED / 3)
    changed = []
    for posting in postings[:third]:
        other = replace(posting, title=f"Senior {posting.title}", salary=[])
        other.content_hash = content_hash(other)
        changed.append(other)
    fresh = [a_posting(len(postings) + number) for number in range(third)]
    return [*changed, *postings[third:-third], *fresh]


def _spent(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _bytes(store: Store) -> int:
    return store.file.stat().st_size if store.file else 0
