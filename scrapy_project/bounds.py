"""How far one board's run may go."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Self


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of every board's run in a crawl, and the day that the crawl is of.

    `window` pages are asked for at a time; the rest wait as plain records. `max_pages` and `max_depth` bound
    what is asked for and how many links deep. `details`: postings' own pages are fetched also where the
    listing carries the postings whole. Of the pages that say how their listing names them (`Page.listed`),
    `details_per_board` are asked for in a run, and those that have not changed again after
    `details_max_age`. `opted_in` names the kinds that are fetched although their policy has them off.
    """

    max_pages: int = 10_000
    max_depth: int = 4
    window: int = 4
    details: bool = False
    details_per_board: int = 1000
    details_max_age: timedelta = timedelta(days=30)
    day: date = field(default_factory=_today)
    opted_in: Collection[str] = frozenset()

    @classmethod
    def of_environment(cls) -> Self:
        """The bounds that the settings give a spider run by hand."""
        from jobs_assets.settings import load_settings  # noqa: PLC0415 # pydantic: a fifth of a second

        crawl = load_settings().crawl
        return cls(
            max_pages=crawl.max_pages,
            details=crawl.details,
            details_per_board=crawl.details_per_board,
            details_max_age=timedelta(days=crawl.details_max_age_days),
            opted_in=frozenset(crawl.opt_in),
        )
