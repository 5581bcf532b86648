"""How long a polite crawl of many hosts takes beside what its slowest host alone must take.

The floor is a host's requests by the delay and its own answering: a crawl cannot take less, and takes no more
where hosts never wait for each other. This is the one measurement of wall time: what
it counts are pauses, and the processors are idle in most of it.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench import polite_hosts
from bench.crawl import cpu_seconds
from bench.figure import Figure
from jobs_assets.boards.board import Board
from jobs_assets.settings import CrawlSettings
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec

HOSTS = int(os.environ.get("BENCH_POLITE_HOSTS", "100"))
SETTINGS = CrawlSettings()
DELAY = SETTINGS.delay
TARGET = 1.1


def measure() -> list[Figure]:
    """One crawl of all hosts, a board each, with the settings as they are by default."""
    with _served() as port, tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.sqlite"
        boards = tuple(
            Board("lever", f"b{number}", base_url=f"http://{polite_hosts.address(number)}:{port}")
            for number in range(HOSTS)
        )
        spec = CrawlSpec(
            archive=archive,
            day=datetime.now(UTC).date(),
            boards=boards,
            delay=DELAY,
            concurrency=SETTINGS.concurrency,
        )
        spent = cpu_seconds(
            [sys.executable, "-m", "scrapy_project", str(spec.write(Path(folder) / "spec.json"))]
        )
        with PageArchive(archive) as kept:
            crawl_id = kept.finished_crawl(spec.day)
            assert crawl_id is not None
            fetches = list(kept.fetches(crawl_id))
            days = list(kept.boards(crawl_id))
    assert sum(day.pages for day in days) == sum(map(polite_hosts.pages, range(HOSTS)))
    begun = min(day.started_at for day in days if day.started_at is not None)
    wall = (max(fetch.fetched_at for fetch in fetches) - begun).total_seconds()
    floor = max(map(_floor, range(HOSTS)))
    note = f"{HOSTS} hosts, {len(fetches):,} requests, {spent:.1f} CPU-s; one host large, one slow"
    return [
        Figure(
            "polite crawl, wall time",
            wall,
            floor,
            "s",
            wall / floor,
            f"≤ {TARGET} ×",
            wall <= TARGET * floor,
            note,
        )
    ]


def _floor(number: int) -> float:
    pages = polite_hosts.pages(number)
    return (pages + 1) * DELAY + pages * polite_hosts.latency(number)  # one more for its robots.txt


@contextmanager
def _served() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "bench.polite_hosts", str(HOSTS), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield port
        finally:
            server.terminate()
