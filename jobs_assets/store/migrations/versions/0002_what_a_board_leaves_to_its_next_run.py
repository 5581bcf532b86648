"""What a board leaves to its next run, and what its robots.txt says of uses beyond fetching."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add `details_pending` and `signals` to the outcomes of boards."""
    op.add_column(
        "board_days", sa.Column("details_pending", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("board_days", sa.Column("signals", sa.Text()))
