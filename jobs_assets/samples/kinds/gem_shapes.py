"""Sample postings in the shape of Gem's Job Board API: one bare list, with text."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.markup import description_html, description_plain
from jobs_assets.samples.vendors import place_words

_TYPES = {"CONTRACTOR": "contract", "INTERN": "intern"}
_MODES = {"onsite": "in_office"}


def board_url(firm: Employer) -> str:
    """The board's page."""
    return f"https://jobs.gem.com/{firm.token}"


def native_id(posting: SamplePosting) -> str:
    """An opaque name, as Gem's are: "jobpost" and some bytes in base 64."""
    return _opaque("jobpost", posting.uuid)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page."""
    return f"{board_url(posting.employer)}/{native_id(posting)}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list, under its address with the slash."""
    if asked.rest != f"/job_board/v0/{firm.token}/job_posts/":
        return None
    return json_answer([post(posting) for posting in postings])


def post(posting: SamplePosting) -> dict[str, Any]:
    """A job post, whole."""
    country = posting.employer.country.name
    remote = posting.workplace == "remote"
    offices = [("Remote", country)] if remote else []
    offices += [
        (place_words(posting, city), f"{city.name}, {country}") for city in ([] if remote else posting.cities)
    ]
    return {
        "id": native_id(posting),
        "internal_job_id": _opaque("job", posting.part_id("job")),
        "title": posting.title,
        "absolute_url": listing_url(posting),
        "content": description_html(posting.sections, posting.employer.heading),
        "content_plain": description_plain(posting.sections),
        "created_at": _instant(posting.posted),
        "first_published_at": _instant(posting.posted),
        "updated_at": _instant(posting.updated),
        "employment_type": _TYPES.get(posting.employment_type, posting.employment_type.lower()),
        "location_type": _MODES.get(posting.workplace, posting.workplace),
        "location": {"name": offices[0][1]},
        "offices": [
            {
                "id": _opaque("office", posting.part_id(f"office {name}")),
                "name": name,
                "location": {"name": line},
                "parent_id": None,
                "child_ids": [],
            }
            for name, line in offices
        ],
        "departments": [
            {
                "id": _opaque("department", posting.part_id(posting.department)),
                "name": posting.department,
                "parent_id": None,
                "child_ids": [],
            }
        ],
        "requisition_id": posting.requisition_id,
    }


def _opaque(what: str, name: str) -> str:
    return urlsafe_b64encode(f"{what}:".encode() + UUID(name).bytes).decode().rstrip("=")


def _instant(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
