"""One job in several places: what a posting shares with the others."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the next run fills it, for postings are compared again under a new recipe."""
    op.add_column("compared_postings", sa.Column("family", sa.BigInteger(), nullable=True))
    op.create_index("ix_compared_postings_family", "compared_postings", ["family"], unique=False)
