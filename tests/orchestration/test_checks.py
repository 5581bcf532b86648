"""What the checks say of good and bad days; and that a failing check hides no row."""

from collections.abc import Callable
from contextlib import closing

import dagster as dg
import pytest

from jobs_assets.assets import checks
from jobs_assets.daily import BODY_UNREADABLE
from jobs_assets.definitions import definitions
from jobs_assets.home import Home
from jobs_assets.settings import Settings
from jobs_assets.store.engine import open_store, sqlite_driver
from jobs_assets.store.facts import BoardCounts, ParsedFacts, parsed_facts
from jobs_assets.store.observations import postings
from jobs_assets.store.pages import stored_pages
from tests.orchestration.stored_days import PAST, store_day

GOOD = BoardCounts(PAST, "lever:acme", "complete", seen=3, parsed=3)
BAD = BoardCounts(PAST, "lever:bolt", "failed", message="lever:bolt: 500. Try again | later <b>")


def test_a_followed_board_without_an_outcome_is_named() -> None:
    result = checks.outcome_for_every_board([GOOD], {"lever:acme", "lever:zeta"}, PAST)
    assert not result.passed
    assert "No record of lever:zeta" in str(result.description)


def test_a_board_with_pages_but_no_outcome_is_named() -> None:
    result = checks.outcome_for_every_board([BoardCounts(PAST, "lever:half", None)], set(), PAST)
    assert not result.passed
    assert "lever:half" in str(result.description)


def test_boards_that_all_have_outcomes_pass_even_if_some_failed() -> None:
    assert checks.outcome_for_every_board([GOOD, BAD], {"lever:acme", "lever:bolt"}, PAST).passed


def test_failed_boards_are_a_warning_with_their_remedy_in_one_cell() -> None:
    result = checks.no_board_failed([GOOD, BAD])
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.WARN)
    table = str(_value(result, "what happened"))
    assert "| 2026-11-01 | lever:bolt | failed | lever:bolt: 500. Try again \\| later &lt;b> |" in table
    assert "lever:acme" not in table


def test_an_empty_board_is_no_failure() -> None:
    assert checks.no_board_failed([BoardCounts(PAST, "lever:quiet", "empty")]).passed


def test_the_parsed_share_tells_the_reasons() -> None:
    facts = ParsedFacts(rows=90)
    facts.reasons.update({"no_title": 8, "not_json": 2})
    result = checks.parsed_share(facts)
    assert (result.passed, _value(result, "share")) == (False, 0.9)
    assert "| no_title | 8 |" in str(_value(result, "reasons"))


def test_a_day_without_postings_has_lost_nothing() -> None:
    assert checks.parsed_share(ParsedFacts()).passed


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        (ParsedFacts(rows=3, nameless=1), checks.named),
        (ParsedFacts(rows=3, repeated=1), checks.distinct),
    ],
)
def test_one_nameless_or_repeated_posting_fails(
    facts: ParsedFacts, check: Callable[[ParsedFacts], dg.AssetCheckResult]
) -> None:
    assert not check(facts).passed
    assert check(ParsedFacts(rows=3)).passed


def test_a_board_with_fewer_rows_than_its_crawl_counted_is_listed() -> None:
    short = BoardCounts(PAST, "lever:short", "complete", seen=5, parsed=3, unparsed=1, lost=1)
    result = checks.counts_agree(ParsedFacts(boards=[GOOD, short]))
    assert not result.passed
    assert "| 2026-11-01 | lever:short | 5 | 3 | 1 |" in str(_value(result, "where"))


def test_a_board_that_was_not_seen_whole_is_not_held_to_its_count() -> None:
    partial = BoardCounts(PAST, "lever:part", "partial", seen=5, parsed=3)
    assert checks.counts_agree(ParsedFacts(boards=[partial])).passed


def test_the_facts_of_a_stored_day_are_counted_by_board(home: Home, settings: Settings) -> None:
    store_day(home, PAST, {"acme": 3, "bolt": 2})
    _parse(settings)
    with closing(open_store(home)) as store:
        facts = parsed_facts(store, PAST, PAST)
    assert (facts.rows, facts.nameless, facts.repeated) == (5, 0, 0)
    assert [(board.board_id, board.seen, board.parsed) for board in facts.boards] == [
        ("lever:acme", 3, 3),
        ("lever:bolt", 2, 2),
    ]


def test_a_damaged_body_fails_its_check_names_board_and_remedy_and_the_other_pages_go_on(
    home: Home, settings: Settings
) -> None:
    store_day(home, PAST, {"acme": 3, "bolt": 2})
    _damage_body_of(home, "lever:bolt")
    result = _parse(settings)
    evaluations = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert not evaluations["bodies_readable"].passed
    assert not evaluations["counts_agree"].passed
    assert evaluations["postings_are_named"].passed
    with closing(open_store(home)) as store:
        assert {posting.board_id for posting in postings(store, PAST)} == {"lever:acme"}
        assert parsed_facts(store, PAST, PAST).reasons == {BODY_UNREADABLE: 1}


def _parse(settings: Settings) -> dg.ExecuteInProcessResult:
    """Rebuilds the past day's postings alone, as a backfill does, with the checks."""
    job = dg.define_asset_job("rebuild", selection=dg.AssetSelection.assets("parsed_postings"))
    return (
        dg.Definitions.merge(definitions(settings), dg.Definitions(jobs=[job]))
        .resolve_job_def("rebuild")
        .execute_in_process(partition_key=PAST.isoformat(), run_config={"loggers": {"log_file": {}}})
    )


def _damage_body_of(home: Home, board_id: str) -> None:
    with closing(open_store(home)) as store:
        of_board = [page.fetch for page in stored_pages(store, PAST) if page.fetch.board_id == board_id]
        body_hash = str(of_board[0].body_hash)
    with closing(sqlite_driver().connect(str(home.archive))) as archive, archive:
        damage = "UPDATE bodies SET data = x'00' WHERE hash = ?"
        changed = archive.execute(damage, (bytes.fromhex(body_hash),))
        assert changed.rowcount == 1


def _value(result: dg.AssetCheckResult, name: str) -> object:
    assert result.metadata is not None
    return getattr(result.metadata[name], "value", result.metadata[name])
