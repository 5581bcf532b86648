from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jobs_assets.errors import HomeError
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.settings import Home
from jobs_assets.store import page_numbers
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.facts import published_days
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day, stored_boards, stored_day, stored_pages
from jobs_assets.store.partitions import RawPagesDay
from tests.store.records import a_fetch, a_posting

TODAY = date(2026, 11, 2)
YESTERDAY = date(2026, 11, 1)


def page_ids(store: Store, day: date = TODAY) -> list[int]:
    return [page.page_id for page in stored_pages(store, day)]


def test_pages_come_back_in_crawl_order_field_by_field(store: Store) -> None:
    fetches = [
        a_fetch(1, body_hash="ab" * 16, body_bytes=7, headers={"etag": '"ü"'}),
        a_fetch(
            2,
            role=PageRole.ROBOTS,
            outcome=PageOutcome.NETWORK_ERROR,
            status=None,
            error="no DNS",
            headers={},
        ),
        a_fetch(0, fetched_at=datetime(2026, 11, 1, 23, 59, 59, 123456, tzinfo=UTC)),
    ]
    replace_raw_day(store, RawPagesDay(TODAY, fetches, []))
    assert [page.fetch for page in stored_day(store, TODAY).pages()] == fetches


def test_board_outcomes_come_back_field_by_field(store: Store) -> None:
    boards = [
        BoardDay(
            "site:a",
            BoardOutcome.PARTIAL,
            200,
            40,
            38,
            4,
            2,
            999,
            True,
            "two failed",
            a_fetch().fetched_at,
            1.5,
        ),
        BoardDay("site:b", BoardOutcome.GONE, 404),
    ]
    counts = replace_raw_day(store, RawPagesDay(TODAY, [], boards))
    assert list(stored_boards(store, TODAY)) == boards
    assert (counts.boards, counts.boards_complete) == (2, 0)


def test_a_day_is_replaced_and_its_neighbours_are_not(store: Store) -> None:
    replace_raw_day(store, RawPagesDay(YESTERDAY, [a_fetch(1)], [BoardDay("site:a", BoardOutcome.EMPTY)]))
    replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(1), a_fetch(2)], []))
    counts = replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(3)], []))
    assert [page.fetch.url for page in stored_pages(store, TODAY)] == ["https://acme.example/jobs/3"]
    assert len(page_ids(store, YESTERDAY)) == 1
    assert len(list(stored_boards(store, YESTERDAY))) == 1
    assert (counts.pages, counts.kept) == (1, 0)


def test_a_day_that_breaks_off_leaves_the_day_before_it(store: Store) -> None:
    replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(1)], []))

    def breaking() -> object:
        yield a_fetch(2)
        raise ConnectionError("the archive went away")

    with pytest.raises(ConnectionError):
        replace_raw_day(store, RawPagesDay(TODAY, breaking(), []))  # type: ignore[arg-type]  # an iterator of fetches
    assert [page.fetch for page in stored_pages(store, TODAY)] == [a_fetch(1)]


def test_a_page_that_is_the_same_in_the_next_crawl_keeps_its_number(store: Store) -> None:
    first, second = a_fetch(1, body_hash="aa" * 16), a_fetch(2, body_hash="bb" * 16)
    replace_raw_day(store, RawPagesDay(TODAY, [first, second], []))
    one, two = page_ids(store)
    unmodified = replace(first, outcome=PageOutcome.NOT_MODIFIED, status=304)
    counts = replace_raw_day(store, RawPagesDay(TODAY, [second, unmodified], []))
    assert page_ids(store) == [two, one]
    assert counts.kept == 2


def test_an_observation_never_points_to_another_page(store: Store) -> None:
    replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(1, body_hash="aa" * 16)], []))
    (parsed_from,) = page_ids(store)
    replace_day(store, TODAY, [(parsed_from, a_posting())])
    for body in ("bb", "cc"):
        replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(1, body_hash=body * 16)], []))
        assert parsed_from not in page_ids(store)
    with store.reader() as connection:
        assert connection.execute(text("SELECT page_id FROM parsed_postings")).scalar() == parsed_from
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_numbers_of_different_days_never_meet(store: Store) -> None:
    for day in (date(2019, 12, 31), date(2020, 1, 1), date(2026, 11, 1), date(2099, 1, 1)):
        replace_raw_day(store, RawPagesDay(day, [a_fetch(1), a_fetch(2)], []))
    ids = [
        page
        for day in ("2019-12-31", "2020-01-01", "2026-11-01", "2099-01-01")
        for page in page_ids(store, date.fromisoformat(day))
    ]
    assert len(set(ids)) == 8


crawls = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(("aa", "bb"))), max_size=8)


