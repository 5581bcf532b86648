"""What enriched days come to, in a few numbers and rows: for reports, checks and previews.

How they are enriched is `enriching.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import ColumnElement, func, select

from jobs_assets.store.bulk import BATCH
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_tables import FOUND_COLUMNS, enrichments, version_enrichments
from jobs_assets.store.preview import table
from jobs_assets.store.tables import observations, posting_versions

_ROWS = 8
_MOST_PROBLEMS = 100

_FIELDS = {
    "pay": "salary",
    "workplace": "workplace",
    "remote from": "remote_eligibility",
    "seniority": "seniority",
    "experience": "experience_min",
    "education": "education_level",
    "skills": "skills",
    "visa": "visa_sponsorship",
    "summary": "summary",
}


@dataclass(frozen=True, slots=True)
class EnrichedFacts:
    """How many postings of the days are enriched, and how many of these have each field."""

    rows: int
    coverage: dict[str, int]


def enriched_facts(store: Store, first: date, last: date) -> EnrichedFacts:
    """The numbers of the days from `first` to `last`."""
    columns = [func.sum(_is_known(name).cast(enrichments.c.cut.type)) for name in _FIELDS.values()]
    query = _of_days(select(func.count(), *columns), first, last)
    with store.reader() as connection:
        rows, *known = connection.execute(query).one()
    return EnrichedFacts(rows, {name: count or 0 for name, count in zip(_FIELDS, known, strict=True)})


def enriched_preview(store: Store, day: date) -> str:
    """Some postings of a day with what was found of them."""
    found, version = enrichments.c, posting_versions.c
    columns = (
        version.title,
        found.seniority,
        found.experience_min,
        found.workplace,
        found.salary,
        found.skills,
    )
    query = (
        _of_days(select(*columns), day, day)
        .join(posting_versions, version.version_id == observations.c.version_id)
        .order_by(func.length(found.evidence).desc())
        .limit(_ROWS)
    )
    with store.reader() as connection:
        rows = [
            (title, seniority, years, workplace, _pay(salary), _skills(skills))
            for title, seniority, years, workplace, salary, skills in connection.execute(query)
        ]
    return table(("title", "seniority", "years", "workplace", "pay", "skills"), rows)


def evidence_problems(store: Store, first: date, last: date) -> tuple[int, list[str]]:
    """How many values were found in these days, and those of rules and models that do not quote their
    posting's text to the letter, the first hundred.
    """
    version = posting_versions.c
    columns = (version.posting_id, version.description_text, *(enrichments.c[name] for name in FOUND_COLUMNS))
    query = _of_days(select(*columns), first, last).join(
        posting_versions, version.version_id == observations.c.version_id
    )
    query = query.where(enrichments.c.enriched_on >= first, enrichments.c.enriched_on <= last)
    looked_at = 0
    problems: list[str] = []
    with store.reader() as connection:
        for row in connection.execution_options(yield_per=BATCH).execute(query).mappings():
            evidence = orjson.loads(row["evidence"])
            looked_at += len(evidence)
            for problem in _unproven(dict(row), evidence):
                if len(problems) < _MOST_PROBLEMS:
                    problems.append(f"{problem} of {row['posting_id']}")
    return looked_at, problems


def _unproven(row: dict[str, Any], evidence: dict[str, dict[str, Any]]) -> Iterator[str]:
    text = row["description_text"]
    for name, given in evidence.items():
        if given["source"] not in ("rule", "model"):
            continue
        start, end = given.get("start"), given.get("end")
        if start is None or end is None or start >= end or text[start:end] != given.get("quote"):
            yield name
    for name in ("experience_min", "education_level", "visa_sponsorship", "summary"):
        field = {"experience_min": "experience_years", "education_level": "education"}.get(name, name)
        if row[name] is not None and field not in evidence:
            yield field
    for at, _ in enumerate(orjson.loads(row["skills"])):
        if f"skills[{at}]" not in evidence:
            yield f"skills[{at}]"


def _is_known(name: str) -> ColumnElement[bool]:
    column = enrichments.c[name]
    return func.coalesce(column != "[]", False) if name in ("salary", "skills") else column.is_not(None)


def _of_days(query: Any, first: date, last: date) -> Any:  # noqa: ANN401  # a select of any columns
    seen, chosen = observations.c, version_enrichments.c
    return (
        query.select_from(observations)
        .join(version_enrichments, chosen.version_id == seen.version_id)
        .join(enrichments, enrichments.c.enrichment_id == chosen.enrichment_id)
        .where(seen.day >= first, seen.day <= last)
    )


def _pay(stored: str) -> str:
    bands = orjson.loads(stored)
    if not bands:
        return ""
    ends = [f"{end:,.0f}" for end in (bands[0]["min"], bands[0]["max"]) if end is not None]
    unit = " ".join(filter(None, (bands[0]["currency"], (bands[0]["interval"] or "").lower())))
    return f"{' to '.join(dict.fromkeys(ends))} {unit}"


def _skills(stored: str) -> str:
    return ", ".join(skill["name"] for skill in orjson.loads(stored)[:6])
