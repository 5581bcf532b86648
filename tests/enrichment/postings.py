"""For the tests of what a model is asked and answers: a posting that states everything, and its answer."""

import copy
from typing import Any

from jobs_assets.enrichment.prompt.files import FIELDS
from jobs_assets.postings import Place, Posting

ALL = frozenset(FIELDS)

TEXT = """About us

Harbour Freight Systems moves containers for two hundred shippers from Leeds.

What you will do

Run the Kubernetes clusters that plan the ships, and keep the PostgreSQL databases behind them fast.
You work as a senior engineer in a team of six.

What you bring

- at least 4 years of experience with Linux
- a bachelor's degree in computer science, or equal experience
- Go or Python; Terraform is a plus

What we offer

- a base salary of £60,000 to £75,000 per year
- the role is remote within the UK
- we sponsor visas for skilled workers
"""

ANSWER: dict[str, Any] = {
    "salary": [
        {
            "quote": "base salary of £60,000 to £75,000 per year",
            "kind": "base",
            "min": 60000,
            "max": 75000,
            "currency": "GBP",
            "interval": "YEAR",
            "place": None,
        }
    ],
    "workplace": {"quote": "the role is remote within the UK", "value": "remote"},
    "remote_eligibility": [{"quote": "remote within the UK", "name": "UK"}],
    "seniority": {"quote": "senior engineer", "value": "senior"},
    "experience_years": {"quote": "at least 4 years of experience", "min": 4, "max": None},
    "education": {
        "quote": "a bachelor's degree in computer science, or equal experience",
        "level": "bachelor",
        "required": False,
    },
    "skills": [
        {"quote": "Go or Python", "name": "Go", "required": True},
        {"quote": "Go or Python", "name": "Python", "required": True},
        {"quote": "Terraform is a plus", "name": "Terraform", "required": False},
    ],
    "visa_sponsorship": {"quote": "we sponsor visas", "value": True},
    "summary": {
        "quote": "Run the Kubernetes clusters that plan the ships",
        "text": "Runs the Kubernetes clusters that plan ships. The role is remote in the UK.",
    },
}


def posting(text: str = TEXT, **fields: Any) -> Posting:  # noqa: ANN401 - the fields of Posting
    given: dict[str, Any] = {
        "posting_id": "lever:harbour:5a",
        "board_id": "lever:harbour",
        "url": "https://jobs.lever.co/harbour/5a",
        "title": "Platform Engineer",
        "hiring_organization": "Harbour Freight Systems",
        "language": "en",
        "job_location": [Place("Leeds", "England", "GB")],
        "description_text": text,
    }
    return Posting(**(given | fields))


def answer(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - decoded JSON
    """The right answer, with some fields otherwise."""
    return copy.deepcopy(ANSWER) | fields


def nothing(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - decoded JSON
    """The answer that says nothing, but for some fields."""
    empty = {name: [] if isinstance(value, list) else None for name, value in ANSWER.items()}
    return empty | fields
