"""What assets hand to the store and get from it: a day's worth of pages or records, as streams.

Plain values over iterables; writing and reading them is `pages.py` and `observations.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from jobs_assets.pages import BoardDay, Fetch
from jobs_assets.postings import Posting, Record

if TYPE_CHECKING:
    from jobs_assets.parsing.unknown_fields import UnknownFields

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RawPagesDay:
    """A finished crawl of one day: every exchange in crawl order, and one outcome per board."""

    day: date
    pages: Iterable[Fetch]
    boards: Iterable[BoardDay]


@dataclass(frozen=True, slots=True)
class ParsedDay:
    """What the pages of one day hold: records, each with the page it came from.

    `parser_version` is that of the parser that read them. `unknown` is complete once the records have been
    taken.
    """

    day: date
    records: Iterable[tuple[int, Record]]
    unknown: "UnknownFields | None" = None
    parser_version: int = 0


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page on record; its body is in the archive under `fetch.body_hash`."""

    page_id: int
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class StoredDay:
    """A day of `raw_pages` in the store. Each call of `pages` reads it afresh, never all at once.

    `employers` names the boards that boards.yaml named when the day was crawled, by board id.
    """

    day: date
    read: Callable[[date], Iterator[StoredPage]]
    employers: Mapping[str, str]

    def pages(self) -> Iterator[StoredPage]:
        """The day's pages by board, each board's in crawl order."""
        return self.read(self.day)


@dataclass(frozen=True, slots=True)
class StoredPostings:
    """A day of `parsed_postings` in the store, read like a `StoredDay`."""

    day: date
    read: Callable[[date], Iterator[Posting]]

    def postings(self) -> Iterator[Posting]:
        """The postings observed on the day."""
        return self.read(self.day)


class Days(Generic[T]):
    """Some days, made or read one after the other as the consumer asks.

    An asset returns this and not a generator, since Dagster takes a generator to mean several outputs.

        return Days(ParsedDay(stored.day, parse(stored.pages())) for stored in raw_pages)
    """

    def __init__(self, days: Iterable[T]) -> None:
        self._days = days

    def __iter__(self) -> Iterator[T]:
        return iter(self._days)
