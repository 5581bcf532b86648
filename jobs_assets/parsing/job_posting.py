"""A schema.org JobPosting object to a posting, whatever notation it came in.

Property meanings: schema.org/JobPosting and Google's guidelines for job postings. Identity and addresses are
the page's business: `structured_page.py`.
"""

from turbohtml import unescape

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, pay, places
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, quote
from jobs_assets.parsing.html_text import describe
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.jsonld import Item
from jobs_assets.parsing.language import code_of
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Source


def plain(stated: Json) -> str | None:
    """A short text: the value's own, its name's or its first; entities decoded, white space tidied."""
    if stated is None:
        return None
    if isinstance(stated, int | float) and not isinstance(stated, bool):
        return str(stated)
    found = stated if isinstance(stated, str) else places.name_of(stated)
    if found is None:
        return None
    return " ".join((unescape(found) if "&" in found else found).split()) or None


def posting_of(page: SourcePage, item: Item, source: Source) -> Posting:
    """The posting that `item` describes, without id and addresses. Raises `Refused` where it has no title."""
    title = plain(item.get("title")) or plain(item.get("name"))
    if title is None:
        raise Refused("no_title", f"a JobPosting without a title, with {', '.join(sorted(item)[:12])}")
    stated_title = item.get("title") or item.get("name")
    evidence = {"title": Evidence(source, quote(stated_title))}
    posting = Posting("", page.board_id, None, title, evidence=evidence)
    _parties(posting, page, item, source)
    for key, name in (("datePosted", "date_posted"), ("validThrough", "valid_through")):
        if (stated := _one(item.get(key))) is not None:
            setattr(posting, name, dates.iso(stated))
            evidence[name] = Evidence(source, quote(stated))
    if stated := item.get("employmentType"):
        posting.employment_type = types_of([stated] if isinstance(stated, str) else _texts(stated))
        evidence["employment_type"] = Evidence(source, quote(stated))
    _where(posting, item, source)
    if (stated := item.get("baseSalary")) is not None:
        posting.salary = pay.base_salary(stated, item.get("salaryCurrency"))
        evidence["salary"] = Evidence(source, quote(stated))
    description = _description(item)
    if description:
        posting.description_html, posting.description_text = describe(description)
        evidence["description_text"] = Evidence(source)
    if (stated := plain(item.get("inLanguage"))) and (code := code_of(stated)):
        posting.language = code
        evidence["language"] = Evidence(source, quote(item["inLanguage"]))
    return posting


def _one(stated: Json) -> Json:
    """The first of a list, a value object's value, else the value itself."""
    while isinstance(stated, list):
        stated = stated[0] if stated else None
    return stated.get("@value") if isinstance(stated, dict) else stated


def _texts(stated: Json) -> list[str]:
    items = stated if isinstance(stated, list) else [stated]
    return [text for item in items if (text := plain(item))]


def identifier(item: Item) -> str | None:
    """The posting's identifier as stated: a PropertyValue's value, or the text itself.

    Sites that put the employer's name there have not identified the posting.
    """
    stated = item.get("identifier")
    if isinstance(stated, list):
        stated = stated[0] if stated else None
    found = plain(stated.get("value") or stated.get("@value")) if isinstance(stated, dict) else plain(stated)
    return None if found == plain(item.get("hiringOrganization")) else found


def _parties(posting: Posting, page: SourcePage, item: Item, source: Source) -> None:
    organization = item.get("hiringOrganization")
    if name := plain(organization):
        posting.hiring_organization = name
        posting.evidence["hiring_organization"] = Evidence(source, quote(organization))
    else:
        posting.hiring_organization = page.employer
    inner = organization.get("department") if isinstance(organization, dict) else None
    if department := plain(item.get("employmentUnit")) or plain(inner):
        posting.department = department
        posting.evidence["department"] = Evidence(source, quote(item.get("employmentUnit") or inner))
    if found := identifier(item):
        posting.requisition_id = found
        posting.evidence["requisition_id"] = Evidence(source, quote(item["identifier"]))


def _description(item: Item) -> str:
    """`description`, else the parts that some sites state in its place."""
    if isinstance(stated := _one(item.get("description")), str) and stated.strip():
        return stated
    parts = (item.get(key) for key in ("responsibilities", "qualifications", "skills", "jobBenefits"))
    return "\n\n".join(text for part in parts if isinstance(text := _one(part), str) and text.strip())


def _where(posting: Posting, item: Item, source: Source) -> None:
    stated = item.get("jobLocation")
    found, said = _locations(stated)
    posting.job_location = found
    if found:
        posting.evidence["job_location"] = Evidence(source, quote(stated))
    required = item.get("applicantLocationRequirements")
    limits = _requirements(required)
    if limits:
        posting.remote_eligibility = limits
        posting.evidence["remote_eligibility"] = Evidence(source, quote(required))
    kind = plain(_one(item.get("jobLocationType")))
    if kind is not None:
        # TELECOMMUTE beside an office and without a word on where applicants may live says neither the one
        # nor the other; a location without a city is no office.
        ambiguous = kind.upper() == "TELECOMMUTE" and any(place.city for place in found) and not limits
        posting.workplace = None if ambiguous else workplace_of(kind)
        posting.evidence["workplace"] = Evidence(source, quote(item["jobLocationType"]))
    elif said:
        posting.workplace = workplace_of(said)
        posting.evidence["workplace"] = Evidence(source, quote(stated))


def _locations(stated: Json) -> tuple[list[Place], str | None]:
    """The places of `jobLocation`, and "remote" or "hybrid" where every one of its texts says so."""
    entries = stated if isinstance(stated, list) else [stated]
    found: list[Place] = []
    said: list[str | None] = []
    for entry in entries:
        if isinstance(entry, str):
            reading = places.read_line(unescape(entry))
            found += reading.places
            said.append(reading.workplace)
        elif isinstance(entry, dict):
            place = places.address(entry)
            said.append("remote" if place is None and places.says_remote(entry) else None)
            if place:
                found.append(place)
    return places.unique(found), said[0] if said and len(set(said)) == 1 else None


def _requirements(stated: Json) -> list[str]:
    """Countries as codes, states and wider regions by name, without repeats."""
    names: list[str] = []
    for entry in stated if isinstance(stated, list) else [stated]:
        inner = entry.get("address") if isinstance(entry, dict) and "name" not in entry else None
        if isinstance(inner, dict):
            entry = inner.get("addressRegion") or inner.get("addressCountry")  # noqa: PLW2901 - unwrapped
        if name := plain(entry):
            names.append(country_named(name) or name)
    return list(dict.fromkeys(names))
