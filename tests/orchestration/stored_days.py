"""Days as a crawl would have left them, put straight into archive and store: many past days in no time."""

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime

import orjson

from jobs_assets.home import Home
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import open_store
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from tests.orchestration.loopback_boards import lever_posting

PAST = date(2026, 11, 1)


def store_day(home: Home, day: date, boards: dict[str, int]) -> None:
    """One day with one listing page for each board, of that many postings."""
    store_days(home, [(day, boards)])


def store_days(home: Home, days: Iterable[tuple[date, dict[str, int]]]) -> None:
    """Many days at once."""
    with closing(open_store(home)) as store, PageArchive(home.archive) as archive:
        for day, boards in days:
            crawl_id = archive.begin_crawl(day)
            for token, count in boards.items():
                body = orjson.dumps([lever_posting(number) for number in range(count)])
                archive.add(crawl_id, _listing(day, token), body, ats="lever")
                archive.close_board(
                    crawl_id,
                    BoardDay(f"lever:{token}", BoardOutcome.COMPLETE, status=200, postings=count, pages=1),
                )
            archive.finish_crawl(crawl_id)
            replace_raw_day(store, RawPagesDay(day, archive.fetches(crawl_id), archive.boards(crawl_id)))
            archive.forget(crawl_id)


def _listing(day: date, token: str) -> Fetch:
    return Fetch(
        board_id=f"lever:{token}",
        url=f"https://api.lever.co/v0/postings/{token}?mode=json&skip=0&limit=100",
        role=PageRole.LISTING,
        outcome=PageOutcome.OK,
        fetched_at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
        status=200,
        headers={"content-type": "application/json"},
    )
