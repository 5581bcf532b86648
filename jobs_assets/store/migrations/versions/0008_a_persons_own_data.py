"""What a person says of postings has tables of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add tables that nothing but the person's own commands write."""
    op.create_table(
        "manual_postings",
        sa.Column("number", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hiring_organization", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("description_text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tracked",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("starred", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("tracked_at", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hiring_organization", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.PrimaryKeyConstraint("posting_id"),
    )
    op.create_table(
        "tracked_stages",
        sa.Column("entry_id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("posting_id", sa.Text(), sa.ForeignKey("tracked.posting_id"), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tracked_stages_posting_id", "tracked_stages", ["posting_id"], unique=False)
    op.create_table(
        "tracked_notes",
        sa.Column("note_id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("posting_id", sa.Text(), sa.ForeignKey("tracked.posting_id"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("remind_on", sa.Date()),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("note_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tracked_notes_posting_id", "tracked_notes", ["posting_id"], unique=False)
