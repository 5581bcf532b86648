"""Peak memory of a day's steps at 10,000 and 100,000 postings of all kinds: it must not grow with the day."""

import tempfile
from pathlib import Path

from bench.figure import Figure
from bench.sample_day import Spent, crawled, sample_server, stored, told

SMALL, LARGE = 10_000, 100_000
BOUND = 400_000_000


def measure() -> list[Figure]:
    """Peak RSS of the crawl process, of the one that publishes, parses and stores, and of the next one."""
    small, large = _day(SMALL), _day(LARGE)
    return [_figure(name, small[name], large[name]) for name in small]


def _day(postings: int) -> dict[str, Spent]:
    with sample_server(postings) as base_url, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        return {
            "crawl": crawled(home, base_url, postings),
            "publish, parse, store": stored(home),
            "tell, index, link": told(home),
        }


def _figure(step: str, small: Spent, large: Spent) -> Figure:
    ratio = large.peak_rss / small.peak_rss
    return Figure(
        f"peak memory: {step}",
        large.peak_rss / 1e6,
        small.peak_rss / 1e6,
        "MB",
        ratio,
        "≤ 1.3 ×, < 400 MB",
        ratio <= 1.3 and large.peak_rss < BOUND,
        f"ours: {LARGE:,} postings; peer: ourselves at {SMALL:,}",
    )
