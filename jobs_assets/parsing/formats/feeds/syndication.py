"""Postings in the feeds that every reader reads: RSS 2.0, Atom (RFC 4287) and JSON Feed.

Beyond their standards three vocabularies are understood: the bare elements of We Work Remotely (region,
country, type, expires_at), those of WordPress's WP Job Manager (`job_listing:`, also on Jobicy), and bare
`company` and `location`. An author is whoever wrote the entry, not the employer.
"""

import re
from typing import Any

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, location_lines
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.xml_bytes import Element, markup_of
from jobs_assets.postings import Evidence, Posting

_MARKUP = frozenset({"title", "description", "content:encoded", "content", "summary"})
_REMOTE_SITE = re.compile(r"https?://(?:www\.)?(weworkremotely|jobicy)\.com/", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[^\w\s.,'()&/-]+")  # the flags before We Work Remotely's countries


def item_row(item: Element) -> Row:
    """An item or entry as a row: elements by their name with its prefix, those of markup as markup."""
    row: dict[str, Json] = {}
    for child in item:
        name = rows.prefixed(child)
        value = markup_of(child) if name in _MARKUP else rows.row_of(child)
        row[name] = [*rows.entries(row[name]), value] if name in row and name not in _MARKUP else value
    return row


def _item(page: SourcePage, row: Row) -> Posting:
    """An item of RSS."""
    posting = rows.titled(page, row, "title")
    link = rows.text_at(row, "link") or _permalink(row)
    fields.link(posting, {"link": link}, "link", "url")
    company = rows.text_at(row, "job_listing:company") or rows.text_at(row, "company")
    on_remote_site = _REMOTE_SITE.match(link or "")
    if company is None and on_remote_site and on_remote_site[1].lower() == "weworkremotely":
        _split_title(posting)
    if posting.hiring_organization is None:
        fields.employer(posting, page, company)
    rows.date(posting, "date_posted", rows.text_at(row, "pubDate"))
    rows.date(posting, "valid_through", rows.text_at(row, "expires_at"))
    rows.employment(posting, rows.text_at(row, "job_listing:job_type") or rows.text_at(row, "type"))
    line = rows.text_at(row, "job_listing:location") or rows.text_at(row, "location")
    if on_remote_site:
        _remote_in(posting, row, line)
    elif line:
        location_lines.state(posting, [line])
    rows.pay_line(posting, rows.text_at(row, "job_listing:salary"))
    rows.description(posting, row.get("content:encoded") or row.get("description"))
    return posting


def _permalink(row: Row) -> str | None:
    """The guid, which is the item's address unless it says that it is not."""
    guid = rows.value_at(row, "guid")
    return None if rows.value_at(guid, "@isPermaLink") == "false" else rows.text_at({"guid": guid}, "guid")


def _split_title(posting: Posting) -> None:
    """We Work Remotely's "Company: Title", cut at the first colon that a space follows."""
    company, colon, title = posting.title.partition(": ")
    if colon and company.strip() and title.strip():
        posting.evidence["hiring_organization"] = Evidence("ats_field", posting.title)
        posting.hiring_organization, posting.title = company.strip(), title.strip()


def _remote_in(posting: Posting, row: Row, line: str | None) -> None:
    """The places of a site that lists remote work alone: countries where they are listed, else the region."""
    region = rows.text_at(row, "region") or line
    rows.remote(posting, f"region: {region}" if region else "link")
    countries = rows.text_at(row, "country")
    names = [_NOT_A_NAME.sub("", name).strip() for name in countries.split(",")] if countries else []
    rows.limited_to(posting, [name for name in names if name] or region)


def _entry(page: SourcePage, row: Row) -> Posting:
    """An entry of Atom."""
    posting = rows.titled(page, row, "title")
    links = [one for one in rows.entries(row.get("link")) if isinstance(one, dict)]
    shown = next((one for one in links if one.get("@rel", "alternate") == "alternate"), {})
    fields.link(posting, shown, "@href", "url")
    fields.employer(posting, page, rows.text_at(row, "company"))
    rows.date(posting, "date_posted", rows.text_at(row, "published"))
    if line := rows.text_at(row, "location"):
        location_lines.state(posting, [line])
    rows.description(posting, row.get("content") or row.get("summary"))
    return posting


def _json_item(page: SourcePage, row: Row) -> Posting:
    """An item of a JSON Feed (jsonfeed.org/version/1.1)."""
    posting = rows.titled(page, row, "title")
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page)
    rows.date(posting, "date_posted", row.get("date_published"))
    rows.description(posting, row.get("content_html") or row.get("content_text"))
    return posting


def _link_of(row: Row) -> Any:  # noqa: ANN401 # any JSON value
    return next((one.get("@href") for one in rows.entries(row.get("link")) if isinstance(one, dict)), None)


RSS = Shape("rss", _item, lambda row: rows.id_of(row.get("guid")) or rows.id_of(row.get("link")), frozenset({
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate",
    "source", "content:encoded", "region", "country", "state", "skills", "type", "expires_at", "company",
    "location", "tags", "image", "media:content", "media:thumbnail", "job_listing:company",
    "job_listing:location", "job_listing:job_type", "job_listing:job_category", "job_listing:category",
    "job_listing:salary", "dc:creator", "dc:description", "dc:publisher", "dc:contributor", "dc:date",
    "dc:type", "dc:format", "dc:identifier", "dc:source", "dc:coverage",
}))  # fmt: skip
ATOM = Shape("atom", _entry, lambda row: rows.id_of(row.get("id")) or rows.id_of(_link_of(row)), frozenset({
    "id", "title", "link", "updated", "published", "summary", "content", "author", "contributor",
    "category", "rights", "source", "company", "location",
}))  # fmt: skip
JSON_FEED = Shape("json-feed", _json_item, lambda row: rows.id_of(row.get("id")), frozenset({
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "author", "tags", "language", "attachments",
}))  # fmt: skip
