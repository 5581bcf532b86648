"""What runs by itself: the schedule's run request, and the notice of a failed run."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, cast

import dagster as dg
import pytest

from jobs_assets.automation import daily_schedule, run_failure_notice
from jobs_assets.definitions import definitions
from jobs_assets.errors import NotificationError
from jobs_assets.settings import ScheduleSettings, Settings

# Apprise looks for `imghdr`, which Python 3.11 has and deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def test_the_schedule_asks_for_the_day_of_its_tick(settings: Settings) -> None:
    schedule = daily_schedule(ScheduleSettings(cron="30 5 * * *"))
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    ) as context:
        request = schedule(context)
    assert isinstance(request, dg.RunRequest)
    assert request.partition_key == "2026-11-23"


def test_the_schedule_has_the_cron_and_time_zone_of_the_settings(settings: Settings) -> None:
    given = settings.model_copy(
        update={"schedule": ScheduleSettings(cron="15 4 * * 1-5", timezone="Europe/Berlin")}
    )
    schedule = definitions(given).resolve_schedule_def("daily_refresh")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("15 4 * * 1-5", "Europe/Berlin")
    assert schedule.job_name == "refresh"


def test_the_schedule_waits_to_be_switched_on_and_the_sensor_does_not() -> None:
    assert daily_schedule(ScheduleSettings()).default_status == dg.DefaultScheduleStatus.STOPPED
    assert run_failure_notice.default_status == dg.DefaultSensorStatus.RUNNING


def test_a_failed_run_is_told_with_its_error(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    with notices() as (url, received):
        monkeypatch.setenv("JOBS_NOTIFY__URL", url)
        assert _notice_of(_failed_run(instance), instance) is None
    assert len(received) == 1
    assert received[0]["title"] == "refresh failed for 2026-11-22"
    assert "work: ValueError: disk full, says acme" in received[0]["message"]


def test_nothing_is_sent_while_no_url_is_set(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOBS_NOTIFY__URL", raising=False)
    skipped = _notice_of(_failed_run(instance), instance)
    assert isinstance(skipped, dg.SkipReason)
    assert "JOBS_NOTIFY__URL is not set" in str(skipped.skip_message)


def test_a_run_that_was_cancelled_meanwhile_is_not_told(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = _failed_run(instance)
    instance.report_run_canceled(failed.dagster_run)
    with notices() as (url, received):
        monkeypatch.setenv("JOBS_NOTIFY__URL", url)
        assert isinstance(_notice_of(failed, instance), dg.SkipReason)
    assert received == []


def test_a_notice_that_cannot_be_sent_fails_the_tick_and_keeps_the_secret(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("JOBS_NOTIFY__URL", "json://someone:sesame@127.0.0.1:9/open")
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NotificationError, match=r"json://…") as told:
        _notice_of(_failed_run(instance), instance)
    assert "sesame" not in str(told.value) + caplog.text


def test_a_url_of_no_known_service_is_told_apart(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS_NOTIFY__URL", "pigeon://coop/sesame")
    with pytest.raises(NotificationError, match="no notification service that is known") as told:
        _notice_of(_failed_run(instance), instance)
    assert "sesame" not in str(told.value)


@dg.op
def work() -> None:
    raise ValueError("disk full, says acme")


@dg.job(name="refresh", tags={"dagster/partition": "2026-11-22"})
def failing() -> None:
    work()


def _failed_run(instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    return failing.execute_in_process(
        instance=instance,
        raise_on_error=False,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )


def _notice_of(failed: dg.ExecuteInProcessResult, instance: dg.DagsterInstance) -> object:
    context = dg.build_run_status_sensor_context(
        sensor_name="run_failure_notice",
        dagster_event=failed.get_run_failure_event(),
        dagster_instance=instance,
        dagster_run=failed.dagster_run,
    ).for_run_failure()
    return cast("Any", run_failure_notice)(context)


@contextmanager
def notices() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An Apprise JSON service on loopback: its URL, and what it got."""
    received: list[dict[str, Any]] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Takes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/hook", received
        server.shutdown()
