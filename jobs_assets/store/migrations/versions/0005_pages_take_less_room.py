"""Pages take less room: hashes as bytes, instants as numbers, no index by day beside the numbers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BATCH = 5000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FETCHED_AT, _BODY_HASH = 9, 11


def upgrade() -> None:
    """Write the table anew, a batch at a time, since a store may hold millions of pages."""
    connection = op.get_bind()
    before = sa.table("raw_pages", *map(sa.column, _COLUMNS))
    op.create_table(
        "lighter_pages",
        sa.Column(
            "page_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary()),
        sa.Column("body_bytes", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("page_id"),
    )
    after = sa.insert(sa.table("lighter_pages", *map(sa.column, _COLUMNS)))
    last: int | None = None
    while True:
        query = sa.select(before).order_by(before.c.page_id).limit(_BATCH)
        found = connection.execute(query if last is None else query.where(before.c.page_id > last)).all()
        if not found:
            break
        connection.execute(after, [dict(zip(_COLUMNS, _lighter(row), strict=True)) for row in found])
        last = found[-1].page_id
    op.drop_table("raw_pages")
    op.rename_table("lighter_pages", "raw_pages")


_COLUMNS = (
    "page_id", "day", "board_id", "position", "url", "role", "outcome", "status", "headers", "fetched_at",
    "seconds", "body_hash", "body_bytes", "error",
)  # fmt: skip


def _lighter(row: Sequence[Any]) -> list[Any]:
    values = list(row)
    values[_FETCHED_AT] = (datetime.fromisoformat(row[_FETCHED_AT]) - _EPOCH) // timedelta(microseconds=1)
    values[_BODY_HASH] = None if row[_BODY_HASH] is None else bytes.fromhex(row[_BODY_HASH])
    return values
