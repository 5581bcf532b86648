"""How each board's latest crawl went. The days themselves are read by `pages.py`."""

from datetime import date

from sqlalchemy import func, select

from jobs_assets.pages import BoardDay
from jobs_assets.store.engine import Store
from jobs_assets.store.pages import stored_boards
from jobs_assets.store.tables import board_days


def last_outcomes(store: Store) -> dict[str, tuple[date, BoardDay]]:
    """For each board ever crawled, the last day it was and what came of it."""
    query = select(board_days.c.board_id, func.max(board_days.c.day)).group_by(board_days.c.board_id)
    with store.reader() as connection:
        last: dict[str, date] = dict(connection.execute(query).tuples().all())
    return {
        board.board_id: (day, board)
        for day in sorted(set(last.values()))
        for board in stored_boards(store, day)
        if last[board.board_id] == day
    }
