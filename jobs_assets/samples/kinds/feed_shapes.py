"""Sample postings as public feeds: eight shapes, one to an employer, each with its total and its paging.

Keys of Himalayas, The Muse and HR-XML follow captures; RSS has WP Job Manager's elements; the others their
sites' documents. A feed that lists remote work alone calls every posting remote.
"""

from collections.abc import Callable, Sequence
from email.utils import format_datetime
from hashlib import blake2b
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import XML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find, json_answer
from jobs_assets.samples.kinds.page_shapes import figures, plain_pay, slug
from jobs_assets.samples.markup import description_html

Page = Callable[[Employer, Sequence[SamplePosting], Asked], Answer]

_LONG_PAGE, _SHORT_PAGE = 100, 20
_TYPES = {
    "FULL_TIME": "Full Time",
    "PART_TIME": "Part Time",
    "CONTRACTOR": "Contractor",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
}
_CODES = {"HOUR": "PH", "DAY": "PD", "MONTH": "PM", "YEAR": "PA"}
_PERIODS = {"HOUR": "hourly", "DAY": "daily", "WEEK": "weekly", "MONTH": "monthly", "YEAR": "annual"}


def shape_of(firm: Employer) -> str:
    """The shape of an employer's feed: "rss", "atom", "indeed", "usajobs", "remotive", …"""
    return list(_FEEDS)[blake2b(firm.token.encode(), digest_size=1).digest()[0] % len(_FEEDS)]


def board_url(firm: Employer) -> str:
    """The feed's own address."""
    return f"https://{_host(firm)}{_FEEDS[shape_of(firm)][0]}"


def native_id(posting: SamplePosting) -> str:
    """The id that the feed gives a posting: a number, the UUID, a slug or its address without the scheme."""
    match shape_of(posting.employer):
        case "remotive" | "themuse" | "usajobs":
            return str(posting.number)
        case "arbeitnow":
            return _slug(posting)
        case "rss" | "himalayas":
            return listing_url(posting).removeprefix("https://")
        case _:
            return posting.uuid


def listing_url(posting: SamplePosting) -> str:
    """The posting's page; USAJOBS has its own for all agencies."""
    if shape_of(posting.employer) == "usajobs":
        return f"https://www.usajobs.gov/job/{posting.number}"
    return f"https://{_host(posting.employer)}/jobs/{_slug(posting)}"


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


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """A page of the feed."""
    address, page = _FEEDS[shape_of(firm)]
    return page(firm, postings, asked) if asked.rest == address.partition("?")[0] else None


# XML


def _rss(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    number = max(1, asked.number("paged", 1))
    start = _LONG_PAGE * (number - 1)
    items = "\n".join(map(_rss_item, postings[start : start + _LONG_PAGE]))
    following = ""
    if start + _LONG_PAGE < len(postings):
        following = f'<atom:link rel="next" href="{board_url(firm)}?paged={number + 1}"/>'
    return Answer(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:atom="http://www.w3.org/2005/Atom" '
            'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
            f'xmlns:job_listing="https://{_host(firm)}">\n<channel>{_element("title", firm.name)}'
            f"<opensearch:totalResults>{len(postings)}</opensearch:totalResults>{following}\n"
            f"{items}\n</channel>\n</rss>\n"
        ).encode(),
        "application/rss+xml; charset=utf-8",
    )


def _rss_item(posting: SamplePosting) -> str:
    return _elements(
        "item",
        {
            "title": posting.title,
            "link": listing_url(posting),
            "guid": listing_url(posting),
            "pubDate": format_datetime(posting.posted),
            "description": posting.department,
            "content:encoded": _text(posting),
            "job_listing:company": posting.employer.name,
            "job_listing:location": _place(posting),
            "job_listing:job_type": _TYPES[posting.employment_type],
            "job_listing:salary": _pay_line(posting),
        },
    )


def _atom(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    start = asked.number("start", 0)
    following = ""
    if start + _LONG_PAGE < len(postings):
        following = f'<link rel="next" href="?start={start + _LONG_PAGE}"/>'
    entries = "\n".join(map(_atom_entry, postings[start : start + _LONG_PAGE]))
    return Answer(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:os="http://a9.com/-/spec/opensearch/1.1/">'
            f"{_element('title', firm.name)}<os:totalResults>{len(postings)}</os:totalResults>{following}\n"
            f"{entries}\n</feed>\n"
        ).encode(),
        "application/atom+xml; charset=utf-8",
    )


def _atom_entry(posting: SamplePosting) -> str:
    text = escape(_text(posting), quote=False)
    return (
        f"<entry>{_element('id', posting.uuid)}{_element('title', posting.title)}"
        f'<link rel="alternate" href="{listing_url(posting)}"/>'
        f"{_element('published', posting.posted.isoformat())}"
        f"{_element('updated', posting.updated.isoformat())}"
        f"<author>{_element('name', posting.employer.name)}</author>"
        f'<content type="html">{text}</content></entry>'
    )


