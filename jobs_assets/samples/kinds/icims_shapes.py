"""Sample postings as iCIMS portals show them: pages of the search and postings' pages, inside the frame.

Shapes follow recorded pages: blanks are "UNAVAILABLE", places go from the country to the city, a fifth of the
portals date nothing and have dates made up for them.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find
from jobs_assets.samples.kinds.page_shapes import plain_pay, script, slug
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City

_YEAR = timedelta(days=365)
_BLANK = "UNAVAILABLE"


def board_url(firm: Employer) -> str:
    """The portal as a person opens it."""
    return f"https://{firm.token}.icims.com/jobs/search"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the search, or a posting's page."""
    if asked.rest == "/jobs/search":
        size, number = page_size(firm), asked.number("pr", 0)
        pages = -(-len(postings) // size)
        shown = postings[number * size : (number + 1) * size]
        return Answer(search_page(firm, shown, number, pages).encode(), HTML)
    match asked.rest.split("/"):
        case ["", "jobs", native, *_] if found := find(native):
            return Answer(posting_page(found).encode(), HTML)
    return None


def endless(page: Answer, asked: Asked) -> Answer:
    """A page of a search that never ends: there is always a further one, and every page names others."""
    number = asked.number("pr", 0)
    body = re.sub(rb"Page \d+ of \d+", b"Page %d of %d" % (number + 1, number + 2), page.body)
    body = re.sub(rb"/jobs/(\d+)/", lambda found: b"/jobs/%d%s/" % (number + 1, found[1]), body)
    return Answer(body, page.content_type)


def page_size(firm: Employer) -> int:
    """How many postings a page of the search shows: each portal's own choice."""
    return (20, 50, 20, 10)[firm.number % 4]


def dates_postings(firm: Employer) -> bool:
    """Whether a portal dates its postings."""
    return firm.number % 5 != 4


def native_id(posting: SamplePosting) -> str:
    """The vendor's number of a posting."""
    return str(posting.number)


def listing_url(posting: SamplePosting) -> str:
    """The posting's page as a person opens it."""
    return f"https://{posting.employer.token}.icims.com/jobs/{posting.number}/{slug(posting.title)}/job"


def requisition(posting: SamplePosting) -> str:
    """The number that the employer knows the posting by."""
    return f"{posting.posted.year}-{posting.number}"


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The band of the structured data, which never says for what time."""
    return plain_pay(posting) if posting.states_pay else None


def place_line(posting: SamplePosting) -> str:
    """ "US-CO-Denver | US-CO-Boulder", "DE-Kassel", "US-Remote"."""
    code = posting.employer.country.code
    if posting.workplace == "remote":
        return f"{code}-Remote"
    return " | ".join(
        "-".join((code, city.short, city.name) if city.short else (code, city.name))
        for city in posting.cities
    )


def search_page(firm: Employer, postings: Sequence[SamplePosting], page: int, pages: int) -> str:
    """Page `page` (from 0) of the search."""
    cards = "".join(map(_card, postings))
    return (
        f'<!doctype html><html lang="{firm.language}">\n<head><title>{escape(firm.name)}</title></head>\n'
        '<body>\n<div class="iCIMS_MainWrapper iCIMS_ListingsPage">\n'
        '<form id="searchForm"><input name="searchKeyword"/></form>\n'
        '<h2 class="iCIMS_SubHeader iCIMS_SubHeader_Jobs">'
        f"Search Results Page {page + 1} of {max(1, pages)}</h2>\n"
        f'<ul class="container-fluid iCIMS_JobsTable">\n{cards}</ul>\n'
        '<div class="iCIMS_Paging text-center"></div>\n</div>\n</body>\n</html>\n'
    )


def _card(posting: SamplePosting) -> str:
    title = escape(posting.title)
    href = f"{listing_url(posting)}?in_iframe=1&amp;hashed=-{posting.number % 1_000_000}"
    return (
        '<li class="iCIMS_JobCardItem">\n<div class="row">\n<div class="col-xs-6 header left">\n'
        '<span class="sr-only field-label">Job Locations</span>\n'
        f"<span >\n{escape(place_line(posting))}</span>\n"
        f'</div>\n<div class="col-xs-12 title">\n<a href="{href}" class="iCIMS_Anchor" '
        f'title="{posting.number} - {title}">\n<span class="sr-only field-label">Title</span>\n'
        f'<h3 >\n{title}</h3>\n</a>\n</div>\n<div class="col-xs-12 additionalFields">\n'
        f'<dl class="iCIMS_JobHeaderGroup">\n{_tag("ID", requisition(posting))}'
        f"{_tag('Category', posting.department)}</dl>\n</div>\n</div>\n</li>\n"
    )


def posting_page(posting: SamplePosting) -> str:
    """The posting's page, inside the frame."""
    firm, title = posting.employer, escape(posting.title)
    text = description_html(posting.sections, firm.heading)
    return (
        f'<!doctype html><html lang="{firm.language}">\n<head><title>{title} | {escape(firm.name)}</title>\n'
        f'<link rel="canonical" href="{listing_url(posting)}" />\n</head>\n<body>\n'
        f"{script(_json_ld(posting, text))}"
        '<div class="iCIMS_MainWrapper iCIMS_JobPage">\n<div class="iCIMS_JobContent">\n'
        '<div class="container-fluid iCIMS_JobsTable">\n<div class="row">\n'
        f'<div class="col-xs-12 title"><h1 class="iCIMS_Header">\n{title}</h1></div>\n'
        '<div class="col-xs-6 header left">\n<span class="sr-only field-label">Job Locations</span>\n'
        f"<span >\n{escape(place_line(posting))}</span>\n</div>\n"
        f'<dl class="iCIMS_JobHeaderGroup">\n{_tag("ID", requisition(posting))}</dl>\n</div>\n</div>\n'
        '<div class="iCIMS_InfoMsg iCIMS_InfoMsg_Job">'
        f'<div class="iCIMS_Expandable_Text">{text}</div></div>\n'
        "</div>\n</div>\n</body>\n</html>\n"
    )


def _json_ld(posting: SamplePosting, text: str) -> dict[str, Any]:
    firm = posting.employer
    day = posting.posted.replace(hour=4, minute=0, second=0, microsecond=0)
    if not dates_postings(firm):
        day = posting.posted.replace(microsecond=774_000)
    stated: dict[str, Any] = {
        "@context": "http://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": text,
        "datePosted": _moment(day),
        "validThrough": _moment(day + _YEAR),
        "employmentType": posting.employment_type,
        "occupationalCategory": posting.department,
        "directApply": True,
        "url": listing_url(posting),
        "hiringOrganization": {"@type": "Organization", "name": firm.name, "sameAs": f"https://{firm.host}/"},
        "jobLocation": [_place(posting, city) for city in posting.cities],
    }
    if posting.workplace == "remote":
        stated["jobLocationType"] = "TELECOMMUTE"
        stated["jobLocation"] = [_place(posting, None)]
    if band := pay_stated(posting):
        ends = {"minValue": band.min, "maxValue": band.max}
        value = {name: end for name, end in ends.items() if end is not None}
        stated["baseSalary"] = {"@type": "MonetaryAmount", "currency": band.currency, **value}
        stated["salaryCurrency"] = band.currency
    return stated


def _place(posting: SamplePosting, city: City | None) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": _BLANK,
        "postalCode": _BLANK,
        "postOfficeBoxNumber": _BLANK,
        "addressLocality": city.name if city else _BLANK,
        "addressRegion": (city.short or city.region) if city else _BLANK,
        "addressCountry": posting.employer.country.code,
    }
    return {"@type": "Place", "address": address}


def _tag(name: str, value: str) -> str:
    return (
        f'<div class="iCIMS_JobHeaderTag">\n<dt class="iCIMS_JobHeaderField">{name}</dt>\n'
        f'<dd class="iCIMS_JobHeaderData"><span >\n{escape(value)}</span>\n</dd>\n</div>\n'
    )


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
