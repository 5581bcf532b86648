"""Every kind with every fault that can befall it, in one crawl beside healthy boards of every kind.

The outcome is that of the fault, the message says which board and what to do, and nobody else is touched.
"""

from dataclasses import dataclass

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.parsing import BY_DESIGN
from jobs_assets.postings import Posting, Unparsed
from jobs_assets.samples.faults import FAULTS
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.server import SampleServer
from tests.crawl.loopback import Crawled, crawl
from tests.kinds.played import ALL, catalog, existing, ids_of, records_of

POSTINGS = 12
MAX_PAGES = 40

COMPLETE, FAILED, BLOCKED = BoardOutcome.COMPLETE, BoardOutcome.FAILED, BoardOutcome.BLOCKED


@dataclass(frozen=True)
class Due:
    """What is due of a fault: the outcome and, in its message, the cause and the remedy.

    `mark` is in what came (a body, a header) where the fault lets the board be read all the same.
    """

    fault: str
    outcome: BoardOutcome
    cause: str = ""
    remedy: str = ""
    mark: bytes = b""


DUE = {
    due.fault.partition("=")[0]: due
    for due in (
        Due("429=1", BoardOutcome.THROTTLED, "status 429", "run again later"),
        Due("5xx=500", FAILED, "status 500", "run again later"),
        Due("reset", FAILED, "the connection broke", "run again when the host is up"),
        Due("truncated", FAILED, "ends too early", "run again"),
        Due("botwall", BLOCKED, "a bot check", "ask its owner for a feed"),
        Due("loginwall", BLOCKED, "asks for a login", "use the board's public address"),
        Due("notfound", BoardOutcome.GONE, "status 404", "check the token or address in boards.yaml"),
        Due("html", FAILED, "HTML where", "check the kind and token in boards.yaml"),
        Due("bomb=8", FAILED, "unpacks to more than", "raise JOBS_CRAWL__MAX_BODY_MB"),
        Due("endless", FAILED, "is larger than", "raise JOBS_CRAWL__MAX_BODY_MB"),
        Due("slow=5", FAILED, "timeout", "run again when the host is up"),
        Due("robots-503", BoardOutcome.DISALLOWED, "robots.txt answered 503", "run again later"),
        Due("nan", COMPLETE, mark=b":NaN,"),
        Due("duplicate-keys", COMPLETE, mark=b"An older title"),
        Due("invalid-utf8", COMPLETE, mark=b"\xff\xfe\xc3("),
        Due("nested=20000", COMPLETE, mark=b"div"),  # so often, escaped or not
        Due("charset=iso-8859-1", COMPLETE, mark=b"charset=iso-8859-1"),
    )
}
# Whoever pages never ends but at the bound on pages; all others' one page never ends.
PAGED = {"lever", "site"} | {ats for ats, kind in SAMPLE_KINDS.items() if kind.endless is not None}
ENDLESS_PAGES = Due("endless", BoardOutcome.PARTIAL, "stopped after 40 pages", "raise JOBS_CRAWL__MAX_PAGES")
# Where a page that lists nothing leads to the listing, what is wrong with it is said of that page.
EXCEPTIONS = {("endless", ats): ENDLESS_PAGES for ats in PAGED} | {
    ("html", "eightfold"): Due("html", FAILED, "names no _EF_GROUP_ID", "check the kind and token"),
}

SIZES = [POSTINGS] * len(ALL) * (len(DUE) + 1)
CATALOG = catalog(SIZES)
BOARDS = CATALOG.boards("")
# The board of each kind with each fault; those without one are healthy.
FAULTY = {
    (fault, ats): BOARDS[turn * len(ALL) + place]
    for turn, fault in enumerate(DUE)
    for place, ats in enumerate(ALL)
    if ats in FAULTS[fault].ats
}
HEALTHY = [board for board in BOARDS if board not in FAULTY.values()]
PAIRS = [pytest.param(*pair, id="-".join(pair)) for pair in FAULTY]


def due_of(fault: str, ats: str) -> Due:
    return EXCEPTIONS.get((fault, ats), DUE[fault])