def _indeed(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n<source>', _element("publisher", firm.name)]
    parts += map(_indeed_job, postings)
    return Answer("\n".join([*parts, "</source>\n"]).encode(), XML)


def _indeed_job(posting: SamplePosting) -> str:
    city, country = posting.cities[0], posting.employer.country
    remote = posting.workplace == "remote"
    stated = {
        "title": posting.title,
        "date": format_datetime(posting.posted),
        "referencenumber": posting.uuid,
        "requisitionid": posting.requisition_id,
        "url": listing_url(posting),
        "company": posting.employer.name,
        "city": "" if remote else city.name,
        "state": "" if remote else city.region,
        "country": country.code,
        "description": _text(posting),
        "salary": _pay_line(posting),
        "jobtype": _TYPES[posting.employment_type].lower().replace(" ", ""),
        "category": posting.department,
        "remotetype": {"remote": "Fully remote", "hybrid": "Hybrid remote"}.get(posting.workplace, ""),
        "expirationdate": posting.valid_through.date().isoformat() if posting.valid_through else "",
    }
    inner = "".join(f"<{name}>{_cdata(text)}</{name}>" for name, text in stated.items())
    return f"<job>{inner}</job>"


def _usajobs(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    openings = "\n".join(map(_opening, postings))
    return Answer(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<ShowPositionOpening xmlns="http://www.hr-xml.org/3" releaseID="3.1">\n<DataArea>\n'
            f'<Show recordSetCount="{len(postings)}" xmlns="http://www.openapplications.org/oagis/9"/>\n'
            f"{openings}\n</DataArea>\n</ShowPositionOpening>\n"
        ).encode(),
        XML,
    )


def _opening(posting: SamplePosting) -> str:
    firm, band = posting.employer, pay_stated(posting)
    cities = () if posting.workplace == "remote" else posting.cities
    places = "".join(
        _elements("PositionLocation", {"LocationName": f"{city.name}, {firm.country.name}"})
        for city in cities
    )
    organisation = _elements("OrganizationIdentifiers", {"OrganizationName": firm.name})
    body = _elements("Overview", {"JobSummary": _text(posting)})
    profile = (
        f"{_element('PositionID', posting.requisition_id)}{_element('PositionTitle', posting.title)}{places}"
        f"<PositionOrganization>{organisation}</PositionOrganization><PositionPeriod>"
        f"{_elements('StartDate', {'FormattedDateTime': posting.posted.date().isoformat()})}{_end(posting)}"
        f"</PositionPeriod>{_element('PositionScheduleTypeCode', f'1-{_TYPES[posting.employment_type]}')}"
        f"<OfferedRemunerationPackage><RemunerationRange>{_range(band)}</RemunerationRange>"
        f"</OfferedRemunerationPackage><UserArea><GOVT_XMLJobBody>{body}</GOVT_XMLJobBody></UserArea>"
    )
    form = _elements("UserArea", {"GOVT_ApplyOnlineURL": apply_url(posting) or ""})
    return (
        f"<PositionOpening>{_element('DocumentID', str(posting.number))}"
        f"{_element('PositionOpeningStatusCode', 'Active')}"
        f"<PositionProfile>{profile}</PositionProfile>{form}</PositionOpening>"
    )


def _figure(end: float) -> str:
    return f"{end:.2f}".removesuffix(".00")


def _end(posting: SamplePosting) -> str:
    if posting.valid_through is None:
        return ""
    return _elements("EndDate", {"FormattedDateTime": posting.valid_through.date().isoformat()})


def _range(band: SalaryBand | None) -> str:
    if band is None:
        return "<RemunerationRateIntervalCode>WC</RemunerationRateIntervalCode>"
    ends = "".join(
        f'<Remuneration{name}Amount currencyID="{band.currency}">{_figure(end)}</Remuneration{name}Amount>'
        for name, end in (("Minimum", band.min), ("Maximum", band.max))
        if end is not None
    )
    return ends + _element("RemunerationRateIntervalCode", _CODES[band.interval or "YEAR"])


# JSON


def _remotive(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    document = {
        "0-legal-notice": "Link back to the posting.",
        "job-count": len(postings),
        "total-job-count": len(postings),
        "jobs": [_remotive_job(posting) for posting in postings],
    }
    return json_answer(document)


def _remotive_job(posting: SamplePosting) -> dict[str, Any]:
    return {
        "id": posting.number,
        "url": listing_url(posting),
        "title": posting.title,
        "company_name": posting.employer.name,
        "company_logo": f"https://{_host(posting.employer)}/logo.png",
        "category": posting.department,
        "tags": [posting.team],
        "job_type": _TYPES[posting.employment_type].lower().replace(" ", "_"),
        "publication_date": posting.posted.strftime("%Y-%m-%dT%H:%M:%S"),
        "candidate_required_location": posting.employer.country.name,
        "salary": _pay_line(posting),
        "description": _text(posting),
    }


def _arbeitnow(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    number = max(1, asked.number("page", 1))
    start = _LONG_PAGE * (number - 1)
    shown = postings[start : start + _LONG_PAGE]
    more = start + _LONG_PAGE < len(postings)
    own = board_url(firm)
    document = {
        "data": [_arbeitnow_job(posting) for posting in shown],
        "links": {
            "first": f"{own}?page=1",
            "last": None,
            "prev": f"{own}?page={number - 1}" if number > 1 else None,
            "next": f"{own}?page={number + 1}" if more else None,
        },
        "meta": {"current_page": number, "path": own, "per_page": _LONG_PAGE, "terms": "Link back."},
    }
    return json_answer(document)


def _arbeitnow_job(posting: SamplePosting) -> dict[str, Any]:
    return {
        "slug": _slug(posting),
        "company_name": posting.employer.name,
        "title": posting.title,
        "description": _text(posting),
        "remote": posting.workplace == "remote",
        "url": listing_url(posting),
        "tags": [posting.department],
        "job_types": [_TYPES[posting.employment_type]],
        "location": _place(posting),
        "created_at": int(posting.posted.timestamp()),
    }


def _himalayas(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    offset, limit = asked.number("offset", 0), min(asked.number("limit", _SHORT_PAGE), _SHORT_PAGE)
    document = {
        "comments": "Link back to Himalayas.",
        "updatedAt": 0,
        "offset": offset,
        "limit": limit,
        "totalCount": len(postings),
        "jobs": [_himalayas_job(posting) for posting in postings[offset : offset + limit]],
    }
    return json_answer(document)


def _himalayas_job(posting: SamplePosting) -> dict[str, Any]:
    firm, band = posting.employer, pay_stated(posting)
    return {
        "title": posting.title,
        "excerpt": posting.department,
        "companyName": firm.name,
        "companySlug": firm.token,
        "companyLogo": f"https://{_host(firm)}/logo.png",
        "employmentType": _TYPES[posting.employment_type],
        "minSalary": band.min if band else None,
        "maxSalary": band.max if band else None,
        "salaryPeriod": _PERIODS[band.interval or "YEAR"] if band else "annual",
        "seniority": [],
        "currency": band.currency if band else None,
        "locationRestrictions": [firm.country.name],
        "timezoneRestrictions": [0],
        "categories": [posting.team],
        "parentCategories": [posting.department],
        "description": _text(posting),
        "pubDate": int(posting.posted.timestamp()),
        "expiryDate": int(posting.valid_through.timestamp()) if posting.valid_through else None,
        "applicationLink": apply_url(posting),
        "guid": listing_url(posting),
    }


def _muse(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """Pages are counted from 0."""
    number = asked.number("page", 0)
    shown = postings[_SHORT_PAGE * number : _SHORT_PAGE * (number + 1)]
    document = {
        "page": number,
        "page_count": -(-len(postings) // _SHORT_PAGE),
        "items_per_page": _SHORT_PAGE,
        "total": len(postings),
        "results": [_muse_job(posting) for posting in shown],
    }
    return json_answer(document)


def _muse_job(posting: SamplePosting) -> dict[str, Any]:
    firm = posting.employer
    remote = posting.workplace == "remote"
    names = [f"{city.name}, {firm.country.name}" for city in posting.cities]
    return {
        "contents": _text(posting),
        "name": posting.title,
        "type": "external",
        "publication_date": posting.posted.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "short_name": _slug(posting),
        "model_type": "jobs",
        "id": posting.number,
        "locations": [{"name": name} for name in (["Flexible / Remote"] if remote else names)],
        "categories": [{"name": posting.department}],
        "levels": [],
        "tags": [],
        "refs": {"landing_page": listing_url(posting)},
        "company": {"id": firm.number + 1, "short_name": firm.token, "name": firm.name},
    }


_FEEDS: dict[str, tuple[str, Page]] = {
    "rss": ("/jobs.rss", _rss),
    "himalayas": ("/jobs/api?limit=20", _himalayas),
    "indeed": ("/feeds/indeed.xml", _indeed),
    "arbeitnow": ("/api/job-board-api", _arbeitnow),
    "atom": ("/jobs.atom", _atom),
    "themuse": ("/api/public/jobs?page=0", _muse),
    "usajobs": ("/openings.xml", _usajobs),
    "remotive": ("/api/remote-jobs", _remotive),
}
"""The shapes: where the feed is, and its pages."""


# What several have alike


def _host(firm: Employer) -> str:
    return f"feeds.{firm.token}.example"


def _slug(posting: SamplePosting) -> str:
    return f"{slug(posting.title)}-{posting.number}"


def _text(posting: SamplePosting) -> str:
    return description_html(posting.sections, posting.employer.heading)


def _place(posting: SamplePosting) -> str:
    """The first city in its country, or "Remote" and the country."""
    country = posting.employer.country.name
    return f"Remote - {country}" if posting.workplace == "remote" else f"{posting.cities[0].name}, {country}"


def _pay_line(posting: SamplePosting) -> str:
    band = pay_stated(posting)
    if band is None:
        return ""
    period = f" per {band.interval.lower()}" if band.interval else ""
    return f"{figures(posting.employer, band, between=' - ')}{period}"


def _elements(name: str, stated: dict[str, str]) -> str:
    return f"<{name}>" + "".join(_element(key, text) for key, text in stated.items()) + f"</{name}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else f"<{name}/>"


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>" if text else ""
