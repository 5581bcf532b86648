"""An employer's own careers site: a first page, lists, a page per posting, sitemap and robots.txt.

Postings are stated as JSON-LD, microdata or RDFa. What surrounds them on the page is `site_chrome.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import orjson

from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.site_chrome import chrome
from jobs_assets.samples.vendors import listing_url, site_states_pay

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Notation:
    """How schema.org facts are written into HTML attributes. `root` opens the outermost thing."""

    root: Callable[[str], str]
    scope: Callable[[str], str]
    prop: Callable[[str], str]


NOTATIONS = {
    "microdata": Notation(
        root=lambda kind: f'itemscope itemtype="https://schema.org/{kind}"',
        scope=lambda kind: f'itemscope itemtype="https://schema.org/{kind}"',
        prop=lambda name: f'itemprop="{name}"',
    ),
    "rdfa": Notation(
        root=lambda kind: f'vocab="https://schema.org/" typeof="{kind}"',
        scope=lambda kind: f'typeof="{kind}"',
        prop=lambda name: f'property="{name}"',
    ),
}


def posting_page(posting: SamplePosting) -> str:
    """The posting's own page."""
    firm = posting.employer
    head, before, after = chrome(firm)
    if firm.markup not in NOTATIONS:
        data = orjson.dumps(_document(posting)).decode().replace("</", "<\\/")
        head += f'<script type="application/ld+json">{data}</script>\n'
        body = f"<article>\n<h1>{escape(posting.title)}</h1>\n{_description(posting)}\n</article>\n"
    else:
        body = _annotated(posting, NOTATIONS[firm.markup])
    title = f"{escape(posting.title)} | {escape(firm.name)}"
    canonical = f'<link rel="canonical" href="{listing_url(posting)}">\n'
    return f"{_opening(firm, title)}{canonical}{head}</head>\n<body>\n{before}{body}{after}</body>\n</html>\n"


def listing_page(firm: Employer, listed: list[tuple[str, str]], page: int, pages: int) -> str:
    """Page `page` (from 1) of the list of openings: titles with links, and a link to the next page."""
    head, before, after = chrome(firm)
    rows = "".join(
        f'<li class="opening"><a href="{escape(url)}">{escape(title)}</a></li>\n' for title, url in listed
    )
    more = f'<a rel="next" href="/jobs?page={page + 1}">{page + 1} / {pages}</a>\n' if page < pages else ""
    title = escape(firm.name)
    body = f"<h1>{title}</h1>\n<ul>\n{rows}</ul>\n{more}"
    return f"{_opening(firm, title)}{head}</head>\n<body>\n{before}{body}{after}</body>\n</html>\n"


def robots(firm: Employer) -> str:
    """The site's robots.txt."""
    return (
        f"User-agent: *\nDisallow: /intern/\nDisallow: /search\n\nSitemap: https://{firm.host}/sitemap.xml\n"
    )


def sitemap(entries: list[tuple[str, str]]) -> str:
    """A sitemap of addresses with the day of their last change."""
    rows = "".join(f"<url><loc>{escape(url)}</loc><lastmod>{day}</lastmod></url>\n" for url, day in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def json_ld(posting: SamplePosting) -> dict[str, Any]:
    """The posting as a schema.org JobPosting."""
    firm, remote = posting.employer, posting.workplace == "remote"
    stated: dict[str, Any] = {
        "@type": "JobPosting",
        "title": posting.title,
        "description": _description(posting),
        "datePosted": posting.posted.date().isoformat(),
        "employmentType": posting.employment_type,
        "identifier": {"@type": "PropertyValue", "name": firm.name, "value": posting.requisition_id},
        "hiringOrganization": {"@type": "Organization", "name": firm.name, "sameAs": f"https://{firm.host}/"},
        "url": listing_url(posting),
        "directApply": posting.index % 2 == 0,
    }
    if posting.valid_through:
        stated["validThrough"] = posting.valid_through.date().isoformat()
    if remote:
        stated["jobLocationType"] = "TELECOMMUTE"
        stated["applicantLocationRequirements"] = {"@type": "Country", "name": firm.country.name}
    else:
        places = [_place(posting, at) for at in range(len(posting.cities))]
        stated["jobLocation"] = places[0] if len(places) == 1 else places
    if site_states_pay(posting) and posting.pay is not None:
        band = posting.pay.bands[0]
        ends = {"minValue": band.min, "maxValue": band.max} if band.max != band.min else {"value": band.min}
        value = {name: end for name, end in ends.items() if end is not None}
        stated["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": band.currency,
            "value": {"@type": "QuantitativeValue", **value, "unitText": band.interval},
        }
    return stated


def _document(posting: SamplePosting) -> Any:  # noqa: ANN401 an object or a list, as sites have it
    firm, job = posting.employer, json_ld(posting)
    context = "https://schema.org"
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": firm.name, "item": f"https://{firm.host}/"},
            {"@type": "ListItem", "position": 2, "name": posting.title},
        ],
    }
    if firm.markup == "json_ld_graph":
        site = {"@type": "WebSite", "name": firm.name, "url": f"https://{firm.host}/"}
        return {"@context": context, "@graph": [site, crumbs, job]}
    if firm.markup == "json_ld_list":
        return [{"@context": context, **crumbs}, {"@context": context, **job}]
    return {"@context": "https://schema.org/", **job}


def _description(posting: SamplePosting) -> str:
    return description_html(posting.sections, posting.employer.heading)


def _place(posting: SamplePosting, at: int) -> dict[str, Any]:
    city, country = posting.cities[at], posting.employer.country
    stated: Any = country.code
    if posting.employer.number % 3 == 1:
        stated = country.name
    elif posting.employer.number % 3 == 2:
        stated = {"@type": "Country", "name": country.code}
    address = {"addressLocality": city.name, "addressRegion": city.region, "addressCountry": stated}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **address}}


def _annotated(posting: SamplePosting, notation: Notation) -> str:
    """The posting as HTML with its facts in attributes: the text to be seen, the rest in `meta` elements."""
    stated = json_ld(posting)
    del stated["@type"]
    title, description = escape(stated.pop("title")), stated.pop("description")
    facts = "".join(_fact(name, value, notation) for name, value in stated.items())
    return (
        f"<article {notation.root('JobPosting')}>\n<h1 {notation.prop('title')}>{title}</h1>\n{facts}"
        f"<div {notation.prop('description')}>\n{description}\n</div>\n</article>\n"
    )


def _fact(name: str, value: Any, notation: Notation) -> str:  # noqa: ANN401 JSON
    if isinstance(value, list):
        return "".join(_fact(name, each, notation) for each in value)
    if isinstance(value, dict):
        inner = "".join(_fact(key, each, notation) for key, each in value.items() if key != "@type")
        return f"<div {notation.prop(name)} {notation.scope(value['@type'])}>\n{inner}</div>\n"
    if name in ("url", "sameAs"):
        return f'<link {notation.prop(name)} href="{escape(value)}">\n'
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<meta {notation.prop(name)} content="{escape(text)}">\n'


def _opening(firm: Employer, title: str) -> str:
    head = f'<!DOCTYPE html>\n<html lang="{firm.language}">\n<head>\n<meta charset="utf-8">\n'
    return f"{head}<title>{title}</title>\n"
