import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Unparsed
from jobs_assets.resources.sqlite_io import SQLiteIOManager
from jobs_assets.settings import Home
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings
from jobs_assets.store.pages import stored_pages
from jobs_assets.store.partitions import Days, ParsedDay, RawPagesDay
from tests.store.records import a_fetch, a_posting

DAILY = dg.DailyPartitionsDefinition("2026-11-01")
RANGE = {
    "dagster/asset_partition_range_start": "2026-11-01",
    "dagster/asset_partition_range_end": "2026-11-03",
}


def days_of(context: dg.AssetExecutionContext) -> list[date]:
    return [date.fromisoformat(key) for key in context.partition_keys]


def daily(compute: Any) -> Any:  # noqa: ANN401  # what dg.asset takes and gives
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)  # backfill_policy, which a range in one run needs
        return dg.asset(compute, partitions_def=DAILY, backfill_policy=dg.BackfillPolicy.single_run())


@daily
def raw_pages(context: dg.AssetExecutionContext) -> Any:  # noqa: ANN401  # Days
    boards = [BoardDay("site:acme", BoardOutcome.COMPLETE), BoardDay("site:<b>", BoardOutcome.FAILED)]
    return Days(RawPagesDay(day, [a_fetch(n) for n in range(day.day)], boards) for day in days_of(context))


@daily
def parsed_postings(raw_pages: Any) -> Any:  # noqa: ANN401  # Days
    def records(day: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401  # a StoredDay
        for page in day.pages():
            yield page.page_id, a_posting(page.fetch.url[-1], title="Chef | <b>Koch</b>")
        yield 1, Unparsed("site:acme", "u", "no_title", "d")

    return Days(ParsedDay(day.day, records(day)) for day in raw_pages)


@daily
def titles(parsed_postings: Any) -> dg.MaterializeResult[Any]:  # noqa: ANN401  # Days
    found = {day.day.isoformat(): sum(1 for _ in day.postings()) for day in parsed_postings}
    return dg.MaterializeResult(metadata={"found": found})


def materialise(home: Home, **options: Any) -> dg.ExecuteInProcessResult:  # noqa: ANN401  # of dg.materialize
    manager = SQLiteIOManager(home=str(home.path))
    return dg.materialize([raw_pages, parsed_postings, titles], resources={"io_manager": manager}, **options)


def metadata(result: dg.ExecuteInProcessResult, asset: str) -> dict[str | None, dict[str, Any]]:
    """Each partition's metadata, as plain values."""
    return {
        event.partition: {name: value.value for name, value in event.materialization.metadata.items()}
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey(asset)
    }


def test_a_day_goes_through_the_store(home: Home) -> None:
    materialise(home, partition_key="2026-11-02")
    store = open_store(home)
    assert [page.fetch for page in stored_pages(store, date(2026, 11, 2))] == [a_fetch(0), a_fetch(1)]
    assert [given.posting_id for given in postings(store)] == ["site:acme:0", "site:acme:1"]
    store.close()


def test_a_range_is_one_run_with_metadata_of_its_own_for_each_day(home: Home) -> None:
    result = materialise(home, tags=RANGE)
    pages, parsed = metadata(result, "raw_pages"), metadata(result, "parsed_postings")
    assert {day: given["dagster/row_count"] for day, given in pages.items()} == {
        "2026-11-01": 1,
        "2026-11-02": 2,
        "2026-11-03": 3,
    }
    assert [given["new_postings"] for given in parsed.values()] == [1, 1, 1]
    assert [given["unparsed"] for given in parsed.values()] == [1, 1, 1]
    assert metadata(result, "titles")["2026-11-03"]["found"]["2026-11-03"] == 3


def test_materialisations_say_what_a_day_holds(home: Home) -> None:
    result = materialise(home, partition_key="2026-11-02")
    pages = metadata(result, "raw_pages")["2026-11-02"]
    assert (pages["boards"], pages["boards_not_complete"], pages["pages_kept"]) == (2, 1, 0)
    assert "https://acme.example/jobs/0" in pages["preview"]
    assert pages["outcomes"].startswith("![ok 2](data:image/svg+xml;base64,")
    parsed = metadata(result, "parsed_postings")["2026-11-02"]
    assert {
        "dagster/row_count",
        "bytes",
        "seconds",
        "new_versions",
        "changed_postings",
        "duplicates",
    } <= parsed.keys()
    assert parsed["preview"].count("\n") == 3


def test_text_of_a_page_is_no_markup_in_a_preview(home: Home) -> None:
    parsed = metadata(materialise(home, partition_key="2026-11-02"), "parsed_postings")["2026-11-02"]
    assert r"Chef \| \<b\>Koch\</b\>" in parsed["preview"]


def test_the_same_day_again_changes_nothing_and_says_so(home: Home) -> None:
    materialise(home, partition_key="2026-11-02")
    parsed = metadata(materialise(home, partition_key="2026-11-02"), "parsed_postings")["2026-11-02"]
    assert (parsed["new_postings"], parsed["changed_postings"], parsed["new_versions"]) == (0, 0, 0)


def test_a_failure_in_a_range_leaves_whole_days(home: Home) -> None:
    @daily
    def raw_pages(context: dg.AssetExecutionContext) -> Any:  # noqa: ANN401  # Days
        def pages(day: date) -> Iterator[Any]:
            yield a_fetch(1)
            if day.day == 2:
                raise ConnectionError("the archive went away")

        return Days(RawPagesDay(day, pages(day), []) for day in days_of(context))

    manager = SQLiteIOManager(home=str(home.path))
    with pytest.raises(ConnectionError):
        dg.materialize([raw_pages], resources={"io_manager": manager}, tags=RANGE)
    store = open_store(home)
    assert [len(list(stored_pages(store, date(2026, 11, day)))) for day in (1, 2, 3)] == [1, 0, 0]
    store.close()


def test_a_day_that_was_not_asked_for_is_refused(home: Home) -> None:
    @dg.asset(name="raw_pages", partitions_def=DAILY)
    def straying() -> Any:  # noqa: ANN401  # a RawPagesDay
        return RawPagesDay(date(2026, 11, 9), [a_fetch(1)], [])

    manager = SQLiteIOManager(home=str(home.path))
    with pytest.raises(dg.DagsterInvariantViolationError, match="2026-11-09 is not a partition of this run"):
        dg.materialize([straying], resources={"io_manager": manager}, partition_key="2026-11-02")


def test_an_asset_without_a_table_is_refused(home: Home) -> None:
    @dg.asset(partitions_def=DAILY)
    def cupcakes() -> Any:  # noqa: ANN401  # anything
        return ParsedDay(date(2026, 11, 2), [])

    manager = SQLiteIOManager(home=str(home.path))
    with pytest.raises(dg.DagsterInvariantViolationError, match="cupcakes: cannot store a ParsedDay"):
        dg.materialize([cupcakes], resources={"io_manager": manager}, partition_key="2026-11-02")


def test_the_home_may_move_between_runs(home: Home, tmp_path: Path) -> None:
    materialise(home, partition_key="2026-11-02")
    moved = Home(home.path.rename(tmp_path / "moved"))
    parsed = metadata(materialise(moved, partition_key="2026-11-02"), "parsed_postings")["2026-11-02"]
    assert parsed["new_postings"] == 0
