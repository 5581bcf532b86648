"""Completeness over 1,000 seeded boards of every kind, faults on: what exists, what came, what was lost.

A posting is lost in silence where its board's record says complete or empty and it is not among what the
board's pages hold. There must be none. One crawl and one reading of its pages; takes some minutes.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.figure import Figure
from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS
from jobs_assets.pages import READABLE, BoardDay, BoardOutcome, PageRole, SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting
from jobs_assets.samples.catalog import SampleCatalog
from jobs_assets.samples.faults import FAULTS
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec

BOARDS = int(os.environ.get("BENCH_COMPLETENESS_BOARDS", "1000"))
SEED = 7
DAY = date(2026, 11, 2)
DETAILS = 40  # of each board's own pages of postings; what waits for the next run is no loss
# Most boards are small; a few are not. What Workday's tenants do past 2,000 differs, in turn.
_SMALL = (20, 21, 25, 40, 60, 100, 101)
_LARGE: Mapping[str, tuple[int, ...]] = {
    "workday": (2_001, 5_000, 2_500, 25_000),  # open, paging clamped, open, clamped
    "smartrecruiters": (5_000,),
    "eightfold": (3_000,),
    "lever": (3_000,),
    "icims": (1_500,),
    "manatal": (2_500,),
    "teamtailor": (1_500,),
    "greenhouse": (2_500,),
    "ashby": (1_000,),
    "feed": (1_000,),
    "join": (500,),
}
# Every fifth board has one of these, in turn. None that never ends: it would cost the bound on pages each
# time, and that bound must let the largest board through.
_FAULTS = (
    "burst=2", "some-5xx=3", "some-reset=3", "some-truncated=3", "5xx=503", "truncated", "reset",
    "429=1", "nan", "invalid-utf8", "botwall",
)  # fmt: skip
_FAULTY = 5
_WHOLE = frozenset({BoardOutcome.COMPLETE, BoardOutcome.EMPTY})


@dataclass
class Account:
    """What came of all boards. `reasons` counts why boards are not whole; `lost` names what is missing."""

    existing: int = 0
    fetched: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: dict[str, set[str]] = field(default_factory=dict)
    invented: dict[str, set[str]] = field(default_factory=dict)


def layout() -> list[int]:
    """The size of every board: a long tail, the largest in the first rounds of the kinds."""
    draw = random.Random(SEED)
    kinds, given = list(KINDS), defaultdict(int)
    sizes = []
    for number in range(BOARDS):
        ats = kinds[number % len(kinds)]
        large = _LARGE.get(ats, ())
        # Each habit's turn comes with the employer's number; every fifth board has a fault, these have none.
        if number % _FAULTY and given[ats] < len(large):
            sizes.append(large[given[ats]])
            given[ats] += 1
        else:
            sizes.append(draw.choice(_SMALL))
    return sizes


def faults(boards: list[Board]) -> Iterator[tuple[str, Board]]:
    """Which boards have which fault."""
    for turn, board in enumerate(boards[::_FAULTY]):
        name = _FAULTS[turn % len(_FAULTS)]
        if board.ats in FAULTS[name.partition("=")[0]].ats:
            yield name, board


def account_of(archive: PageArchive, boards: list[Board], catalog: SampleCatalog) -> Account:
    """Reads every page of the crawl and holds it against what exists."""
    crawl_id = archive.finished_crawl(DAY)
    assert crawl_id is not None, "the crawl did not end"
    days = {day.board_id: day for day in archive.boards(crawl_id)}
    found = _ids_on_pages(archive, crawl_id, {board.board_id: board for board in boards})
    account = Account()
    for firm, board in zip(catalog.employers, boards, strict=True):
        existing = _existing(catalog, firm.number, board)
        have = found[board.board_id]
        account.existing += len(existing)
        account.fetched += len(have & existing)
        _judge(account, days[board.board_id], existing, have)
    return account


def _judge(account: Account, day: BoardDay, existing: set[str], have: set[str]) -> None:
    account.outcomes[day.outcome.value] += 1
    if day.outcome not in _WHOLE:
        account.reasons[day.outcome.value, _reason(day)] += 1
    elif existing - have or day.postings != len(existing):
        account.lost[day.board_id] = existing - have
    if have - existing:
        account.invented[day.board_id] = have - existing


def _reason(day: BoardDay) -> str:
    said = (day.message or "no reason").removeprefix(f"{day.board_id}: ")
    for mark in (
        "states ", "stopped after", "status 429", "status 5", "ends too early", "the connection broke",
        "larger than", "exactly", "newest",
    ):  # fmt: skip
        if mark in said:
            return mark.strip()
    return said[:80]


def _existing(catalog: SampleCatalog, number: int, board: Board) -> set[str]:
    from jobs_assets.samples.kinds import SAMPLE_KINDS

    firm = catalog.employers[number]
    kind = SAMPLE_KINDS.get(firm.ats)
    return {
        f"{board.board_id}:{kind.native_id(posting) if kind else posting.native_id}"
        for posting in catalog.shelf_of(firm)
    }


def _ids_on_pages(archive: PageArchive, crawl_id: int, boards: Mapping[str, Board]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fetch in archive.fetches(crawl_id):
        if fetch.role is not PageRole.LISTING and fetch.role is not PageRole.POSTING:
            continue
        if fetch.body_hash is None or fetch.outcome not in READABLE:
            continue
        board = boards[fetch.board_id]
        page = SourcePage(
            board.board_id, board.ats, board.token, board.name, fetch.url, archive.read(fetch.body_hash),
            fetch.headers.get("content-type", ""),
        )  # fmt: skip
        found[board.board_id].update(one.posting_id for one in parse_page(page) if isinstance(one, Posting))
    return found


def run() -> Account:
    """Serves, crawls and accounts for all boards."""
    sizes, kinds = layout(), tuple(KINDS)
    catalog = SampleCatalog(0, SEED, sizes=sizes, kinds=kinds)
    befallen = list(faults(catalog.boards("")))
    asked = [f"{name}@{board.board_id}" for name, board in befallen]
    with (
        tempfile.TemporaryDirectory() as folder,
        SampleServer(sizes=sizes, kinds=kinds, seed=SEED, faults=asked) as server,
    ):
        boards, path = server.boards, Path(folder) / "pages.sqlite"
        spec = CrawlSpec(
            archive=path, day=DAY, boards=tuple(boards), delay=0.0, per_host=0, backoff=0.05, timeout=60.0,
            max_retry_after=0.5, max_body_bytes=64 << 20, max_pages=4_000, details_per_board=DETAILS,
        )  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "scrapy_project", str(spec.write(Path(folder) / "spec.json"))],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with PageArchive(path) as archive:
            return account_of(archive, boards, catalog)


def measure() -> list[Figure]:
    """The account as figures; silent losses and postings that nobody has must be none."""
    account = run()
    lost = sum(map(len, account.lost.values()))
    invented = sum(map(len, account.invented.values()))
    told = "; ".join(f"{outcome} ({why}): {n}" for (outcome, why), n in account.reasons.most_common())
    whole = ", ".join(f"{outcome} {n}" for outcome, n in account.outcomes.most_common())
    return [
        Figure("boards", BOARDS, None, "boards", None, "1,000", BOARDS >= 1000, whole),
        Figure("postings that exist", account.existing, None, "ids", None, "", True),
        Figure("postings fetched", account.fetched, None, "ids", None, "", True, told),
        Figure("silent losses", lost, None, "ids", None, "0", not account.lost, _names(account.lost)),
        Figure(
            "ids that nobody has", invented, None, "ids", None, "0", not invented, _names(account.invented)
        ),
    ]


def _names(boards: Mapping[str, set[str]]) -> str:
    return ", ".join(sorted(boards)[:9])
