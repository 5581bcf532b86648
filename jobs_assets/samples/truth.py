"""Labels of the sample postings: what each page states in fields, and what can be read only in its text.

A field that a kind has no room for (an employment type at Greenhouse) is null, however well the text says it.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from typing import Any

from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.kinds.sample_kind import SampleKind
from jobs_assets.samples.pay import Pay
from jobs_assets.samples.templates import City
from jobs_assets.samples.vendors import EASTERN, apply_url, lever_states_pay, listing_url, site_states_pay


def truth(posting: SamplePosting) -> dict[str, Any]:
    """One line of `/truth.jsonl`: labels of the contract's structural fields, and the rest under `text`."""
    if (kind := SAMPLE_KINDS.get(posting.employer.ats)) is not None:
        return _identity(posting, kind)
    return {
        "posting_id": f"{posting.employer.board_id}:{posting.native_id}",
        "board_id": posting.employer.board_id,
        "url": listing_url(posting),
        "apply_url": apply_url(posting),
        "title": posting.title,
        **_BY_KIND[posting.employer.ats](posting),
        "text": _text(posting),
        "sample": {"index": posting.index, "revision": posting.revision, "template": posting.template},
    }


def _identity(posting: SamplePosting, kind: SampleKind) -> dict[str, Any]:
    """What every vendor states alike. Which further fields it has room for is tested with its shapes."""
    board_id = kind.board(posting.employer, "").board_id
    return {
        "posting_id": f"{board_id}:{kind.native_id(posting)}",
        "board_id": board_id,
        "url": kind.listing_url(posting),
        "apply_url": kind.apply_url(posting),
        "title": posting.title,
        "text": _text(posting),
        "sample": {"index": posting.index, "revision": posting.revision, "template": posting.template},
    }


def _text(posting: SamplePosting) -> dict[str, Any]:
    stated = posting.stated
    return {
        "seniority": stated.seniority,
        "experience_years": stated.experience_years,
        "education": stated.education,
        "skills": [{"name": name, "required": needed} for name, needed in stated.skills.items()],
        "visa_sponsorship": stated.visa_sponsorship,
        "salary": _bands(stated.salary),
        "workplace": stated.workplace,
        "employment_type": [stated.employment_type] if stated.employment_type else [],
        "language": posting.employer.language,
    }


def _greenhouse(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        posting,
        requisition_id=posting.requisition_id,
        department=posting.department,
        language=posting.employer.language,
        date_posted=_moment(posting.posted, EASTERN),
        valid_through=_moment(posting.valid_through, EASTERN),
        # The line abbreviates the region where locals do; the office beside it spells it out.
        job_location=_places(posting, lambda city: city.short or city.region),
    )


def _lever(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        posting,
        department=posting.department,
        team=posting.team,
        date_posted=_moment(posting.posted),
        employment_type=[posting.employment_type],
        workplace=posting.workplace,
        job_location=_places(posting, lambda city: city.short),
        salary=_bands(posting.pay if lever_states_pay(posting) else None),
    )


def _ashby(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        posting,
        department=posting.department,
        team=posting.team,
        date_posted=_moment(posting.posted),
        employment_type=[posting.employment_type],
        workplace=posting.workplace,
        job_location=_places(posting, lambda city: city.region),
        salary=_bands(posting.pay if posting.states_pay else None),
    )


def _site(posting: SamplePosting) -> dict[str, Any]:
    places = _places(posting, lambda city: city.region)
    return _fields(
        posting,
        requisition_id=posting.requisition_id,
        language=posting.employer.language,
        date_posted=_day(posting.posted),
        valid_through=_day(posting.valid_through),
        employment_type=[posting.employment_type],
        job_location=[] if posting.workplace == "remote" else places,
        salary=_bands(posting.pay if site_states_pay(posting) else None),
    )


_BY_KIND = {"greenhouse": _greenhouse, "lever": _lever, "ashby": _ashby, "site": _site}


def _fields(posting: SamplePosting, **stated: Any) -> dict[str, Any]:  # noqa: ANN401 the values are JSON
    """All fields: null, but for those that every kind states and those that this one does."""
    remote = posting.workplace == "remote"
    return {
        # Lever's and Ashby's responses do not name the employer; boards.yaml does.
        "hiring_organization": posting.employer.name,
        "department": None,
        "team": None,
        "requisition_id": None,
        "language": None,
        "date_posted": None,
        "valid_through": None,
        "employment_type": [],
        "job_location": [],
        "workplace": "remote" if remote else None,
        "remote_eligibility": [posting.employer.country.code] if remote else None,
        "salary": [],
    } | stated


def _places(posting: SamplePosting, region: Callable[[City], str | None]) -> list[dict[str, str | None]]:
    country = posting.employer.country.code
    if posting.workplace == "remote":
        return [{"city": None, "region": None, "country": country}]
    return [{"city": city.name, "region": region(city), "country": country} for city in posting.cities]


def _bands(pay: Pay | None) -> list[dict[str, Any]]:
    return [asdict(band) for band in pay.bands] if pay else []


def _moment(when: datetime | None, zone: tzinfo = UTC) -> str | None:
    return when.astimezone(zone).isoformat(timespec="seconds") if when else None


def _day(when: datetime | None) -> str | None:
    return when.date().isoformat() if when else None
