"""Sample boards with faults, followed in a data home: which board has which, and what a home then holds."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from jobs_assets.boards.board import Board
from jobs_assets.home import Home
from jobs_assets.pages import BoardOutcome
from jobs_assets.postings import Posting
from jobs_assets.samples.catalog import SampleCatalog
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings

POSTINGS, SEED = 160, 3
_BOARDS = SampleCatalog(POSTINGS, SEED).boards("")
TRUTH = Counter(label["board_id"] for label in SampleCatalog(POSTINGS, SEED).truth())
KINDS = ("greenhouse", "lever", "ashby", "site")


def board_of(ats: str, number: int) -> str:
    """The id of one of a kind's four boards."""
    return [board.board_id for board in _BOARDS if board.ats == ats][number]


@dataclass(frozen=True)
class Case:
    """A board with a fault, the outcome that is due, and what its message must say: the cause, the remedy."""

    board_id: str
    fault: str
    outcome: BoardOutcome
    cause: str = ""
    remedy: str = ""

    @property
    def asked(self) -> str:
        return f"{self.fault}@{self.board_id}"


@contextmanager
def serving(cases: Iterable[Case], file: Path, *others: Board, day: int = 0) -> Iterator[None]:
    """Serves the sample boards, those of `cases` with their faults. `file` is the boards.yaml of all of them.

    Of the `others`, those with an empty `base_url` are looked for on the same server.
    """
    with SampleServer(
        postings=POSTINGS, seed=SEED, day=day, faults=[case.asked for case in cases if case.fault]
    ) as server:
        found = (
            replace(board, base_url=server.base_url) if board.base_url == "" else board for board in others
        )
        boards = [*server.boards, *found]
        file.write_text(json.dumps({"boards": [_entry(board) for board in boards]}), encoding="utf-8")
        yield


def _entry(board: Board) -> dict[str, str]:
    given = {name: value for name, value in asdict(board).items() if value is not None}
    return {name: value for name, value in given.items() if name != "token" or board.ats != "site"}


def rows(home: Path) -> dict[str, Posting]:
    """The postings of the newest day, by id."""
    with closing(open_store(Home(home))) as store:
        return {posting.posting_id: posting for posting in postings(store)}


def versions(home: Path) -> set[tuple[Any, ...]]:
    """Every version of every posting that was ever stored."""
    return set(queried(home, "SELECT * FROM posting_versions"))


def queried(home: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with closing(open_store(Home(home))) as store, store.reader() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
