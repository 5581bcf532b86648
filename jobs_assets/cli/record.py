"""A posting as the record that `show`, `extract` and exports write: every key of the contract, in its order.
And a change as one.

What this installation has not worked out is null, which is not the same as "none".
"""

from dataclasses import asdict, fields
from typing import Any

import orjson

from jobs_assets.enrichment.records import Enrichment
from jobs_assets.history import PostingLife
from jobs_assets.lives.changes import Change
from jobs_assets.postings import Evidence, Posting

_LISTS = frozenset({"employment_type", "job_location", "remote_eligibility", "salary"})
_ENRICHED = ("seniority", "experience_years", "education", "skills", "visa_sponsorship", "summary")
_LIFE = ("first_seen", "last_seen", "closed_at", "closed_reason", "reopened", "duplicate_of")
KEYS = (
    *(field.name for field in fields(Posting) if field.name != "evidence"),
    *_ENRICHED,
    *_LIFE,
    "evidence",
)


def record(
    posting: Posting, life: PostingLife | None = None, enrichment: Enrichment | None = None
) -> dict[str, Any]:
    """`posting` with every key; `life` is what is known of its life, `enrichment` what its text says beyond
    its fields, if it has them.
    """
    known = asdict(posting)
    if enrichment is not None:
        found = asdict(enrichment)
        known |= {name: value for name, value in found.items() if name not in known or value}
        known["evidence"] = {name: asdict(given) for name, given in evidence_of(posting, enrichment).items()}
    if life is not None:
        known |= {name: getattr(life, name) for name in _LIFE}
    return {key: known.get(key) for key in KEYS}


def evidence_of(posting: Posting, enrichment: Enrichment | None) -> dict[str, Evidence]:
    """The proofs of a posting's own fields, and those of what was found in its text."""
    found = {} if enrichment is None else enrichment.evidence
    return posting.evidence | {
        name: given for name, given in found.items() if name.partition("[")[0] not in posting.evidence
    }


def change_record(change: Change) -> dict[str, Any]:
    """A change as `history` and `changes` write it."""
    return {
        "posting_id": change.posting_id,
        "day": change.day,
        "change": change.change,
        "field": change.field or None,
        "old": change_value(change, change.old),
        "new": change_value(change, change.new),
        "effect": change.effect,
    }


def change_value(change: Change, stored: str | None) -> Any:  # noqa: ANN401 - any JSON
    """The old or the new value of a change, as the posting has it: lists as lists."""
    return orjson.loads(stored) if stored is not None and change.field in _LISTS else stored
