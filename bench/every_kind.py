"""Boards of every kind, a hundred postings each with their own pages: crawled and parsed beside peers.

What the same takes in memory is `every_kind_memory.py`. The sample boards are served by a thread of this
process, whose CPU is nobody's: crawls are processes of their own.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import extruct
import orjson
from extruct.jsonld import JsonLdExtractor

from bench.crawl import crawl_figure, crawled
from bench.figure import Figure, interleave
from bench.parse_kinds import kept_pages
from bench.plain_pages import read_data
from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.archive import PageArchive

BOARDS = int(os.environ.get("BENCH_EVERY_KIND_BOARDS", "115"))
ROUNDS = int(os.environ.get("BENCH_EVERY_KIND_ROUNDS", "3"))
BOARD = 100
SEED = 5
_OF_EXTRUCT = 50  # its default syntaxes take so long that some of the pages tell enough


def measure() -> list[Figure]:
    """The crawl of all boards, and the parsing of what it brought."""
    kinds = tuple(KINDS)
    with (
        tempfile.TemporaryDirectory() as folder,
        SampleServer(sizes=[BOARD] * BOARDS, kinds=kinds, seed=SEED) as server,
    ):
        boards = server.boards
        crawled(Path(folder), boards, BOARDS)
        pages = _pages(Path(folder), boards)
        name = f"crawl, {BOARDS:,} boards of {len(kinds)} kinds"
        crawl = crawl_figure(name, Path(folder), boards, _asked(server), ROUNDS)
    return [crawl, *_parse(pages)]


def _asked(server: SampleServer) -> list[str]:
    """What the crawl asked for and got, as lines for the peer; it leaves robots.txt alone."""
    assert len(server.requests) < (server.requests.maxlen or 0), "the request log is full"
    lines = {
        f"{server.base_url}{asked.path}"
        + ("" if asked.posted is None else f"\t{orjson.dumps(asked.posted).decode()}")
        for asked in server.requests
        if asked.status == 200 and not asked.path.endswith("/robots.txt")
    }
    return sorted(lines)


def _pages(folder: Path, boards: list[Board]) -> dict[str, list[SourcePage]]:
    with PageArchive(folder / "pages.sqlite", readonly=True) as archive:
        return kept_pages(archive, boards, datetime.now(UTC).date())


def _parse(pages: dict[str, list[SourcePage]]) -> list[Figure]:
    data = [page for of_kind in pages.values() for page in of_kind if "html" not in page.content_type]
    markup = [page for of_kind in pages.values() for page in of_kind if "html" in page.content_type]
    # As in the foundation: a posting's page on a careers site, which has JSON-LD. Its target is for those.
    stated = [page for page in pages["site"] if b"application/ld+json" in page.body and "/jobs/" in page.url]
    some, few = (all_[:: max(1, len(all_) // _OF_EXTRUCT)] for all_ in (stated, markup))
    end = "it stops at a dictionary"
    return [
        _beside(
            "JSON and XML",
            data,
            partial(read_data, data),
            1.0,
            "json or lxml, nh3 and lxml's text of all markup; it makes no record",
        ),
        _beside(
            "careers pages with JSON-LD",
            stated,
            partial(_read_json_ld, stated),
            1.7,
            f"extruct's JSON-LD alone; {end}",
        ),
        _beside("the same", some, partial(_extruct, some), 60, f"extruct, all syntaxes; {end}"),
        _beside(
            "any HTML",
            few,
            partial(_extruct, few),
            None,
            f"the same; {end}, and at none where the data is in a script or in plain markup",
        ),
    ]


def _read_json_ld(pages: list[SourcePage]) -> None:
    extractor = JsonLdExtractor()
    for page in pages:
        extractor.extract(page.body)


def _extruct(pages: list[SourcePage]) -> None:
    for page in pages:
        extruct.extract(page.body.decode())


def _beside(
    what: str, pages: list[SourcePage], peer: Callable[[], object], target: float | None, note: str
) -> Figure:
    records = _records(pages)
    spent = interleave(partial(_records, pages), peer, ROUNDS)
    size = sum(len(page.body) for page in pages) / len(pages) / 1000
    return Figure(
        f"parse, {what}",
        len(pages) / spent.ours,
        len(pages) / spent.peer,
        "pages / CPU-s",
        spent.ratio,
        "" if target is None else f">= {target} x",
        target is None or spent.ratio >= target,
        f"{len(pages):,} pages of {size:.0f} KB, {records:,} records; peer: {note}",
    )


def _records(pages: list[SourcePage]) -> int:
    """Parses the pages; how many postings they hold."""
    return sum(isinstance(found, Posting) for page in pages for found in parse_page(page))
