"""The tables of the search index: the words of each posting, and beside them what a search is narrowed by.

Derived from the lives of postings and in step with them; written by `search_index.py` alone.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    event,
)

from jobs_assets.search.words import TOKENIZER
from jobs_assets.store.engine import sqlite_driver
from jobs_assets.store.tables import metadata

FIRST_SQLITE = (3, 43, 0)
"""The first SQLite whose FTS5 takes a posting out of an index that does not keep the text."""

_RowId = BigInteger().with_variant(Integer, "sqlite")

# One short row a posting, in the order of the index's own numbers: a search reads it for each posting that
# has the words, where the wide version would cost a page of the file each.
posting_facets = Table(
    "posting_facets",
    metadata,
    Column("posting_key", _RowId, primary_key=True, autoincrement=False),
    Column("version_id", _RowId, nullable=False),  # the version whose words are in the index
    Column("stands_for", _RowId, nullable=False),  # the posting it is a duplicate of, or itself
    Column("open", Boolean(create_constraint=False), nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("date_posted", Text),
    Column("workplace", Text),
    Column("seniority", Text),
    Column("employment_type", Text, nullable=False),  # JSON, as in the version
    Column("countries", Text, nullable=False),  # " AT DE ": of its places, and from where it can be done
    Column("enrichment_id", _RowId),  # what was found in the version's text, as it is in the index
)

# What it pays at most, a year, for each currency that it states, and null where that cannot be said; see
# search/pay.py.
posting_pay = Table(
    "posting_pay",
    metadata,
    Column("posting_key", _RowId, primary_key=True, autoincrement=False),
    Column("currency", Text, primary_key=True),
    Column("yearly", Float),
    sqlite_with_rowid=False,
)

WORDS = "posting_words"
WORD_COLUMNS = ("title", "employer", "team", "place", "skills", "text")

CREATE_WORDS = (
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5({', '.join(WORD_COLUMNS)}, "
    f"content='', contentless_delete=1, tokenize='{TOKENIZER}')"
)


def can_index() -> bool:
    """Whether the linked SQLite can keep the index."""
    return bool(sqlite_driver().sqlite_version_info >= FIRST_SQLITE)


@event.listens_for(metadata, "after_create")
def _create_words(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    if connection.dialect.name == "sqlite" and can_index():
        connection.exec_driver_sql(CREATE_WORDS)


@event.listens_for(metadata, "before_drop")
def _drop_words(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {WORDS}")
