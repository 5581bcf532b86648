"""A posting as the record that `show`, `extract` and exports write: every key of the contract, in its order.

What this installation has not worked out is null, which is not the same as "none".
"""

from dataclasses import asdict, fields
from typing import Any

from jobs_assets.history import PostingLife
from jobs_assets.postings import Posting

_ENRICHED = ("seniority", "experience_years", "education", "skills", "visa_sponsorship", "summary")
_LIFE = ("first_seen", "last_seen", "closed_at", "closed_reason", "reopened", "duplicate_of")
KEYS = (
    *(field.name for field in fields(Posting) if field.name != "evidence"),
    *_ENRICHED,
    *_LIFE,
    "evidence",
)


def record(posting: Posting, life: PostingLife | None = None) -> dict[str, Any]:
    """`posting` with every key; `life` is what is known of its life, if it has one."""
    known = asdict(posting)
    if life is not None:
        known |= {name: getattr(life, name) for name in _LIFE}
    return {key: known.get(key) for key in KEYS}
