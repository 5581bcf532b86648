"""What runs by itself: the job `refresh`, its schedule, and who hears of a failure.

What a run does is in `assets/`; by hand it is started by `refresh.py` or in Dagster's pages.
"""

import logging
from datetime import UTC

import dagster as dg

from jobs_assets.assets.days import today
from jobs_assets.resources.notifications import notify
from jobs_assets.settings import ScheduleSettings, load_settings

REFRESH = "refresh"

refresh_job = dg.define_asset_job(
    REFRESH,
    selection=dg.AssetSelection.groups("crawl", "postings", "market"),
    description="The main job once: crawl the followed boards, keep every page, parse them, report.",
    tags={"jobs/crawl": "home"},  # dagster.yaml lets one run with this tag go at a time
)


def daily_schedule(settings: ScheduleSettings) -> dg.ScheduleDefinition:
    """`daily_refresh`: the job for the tick's day. Off until switched on: it asks other people's servers."""

    @dg.schedule(
        name="daily_refresh",
        job=refresh_job,
        cron_schedule=settings.cron,
        execution_timezone=settings.timezone,
        description="Crawls and parses the day once. Set JOBS_SCHEDULE__CRON and JOBS_SCHEDULE__TIMEZONE.",
    )
    def daily_refresh(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = today(context.scheduled_execution_time.astimezone(UTC)).isoformat()
        return dg.RunRequest(partition_key=day)

    return daily_refresh


@dg.logger(None, description="The log file of the data home, for runs started in a terminal.")
def log_file(_context: dg.InitLoggerContext) -> logging.Logger:
    """Hands a run's lines to Python's logging, of which `logs.py` makes the file."""
    return logging.getLogger("jobs.dagster")


@dg.run_failure_sensor(
    name="run_failure_notice",
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=30,
    description="Tells JOBS_NOTIFY__URL of a run that failed. Silent while no URL is set.",
)
def run_failure_notice(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """One notice for one failed run; none for a run that was cancelled meanwhile."""
    run = context.instance.get_run_by_id(context.dagster_run.run_id) or context.dagster_run
    if run.status == dg.DagsterRunStatus.CANCELED:
        return dg.SkipReason(f"Run {run.run_id} was cancelled.")
    day = run.tags.get("dagster/partition") or run.tags.get("dagster/asset_partition_range_start") or "no day"
    sent = notify(
        load_settings().notify.url,
        f"{run.job_name} failed for {day}",
        f"{_what_happened(context)}\n\nRun {run.run_id}; `make web` shows its log.",
    )
    return None if sent else dg.SkipReason("JOBS_NOTIFY__URL is not set.")


def _what_happened(context: dg.RunFailureSensorContext) -> str:
    """The message of the error that ended the run, without its traceback."""
    for event in context.get_step_failure_events():
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            return f"{event.step_key}: {error.message.strip().removeprefix('jobs_assets.errors.')}"
    return context.failure_event.message or "The run's process ended without a word."
