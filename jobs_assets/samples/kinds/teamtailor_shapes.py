"""Sample postings as a Teamtailor site's feeds: the JSON Feed with JSON-LD in it, and the RSS.

Keys and nesting of the JSON follow a capture; elements of the RSS the vendor's guide. Both page by 100.
"""

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import plain_pay, slug
from jobs_assets.samples.markup import description_html

LIMIT = 100
_STATUS = {"remote": "fully", "hybrid": "hybrid", "onsite": "onsite"}


def board_url(firm: Employer) -> str:
    """The careers site."""
    return f"https://{firm.token}.teamtailor.com"


def native_id(posting: SamplePosting) -> str:
    """The number in its address."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page."""
    return f"{board_url(posting.employer)}/jobs/{posting.number}-{slug(posting.title)}"


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that a posting has room for."""
    return plain_pay(posting) if posting.states_pay else None


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of either feed."""
    if asked.rest == "/jobs.json":
        return json_answer(json_page(firm, postings, max(1, asked.number("page", 1))))
    if asked.rest == "/jobs.rss":
        start, size = asked.number("offset", 0), asked.number("per_page", LIMIT)
        return Answer(rss_page(firm, postings[start : start + size]), "application/rss+xml; charset=utf-8")
    return None


def json_page(firm: Employer, postings: Sequence[SamplePosting], number: int) -> dict[str, Any]:
    """A page of the JSON Feed, which leads to the next one."""
    start = LIMIT * (number - 1)
    page: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": firm.name,
        "home_page_url": f"{board_url(firm)}/jobs",
        "feed_url": f"{board_url(firm)}/jobs.json",
        "items": [item(posting) for posting in postings[start : start + LIMIT]],
    }
    if start + LIMIT < len(postings):
        page["next_url"] = f"{board_url(firm)}/jobs.json?page={number + 1}"
    return page


def item(posting: SamplePosting) -> dict[str, Any]:
    """An item of the JSON Feed."""
    firm = posting.employer
    text = description_html(posting.sections, firm.heading)
    return {
        "id": posting.uuid,
        "title": posting.title,
        "url": listing_url(posting),
        "date_published": posting.posted.isoformat(),
        "content_html": text,
        "_jobposting": _job_posting(posting, text),
    }


def _job_posting(posting: SamplePosting, text: str) -> dict[str, Any]:
    firm, band = posting.employer, pay_stated(posting)
    stated: dict[str, Any] = {
        "@context": "http://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "description": text,
        "identifier": {"@type": "PropertyValue", "name": firm.name, "value": posting.number},
        "datePosted": posting.posted.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": firm.name, "sameAs": board_url(firm)},
        "jobLocation": [
            {"@type": "Place", "address": {"@type": "PostalAddress"} | address}
            for address in _addresses(posting)
        ],
    }
    if posting.valid_through:
        stated["validThrough"] = posting.valid_through.isoformat()
    if band:
        value = {"minValue": band.min, "maxValue": band.max, "unitText": band.interval}
        stated["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": band.currency,
            "value": {"@type": "QuantitativeValue"}
            | {key: end for key, end in value.items() if end is not None},
        }
    return stated


def _addresses(posting: SamplePosting) -> list[dict[str, str]]:
    code = posting.employer.country.code
    if posting.workplace == "remote":
        return [{"addressCountry": code}]
    return [
        {"addressLocality": city.name, "addressRegion": city.region, "addressCountry": code}
        for city in posting.cities
    ]


def rss_page(firm: Employer, postings: Sequence[SamplePosting]) -> bytes:
    """A page of the RSS."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:tt="https://teamtailor.com/locations">\n<channel>\n'
        f"{_element('title', firm.name)}{_element('link', f'{board_url(firm)}/jobs')}\n"
    )
    return (head + "\n".join(map(_rss_item, postings)) + "\n</channel>\n</rss>\n").encode()


def _rss_item(posting: SamplePosting) -> str:
    country = posting.employer.country.name
    cities = [""] if posting.workplace == "remote" else [city.name for city in posting.cities]
    places = "".join(f"<tt:location>{_rss_location(city, country)}</tt:location>" for city in cities)
    stated = {
        "title": posting.title,
        "description": description_html(posting.sections, posting.employer.heading),
        "pubDate": format_datetime(posting.posted),
        "link": listing_url(posting),
        "remoteStatus": _STATUS[posting.workplace],
        "guid": posting.uuid,
        "tt:department": posting.department,
        "tt:role": "",
        "tt:division": "",
    }
    inner = "".join(_element(name, text) for name, text in stated.items())
    return f"<item>{inner}<tt:locations>{places}</tt:locations></item>"


def _rss_location(city: str, country: str) -> str:
    stated = {"name": city or country, "address": "", "zip": "", "city": city, "country": country}
    return "".join(_element(f"tt:{name}", text) for name, text in stated.items())


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else f"<{name}/>"
