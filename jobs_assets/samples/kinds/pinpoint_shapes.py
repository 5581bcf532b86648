"""Sample postings in the shape of Pinpoint's `postings.json`: one list with text in pieces and pay.

Keys and nesting follow recorded answers, in which employers leave city and province empty and name the place.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import plain_pay
from jobs_assets.samples.markup import description_html, list_html
from jobs_assets.samples.prose import Section

_TYPES = {"CONTRACTOR": "contract", "INTERN": "internship"}
_PIECES = {
    "key_responsibilities": ("duties",),
    "skills_knowledge_expertise": ("requirements", "preferred"),
    "benefits": ("offer", "pay", "apply"),
}


def board_url(firm: Employer) -> str:
    """The careers site."""
    return f"https://{firm.token}.pinpointhq.com"


def native_id(posting: SamplePosting) -> str:
    """A number over all sites."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page, named by a UUID."""
    return board_url(posting.employer) + _path(posting)


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list."""
    if asked.rest != "/postings.json":
        return None
    return json_answer({"data": [row(posting) for posting in postings]})


def row(posting: SamplePosting) -> dict[str, Any]:
    """A row of the list."""
    heading = posting.employer.heading
    first = [section for section in posting.sections if section.name in ("about", "role")]
    stated: dict[str, Any] = {
        "id": native_id(posting),
        "title": posting.title,
        "url": listing_url(posting),
        "path": _path(posting),
        "description": description_html(first, heading),
        "deadline_at": posting.valid_through and posting.valid_through.isoformat(),
        "employment_type": _TYPES.get(posting.employment_type, posting.employment_type.lower()),
        "employment_type_text": posting.commitment,
        "reporting_to": "",
        "workplace_type": posting.workplace,
        "workplace_type_text": posting.workplace.capitalize(),
        "job": {
            "id": str(posting.number + 7),
            "requisition_id": posting.requisition_id,
            "department": {"id": str(sum(posting.department.encode())), "name": posting.department},
            "division": {"id": "1", "name": posting.employer.name},
            "structure_custom_group_one": None,
        },
        "location": _location(posting),
    }
    for piece, names in _PIECES.items():
        found = [section for section in posting.sections if section.name in names]
        stated[f"{piece}_header"] = found[0].heading if found else ""
        stated[piece] = "".join(map(_untitled, found[:1])) + description_html(found[1:], heading)
    return stated | _compensation(posting)


def _path(posting: SamplePosting) -> str:
    return f"/{posting.employer.language}/postings/{posting.uuid}"


def _untitled(section: Section) -> str:
    """A section whose heading stands in a field of its own, as Pinpoint's editor leaves it."""
    texts = [f"<div><!--block-->{escape(text, quote=False)}</div>" for text in section.paragraphs]
    return "".join(texts) + (list_html(section.items) if section.items else "")


def _location(posting: SamplePosting) -> dict[str, str]:
    country, city = posting.employer.country.name, posting.cities[0]
    parts = (country,) if posting.workplace == "remote" else (city.name, city.short, country)
    name = ", ".join(part for part in parts if part)
    return {"id": str(sum(name.encode())), "city": "", "name": name, "postal_code": "", "province": ""}


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that the fields have room for."""
    return plain_pay(posting) if posting.states_pay else None


def _compensation(posting: SamplePosting) -> dict[str, Any]:
    """The pay, in words and in figures, or nothing that is shown."""
    band = pay_stated(posting)
    return {
        "compensation": posting.pay.sentence if posting.pay and band else None,
        "compensation_minimum": band and band.min,
        "compensation_maximum": band and band.max,
        "compensation_currency": band and band.currency,
        "compensation_frequency": band and str(band.interval).lower(),
        "compensation_visible": band is not None,
    }
