"""Teamtailor: a careers site's postings, from its JSON Feed and from its RSS into one record each.

The JSON Feed (jsonfeed.org/version/1.1) carries schema.org JobPosting objects, with pay, the last day and
addresses; only the RSS (support.teamtailor.com, "RSS feed: how-to guide") says department and workplace. A
posting is named by the number in its address, which is in both.
"""

import re
from collections.abc import Iterator
from typing import Any

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, places, xml_bytes
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.job_posting import identifier, posting_of
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.xml_bytes import Element, child_of, items_of, markup_of, name_of, value_of
from jobs_assets.postings import Evidence, Posting, Unparsed, Workplace

FIELDS = frozenset({
    "id", "title", "url", "date_published", "date_modified", "content_html", "image", "_jobposting",
    *(
        f"_jobposting.{name}"
        for name in (
            "@context", "@type", "title", "description", "identifier", "datePosted", "validThrough",
            "employmentType", "hiringOrganization", "jobLocation", "jobLocationType", "baseSalary",
            "applicantLocationRequirements", "directApply", "url", "image",
        )
    ),
    "description", "pubDate", "link", "remoteStatus", "guid", "locations", "locations.location",
    "locations.location.name", "locations.location.address", "locations.location.zip",
    "locations.location.city", "locations.location.country", "department", "role", "division",
})  # fmt: skip
"""Keys of a JSON Feed's item and elements of an RSS item that the formats are known to have."""

_NUMBER = re.compile(r"/jobs/(\d+)(?=[-/?#]|\Z)")
_WORKPLACES: dict[str, Workplace] = {"fully": "remote", "hybrid": "hybrid", "onsite": "onsite"}
# "temporary" is remote for a while; "none" is what a posting has that nobody chose anything for.


def number_in(address: Json) -> str | None:
    """The number that an address gives its posting: "7793185" of "…/jobs/7793185-baker"."""
    match = _NUMBER.search(address) if isinstance(address, str) else None
    return match[1] if match else None


def rss_items(root: Element) -> list[Element]:
    """The items of an RSS document. Raises `Refused` for any other."""
    channel = child_of(root, "channel")
    if name_of(root) != "rss" or channel is None:
        raise Refused("unknown_shape", f"a feed of <{name_of(root)}> where an <rss> channel was due")
    return [element for element in channel if name_of(element) == "item"]


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a page of either feed."""
    if page.body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = xml_bytes.loads(page.body, page.content_type)
        yield from fields.each(page, [_rss_row(item) for item in rss_items(root)], _from_rss)
        return
    feed = json_bytes.loads(page.body, page.content_type)
    rows = fields.rows_of(feed, "items")
    yield from fields.each(page, [_json_row(item) for item in rows], _from_json)


def _json_row(item: Json) -> Json:
    if not isinstance(item, dict):
        return item
    stated = item.get("_jobposting")
    stated = stated if isinstance(stated, dict) else {}
    return {
        **item,
        "id": number_in(item.get("url")) or identifier(stated) or item.get("id"),
        "_jobposting": stated,
    }


def _from_json(page: SourcePage, row: Row) -> Posting:
    """The item's JobPosting; the feed's own keys stand in where it is silent."""
    stated = row["_jobposting"]
    item: dict[str, Any] = {
        "title": row.get("title"),
        "description": row.get("content_html"),
        "datePosted": row.get("date_published"),
        **{key: value for key, value in stated.items() if value is not None and key != "identifier"},
    }
    posting = posting_of(page, item, "json_ld")
    posting.posting_id = f"{page.board_id}:{fields.native_id(row)}"
    fields.link(posting, row, "url", "url")
    if posting.language is None:
        fields.language(posting)
    return posting


def _rss_row(item: Element) -> Row:
    row = value_of(item)
    if not isinstance(row, dict):
        return {}
    return {
        **row,
        "id": number_in(row.get("link")) or row.get("guid"),
        "description": markup_of(child_of(item, "description")),
    }


def _from_rss(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "link", "url")
    fields.employer(posting, page)
    fields.state(posting, row, "department", "department")
    if (published := fields.text(row.get("pubDate"))) is not None:
        posting.date_posted = dates.iso(published)
        evidence["date_posted"] = Evidence("ats_field", published)
    status = fields.text(row.get("remoteStatus"))
    if status is not None and (workplace := _WORKPLACES.get(status)):
        posting.workplace = workplace
        evidence["workplace"] = Evidence("ats_field", f"remoteStatus: {status}")
    _rss_locations(posting, items_of(row.get("locations"), "location"))
    fields.description(posting, row["description"])
    return posting


def _rss_locations(posting: Posting, stated: list[Json]) -> None:
    found = []
    for entry in stated:
        if isinstance(entry, dict):
            found.append(
                places.postal(fields.text(entry.get("city")), None, fields.text(entry.get("country")))
            )
    posting.job_location = places.unique([place for place in found if place])
    if posting.job_location:
        quoted = Evidence("ats_field", fields.quote(stated))
        posting.evidence["job_location"] = quoted
        if posting.workplace == "remote":
            location_lines.limit_to(posting, quoted)
