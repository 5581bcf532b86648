"""`raw_pages`: every page a day's crawl fetched, as fetched. Crawls today; a past day stands as it was."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import dagster as dg

from jobs_assets.assets.days import daily_asset, days_of, today
from jobs_assets.daily import RawPlan, crawled_days, raw_plan
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.facts import published_days
from jobs_assets.store.partitions import Days, RawPagesDay


@daily_asset(
    group_name="crawl",
    kinds={"scrapy", "sqlite"},
    tags={"jobs/reads": "web"},
    pool="crawl",
    description="""Every page that a day's crawl of the followed boards fetched, **verbatim**, errors too.

One row per HTTP exchange; bodies are stored once per content in `pages.sqlite`. Beside them stands each
board's outcome of the day, so that what is missing is known to be missing.

- **Today's** partition is crawled. Crawling a day again replaces the day; of a board that fails
  then, what the day already had stays.
- A **past** day keeps the pages it has. A day that was never crawled cannot be fetched any more, and says so.
- Boards come from `boards.yaml` in the data home, or from `resources: crawler: config: boards` at launch.
""",
)
def raw_pages(
    context: dg.AssetExecutionContext, crawler: ScrapyCrawler, home: DataHome
) -> dg.MaterializeResult[Any]:
    """Crawls today if it is asked for, and hands finished crawls to the store."""
    plan = _plan(home, days_of(context.partition_key_range))
    if plan.crawl:
        crawler.crawl(context, crawler.followed(), plan.crawl)
    to_store = [*plan.publish, *([plan.crawl] if plan.crawl else [])]
    return dg.MaterializeResult(
        value=Days(_crawled(home, to_store)),
        metadata={"kept": dg.MetadataValue.text(_kept(plan.keep))} if plan.keep else {},
    )


def _plan(home: DataHome, asked: Sequence[date]) -> RawPlan:
    with home.store() as store, home.archive() as archive:
        return raw_plan(
            asked,
            today(),
            published=published_days(store, asked[0], asked[-1]),
            finished={day for day in asked if archive.finished_crawl(day) is not None},
        )


def _crawled(home: DataHome, days: Sequence[date]) -> Iterator[RawPagesDay]:
    with home.archive() as archive:
        yield from crawled_days(archive, days)


def _kept(days: Sequence[date]) -> str:
    which = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]} ({len(days)} days)"
    return f"{which}: over and crawled already. The pages stand as they were; only today can be crawled."
