"""Sample postings as a Recruitee site's offers: its JSON, and its XML feed.

Keys and nesting of the JSON follow captures; the feed has the same under other brackets.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import XML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import plain_pay, slug
from jobs_assets.samples.markup import description_html

_TYPES = {
    "FULL_TIME": "fulltime_permanent",
    "PART_TIME": "parttime_permanent",
    "CONTRACTOR": "freelance",
    "TEMPORARY": "temporary",
    "INTERN": "internship",
}
_PARTS = 2
"""The first sections are the description; the rest are the requirements."""


def board_url(firm: Employer) -> str:
    """The careers site."""
    return f"https://{firm.token}.recruitee.com"


def native_id(posting: SamplePosting) -> str:
    """A number over all sites."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The offer's page."""
    return f"{board_url(posting.employer)}/o/{slug(posting.title)}-{posting.number}"


def apply_url(posting: SamplePosting) -> str:
    """Its form."""
    return f"{listing_url(posting)}/c/new"


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that an offer has room for."""
    return plain_pay(posting) if posting.states_pay else None


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The offers, as JSON or as the feed."""
    if asked.rest == "/api/offers":
        return json_answer({"offers": [offer(posting) for posting in postings]})
    if asked.rest == "/api/feeds/offers.xml":
        return Answer(feed(postings), XML)
    return None


def feed(postings: Sequence[SamplePosting]) -> bytes:
    """The XML feed, which calls the form's address otherwise."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<offers>']
    for posting in postings:
        stated = offer(posting)
        stated["apply_url"] = stated.pop("careers_apply_url")
        places = "".join(f"<location>{_xml(place)}</location>" for place in stated.pop("locations"))
        parts.append(f"<offer>{_xml(stated)}<locations>{places}</locations></offer>")
    return "\n".join([*parts, "</offers>\n"]).encode()


def _xml(value: Any) -> str:  # noqa: ANN401 # any JSON value
    if isinstance(value, dict):
        return "".join(f"<{key}>{_xml(inner)}</{key}>" for key, inner in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else escape(str(value), quote=False)


def offer(posting: SamplePosting) -> dict[str, Any]:
    """An offer as the JSON has it."""
    firm, band = posting.employer, pay_stated(posting)
    locations = _locations(posting)
    first = locations[0]
    return {
        "id": posting.number,
        "slug": f"{slug(posting.title)}-{posting.number}",
        "guid": posting.uuid[:5],
        "position": posting.index % 1000,
        "status": "published",
        "title": posting.title,
        "description": description_html(posting.sections[:_PARTS], firm.heading),
        "requirements": description_html(posting.sections[_PARTS:], firm.heading),
        "company_name": firm.name,
        "department": posting.department,
        "careers_url": listing_url(posting),
        "careers_apply_url": apply_url(posting),
        "created_at": _instant(posting.posted),
        "published_at": _instant(posting.posted),
        "updated_at": _instant(posting.updated),
        "close_at": _instant(posting.valid_through) if posting.valid_through else None,
        "employment_type_code": _TYPES[posting.employment_type],
        "remote": posting.workplace == "remote",
        "hybrid": posting.workplace == "hybrid",
        "on_site": posting.workplace == "onsite",
        "location": "Remote job" if posting.workplace == "remote" else first["name"],
        "city": first["city"],
        "state_name": first["state"],
        "country": first["country"],
        "country_code": first["country_code"],
        "locations": locations,
        "salary": {
            "min": _amount(band.min if band else None),
            "max": _amount(band.max if band else None),
            "period": band.interval.lower() if band and band.interval else None,
            "currency": band.currency if band else None,
        },
    }


def _locations(posting: SamplePosting) -> list[dict[str, Any]]:
    country = posting.employer.country
    named = {"country": country.name, "country_code": country.code}
    if posting.workplace == "remote":
        return [{"id": posting.number, "name": country.name, "city": None, "state": None} | named]
    return [
        {"id": posting.number + at, "name": city.name, "city": city.name, "state": city.region} | named
        for at, city in enumerate(posting.cities)
    ]


def _amount(figure: float | None) -> str | None:
    return None if figure is None else f"{figure:.2f}"


def _instant(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S UTC")
