"""A posting as the row of a version, and back: its columns, and the hash that says whether two rows are one.

Which versions a day showed is `observations.py`.
"""

import hashlib
from typing import Any

import orjson

from jobs_assets.postings import Evidence, Place, Posting, SalaryBand, content_hash
from jobs_assets.store.tables import POSTING_COLUMNS

Row = tuple[Any, ...]


def version_of(posting: Posting) -> Row:
    """The row of a posting's version: its hash, then `POSTING_COLUMNS`. The hash is over all of them."""
    values = (
        posting.posting_id,
        posting.board_id,
        posting.content_hash or content_hash(posting),
        posting.url,
        posting.title,
        posting.apply_url,
        posting.hiring_organization,
        posting.department,
        posting.team,
        posting.requisition_id,
        posting.language,
        posting.date_posted,
        posting.valid_through,
        _json(posting.employment_type),
        _json(posting.job_location),
        posting.workplace,
        None if posting.remote_eligibility is None else _json(posting.remote_eligibility),
        _json(posting.salary),
        _json({name: _lean(given) for name, given in posting.evidence.items()}),
        posting.description_html,
        posting.description_text,
    )
    return (version_hash(values), *values)


def version_hash(values: Row) -> bytes:
    """The hash of a version's `POSTING_COLUMNS`, as stored."""
    *short, markup, text = values
    # The long ones apart: as JSON every character would be looked at. SHA-256 because processors do it.
    stated = orjson.dumps((*short, len(markup), len(text))), markup.encode(), text.encode()
    return hashlib.sha256(b"".join(stated)).digest()[:16]


def posting_of(values: Row) -> Posting:
    """The posting of a version's `POSTING_COLUMNS`."""
    stored = dict(zip(POSTING_COLUMNS, values, strict=True))
    eligibility = stored["remote_eligibility"]
    return Posting(
        **stored
        | {
            "employment_type": orjson.loads(stored["employment_type"]),
            "job_location": [Place(**place) for place in orjson.loads(stored["job_location"])],
            "remote_eligibility": None if eligibility is None else orjson.loads(eligibility),
            "salary": [SalaryBand(**band) for band in orjson.loads(stored["salary"])],
            "evidence": {name: Evidence(**given) for name, given in orjson.loads(stored["evidence"]).items()},
        }
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode() if value else "[]" if isinstance(value, list) else "{}"


_AS_STATED = (None,) * 5


def _lean(given: Evidence) -> Evidence | dict[str, str | None]:
    """A value as its page states it has a source and a quote alone; half of the evidence would be nulls."""
    ruled = (given.start, given.end, given.confidence, given.model, given.prompt_version)
    if ruled == _AS_STATED:
        return {"source": given.source, "quote": given.quote}
    return given
