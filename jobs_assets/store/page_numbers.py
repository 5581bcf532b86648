"""Page numbers: made from a day and a count within it, so that a day's pages are a range of their numbers.

When a day is crawled again, a page that is the same (board, address, role and body) keeps its number, and
every other page gets one that neither the day's pages nor its observations ever used. So an observation of
the earlier crawl points to its own page or to none, never to another.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from jobs_assets.errors import HomeError
from jobs_assets.pages import Fetch
from jobs_assets.store.tables import observations, raw_pages, unparsed

_DAY_ONE = date(2020, 1, 1)
_BITS = 24  # up to 16.7 million numbers a day
_ONE_DAY = timedelta(days=1)

_PageKey = tuple[str, str, str, str | None]


def pages_of(first: date, last: date | None = None) -> ColumnElement[bool]:
    """The condition for the pages of a day, or of a range of days with both its ends.

    By number, since the pages have no index by day: it would be a tenth of what a page costs.
    """
    return raw_pages.c.page_id.between(_below(first) + 1, _last(last or first))


def days_with_pages(connection: Connection, first: date, last: date) -> Iterator[date]:
    """The days of the range that have pages; one look-up for each."""
    while first <= last:
        number = connection.scalar(select(func.min(raw_pages.c.page_id)).where(pages_of(first, last)))
        if number is None:
            return
        found = _DAY_ONE + timedelta(days=(number - 1) >> _BITS)
        yield found
        first = found + _ONE_DAY


def _below(day: date) -> int:
    """The number before a day's first, which is the last that the day before may have."""
    return (day - _DAY_ONE).days << _BITS


def _last(day: date) -> int:
    """The last number that a day may have; also of the last day there is."""
    return (day - _DAY_ONE).days + 1 << _BITS


class PageNumbers:
    """Gives each page of a day its number: the one it had, or one never used."""

    def __init__(self, connection: Connection, day: date) -> None:
        self._day = day
        self._last = _below(day)
        for table, of_day in (
            (raw_pages, pages_of(day)),
            (observations, observations.c.day == day),
            (unparsed, unparsed.c.day == day),
        ):
            highest = connection.scalar(select(func.max(table.c.page_id)).where(of_day))
            self._last = max(self._last, highest or self._last)
        self._end = _last(day)
        self._before: defaultdict[_PageKey, list[int]] = defaultdict(list)
        columns = raw_pages.c
        query = (
            select(columns.page_id, columns.board_id, columns.url, columns.role, columns.body_hash)
            .where(pages_of(day))
            .order_by(columns.page_id.desc())
        )
        for page_id, *key in connection.execute(query):
            self._before[tuple(key)].append(page_id)
        self.kept = 0

    def __call__(self, fetch: Fetch) -> int:
        """The number of the day's next page. Raises `HomeError` when the day has none left."""
        if same := self._before.get((fetch.board_id, fetch.url, fetch.role.value, fetch.body_hash)):
            self.kept += 1
            return same.pop()
        if self._last >= self._end:
            raise HomeError(f"{self._day} has had {1 << _BITS:,} pages, which is all a day can have")
        self._last += 1
        return self._last
