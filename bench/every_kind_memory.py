"""Peak memory over boards of every kind, and over one board that pages: neither the day nor a board is held.

Each step is a process of its own (`sample_day.py`): the crawl, and publishing, parsing, merging and storing.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figure import Figure
from bench.sample_day import Spent, crawled_boards, stored
from jobs_assets.kinds import KINDS
from jobs_assets.samples.server import SampleServer

BOARD = 100
SEED = 5
BOARDS = int(os.environ.get("BENCH_EVERY_KIND_BOARDS", "1000"))
LARGE = int(os.environ.get("BENCH_LARGE_BOARD", "25000"))
PAGED = os.environ.get("BENCH_LARGE_KIND", "smartrecruiters")  # a listing in pages, and a page a posting
BOUND = 400_000_000


def measure() -> list[Figure]:
    """A tenth beside the whole: of the boards, and of the board."""
    kinds = tuple(KINDS)
    few, many = (_day([BOARD] * count, kinds) for count in (BOARDS // 10, BOARDS))
    small, large = (_day([size], (PAGED,)) for size in (LARGE // 10, LARGE))
    return [
        *(_figure(f"{BOARDS:,} boards", step, few[step], many[step]) for step in few),
        *(_figure(f"a board of {LARGE:,}", step, small[step], large[step]) for step in small),
    ]


def _day(sizes: Sequence[int], kinds: tuple[str, ...]) -> dict[str, Spent]:
    with SampleServer(sizes=sizes, kinds=kinds, seed=SEED) as server, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        crawl = crawled_boards(home, server.boards, details=True, pages=max(10_000, 2 * max(sizes)))
        store = stored(home)
    assert store.postings == sum(sizes), f"{store.postings:,} of {sum(sizes):,} postings"
    return {"crawl": crawl, "publish, parse, merge, store": store}


def _figure(what: str, step: str, small: Spent, large: Spent) -> Figure:
    ratio = large.peak_rss / small.peak_rss
    return Figure(
        f"peak memory, {what}: {step}",
        large.peak_rss / 1e6,
        small.peak_rss / 1e6,
        "MB",
        ratio,
        "≤ 1.3 ×, < 400 MB",
        ratio <= 1.3 and large.peak_rss < BOUND,
        f"{large.cpu:.1f} CPU-s; peer: ourselves at a tenth, {small.cpu:.1f} CPU-s",
    )
