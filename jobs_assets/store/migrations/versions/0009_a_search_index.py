"""A search index over the postings."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the tables. Where lives are told already, or SQLite is too old, the words' own table is left out:
    the next update makes it, whole.
    """
    op.create_table(
        "posting_facets",
        sa.Column("posting_key", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("version_id", _ROW_ID, nullable=False),
        sa.Column("stands_for", _ROW_ID, nullable=False),
        sa.Column("open", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("date_posted", sa.Text()),
        sa.Column("workplace", sa.Text()),
        sa.Column("seniority", sa.Text()),
        sa.Column("employment_type", sa.Text(), nullable=False),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_key"),
    )
    op.create_table(
        "posting_pay",
        sa.Column("posting_key", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("yearly", sa.Float()),
        sa.PrimaryKeyConstraint("posting_key", "currency"),
        sqlite_with_rowid=False,
    )
    if _can_index() and not _lives():
        op.execute(
            "CREATE VIRTUAL TABLE posting_words USING fts5(title, employer, team, place, skills, text, "
            "content='', "
            "contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
        )


def _can_index() -> bool:
    dialect = op.get_bind().dialect
    driver = dialect.dbapi
    return dialect.name == "sqlite" and driver is not None and driver.sqlite_version_info >= (3, 43, 0)


def _lives() -> bool:
    return op.get_bind().execute(sa.text("SELECT 1 FROM posting_lives LIMIT 1")).first() is not None
