"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of a first installation and the wide view over them."""
    op.create_table(
        "board_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("employer", sa.Text()),
        sa.Column("advertised", sa.Integer()),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("details_failed", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("message", sa.Text()),
        sa.Column("started_at", sa.Text()),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("day", "board_id"),
    )
    op.create_table(
        "posting_versions",
        sa.Column("version_id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("version_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("apply_url", sa.Text()),
        sa.Column("hiring_organization", sa.Text()),
        sa.Column("department", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("requisition_id", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("date_posted", sa.Text()),
        sa.Column("valid_through", sa.Text()),
        sa.Column("employment_type", sa.Text(), nullable=False),
        sa.Column("job_location", sa.Text(), nullable=False),
        sa.Column("workplace", sa.Text()),
        sa.Column("remote_eligibility", sa.Text()),
        sa.Column("salary", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("description_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version_id"),
        sa.UniqueConstraint("version_hash", name="uq_posting_versions_version_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_posting_versions_content_hash", "posting_versions", ["content_hash"], unique=False)
    op.create_index("ix_posting_versions_posting_id", "posting_versions", ["posting_id"], unique=False)

    op.create_table(
        "raw_pages",
        sa.Column("page_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("body_hash", sa.Text()),
        sa.Column("body_bytes", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("page_id"),
    )
    op.create_index("ix_raw_pages_day_position", "raw_pages", ["day", "position"], unique=True)

    op.create_table(
        "unparsed",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("native_id", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
    )
    op.create_index("ix_unparsed_day", "unparsed", ["day"], unique=False)

    op.create_table(
        "observations",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("page_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["posting_versions.version_id"],
        ),
        sa.PrimaryKeyConstraint("day", "version_id"),
        sqlite_with_rowid=False,
    )
    op.execute(
        """
        CREATE VIEW parsed_postings AS SELECT observations.day, observations.page_id, observations.version_id,
        posting_versions.posting_id, posting_versions.board_id, posting_versions.content_hash,
        posting_versions.url, posting_versions.title, posting_versions.apply_url,
        posting_versions.hiring_organization, posting_versions.department,
        posting_versions.team, posting_versions.requisition_id,
        posting_versions.language, posting_versions.date_posted, posting_versions.valid_through,
        posting_versions.employment_type, posting_versions.job_location, posting_versions.workplace,
        posting_versions.remote_eligibility, posting_versions.salary, posting_versions.evidence,
        posting_versions.description_html, posting_versions.description_text
        FROM observations JOIN posting_versions ON posting_versions.version_id = observations.version_id
        """
    )
