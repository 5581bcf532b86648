"""Postings with a life, put into the store directly: for tests of what is made from lives."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from jobs_assets.postings import Posting
from jobs_assets.store.bulk import BulkInsert
from jobs_assets.store.tables import (
    POSTING_COLUMNS,
    board_lives,
    posting_duplicates,
    posting_lives,
    posting_versions,
)
from jobs_assets.store.versions import version_of

DAY = date(2026, 11, 1)


def add_version(connection: Connection, posting: Posting) -> int:
    """Store a version; its number."""
    columns = ("version_hash", *POSTING_COLUMNS)
    BulkInsert(connection, insert(posting_versions), columns)([version_of(posting)])
    return int(connection.exec_driver_sql("SELECT max(version_id) FROM posting_versions").scalar_one())


def add_life(
    connection: Connection,
    posting: Posting,
    *,
    first_seen: date = DAY,
    closed_at: date | None = None,
    **fields: Any,  # noqa: ANN401  # of posting_lives
) -> int:
    """Give a posting a life, open unless it is closed; its key."""
    version_id = add_version(connection, posting)
    given = {
        "posting_id": posting.posting_id,
        "board_id": posting.board_id,
        "version_id": version_id,
        "seen_version": version_id,
        "listed": closed_at is None,
        "first_seen": first_seen,
        "last_seen": None if closed_at is None else closed_at,
        "closed_at": closed_at,
        "closed_reason": None if closed_at is None else "absent_from_two_complete_crawls",
        "reopened": 0,
    }
    board = {"board_id": posting.board_id, "last_listed": DAY, "told_until": DAY}
    connection.execute(insert(board_lives).prefix_with("OR IGNORE").values(board))
    done = connection.execute(insert(posting_lives).values(given | fields))
    return int(done.inserted_primary_key[0])


def link(connection: Connection, posting_id: str, original: str) -> None:
    """Make one posting a duplicate of another."""
    given = {"posting_id": posting_id, "duplicate_of": original, "layer": "text", "reason": "the same words"}
    connection.execute(insert(posting_duplicates).values(given))
