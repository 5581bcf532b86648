"""Labels of the sample postings: what each page states in its own fields, and what can be read only in its text.

A field that a kind has no room for (an employment type at Greenhouse) is null, however well the text says it.
"""

from dataclasses import asdict
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.vendors import apply_url, lever_states_pay, listing_url


def truth(posting: SamplePosting) -> dict[str, Any]:
    """One line of `/truth.jsonl`: the structural labels of the contract's fields, and the rest under `text`."""
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


def _text(posting: SamplePosting) -> dict[str, Any]:
    stated = posting.stated
    return {
        "seniority": stated.seniority,
        "experience_years": stated.experience_years,
        "education": stated.education,
        "skills": [{"name": name, "required": needed} for name, needed in stated.skills.items()],
        "visa_sponsorship": stated.visa_sponsorship,
        "salary": _bands(stated.salary.bands if stated.salary else ()),
        "workplace": stated.workplace,
        "employment_type": [stated.employment_type] if stated.employment_type else [],
        "language": posting.employer.language,
    }


def _greenhouse(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        hiring_organization=posting.employer.name,
        department=posting.department,
        requisition_id=posting.requisition_id,
        language=posting.employer.language,
        date_posted=_day(posting),
        valid_through=_expiry(posting),
        job_location=_places(posting),
        workplace="remote" if posting.workplace == "remote" else None,
    )


def _lever(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        department=posting.department,
        team=posting.team,
        date_posted=_day(posting),
        employment_type=[posting.employment_type],
        job_location=_places(posting),
        workplace=posting.workplace,
        salary=_bands(posting.pay.bands if posting.pay and lever_states_pay(posting) else ()),
    )


def _ashby(posting: SamplePosting) -> dict[str, Any]:
    return _fields(
        department=posting.department,
        team=posting.team,
        date_posted=_day(posting),
        employment_type=[posting.employment_type],
        job_location=_places(posting),
        workplace=posting.workplace,
        salary=_bands(posting.pay.bands if posting.pay and posting.states_pay else ()),
    )


def _site(posting: SamplePosting) -> dict[str, Any]:
    remote = posting.workplace == "remote"
    return _fields(
        hiring_organization=posting.employer.name,
        requisition_id=posting.requisition_id,
        date_posted=_day(posting),
        valid_through=_expiry(posting),
        employment_type=[posting.employment_type],
        job_location=[] if remote else _places(posting),
        workplace="remote" if remote else None,
        remote_eligibility=[posting.employer.country.code] if remote else None,
        salary=_bands(posting.pay.bands[:1] if posting.pay and site_states_pay(posting) else ()),
        language=posting.employer.language,
    )


def site_states_pay(posting: SamplePosting) -> bool:
    """A careers site states one band of base pay."""
    return posting.states_pay and posting.pay is not None and len(posting.pay.bands) == 1


_BY_KIND = {"greenhouse": _greenhouse, "lever": _lever, "ashby": _ashby, "site": _site}


def _fields(**stated: Any) -> dict[str, Any]:  # noqa: ANN401 the values are JSON
    return {
        "hiring_organization": None,
        "department": None,
        "team": None,
        "requisition_id": None,
        "language": None,
        "date_posted": None,
        "valid_through": None,
        "employment_type": [],
        "job_location": [],
        "workplace": None,
        "remote_eligibility": None,
        "salary": [],
    } | stated


def _places(posting: SamplePosting) -> list[dict[str, str | None]]:
    country = posting.employer.country.code
    if posting.workplace == "remote":
        return [{"city": None, "region": None, "country": country}]
    return [{"city": city.name, "region": city.region, "country": country} for city in posting.cities]


def _bands(bands: tuple[SalaryBand, ...]) -> list[dict[str, Any]]:
    return [asdict(band) for band in bands]


def _day(posting: SamplePosting) -> str:
    return posting.posted.date().isoformat()


def _expiry(posting: SamplePosting) -> str | None:
    return posting.valid_through.date().isoformat() if posting.valid_through else None
