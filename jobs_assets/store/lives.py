"""The lives of postings, derived from observations: a day at a time as days come, from the start where a day
before the last one changed.

What a day means for a posting is `lives/life.py`; here is which boards and days have to be told, and what is
looked up for it. The result is a function of what is stored, whatever the order in which it came. A day costs
what changed: postings that are listed as before are not touched.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, case, delete, func, or_, select, text, union_all

from jobs_assets.store.bulk import batches
from jobs_assets.store.concerned import LIVES_BEFORE
from jobs_assets.store.engine import Store
from jobs_assets.store.search_index import reindex
from jobs_assets.store.tables import board_lives, parsed_days, pending_days, posting_lives
from jobs_assets.store.telling import Telling, Told

_BOARDS_RETOLD = 200
"""Boards whose lives are told from the start in one transaction."""


@dataclass(slots=True)
class LifeCounts:
    """What an update did: postings opened, changed, closed and reopened since the update before, by board.

    `days` are the days of boards that were told, `retold` the boards whose lives were told from the start.
    """

    days: int = 0
    retold: int = 0
    opened: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    reopened: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, board_id: str, count: int = 1) -> None:
        """Count `opened`, `changed`, `closed` or `reopened` postings of a board."""
        of_kind: dict[str, int] = getattr(self, kind)
        of_kind[board_id] = of_kind.get(board_id, 0) + count


def update_lives(store: Store, *, by_design: Collection[str] = ()) -> LifeCounts:
    """Tell every day of every board that is pending and parsed. Killed in between, it is gone on with.

    `by_design` are the reasons of unparsed records that are no loss. One transaction a day, or for some
    boards at a time where they must be told from the start; the search index is in step after each.
    """
    counts = LifeCounts()
    more = True
    while more:
        with store.writer() as connection:
            more = _update_some(connection, frozenset(by_design), counts)
    return counts


def _update_some(connection: Connection, by_design: frozenset[str], counts: LifeCounts) -> bool:
    """Tell one day, or some boards from the start; false if nothing was left to tell."""
    ahead, behind = _pending(connection)
    if behind:
        retold = sorted(behind)[:_BOARDS_RETOLD]
        _retell(connection, retold, by_design, counts)
        connection.execute(delete(pending_days).where(pending_days.c.board_id.in_(retold)))
        counts.retold += len(retold)
    elif ahead:
        day = min(ahead.values())
        boards = [board_id for board_id, first in ahead.items() if first == day]
        with Telling(connection, by_design) as telling:
            for batch in telling.tell_day(day, boards):
                _count(batch, counts)
                reindex(connection, _keys_to_index(connection, batch))
        for some in batches(boards):
            connection.execute(
                delete(pending_days).where(pending_days.c.day == day, pending_days.c.board_id.in_(some))
            )
        counts.days += len(boards)
    return bool(ahead or behind)


def _pending(connection: Connection) -> tuple[dict[str, date], set[str]]:
    """The boards with days to tell: by the first such day where it is after all that is told, and those that
    must be told from the start. A board with a day whose pages were replaced waits until they are parsed.
    """
    waiting = (
        select(pending_days.c.board_id)
        .join(parsed_days, parsed_days.c.day == pending_days.c.day)
        .where(parsed_days.c.stale)
    )
    query = (
        select(pending_days.c.board_id, func.min(pending_days.c.day), board_lives.c.told_until)
        .join(parsed_days, parsed_days.c.day == pending_days.c.day)
        .join(board_lives, board_lives.c.board_id == pending_days.c.board_id, isouter=True)
        .where(pending_days.c.board_id.not_in(waiting))
        .group_by(pending_days.c.board_id, board_lives.c.told_until)
    )
    ahead: dict[str, date] = {}
    behind: set[str] = set()
    for board_id, first, told_until in connection.execute(query):
        if told_until is not None and first <= told_until:
            behind.add(board_id)
        else:
            ahead[board_id] = first
    return ahead, behind


def _retell(
    connection: Connection, boards: Sequence[str], by_design: frozenset[str], counts: LifeCounts
) -> None:
    """Tell the boards' lives from their first day. A posting keeps its key, and what stays as it was is not
    indexed again.
    """
    LIVES_BEFORE.create(connection)
    for board_id in boards:
        connection.execute(_REMEMBER_LIVES, {"board_id": board_id})
    connection.execute(_FORGET_CHANGES)
    connection.execute(_FORGET_LIVES)
    connection.execute(delete(board_lives).where(board_lives.c.board_id.in_(boards)))
    days = connection.scalars(select(parsed_days.c.day).order_by(parsed_days.c.day)).all()
    with Telling(connection, by_design, retold=boards) as telling:
        for day in days:
            for _ in telling.tell_day(day, boards):
                pass
    for row in connection.execute(_RETOLD.where(_after.board_id.in_(boards)).group_by(_after.board_id)):
        for kind in ("opened", "changed", "closed", "reopened"):
            if count := getattr(row, kind):
                counts.add(kind, row.board_id, count)
    moved = union_all(_RETOLD_KEYS.where(_after.board_id.in_(boards), _differs), _GONE_KEYS)
    for keys in batches(connection.scalars(moved).all()):
        reindex(connection, keys)
    LIVES_BEFORE.drop(connection)


def _count(told: list[Told], counts: LifeCounts) -> None:
    for one in told:
        kinds = {change.change for change in one.changes}
        board_id = one.life.board_id
        for kind in kinds & {"opened", "closed", "reopened"}:
            counts.add(kind, board_id)
        if kinds & {"changed", "replaced"}:
            counts.add("changed", board_id)


def _keys_to_index(connection: Connection, told: list[Told]) -> list[int]:
    """The postings whose text or state is another than before."""
    fresh = [one.life.posting_id for one in told if one.before is None]
    query = select(posting_lives.c.posting_key).where(posting_lives.c.posting_id.in_(fresh))
    keys = list(connection.scalars(query)) if fresh else []
    for one in told:
        before, life = one.before, one.life
        if before is None or life.posting_key is None:
            continue
        if (before.version_id, before.closed_at) != (life.version_id, life.closed_at):
            keys.append(life.posting_key)
    return keys


_REMEMBER_LIVES = text("""
    INSERT INTO lives_before
    SELECT posting_id, posting_key, board_id, version_id, first_seen, closed_at, reopened FROM posting_lives
    WHERE board_id = :board_id
