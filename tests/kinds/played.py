"""Sample boards of every kind at once: how they are laid out, crawled, and what their pages hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS
from jobs_assets.pages import READABLE, PageRole, SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.postings import Posting, Unparsed
from jobs_assets.samples.catalog import SampleCatalog
from tests.crawl.loopback import Crawled

ALL = tuple(KINDS)


def catalog(sizes: Sequence[int], seed: int = 3) -> SampleCatalog:
    """Boards of these sizes, kind after kind; the same that a server with these sizes and this seed has."""
    return SampleCatalog(0, seed, sizes=sizes, kinds=ALL)


def existing(boards: SampleCatalog) -> dict[str, set[str]]:
    """The ids of the postings that each board has."""
    found: dict[str, set[str]] = {board.board_id: set() for board in boards.boards("")}
    for label in boards.truth():
        found[label["board_id"]].add(label["posting_id"])
    return found


def records_of(crawled: Crawled, boards: Iterable[Board]) -> dict[str, list[Posting | Unparsed]]:
    """All that the pages of these boards hold, by board; a posting may be on several pages."""
    found: dict[str, list[Posting | Unparsed]] = defaultdict(list)
    for board in boards:
        for page in _pages(crawled, board):
            found[board.board_id] += parse_page(page)
    return found


def ids_of(records: Iterable[Posting | Unparsed]) -> set[str]:
    """The ids of the postings among the records."""
    return {record.posting_id for record in records if isinstance(record, Posting)}


def _pages(crawled: Crawled, board: Board) -> Iterator[SourcePage]:
    for fetch in crawled.fetches[board.board_id]:
        if fetch.role not in (PageRole.LISTING, PageRole.POSTING) or fetch.body_hash is None:
            continue
        if fetch.outcome in READABLE:
            content_type = fetch.headers.get("content-type", "")
            body = crawled.bodies[fetch.body_hash]
            yield SourcePage(
                board.board_id, board.ats, board.token, board.name, fetch.url, body, content_type
            )
