"""Postings in the JSON of Greenhouse, Lever and Ashby: the vendors' field names, ids and addresses.

Shapes follow the vendors' public documentation and recorded responses. Careers sites are `careers_site.py`.
"""

from datetime import timedelta, timezone
from html import escape
from typing import Any

from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.markup import description_html, description_plain, list_html, list_items_html
from jobs_assets.samples.pay import money
from jobs_assets.samples.prose import Section
from jobs_assets.samples.templates import City

EASTERN = timezone(timedelta(hours=-4))
"""The offset that Greenhouse states its times in: New York's."""

_ASHBY_TYPES = {
    "FULL_TIME": "FullTime",
    "PART_TIME": "PartTime",
    "CONTRACTOR": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Intern",
}
_ASHBY_WORKPLACE = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "OnSite"}
_LEVER_WORKPLACE = {"remote": "remote", "hybrid": "hybrid", "onsite": "on-site"}
_LEVER_INTERVAL = {
    "YEAR": "per-year-salary",
    "MONTH": "per-month-salary",
    "HOUR": "per-hour-wage",
    "DAY": "per-day-wage",
}
_DASH = "\N{EN DASH}"
_OPENING = ("about", "role")
_LISTED = ("duties", "requirements", "preferred", "offer")
_CLOSING = ("pay", "apply")


def place_words(posting: SamplePosting, city: City) -> str:
    """A place as a person types it into a location field: "Denver, CO", "Kassel, Germany"."""
    return f"{city.name}, {city.short or posting.employer.country.name}"


def places_stated(posting: SamplePosting) -> list[str]:
    """The locations as board APIs list them. A remote posting names its country and no town."""
    if posting.workplace == "remote":
        return [f"Remote - {posting.employer.country.name}"]
    return [place_words(posting, city) for city in posting.cities]


def listing_url(posting: SamplePosting) -> str:
    """The posting's public page, on the vendor's own host."""
    token = posting.employer.token
    match posting.employer.ats:
        case "greenhouse":
            return f"https://boards.greenhouse.io/{token}/jobs/{posting.number}"
        case "lever":
            return f"https://jobs.lever.co/{token}/{posting.uuid}"
        case "ashby":
            return f"https://jobs.ashbyhq.com/{token}/{posting.uuid}"
    return f"https://{posting.employer.host}/jobs/{posting.requisition_id.lower()}"


def apply_url(posting: SamplePosting) -> str | None:
    """Where to apply, where the page states it apart from its own address."""
    match posting.employer.ats:
        case "lever":
            return listing_url(posting) + "/apply"
        case "ashby":
            return listing_url(posting) + "/application"
    return None


def greenhouse_board(postings: list[SamplePosting]) -> dict[str, Any]:
    """The answer of `/v1/boards/{token}/jobs?content=true`."""
    return {"jobs": [greenhouse_job(posting) for posting in postings], "meta": {"total": len(postings)}}


def greenhouse_job(posting: SamplePosting, *, pay: bool = False) -> dict[str, Any]:
    """One job. `pay`: with the pay ranges that only the job's own endpoint gives, and only when asked."""
    country = posting.employer.country
    sections = posting.sections
    content = (
        f'<div class="content-intro">{description_html(sections[:1], posting.employer.heading)}</div>\n'
        + description_html(sections[1:], posting.employer.heading)
    )
    job: dict[str, Any] = {
        "absolute_url": listing_url(posting),
        "data_compliance": [
            {
                "type": "gdpr",
                "requires_consent": False,
                "requires_processing_consent": False,
                "requires_retention_consent": False,
                "retention_period": None,
                "demographic_data_consent_applies": False,
            }
        ],
        "internal_job_id": posting.number - 1_000_000_000,
        "location": {"name": "; ".join(places_stated(posting))},
        "metadata": [],
        "id": posting.number,
        "updated_at": posting.updated.astimezone(EASTERN).isoformat(timespec="seconds"),
        "requisition_id": posting.requisition_id,
        "title": posting.title,
        "company_name": posting.employer.name,
        "first_published": posting.posted.astimezone(EASTERN).isoformat(timespec="seconds"),
        "language": posting.employer.language,
        "application_deadline": posting.valid_through
        and posting.valid_through.astimezone(EASTERN).isoformat(timespec="seconds"),
        "content": escape(content),
        "departments": [
            {"id": _department_id(posting), "name": posting.department, "child_ids": [], "parent_id": None}
        ],
        "offices": [
            {
                "id": _department_id(posting) + 100 + at,
                "name": city.name,
                "location": f"{city.name}, {city.region}, {country.name}",
                "child_ids": [],
                "parent_id": None,
            }
            for at, city in enumerate(posting.cities)
        ],
    }
    if pay:
        job["pay_input_ranges"] = _greenhouse_pay(posting)
    return job


