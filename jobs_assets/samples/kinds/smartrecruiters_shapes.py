"""Sample postings in the shape of SmartRecruiters' Posting API: pages by offset, and postings' details.

Keys and nesting follow recorded answers. A company that does not exist answers like an empty one.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import slug
from jobs_assets.samples.markup import description_html

_MOST = 100
_LABELS = {
    "FULL_TIME": "Full-time",
    "PART_TIME": "Part-time",
    "CONTRACTOR": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Intern",
}


def board_url(firm: Employer) -> str:
    """The company's page."""
    return f"https://careers.smartrecruiters.com/{firm.token}"


def native_id(posting: SamplePosting) -> str:
    """A number over all companies."""
    return str(740_000_000_000_000 + posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page, its title in the address."""
    name = f"{native_id(posting)}-{slug(posting.title)}"
    return f"https://jobs.smartrecruiters.com/{posting.employer.token}/{name}"


def apply_url(posting: SamplePosting) -> str:
    """The form of the same page."""
    return f"{listing_url(posting)}?oga=true"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the list, or a detail."""
    path = f"/v1/companies/{firm.token}/postings"
    if asked.rest != path:
        posting = find(asked.rest.removeprefix(f"{path}/"))
        return json_answer(detail(posting)) if posting else None
    offset, limit = asked.number("offset", 0), min(_MOST, asked.number("limit", 10))
    page = postings[offset : offset + limit]
    listed = {"offset": offset, "limit": limit, "totalFound": len(postings)}
    return json_answer(listed | {"content": [row(posting) for posting in page]})


def endless(page: Answer, asked: Asked) -> Answer:
    """A page of a list that never ends: the total is out of reach, and every page is full of others."""
    document = orjson.loads(page.body)
    if not isinstance(document.get("content"), list):
        return page
    offset, limit = asked.number("offset", 0), min(_MOST, asked.number("limit", 10))
    rows = document["content"] or [{"name": "Opening"}]
    others = [rows[at % len(rows)] | {"id": f"9{offset + at:014}"} for at in range(limit)]
    return json_answer(document | {"offset": offset, "totalFound": 10**9, "content": others})


def row(posting: SamplePosting) -> dict[str, Any]:
    """A row of the list."""
    firm = posting.employer
    number = native_id(posting)
    return {
        "id": number,
        "name": posting.title,
        "uuid": posting.uuid,
        "jobAdId": posting.part_id("job ad"),
        "defaultJobAd": True,
        "refNumber": posting.requisition_id,
        "company": {"identifier": firm.token, "name": firm.name},
        "releasedDate": posting.posted.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "location": _location(posting),
        "industry": {"id": firm.sector, "label": firm.sector.title()},
        "department": {"id": str(sum(posting.department.encode())), "label": posting.department},
        "function": {"id": posting.template, "label": posting.team},
        "typeOfEmployment": {"id": "permanent", "label": _LABELS[posting.employment_type]},
        "experienceLevel": {"id": "not_applicable", "label": "Not Applicable"},
        "customField": [
            {
                "fieldId": "COUNTRY",
                "fieldLabel": "Country/Region",
                "valueId": firm.country.code.lower(),
                "valueLabel": firm.country.name,
            }
        ],
        "visibility": "PUBLIC",
        "ref": f"https://api.smartrecruiters.com/v1/companies/{firm.token}/postings/{number}",
        "language": {"code": firm.language, "label": firm.language, "labelNative": firm.language},
    }


def detail(posting: SamplePosting) -> dict[str, Any]:
    """A posting's detail: its row, its addresses and its text."""
    heading = posting.employer.heading
    about, role = posting.sections[:1], posting.sections[1:2]
    wanted, rest = posting.sections[2:4], posting.sections[4:]
    named = {
        "companyDescription": ("Company Description", about),
        "jobDescription": ("Job Description", role),
        "qualifications": ("Qualifications", wanted),
        "additionalInformation": ("Additional Information", rest),
    }
    return row(posting) | {
        "applyUrl": apply_url(posting),
        "postingUrl": listing_url(posting),
        "active": True,
        "jobAd": {
            "sections": {
                name: {"title": title, "text": description_html(sections, heading)}
                for name, (title, sections) in named.items()
            }
        },
    }


def _location(posting: SamplePosting) -> dict[str, Any]:
    """One place; a remote posting names its country alone."""
    country = posting.employer.country
    remote, city = posting.workplace == "remote", posting.cities[0]
    stated: dict[str, Any] = {} if remote else {"city": city.name, "region": city.short or city.region}
    return stated | {
        "country": country.code.lower(),
        "remote": remote,
        "hybrid": posting.workplace == "hybrid",
        "fullLocation": ", ".join([*stated.values(), country.name]),
    }
