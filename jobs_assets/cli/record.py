"""A posting as the record that `show`, `extract` and exports write: every key of the contract, in its order.

What this installation has not worked out is null, which is not the same as "none".
"""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from jobs_assets.postings import Posting

_ENRICHED = ("seniority", "experience_years", "education", "skills", "visa_sponsorship", "summary")
_LIFE = ("first_seen", "last_seen", "closed_at", "closed_reason", "reopened", "duplicate_of")
KEYS = (
    *(field.name for field in fields(Posting) if field.name != "evidence"),
    *_ENRICHED,
    *_LIFE,
    "evidence",
)


def record(posting: Posting, seen: tuple[date, date] | None = None) -> dict[str, Any]:
    """`posting` with every key; `seen` is the first and last day it was observed."""
    known = asdict(posting)
    if seen is not None:
        known["first_seen"], known["last_seen"] = (day.isoformat() for day in seen)
    return {key: known.get(key) for key in KEYS}
