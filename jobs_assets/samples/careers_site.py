"""An employer's own careers site: a first page, lists, a page per posting, sitemap and robots.txt.

Pages weigh what real ones do (20 to 60 KB): most of it navigation, styles and scripts around a posting that is
stated as JSON-LD, microdata or RDFa.
"""

from functools import lru_cache
from html import escape
from typing import Any

import orjson

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.markup import description_html
from jobs_assets.samples.vendors import listing_url, site_states_pay

PER_PAGE = 50


def posting_page(posting: SamplePosting) -> str:
    """The posting's own page."""
    firm = posting.employer
    head, before, after = _chrome(firm)
    markup = firm.markup.partition("_")[0]
    if markup == "json":
        data = orjson.dumps(_document(posting)).decode().replace("</", "<\\/")
        head += f'<script type="application/ld+json">{data}</script>\n'
        body = f"<article>\n<h1>{escape(posting.title)}</h1>\n{_description(posting)}\n</article>\n"
    else:
        body = _microdata(posting) if markup == "microdata" else _rdfa(posting)
    title = f"{escape(posting.title)} | {escape(firm.name)}"
    canonical = f'<link rel="canonical" href="{listing_url(posting)}">\n'
    return f"{_opening(firm, title)}{canonical}{head}</head>\n<body>\n{before}{body}{after}</body>\n</html>\n"


def listing_page(firm: Employer, listed: list[tuple[str, str]], page: int, pages: int) -> str:
    """Page `page` (from 1) of the list of openings: titles with links, and a link to the next page."""
    head, before, after = _chrome(firm)
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


def _microdata(posting: SamplePosting) -> str:
    return _annotated(
        posting,
        scope=lambda kind, prop: (
            (f'itemprop="{prop}" ' if prop else "") + f'itemscope itemtype="https://schema.org/{kind}"'
        ),
        prop=lambda name: f'itemprop="{name}"',
    )


def _rdfa(posting: SamplePosting) -> str:
    return _annotated(
        posting,
        scope=lambda kind, prop: (
            f'property="{prop}" typeof="{kind}"' if prop else f'vocab="https://schema.org/" typeof="{kind}"'
        ),
        prop=lambda name: f'property="{name}"',
    )


def _annotated(posting: SamplePosting, scope: Any, prop: Any) -> str:  # noqa: ANN401 two attribute writers
    """The posting as annotated HTML; `scope` and `prop` write the attributes of one notation or the other."""
    firm = posting.employer

    def meta(name: str, value: object) -> str:
        return f'<meta {prop(name)} content="{escape(str(value))}">\n'

    parts = [f"<article {scope('JobPosting', '')}>\n<h1 {prop('title')}>{escape(posting.title)}</h1>\n"]
    parts.append(f"<div {scope('Organization', 'hiringOrganization')}>{meta('name', firm.name)}</div>\n")
    parts.append(
        f"<div {scope('PropertyValue', 'identifier')}>{meta('value', posting.requisition_id)}</div>\n"
    )
    parts.append(meta("datePosted", posting.posted.date().isoformat()))
    if posting.valid_through:
        parts.append(meta("validThrough", posting.valid_through.date().isoformat()))
    parts.append(meta("employmentType", posting.employment_type))
    parts.append(f'<link {prop("url")} href="{listing_url(posting)}">\n')
    if posting.workplace == "remote":
        parts.append(meta("jobLocationType", "TELECOMMUTE"))
        parts.append(
            f"<div {scope('Country', 'applicantLocationRequirements')}>{meta('name', firm.country.name)}</div>\n"
        )
    else:
        for city in posting.cities:
            parts.append(f"<div {scope('Place', 'jobLocation')}><div {scope('PostalAddress', 'address')}>")
            parts.append(f"<span {prop('addressLocality')}>{escape(city.name)}</span>, ")
            parts.append(f"<span {prop('addressRegion')}>{escape(city.region)}</span>")
            parts.append(f"{meta('addressCountry', firm.country.code)}</div></div>\n")
    if site_states_pay(posting) and posting.pay is not None:
        band = posting.pay.bands[0]
        parts.append(f"<div {scope('MonetaryAmount', 'baseSalary')}>{meta('currency', band.currency)}")
        parts.append(f"<div {scope('QuantitativeValue', 'value')}>")
        ends = {"minValue": band.min, "maxValue": band.max} if band.max != band.min else {"value": band.min}
        parts.extend(
            meta(name, f"{end:g}" if end < 1_000_000 else int(end))
            for name, end in ends.items()
            if end is not None
        )
        parts.append(f"{meta('unitText', band.interval)}</div></div>\n")
    parts.append(f"<div {prop('description')}>\n{_description(posting)}\n</div>\n</article>\n")
    return "".join(parts)


def _opening(firm: Employer, title: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="{firm.language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'


@lru_cache(maxsize=512)
def _chrome(firm: Employer) -> tuple[str, str, str]:
    """What surrounds every page of a site: head, everything before the content, everything after it."""
    draw = Draw(0, Stream.SITE, firm.number)
    brand = f"#{draw.between(0, 0xFFFFFF):06x}"
    steps = [f"{size / 16:g}rem" for size in range(1, draw.between(24, 90))]
    sides = {"t": "top", "r": "right", "b": "bottom", "l": "left"}
    rules = [
        f".{kind[0]}{side}-{at}{{{kind}-{full}:{step}}}"
        for kind in ("margin", "padding")
        for side, full in sides.items()
        for at, step in enumerate(steps)
    ]
    rules += [f".c-{at}{{color:#{draw.between(0, 0xFFFFFF):06x}}}" for at in range(draw.between(40, 160))]
    settings = {
        "site": firm.token,
        "locale": firm.language,
        "consent": {name: draw.chance(0.5) for name in ("needed", "statistics", "comfort", "marketing")},
        "flags": {f"feature_{at:03d}": draw.chance(0.5) for at in range(draw.between(60, 260))},
    }
    head = (
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="theme-color" content="{brand}">\n'
        f'<link rel="icon" href="/favicon.ico">\n<style>{"".join(rules)}</style>\n'
        f"<script>window.__site = {orjson.dumps(settings).decode()};</script>\n"
    )
    topics = [city.name for city in firm.cities] + [firm.name, firm.sector]
    menu = "".join(
        f'<li class="menu-item mt-{at % 9} pl-{at % 7}"><a href="/about/{at}" data-track="nav-{at}">{escape(draw.pick(topics))} {at}</a></li>\n'
        for at in range(draw.between(50, 150))
    )
    before = f'<header>\n<a href="/">{escape(firm.name)}</a>\n<nav>\n<ul>\n{menu}</ul>\n</nav>\n</header>\n<main>\n'
    script = (
        "(function(){var m=document.querySelectorAll('.menu-item');m.forEach(function(e,i){e.addEventListener("
        "'click',function(){window.__site.last=i;});});})();"
    )
    after = (
        f"</main>\n<footer>\n<ul>\n{menu[: len(menu) // 2].rsplit('<li', 1)[0]}</ul>\n<p>© {escape(firm.name)}, "
        f"{escape(firm.cities[0].name)}</p>\n</footer>\n<script>{script}</script>\n"
    )
    return head, before, after
