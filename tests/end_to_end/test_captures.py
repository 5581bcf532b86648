"""Real captures over HTTP, through spider, archive and parser, into rows that agree field by field."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import yaml

from jobs_assets.boards.board import Board
from jobs_assets.home import Home
from jobs_assets.pages import PageOutcome
from jobs_assets.samples.replay import Recordings
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import open_store
from jobs_assets.store.facts import published_days
from jobs_assets.store.observations import postings
from jobs_assets.store.pages import stored_pages
from tests.end_to_end.programs import run
from tests.parsing.agreement import Tally, compare, table
from tests.parsing.pages import SHARED_DATA

pytestmark = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")


@pytest.fixture(scope="module")
def recorded() -> dict[str, Path]:
    """Each capture's file, by the id of the board that replays it."""
    return {
        board_id: path
        for board_id, path in Recordings(SHARED_DATA).files().items()
        if not board_id.startswith("site:") or b'"JobPosting"' in path.read_bytes()
    }


@pytest.fixture(scope="module")
def home(recorded: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home after one run over all captures."""
    folder = tmp_path_factory.mktemp("captures")
    with SampleServer(postings=0, replay=SHARED_DATA) as server:
        boards = [board for board in server.boards if board.board_id in recorded]
        listed = folder / "boards.yaml"
        listed.write_text(yaml.safe_dump({"boards": [_entry(board) for board in boards]}))
        # Status 1: some captures were trimmed when they were recorded, and state more than they hold.
        at_once = {"JOBS_CRAWL__DELAY": "0"}
        run(
            "jobs",
            *("run", "--boards", str(listed), "--json"),
            home=folder / "home",
            settings=at_once,
            expect=None,
        )
        yield folder / "home"


def _entry(board: Board) -> dict[str, str]:
    named = {"ats": board.ats, "token": board.token, "url": board.url, "base_url": board.base_url}
    return {
        name: value
        for name, value in named.items()
        if value and not (board.ats == "site" and name == "token")
    }


def test_every_stated_field_of_every_capture_arrives_as_stated(home: Path, recorded: dict[str, Path]) -> None:
    tallies: dict[str, Tally] = {}
    with closing(open_store(Home(home))) as store:
        for board_id, path in recorded.items():
            kind = board_id.partition(":")[0]
            rows = list(postings(store, board_id=board_id))
            tallies.setdefault(kind, Tally()).add(compare(kind, path.read_bytes(), rows))
    print("\n" + table(tallies))
    assert [line for tally in tallies.values() for line in tally.wrong] == []
    assert all(tally.stated == tally.parsed for tally in tallies.values())
    assert sum(tally.stated["posting_id"] for tally in tallies.values()) == 59


def test_each_captured_page_is_archived_byte_for_byte(home: Path, recorded: dict[str, Path]) -> None:
    with (
        closing(open_store(Home(home))) as store,
        PageArchive(home / "pages.sqlite", readonly=True) as archive,
    ):
        (day,) = published_days(store, date.min, date.max)
        kept = {
            page.fetch.board_id: archive.read(page.fetch.body_hash)
            for page in stored_pages(store, day)
            if page.fetch.outcome is PageOutcome.OK
            and page.fetch.body_hash
            and (page.fetch.board_id[:4] != "site" or page.fetch.url.endswith("/jobs/posting.html"))
        }
    sites = {board_id: path for board_id, path in recorded.items() if board_id.startswith("site:")}
    assert sites
    assert {board_id: kept[board_id] for board_id in sites} == {
        board_id: path.read_bytes() for board_id, path in sites.items()
    }