def greenhouse_about(name: str) -> dict[str, Any]:
    """The answer of `/v1/boards/{token}`."""
    return {"name": name, "content": f"&lt;p&gt;{escape(escape(name))}&lt;/p&gt;"}


def lever_postings(postings: list[SamplePosting]) -> list[dict[str, Any]]:
    """The answer of `/v0/postings/{site}?mode=json`."""
    return [lever_posting(posting) for posting in postings]


def lever_posting(posting: SamplePosting) -> dict[str, Any]:
    """One posting: the text in parts, lists apart."""
    opening, listed, closing = (
        [section for section in posting.sections if section.name in names]
        for names in (_OPENING, _LISTED, _CLOSING)
    )
    places = places_stated(posting)
    stated: dict[str, Any] = {
        "additional": _divs(closing),
        "additionalPlain": description_plain(closing),
        "categories": {
            "commitment": posting.commitment,
            "department": posting.department,
            "location": places[0],
            "team": posting.team,
            "allLocations": places,
        },
        "createdAt": int(posting.posted.timestamp() * 1000),
        "description": _divs(opening),
        "descriptionPlain": description_plain(opening),
        "id": posting.uuid,
        "lists": [
            {"text": section.heading, "content": "\n" + list_items_html(section.items)} for section in listed
        ],
        "text": posting.title,
        "country": posting.employer.country.code,
        "workplaceType": _LEVER_WORKPLACE[posting.workplace],
        "opening": _divs(opening[:1]),
        "openingPlain": description_plain(opening[:1]),
        "descriptionBody": _divs(opening[1:]),
        "descriptionBodyPlain": description_plain(opening[1:]),
        "hostedUrl": listing_url(posting),
        "applyUrl": apply_url(posting),
    }
    if lever_states_pay(posting) and posting.pay is not None:
        band = posting.pay.bands[0]
        stated["salaryRange"] = {
            "min": band.min,
            "max": band.max,
            "currency": band.currency,
            "interval": _LEVER_INTERVAL[str(band.interval)],
        }
        stated["salaryDescription"] = f"<div>{escape(posting.pay.sentence, quote=False)}</div>"
        stated["salaryDescriptionPlain"] = posting.pay.sentence
    return stated


def lever_states_pay(posting: SamplePosting) -> bool:
    """Lever has room for one closed range: an open end or several bands are left to the text."""
    if not posting.states_pay or posting.pay is None or len(posting.pay.bands) != 1:
        return False
    return posting.pay.bands[0].max is not None


def site_states_pay(posting: SamplePosting) -> bool:
    """A careers site states one band of base pay."""
    return posting.states_pay and posting.pay is not None and len(posting.pay.bands) == 1


def ashby_board(postings: list[SamplePosting]) -> dict[str, Any]:
    """The answer of `/posting-api/job-board/{org}?includeCompensation=true`."""
    return {"jobs": [ashby_job(posting) for posting in postings], "apiVersion": "1"}


