"""Postings that no board carries and a person wrote down: told by a friend, found on a notice board."""

from datetime import date, datetime

from sqlalchemy import insert, select, update

from jobs_assets.errors import UsageError
from jobs_assets.postings import Posting, content_hash
from jobs_assets.store.engine import Store
from jobs_assets.tracking.entries import write_entry
from jobs_assets.tracking.records import MANUAL_BOARD, Entry, Snapshot, Words, manual_number
from jobs_assets.tracking.tables import manual_postings


def add_manual(store: Store, words: Words, entry: Entry, now: datetime, today: date) -> str:
    """Write a posting down and track it, in one transaction; returns its id, which is never used again."""
    if not (words.title or "").strip():
        raise UsageError("A posting needs a title: jobs track --new --title TITLE")
    with store.writer() as connection:
        row = {"description_text": "", "added_at": now.isoformat(timespec="seconds")} | words.given
        number = connection.execute(insert(manual_postings).values(**row)).inserted_primary_key
        posting_id = f"{MANUAL_BOARD}:{number[0] if number else 0}"
        snapshot = Snapshot(posting_id, words.title or "", words.hiring_organization, words.url)
        write_entry(connection, snapshot, entry, now, today)
    return posting_id


def correct_manual(store: Store, posting_id: str, words: Words) -> None:
    """Put a posting of the person's own right."""
    if "title" in words.given and not (words.title or "").strip():
        raise UsageError("A posting needs a title.")
    number = manual_number(posting_id)
    if words.given and number is not None:
        with store.writer() as connection:
            statement = update(manual_postings).where(manual_postings.c.number == number)
            connection.execute(statement.values(**words.given))


def manual_posting(store: Store, posting_id: str) -> tuple[Posting, date] | None:
    """A posting of the person's own, and the day on which it was written down; null if there is none."""
    number = manual_number(posting_id)
    if number is None:
        return None
    with store.reader() as connection:
        row = connection.execute(select(manual_postings).where(manual_postings.c.number == number)).first()
    if row is None:
        return None
    posting = Posting(
        posting_id,
        MANUAL_BOARD,
        row.url,
        row.title,
        hiring_organization=row.hiring_organization,
        description_text=row.description_text,
    )
    posting.content_hash = content_hash(posting)
    return posting, datetime.fromisoformat(row.added_at).date()
