"""What days of boards mean for their postings, each rule by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.postings import Closed, ClosingReason, Record, SalaryBand, Unparsed
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day, stored_pages
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.pending import crawl_marks
from tests.store.records import a_fetch, a_posting

FIRST = date(2026, 11, 1)
BOARD = "site:acme"


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


@dataclass
class Told:
    """A store, and short words for what its boards do and what is told of them."""

    store: Store

    def day(
        self,
        number: int,
        *shown: Record,
        outcome: str | None = "complete",
        pages: tuple[Fetch, ...] = (),
        parser: int = 1,
        board_id: str = BOARD,
    ) -> None:
        boards = [BoardDay(board_id, BoardOutcome(outcome), details_failed=len(pages))] if outcome else []
        replace_raw_day(self.store, RawPagesDay(on(number), pages, boards))
        of_page = {page.fetch.url: page.page_id for page in stored_pages(self.store, on(number))}
        records = [(of_page.get(str(record.url), 0), record) for record in shown]
        replace_day(self.store, on(number), records, parser_version=parser)
        update_lives(self.store)

    def row(self, native_id: str = "1") -> dict[str, Any]:
        query = text("SELECT * FROM postings WHERE posting_id = :posting_id")
        with self.store.reader() as connection:
            row = connection.execute(query, {"posting_id": f"{BOARD}:{native_id}"}).one()
        return row._asdict()

    def state(self, native_id: str = "1") -> tuple[str | None, str | None, int]:
        """The day it closed, why, and how often it came back."""
        row = self.row(native_id)
        return row["closed_at"], row["closed_reason"], row["reopened"]

    def changes(self) -> list[tuple[Any, ...]]:
        query = text("SELECT day, change, field, old, new, effect FROM posting_changes ORDER BY 1, 2, 3")
        with self.store.reader() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def effects(self) -> list[str | None]:
        return [effect for _, change, _, _, _, effect in self.changes() if change == "changed"]


OPEN = (None, None, 0)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    store = open_store(tmp_path)
    yield Told(store)
    store.close()


def lasting(native_id: str = "1", **fields: Any) -> Record:  # noqa: ANN401  # any field
    """A posting that its page does not limit."""
    return a_posting(native_id, **{"valid_through": None} | fields)


ONE, TWO = lasting("1"), lasting("2")


def test_one_complete_crawl_without_it_closes_nothing_and_the_second_closes_it_as_of_the_first(
    told: Told,
) -> None:
    told.day(0, ONE, TWO)
    told.day(1, TWO)
    assert told.state() == OPEN
    told.day(2, TWO)
    assert told.state() == (str(on(1)), "absent_from_two_complete_crawls", 0)
    assert told.row()["last_seen"] == str(on(0))
    assert told.changes()[-1] == (
        str(on(2)), "closed", "", str(on(1)), "absent_from_two_complete_crawls", None,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["partial", "failed", "blocked", "throttled", "disallowed", "refused"])
def test_crawls_that_did_not_see_the_board_whole_close_nothing(told: Told, outcome: str) -> None:
    told.day(0, ONE, TWO)
    for number in range(1, 6):
        told.day(number, *([TWO] if outcome == "partial" else []), outcome=outcome)
    assert (told.state(), told.state("2")) == (OPEN, OPEN)


def test_a_board_that_was_not_crawled_closes_nothing(told: Told) -> None:
    told.day(0, ONE)
    told.day(1, lasting("9", board_id="lever:b", posting_id="lever:b:9"), board_id="lever:b")
    assert told.state() == OPEN


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("empty", "confirmed_empty"), ("complete", "confirmed_empty"), ("gone", "board_gone")],
)
def test_a_board_with_nothing_left_is_believed_the_second_time(told: Told, outcome: str, reason: str) -> None:
    told.day(0, ONE, TWO)
    told.day(1, outcome=outcome)
    assert told.state() == OPEN
    told.day(2, outcome="failed")
    told.day(3, outcome=outcome)
    assert told.state() == told.state("2") == (str(on(1)), reason, 0)
    told.day(4, ONE)
    assert told.state() == (None, None, 1)


def test_a_glitch_of_emptiness_leaves_no_trace(told: Told) -> None:
    told.day(0, ONE, TWO)
    told.day(1, outcome="empty")
    told.day(2, ONE, TWO)
    told.day(3, outcome="empty")
    assert (told.state(), told.row()["last_seen"]) == (OPEN, str(on(2)))


@pytest.mark.parametrize("reason", ["page_gone", "page_says_closed"])
@pytest.mark.parametrize("named", [True, False])
def test_a_page_that_is_gone_or_says_so_closes_its_posting_at_once(
    told: Told,
    reason: ClosingReason,
    named: bool,
) -> None:
    told.day(0, ONE, TWO)
    said = Closed(BOARD, f"{BOARD}:1" if named else None, "https://acme.example/jobs/1", reason, "Filled.")
    told.day(1, TWO, said, outcome="partial")
    assert told.state() == (str(on(1)), reason, 0)
    assert told.state("2") == OPEN


def test_what_its_listing_shows_is_open_whatever_its_page_says(told: Told) -> None:
    told.day(0, ONE)
    told.day(1, ONE, Closed(BOARD, f"{BOARD}:1", "u", "page_gone", None))
    assert told.state() == OPEN


def test_a_page_known_by_the_address_that_last_showed_the_posting(told: Told) -> None:
    page = a_fetch(7, url="https://api.acme.example/7", board_id=BOARD)
    replace_raw_day(told.store, RawPagesDay(on(0), [page], [BoardDay(BOARD, BoardOutcome.COMPLETE)]))
    (stored,) = stored_pages(told.store, on(0))
    replace_day(told.store, on(0), [(stored.page_id, ONE)])
    told.day(1, TWO, Closed(BOARD, None, "https://api.acme.example/7", "page_gone", None))
    assert told.state() == (str(on(1)), "page_gone", 0)


def test_a_stated_end_closes_at_the_first_absence(told: Told) -> None:
    told.day(0, lasting("1", valid_through="2026-11-01"), TWO)
    told.day(1, TWO)
    assert told.state() == (str(on(1)), "valid_through_passed", 0)


def test_a_careers_page_past_its_own_end_is_closed_though_it_still_stands_there(told: Told) -> None:
    ending = lasting("1", valid_through="2026-11-02T23:59:59+01:00")
    told.day(0, ending)
    told.day(1, ending)
    assert told.state() == OPEN
    told.day(2, ending)
    assert told.state() == (str(on(2)), "valid_through_passed", 0)
    told.day(3, ending)
    assert told.state() == (str(on(2)), "valid_through_passed", 0)
    told.day(4, lasting("1", valid_through="2026-12-31"))
    assert told.state() == (None, None, 1)


def test_a_board_that_lists_a_posting_speaks_for_it_past_the_stated_end(told: Told) -> None:
    stated = a_posting("1", board_id="lever:acme", posting_id="lever:acme:1", valid_through="2026-11-01")
    for number in range(3):
        told.day(number, stated, board_id="lever:acme")
    with told.store.reader() as connection:
        assert connection.execute(text("SELECT closed_at FROM postings")).scalar() is None


def test_what_could_not_be_read_is_not_absent(told: Told) -> None:
    told.day(0, ONE, TWO)
    for number in range(1, 4):
        told.day(number, TWO, Unparsed(BOARD, "u", "no_title", "", native_id="1"))
    assert told.state() == OPEN


def test_a_page_that_failed_spares_its_posting(told: Told) -> None:
    told.day(0, ONE, TWO)
    failed = a_fetch(1, board_id=BOARD, outcome=PageOutcome.THROTTLED, status=429, body_hash=None)
    for number in range(1, 4):
        told.day(number, TWO, pages=(failed,))
    assert told.state() == OPEN


def test_a_listing_that_could_not_be_read_spares_all(told: Told) -> None:
    told.day(0, ONE, TWO)
    listing = a_fetch(0, board_id=BOARD, url="https://acme.example/all", role=PageRole.LISTING)
    lost = Unparsed(BOARD, "https://acme.example/all", "not_json", "")
    for number in range(1, 4):
        told.day(number, TWO, lost, pages=(listing,))
    assert told.state() == OPEN


def test_a_row_without_the_text_never_replaces_the_text(told: Told) -> None:
    told.day(0, lasting("1", text="Build things.\nMend them.\nCount them in the evening."))
    told.day(1, lasting("1", text="", description_html="", salary=[]))
    told.day(2, lasting("1", text="Build things."))
    assert told.row()["description_text"].endswith("evening.")
    assert told.row()["last_seen"] == str(on(2))
    assert [change for _, change, *_ in told.changes()] == ["opened"]


def test_pay_and_workplace_say_what_their_change_means(told: Told) -> None:
    def paid(low: float | None, high: float | None, workplace: str | None) -> Record:
        salary = [SalaryBand(low, high, "EUR", "YEAR")] if low or high else []
        return lasting("1", salary=salary, workplace=workplace)

    told.day(0, paid(50_000, 60_000, "remote"))
    told.day(1, paid(45_000, 60_000, "hybrid"))
    told.day(2, paid(45_000, 70_000, "onsite"))
    told.day(3, paid(None, None, "remote"))
    told.day(4, paid(45_000, 70_000, "remote"))
    told.day(5, paid(40_000, 80_000, "remote"))
    assert told.effects() == [
        *("pay_cut", "remote_withdrawn", "pay_raised", "workplace_changed"),
        *("pay_withdrawn", "remote_offered", "pay_stated", "pay_changed"),
    ]


def test_a_text_is_kept_by_the_lines_that_changed(told: Told) -> None:
    told.day(0, lasting("1", text="Build things.\nFive days at home.\nMend them."))
    told.day(1, lasting("1", text="Build things.\nMend them.\nTwo days at home."))
    assert told.changes()[-1] == (
        str(on(1)), "changed", "description_text", "Five days at home.", "Two days at home.", None,
    )  # fmt: skip


def test_what_readers_do_not_see_is_no_change(told: Told) -> None:
    told.day(0, lasting("1", date_posted="2026-10-01"))
    told.day(1, lasting("1", date_posted="2026-11-02", text="Build  things."))
    assert [change for _, change, *_ in told.changes()] == ["opened"]
    assert told.row()["date_posted"] == "2026-11-02"


def test_what_another_parser_reads_is_shown_apart(told: Told) -> None:
    told.day(0, lasting("1", title="engineer"), parser=1)
    told.day(1, lasting("1", title="Engineer"), parser=2)
    told.day(2, lasting("1", title="Senior Engineer"), parser=2)
    assert [(change, new) for _, change, field, _, new, _ in told.changes() if field == "title"] == [
        ("reparsed", "Engineer"),
        ("changed", "Senior Engineer"),
    ]


def test_days_parsed_again_by_the_new_parser_leave_no_trace_of_the_old(told: Told) -> None:
    told.day(0, lasting("1", title="engineer"), parser=1)
    told.day(1, lasting("1", title="Engineer"), parser=2)
    told.day(0, lasting("1", title="Engineer"), parser=2)
    assert [change for _, change, *_ in told.changes()] == ["opened"]


def test_the_same_content_under_a_new_id_is_a_repost(told: Told) -> None:
    told.day(0, ONE)
    told.day(1, TWO)
    assert told.row("2")["repost_of"] == f"{BOARD}:1"
    assert told.changes()[-1] == (str(on(1)), "opened", "", None, f"{BOARD}:1", "reposted")


def test_alike_postings_that_stand_side_by_side_are_no_reposts(told: Told) -> None:
    told.day(0, ONE)
    told.day(1, ONE, TWO)
    assert told.row("2")["repost_of"] is None


def test_an_id_that_names_another_job_says_so(told: Told) -> None:
    told.day(0, lasting("1", title="Engineer", text="Build bridges.\nMend them.\nPaint them."))
    told.day(1, lasting("1", title="Florist", text="Tie flowers.\nSell them.\nWater them."))
    assert ("replaced", "Engineer", "Florist") in [
        (change, old, new) for _, change, _, old, new, _ in told.changes()
    ]
    assert told.row()["first_seen"] == str(on(0))


def test_a_board_under_a_new_name_closes_the_old_one_and_loses_nothing(told: Told) -> None:
    told.day(0, ONE)
    moved = lasting("1", board_id="site:acme-corp", posting_id="site:acme-corp:1")
    for number in (1, 2):
        boards = [
            BoardDay(BOARD, BoardOutcome.GONE),
            BoardDay("site:acme-corp", BoardOutcome.COMPLETE),
        ]
        replace_raw_day(told.store, RawPagesDay(on(number), [], boards))
        replace_day(told.store, on(number), [(0, moved)])
        update_lives(told.store)
    assert told.state() == (str(on(1)), "board_gone", 0)
    with told.store.reader() as connection:
        rows = connection.execute(text("SELECT posting_id, closed_at IS NULL FROM postings ORDER BY 1")).all()
    assert rows == [("site:acme-corp:1", 1), (f"{BOARD}:1", 0)]


def test_a_day_whose_pages_were_replaced_waits_until_they_are_parsed(told: Told) -> None:
    told.day(0, ONE, TWO)
    told.day(1, ONE, TWO, outcome="partial")
    replace_raw_day(told.store, RawPagesDay(on(1), [], [BoardDay(BOARD, BoardOutcome.EMPTY)]))
    update_lives(told.store)
    assert told.row()["last_seen"] == str(on(1))
    replace_day(told.store, on(1), [])
    update_lives(told.store)
    assert (told.row()["last_seen"], told.state()) == (str(on(0)), OPEN)


def test_a_clock_that_was_set_back_tells_the_same_as_one_that_was_not(told: Told) -> None:
    told.day(3, ONE)
    told.day(1, ONE, TWO)
    told.day(2, ONE)
    assert told.row("1")["first_seen"] == str(on(1))
    assert told.state("2") == (str(on(2)), "absent_from_two_complete_crawls", 0)


def test_two_updates_at_once_tell_what_one_does(told: Told) -> None:
    for number in range(4):
        boards = [BoardDay(BOARD, BoardOutcome.COMPLETE)]
        replace_raw_day(told.store, RawPagesDay(on(number), [], boards))
        replace_day(told.store, on(number), [(0, ONE), *([(0, TWO)] if number % 2 else [])])
    threads = [Thread(target=update_lives, args=(told.store,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(change, day) for day, change, *_ in told.changes()] == [
        ("opened", str(on(0))),
        ("opened", str(on(1))),
    ]
    with told.store.reader() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM pending_days")).scalar() == 0


def test_a_quiet_day_touches_no_life(told: Told) -> None:
    told.day(0, ONE, TWO)
    with told.store.reader() as connection:
        before = connection.execute(text("SELECT * FROM posting_lives")).all()
    told.day(1, ONE, TWO)
    with told.store.reader() as connection:
        assert connection.execute(text("SELECT * FROM posting_lives")).all() == before
    assert told.row()["last_seen"] == str(on(1))


def test_the_same_day_again_leaves_nothing_to_tell(told: Told) -> None:
    told.day(0, ONE, TWO)
    with told.store.writer() as connection:
        marks = crawl_marks(connection, on(0))
    boards = [BoardDay(BOARD, BoardOutcome.COMPLETE)]
    replace_raw_day(told.store, RawPagesDay(on(0), [], boards))
    replace_day(told.store, on(0), [(0, ONE), (0, TWO)], parser_version=1)
    with told.store.reader() as connection:
        assert crawl_marks(connection, on(0)) == marks
        assert connection.execute(text("SELECT COUNT(*) FROM pending_days")).scalar() == 0
