"""Sample postings as public feeds: eight shapes, one to an employer, each with its total and its paging.

Keys of Himalayas and The Muse follow captures; the others their sites' documents.
"""

from collections.abc import Callable, Sequence
from typing import Any

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds import feed_xml_shapes
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.feed_statements import (
    ADDRESSES,
    LONG_PAGE,
    SHORT_PAGE,
    TYPES,
    apply_url,
    board_url,
    host,
    listing_url,
    lists_remote_work_alone,
    native_id,
    pay_line,
    pay_stated,
    place_of,
    shape_of,
    slug_of,
    text_of,
)

__all__ = [
    "answer",
    "apply_url",
    "board_url",
    "listing_url",
    "lists_remote_work_alone",
    "native_id",
    "pay_stated",
    "shape_of",
]

Page = Callable[[Employer, Sequence[SamplePosting], Asked], Answer]

_PERIODS = {"HOUR": "hourly", "DAY": "daily", "WEEK": "weekly", "MONTH": "monthly", "YEAR": "annual"}


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the feed."""
    shape = shape_of(firm)
    if asked.rest != ADDRESSES[shape].partition("?")[0]:
        return None
    return _PAGES[shape](firm, postings, asked)


def _remotive(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    document = {
        "0-legal-notice": "Link back to the posting.",
        "job-count": len(postings),
        "total-job-count": len(postings),
        "jobs": [_remotive_job(posting) for posting in postings],
    }
    return json_answer(document)


def _remotive_job(posting: SamplePosting) -> dict[str, Any]:
    return {
        "id": posting.number,
        "url": listing_url(posting),
        "title": posting.title,
        "company_name": posting.employer.name,
        "company_logo": f"https://{host(posting.employer)}/logo.png",
        "category": posting.department,
        "tags": [posting.team],
        "job_type": TYPES[posting.employment_type].lower().replace(" ", "_"),
        "publication_date": posting.posted.strftime("%Y-%m-%dT%H:%M:%S"),
        "candidate_required_location": posting.employer.country.name,
        "salary": pay_line(posting),
        "description": text_of(posting),
    }


def _arbeitnow(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    number = max(1, asked.number("page", 1))
    start = LONG_PAGE * (number - 1)
    shown = postings[start : start + LONG_PAGE]
    more = start + LONG_PAGE < len(postings)
    own = board_url(firm)
    document = {
        "data": [_arbeitnow_job(posting) for posting in shown],
        "links": {
            "first": f"{own}?page=1",
            "last": None,
            "prev": f"{own}?page={number - 1}" if number > 1 else None,
            "next": f"{own}?page={number + 1}" if more else None,
        },
        "meta": {"current_page": number, "path": own, "per_page": LONG_PAGE, "terms": "Link back."},
    }
    return json_answer(document)


def _arbeitnow_job(posting: SamplePosting) -> dict[str, Any]:
    return {
        "slug": slug_of(posting),
        "company_name": posting.employer.name,
        "title": posting.title,
        "description": text_of(posting),
        "remote": posting.workplace == "remote",
        "url": listing_url(posting),
        "tags": [posting.department],
        "job_types": [TYPES[posting.employment_type]],
        "location": place_of(posting),
        "created_at": int(posting.posted.timestamp()),
    }


def _himalayas(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    offset, limit = asked.number("offset", 0), min(asked.number("limit", SHORT_PAGE), SHORT_PAGE)
    document = {
        "comments": "Link back to Himalayas.",
        "updatedAt": 0,
        "offset": offset,
        "limit": limit,
        "totalCount": len(postings),
        "jobs": [_himalayas_job(posting) for posting in postings[offset : offset + limit]],
    }
    return json_answer(document)


def _himalayas_job(posting: SamplePosting) -> dict[str, Any]:
    firm, band = posting.employer, pay_stated(posting)
    return {
        "title": posting.title,
        "excerpt": posting.department,
        "companyName": firm.name,
        "companySlug": firm.token,
        "companyLogo": f"https://{host(firm)}/logo.png",
        "employmentType": TYPES[posting.employment_type],
        "minSalary": band.min if band else None,
        "maxSalary": band.max if band else None,
        "salaryPeriod": _PERIODS[band.interval or "YEAR"] if band else "annual",
        "seniority": [],
        "currency": band.currency if band else None,
        "locationRestrictions": [firm.country.name],
        "timezoneRestrictions": [0],
        "categories": [posting.team],
        "parentCategories": [posting.department],
        "description": text_of(posting),
        "pubDate": int(posting.posted.timestamp()),
        "expiryDate": int(posting.valid_through.timestamp()) if posting.valid_through else None,
        "applicationLink": apply_url(posting),
        "guid": listing_url(posting),
    }


def _muse(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """Pages are counted from 0."""
    number = asked.number("page", 0)
    shown = postings[SHORT_PAGE * number : SHORT_PAGE * (number + 1)]
    document = {
        "page": number,
        "page_count": -(-len(postings) // SHORT_PAGE),
        "items_per_page": SHORT_PAGE,
        "total": len(postings),
        "results": [_muse_job(posting) for posting in shown],
    }
    return json_answer(document)


def _muse_job(posting: SamplePosting) -> dict[str, Any]:
    firm = posting.employer
    remote = posting.workplace == "remote"
    names = [f"{city.name}, {firm.country.name}" for city in posting.cities]
    return {
        "contents": text_of(posting),
        "name": posting.title,
        "type": "external",
        "publication_date": posting.posted.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "short_name": slug_of(posting),
        "model_type": "jobs",
        "id": posting.number,
        "locations": [{"name": name} for name in (["Flexible / Remote"] if remote else names)],
        "categories": [{"name": posting.department}],
        "levels": [],
        "tags": [],
        "refs": {"landing_page": listing_url(posting)},
        "company": {"id": firm.number + 1, "short_name": firm.token, "name": firm.name},
    }


_PAGES: dict[str, Page] = {
    "rss": feed_xml_shapes.rss,
    "himalayas": _himalayas,
    "indeed": feed_xml_shapes.indeed,
    "arbeitnow": _arbeitnow,
    "atom": feed_xml_shapes.atom,
    "themuse": _muse,
    "usajobs": feed_xml_shapes.usajobs,
    "remotive": _remotive,
}
