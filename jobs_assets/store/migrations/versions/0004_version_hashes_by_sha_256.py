"""Version hashes are by SHA-256, which processors compute themselves, at half the cost of BLAKE2b."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BATCH = 500

# What the hash is over, as the table stood at this revision.
_HASHED = (
    "posting_id, board_id, content_hash, url, title, apply_url, hiring_organization, department, team, "
    "requisition_id, language, date_posted, valid_through, employment_type, job_location, workplace, "
    "remote_eligibility, salary, evidence, description_html, description_text"
)


def upgrade() -> None:
    """Hash every stored version anew; a batch at a time, since a store may hold millions."""
    connection = op.get_bind()
    after = sa.text(
        f"SELECT version_id, {_HASHED} FROM posting_versions "  # noqa: S608  # our own names
        "WHERE version_id > :last ORDER BY version_id LIMIT :batch"
    )
    change = sa.text(
        "UPDATE posting_versions SET version_hash = :version_hash WHERE version_id = :version_id"
    )
    last = -1
    while found := connection.execute(after, {"last": last, "batch": _BATCH}).all():
        connection.execute(
            change, [{"version_id": row[0], "version_hash": _hash(tuple(row[1:]))} for row in found]
        )
        last = found[-1][0]


def _hash(values: Sequence[Any]) -> bytes:
    *short, markup, text = values
    stated = orjson.dumps((*short, len(markup), len(text))), markup.encode(), text.encode()
    return hashlib.sha256(b"".join(stated)).digest()[:16]
