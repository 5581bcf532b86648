"""All rules over one posting: an enrichment, each of its values with the words that prove it.

What each rule looks for is its own module; which value wins against fields and models is `precedence.py`.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jobs_assets.enrichment.records import Enrichment, Found
from jobs_assets.enrichment.rules.education import find_education
from jobs_assets.enrichment.rules.eligibility import find_eligibility
from jobs_assets.enrichment.rules.experience import find_experience
from jobs_assets.enrichment.rules.reading import Reading, reading_of
from jobs_assets.enrichment.rules.salary import find_salary
from jobs_assets.enrichment.rules.seniority import find_seniority
from jobs_assets.enrichment.rules.skills import find_skills
from jobs_assets.enrichment.rules.sponsorship import find_sponsorship
from jobs_assets.enrichment.rules.workplace import find_workplace
from jobs_assets.postings import Evidence, Posting

_SINGLE = (
    ("experience_years", find_experience),
    ("education", find_education),
    ("visa_sponsorship", find_sponsorship),
)
_LISTS = (("salary", find_salary), ("skills", find_skills))


def enrich_by_rules(posting: Posting) -> Enrichment:
    """What the rules find in a posting's title and text. The same posting gives the same, always."""
    reading = reading_of(posting)
    enrichment = Enrichment()
    for name, find in _SINGLE:
        found: Found[Any] | None = find(reading)
        if found is not None:
            setattr(enrichment, name, found.value)
            enrichment.evidence[name] = _evidence(reading, found)
    if (workplace := find_workplace(reading)) is not None:
        enrichment.workplace = workplace.value
        enrichment.evidence["workplace"] = _evidence(reading, workplace)
        reading.workplace = reading.workplace or workplace.value
    # Who may work elsewhere is asked for where somebody may: without a workplace it would be found again.
    if reading.workplace is not None and (eligible := find_eligibility(reading)) is not None:
        enrichment.remote_eligibility = eligible.value
        said = {
            f"remote_eligibility[{at}]": _evidence(reading, eligible) for at in range(len(eligible.value))
        }
        enrichment.evidence |= said
    for name, find_all in _LISTS:
        values: list[Found[Any]] = find_all(reading)
        setattr(enrichment, name, [one.value for one in values])
        enrichment.evidence |= {f"{name}[{at}]": _evidence(reading, one) for at, one in enumerate(values)}
    enrichment.seniority = find_seniority(reading)
    if enrichment.seniority is not None:
        stated = posting.evidence.get("title")  # the title is a field: its words are no part of the text
        enrichment.evidence["seniority"] = Evidence(stated.source if stated else "ats_field", posting.title)
    return enrichment


def _evidence(reading: Reading, found: Found[Any]) -> Evidence:
    return Evidence(
        "rule", reading.text[found.start : found.end], found.start, found.end, confidence=found.confidence
    )


@cache
def rules_version() -> str:
    """Which rules these are: a digest of their files, so that no edit is forgotten. 12 hex digits."""
    digest = blake2b(digest_size=6)
    for file in sorted(_files(files("jobs_assets.enrichment.rules")), key=lambda file: file.name):
        digest.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield entry
