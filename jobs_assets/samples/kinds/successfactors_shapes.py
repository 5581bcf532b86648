"""Sample postings as SuccessFactors' career sites state them: items of the feed, and pages with microdata.

Shapes follow recorded answers: a page marks several regions as its description, and states the place in one
line and dates in Java's words.
"""

import re
from collections.abc import Sequence
from html import escape

from jobs_assets.samples.answers import HTML, XML, Answer, Asked
from jobs_assets.samples.careers_site import sitemap
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.templates import City

_SIGNS = re.compile(r"[^\w]+|_")


def board_url(firm: Employer) -> str:
    """The career site as a person opens it."""
    return f"https://{host(firm)}"


def native_id(posting: SamplePosting) -> str:
    """The vendor's number of a posting."""
    return str(posting.number)


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The feed, the sitemap, or a posting's page."""
    if asked.rest == "/sitemal.xml":
        return Answer(feed(firm, list(postings)).encode(), XML) if has_feed(firm) else None
    if asked.rest == "/sitemap.xml":
        entries = [(listing_url(each), each.updated.date().isoformat()) for each in postings]
        return Answer(sitemap(entries).encode(), XML)
    match asked.rest.split("/"):
        case ["", "job", _, number, *_] if found := find(number):
            return Answer(posting_page(found).encode(), HTML)
    return None


def has_feed(firm: Employer) -> bool:
    """Whether a site keeps its feed; of three, one has switched it off."""
    return firm.number % 3 != 2


def host(firm: Employer) -> str:
    """The career site's host, on the employer's own domain."""
    return f"jobs.{firm.token}.example"


def path(posting: SamplePosting) -> str:
    """A posting's path: place and title in words, and the number."""
    words = _SIGNS.sub("-", f"{posting.cities[0].name} {posting.title}").strip("-")
    return f"/job/{words}/{posting.number}/"


def listing_url(posting: SamplePosting) -> str:
    """The posting's page."""
    return f"https://{host(posting.employer)}{path(posting)}"


def place_line(posting: SamplePosting, city: City) -> str:
    """A place as sites state it: city, state where there is one, country."""
    return ", ".join(part for part in (city.name, city.short, posting.employer.country.code) if part)


def feed(firm: Employer, postings: list[SamplePosting]) -> str:
    """The feed of whole postings, `/sitemal.xml`."""
    items = "".join(map(_item, postings))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
        f"<title>{escape(firm.name)}</title>\n<ttl>720</ttl>\n{items}</channel>\n</rss>\n"
    )


def _item(posting: SamplePosting) -> str:
    line = place_line(posting, posting.cities[0])
    markup = description_html(posting.sections, posting.employer.heading).replace("]]>", "]]&gt;")
    expires = posting.valid_through
    deadline = f"<g:expiration_date>{expires.date().isoformat()}</g:expiration_date>\n" if expires else ""
    return (
        f"<item>\n<title>{escape(posting.title)} ({escape(line)})</title>\n"
        f"<description><![CDATA[{markup}]]></description>\n<link>{escape(listing_url(posting))}</link>\n"
        f"<guid>{posting.number}</guid>\n<g:id>{posting.number}</g:id>\n"
        f"<g:location>{escape(line)}</g:location>\n<g:employer>{escape(posting.employer.name)}</g:employer>\n"
        f"{deadline}<g:job_function>{escape(posting.department)}</g:job_function>\n</item>\n"
    )


def posting_page(posting: SamplePosting) -> str:
    """The posting's page, with microdata."""
    firm = posting.employer
    line = escape(place_line(posting, posting.cities[0]))
    markup = description_html(posting.sections, firm.heading)
    posted = f"{posting.posted:%a %b %d} 00:00:00 UTC {posting.posted:%Y}"
    expires = posting.valid_through
    deadline = (
        f'<meta itemprop="validThrough" content="{expires:%a %b %d} 00:00:00 UTC {expires:%Y}">\n'
        if expires
        else ""
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{firm.language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(posting.title)} | {escape(firm.name)}</title>\n"
        f'<link rel="canonical" href="{escape(listing_url(posting))}">\n</head>\n<body>\n'
        '<div class="jobDisplayShell" itemscope="itemscope" itemtype="http://schema.org/JobPosting">\n'
        '<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">'
        '<span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
        f'<meta itemprop="streetAddress" content="{line}"></span></span>\n'
        f'<meta itemprop="datePosted" content="{posted}">\n{deadline}'
        f'<meta itemprop="hiringOrganization" content="{escape(firm.name)}">\n'
        '<span itemprop="description"></span>\n'
        f'<h1 id="job-title" itemprop="title">{escape(posting.title)}</h1>\n'
        f'<p id="job-location"><span class="jobGeoLocation">{line}</span></p>\n'
        f'<span itemprop="description"><span class="jobdescription">{markup}</span></span>\n'
        f'<a class="apply dialogApplyBtn" href="/talentcommunity/apply/{posting.number}/">&raquo;</a>\n'
        "</div>\n</body>\n</html>\n"
    )
