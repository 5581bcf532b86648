"""What a day concerns, asked once for all of its boards: which postings arrive, which are no longer listed,
which of them repeat another.

What becomes of the answers is `telling.py`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    MetaData,
    Table,
    Text,
    bindparam,
    select,
    text,
    tuple_,
    update,
)

from jobs_assets.store.bulk import BATCH
from jobs_assets.store.tables import posting_lives

LIFE_COLUMNS = tuple(column.name for column in posting_lives.c if column.name != "posting_key")
"""A life as it is stored, but for its key."""

# What is looked up once a day, for all of it at once. No temporary tables: SQLite as it is built for the
# driver keeps those in memory, whatever their size. They are gone before the transaction ends.

_for_now = MetaData()

BOARDS = Table(
    "told_boards",
    _for_now,
    Column("board_id", Text, primary_key=True),
    Column("departing", Boolean(create_constraint=False), nullable=False),
    Column("waiting", Boolean(create_constraint=False), nullable=False),
)

# Postings that are shown and were not listed in the same version before.
ARRIVALS = Table(
    "arriving",
    _for_now,
    Column("posting_id", Text, primary_key=True),
    Column("board_id", Text, nullable=False),
    Column("version_id", BigInteger, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("valid_through", Text),
)

CONCERNED = Table(
    "concerned",
    _for_now,
    Column("board_id", Text, primary_key=True),
    Column("posting_id", Text, primary_key=True),
)

# All that the boards ever showed, where they are told from the start.
SHOWN = Table(
    "shown_versions",
    _for_now,
    Column("version_id", BigInteger, primary_key=True, autoincrement=False),
    Column("posting_id", Text, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("valid_through", Text),
)

OF_A_DAY = (BOARDS, ARRIVALS, CONCERNED)
FOR_NOW = (*OF_A_DAY, SHOWN)

LIVES_BEFORE = Table(
    "lives_before",
    MetaData(),
    Column("posting_id", Text, primary_key=True),
    Column("posting_key", BigInteger, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("version_id", BigInteger, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("closed_at", Date),
    Column("reopened", BigInteger, nullable=False),
)
"""The lives as they were, while boards are told from the start."""

SHOW_VERSIONS = text("""
    INSERT INTO shown_versions
    SELECT version_id, posting_id, board_id, content_hash, valid_through FROM posting_versions
    WHERE posting_id >= :first AND posting_id < :end AND board_id = :board_id
""")

ARRIVING = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM observations JOIN posting_versions version ON version.version_id = observations.version_id
    WHERE observations.day = :day
      AND NOT EXISTS (
        SELECT 1 FROM posting_lives WHERE seen_version = observations.version_id AND listed
      )
      AND version.board_id IN (SELECT board_id FROM told_boards)
""")

# CROSS JOIN tells SQLite to go by the boards' versions, which are few beside a day's observations.
ARRIVING_OF_SOME = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM shown_versions version CROSS JOIN observations
    WHERE observations.day = :day AND observations.version_id = version.version_id
      AND NOT EXISTS (
        SELECT 1 FROM posting_lives WHERE seen_version = observations.version_id AND listed
      )
""")

# Shown as before, but by now past the end that its own page states.
ENDING = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM posting_lives
    JOIN told_boards ON told_boards.board_id = posting_lives.board_id
    JOIN observations ON observations.day = :day AND observations.version_id = posting_lives.seen_version
    JOIN posting_versions version ON version.version_id = posting_lives.seen_version
    WHERE posting_lives.ends < :day AND posting_lives.closed_at IS NULL AND posting_lives.listed
""")

ARRIVED_BOARDS = select(ARRIVALS.c.board_id).distinct()

STILL_LISTED = text("""
    SELECT told_boards.board_id, COUNT(*) AS listed,
        SUM(CASE WHEN observations.version_id IS NULL THEN 0 ELSE 1 END) AS still
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    LEFT JOIN observations
        ON observations.day = :day AND observations.version_id = posting_lives.seen_version
    WHERE posting_lives.listed
    GROUP BY told_boards.board_id
""")

