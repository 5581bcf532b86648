"""Sample postings as a Breezy HR portal states them: rows of its list, and positions' pages.

Shapes follow recorded answers.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import figures, plain_pay, script, slug
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City

_TYPES = {
    "FULL_TIME": {"id": "fullTime", "name": "Full-Time"},
    "PART_TIME": {"id": "partTime", "name": "Part-Time"},
    "CONTRACTOR": {"id": "contract", "name": "Contract"},
    "TEMPORARY": {"id": "temporary", "name": "Temporary"},
    "INTERN": {"id": "intern", "name": "Intern"},
}
_REMOTE = {
    "remote": {"value": "remote-location", "label": "Fully remote, but within a location"},
    "hybrid": {"value": "hybrid", "label": "Hybrid (Some remote, some in person)"},
}
_BETWEEN = " \N{EN DASH} "


def board_url(firm: Employer) -> str:
    """The portal as a person opens it."""
    return f"https://{firm.token}.breezy.hr"


def native_id(posting: SamplePosting) -> str:
    """The vendor's id: twelve hexadecimal digits."""
    return posting.uuid.replace("-", "")[:12]


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The list, with text where it is asked for, or a position's page."""
    if asked.rest == "/json":
        return json_answer([row(each, verbose="verbose" in asked.query) for each in postings])
    if not asked.rest.startswith("/p/"):
        return None
    found = find(asked.rest.removeprefix("/p/").partition("-")[0])
    return Answer(position_page(found).encode(), HTML) if found else None


def friendly_id(posting: SamplePosting) -> str:
    """The id with the title in words, which is the end of the position's address."""
    return f"{native_id(posting)}-{slug(posting.title)}"


def listing_url(posting: SamplePosting) -> str:
    """The position's page."""
    return f"{board_url(posting.employer)}/p/{friendly_id(posting)}"


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that the list's pay field has room for."""
    return plain_pay(posting) if posting.states_pay else None


def row(posting: SamplePosting, *, verbose: bool) -> dict[str, Any]:
    """A row of the list; `verbose`, with its text."""
    firm = posting.employer
    locations = [_location(posting, at) for at in range(len(posting.cities))]
    stated: dict[str, Any] = {
        "id": native_id(posting),
        "friendly_id": friendly_id(posting),
        "name": posting.title,
        "url": listing_url(posting),
        "published_date": posting.posted.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "type": _TYPES[posting.employment_type],
        "location": locations[0],
        "department": posting.department,
        "salary": _salary(posting),
        "company": {
            "name": firm.name,
            "logo_url": None,
            "friendly_id": firm.token,
            "isMultipleLocationsEnabled": len(locations) > 1,
        },
        "locations": locations,
    }
    if verbose:
        stated["description"] = description_html(posting.sections, firm.heading)
    return stated


def position_page(posting: SamplePosting) -> str:
    """The position's page. The last of a dozen is for any future opening, and has no JSON-LD."""
    firm = posting.employer
    text = description_html(posting.sections, firm.heading)
    data = "" if posting.index % 12 == 11 else script(_json_ld(posting, text))
    return (
        f'<!DOCTYPE html>\n<html lang="{firm.language}">\n<head><title>{escape(posting.title)} at '
        f"{escape(firm.name)}</title>\n{script({'@type': 'WebSite', 'name': firm.name})}{data}</head>\n"
        "<body>\n"
        f'<div class="banner"><h1>{escape(posting.title)}</h1></div>\n'
        f'<div class="description">{text}</div>\n</body>\n</html>\n'
    )


def _json_ld(posting: SamplePosting, text: str) -> dict[str, Any]:
    firm, city = posting.employer, posting.cities[0]
    address = {"@type": "PostalAddress", "addressCountry": firm.country.code}
    if posting.workplace != "remote":
        address |= {"addressRegion": city.short or city.region, "addressLocality": city.name}
    stated: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "url": f"{listing_url(posting)}?source=GoogleJobs",
        "title": posting.title,
        "description": text,
        "datePosted": posting.posted.date().isoformat(),
        "employmentType": posting.employment_type,
        "hiringOrganization": {"@type": "Organization", "name": firm.name},
        "jobLocation": {"@type": "Place", "address": address},
    }
    if posting.workplace == "remote":
        stated["jobLocationType"] = "TELECOMMUTE"
    return stated


def _location(posting: SamplePosting, at: int) -> dict[str, Any]:
    country, city = posting.employer.country, posting.cities[at]
    stated: dict[str, Any] = {"country": {"name": country.name, "id": country.code}}
    if posting.workplace != "remote":
        stated |= {"state": {"id": city.short or city.region, "name": city.region}, "city": city.name}
    stated |= {"primary": at == 0, "is_remote": posting.workplace != "onsite"}
    if posting.workplace in _REMOTE:
        stated["remote_details"] = _REMOTE[posting.workplace]
    return stated | {"name": _name(posting, city), "id": posting.part_id(f"location {at}")[:12]}


def _name(posting: SamplePosting, city: City) -> str:
    country = posting.employer.country
    if posting.workplace == "remote":
        return country.name
    return f"{city.name}, {city.short or country.code}"


def _salary(posting: SamplePosting) -> str:
    band = pay_stated(posting)
    if band is None:
        return ""
    period = f" / {band.interval.lower()}" if band.interval else ""
    return f"{figures(posting.employer, band, between=_BETWEEN)}{period}"