@settings(max_examples=40, deadline=None)
@given(before=crawls, after=crawls)
def test_crawling_a_day_twice_the_same_changes_no_row(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> None:
    store = open_store(Home(tmp_path_factory.mktemp("home")))
    for crawl in (before, after):
        replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(n, body_hash=body * 16) for n, body in crawl], []))
    once = list(stored_pages(store, TODAY))
    replace_raw_day(store, RawPagesDay(TODAY, [page.fetch for page in once], []))
    assert list(stored_pages(store, TODAY)) == once
    assert len({page.page_id for page in once}) == len(after)
    store.close()


def crawled(store: Store, outcome: BoardOutcome, *fetches: Fetch) -> list[tuple[str, PageOutcome]]:
    """What the day holds once the board was crawled so."""
    replace_raw_day(store, RawPagesDay(TODAY, fetches, [BoardDay("site:acme", outcome)]))
    return [(page.fetch.url.rpartition("/")[2], page.fetch.outcome) for page in stored_pages(store, TODAY)]


def test_a_crawl_that_fails_takes_nothing_away(store: Store) -> None:
    ok, lost, gone = PageOutcome.OK, PageOutcome.NETWORK_ERROR, PageOutcome.NOT_FOUND
    listing = a_fetch(0, role=PageRole.LISTING, body_hash="00" * 16)
    pages = [a_fetch(number, body_hash=f"{number:02}" * 16) for number in (1, 2, 3)]
    robots = a_fetch(9, role=PageRole.ROBOTS, body_hash="09" * 16)
    crawled(store, BoardOutcome.COMPLETE, robots, listing, *pages)
    numbers = page_ids(store)[1:]

    no_listing = replace(listing, outcome=lost, body_hash=None)
    after = crawled(store, BoardOutcome.FAILED, no_listing)
    assert after == [("0", lost), ("0", ok), ("1", ok), ("2", ok), ("3", ok)]
    assert page_ids(store)[1:] == numbers  # what was parsed of them still points to them
    assert crawled(store, BoardOutcome.FAILED, no_listing) == after  # and again

    # A board without a listing is not a board without postings; a posting without a page is gone.
    no_board = replace(listing, outcome=gone, body_hash=None)
    second = replace(pages[1], outcome=gone, body_hash=None)
    third = replace(pages[2], body_hash="ff" * 16)
    after = crawled(store, BoardOutcome.PARTIAL, no_board, second, third)
    assert after == [("0", gone), ("2", gone), ("3", ok), ("0", ok), ("1", ok)]


def test_a_board_seen_whole_is_as_it_was_seen(store: Store) -> None:
    crawled(store, BoardOutcome.COMPLETE, a_fetch(1, body_hash="01" * 16), a_fetch(2, body_hash="02" * 16))
    after = crawled(store, BoardOutcome.COMPLETE, a_fetch(1, body_hash="01" * 16))
    assert after == [("1", PageOutcome.OK)]
    assert crawled(store, BoardOutcome.EMPTY) == []


def test_a_days_pages_are_its_own_and_no_neighbours(store: Store) -> None:
    days = [YESTERDAY, TODAY, date(2026, 11, 5)]
    for number, day in enumerate(days):
        replace_raw_day(store, RawPagesDay(day, [a_fetch(number), a_fetch(number + 10)], []))
    replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(99)], []))
    found = {day: [page.fetch.url for page in stored_pages(store, day)] for day in days}
    assert found == {
        YESTERDAY: [a_fetch(0).url, a_fetch(10).url],
        TODAY: [a_fetch(99).url],
        days[2]: [a_fetch(2).url, a_fetch(12).url],
    }
    assert published_days(store, date(2019, 1, 1), date(2030, 1, 1)) == set(days)
    assert published_days(store, TODAY, TODAY) == {TODAY}
    assert published_days(store, date(2026, 11, 3), date(2026, 11, 4)) == set()


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2019, 12, 31), date(2020, 1, 1), date(2149, 2, 28)])
def test_a_days_numbers_are_found_by_its_range_and_by_no_other(day: date, store: Store) -> None:
    replace_raw_day(store, RawPagesDay(day, [a_fetch(1)], []))
    assert published_days(store, date(1980, 1, 1), date(2160, 1, 1)) == {day}
    assert len(page_ids(store, day)) == 1
    assert page_ids(store, day + timedelta(days=1)) == page_ids(store, day - timedelta(days=1)) == []


def test_a_day_that_has_used_up_its_numbers_says_so_and_stays_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_numbers, "_BITS", 2)
    replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(number) for number in range(4)], []))
    before = page_ids(store)
    with pytest.raises(HomeError, match="all a day can have"):
        replace_raw_day(store, RawPagesDay(TODAY, [a_fetch(9)], []))
    assert page_ids(store) == before
