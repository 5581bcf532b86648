"""Breezy HR: a portal's `/json?verbose=true`, or one position's page with its JSON-LD.

The vendor documents neither; developer.breezy.hr/reference/model-position describes the same position in its
closed API. `is_remote` false is what a position has until someone says otherwise, so it says nothing.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from turbohtml import parse as parse_html

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, pay, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.formats.structured_page import own_posting, own_record
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.jsonld import Item
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Record, SalaryBand

_LOCATION = (
    "", ".country", ".country.id", ".country.name", ".state", ".state.id", ".state.name", ".city", ".name",
    ".id", ".primary", ".is_remote", ".remote_details", ".remote_details.value", ".remote_details.label",
    ".streetAddress",
)  # fmt: skip
FIELDS = frozenset({
    "id", "friendly_id", "name", "url", "published_date", "type", "type.id", "type.name", "department",
    "salary", "description", "company", "company.name", "company.logo_url", "company.friendly_id",
    "company.isMultipleLocationsEnabled",
    *(f"location{key}" for key in _LOCATION), *(f"locations{key}" for key in _LOCATION),
})  # fmt: skip
"""The keys of a row, read or knowingly left aside."""

_POSITION = re.compile(r"/p/([^/?#-]+)")


def parse(page: SourcePage) -> Iterator[Record]:
    """Every position of a portal's list, or the one of a position's own page."""
    if native := position_id(page.url):
        yield own_record(page, native, lambda: _own(page, native))
        return
    rows = json_bytes.loads(page.body, page.content_type)
    if not isinstance(rows, list):
        raise Refused("unknown_shape", f"a {type(rows).__name__} where a list of positions was due")
    yield from fields.each(page, rows, _posting)


def _own(page: SourcePage, native: str) -> Posting:
    posting = own_posting(page, native, _mended) or _unmarked(page, native)
    posting.url = _without_query(posting.url)
    return posting


def position_id(url: str) -> str | None:
    """The position that a page's address names: "/p/{id}-{words of the title}"."""
    match = _POSITION.match(urlsplit(url).path)
    return match[1] if match else None


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "name")
    evidence = posting.evidence
    fields.link(posting, row, "url", "url")
    company = row.get("company")
    fields.employer(posting, page, company.get("name") if isinstance(company, dict) else None)
    fields.state(posting, row, "department", "department")
    if (published := row.get("published_date")) is not None:
        posting.date_posted = dates.iso(published)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(published))
    _type(posting, row.get("type"))
    _where(posting, row)
    stated = row.get("salary")
    if isinstance(stated, str) and (bands := _pay(stated)):
        posting.salary = bands
        evidence["salary"] = Evidence("ats_field", stated)
    fields.description(posting, row.get("description"))
    return posting


def _type(posting: Posting, stated: Json) -> None:
    """By its id ("fullTime"): the name is in the portal's language."""
    if not isinstance(stated, dict):
        return
    word = fields.text(stated.get("id")) or fields.text(stated.get("name"))
    if word:
        posting.employment_type = types_of(word)
        posting.evidence["employment_type"] = Evidence("ats_field", word)


def _where(posting: Posting, row: Row) -> None:
    """`locations` are all of them where it is filled in, else `location` is the only one."""
    listed = row.get("locations")
    entries = [entry for entry in (listed if isinstance(listed, list) else []) if isinstance(entry, dict)]
    main = row.get("location")
    if not entries and isinstance(main, dict):
        entries = [main]
    if not entries:
        return
    names = [name for entry in entries if (name := fields.text(entry.get("name")))]
    quoted = Evidence("ats_field", fields.quote(names[0] if len(names) == 1 else names or entries))
    posting.job_location = places.unique([place for entry in entries if (place := _place(entry))])
    if posting.job_location:
        posting.evidence["job_location"] = quoted
    first = main if isinstance(main, dict) else entries[0]
    if first.get("is_remote") is True:
        detail = first.get("remote_details")
        value = fields.text(detail.get("value")) if isinstance(detail, dict) else None
        posting.workplace = "hybrid" if value and workplace_of(value) == "hybrid" else "remote"
        posting.evidence["workplace"] = Evidence("ats_field", value or "is_remote: true")
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _place(entry: Row) -> Place | None:
    country = entry.get("country")
    city, region = fields.text(entry.get("city")), _named(entry.get("state"))
    code = fields.text(country.get("id") or country.get("name")) if isinstance(country, dict) else None
    if city or region or code:
        return places.postal(city, region, code)
    line = fields.text(entry.get("name"))
    return places.place_of(line) if line else None


def _named(stated: Json) -> str | None:
    return fields.text(stated.get("name") or stated.get("id")) if isinstance(stated, dict) else None


def _pay(stated: str) -> list[SalaryBand]:
    """ "$1.40k - $1.80k", "$110,000+ / year", "Up to €20 / hour"; the period, if any, follows a slash."""
    figures, _, period = stated.partition("/")
    bands = pay.base_salary(figures.strip())
    for band in bands:
        band.interval = pay.interval_of(period)
    return bands


def _unmarked(page: SourcePage, native: str) -> Posting:
    """A position's page without JSON-LD, which one for any future opening has not."""
    document = parse_html(page.body, positions=False)
    title, description = document.select_one("h1"), document.select_one("div.description")
    name = fields.text(title.text) if title is not None else None
    if name is None:
        raise Refused("no_title", "a position's page without a heading")
    posting = Posting(f"{page.board_id}:{native}", page.board_id, page.url, name)
    posting.evidence["title"] = Evidence("ats_field", name)
    fields.employer(posting, page)
    fields.description(posting, description.inner_html if description is not None else None)
    return posting


def _mended(item: Item) -> Item:
    """Without the word that stands for no country on a page for the whole world."""
    location = item.get("jobLocation")
    inner = location.get("address") if isinstance(location, dict) else None
    if not isinstance(inner, dict) or str(inner.get("addressCountry")).lower() != "worldwide":
        return item
    return {key: value for key, value in item.items() if key != "jobLocation"}


def _without_query(url: str | None) -> str | None:
    """A position's address as its JSON-LD gives it is marked for a search engine."""
    return url.partition("?")[0] if url else None
