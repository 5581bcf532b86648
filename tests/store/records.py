"""Records for the tests of the store, each with every field set unless told otherwise."""

from datetime import UTC, datetime
from typing import Any

from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.postings import Evidence, Place, Posting, SalaryBand


def a_fetch(number: int = 0, **fields: Any) -> Fetch:  # noqa: ANN401  # any field of a Fetch
    given: dict[str, Any] = {
        "board_id": "site:acme",
        "url": f"https://acme.example/jobs/{number}",
        "role": PageRole.POSTING,
        "outcome": PageOutcome.OK,
        "fetched_at": datetime(2026, 11, 1, 6, 30, number % 60, tzinfo=UTC),
        "status": 200,
        "headers": {"content-type": "text/html"},
        "seconds": 0.25,
    }
    return Fetch(**given | fields)


def a_posting(native_id: str = "1", text: str = "Build things.", **fields: Any) -> Posting:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "posting_id": f"site:acme:{native_id}",
        "board_id": "site:acme",
        "url": f"https://acme.example/jobs/{native_id}",
        "title": "Engineer",
        "apply_url": "https://acme.example/apply",
        "hiring_organization": "Acme",
        "department": "Works",
        "team": "Bridges",
        "requisition_id": "R-7",
        "language": "en",
        "date_posted": "2026-10-01",
        "valid_through": "2026-12-01",
        "employment_type": ["FULL_TIME", "INTERN"],
        "job_location": [Place("Graz", None, "AT"), Place(None, "Bavaria", "DE")],
        "workplace": "hybrid",
        "remote_eligibility": ["AT", "DE"],
        "salary": [
            SalaryBand(50000, 60000.5, "EUR", "YEAR", place="Graz"),
            SalaryBand(None, 7, "USD", None, "bonus"),
        ],
        "description_html": f"<p>{text}</p>",
        "description_text": text,
        "content_hash": "",
        "evidence": {"title": Evidence("ats_field", "Engineer"), "salary": Evidence("rule", "50", 3, 5, 0.5)},
    }
    return Posting(**given | fields)
