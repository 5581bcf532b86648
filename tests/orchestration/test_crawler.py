"""The crawl's process: one on a home, ended with whoever started it, and its failure told."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from jobs_assets.errors import CrawlError, UsageError
from jobs_assets.home import Home
from jobs_assets.resources.crawl_process import only_crawl
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.settings import Settings
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import open_store
from jobs_assets.store.facts import published_days
from tests.orchestration.loopback_boards import LoopbackBoards

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def test_a_crawl_without_dagster_leaves_a_finished_spool(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date
) -> None:
    ScrapyCrawler.of(settings).crawl(None, boards.boards(), day)
    with PageArchive(home.archive, readonly=True) as archive:
        crawl_id = archive.finished_crawl(day)
        assert crawl_id is not None
        assert [board.postings for board in archive.boards(crawl_id)] == [20]


def test_a_second_crawl_of_a_home_names_the_first_ones_process(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date
) -> None:
    boards.go_on.clear()
    with _run(home, boards) as run:
        assert boards.asked.wait(PATIENCE)
        child = _holder(home)
        assert child != run.pid
        with pytest.raises(CrawlError, match=rf"already running \(process {child}\).*kill -INT {child}"):
            ScrapyCrawler.of(settings).crawl(None, boards.boards(), day)
        boards.go_on.set()
        assert run.wait(PATIENCE) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_its_crawl_and_stands_as_cancelled(
    home: Home, boards: LoopbackBoards, day: date, number: signal.Signals
) -> None:
    boards.go_on.clear()
    with _run(home, boards) as run:
        assert boards.asked.wait(PATIENCE)
        run.send_signal(number)
        assert run.wait(PATIENCE) == 130
    _eventually(lambda: _crawl_is_over(home))
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        assert [found.status for found in instance.get_runs()] == [dg.DagsterRunStatus.CANCELED]
    with closing(open_store(home)) as store:
        assert published_days(store, day, day) == set()


def test_the_crawl_of_a_killed_run_ends_by_itself(home: Home, boards: LoopbackBoards, day: date) -> None:
    boards.go_on.clear()
    with _run(home, boards) as run:
        assert boards.asked.wait(PATIENCE)
        run.kill()
        assert run.wait(PATIENCE) == -signal.SIGKILL
    _eventually(lambda: _crawl_is_over(home))
    with PageArchive(home.archive, readonly=True) as archive:
        assert archive.finished_crawl(day) is None


def test_a_crawl_that_cannot_work_tells_its_last_words(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date
) -> None:
    home.archive.write_bytes(b"not a database" * 1000)
    with pytest.raises(CrawlError, match=r"status 1.*It said: .*pages.sqlite: not a database") as told:
        ScrapyCrawler.of(settings).crawl(None, boards.boards(), day)
    assert str(home.logs) in str(told.value)


def test_following_no_boards_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(UsageError, match=r"jobs boards add URL"):
        ScrapyCrawler.of(settings).followed()


def test_boards_given_at_launch_stand_in_for_the_followed_ones(home: Home, settings: Settings) -> None:
    home.boards.write_text("boards:\n  - {ats: lever, token: followed, name: Followed Ltd}\n")
    crawler = ScrapyCrawler.of(settings)
    assert [board.board_id for board in crawler.followed()] == ["lever:followed"]
    launched = ScrapyCrawler.config_of(settings) | {"boards": [{"ats": "ashby", "token": "given"}]}
    given = ScrapyCrawler(**launched)
    assert [board.board_id for board in given.followed()] == ["ashby:given"]


def _run(home: Home, boards: LoopbackBoards) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.orchestration.refresh_process", str(home.path), boards.origin], cwd=ROOT
    )


def _holder(home: Home) -> int:
    return int((home.locks / "crawl.lock").read_text())


def _crawl_is_over(home: Home) -> bool:
    """Whether neither the run nor its child holds the home any more."""
    try:
        with only_crawl(home):
            return True
    except CrawlError:
        return False


def _eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
