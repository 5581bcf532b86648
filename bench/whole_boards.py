"""From a board's API to stored, parsed rows: the whole way, start of every process included."""

import json
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bench.crawl import cpu_seconds
from bench.figure import Figure
from bench.sample_day import crawled, sample_server, stored
from jobs_assets.samples.catalog import sample_boards

POSTINGS = 40_000
ROUNDS = 3
APIS = ("greenhouse", "lever", "ashby")


def measure() -> list[Figure]:
    """Postings per CPU-second over APIs that give about 100 a page, beside `plain_boards.py`."""
    ours: list[float] = []
    theirs: list[float] = []
    spent = ""
    with sample_server(POSTINGS) as base_url:
        _plain(base_url)  # the server has made every page once before anyone is measured
        for number in range(ROUNDS):
            if number % 2:
                theirs.append(_plain(base_url))
            with tempfile.TemporaryDirectory() as folder:
                crawl = crawled(Path(folder), base_url, POSTINGS, APIS)
                store = stored(Path(folder))
            ours.append(store.postings / (crawl.cpu + store.cpu))
            spent = (
                f"{store.postings:,} postings; crawl {crawl.cpu:.1f} s, parse and store {store.cpu:.1f} s; "
                "the peer keeps no page and no evidence"
            )
            if not number % 2:
                theirs.append(_plain(base_url))
    rate = statistics.median(ours)
    ratio = statistics.median(own / other for own, other in zip(ours, theirs, strict=True))
    return [
        Figure(
            "whole boards, API to rows",
            rate,
            statistics.median(theirs),
            "postings per CPU-s",
            ratio,
            "≥ 2,000, aiming at 4,000",
            rate >= 2000,
            spent,
        )
    ]


def _plain(base_url: str) -> float:
    """The peer's postings per CPU-second."""
    boards = [board for board in sample_boards(POSTINGS, 1, base_url) if board.ats in APIS]
    with tempfile.TemporaryDirectory() as folder:
        listed, database = Path(folder) / "boards.json", Path(folder) / "rows.sqlite"
        listed.write_text(json.dumps([(board.ats, board.token, board.base_url) for board in boards]))
        spider = Path(__file__).with_name("plain_boards.py")
        command = [sys.executable, "-m", "scrapy", "runspider", str(spider)]
        # Away from our scrapy.cfg, so that nothing but Scrapy's defaults is at work.
        spent = cpu_seconds(
            [*command, "-a", f"boards={listed}", "-a", f"database={database}"], cwd=Path(folder)
        )
        with closing(sqlite3.connect(database)) as rows:
            count: int = rows.execute("SELECT COUNT(*) FROM postings").fetchone()[0]
    assert count > 0, "the peer wrote nothing"
    return count / spent