READ = [pytest.param(*pair, id="-".join(pair)) for pair in FAULTY if due_of(*pair).outcome is COMPLETE]
UNREAD = [pytest.param(*pair, id="-".join(pair)) for pair in FAULTY if due_of(*pair).outcome is not COMPLETE]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    faults = [f"{DUE[fault].fault}@{board.board_id}" for (fault, _), board in FAULTY.items()]
    with SampleServer(sizes=SIZES, kinds=ALL, seed=3, faults=faults) as server:
        return crawl(
            tmp_path_factory.mktemp("faults"),
            server.boards,
            timeout=2.0,
            per_host=0,
            concurrency=200,
            max_body_bytes=2 << 20,
            max_pages=MAX_PAGES,
            max_retry_after=0.5,
        )


@pytest.fixture(scope="module")
def existing_ids() -> dict[str, set[str]]:
    return existing(CATALOG)


@pytest.fixture(scope="module")
def records(crawled: Crawled) -> dict[str, list[Posting | Unparsed]]:
    return records_of(crawled, BOARDS)


def came(crawled: Crawled, board: Board) -> bytes:
    """Everything that a board's host sent: bodies and content types."""
    return b"\n".join(
        fetch.headers.get("content-type", "").encode()
        + b"\n"
        + crawled.bodies.get(fetch.body_hash or "", b"")
        for fetch in crawled.fetches[board.board_id]
    )


@pytest.mark.parametrize(("fault", "ats"), UNREAD)
def test_a_fault_that_hides_a_board_is_its_outcome(fault: str, ats: str, crawled: Crawled) -> None:
    board, due = FAULTY[fault, ats], due_of(fault, ats)
    day: BoardDay = crawled.boards[board.board_id]
    message = day.message or ""
    assert (day.outcome, due.cause in message) == (due.outcome, True), message
    assert message.startswith(f"{board.board_id}: ")
    assert due.remedy.casefold() in message.casefold()


@pytest.mark.parametrize(("fault", "ats"), READ)
def test_a_fault_within_a_posting_costs_the_board_nothing(
    fault: str,
    ats: str,
    crawled: Crawled,
    existing_ids: dict[str, set[str]],
    records: dict[str, list[Posting | Unparsed]],
) -> None:
    board = FAULTY[fault, ats]
    day = crawled.boards[board.board_id]
    assert (day.outcome, day.postings, day.message) == (COMPLETE, POSTINGS, None)
    struck = came(crawled, board).count(DUE[fault].mark)
    assert struck >= (20_000 if fault == "nested" else 1), "the fault never struck"
    assert ids_of(records[board.board_id]) == existing_ids[board.board_id]


@pytest.mark.parametrize("ats", [ats for fault, ats in FAULTY if fault == "duplicate-keys"])
def test_of_a_key_that_is_there_twice_the_second_counts(
    ats: str, records: dict[str, list[Posting | Unparsed]]
) -> None:
    found = records[FAULTY["duplicate-keys", ats].board_id]
    assert "An older title" not in {one.title for one in found if isinstance(one, Posting)}


def test_healthy_boards_of_every_kind_are_whole_beside_all_that(
    crawled: Crawled,
    existing_ids: dict[str, set[str]],
    records: dict[str, list[Posting | Unparsed]],
) -> None:
    assert {board.ats for board in HEALTHY} == set(ALL)
    found = {
        board.board_id: (crawled.boards[board.board_id].outcome, ids_of(records[board.board_id]))
        for board in HEALTHY
    }
    assert found == {board.board_id: (COMPLETE, existing_ids[board.board_id]) for board in HEALTHY}


def test_no_page_of_the_crawl_is_too_much_for_its_parser(
    crawled: Crawled, records: dict[str, list[Posting | Unparsed]]
) -> None:
    assert crawled.status == 0
    assert set(crawled.boards) == {board.board_id for board in BOARDS}
    broken = [one for found in records.values() for one in found if isinstance(one, Unparsed)]
    assert [one for one in broken if one.reason not in BY_DESIGN] == []
