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

from jobs_assets.store.column_types import HexDigest, Instant

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
    # twice; a day's pages are found by it: see page_numbers.py.
    Column("page_id", _RowId, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("position", Integer, nullable=False),  # order within the day's crawl
    Column("url", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("headers", Text, nullable=False),  # JSON
    Column("fetched_at", Instant, nullable=False),  # microseconds since 1970
    Column("seconds", Float, nullable=False),
    Column("body_hash", HexDigest),
    Column("body_bytes", BigInteger, nullable=False),
    Column("error", Text),
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

# Which days are parsed, by which parser, and whether their pages were replaced since: such a day tells
# nothing of a posting's life until it is parsed again.
parsed_days = Table(
    "parsed_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("parser_version", Integer, nullable=False),
    Column("stale", Boolean(create_constraint=False), nullable=False),
)

# What pages said of postings that are over.
closings = Table(
    "closings",
    metadata,
    Column("day", Date, nullable=False, index=True),
    Column("board_id", Text, nullable=False),
    Column("page_id", BigInteger, nullable=False),
    Column("url", Text, nullable=False),
    Column("posting_id", Text),  # null where only the page's address says which
    Column("reason", Text, nullable=False),
    Column("quote", Text),
)

# Boards' days whose pages or records differ from what the lives of their postings were last derived from.
pending_days = Table(
    "pending_days",
    metadata,
    Column("board_id", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    sqlite_with_rowid=False,
)

# Derived, as are the two tables after it: a function of all observations, closings and board days.
board_lives = Table(
    "board_lives",
    metadata,
    Column("board_id", Text, primary_key=True),
    Column("last_listed", Date),  # the last day on which it listed postings
    Column("told_until", Date, nullable=False),  # the last day that was told
    Column("empty_since", Date),  # the first of its days without postings, until one with
    Column("gone_since", Date),
)

posting_lives = Table(
    "posting_lives",
    metadata,
    Column("posting_key", _RowId, primary_key=True, autoincrement=True),  # the search index's number for it
    Column("posting_id", Text, nullable=False, unique=True),
    Column("board_id", Text, nullable=False),
    # The version that stands for the posting: the last one that is no poorer than the one before it.
    Column("version_id", _RowId, nullable=False),
    Column("seen_version", _RowId, nullable=False, index=True),  # the version last observed
    Column("listed", Boolean(create_constraint=False), nullable=False),  # on its board's last listed day
    Column("first_seen", Date, nullable=False),
    Column("last_seen", Date),  # null while listed: it is its board's last listed day then
    Column("absent_since", Date),  # the first of the complete days without it
    Column("ends", Date),  # where the page itself limits the posting's validity: its last day
    Column("closed_at", Date),
    Column("closed_reason", Text),
    Column("reopened", Integer, nullable=False),
    Column("repost_of", Text),  # a posting of its board with the same content that was over before
    Index("ix_posting_lives_board_id", "board_id", "listed", "seen_version"),
    sqlite_autoincrement=True,
)

posting_changes = Table(
    "posting_changes",
    metadata,
    Column("posting_id", Text, primary_key=True),
    Column("day", Date, primary_key=True, index=True),
    Column("change", Text, primary_key=True),  # opened, changed, reparsed, replaced, closed, reopened
    Column("field", Text, primary_key=True),  # "" where the change is not of a field
    Column("old", Text),  # as stored in the version: lists are JSON
    Column("new", Text),
    Column("effect", Text),  # what it means to a reader: pay_cut, remote_withdrawn, …
    sqlite_with_rowid=False,
)

# Derived from all texts: which postings are the same opening as another. A link, never a deletion.
posting_duplicates = Table(
    "posting_duplicates",
    metadata,
    Column("posting_id", Text, primary_key=True),
    Column("duplicate_of", Text, nullable=False, index=True),
    Column("layer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("similarity", Float),
    sqlite_with_rowid=False,
)

# What the links are derived from: the pairs that are alike, and the keys that a new posting finds its own by.
posting_matches = Table(
    "posting_matches",
    metadata,
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True, index=True),
    Column("layer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("similarity", Float, nullable=False),
    sqlite_with_rowid=False,
)

duplicate_keys = Table(
    "duplicate_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("posting_key", _RowId, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# As which version and in which state a posting was compared last, by which recipe of keys; and what it shares
# with the same job at other places.
compared_postings = Table(
    "compared_postings",
    metadata,
    Column("posting_key", _RowId, primary_key=True, autoincrement=False),
    Column("posting_id", Text, nullable=False),
    Column("version_id", _RowId, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("closed", Boolean(create_constraint=False), nullable=False),
    Column("recipe", Integer, nullable=False),
    Column("family", BigInteger, index=True),
)

# What a Posting holds, in the table's order.
POSTING_COLUMNS = tuple(column.name for column in posting_versions.columns)[2:]

VIEWS = {
    "parsed_postings": (
        "CREATE VIEW parsed_postings AS "  # noqa: S608  # our own names
        "SELECT observations.day, observations.page_id, observations.version_id, "
        + ", ".join(f"posting_versions.{name}" for name in POSTING_COLUMNS)
        + " FROM observations JOIN posting_versions ON posting_versions.version_id = observations.version_id"
    ),
    "postings": (
        "CREATE VIEW postings AS SELECT posting_lives.posting_key, "
        # By the life's own id, which has an index there.
        + ", ".join(
            f"{'posting_lives' if name == 'posting_id' else 'posting_versions'}.{name}"
            for name in POSTING_COLUMNS
        )
        + ", posting_lives.first_seen, "
        "CASE WHEN posting_lives.listed THEN board_lives.last_listed ELSE posting_lives.last_seen END AS "
        "last_seen, posting_lives.closed_at, posting_lives.closed_reason, posting_lives.reopened, "
        "posting_lives.repost_of, posting_duplicates.duplicate_of "
        "FROM posting_lives JOIN board_lives ON board_lives.board_id = posting_lives.board_id "
        "JOIN posting_versions ON posting_versions.version_id = posting_lives.version_id "
        "LEFT JOIN posting_duplicates ON posting_duplicates.posting_id = posting_lives.posting_id"
    ),
}


# By hand, since to give `Index` a condition for Postgres loads that dialect: 40 ms of every command.
_ENDS = (
    "CREATE INDEX ix_posting_lives_ends ON posting_lives (ends) WHERE ends IS NOT NULL AND closed_at IS NULL"
)


@event.listens_for(metadata, "after_create")
def _create_views(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    for statement in (_ENDS, *VIEWS.values()):
        connection.execute(text(statement))
