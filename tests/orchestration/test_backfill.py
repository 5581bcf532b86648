"""A year of days from the archive, by the very commands that docs/orchestration.md shows."""

import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import dagster as dg

from jobs_assets.assets.parsed_postings import parsed_postings
from jobs_assets.assets.raw_pages import raw_pages
from jobs_assets.home import Home
from jobs_assets.store.engine import open_store, sqlite_driver
from tests.orchestration.stored_days import store_days

ROOT = Path(__file__).parents[2]
FIRST, LAST = date(2025, 11, 24), date(2026, 11, 23)
YEAR = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


def documented(option: str) -> str:
    """The one documented command with `option`."""
    text = (ROOT / "docs" / "orchestration.md").read_text(encoding="utf-8")
    (command,) = [line for line in re.findall(r"^DAGSTER_HOME=.*$", text, re.M) if f" {option} " in line]
    return str(command)


def test_one_command_builds_a_year_from_the_archive_and_a_month_of_it_again_the_same(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    store_days(home, [(day, {"acme": 3 + day.day % 3, "bolt": 2}) for day in YEAR])
    year = documented("--partition-range")
    _type(year, tmp_path)
    first = _rows(home)
    assert len(first) == sum(5 + day.day % 3 for day in YEAR)
    assert {row[0] for row in first} == {day.isoformat() for day in YEAR}
    _type(year.replace(f"{FIRST}...{LAST}", "2026-02-01...2026-02-28"), tmp_path)
    assert _rows(home) == first
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.SUCCESS] * 2
        built = instance.get_materialized_partitions(dg.AssetKey("parsed_postings"))
        assert built == {day.isoformat() for day in YEAR}


def test_one_day_is_built_by_its_command(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    store_days(home, [(LAST - timedelta(days=1), {"acme": 4}), (LAST, {"acme": 3})])
    _type(documented("--partition"), tmp_path)
    assert {row[0] for row in _rows(home)} == {LAST.isoformat()}


def test_a_past_day_that_was_never_crawled_is_a_clear_error(tmp_path: Path) -> None:
    Home(tmp_path / "home").create()
    command = (
        documented("--partition").replace("parsed_postings", "raw_pages").replace("2026-11-23", "2026-01-15")
    )
    done = _run(command, tmp_path)
    assert done.returncode != 0
    assert "PastDayError: 2026-01-15: over, and never crawled here." in done.stderr
    assert "ask for days that have pages" in done.stderr


def test_days_that_are_over_are_kept_as_they_are(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    days = [date(2026, 11, 1), date(2026, 11, 2)]
    store_days(home, [(day, {"acme": 3}) for day in days])
    before = _content(home, "raw_pages"), _content(home, "board_days")
    command = documented("--partition-range").replace("parsed_postings", "raw_pages")
    _type(command.replace(f"{FIRST}...{LAST}", "2026-11-01...2026-11-02"), tmp_path)
    assert (_content(home, "raw_pages"), _content(home, "board_days")) == before


def test_a_range_is_one_run_without_warnings_of_ours() -> None:
    for asset in (raw_pages, parsed_postings):
        assert asset.backfill_policy == dg.BackfillPolicy.single_run()


def _type(command: str, folder: Path) -> None:
    done = _run(command, folder)
    assert done.returncode == 0, done.stderr[-3000:]


def _run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Runs the command in `folder` as a shell would there, with this environment's programs."""
    (folder / ".venv").mkdir(exist_ok=True)
    programs = folder / ".venv" / "bin"
    if not programs.exists():
        programs.symlink_to(Path(sys.executable).parent)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JOBS_", "DAGSTER_"))}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def _rows(home: Home) -> list[tuple[object, ...]]:
    with closing(open_store(home)) as store, store.reader() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM parsed_postings ORDER BY day, posting_id")
        return [tuple(row) for row in rows]


def _content(home: Home, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite_driver().connect(str(home.database))) as connection:
        return sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
