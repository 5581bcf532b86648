"""Sample postings in the shape of Rippling's job board API: a thin list by location, and postings' records.

Keys and nesting follow recorded answers.
"""

from collections.abc import Sequence
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.markup import description_html

_TYPES = {
    "FULL_TIME": {"label": "SALARIED_FT", "id": "Salaried, full-time"},
    "PART_TIME": {"label": "HOURLY_PT", "id": "Hourly, part-time"},
    "CONTRACTOR": {"label": "CONTRACTOR", "id": "Contractor"},
    "TEMPORARY": {"label": "TEMP", "id": "Temporary"},
    "INTERN": {"label": "INTERN", "id": "Intern"},
}


def board_url(firm: Employer) -> str:
    """The board's page."""
    return f"https://ats.rippling.com/{firm.token}/jobs"


def listing_url(posting: SamplePosting) -> str:
    """The posting's page."""
    return f"{board_url(posting.employer)}/{posting.uuid}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list with a row for each location of a posting, or a record."""
    jobs = f"/platform/api/ats/v1/board/{firm.token}/jobs"
    if asked.rest == jobs:
        return json_answer([row for posting in postings for row in rows(posting)])
    posting = find(asked.rest.removeprefix(f"{jobs}/"))
    return json_answer(record(posting)) if posting else None


def rows(posting: SamplePosting) -> list[dict[str, Any]]:
    """The list's rows of a posting: one for each of its locations."""
    return [
        _named(posting)
        | {
            "department": {"id": posting.department, "label": posting.department},
            "workLocation": {"label": label, "id": label},
        }
        for label in _labels(posting)
    ]


def _named(posting: SamplePosting) -> dict[str, Any]:
    return {"uuid": posting.uuid, "name": posting.title, "url": listing_url(posting)}


def record(posting: SamplePosting) -> dict[str, Any]:
    """A posting's own record."""
    company, role = posting.sections[:1], posting.sections[1:]
    heading = posting.employer.heading
    return _named(posting) | {
        "description": {
            "company": description_html(company, heading),
            "role": description_html(role, heading),
        },
        "workLocations": _labels(posting),
        "department": {
            "name": posting.team,
            "base_department": posting.department,
            "department_tree": [posting.department, posting.team],
        },
        "employmentType": _TYPES[posting.employment_type],
        "createdOn": posting.posted.isoformat(timespec="milliseconds"),
        "companyName": posting.employer.name,
        "payRangeDetails": [
            {
                "location": band.place,
                "currency": band.currency,
                "frequency": band.interval,
                "rangeStart": band.min,
                "rangeEnd": band.max,
                "isRemote": posting.workplace == "remote",
            }
            for band in pay_stated(posting)
        ],
        "unlistedFromSearch": False,
    }


def _labels(posting: SamplePosting) -> list[str]:
    country = posting.employer.country.name
    if posting.workplace == "remote":
        return [f"Remote ({country})"]
    words = [", ".join(part for part in (city.name, city.short, country) if part) for city in posting.cities]
    return [f"Hybrid ({place})" for place in words] if posting.workplace == "hybrid" else words


def pay_stated(posting: SamplePosting) -> tuple[SalaryBand, ...]:
    """The pay ranges of a record, which has no word for on-target earnings: those are left to the text."""
    if posting.pay is None or not posting.states_pay:
        return ()
    return tuple(band for band in posting.pay.bands if band.kind == "base")
