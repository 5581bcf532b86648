"""The tables of a person's own data. What is read and written here is `entries.py` and `manual.py`; nothing
else writes them.

No foreign key leads out of this room: what a person wrote outlives the posting it is about.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, Table, Text

from jobs_assets.store.tables import metadata

_RowId = BigInteger().with_variant(Integer, "sqlite")

tracked = Table(
    "tracked",
    metadata,
    Column("posting_id", Text, primary_key=True),
    Column("starred", Boolean(create_constraint=False), nullable=False),
    Column("tracked_at", Text, nullable=False),  # ISO 8601 with offset, as are the other times
    # As last known when the person wrote something: for the day on which the store does not know it.
    Column("title", Text, nullable=False),
    Column("hiring_organization", Text),
    Column("url", Text),
)

tracked_stages = Table(
    "tracked_stages",
    metadata,
    Column("entry_id", _RowId, primary_key=True, autoincrement=True),
    Column("posting_id", Text, ForeignKey("tracked.posting_id"), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("day", Date, nullable=False),  # when it came to that, as the person says
    Column("written_at", Text, nullable=False),
    sqlite_autoincrement=True,
)

tracked_notes = Table(
    "tracked_notes",
    metadata,
    Column("note_id", _RowId, primary_key=True, autoincrement=True),
    Column("posting_id", Text, ForeignKey("tracked.posting_id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("remind_on", Date),
    Column("written_at", Text, nullable=False),
    sqlite_autoincrement=True,  # a note's number, which a person may type, is never given to another
)

# Postings that no board carries. Each is tracked.
manual_postings = Table(
    "manual_postings",
    metadata,
    Column("number", _RowId, primary_key=True, autoincrement=True),
    Column("title", Text, nullable=False),
    Column("hiring_organization", Text),
    Column("url", Text),
    Column("description_text", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    sqlite_autoincrement=True,
)
