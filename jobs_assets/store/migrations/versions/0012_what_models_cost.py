"""What language models cost: the month's counters, requests, prices, batches."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the ledger's tables, empty."""
    op.create_table(
        "llm_months",
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("beyond", sa.BigInteger(), nullable=False),
        sa.Column("local_requests", sa.BigInteger(), nullable=False),
        sa.Column("cloud_requests", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month"),
    )
    op.create_table(
        "llm_prices",
        sa.Column("price_id", _ROW_ID, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("daily_from", sa.Text()),
        sa.Column("daily_until", sa.Text()),
        sa.Column("above_tokens", sa.Integer(), nullable=False),
        sa.Column("input", sa.BigInteger(), nullable=False),
        sa.Column("cached", sa.BigInteger(), nullable=False),
        sa.Column("output", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("price_id"),
        sa.UniqueConstraint("digest", name="uq_llm_prices_digest"),
    )
    op.create_table(
        "llm_batches",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("remote_id", sa.Text()),
        sa.Column("remote_file", sa.Text()),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("batch_id"),
    )
    op.create_table(
        "llm_requests",
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("beyond", sa.BigInteger(), nullable=False),
        sa.Column("over", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger()),
        sa.Column("completion_tokens", sa.BigInteger()),
        sa.Column("cached_tokens", sa.BigInteger()),
        sa.Column("price_id", _ROW_ID, sa.ForeignKey("llm_prices.price_id")),
        sa.Column("batch_id", sa.Text(), sa.ForeignKey("llm_batches.batch_id")),
        sa.Column("holder", sa.Text()),
        sa.Column("reserved_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_index("ix_llm_requests_month", "llm_requests", ["month", "tier", "model"], unique=False)
    held = sa.text("state = 'held'")
    op.create_index(
        "ix_llm_requests_held",
        "llm_requests",
        ["request_id"],
        unique=False,
        sqlite_where=held,
        postgresql_where=held,
    )
    op.create_table(
        "llm_alerts",
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "alert"),
    )