""")
_FORGET_CHANGES = text(
    "DELETE FROM posting_changes WHERE posting_id IN (SELECT posting_id FROM lives_before)"
)
_FORGET_LIVES = text("DELETE FROM posting_lives WHERE posting_key IN (SELECT posting_key FROM lives_before)")

_after, _before = posting_lives.c, LIVES_BEFORE.c
_newly_closed = _after.closed_at.is_not(None) & _before.closed_at.is_(None)
_RETOLD = select(
    _after.board_id,
    func.sum(case((_before.posting_key.is_(None), 1), else_=0)).label("opened"),
    func.sum(case((_before.version_id != _after.version_id, 1), else_=0)).label("changed"),
    func.sum(case((_newly_closed, 1), else_=0)).label("closed"),
    func.sum(case((_after.reopened > _before.reopened, 1), else_=0)).label("reopened"),
).join_from(posting_lives, LIVES_BEFORE, _before.posting_key == _after.posting_key, isouter=True)

_differs = or_(
    _before.posting_key.is_(None),
    _before.version_id != _after.version_id,
    _before.first_seen != _after.first_seen,
    _before.closed_at.is_distinct_from(_after.closed_at),
)
_RETOLD_KEYS = select(_after.posting_key).join_from(
    posting_lives, LIVES_BEFORE, _before.posting_key == _after.posting_key, isouter=True
)
_GONE_KEYS = (
    select(_before.posting_key)
    .join_from(LIVES_BEFORE, posting_lives, _before.posting_key == _after.posting_key, isouter=True)
    .where(_after.posting_key.is_(None))
)
