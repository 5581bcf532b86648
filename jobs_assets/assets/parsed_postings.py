"""`parsed_postings`: what the pages of a day say, one row per posting. Rebuilt as often as wanted."""

import logging
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

import dagster as dg

from jobs_assets.assets.days import daily_asset
from jobs_assets.daily import parsed_days
from jobs_assets.resources.crawl_messages import LOGGED_SECONDS
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.partitions import Days, ParsedDay, StoredDay


@daily_asset(
    group_name="postings",
    kinds={"python", "sqlite"},
    tags={"jobs/reads": "archive"},
    description="""One row per posting and day, read from the day's pages by **pure functions**, one per kind.

Identity, title, employer, description (sanitised HTML, and text that keeps its lists), places, employment
types, every salary band as stated, dates and links. Unknown is null, never a guess.

- What cannot be parsed is kept with its reason in `unparsed`, counted, and never stops a day.
- Nothing is fetched: bodies come from the archive, so **any range of days can be rebuilt** by a better
  parser, as one run. Building a day twice gives the same rows.
""",
)
def parsed_postings(
    context: dg.AssetExecutionContext,
    raw_pages: Any,  # noqa: ANN401  # Days[StoredDay], which Dagster's type check has no word for
    home: DataHome,
) -> dg.MaterializeResult[Any]:
    """Streams the days' pages through the parsers into the store."""
    return dg.MaterializeResult(value=Days(_parsed(raw_pages, home, context.log)))


def _parsed(days: Iterable[StoredDay], home: DataHome, log: logging.Logger) -> Iterator[ParsedDay]:
    told = monotonic()
    with home.archive(readonly=True) as archive:
        for done, day in enumerate(parsed_days(days, archive.read)):
            if monotonic() - told > LOGGED_SECONDS:
                log.info(f"{done} days are done; now {day.day}")
                told = monotonic()
            yield day
