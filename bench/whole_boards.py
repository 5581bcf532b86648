"""From a board's API to stored, parsed rows: the whole way, start of every process included."""

import tempfile
from pathlib import Path

from bench.figure import Figure
from bench.sample_day import crawled, sample_server, stored

POSTINGS = 40_000
APIS = ("greenhouse", "lever", "ashby")


def measure() -> list[Figure]:
    """Postings per CPU-second over board APIs that give about 100 postings a page."""
    with sample_server(POSTINGS) as base_url, tempfile.TemporaryDirectory() as folder:
        crawl = crawled(Path(folder), base_url, POSTINGS, APIS)
        store = stored(Path(folder))
    rate = store.postings / (crawl.cpu + store.cpu)
    return [
        Figure(
            "whole boards, API to rows",
            rate,
            None,
            "postings per CPU-s",
            None,
            "≥ 2,000, aiming at 4,000",
            rate >= 2000,
            f"{store.postings:,} postings; crawl {crawl.cpu:.1f} s, parse and store {store.cpu:.1f} s",
        )
    ]
