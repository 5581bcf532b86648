"""A day's work as plain functions over the store, the archive and the parsers; the assets wire them.

Knows neither Dagster nor SQL: what runs the crawl is `resources/crawler.py`, what writes rows is `store/`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice

from jobs_assets.errors import ArchiveError, PastDayError
from jobs_assets.merging import one_each, standing
from jobs_assets.pages import READABLE, Fetch, PageOutcome, PageRole, SourcePage
from jobs_assets.parsing import PARSER_VERSION, parse_page
from jobs_assets.parsing.gone import leads_to_no_posting
from jobs_assets.parsing.unknown_fields import UnknownFields
from jobs_assets.postings import Closed, Record, Unparsed
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.partitions import ParsedDay, RawPagesDay, StoredDay, StoredPage

_PARSED_ROLES = frozenset({PageRole.LISTING, PageRole.POSTING})

BODY_UNREADABLE = "body_unreadable"
"""The reason of an `Unparsed` whose page's body is missing from the archive or damaged."""


@dataclass(frozen=True, slots=True)
class RawPlan:
    """What asking for some days of `raw_pages` comes to.

    `crawl` is today, if it was asked for; `publish` are past days whose finished crawl was never published,
    as after a kill; `keep` are past days that stand as they are.
    """

    crawl: date | None
    publish: list[date]
    keep: list[date]


def raw_plan(
    asked: Sequence[date], today: date, *, published: Collection[date], finished: Collection[date]
) -> RawPlan:
    """Sorts the days asked for. A crawl sees today and no other day.

    Raises `PastDayError` for days that are over without a crawl, and for days to come.
    """
    if later := [day for day in asked if day > today]:
        raise PastDayError(
            f"{_days(later)}: not yet begun. Pages are fetched on the day itself; today is {today} "
            "(JOBS_SCHEDULE__TIMEZONE)."
        )
    past = [day for day in asked if day < today]
    if lost := [day for day in past if day not in published and day not in finished]:
        raise PastDayError(
            f"{_days(lost)}: over, and never crawled here. A past day cannot be fetched any more. Crawl "
            f"today ({today}), or ask for days that have pages; `parsed_postings` is rebuilt from those."
        )
    return RawPlan(
        crawl=today if today in asked else None,
        publish=[day for day in past if day in finished],
        keep=[day for day in past if day not in finished],
    )


def crawled_days(archive: PageArchive, days: Iterable[date]) -> Iterator[RawPagesDay]:
    """The finished crawl of each day, for the store to publish. A spool is dropped once its day is stored.

    It counts as stored when the consumer asks for the next day; one that fails or is killed leaves the spool.
    """
    for day in days:
        crawl_id = archive.finished_crawl(day)
        if crawl_id is None:
            raise ArchiveError(
                f"{day}: the archive holds no finished crawl of the day. Crawl again: `jobs run`."
            )
        yield RawPagesDay(day, archive.fetches(crawl_id), archive.boards(crawl_id))
        archive.forget(crawl_id)


def parsed_days(days: Iterable[StoredDay], read: Callable[[str], bytes]) -> Iterator[ParsedDay]:
    """The records of each day's pages. `read` gives a body by its hash."""
    for day in days:
        unknown = UnknownFields()
        yield ParsedDay(day.day, records(day.pages(), read, day.employers, unknown), unknown, PARSER_VERSION)


def records(
    pages: Iterable[StoredPage],
    read: Callable[[str], bytes],
    employers: Mapping[str, str],
    unknown: UnknownFields | None = None,
) -> Iterator[tuple[int, Record]]:
    """What the pages hold, each record with its page's id; the pages of a board follow each other. `read`
    gives a body by its hash.

    A posting that several pages of a board show (its own and a listing, two feeds) is one record; a board
    that is a single page is passed through as it is read. A page whose body cannot be read is one `Unparsed`
    that says so; the others go on. A posting's page that is gone is one `Closed`, known by its address.
    `unknown` is shown the pages on their way.
    """

    def of(page: StoredPage) -> Iterator[Record]:
        return _records_of(page.fetch, read, employers, unknown)

    held = (page for page in pages if _holds_postings(page.fetch) or _is_gone(page.fetch))
    for _, of_board in groupby(held, key=lambda page: page.fetch.board_id):
        first, *second = islice(of_board, 2)
        if not second:
            for record in of(first):
                yield first.page_id, record
        else:
            yield from one_each(
                (page.page_id, standing(page.fetch), record)
                for page in chain((first, *second), of_board)
                for record in of(page)
            )


def _holds_postings(fetch: Fetch) -> bool:
    return fetch.body_hash is not None and fetch.role in _PARSED_ROLES and fetch.outcome in READABLE


def _is_gone(fetch: Fetch) -> bool:
    """Whether a posting's own page is no more: 404, 410, or sent on to a list or a page that says so."""
    if fetch.role is not PageRole.POSTING:
        return False
    if fetch.outcome is PageOutcome.REDIRECT:
        return leads_to_no_posting(fetch.url, fetch.headers.get("location", ""))
    return fetch.outcome is PageOutcome.NOT_FOUND


def _records_of(
    fetch: Fetch, read: Callable[[str], bytes], employers: Mapping[str, str], unknown: UnknownFields | None
) -> Iterator[Record]:
    if _is_gone(fetch):
        led = f": {location}" if (location := fetch.headers.get("location")) else ""
        yield Closed(fetch.board_id, None, fetch.url, "page_gone", f"status {fetch.status}{led}")
        return
    try:
        body = read(fetch.body_hash or "")
    except ArchiveError as error:
        yield Unparsed(fetch.board_id, fetch.url, BODY_UNREADABLE, f"{fetch.board_id}: {error}")
        return
    source = _source(fetch, body, employers)
    if unknown is not None:
        unknown.look(source)
    for record in parse_page(source):
        if not (isinstance(record, Closed) and record.posting_id is None and fetch.role is PageRole.LISTING):
            yield record  # a list is no posting's page: its address would name none


def _source(fetch: Fetch, body: bytes, employers: Mapping[str, str]) -> SourcePage:
    ats, _, token = fetch.board_id.partition(":")
    return SourcePage(
        board_id=fetch.board_id,
        ats=ats,
        token=token,
        employer=employers.get(fetch.board_id),
        url=fetch.url,
        body=body,
        content_type=fetch.headers.get("content-type", ""),
    )


def _days(days: Sequence[date]) -> str:
    return f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]} ({len(days)} days)"
