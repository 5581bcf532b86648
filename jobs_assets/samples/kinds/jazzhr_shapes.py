"""Sample postings as JazzHR's boards show them: the table of openings and openings' pages.

Shapes follow recorded pages: the table repeats itself for small screens, three pages in ten have no JSON-LD,
and addresses in the United States name a state and no country.
"""

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import Any

from jobs_assets.postings import SalaryBand
from jobs_assets.samples.answers import HTML, Answer, Asked
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.kinds.board_answers import Find
from jobs_assets.samples.kinds.page_shapes import plain_pay, script, slug
from jobs_assets.samples.markup import description_html

_OPEN_FOR = timedelta(days=90)
_TYPES = {
    "FULL_TIME": "Full Time",
    "PART_TIME": "Part Time",
    "CONTRACTOR": "Contracted",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
}


def board_url(firm: Employer) -> str:
    """The board as a person opens it."""
    return f"https://{firm.token}.applytojob.com/apply"


def native_id(posting: SamplePosting) -> str:
    """The key of an opening: ten letters and digits."""
    return posting.uuid.replace("-", "")[:10]


def listing_url(posting: SamplePosting) -> str:
    """The opening's page, with its title in words."""
    return f"{board_url(posting.employer)}/{native_id(posting)}/{slug(posting.title)}"


def answer(firm: Employer, postings: Sequence[SamplePosting], find: Find, asked: Asked) -> Answer | None:
    """The table of openings, or an opening's page."""
    if asked.rest == "/apply/jobs":
        return Answer(table(firm, list(postings)).encode(), HTML)
    match asked.rest.removeprefix("/apply/").removeprefix("jobs/details/").split("/"):
        case [key, *_] if found := find(key):
            return Answer(opening_page(found).encode(), HTML)
    return None


def has_json_ld(posting: SamplePosting) -> bool:
    """Whether an opening's page carries structured data; pages of one board differ in it."""
    return posting.index % 10 >= 3


def pay_stated(posting: SamplePosting) -> SalaryBand | None:
    """The band of an opening's structured data."""
    return plain_pay(posting) if posting.states_pay and has_json_ld(posting) else None


def place_line(posting: SamplePosting) -> str:
    """The one place that an opening has room for."""
    city = posting.cities[0]
    if posting.workplace == "remote":
        return "Remote"
    return f"{city.name}, {_state(posting) or posting.employer.country.name}"


def _state(posting: SamplePosting) -> str | None:
    """The state as the vendor's list of states has it: those of the United States."""
    return posting.cities[0].short if posting.employer.country.code == "US" else None


def table(firm: Employer, postings: list[SamplePosting]) -> str:
    """The page `/apply/jobs`: every opening in one table, and once more for small screens."""
    rows = "".join(_row(posting, at) for at, posting in enumerate(postings))
    small = "".join(map(_small_row, postings))
    return (
        f'<!DOCTYPE HTML>\n<html lang="en">\n<head><title>JazzHR &raquo; Job Listings</title>\n'
        f'<link rel="canonical" href="{board_url(firm)}" /></head>\n<body id="resumator-widget-advanced">\n'
        f"{_organization(firm)}"
        '<div id="job_listings">\n<table id="jobs_table" class="menu_table"><tbody>\n'
        '<tr><th class="resumator_th_position">Position</th>'
        f'<th class="resumator_th_location">Location</th></tr>\n{rows}</tbody></table>\n'
        f'<div id="jobs_column" class="mt15">\n{small}</div>\n</div>\n</body>\n</html>\n'
    )


def _row(posting: SamplePosting, at: int) -> str:
    return (
        f'<tr id="row_{_code(posting)}" class="resumator_{("even", "odd")[at % 2]}_row">\n'
        f"<td>\n{_link(posting)}\n"
        f'<br /><span class="resumator_department">{escape(posting.department)}</span>\n</td>\n'
        f"<td>\n\t\t{escape(place_line(posting))}\t</td>\n</tr>\n"
    )


def _small_row(posting: SamplePosting) -> str:
    return (
        f'<div id="row_{_code(posting)}" class="jobs_row">\n<div>{_link(posting)}</div>\n'
        '<span class="resumator_description mr20"><strong>Location:</strong> '
        f"{escape(place_line(posting))}</span>\n</div>\n"
    )


def _link(posting: SamplePosting) -> str:
    href = f"/apply/jobs/details/{native_id(posting)}?&"
    return f'<a class="job_title_link" href="{href}">{escape(posting.title)}</a>'


def opening_page(posting: SamplePosting) -> str:
    """The opening's page."""
    firm = posting.employer
    name, title = escape(firm.name), escape(posting.title)
    data = script(_json_ld(posting)) if has_json_ld(posting) else ""
    return (
        f"<!DOCTYPE html>\n<html>\n<head><title>{title} - {name} - Career Page</title>\n"
        f'<link rel="canonical" href="{listing_url(posting)}" />\n{_organization(firm)}{data}</head>\n'
        f'<body class="resumator-jobboard-page jobboard job-{native_id(posting)}">\n'
        f"<div class='job-header'><div class='container'>\n<h2>{title}</h2>\n"
        f'<div class="job-attributes-container">\n'
        f"<div title=\"Location\"><i class='fa fa-map-marker'></i>{escape(place_line(posting))} </div>\n"
        "<div id='resumator-job-employment' title=\"Type\"><i class='fa fa-clock-o'></i>"
        f"{_TYPES[posting.employment_type]} </div>\n"
        f"<div title=\"Department\"><i class='fa fa-sitemap'></i>{escape(posting.department)} </div>\n"
        "</div></div></div>\n<div class='page-body job-details'>\n"
        f"<div class='col col-xs-7 description' id=\"job-description\">\n"
        f"{description_html(posting.sections, firm.heading)}</div>\n</div>\n</body>\n</html>\n"
    )


def _json_ld(posting: SamplePosting) -> dict[str, Any]:
    firm, city = posting.employer, posting.cities[0]
    stated: dict[str, Any] = {
        "@context": "http://schema.org/",
        "@type": "JobPosting",
        "url": listing_url(posting),
        "title": posting.title,
        "description": description_html(posting.sections, firm.heading),
        "datePosted": posting.posted.date().isoformat(),
        "validThrough": (posting.posted + _OPEN_FOR).date().isoformat(),
        "employmentType": posting.employment_type,
        "hiringOrganization": {"@type": "Organization", "name": firm.name, "sameAs": f"https://{firm.host}/"},
        "uniqueJobCode": _code(posting),
    }
    if posting.workplace == "remote":
        stated["jobLocationType"] = "TELECOMMUTE"
    else:
        address = {"@type": "PostalAddress", "addressLocality": city.name, "addressRegion": _state(posting)}
        if _state(posting) is None:
            address |= {"addressRegion": city.region, "addressCountry": firm.country.code}
        stated["jobLocation"] = {"@type": "Place", "address": address}
    if band := pay_stated(posting):
        ends = {"minValue": band.min, "maxValue": band.max}
        value = {name: end for name, end in ends.items() if end is not None}
        stated["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": band.currency,
            "value": {"@type": "QuantitativeValue", "unitText": band.interval, **value},
        }
    return stated


def _organization(firm: Employer) -> str:
    return script({"@type": "Organization", "name": firm.name, "url": f"https://{firm.host}/"})


def _code(posting: SamplePosting) -> str:
    """The vendor's inner name of an opening, with the time when it was drafted."""
    drafted = posting.posted - timedelta(days=posting.index % 40)
    return f"job_{drafted:%Y%m%d%H%M%S}_{posting.part_id('code').replace('-', '')[:16].upper()}"
