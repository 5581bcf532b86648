"""What a newcomer sees in Dagster's pages, and that it loads: as a workspace, from any folder, fast."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from jobs_assets.definitions import definitions, settings_of_instance
from jobs_assets.home import Home
from jobs_assets.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_workspace_loads_from_another_folder(home: Home, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-w", str(ROOT / "workspace.yaml")],
        cwd=tmp_path,
        env={**os.environ, "JOBS_HOME": str(home.path), "DAGSTER_HOME": str(home.dagster)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


OVER_ALL_DAYS = {"postings", "posting_changes", "posting_duplicates", "market_report", "llm_spend"}


def test_everything_says_what_it_is(settings: Settings) -> None:
    defs = definitions(settings)
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.owners, key
        assert node.kinds, key
        assert node.group_name != "default", key
        assert node.tags, key
        if key.to_user_string() not in OVER_ALL_DAYS:
            assert node.partitions_def is not None, key
            assert node.backfill_policy == dg.BackfillPolicy.single_run(), key
    for check in graph.asset_check_keys:
        assert graph.get_check_spec(check).description, check
    assert defs.resolve_job_def("refresh").description
    assert defs.resolve_schedule_def("daily_refresh").description
    assert defs.resolve_sensor_def("run_failure_notice").description


def test_the_names_of_the_contract_are_there(settings: Settings) -> None:
    defs = definitions(settings)
    assets = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
    assert {"raw_pages", "parsed_postings", *OVER_ALL_DAYS} <= assets
    assert {"crawler", "io_manager"} <= set(defs.resources or {})


def test_loading_the_definitions_loads_no_crawler_and_no_notification_service() -> None:
    heavy = {"scrapy", "twisted", "apprise", "aiohttp"}
    code = f"import sys, jobs_assets.definitions; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_job_runs_its_steps_in_one_process(settings: Settings) -> None:
    assert definitions(settings).resolve_job_def("refresh").executor_def is dg.in_process_executor


def test_the_home_is_the_one_that_holds_the_instance(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOBS_HOME")
    assert settings_of_instance().home == home.path
    monkeypatch.setenv("JOBS_HOME", str(tmp_path / "named"))
    assert settings_of_instance().home == tmp_path / "named"


def test_the_instance_of_a_new_home_queues_retries_and_watches_runs(instance: dg.DagsterInstance) -> None:
    assert (instance.run_retries_enabled, instance.run_retries_max_retries) == (True, 1)
    assert instance.run_retries_retry_on_asset_or_op_failure is False
    assert instance.run_monitoring_enabled
    assert instance.telemetry_enabled is False
    concurrency = instance.get_concurrency_config()
    assert concurrency.run_queue_config is not None
    assert {"key": "jobs/crawl", "limit": 1} in concurrency.run_queue_config.tag_concurrency_limits
    assert concurrency.pool_config.default_pool_limit == 1


def test_a_run_of_the_job_carries_the_tag_that_its_queue_limits(settings: Settings) -> None:
    assert definitions(settings).resolve_job_def("refresh").run_tags["jobs/crawl"] == "home"
