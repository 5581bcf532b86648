"""Every kind of board in one run, some of them faulty: rows as labelled, and what is said to be missing."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import dagster as dg
import pytest

from jobs_assets.assets.days import today
from jobs_assets.cli.report import display_report
from jobs_assets.home import Home
from jobs_assets.kinds import KINDS
from jobs_assets.refresh import RunReport, refresh
from jobs_assets.samples.server import SampleServer
from jobs_assets.settings import load_settings
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings

SIZE = 6
FAULTY = {"lever": "5xx", "workday": "notfound", "teamtailor": "botwall"}


@dataclass(frozen=True)
class EveryKind:
    """One run over two boards of each kind, the second of some with a fault."""

    report: RunReport
    truth: Mapping[str, dict[str, Any]]
    rows: Mapping[str, dict[str, Any]]
    faulty: set[str]
    home: Home


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> EveryKind:
    home = Home(tmp_path_factory.mktemp("every_kind") / "home").create()
    kinds = list(KINDS)
    sizes = [SIZE] * (2 * len(kinds))
    with SampleServer(sizes=sizes, kinds=kinds) as plain:
        last_of = {board.ats: board.board_id for board in plain.boards}
    faulty = {last_of[kind] for kind in FAULTY}
    faults = [f"{fault}@{last_of[kind]}" for kind, fault in FAULTY.items()]
    with SampleServer(sizes=sizes, kinds=kinds, faults=faults) as server:
        crawl = {
            "delay": 0,
            "contact": "crawls@jobs.example",
            "allow_hosts": [urlsplit(server.base_url).netloc],
        }
        report = refresh(home, load_settings(home=home.path, crawl=crawl), server.boards, today())
        truth = {label["posting_id"]: label for label in server.catalog.truth()}
    with closing(open_store(home)) as store:
        rows = {posting.posting_id: asdict(posting) for posting in postings(store)}
    return EveryKind(report, truth, rows, faulty, home)


def test_each_posting_of_every_healthy_board_is_one_row(every_kind: EveryKind) -> None:
    lost = [
        posting_id
        for posting_id in every_kind.truth
        if posting_id not in every_kind.rows and not posting_id.startswith(tuple(every_kind.faulty))
    ]
    assert lost == []
    assert every_kind.rows.keys() <= every_kind.truth.keys()
    assert every_kind.report.postings_seen == len(every_kind.rows)
    assert {posting_id.partition(":")[0] for posting_id in every_kind.rows} == set(KINDS)


def test_what_listings_and_own_pages_state_is_in_the_one_row(every_kind: EveryKind) -> None:
    wrong = [
        f"{posting_id} {name}: {label[name]!r} but {row[name]!r}"
        for posting_id, row in every_kind.rows.items()
        if (label := every_kind.truth[posting_id])
        for name in label.keys() & row.keys()
        if row[name] != label[name] and not (name == "language" and label[name] is None)
    ]
    assert wrong == []


def test_only_the_faulty_boards_fail_and_only_their_check(every_kind: EveryKind) -> None:
    assert set(every_kind.report.boards_failed) == every_kind.faulty
    assert every_kind.report.checks_failed == ["no_board_failed"]


def test_a_board_that_was_seen_whole_says_so_and_a_failed_one_never_was(every_kind: EveryKind) -> None:
    for board in every_kind.report.by_board:
        last = None if board.crawl.board_id in every_kind.faulty else every_kind.report.day
        assert (board.last_success, board.last_yield) == (last, last)


def test_the_report_begins_with_the_boards_that_miss_something_and_stays_short(
    every_kind: EveryKind, capsys: pytest.CaptureFixture[str]
) -> None:
    display_report(every_kind.report, every_kind.home, load_settings(home=every_kind.home.path))
    table = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert {line.split()[0] for line in table[1:4]} == every_kind.faulty
    assert len(table) == 1 + 40 + 1
    assert table[-1].startswith("… and 6 more")


def test_dagster_shows_each_board_with_what_it_stated_and_what_was_had(every_kind: EveryKind) -> None:
    with dg.DagsterInstance.from_config(str(every_kind.home.dagster)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey("raw_pages"))
    assert event is not None
    assert event.asset_materialization is not None
    lines = str(event.asset_materialization.metadata["by_board"].value).splitlines()
    assert len(lines) == 2 + len(every_kind.report.by_board)
    assert "states | seen | pages | details pending | details failed" in lines[0]
    assert {line.split(" | ")[0].removeprefix("| ") for line in lines[2:5]} == every_kind.faulty
    assert any(
        line.startswith("| greenhouse:") and f"| complete | 200 | {SIZE} | {SIZE} |" in line for line in lines
    )


def test_a_merged_posting_names_its_own_page(every_kind: EveryKind) -> None:
    query = """
        SELECT DISTINCT raw_pages.role FROM parsed_postings JOIN raw_pages USING (page_id)
        WHERE parsed_postings.board_id LIKE 'workday:%'
    """
    with closing(open_store(every_kind.home)) as store, store.reader() as connection:
        assert list(connection.exec_driver_sql(query).scalars()) == ["posting"]
