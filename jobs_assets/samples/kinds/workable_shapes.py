"""Sample postings in the shape of Workable's list of an account's jobs. Keys and nesting follow captures."""

from collections.abc import Sequence
from typing import Any

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City

_TYPES = {
    "FULL_TIME": "Full-time",
    "PART_TIME": "Part-time",
    "CONTRACTOR": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Other",
}


def board_url(firm: Employer) -> str:
    """The account's page."""
    return f"https://apply.workable.com/{firm.token}"


def native_id(posting: SamplePosting) -> str:
    """The job's shortcode: ten hexadecimal digits in capitals."""
    return posting.uuid.replace("-", "")[:10].upper()


def listing_url(posting: SamplePosting) -> str:
    """The job's short address, which does not name the account."""
    return f"https://apply.workable.com/j/{native_id(posting)}"


def apply_url(posting: SamplePosting) -> str:
    """Its form."""
    return f"{listing_url(posting)}/apply"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list, with descriptions where `details=true` asks for them."""
    if asked.rest != f"/api/v1/widget/accounts/{firm.token}":
        return None
    details = asked.query.get("details") == "true"
    return json_answer(
        {
            "name": firm.name,
            "description": f"<p>{firm.name}</p>",
            "jobs": [job(posting, details=details) for posting in postings],
        }
    )


def job(posting: SamplePosting, *, details: bool = True) -> dict[str, Any]:
    """A row of the list."""
    country = posting.employer.country
    first = _location(posting, posting.cities[0])
    remote = posting.workplace == "remote"
    stated: dict[str, Any] = {
        "title": posting.title,
        "shortcode": native_id(posting),
        "code": posting.requisition_id,
        "employment_type": _TYPES[posting.employment_type],
        "telecommuting": remote,
        "department": posting.department,
        "url": listing_url(posting),
        "shortlink": listing_url(posting),
        "application_url": apply_url(posting),
        "published_on": posting.posted.date().isoformat(),
        "created_at": posting.posted.date().isoformat(),
        "country": country.name,
        "city": first["city"],
        "state": first["region"] or "",
        "education": "",
        "experience": "",
        "function": "",
        "industry": "",
        "locations": [first] if remote else [_location(posting, city) for city in posting.cities],
    }
    if details:
        stated["description"] = description_html(posting.sections, posting.employer.heading)
    return stated


def _location(posting: SamplePosting, city: City) -> dict[str, Any]:
    country = posting.employer.country
    remote = posting.workplace == "remote"
    return {
        "country": country.name,
        "countryCode": country.code,
        "city": "" if remote else city.name,
        "region": None if remote else city.region,
        "hidden": False,
    }
