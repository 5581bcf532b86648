"""The main job once, on boards over loopback: rows, report, checks, and the run as Dagster shows it."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import dagster as dg
import pytest

from jobs_assets.assets.days import today
from jobs_assets.errors import PastDayError
from jobs_assets.home import Home
from jobs_assets.refresh import RunReport, refresh
from jobs_assets.settings import Settings, load_settings
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings
from tests.orchestration.loopback_boards import LoopbackBoards, lever_posting, loopback_boards

CONTRACT = [
    "boards",
    "boards_failed",
    "pages",
    "bytes",
    "postings_seen",
    "postings_new",
    "postings_changed",
    "postings_closed",
    "postings_reopened",
    "enriched",
    "enrichment_cached",
    "enrichment_pending",
    "local_ratio",
    "cost_usd",
    "seconds",
]


@dataclass(frozen=True)
class Refreshed:
    """A home after one run, for tests that only look."""

    home: Home
    instance: dg.DagsterInstance
    report: RunReport
    told: list[Mapping[str, Any]]
    origin: str


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refreshed]:
    home = Home(tmp_path_factory.mktemp("refreshed") / "home").create()
    settings = load_settings(home=home.path, crawl={"delay": 0, "contact": "crawls@jobs.example"})
    told: list[Mapping[str, Any]] = []
    with loopback_boards() as boards, dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        report = refresh(home, settings, boards.boards(), today(), told.append)
        yield Refreshed(home, instance, report, told, boards.origin)


def test_a_run_crawls_parses_and_reports(refreshed: Refreshed) -> None:
    report = refreshed.report
    assert (report.boards, report.boards_failed, report.postings_seen) == (1, [], 20)
    assert (report.postings_new, report.postings_changed, report.unparsed) == (20, 0, 0)
    with closing(open_store(refreshed.home)) as store:
        titles = {posting.title for posting in postings(store, report.day)}
    assert titles == {f"Baker {number}" for number in range(20)}


def test_the_run_is_on_record_under_its_day(refreshed: Refreshed) -> None:
    run = refreshed.instance.get_run_by_id(refreshed.report.run_id)
    assert run is not None
    assert (run.status, run.job_name) == (dg.DagsterRunStatus.SUCCESS, "refresh")
    assert run.tags["dagster/partition"] == refreshed.report.day.isoformat()


def test_the_report_has_the_keys_of_the_contract(refreshed: Refreshed) -> None:
    report = refreshed.report.to_json()
    assert set(CONTRACT) <= report.keys()
    # Nobody was asked, so there is no share of local answers, which is not the same as none being local.
    assert [key for key in CONTRACT if report[key] is None] == ["local_ratio"]


def test_rules_read_what_was_parsed_and_cost_nothing(refreshed: Refreshed) -> None:
    report = refreshed.report
    read = (report.enriched or 0) + (report.enrichment_cached or 0)
    assert (read, report.enrichment_pending, report.cost_usd) == (report.postings_seen, 0, 0.0)


def test_every_check_ran_in_the_run_and_passed(refreshed: Refreshed) -> None:
    assert refreshed.report.checks_failed == []
    evaluations = _evaluations(refreshed.instance, refreshed.report.run_id)
    assert {name: check.passed for name, check in evaluations.items()} == {
        "every_board_has_an_outcome": True,
        "no_board_failed": True,
        "no_board_truncated": True,
        "details_fetched": True,
        "yields_hold": True,
        "parsed_share": True,
        "bodies_readable": True,
        "postings_are_named": True,
        "postings_are_distinct": True,
        "counts_agree": True,
        "fields_known": True,
        "closings_are_plausible": True,
        "every_value_is_proven": True,
        "within_budget": True,
        "stays_local": True,
        "ledger_adds_up": True,
    }


def test_progress_is_told_and_lines_are_logged(refreshed: Refreshed) -> None:
    events = [event for event in refreshed.told if event["event"] != "progress"]
    assert [event["event"] for event in events] == ["board", "finished"]
    assert events[0]["postings"] == 20
    lines = [entry.user_message for entry in refreshed.instance.all_logs(refreshed.report.run_id)]
    assert any("lever:acme: complete, 20 postings" in line for line in lines)


def test_the_spool_is_dropped_once_the_day_is_published(refreshed: Refreshed) -> None:
    with PageArchive(refreshed.home.archive, readonly=True) as archive:
        assert archive.finished_crawl(refreshed.report.day) is None
        assert archive.stats().bodies > 0


def test_the_run_can_be_launched_again_as_it_was(refreshed: Refreshed) -> None:
    run = refreshed.instance.get_run_by_id(refreshed.report.run_id)
    assert run is not None
    crawler = run.run_config["resources"]["crawler"]["config"]
    assert crawler["boards"] == [
        {"ats": "lever", "token": "acme", "name": "Acme", "base_url": refreshed.origin}
    ]
    assert (crawler["delay"], crawler["contact"]) == (0.0, "crawls@jobs.example")


def test_a_second_run_of_the_same_boards_changes_nothing(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date
) -> None:
    first = refresh(home, settings, boards.boards(), day)
    second = refresh(home, settings, boards.boards(), day)
    assert (first.postings_new, second.postings_new, second.postings_changed) == (20, 0, 0)
    assert second.postings_seen == 20


def test_a_changed_posting_is_counted_as_changed(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date
) -> None:
    refresh(home, settings, boards.boards(), day)
    boards.postings["acme"][3] = lever_posting(3, "Head baker")
    report = refresh(home, settings, boards.boards(), day)
    assert (report.postings_new, report.postings_changed) == (0, 1)


def test_a_board_that_fails_is_named_with_its_remedy_and_the_others_go_on(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date, instance: dg.DagsterInstance
) -> None:
    report = refresh(home, settings, [*boards.boards(), boards.board("gone")], day)
    assert (report.boards, report.boards_failed, report.postings_seen) == (2, ["lever:gone"], 20)
    assert report.checks_failed == ["no_board_failed"]
    told = {board.crawl.board_id: board.crawl.message or "" for board in report.by_board}
    assert "boards.yaml" in told["lever:gone"]
    check = _evaluations(instance, report.run_id)["no_board_failed"]
    assert check.severity == dg.AssetCheckSeverity.WARN
    assert "lever:gone" in str(check.metadata["what happened"].value)


def test_nothing_of_the_run_reaches_the_console(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date, capfd: pytest.CaptureFixture[str]
) -> None:
    refresh(home, settings, boards.boards(), day)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("days", [-1, 1, -4000])
def test_a_day_that_cannot_be_crawled_is_refused_before_anything_is_fetched(
    home: Home, settings: Settings, boards: LoopbackBoards, day: date, days: int
) -> None:
    with pytest.raises(PastDayError):
        refresh(home, settings, boards.boards(), day + timedelta(days=days))
    assert not boards.asked.is_set()


def _evaluations(instance: dg.DagsterInstance, run_id: str) -> dict[str, dg.AssetCheckEvaluation]:
    events = (entry.dagster_event for entry in instance.all_logs(run_id))
    return {
        event.asset_check_evaluation_data.check_name: event.asset_check_evaluation_data
        for event in events
        if event is not None and event.event_type_value == "ASSET_CHECK_EVALUATION"
    }
