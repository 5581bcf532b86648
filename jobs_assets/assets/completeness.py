"""Checks of what could not be had: cut off, left to the next run, far below the usual, new to its format.

Each names the boards and the remedy. That boards failed, and that parsed rows are fewer than the crawl's ids,
is checked in `checks.py`.
"""

from collections.abc import Sequence
from datetime import date

import dagster as dg

from jobs_assets.assets.check_results import ERROR, PARSED, RAW, WARN, Numbers, result, table
from jobs_assets.assets.days import listed
from jobs_assets.pages import BoardOutcome
from jobs_assets.store.facts import SEEN_WHOLE, BoardCounts, UnknownField

LEAST_OF_USUAL = 0.5
SMALL = 4
"""Boards that usually list fewer than this may halve by one posting that is filled."""

_ANSWERED = frozenset({*SEEN_WHOLE, BoardOutcome.PARTIAL.value})


def no_board_truncated(boards: Sequence[BoardCounts]) -> dg.AssetCheckResult:
    """Whether bounds or the boards themselves hid postings that exist."""
    cut = [board for board in boards if board.truncated or (_missing(board) and board.seen)]
    metadata: Numbers = {"truncated": len(cut), "missing at least": sum(map(_missing, cut))}
    if cut:
        metadata["what is missing"] = table(
            ("day", "board", "states", "seen", "what happened and what to do"),
            [
                (str(board.day), board.board_id, _stated(board), f"{board.seen:,}", board.message or "")
                for board in cut
            ],
        )
    return result(
        RAW,
        "no_board_truncated",
        not cut,
        f"Not all that exists was seen of {_named(cut)}. What was seen is kept."
        if cut
        else "No board was cut off.",
        metadata,
        severity=WARN,
    )


def details_fetched(boards: Sequence[BoardCounts]) -> dg.AssetCheckResult:
    """Whether postings' own pages were had. Pending ones come with the next runs and are no failure.

    An error if no board got any.
    """
    failed = [board for board in boards if board.details_failed]
    pending = [board for board in boards if board.details_pending]
    metadata: Numbers = {
        "failed": sum(board.details_failed for board in failed),
        "pending": sum(board.details_pending for board in pending),
    }
    if shown := [board for board in boards if board.details_failed or board.details_pending]:
        metadata["where"] = table(
            ("day", "board", "seen", "pages failed", "left to the next run", "what to do"),
            [
                (
                    str(board.day),
                    board.board_id,
                    f"{board.seen:,}",
                    f"{board.details_failed:,}",
                    f"{board.details_pending:,}",
                    board.message or "",
                )
                for board in shown
            ],
        )
    waiting = f" {sum(board.details_pending for board in pending):,} more are left to the next run."
    none_had = all(board.details_failed >= board.seen for board in boards)
    return result(
        RAW,
        "details_fetched",
        not failed,
        (
            f"Postings' own pages failed on {_named(failed)}: what their listings state of them is kept, "
            "and the next run asks again."
            if failed
            else "No posting's own page failed."
        )
        + (waiting if pending else ""),
        metadata,
        severity=ERROR if failed and none_had else WARN,
    )


def yields_hold(boards: Sequence[BoardCounts]) -> dg.AssetCheckResult:
    """Whether a board that answered lists less than half of what it usually does.

    Usual is the median of the days among the seven before on which the board was seen whole (complete or
    empty), if there are three: days that failed say nothing of a board. Boards that failed today are no
    falling yield, `no_board_failed` has them; those seen in part are held to it. An error if all boards
    together list less than half.
    """
    held = [board for board in boards if board.usual is not None and board.outcome in _ANSWERED]
    fallen = [board for board in held if _has_fallen(board)]
    usual = sum(board.usual or 0 for board in held)
    metadata: Numbers = {"boards with a usual yield": len(held), "fallen": len(fallen)}
    if fallen:
        metadata["where"] = table(
            ("day", "board", "usually", "now", "outcome"),
            [
                (str(board.day), board.board_id, f"{board.usual:,.0f}", f"{board.seen:,}", str(board.outcome))
                for board in fallen
            ],
        )
    return result(
        RAW,
        "yields_hold",
        not fallen,
        f"Fewer than half of the usual postings: {_named(fallen)}. Open the board's own page: if it "
        "shows more, its address has changed (`jobs boards check`, then `jobs boards add URL`)."
        if fallen
        else f"{len(held)} boards list what they usually do.",
        metadata,
        severity=ERROR if sum(board.seen for board in held) < usual * LEAST_OF_USUAL else WARN,
    )


def fields_known(unknown: Sequence[UnknownField], first: date) -> dg.AssetCheckResult:
    """Whether a key appeared in a vendor's rows on one of these days that its format does not know.

    What was unknown from the first day of a kind on, or before these days, is listed and is no news.
    """
    new = [field for field in unknown if field.is_new and field.first_day >= first]
    metadata: Numbers = {"new": len(new), "unknown": len(unknown)}
    if unknown:
        metadata["which"] = table(
            ("kind", "field", "first seen", "rows of the samples", "a board that has it"),
            [
                (field.ats, field.name, str(field.first_day), f"{field.rows:,}", field.board_id)
                for field in sorted(unknown, key=lambda field: (field not in new, field.ats, field.name))
            ],
        )
    return result(
        PARSED,
        "fields_known",
        not new,
        f"New in the rows of {listed(sorted({field.ats for field in new}))}: "
        f"{listed([f'{field.ats} {field.name}' for field in new])}. The vendor changed something: look "
        "whether the parser should read it, or have it in its FIELDS."
        if new
        else "No row has a key that is new to its format.",
        metadata,
        severity=WARN,
    )


def _has_fallen(board: BoardCounts) -> bool:
    usual = board.usual or 0
    return usual >= SMALL and board.seen < usual * LEAST_OF_USUAL


def _missing(board: BoardCounts) -> int:
    return max(0, (board.advertised or 0) - board.seen)


def _stated(board: BoardCounts) -> str:
    return "" if board.advertised is None else f"{board.advertised:,}"


def _named(boards: Sequence[BoardCounts]) -> str:
    return listed(list(dict.fromkeys(board.board_id for board in boards)))
