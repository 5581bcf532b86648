"""Sample postings as a Personio board's feed. Elements and their order follow captures."""

from collections.abc import Sequence
from html import escape

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find
from jobs_assets.samples.markup import list_html
from jobs_assets.samples.prose import Section

_CONTRACTS = {"CONTRACTOR": "freelance", "TEMPORARY": "temporary", "INTERN": "intern"}
_SCHEDULES = {"FULL_TIME": "full-time", "PART_TIME": "part-time"}


def board_url(firm: Employer) -> str:
    """The board's page."""
    return f"https://{firm.token}.jobs.personio.de"


def native_id(posting: SamplePosting) -> str:
    """A number over all boards."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The position's page."""
    return f"{board_url(posting.employer)}/job/{posting.number}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The feed, whose positions have their texts in the employer's language alone."""
    if asked.rest != "/xml":
        return None
    told = asked.query.get("language", firm.language) == firm.language
    return Answer(feed(postings, told=told), "text/xml; charset=UTF-8")


def feed(postings: Sequence[SamplePosting], *, told: bool = True) -> bytes:
    """The feed, with or without the positions' texts."""
    inner = "\n".join(_position(posting, told=told) for posting in postings)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n\n<workzag-jobs>\n\n{inner}\n\n</workzag-jobs>\n'.encode()
    )


def lines(posting: SamplePosting) -> list[str]:
    """The names of its offices."""
    country = posting.employer.country.name
    if posting.workplace == "remote":
        return [f"Remote - {country}"]
    return [f"{city.name}, {country}" for city in posting.cities]


def _position(posting: SamplePosting, *, told: bool) -> str:
    office, *more = lines(posting)
    stated = {
        "id": str(posting.number),
        "subcompany": posting.employer.name,
        "office": office,
        "additionalOffices": "".join(_element("office", name) for name in more),
        "department": posting.department,
        "recruitingCategory": posting.team,
        "name": posting.title,
        "jobDescriptions": "".join(_block(section) for section in posting.sections) if told else "",
        "employmentType": _CONTRACTS.get(posting.employment_type, "permanent"),
        "schedule": _SCHEDULES.get(posting.employment_type, ""),
        "createdAt": posting.posted.isoformat(timespec="seconds"),
    }
    made = {"additionalOffices", "jobDescriptions"}
    elements = (
        f"<{name}>{text}</{name}>" if name in made else _element(name, text) for name, text in stated.items()
    )
    return "<position>\n    " + "\n    ".join(elements) + "\n</position>"


def _block(section: Section) -> str:
    text = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in section.paragraphs)
    text += list_html(section.items) if section.items else ""
    name = _element("name", section.heading)
    return f"<jobDescription>{name}<value><![CDATA[{text}]]></value></jobDescription>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"
