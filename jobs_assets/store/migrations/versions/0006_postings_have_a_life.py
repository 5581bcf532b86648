"""Postings have a life: state, changes and duplicates, derived from what is stored already."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# By which parser an older store was read is not on record; the one in use when this came, then.
_PARSER_VERSION = 2


def upgrade() -> None:
    """Add the tables, and mark all that is stored as not yet told."""
    op.create_table(
        "parsed_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("parser_version", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "closings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("posting_id", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text()),
    )
    op.create_index("ix_closings_day", "closings", ["day"], unique=False)
    op.create_table(
        "pending_days",
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("board_id", "day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "board_lives",
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("last_listed", sa.Date()),
        sa.Column("told_until", sa.Date(), nullable=False),
        sa.Column("empty_since", sa.Date()),
        sa.Column("gone_since", sa.Date()),
        sa.PrimaryKeyConstraint("board_id"),
    )
    _posting_lives()
    op.create_table(
        "posting_changes",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text()),
        sa.Column("new", sa.Text()),
        sa.Column("effect", sa.Text()),
        sa.PrimaryKeyConstraint("posting_id", "day", "change", "field"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_changes_day", "posting_changes", ["day"], unique=False)
    op.create_table(
        "posting_duplicates",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Float()),
        sa.PrimaryKeyConstraint("posting_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_posting_duplicates_duplicate_of", "posting_duplicates", ["duplicate_of"], unique=False
    )
    op.execute(
        """
        CREATE VIEW postings AS SELECT posting_lives.posting_key, posting_lives.posting_id,
        posting_versions.board_id, posting_versions.content_hash, posting_versions.url,
        posting_versions.title, posting_versions.apply_url, posting_versions.hiring_organization,
        posting_versions.department, posting_versions.team, posting_versions.requisition_id,
        posting_versions.language, posting_versions.date_posted, posting_versions.valid_through,
        posting_versions.employment_type, posting_versions.job_location, posting_versions.workplace,
        posting_versions.remote_eligibility, posting_versions.salary, posting_versions.evidence,
        posting_versions.description_html, posting_versions.description_text, posting_lives.first_seen,
        CASE WHEN posting_lives.listed THEN board_lives.last_listed ELSE posting_lives.last_seen END AS
        last_seen, posting_lives.closed_at, posting_lives.closed_reason, posting_lives.reopened,
        posting_lives.repost_of, posting_duplicates.duplicate_of
        FROM posting_lives JOIN board_lives ON board_lives.board_id = posting_lives.board_id
        JOIN posting_versions ON posting_versions.version_id = posting_lives.version_id
        LEFT JOIN posting_duplicates ON posting_duplicates.posting_id = posting_lives.posting_id
        """
    )
    _mark_what_is_stored()


def _posting_lives() -> None:
    op.create_table(
        "posting_lives",
        sa.Column("posting_key", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("version_id", _ROW_ID, nullable=False),
        sa.Column("seen_version", _ROW_ID, nullable=False),
        sa.Column("listed", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("last_seen", sa.Date()),
        sa.Column("absent_since", sa.Date()),
        sa.Column("ends", sa.Date()),
        sa.Column("closed_at", sa.Date()),
        sa.Column("closed_reason", sa.Text()),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("repost_of", sa.Text()),
        sa.PrimaryKeyConstraint("posting_key"),
        sa.UniqueConstraint("posting_id", name="uq_posting_lives_posting_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_posting_lives_seen_version", "posting_lives", ["seen_version"], unique=False)
    op.create_index(
        "ix_posting_lives_board_id", "posting_lives", ["board_id", "listed", "seen_version"], unique=False
    )
    limited = sa.text("ends IS NOT NULL AND closed_at IS NULL")
    op.create_index(
        "ix_posting_lives_ends",
        "posting_lives",
        ["ends"],
        unique=False,
        sqlite_where=limited,
        postgresql_where=limited,
    )


def _mark_what_is_stored() -> None:
    op.execute(
        "INSERT INTO parsed_days (day, parser_version, stale) "  # noqa: S608  # our own number
        f"SELECT DISTINCT day, {_PARSER_VERSION}, false FROM observations"
    )
    op.execute(
        "INSERT INTO pending_days (board_id, day) SELECT board_id, day FROM board_days "
        "WHERE day IN (SELECT day FROM parsed_days)"
    )
