"""What the checks say of what could not be had, and what the store tells them of boards and fields."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import dagster as dg
import orjson
import pytest

from jobs_assets.assets import checks, completeness
from jobs_assets.home import Home
from jobs_assets.pages import BoardDay, BoardOutcome, SourcePage
from jobs_assets.parsing.unknown_fields import UnknownFields
from jobs_assets.postings import Posting, Unparsed
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.facts import BoardCounts, UnknownField, board_outcomes, fields_unknown, parsed_facts
from jobs_assets.store.last_outcomes import LastDays, last_days
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from tests.orchestration.stored_days import PAST

GOOD = BoardCounts(PAST, "workday:acme/jobs", "complete", seen=20, advertised=20, usual=20)
WARN, ERROR = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR


def said(result: dg.AssetCheckResult) -> str:
    """All that a result tells a reader."""
    values = [getattr(value, "value", value) for value in (result.metadata or {}).values()]
    return " ".join([str(result.description), *map(str, values)])


def test_a_board_that_was_cut_off_is_a_warning_with_what_it_states_and_the_remedy() -> None:
    cut = replace(
        GOOD, outcome="partial", truncated=True, advertised=9000, message="raise JOBS_CRAWL__MAX_PAGES"
    )
    result = completeness.no_board_truncated([GOOD, cut])
    assert (result.passed, result.severity) == (False, WARN)
    assert "| 9,000 | 20 | raise JOBS_CRAWL__MAX_PAGES |" in said(result)
    assert completeness.no_board_truncated([GOOD]).passed


def test_a_board_that_lists_fewer_than_it_states_is_missing_some() -> None:
    result = completeness.no_board_truncated([replace(GOOD, outcome="partial", advertised=23)])
    assert not result.passed
    assert (result.metadata or {})["missing at least"] == dg.IntMetadataValue(3)


def test_a_board_that_failed_is_not_called_truncated() -> None:
    failed = replace(GOOD, outcome="failed", seen=0, advertised=None)
    assert completeness.no_board_truncated([failed]).passed


def test_details_that_failed_are_counted_beside_those_left_to_the_next_run() -> None:
    failed, pending = replace(GOOD, details_failed=2), replace(GOOD, details_pending=7)
    result = completeness.details_fetched([failed, pending])
    assert (result.passed, result.severity) == (False, WARN)
    assert "7 more are left to the next run" in said(result)


def test_details_left_to_the_next_run_are_no_failure() -> None:
    assert completeness.details_fetched([replace(GOOD, details_pending=7)]).passed


def test_a_day_without_any_detail_is_an_error() -> None:
    assert completeness.details_fetched([replace(GOOD, details_failed=20)]).severity == ERROR


@pytest.mark.parametrize(
    ("seen", "usual", "outcome", "passes"),
    [
        (10, 20, "complete", True),
        (9, 20, "complete", False),
        (9, 20, "partial", False),
        (0, 20, "empty", False),
        (0, 20, "failed", True),  # another check says so
        (0, 3, "empty", True),  # a small board's last openings were filled
        (1, None, "complete", True),
    ],
)
def test_a_yield_below_half_of_the_usual_is_told(
    seen: int, usual: float | None, outcome: str, passes: bool
) -> None:
    board = replace(GOOD, board_id="lever:low", seen=seen, usual=usual, outcome=outcome)
    result = completeness.yields_hold([GOOD, board])
    assert result.passed is passes
    assert ("lever:low" in said(result)) is not passes


def test_a_fall_of_all_boards_together_is_an_error() -> None:
    assert completeness.yields_hold([replace(GOOD, seen=2)]).severity == ERROR
    assert completeness.yields_hold([replace(GOOD, seen=2), GOOD]).severity == WARN


def test_a_field_that_is_new_to_its_format_is_told_once() -> None:
    field = UnknownField("gem", "pay_range", PAST, 4, "gem:acme", is_new=True)
    result = completeness.fields_known([field], PAST)
    assert (result.passed, result.severity) == (False, WARN)
    assert "gem pay_range" in said(result)
    later = completeness.fields_known([field], PAST + timedelta(days=1))
    assert later.passed
    assert "pay_range" in said(later)
    assert completeness.fields_known([replace(field, is_new=False)], PAST).passed


def test_a_day_on_which_no_board_answered_is_an_error() -> None:
    failed = replace(GOOD, outcome="failed", seen=0)
    assert checks.no_board_failed([failed, failed]).severity == ERROR
    assert checks.no_board_failed([failed, GOOD]).severity == WARN


# What the store tells.


@pytest.fixture
def store(home: Home) -> "Store":
    return open_store(home)


def store_board(store: Store, day: date, outcome: BoardOutcome, postings: int) -> None:
    board = BoardDay("gem:acme", outcome, postings=postings)
    replace_raw_day(store, RawPagesDay(day, [], [board]))


def test_the_usual_yield_is_the_median_of_the_whole_days_of_the_last_seven(store: Store) -> None:
    days = [(8, 900), (7, 10), (6, 30), (5, 20), (4, None), (1, 40)]
    for ago, postings in days:
        outcome = BoardOutcome.COMPLETE if postings else BoardOutcome.FAILED
        store_board(store, PAST - timedelta(days=ago), outcome, postings or 0)
    store_board(store, PAST, BoardOutcome.COMPLETE, 5)
    with closing(store):
        assert [board.usual for board in board_outcomes(store, PAST, PAST)] == [25]
        [*_, yesterday] = board_outcomes(store, PAST - timedelta(days=8), PAST - timedelta(days=1))
    assert yesterday.usual == 25  # of 900, 10, 30 and 20


def test_two_days_do_not_make_a_usual_yield(store: Store) -> None:
    for ago in (0, 1, 2):
        store_board(store, PAST - timedelta(days=ago), BoardOutcome.COMPLETE, 10)
    with closing(store):
        assert [board.usual for board in board_outcomes(store, PAST, PAST)] == [None]


def test_the_last_success_and_the_last_yield_are_told_apart(store: Store) -> None:
    for ago, outcome, postings in (
        (4, BoardOutcome.COMPLETE, 3),
        (3, BoardOutcome.PARTIAL, 2),
        (2, BoardOutcome.EMPTY, 0),
        (1, BoardOutcome.FAILED, 0),
    ):
        store_board(store, PAST - timedelta(days=ago), outcome, postings)
    with closing(store):
        assert last_days(store) == {"gem:acme": LastDays(PAST - timedelta(days=2), PAST - timedelta(days=3))}


def test_a_board_that_never_went_well_has_no_such_days(store: Store) -> None:
    store_board(store, PAST, BoardOutcome.FAILED, 0)
    with closing(store):
        assert last_days(store) == {"gem:acme": LastDays(None, None)}


def test_a_posting_that_its_listing_tells_of_is_not_lost_with_its_own_page(store: Store) -> None:
    store_board(store, PAST, BoardOutcome.COMPLETE, 3)
    listed = [(1, Posting(f"gem:acme:{number}", "gem:acme", None, "Baker")) for number in range(2)]
    failures = [Unparsed("gem:acme", "u", "no_title", "", native_id) for native_id in ("0", "2", "2")]
    replace_day(store, PAST, [*listed, *((2, failure) for failure in failures)])
    with closing(store):
        [board] = parsed_facts(store, PAST, PAST).boards
        assert (board.parsed, board.unparsed, board.lost) == (2, 3, 1)
        assert checks.counts_agree(parsed_facts(store, PAST, PAST)).passed


def gem_page(**also: object) -> SourcePage:

    row = {"id": "1", "title": "Baker", "location": {"name": "Lyon"}, "content": "Bread.", **also}
    return SourcePage("gem:acme", "gem", "acme", None, "https://gem.example", orjson.dumps([row, row]))


def test_a_key_that_its_format_does_not_know_is_kept_with_its_first_day(store: Store) -> None:
    for ago, also in (
        (2, {}),
        (1, {"pay_range": 1}),
        (0, {"pay_range": 1, "location": {"name": "L", "x": 1}}),
    ):
        day = PAST - timedelta(days=ago)
        store_board(store, day, BoardOutcome.COMPLETE, 2)
        for _ in range(2):  # written again, a day is the same
            unknown = UnknownFields()
            unknown.look(gem_page(**also))
            replace_day(store, day, [], unknown)
    with closing(store):
        assert fields_unknown(store, PAST, PAST) == [
            UnknownField("gem", "location.x", PAST, 2, "gem:acme", is_new=True),
            UnknownField("gem", "pay_range", PAST - timedelta(days=1), 4, "gem:acme", is_new=True),
        ]


def test_what_was_unknown_from_the_first_day_of_a_kind_is_not_new(store: Store) -> None:
    store_board(store, PAST, BoardOutcome.COMPLETE, 2)
    unknown = UnknownFields()
    unknown.look(gem_page(pay_range=1))
    replace_day(store, PAST, [], unknown)
    with closing(store):
        assert [field.is_new for field in fields_unknown(store, PAST, PAST)] == [False]
