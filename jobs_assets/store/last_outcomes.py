"""How each board's latest crawl went, and when one last went well. The days themselves are read by
`pages.py`.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from jobs_assets.pages import BoardDay
from jobs_assets.store.engine import Store
from jobs_assets.store.facts import SEEN_WHOLE
from jobs_assets.store.pages import stored_boards
from jobs_assets.store.tables import board_days


def last_outcomes(store: Store) -> dict[str, tuple[date, BoardDay]]:
    """For each board ever crawled, the last day it was and what came of it."""
    query = select(board_days.c.board_id, func.max(board_days.c.day)).group_by(board_days.c.board_id)
    with store.reader() as connection:
        last: dict[str, date] = dict(connection.execute(query).all())
    return {
        board.board_id: (day, board)
        for day in sorted(set(last.values()))
        for board in stored_boards(store, day)
        if last[board.board_id] == day
    }


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last day on which a board was seen whole (`success`), and the last on which it listed postings.

    They differ: an empty board is a success without a yield, a board cut off a yield without success.
    """

    success: date | None
    yielded: date | None


def last_days(store: Store, until: date | None = None) -> dict[str, LastDays]:
    """For each board ever crawled, when it last went well; as of the day `until`, if one is given."""
    board = board_days.c
    query = select(
        board.board_id,
        func.max(case((board.outcome.in_(SEEN_WHOLE), board.day))),
        func.max(case((board.postings > 0, board.day))),
    ).group_by(board.board_id)
    if until is not None:
        query = query.where(board.day <= until)
    with store.reader() as connection:
        return {board_id: LastDays(*days) for board_id, *days in connection.execute(query)}
