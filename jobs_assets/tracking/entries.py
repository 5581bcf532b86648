"""Writing down and reading what a person says of postings: stage, star, notes, reminders.

Which posting is meant is decided before; postings of the person's own are `manual.py`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from jobs_assets.errors import UsageError
from jobs_assets.store.bulk import batches
from jobs_assets.store.engine import Store
from jobs_assets.tracking.records import Entry, Note, Snapshot, StageEntry, Tracked, manual_number
from jobs_assets.tracking.tables import manual_postings, tracked, tracked_notes, tracked_stages


def write_down(store: Store, posting: Snapshot, entry: Entry, now: datetime, today: date) -> Tracked:
    """Put an entry on record, in one transaction; a posting met for the first time goes to the inbox.

    `today` is the person's day at `now`. Saying the present stage again changes nothing, unless it is said of
    another day: then its day is put right.
    """
    with store.writer() as connection:
        write_entry(connection, posting, entry, now, today)
        return _read(connection, [posting.posting_id])[0]


def write_entry(connection: Connection, posting: Snapshot, entry: Entry, now: datetime, today: date) -> None:
    """As `write_down`, inside the caller's transaction."""
    written_at = now.isoformat(timespec="seconds")
    known = bool(_read(connection, [posting.posting_id]))
    named = {"title": posting.title, "hiring_organization": posting.hiring_organization, "url": posting.url}
    if known:
        changed = named if entry.starred is None else named | {"starred": entry.starred}
        connection.execute(
            update(tracked).where(tracked.c.posting_id == posting.posting_id).values(**changed)
        )
    else:
        given = {"posting_id": posting.posting_id, "starred": bool(entry.starred), "tracked_at": written_at}
        connection.execute(insert(tracked).values(**given, **named))
    _write_stage(connection, posting.posting_id, entry, written_at, today)
    if entry.note is not None:
        connection.execute(
            insert(tracked_notes).values(
                posting_id=posting.posting_id,
                text=entry.note,
                remind_on=entry.remind_on,
                written_at=written_at,
            )
        )


def _write_stage(connection: Connection, posting_id: str, entry: Entry, written_at: str, today: date) -> None:
    table = tracked_stages
    query = select(table).where(table.c.posting_id == posting_id).order_by(table.c.entry_id.desc()).limit(1)
    last = connection.execute(query).first()
    stage = entry.stage or (None if last else "inbox")
    if stage is None:
        return
    if last is None or last.stage != stage:
        row = {"posting_id": posting_id, "stage": stage, "day": entry.day or today, "written_at": written_at}
        connection.execute(insert(table).values(**row))
    elif entry.day is not None:
        connection.execute(update(table).where(table.c.entry_id == last.entry_id).values(day=entry.day))


def tracked_of(store: Store, posting_ids: Iterable[str]) -> list[Tracked]:
    """What is on record of these postings, in their order; those of which nothing is are left out."""
    with store.reader() as connection:
        return _read(connection, list(posting_ids))


def tracked_addresses(store: Store) -> dict[str, str | None]:
    """The ids of everything on record, each with its address as last known."""
    with store.reader() as connection:
        return dict(connection.execute(select(tracked.c.posting_id, tracked.c.url)).all())


def all_tracked(store: Store) -> list[Tracked]:
    """Everything on record, the latest met first."""
    with store.reader() as connection:
        order = (tracked.c.tracked_at.desc(), tracked.c.posting_id)
        return _read(connection, list(connection.scalars(select(tracked.c.posting_id).order_by(*order))))


def drop_note(store: Store, posting_id: str, number: int) -> Note:
    """Take a note back; returns it. `UsageError` where the posting has none of that number."""
    with store.writer() as connection:
        notes = [note for each in _read(connection, [posting_id]) for note in each.notes]
        dropped = next((note for note in notes if note.number == number), None)
        if dropped is None:
            numbers = ", ".join(str(note.number) for note in notes) or "none"
            raise UsageError(f"{posting_id} has no note {number}; it has {numbers}.")
        connection.execute(delete(tracked_notes).where(tracked_notes.c.note_id == number))
        return dropped


def forget(store: Store, posting_id: str) -> Tracked:
    """Take everything back that was said of a posting; returns it. A posting of the person's own goes too."""
    with store.writer() as connection:
        found = _read(connection, [posting_id])
        if not found:
            raise UsageError(f"Nothing is on record about {posting_id}.")
        for table in (tracked_notes, tracked_stages, tracked):
            connection.execute(delete(table).where(table.c.posting_id == posting_id))
        if (number := manual_number(posting_id)) is not None:
            connection.execute(delete(manual_postings).where(manual_postings.c.number == number))
        return found[0]


def _read(connection: Connection, posting_ids: list[str]) -> list[Tracked]:
    found: dict[str, Tracked] = {}
    for some in batches(posting_ids):
        stages: defaultdict[str, list[StageEntry]] = defaultdict(list)
        notes: defaultdict[str, list[Note]] = defaultdict(list)
        step = tracked_stages.c
        for row in connection.execute(
            select(tracked_stages).where(step.posting_id.in_(some)).order_by(step.entry_id)
        ):
            stages[row.posting_id].append(StageEntry(row.stage, row.day, row.written_at))
        note = tracked_notes.c
        for row in connection.execute(
            select(tracked_notes).where(note.posting_id.in_(some)).order_by(note.note_id)
        ):
            notes[row.posting_id].append(Note(row.note_id, row.text, row.written_at, row.remind_on))
        for row in connection.execute(select(tracked).where(tracked.c.posting_id.in_(some))):
            posting = Snapshot(row.posting_id, row.title, row.hiring_organization, row.url)
            key = row.posting_id
            found[key] = Tracked(posting, row.starred, row.tracked_at, tuple(stages[key]), tuple(notes[key]))
    return [found[posting_id] for posting_id in dict.fromkeys(posting_ids) if posting_id in found]
