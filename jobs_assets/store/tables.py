"""The tables of the store, as SQLAlchemy Core sees them, and the wide view over them.

How rows are written and read is `pages.py` and `observations.py`; changing a table also takes a migration.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

_RowId = BigInteger().with_variant(Integer, "sqlite")

raw_pages = Table(
    "raw_pages",
    metadata,
    # Made from the day and a number within it, kept for the same page when a day is crawled again, never used
    # twice: see pages.py.
    Column("page_id", _RowId, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("position", Integer, nullable=False),  # order within the day's crawl
    Column("url", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("headers", Text, nullable=False),  # JSON
    Column("fetched_at", Text, nullable=False),  # ISO 8601 with offset
    Column("seconds", Float, nullable=False),
    Column("body_hash", Text),
    Column("body_bytes", BigInteger, nullable=False),
    Column("error", Text),
    Index(None, "day", "position", unique=True),
)

board_days = Table(
    "board_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("board_id", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("employer", Text),
    Column("advertised", Integer),
    Column("postings", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("details_failed", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("truncated", Boolean(create_constraint=False), nullable=False),
    Column("message", Text),
    Column("started_at", Text),
    Column("seconds", Float, nullable=False),
    Column("details_pending", Integer, nullable=False, server_default="0"),
    Column("signals", Text),
)

posting_versions = Table(
    "posting_versions",
    metadata,
    Column("version_id", _RowId, primary_key=True, autoincrement=True),
    Column("version_hash", LargeBinary(16), nullable=False, unique=True),  # over every column that follows
    Column("posting_id", Text, nullable=False, index=True),
    Column("board_id", Text, nullable=False),
    Column("content_hash", Text, nullable=False, index=True),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("apply_url", Text),
    Column("hiring_organization", Text),
    Column("department", Text),
    Column("team", Text),
    Column("requisition_id", Text),
    Column("language", Text),
    Column("date_posted", Text),
    Column("valid_through", Text),
    Column("employment_type", Text, nullable=False),  # JSON, as are the other lists
    Column("job_location", Text, nullable=False),
    Column("workplace", Text),
    Column("remote_eligibility", Text),
    Column("salary", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    # Last, so that reading the short columns of a row does not walk through the long ones.
    Column("description_html", Text, nullable=False),
    Column("description_text", Text, nullable=False),
    sqlite_autoincrement=True,  # a version's number is never given to another
)

observations = Table(
    "observations",
    metadata,
    Column("day", Date, primary_key=True),
    Column(
        "version_id", _RowId, ForeignKey("posting_versions.version_id"), primary_key=True, autoincrement=False
    ),
    # No foreign key: a day that is crawled again replaces its pages, and its observations stay until it is
    # parsed again.
    Column("page_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

unparsed = Table(
    "unparsed",
    metadata,
    Column("day", Date, nullable=False, index=True),
    Column("board_id", Text, nullable=False),
    Column("page_id", BigInteger, nullable=False),
    Column("url", Text, nullable=False),
    Column("native_id", Text),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

# Keys of vendors' rows that their format is not known to have, in the sample of rows that was looked at.
unknown_fields = Table(
    "unknown_fields",
    metadata,
    Column("day", Date, primary_key=True),
    Column("ats", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("board_id", Text, nullable=False),  # one that has it
)

# What a Posting holds, in the table's order.
POSTING_COLUMNS = tuple(column.name for column in posting_versions.columns)[2:]

VIEWS = {
    "parsed_postings": (
        "CREATE VIEW parsed_postings AS "  # noqa: S608  # our own names
        "SELECT observations.day, observations.page_id, observations.version_id, "
        + ", ".join(f"posting_versions.{name}" for name in POSTING_COLUMNS)
        + " FROM observations JOIN posting_versions ON posting_versions.version_id = observations.version_id"
    )
}


@event.listens_for(metadata, "after_create")
def _create_views(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    for statement in VIEWS.values():
        connection.execute(text(statement))
