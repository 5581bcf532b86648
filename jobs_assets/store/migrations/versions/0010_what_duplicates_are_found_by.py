"""What duplicates are found by: the pairs that are alike, and the keys that postings share."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "posting_matches",
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_matches_second", "posting_matches", ["second"], unique=False)
    op.create_table(
        "duplicate_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting_key", _ROW_ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "posting_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_duplicate_keys_posting_key", "duplicate_keys", ["posting_key"], unique=False)
    op.create_table(
        "compared_postings",
        sa.Column("posting_key", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("version_id", _ROW_ID, nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("recipe", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("posting_key"),
    )
