"""Sample postings as feeds in XML: RSS, Atom, Indeed's list of jobs and the HR-XML export of USAJOBS.

Keys of HR-XML follow captures; the others the documents of those who defined them.
"""

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import XML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.feed_statements import (
    LONG_PAGE,
    TYPES,
    apply_url,
    board_url,
    host,
    listing_url,
    pay_line,
    pay_stated,
    place_of,
    text_of,
)

_CODES = {"HOUR": "PH", "DAY": "PD", "MONTH": "PM", "YEAR": "PA"}


def rss(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """A page of RSS with WP Job Manager's elements; the next one is linked."""
    number = max(1, asked.number("paged", 1))
    start = LONG_PAGE * (number - 1)
    items = "\n".join(map(_rss_item, postings[start : start + LONG_PAGE]))
    following = ""
    if start + LONG_PAGE < len(postings):
        following = f'<atom:link rel="next" href="{board_url(firm)}?paged={number + 1}"/>'
    return Answer(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:atom="http://www.w3.org/2005/Atom" '
            'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
            f'xmlns:job_listing="https://{host(firm)}">\n<channel>{_element("title", firm.name)}'
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
            "content:encoded": text_of(posting),
            "job_listing:company": posting.employer.name,
            "job_listing:location": place_of(posting),
            "job_listing:job_type": TYPES[posting.employment_type],
            "job_listing:salary": pay_line(posting),
        },
    )


def atom(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """A page of Atom; the next one is linked."""
    start = asked.number("start", 0)
    following = ""
    if start + LONG_PAGE < len(postings):
        following = f'<link rel="next" href="?start={start + LONG_PAGE}"/>'
    entries = "\n".join(map(_atom_entry, postings[start : start + LONG_PAGE]))
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
    text = escape(text_of(posting), quote=False)
    return (
        f"<entry>{_element('id', posting.uuid)}{_element('title', posting.title)}"
        f'<link rel="alternate" href="{listing_url(posting)}"/>'
        f"{_element('published', posting.posted.isoformat())}"
        f"{_element('updated', posting.updated.isoformat())}"
        f"<author>{_element('name', posting.employer.name)}</author>"
        f'<content type="html">{text}</content></entry>'
    )


def indeed(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """Indeed's list of jobs, whole."""
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
        "description": text_of(posting),
        "salary": pay_line(posting),
        "jobtype": TYPES[posting.employment_type].lower().replace(" ", ""),
        "category": posting.department,
        "remotetype": {"remote": "Fully remote", "hybrid": "Hybrid remote"}.get(posting.workplace, ""),
        "expirationdate": posting.valid_through.date().isoformat() if posting.valid_through else "",
    }
    inner = "".join(f"<{name}>{_cdata(text)}</{name}>" for name, text in stated.items())
    return f"<job>{inner}</job>"


def usajobs(firm: Employer, postings: Sequence[SamplePosting], asked: Asked) -> Answer:
    """The HR-XML export, whole."""
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
    body = _elements("Overview", {"JobSummary": text_of(posting)})
    profile = (
        f"{_element('PositionID', posting.requisition_id)}{_element('PositionTitle', posting.title)}{places}"
        f"<PositionOrganization>{organisation}</PositionOrganization><PositionPeriod>"
        f"{_elements('StartDate', {'FormattedDateTime': posting.posted.date().isoformat()})}{_end(posting)}"
        f"</PositionPeriod>{_element('PositionScheduleTypeCode', f'1-{TYPES[posting.employment_type]}')}"
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


def _elements(name: str, stated: dict[str, str]) -> str:
    return f"<{name}>" + "".join(_element(key, text) for key, text in stated.items()) + f"</{name}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else f"<{name}/>"


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>" if text else ""
