"""One day of sample boards without Dagster, each step a process of its own: CPU and memory told apart.

python -m bench.sample_day crawl HOME < SPEC.json
python -m bench.sample_day store HOME
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from jobs_assets.boards.board import Board
from jobs_assets.home import Home
from scrapy_project.spec import CrawlSpec

DAY = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a step took: CPU-seconds, and the peak of its resident memory in bytes."""

    cpu: float
    peak_rss: int
    postings: int = 0


@contextmanager
def sample_server(postings: int, seed: int = 1) -> Iterator[str]:
    """The sample boards in a process of their own, whose CPU nobody counts; yields their address."""
    command = [sys.executable, "-m", "jobs_assets.cli", "samples", "serve", "--postings", str(postings)]
    server = subprocess.Popen([*command, "--seed", str(seed)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def crawled(home: Path, base_url: str, postings: int, kinds: Sequence[str] = ()) -> Spent:
    """The crawl of the sample boards (of these kinds alone, if any are named) into the archive of `home`."""
    from jobs_assets.samples.catalog import sample_boards

    boards = sample_boards(postings, 1, base_url)
    return crawled_boards(home, [board for board in boards if not kinds or board.ats in kinds])


def crawled_boards(
    home: Path, boards: Sequence[Board], *, details: bool = False, pages: int = 10_000
) -> Spent:
    """The crawl of these boards into the archive of `home`, of each at most so many pages."""
    spec = CrawlSpec(
        archive=Home(home).archive,
        day=DAY,
        boards=tuple(boards),
        delay=0.0,
        per_host=0,
        concurrency=32,
        details=details,
        details_per_board=pages,
        max_pages=pages,
    )
    return _step("crawl", home, spec.to_json())


def stored(home: Path) -> Spent:
    """The publication of that crawl, and its parsing into rows."""
    return _step("store", home)


def told(home: Path) -> Spent:
    """What became of each posting, the search index and the duplicates."""
    return _step("tell", home)


def _step(name: str, home: Path, given: bytes = b"") -> Spent:
    command = [sys.executable, "-m", "bench.sample_day", name, str(home)]
    done = subprocess.run(command, check=True, input=given, stdout=subprocess.PIPE)
    return Spent(**json.loads(done.stdout))


def _crawl(home: Home, spec: CrawlSpec) -> Spent:
    from jobs_assets.resources.crawl_process import only_crawl, run_crawl

    with only_crawl(home) as lock:
        run_crawl(spec, home, lock)
    return _spent(resource.RUSAGE_CHILDREN)


def _store(home: Home) -> Spent:
    from jobs_assets.daily import crawled_days, parsed_days
    from jobs_assets.store.archive import PageArchive
    from jobs_assets.store.engine import open_store
    from jobs_assets.store.migrate import upgrade
    from jobs_assets.store.observations import replace_day
    from jobs_assets.store.pages import replace_raw_day, stored_day

    with closing(open_store(home)) as store, PageArchive(home.archive) as archive:
        upgrade(store)
        for day in crawled_days(archive, [DAY]):
            replace_raw_day(store, day)
        counts = replace_day(
            store, DAY, next(iter(parsed_days([stored_day(store, DAY)], archive.read))).records
        )
    return _spent(resource.RUSAGE_SELF, counts.rows)


def _tell(home: Home) -> Spent:
    from jobs_assets.parsing import BY_DESIGN
    from jobs_assets.store.duplicates import update_duplicates
    from jobs_assets.store.engine import open_store
    from jobs_assets.store.lives import update_lives

    with closing(open_store(home)) as store:
        update_lives(store, by_design=BY_DESIGN)
        counts = update_duplicates(store)
    return _spent(resource.RUSAGE_SELF, counts.compared)


def _own_peak() -> int | None:
    """The peak of this program's memory. What the system counts for the process began with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024


def _spent(who: int, postings: int = 0) -> Spent:
    used = resource.getrusage(who)
    kilobyte = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    peak = _own_peak() if who == resource.RUSAGE_SELF else None
    return Spent(used.ru_utime + used.ru_stime, peak or used.ru_maxrss * kilobyte, postings)


if __name__ == "__main__":
    step, folder = sys.argv[1:]
    home = Home(Path(folder)).create()
    steps = {
        "crawl": lambda: _crawl(home, CrawlSpec.from_json(sys.stdin.buffer.read())),
        "store": lambda: _store(home),
        "tell": lambda: _tell(home),
    }
    print(json.dumps(asdict(steps[step]())))
