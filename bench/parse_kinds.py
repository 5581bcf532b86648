"""A posting of every kind that has sample boards: its parsing beyond HTML cleaning, and the cleaning.

The pages are crawled once from sample boards. Cleaning is left out by answering each description with what it
came to before; what that takes (a look-up by a text of some KB) counts as parsing.
"""

import random
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from bench.figure import Figure, cpu_seconds
from bench.parse import descriptions
from bench.sample_day import DAY
from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS
from jobs_assets.pages import READABLE, PageRole, SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.parsing.html_text import describe
from jobs_assets.postings import Posting
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec

BOARD = 100
ROUNDS = 7
_BOUND, _CLEANING_BOUND = 0.3, 0.5


def measure() -> list[Figure]:
    """One figure a kind, and the cleaning of 5 KB."""
    return [*(_beyond_cleaning(ats, pages) for ats, pages in sorted(_pages().items())), _cleaning()]


def _beyond_cleaning(ats: str, pages: list[SourcePage]) -> Figure:
    with _described_before():
        postings = len({posting.posting_id for posting in _parsed(pages)})
        milliseconds = _milliseconds(partial(_parsed, pages), postings)
    size = sum(len(page.body) for page in pages) / postings / 1000
    # The bound is for data. A page for people has to be found its data in, and has none in this table.
    data = not any("html" in page.content_type for page in pages)
    form = "" if data else "HTML; "
    return Figure(
        f"posting of {KINDS[ats].label}, beyond cleaning",
        milliseconds,
        None,
        "CPU-ms",
        None,
        f"<= {_BOUND}" if data else "",
        milliseconds <= _BOUND or not data,
        f"{form}{size:.1f} KB a posting, {len(pages)} pages of {postings} postings",
    )


def _cleaning() -> Figure:
    stated = list(islice(descriptions(random.Random(3)), 200))
    milliseconds = _milliseconds(lambda: [describe(text) for text in stated], sum(map(len, stated))) * 5000
    met = milliseconds <= _CLEANING_BOUND
    return Figure("cleaning of 5 KB", milliseconds, None, "CPU-ms", None, f"<= {_CLEANING_BOUND}", met)


def _milliseconds(work: Callable[[], object], units: int) -> float:
    work()
    return statistics.median(cpu_seconds(work) for _ in range(ROUNDS)) / units * 1e3


def _parsed(pages: list[SourcePage]) -> list[Posting]:
    return [found for page in pages for found in parse_page(page) if isinstance(found, Posting)]


@contextmanager
def _described_before() -> Iterator[None]:
    """Every format's `describe` remembers."""
    known: dict[str, tuple[str, str]] = {}

    def remembered(stated: str) -> tuple[str, str]:
        if (found := known.get(stated)) is None:
            found = known[stated] = describe(stated)
        return found

    with ExitStack() as patched:
        for name, module in list(sys.modules.items()):
            if name.startswith("jobs_assets.parsing.") and getattr(module, "describe", None) is describe:
                patched.enter_context(patch.object(module, "describe", remembered))
        yield


def _pages() -> dict[str, list[SourcePage]]:
    """The pages of a board of each kind, as a crawl keeps them; a kind without sample boards has none."""
    kinds = tuple(KINDS)
    with (
        tempfile.TemporaryDirectory() as folder,
        SampleServer(sizes=[BOARD] * len(kinds), kinds=kinds, seed=5) as server,
    ):
        path = Path(folder) / "pages.sqlite"
        spec = CrawlSpec(path, DAY, tuple(server.boards), delay=0.0, per_host=0, max_body_bytes=64 << 20)
        command = [sys.executable, "-m", "scrapy_project", str(spec.write(Path(folder) / "spec.json"))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with PageArchive(path, readonly=True) as archive:
            pages = kept_pages(archive, server.boards, DAY)
    return {
        ats: of_kind
        for ats, of_kind in pages.items()
        if any(isinstance(found, Posting) for page in of_kind for found in parse_page(page))
    }


def kept_pages(archive: PageArchive, boards: Iterable[Board], day: date) -> dict[str, list[SourcePage]]:
    """What a day's crawl has to be parsed, by kind."""
    named = {board.board_id: board for board in boards}
    pages: dict[str, list[SourcePage]] = defaultdict(list)
    crawl_id = archive.finished_crawl(day)
    assert crawl_id is not None, "the crawl did not end"
    for fetch in archive.fetches(crawl_id):
        wanted = fetch.role in (PageRole.LISTING, PageRole.POSTING) and fetch.outcome in READABLE
        if wanted and fetch.body_hash is not None:
            board, body = named[fetch.board_id], archive.read(fetch.body_hash)
            kind = fetch.headers.get("content-type", "")
            pages[board.ats].append(
                SourcePage(board.board_id, board.ats, board.token, board.name, fetch.url, body, kind)
            )
    return pages
