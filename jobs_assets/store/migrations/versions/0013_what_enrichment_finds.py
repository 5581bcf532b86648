"""What enrichment finds, for which versions, and what models said."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_VIEW = (
    "CREATE VIEW enriched_postings AS SELECT observations.day, observations.page_id, "
    "observations.version_id, posting_versions.posting_id, posting_versions.board_id, "
    "posting_versions.content_hash, posting_versions.url, posting_versions.title, "
    "posting_versions.apply_url, posting_versions.hiring_organization, posting_versions.department, "
    "posting_versions.team, posting_versions.requisition_id, posting_versions.language, "
    "posting_versions.date_posted, posting_versions.valid_through, posting_versions.employment_type, "
    "posting_versions.job_location, posting_versions.evidence AS stated_evidence, "
    "posting_versions.description_html, posting_versions.description_text, enrichments.salary, "
    "enrichments.workplace, enrichments.remote_eligibility, enrichments.seniority, "
    "enrichments.experience_min, enrichments.experience_max, enrichments.education_level, "
    "enrichments.education_required, enrichments.skills, enrichments.visa_sponsorship, "
    "enrichments.summary, enrichments.evidence, enrichments.tier, enrichments.model, "
    "enrichments.prompt_version, enrichments.rules_version FROM observations JOIN posting_versions ON "
    "posting_versions.version_id = observations.version_id JOIN version_enrichments ON "
    "version_enrichments.version_id = observations.version_id JOIN enrichments ON "
    "enrichments.enrichment_id = version_enrichments.enrichment_id "
)


def upgrade() -> None:
    """Add the tables and the view; the index learns of enrichments as they come."""
    op.create_table(
        "enrichments",
        sa.Column("enrichment_id", _ROW_ID, nullable=False),
        sa.Column("content_key", sa.LargeBinary(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("enriched_on", sa.Date(), nullable=False),
        sa.Column("salary", sa.Text(), nullable=False),
        sa.Column("workplace", sa.Text()),
        sa.Column("remote_eligibility", sa.Text()),
        sa.Column("seniority", sa.Text()),
        sa.Column("experience_min", sa.Integer()),
        sa.Column("experience_max", sa.Integer()),
        sa.Column("education_level", sa.Text()),
        sa.Column("education_required", sa.Boolean(create_constraint=False)),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("visa_sponsorship", sa.Boolean(create_constraint=False)),
        sa.Column("summary", sa.Text()),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("contradictions", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.Column("cut", sa.Integer()),
        sa.PrimaryKeyConstraint("enrichment_id"),
        sa.UniqueConstraint("content_key", "rules_version", "prompt_version", "model"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "version_enrichments",
        sa.Column("version_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("enrichment_id", _ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["enrichment_id"], ["enrichments.enrichment_id"]),
        sa.PrimaryKeyConstraint("version_id"),
    )
    op.create_index(
        "ix_version_enrichments_enrichment_id", "version_enrichments", ["enrichment_id"], unique=False
    )
    op.create_table(
        "llm_answers",
        sa.Column("answer_id", _ROW_ID, nullable=False),
        sa.Column("content_key", sa.LargeBinary(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=False),
        sa.Column("cut", sa.Integer()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id"),
    )
    op.create_index("ix_llm_answers_content_key", "llm_answers", ["content_key"], unique=False)
    op.add_column("posting_facets", sa.Column("enrichment_id", _ROW_ID, nullable=True))
    op.execute(_VIEW)
