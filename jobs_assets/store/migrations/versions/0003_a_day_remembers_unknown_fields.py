"""A day remembers which fields its formats were not known to have."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `unknown_fields`."""
    op.create_table(
        "unknown_fields",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ats", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "ats", "field"),
    )
