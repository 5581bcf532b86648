"""The tables of enrichment: what was found in a text, which versions of postings it is for, what models said.

How rows are written and read is `enrichments.py`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from jobs_assets.store.tables import POSTING_COLUMNS, VIEWS, metadata

_RowId = BigInteger().with_variant(Integer, "sqlite")

# One row per text that was read and way of reading it: versions, boards and days that have the same share it.
enrichments = Table(
    "enrichments",
    metadata,
    Column("enrichment_id", _RowId, primary_key=True, autoincrement=True),
    Column("content_key", LargeBinary, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("prompt_version", Text, nullable=False),  # "" where no model was asked
    Column("model", Text, nullable=False),  # likewise
    Column("tier", Text, nullable=False),  # "rules", "local" or "cloud"
    Column("enriched_on", Date, nullable=False),
    Column("salary", Text, nullable=False),
    Column("workplace", Text),
    Column("remote_eligibility", Text),
    Column("seniority", Text),
    Column("experience_min", Integer),
    Column("experience_max", Integer),
    Column("education_level", Text),
    Column("education_required", Boolean(create_constraint=False)),
    Column("skills", Text, nullable=False),
    Column("visa_sponsorship", Boolean(create_constraint=False)),
    Column("summary", Text),
    Column("evidence", Text, nullable=False),
    Column("contradictions", Text, nullable=False),
    Column("rejected", Text, nullable=False),
    Column("cut", Integer),  # so many characters of the text were shown to the model; null if all
    UniqueConstraint("content_key", "rules_version", "prompt_version", "model"),
    sqlite_autoincrement=True,  # a number is not given again: the search index knows by it what it has read
)

# The enrichment that stands for a version of a posting: the best there is.
version_enrichments = Table(
    "version_enrichments",
    metadata,
    Column("version_id", _RowId, primary_key=True, autoincrement=False),
    Column("enrichment_id", _RowId, ForeignKey("enrichments.enrichment_id"), nullable=False, index=True),
)

# What models answered, to the letter: read again by a better reader without being asked, or paid, again.
llm_answers = Table(
    "llm_answers",
    metadata,
    Column("answer_id", _RowId, primary_key=True),
    Column("content_key", LargeBinary, nullable=False, index=True),
    Column("prompt_version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("answered_at", Text, nullable=False),
    Column("cut", Integer),
    Column("answer", Text, nullable=False),
)

FOUND_COLUMNS = (
    *("salary", "workplace", "remote_eligibility", "seniority", "experience_min", "experience_max"),
    *("education_level", "education_required", "skills", "visa_sponsorship", "summary", "evidence"),
)
"""What enrichment found, in the table's order."""

# Pay, workplace and eligibility of an enrichment are those of the fields where these say so.
_OWN = {"salary", "workplace", "remote_eligibility", "evidence"}

VIEWS["enriched_postings"] = (
    "CREATE VIEW enriched_postings AS "  # our own names
    "SELECT observations.day, observations.page_id, observations.version_id, "
    + ", ".join(
        f"posting_versions.{name}{' AS stated_evidence' if name == 'evidence' else ''}"
        for name in POSTING_COLUMNS
        if name not in _OWN or name == "evidence"
    )
    + ", "
    + ", ".join(f"enrichments.{name}" for name in FOUND_COLUMNS)
    + ", enrichments.tier, enrichments.model, enrichments.prompt_version, enrichments.rules_version "
    "FROM observations JOIN posting_versions ON posting_versions.version_id = observations.version_id "
    "JOIN version_enrichments ON version_enrichments.version_id = observations.version_id "
    "JOIN enrichments ON enrichments.enrichment_id = version_enrichments.enrichment_id"
)
