"""The partitions: one a day, in the time zone of the schedule. What "today" is stands here and nowhere else.

What a day holds is `raw_pages.py` and `parsed_postings.py`.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import dagster as dg

from jobs_assets.settings import load_settings

TIMEZONE = load_settings().schedule.timezone

# end_offset: the newest partition is the day under way, since a crawl sees today and no other day.
DAYS = dg.DailyPartitionsDefinition(start_date="2024-01-01", timezone=TIMEZONE, end_offset=1)

OWNERS = ["team:jobs"]


def today(now: datetime | None = None) -> date:
    """The calendar day in the schedule's time zone."""
    return (now or datetime.now(UTC)).astimezone(ZoneInfo(TIMEZONE)).date()


def days_of(keys: dg.PartitionKeyRange) -> list[date]:
    """Every day of a partition range, in order."""
    first, last = date.fromisoformat(keys.start), date.fromisoformat(keys.end)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def daily_asset(
    *, description: str, group_name: str, kinds: set[str], tags: Mapping[str, str], pool: str | None = None
) -> Callable[[Callable[..., Any]], dg.AssetsDefinition]:
    """An asset with one partition a day, of which any range is one run."""

    def define(function: Callable[..., Any]) -> dg.AssetsDefinition:
        with warnings.catch_warnings():
            # `backfill_policy` is labelled beta in the pinned release; a test holds it to its promise.
            warnings.simplefilter("ignore", dg.BetaWarning)
            return dg.asset(
                partitions_def=DAYS,
                backfill_policy=dg.BackfillPolicy.single_run(),
                io_manager_key="io_manager",
                owners=OWNERS,
                description=description,
                group_name=group_name,
                kinds=kinds,
                tags=dict(tags),
                pool=pool,
            )(function)

    return define


def listed(names: Sequence[str], most: int = 5) -> str:
    """The first `most` of `names`, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
