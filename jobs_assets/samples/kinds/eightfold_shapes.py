"""Sample postings in the JSON of Eightfold's careers sites: positions of the newer API and of the older.

Shapes follow recorded answers.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson

from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.markup import description_html

LIMIT = 10
_NEW, _OLD = "/api/pcsx/search", "/api/apply/v2/jobs"
REFUSAL = {"message": "PCSX is not enabled for this user."}
_OPTIONS = {"remote": "remote_local", "hybrid": "hybrid", "onsite": "onsite"}
_TIME_TYPES = {"FULL_TIME": "Full time", "PART_TIME": "Part time"}


def board_url(firm: Employer) -> str:
    """The careers page as a person opens it."""
    return f"https://{firm.token}.eightfold.ai/careers"


def native_id(posting: SamplePosting) -> str:
    """The vendor's number of a position."""
    return str(posting.number)


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The careers page, a page of either search, or a position's record."""
    rest, start = asked.rest, asked.number("start", 0)
    shown = postings[start : start + LIMIT] if rest in (_NEW, _OLD) else ()
    if rest == "/careers":
        return Answer(careers_page(firm).encode(), HTML)
    if rest.startswith("/api/pcsx/") and not has_newer_api(firm):
        return json_answer(REFUSAL, status=403)
    if rest == _NEW:
        return json_answer({"data": {"positions": [newer(each) for each in shown], "count": len(postings)}})
    if rest == _OLD:
        return json_answer({"positions": [older(each) for each in shown], "count": len(postings)})
    return _record(find, asked)


def _record(find: Find, asked: Asked) -> Answer | None:
    if asked.rest == "/api/pcsx/position_details":
        found = find(asked.query.get("position_id", ""))
        return json_answer({"data": newer_record(found)}) if found else None
    found = find(asked.rest.removeprefix(f"{_OLD}/"))
    return json_answer(older(found, text=True)) if found else None


def endless(page: Answer, asked: Asked) -> Answer:
    """A page of a search that never ends: the count is out of reach, and every page names others."""
    if page.content_type == HTML:  # the careers page, which leads to the search
        return page
    document = orjson.loads(page.body)
    listed = document.get("data", document)
    if not isinstance(listed, dict) or not listed.get("positions"):
        return page
    start = asked.number("start", 0)
    listed["count"] = 10**9
    listed["positions"] = [each | {"id": 10**12 + start + at} for at, each in enumerate(listed["positions"])]
    return json_answer(document)


def has_newer_api(firm: Employer) -> bool:
    """Whether a tenant's careers site speaks the newer API; of three, one has only the older."""
    return firm.number % 3 != 2


def group(firm: Employer) -> str:
    """The name that the API knows a tenant by."""
    return f"{firm.token}.example"


def careers_page(firm: Employer) -> str:
    """The careers page, which a browser fills; its script names the group."""
    words = f"{firm.name} " * 40
    return (
        f'<!DOCTYPE html>\n<html lang="{firm.language}">\n<head><title>{firm.name}</title></head>\n<body>\n'
        f"<noscript><p>{words}</p></noscript>\n"
        f'<script>window._EF_GROUP_ID = "{group(firm)}"; window._EF_PRODUCT = "pcs";</script>\n'
        "</body>\n</html>\n"
    )


def public_url(posting: SamplePosting) -> str:
    """The position's page."""
    return f"https://{posting.employer.token}.eightfold.ai/careers/job/{posting.number}"


def newer(posting: SamplePosting) -> dict[str, Any]:
    """A position in a list of the newer API."""
    country = posting.employer.country
    return {
        "id": posting.number,
        "displayJobId": posting.requisition_id,
        "name": posting.title,
        "locations": _locations(posting),
        "standardizedLocations": [f"{city.name}, {city.region}, {country.code}" for city in posting.cities],
        "postedTs": _seconds(posting.posted),
        "creationTs": _seconds(posting.posted),
        "isHot": 0,
        "department": posting.department,
        "workLocationOption": _OPTIONS[posting.workplace],
        "locationFlexibility": None,
        "atsJobId": posting.requisition_id,
        "positionUrl": f"/careers/job/{posting.number}",
    }


def newer_record(posting: SamplePosting) -> dict[str, Any]:
    """A position's record in the newer API."""
    time_type = _TIME_TYPES.get(posting.employment_type)
    return newer(posting) | {
        "jobDescription": description_html(posting.sections, posting.employer.heading),
        "location": _locations(posting)[0],
        "publicUrl": public_url(posting),
        **({"efcustomTextTextTimeType": [time_type]} if time_type else {}),
        "jdHighlight": [],
        "positionExtraDetails": {"videos": [], "blogs": [], "perks": []},
        "positionUserActions": {"isSaved": False, "applyAction": {"status": "open", "applyUrl": None}},
    }


def older(posting: SamplePosting, *, text: bool = False) -> dict[str, Any]:
    """A position of the older API; the list has an empty description, the record (`text`) the whole."""
    locations = _locations(posting)
    markup = description_html(posting.sections, posting.employer.heading) if text else ""
    return {
        "id": posting.number,
        "name": posting.title,
        "posting_name": posting.title,
        "location": locations[0],
        "locations": locations,
        "hot": 0,
        "department": posting.department,
        "business_unit": "001",
        "t_update": _seconds(posting.updated),
        "t_create": _seconds(posting.posted),
        "ats_job_id": posting.requisition_id,
        "display_job_id": posting.requisition_id,
        "type": "ATS",
        "id_locale": f"{posting.requisition_id}-{posting.employer.language}",
        "job_description": markup,
        "locale": posting.employer.language,
        "stars": 0.0,
        "medallionProgram": None,
        "location_flexibility": None,
        "work_location_option": _OPTIONS[posting.workplace],
        "canonicalPositionUrl": public_url(posting),
        "isPrivate": False,
    }


def _locations(posting: SamplePosting) -> list[str]:
    country = posting.employer.country.name
    return [f"{city.name}, {city.region}, {country}" for city in posting.cities]


def _seconds(when: datetime) -> int:
    return int(when.timestamp())
