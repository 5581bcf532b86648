"""An enrichment as columns of its row, and back; reading those of versions.

Which versions have one, and how rows come to be, is `enrichments.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Connection, select

from jobs_assets.enrichment.records import Education, Enrichment, Experience, Skill
from jobs_assets.postings import Evidence, SalaryBand
from jobs_assets.store.bulk import batches
from jobs_assets.store.enrichment_tables import FOUND_COLUMNS, enrichments, version_enrichments

_AT_ONCE = 500  # values of one question


def columns_of(found: Enrichment) -> dict[str, Any]:
    """The `FOUND_COLUMNS` of an enrichment."""
    years, education = found.experience_years, found.education
    return {
        "salary": _json(found.salary),
        "workplace": found.workplace,
        "remote_eligibility": None if found.remote_eligibility is None else _json(found.remote_eligibility),
        "seniority": found.seniority,
        "experience_min": years and years.min,
        "experience_max": years and years.max,
        "education_level": education and education.level,
        "education_required": education and education.required,
        "skills": _json(found.skills),
        "visa_sponsorship": found.visa_sponsorship,
        "summary": found.summary,
        "evidence": _json({name: _lean(given) for name, given in found.evidence.items()}),
    }


def enrichment_of(row: Mapping[str, Any]) -> Enrichment:
    """The enrichment of a row's `FOUND_COLUMNS`."""
    years = row["experience_min"], row["experience_max"]
    level, eligibility = row["education_level"], row["remote_eligibility"]
    return Enrichment(
        salary=[SalaryBand(**band) for band in orjson.loads(row["salary"])],
        workplace=row["workplace"],
        remote_eligibility=None if eligibility is None else orjson.loads(eligibility),
        seniority=row["seniority"],
        experience_years=None if years == (None, None) else Experience(*years),
        education=None if level is None else Education(level, bool(row["education_required"])),
        skills=[Skill(**skill) for skill in orjson.loads(row["skills"])],
        visa_sponsorship=None if row["visa_sponsorship"] is None else bool(row["visa_sponsorship"]),
        summary=row["summary"],
        evidence={name: Evidence(**given) for name, given in orjson.loads(row["evidence"]).items()},
    )


def enrichments_of(connection: Connection, version_ids: Iterable[int]) -> dict[int, Enrichment]:
    """The enrichments that stand for the versions, of those that have one."""
    chosen = version_enrichments.c
    found: dict[int, Enrichment] = {}
    for some in batches(version_ids, _AT_ONCE):
        query = (
            select(chosen.version_id, *(enrichments.c[name] for name in FOUND_COLUMNS))
            .join_from(version_enrichments, enrichments, enrichments.c.enrichment_id == chosen.enrichment_id)
            .where(chosen.version_id.in_(some))
        )
        for row in connection.execute(query).mappings():
            found[row["version_id"]] = enrichment_of(dict(row))
    return found


def _lean(given: Evidence) -> dict[str, Any]:
    return {name: value for name, value in asdict(given).items() if value is not None}


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