FLAG_BOARDS = (
    update(BOARDS)
    .where(BOARDS.c.board_id == bindparam("of_board"))
    .values(departing=bindparam("departing"), waiting=bindparam("waiting"))
)

FIND_CONCERNED = text("""
    INSERT INTO concerned
    SELECT board_id, posting_id FROM arriving
    UNION ALL
    SELECT posting_lives.board_id, posting_lives.posting_id
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    WHERE told_boards.departing AND posting_lives.listed
      AND NOT EXISTS (
        SELECT 1 FROM observations WHERE day = :day AND version_id = posting_lives.seen_version
      )
      AND NOT EXISTS (SELECT 1 FROM arriving WHERE arriving.posting_id = posting_lives.posting_id)
    UNION ALL
    SELECT posting_lives.board_id, posting_lives.posting_id
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    WHERE told_boards.waiting AND NOT posting_lives.listed AND posting_lives.closed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM arriving WHERE arriving.posting_id = posting_lives.posting_id)
""")


# The posting with the same content that was last seen, of those that the day does not show. Joined across,
# which is SQLite's word for "in this order": by content first, not through all postings of a board.
REPOSTS = text("""
    SELECT posting_id, earlier FROM (
        SELECT arriving.posting_id, posting_lives.posting_id AS earlier, ROW_NUMBER() OVER (
            PARTITION BY arriving.posting_id
            ORDER BY COALESCE(posting_lives.last_seen, board_lives.last_listed) DESC, posting_lives.posting_id
        ) AS place
        FROM arriving
        CROSS JOIN posting_versions version
        CROSS JOIN posting_lives
        CROSS JOIN board_lives
        WHERE version.content_hash = arriving.content_hash
          AND version.posting_id <> arriving.posting_id
          AND posting_lives.posting_id = version.posting_id
          AND posting_lives.version_id = version.version_id
          AND posting_lives.board_id = arriving.board_id
          AND board_lives.board_id = posting_lives.board_id
          AND NOT EXISTS (SELECT 1 FROM posting_lives known WHERE known.posting_id = arriving.posting_id)
          AND NOT EXISTS (SELECT 1 FROM arriving other WHERE other.posting_id = posting_lives.posting_id)
          AND NOT EXISTS (
            SELECT 1 FROM observations WHERE day = :day AND version_id = posting_lives.seen_version
          )
    ) ranked WHERE place = 1
""")

_life_columns = [posting_lives.c[name] for name in LIFE_COLUMNS if name not in ("posting_id", "board_id")]
CONCERNED_ROWS = (
    select(
        CONCERNED.c.board_id,
        CONCERNED.c.posting_id,
        ARRIVALS.c.version_id.label("arriving"),
        ARRIVALS.c.content_hash,
        ARRIVALS.c.valid_through,
        posting_lives.c.posting_key,
        *_life_columns,
    )
    .join_from(CONCERNED, ARRIVALS, ARRIVALS.c.posting_id == CONCERNED.c.posting_id, isouter=True)
    .join(posting_lives, posting_lives.c.posting_id == CONCERNED.c.posting_id, isouter=True)
    .where(
        tuple_(CONCERNED.c.board_id, CONCERNED.c.posting_id)
        > tuple_(bindparam("board", type_=Text), bindparam("posting", type_=Text))
    )
    .order_by(CONCERNED.c.board_id, CONCERNED.c.posting_id)
    .limit(BATCH)
)

ADDRESSES = text("""
    SELECT version.url, raw_pages.url FROM posting_versions version
    LEFT JOIN observations ON observations.day = :day AND observations.version_id = version.version_id
    LEFT JOIN raw_pages ON raw_pages.page_id = observations.page_id
    WHERE version.version_id = :version_id
""")