def ashby_job(posting: SamplePosting) -> dict[str, Any]:
    """One job, with its pay in tiers."""
    first, *others = posting.cities
    remote = posting.workplace == "remote"
    return {
        "id": posting.uuid,
        "title": posting.title,
        "department": posting.department,
        "team": posting.team,
        "employmentType": _ASHBY_TYPES[posting.employment_type],
        "location": places_stated(posting)[0],
        "shouldDisplayCompensationOnJobPostings": posting.states_pay,
        "secondaryLocations": []
        if remote
        else [
            {"location": place_words(posting, city), "address": _address(posting, city)} for city in others
        ],
        "publishedAt": posting.posted.isoformat(timespec="milliseconds"),
        "isListed": True,
        "isRemote": remote,
        "workplaceType": _ASHBY_WORKPLACE[posting.workplace],
        "address": _address(posting, None if remote else first),
        "jobUrl": listing_url(posting),
        "applyUrl": apply_url(posting),
        "descriptionHtml": description_html(posting.sections, posting.employer.heading).replace("\n", ""),
        "descriptionPlain": description_plain(posting.sections),
        "compensation": _compensation(posting),
    }


def _department_id(posting: SamplePosting) -> int:
    return 4_000_000 + posting.employer.number * 1000 + sum(posting.department.encode()) % 100


def _greenhouse_pay(posting: SamplePosting) -> list[dict[str, Any]]:
    if not posting.states_pay or posting.pay is None:
        return []
    return [
        {
            "min_cents": round(band.min * 100) if band.min is not None else None,
            "max_cents": round(band.max * 100) if band.max is not None else None,
            "currency_type": band.currency,
            "title": band.place or "",
            "blurb": escape(posting.pay.sentence),
        }
        for band in posting.pay.bands
    ]


def _divs(sections: list[Section]) -> str:
    parts = []
    for section in sections:
        parts.append(f"<div><b>{escape(section.heading, quote=False)}</b></div><div><br></div>")
        parts.extend(f"<div>{escape(text, quote=False)}</div>" for text in section.paragraphs)
        if section.items:
            parts.append(list_html(section.items))
    return "".join(parts)


def _address(posting: SamplePosting, city: City | None) -> dict[str, Any]:
    address = {"addressCountry": posting.employer.country.name}
    if city is not None:
        address = {"addressRegion": city.region, **address, "addressLocality": city.name}
    return {"postalAddress": address}


def _compensation(posting: SamplePosting) -> dict[str, Any]:
    if not posting.states_pay or posting.pay is None:
        return {
            "compensationTierSummary": None,
            "scrapeableCompensationSalarySummary": None,
            "compensationTiers": [],
            "summaryComponents": [],
        }
    country, tongue = posting.employer.country, posting.employer.language
    components = []
    for at, band in enumerate(posting.pay.bands):
        ends = [money(end, country, tongue) for end in (band.min, band.max) if end is not None]
        words = ("OTE " if band.kind == "ote" else "") + f" {_DASH} ".join(ends)
        components.append(
            {
                "id": posting.part_id(f"component {at}"),
                "summary": words,
                "compensationType": "Salary",
                "interval": f"1 {band.interval}",
                "currencyCode": band.currency,
                "minValue": band.min,
                "maxValue": band.max,
            }
        )
    tiers = [
        {
            "id": posting.part_id(f"tier {at}"),
            "tierSummary": component["summary"],
            "title": band.place,
            "additionalInformation": f"{posting.pay.salaries} salaries a year"
            if posting.pay.salaries != 12
            else None,
            "components": [component],
        }
        for at, (band, component) in enumerate(zip(posting.pay.bands, components, strict=True))
    ]
    lows = [band.min for band in posting.pay.bands if band.min is not None]
    highs = [band.max for band in posting.pay.bands if band.max is not None]
    first = posting.pay.bands[0]
    summary = str(components[0]["summary"])
    return {
        "compensationTierSummary": summary + (" • Multiple Ranges" if len(tiers) > 1 else ""),
        "scrapeableCompensationSalarySummary": summary.replace(_DASH, "-"),
        "compensationTiers": tiers,
        "summaryComponents": [
            {
                "compensationType": "Salary",
                "interval": f"1 {first.interval}",
                "currencyCode": first.currency,
                "minValue": min(lows, default=None),
                "maxValue": max(highs, default=None),
            }
        ],
    }
