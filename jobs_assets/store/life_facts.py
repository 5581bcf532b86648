"""What the lives of postings come to, in a few numbers and rows: for reports, checks and previews.

How they are told is `lives.py`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text

from jobs_assets.store.engine import Store
from jobs_assets.store.preview import table
from jobs_assets.store.tables import (
    posting_changes,
    posting_duplicates,
    posting_lives,
    posting_versions,
)

_LATEST = 10


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """How many postings are open, how many are closed and why, and how many changes are on record."""

    open: int
    closed: Counter[str]
    changes: int


def life_facts(store: Store) -> LifeFacts:
    """The numbers of the whole store."""
    life = posting_lives.c
    with store.reader() as connection:
        by_reason: dict[str | None, int] = dict(
            connection.execute(select(life.closed_reason, func.count()).group_by(life.closed_reason)).all()
        )
        return LifeFacts(
            open=by_reason.pop(None, 0),
            closed=Counter({reason: count for reason, count in by_reason.items() if reason}),
            changes=connection.scalar(select(func.count()).select_from(posting_changes)) or 0,
        )


def open_postings(store: Store, boards: list[str]) -> dict[str, int]:
    """How many postings of each of the boards are open."""
    life = posting_lives.c
    query = (
        select(life.board_id, func.count())
        .where(life.board_id.in_(boards), life.closed_at.is_(None))
        .group_by(life.board_id)
    )
    with store.reader() as connection:
        return dict(connection.execute(query).all())


def changes_preview(store: Store) -> str:
    """The latest changes, but for postings that are new."""
    change, life, version = posting_changes.c, posting_lives.c, posting_versions.c
    query = (
        select(
            change.day, version.hiring_organization, version.title, change.change, change.field, change.effect
        )
        .join_from(posting_changes, posting_lives, life.posting_id == change.posting_id)
        .join(posting_versions, version.version_id == life.version_id)
        .where(change.change != "opened")
        .order_by(change.day.desc(), change.posting_id, change.change, change.field)
        .limit(_LATEST)
    )
    with store.reader() as connection:
        return table(
            ("day", "employer", "title", "change", "field", "effect"), connection.execute(query).all()
        )


def duplicates_preview(store: Store) -> str:
    """Some links, the newest postings first."""
    linked, life, version = posting_duplicates.c, posting_lives.c, posting_versions.c
    query = (
        select(
            version.hiring_organization,
            version.title,
            life.board_id,
            linked.duplicate_of,
            linked.layer,
            linked.reason,
        )
        .join_from(posting_duplicates, posting_lives, life.posting_id == linked.posting_id)
        .join(posting_versions, version.version_id == life.version_id)
        .order_by(life.first_seen.desc(), linked.posting_id)
        .limit(_LATEST)
    )
    with store.reader() as connection:
        rows = connection.execute(query).all()
    return table(("employer", "title", "board", "duplicate of", "layer", "reason"), rows)


def life_problems(store: Store) -> Iterator[str]:
    """Where lives are not what observations say, a line each; for `jobs verify`."""
    with store.reader() as connection:
        for message, query in _PROBLEMS.items():
            for (posting_id,) in connection.execute(query):
                yield f"{store.location}: posting {posting_id} {message}."


_PROBLEMS = {
    "is listed on a day that does not show it": text("""
        SELECT life.posting_id FROM posting_lives life
        JOIN board_lives board ON board.board_id = life.board_id
        WHERE life.listed AND NOT EXISTS (
            SELECT 1 FROM observations
            WHERE day = board.last_listed AND version_id = life.seen_version
        ) AND NOT EXISTS (SELECT 1 FROM pending_days WHERE pending_days.board_id = life.board_id)
    """),
    "stands for a version of another": text("""
        SELECT life.posting_id FROM posting_lives life
        LEFT JOIN posting_versions version ON version.version_id = life.version_id
        WHERE version.posting_id IS NULL OR version.posting_id <> life.posting_id
    """),
    "has changes and no life": text("""
        SELECT DISTINCT posting_id FROM posting_changes
        WHERE posting_id NOT IN (SELECT posting_id FROM posting_lives)
    """),
    "is a duplicate of one that is a duplicate itself": text("""
        SELECT posting_id FROM posting_duplicates
        WHERE duplicate_of IN (SELECT posting_id FROM posting_duplicates)
    """),
}
