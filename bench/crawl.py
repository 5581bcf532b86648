"""Pages per CPU-second of a whole crawl beside a stock Scrapy project on the same pages, each a process.

Ours has robots.txt, address guard, conditional requests and the page archive on, and politeness off (no
delay, no limit per host), as the peer has none. The peer writes the pages to a JSON Lines feed; it does
not log each page (`LOG_LEVEL=INFO`), which is to its favour.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.crawl_pages import BOARD, html_paths, json_paths
from bench.figure import Figure
from jobs_assets.boards.board import Board
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec

PAGES = int(os.environ.get("BENCH_CRAWL_PAGES", "10000"))
ROUNDS = int(os.environ.get("BENCH_CRAWL_ROUNDS", "3"))
CONCURRENCY = 16  # Scrapy's default
TARGET = 1.8


def measure() -> list[Figure]:
    """JSON pages of 5 KB (boards, postings' own pages) and HTML pages of 60 KB (a site by its sitemap)."""
    with served(PAGES) as base_url, tempfile.TemporaryDirectory() as folder:
        boards = [Board("greenhouse", f"b{number}", base_url=base_url) for number in range(PAGES // BOARD)]
        site = Board("site", "careers.example", url="https://careers.example/", base_url=base_url)
        return [
            crawl_figure(
                "crawl, JSON 5 KB", Path(folder), boards, [base_url + path for path in json_paths(PAGES)]
            ),
            crawl_figure(
                "crawl, HTML 60 KB", Path(folder), [site], [base_url + path for path in html_paths(PAGES)]
            ),
        ]


def crawl_figure(
    name: str, folder: Path, boards: list[Board], asked: list[str], rounds: int = ROUNDS
) -> Figure:
    """Our crawl of the boards beside the peer, who is given their pages as lines (see `stock_spider.py`)."""
    urls, pages = folder / "urls", len(asked)
    urls.write_text("\n".join(asked))
    spent = [_in_turn(number, folder, boards, urls, pages) for number in range(rounds)]
    ours = statistics.median(pages / own for own, _ in spent)
    peer = statistics.median(pages / theirs for _, theirs in spent)
    ratio = statistics.median(theirs / own for own, theirs in spent)
    note = f"{pages:,} pages, {rounds} rounds; peer: stock Scrapy with a JSON Lines feed"
    return Figure(name, ours, peer, "pages / CPU-s", ratio, f"≥ {TARGET} ×, aim 2.5 ×", ratio >= TARGET, note)


def _in_turn(number: int, folder: Path, boards: list[Board], urls: Path, pages: int) -> tuple[float, float]:
    def own() -> float:
        return crawled(folder, boards, pages)

    def theirs() -> float:
        return stock(folder, urls, pages)

    order: list[Callable[[], float]] = [own, theirs] if number % 2 else [theirs, own]
    taken = {work: work() for work in order}
    return taken[own], taken[theirs]


def crawled(folder: Path, boards: list[Board], pages: int) -> float:
    """CPU-seconds of our crawl process, which must have kept `pages` pages at least."""
    archive = folder / "pages.sqlite"
    for old in folder.glob("pages.sqlite*"):
        old.unlink()
    spec = CrawlSpec(
        archive=archive,
        day=datetime.now(UTC).date(),
        boards=tuple(boards),
        concurrency=CONCURRENCY,
        per_host=0,
        delay=0.0,
        max_pages=max(pages + 10, 10_000),
        details=True,
    )
    spent = cpu_seconds([sys.executable, "-m", "scrapy_project", str(spec.write(folder / "spec.json"))])
    with PageArchive(archive) as kept:
        crawl_id = kept.finished_crawl(spec.day)
        assert crawl_id is not None
        fetched = sum(fetch.status == 200 for fetch in kept.fetches(crawl_id))
    assert fetched >= pages, fetched
    return spent


def stock(folder: Path, urls: Path, pages: int) -> float:
    """CPU-seconds of the stock project, which must have written `pages` pages."""
    feed = folder / "pages.jsonl"
    command = [sys.executable, "-m", "scrapy", "runspider", str(Path(__file__).with_name("stock_spider.py"))]
    # Away from our scrapy.cfg, so that nothing but Scrapy's defaults is at work.
    spent = cpu_seconds([*command, "-a", f"urls={urls}", "-O", str(feed), "-s", "LOG_LEVEL=INFO"], cwd=folder)
    with feed.open("rb") as lines:
        written = sum(1 for _ in lines)
    assert written == pages, written
    return spent


def cpu_seconds(command: list[str], cwd: Path | None = None) -> float:
    """User and system seconds of a process and whatever it started."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The pages, served by a process of its own whose CPU is nobody's; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bench.crawl_pages", str(pages), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
