"""What a sample feed states of its employer's postings, before any shape: addresses, ids, lines of text.

A feed that lists remote work alone calls every posting remote.
"""

from hashlib import blake2b

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.page_shapes import figures, plain_pay, slug
from jobs_assets.samples.markup import description_html

LONG_PAGE, SHORT_PAGE = 100, 20
TYPES = {
    "FULL_TIME": "Full Time",
    "PART_TIME": "Part Time",
    "CONTRACTOR": "Contractor",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
}
ADDRESSES = {
    "rss": "/jobs.rss",
    "himalayas": "/jobs/api?limit=20",
    "indeed": "/feeds/indeed.xml",
    "arbeitnow": "/api/job-board-api",
    "atom": "/jobs.atom",
    "themuse": "/api/public/jobs?page=0",
    "usajobs": "/openings.xml",
    "remotive": "/api/remote-jobs",
}
"""The shapes, and where each has its feed."""


def shape_of(firm: Employer) -> str:
    """The shape of an employer's feed: "rss", "atom", "indeed", "usajobs", "remotive", …"""
    return list(ADDRESSES)[blake2b(firm.token.encode(), digest_size=1).digest()[0] % len(ADDRESSES)]


def board_url(firm: Employer) -> str:
    """The feed's own address."""
    return f"https://{host(firm)}{ADDRESSES[shape_of(firm)]}"


def native_id(posting: SamplePosting) -> str:
    """The id that the feed gives a posting: a number, the UUID, a slug or its address without the scheme."""
    match shape_of(posting.employer):
        case "remotive" | "themuse" | "usajobs":
            return str(posting.number)
        case "arbeitnow":
            return slug_of(posting)
        case "rss" | "himalayas":
            return listing_url(posting).removeprefix("https://")
        case _:
            return posting.uuid


def listing_url(posting: SamplePosting) -> str:
    """The posting's page; USAJOBS has its own for all agencies."""
    if shape_of(posting.employer) == "usajobs":
        return f"https://www.usajobs.gov/job/{posting.number}"
    return f"https://{host(posting.employer)}/jobs/{slug_of(posting)}"


def apply_url(posting: SamplePosting) -> str | None:
    """Where to apply, in the feeds that say so."""
    return {
        "himalayas": listing_url(posting),
        "usajobs": f"https://my.usajobs.gov/Application/ApplyStart/{posting.number}",
    }.get(shape_of(posting.employer))


def lists_remote_work_alone(firm: Employer) -> bool:
    """Whether the feed's site has remote postings only, whatever the posting itself says."""
    return shape_of(firm) in {"remotive", "himalayas"}


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The one band that the shape has room for."""
    if not posting.states_pay or shape_of(posting.employer) in {"atom", "arbeitnow", "themuse"}:
        return None
    return plain_pay(posting)


def host(firm: Employer) -> str:
    """The host that the feed is on."""
    return f"feeds.{firm.token}.example"


def slug_of(posting: SamplePosting) -> str:
    """The end of a posting's address."""
    return f"{slug(posting.title)}-{posting.number}"


def text_of(posting: SamplePosting) -> str:
    """The description as HTML."""
    return description_html(posting.sections, posting.employer.heading)


def place_of(posting: SamplePosting) -> str:
    """The first city in its country, or "Remote" and the country."""
    country = posting.employer.country.name
    return f"Remote - {country}" if posting.workplace == "remote" else f"{posting.cities[0].name}, {country}"


def pay_line(posting: SamplePosting) -> str:
    """The pay as people type it, or nothing."""
    band = pay_stated(posting)
    if band is None:
        return ""
    period = f" per {band.interval.lower()}" if band.interval else ""
    return f"{figures(posting.employer, band, between=' - ')}{period}"
