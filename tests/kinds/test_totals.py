"""Known totals: what a board of any kind and size has is fetched, id by id, or its record says otherwise."""

import pytest

from jobs_assets.kinds import KINDS
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.server import SampleServer
from tests.crawl.loopback import Crawled, crawl
from tests.kinds.played import ALL, catalog, existing, ids_of, records_of

# Around the vendors' page sizes (5, 10, 20, 50, 100), and one of several pages everywhere.
SIZES = (0, 1, 20, 99, 100, 101, 350)
LARGE = 2_300  # beyond the 2,000 where some of Workday's tenants begin again
# A site names its postings 20 a page as well, but each costs a request: 350 of them are pages enough.
PAGED = sorted({"lever", "teamtailor"} | {a for a, kind in SAMPLE_KINDS.items() if kind.endless})

LAYOUT = [size for size in SIZES for _ in ALL]
CATALOG = catalog(LAYOUT)
BOARDS = CATALOG.boards("")
CASES = [
    pytest.param(number, id=f"{board.ats}-{size}")
    for number, (board, size) in enumerate(zip(BOARDS, LAYOUT, strict=True))
]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    with SampleServer(sizes=LAYOUT, kinds=ALL, seed=3) as server:
        return crawl(tmp_path_factory.mktemp("totals"), server.boards, timeout=60.0, per_host=0)


@pytest.fixture(scope="module")
def existing_ids() -> dict[str, set[str]]:
    return existing(CATALOG)


@pytest.mark.parametrize("number", CASES)
def test_what_is_fetched_is_what_exists(
    number: int, crawled: Crawled, existing_ids: dict[str, set[str]]
) -> None:
    board, size = BOARDS[number], LAYOUT[number]
    day = crawled.boards[board.board_id]
    due = BoardOutcome.COMPLETE if size else BoardOutcome.EMPTY
    assert (day.outcome, day.postings, day.truncated, day.message) == (due, size, False, None)
    assert day.advertised in (None, size)
    assert ids_of(records_of(crawled, [board])[board.board_id]) == existing_ids[board.board_id]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BoardDay]:
    """One large board of each kind that pages, whose postings' own pages are left for other days."""
    sizes = [LARGE if ats in PAGED else 0 for ats in ALL]
    with SampleServer(sizes=sizes, kinds=ALL, seed=3) as server:
        boards = [board for board in server.boards if board.ats in PAGED]
        crawled = crawl(
            tmp_path_factory.mktemp("large"), boards, timeout=60.0, per_host=0, details_per_board=10
        )
    return {board.ats: crawled.boards[board.board_id] for board in boards}


@pytest.mark.parametrize("ats", PAGED)
def test_a_large_board_is_paged_to_its_end(ats: str, large: dict[str, BoardDay]) -> None:
    day = large[ats]
    assert (day.outcome, day.postings, day.truncated) == (BoardOutcome.COMPLETE, LARGE, False), day.message


def test_no_kind_is_left_out() -> None:
    assert {board.ats for board in BOARDS} == set(KINDS)
