"""Lever Postings API: a site's list of postings, or one of them.

Field meanings: github.com/lever/postings-api. The description is in pieces; a posting without its lists is
half a posting.
"""

import re
from collections.abc import Iterator
from html import escape

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, places
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Unparsed

FIELDS = frozenset({
    "id", "text", "hostedUrl", "applyUrl", "createdAt", "country", "workplaceType", "categories",
    "categories.location", "categories.allLocations", "categories.commitment", "categories.team",
    "categories.department", "description", "descriptionPlain", "descriptionBody", "descriptionBodyPlain",
    "opening", "openingPlain", "lists", "lists.text", "lists.content", "additional", "additionalPlain",
    "salaryRange", "salaryRange.min", "salaryRange.max", "salaryRange.currency", "salaryRange.interval",
    "salaryDescription", "salaryDescriptionPlain",
})  # fmt: skip
"""Keys of a posting that the format is known to have."""

_HAS_LIST = re.compile(r"<(?:ul|ol)\b", re.IGNORECASE)
_HAS_ITEM = re.compile(r"<li\b", re.IGNORECASE)


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a list response, or the one of a detail response."""
    yield from fields.each(
        page, fields.rows_of(json_bytes.loads(page.body, page.content_type), None), _posting
    )


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "text")
    evidence = posting.evidence
    fields.link(posting, row, "hostedUrl", "url")
    fields.link(posting, row, "applyUrl", "apply_url")
    fields.employer(posting, page)
    fields.state(posting, row, "reqCode", "requisition_id")
    categories = row.get("categories")
    categories = categories if isinstance(categories, dict) else {}
    fields.state(posting, categories, "department", "department")
    fields.state(posting, categories, "team", "team")
    commitment = categories.get("commitment")
    if isinstance(commitment, str) and commitment.strip():
        posting.employment_type = types_of(commitment)
        evidence["employment_type"] = Evidence("ats_field", commitment)
    if (created := row.get("createdAt")) is not None:
        posting.date_posted = dates.iso(created)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(created))
    _location(posting, row, categories)
    fields.pay_range(posting, row.get("salaryRange"), "interval")
    fields.description(posting, _description(row))
    return posting


def _location(posting: Posting, row: Row, categories: Row) -> None:
    stated = categories.get("allLocations")
    lines = [line for item in (stated if isinstance(stated, list) else []) if (line := fields.text(item))]
    first = fields.text(categories.get("location"))
    if first and first not in lines:
        lines.insert(0, first)
    readings = [places.read_line(line) for line in lines]
    found = places.unique([place for reading in readings for place in reading.places])
    country = row.get("country")
    code = country_named(country) if isinstance(country, str) else None
    posting.job_location = _with_country(found, code)
    quoted = Evidence("ats_field", fields.quote(lines[0] if len(lines) == 1 else lines))
    if posting.job_location:
        posting.evidence["job_location"] = quoted if lines else Evidence("ats_field", fields.quote(country))
    type_ = row.get("workplaceType")
    if isinstance(type_, str) and (workplace := workplace_of(type_)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", type_)
    elif readings and len({reading.workplace for reading in readings}) == 1 and readings[0].workplace:
        posting.workplace = readings[0].workplace
        posting.evidence["workplace"] = quoted
    if posting.workplace == "remote":
        limits = [limit for place in found if (limit := places.eligibility_of(place))]
        if limits:
            posting.remote_eligibility = limits
            posting.evidence["remote_eligibility"] = quoted


def _with_country(found: list[Place], code: str | None) -> list[Place]:
    """The posting's `country` is that of its one place; with several it is not said whose."""
    if code is None or any(place.country for place in found) or len(found) > 1:
        return found
    if not found:
        return [Place(country=code)]
    return [Place(found[0].city, found[0].region, code)]


def _description(row: Row) -> str:
    """Opening, body, lists, closing and the words on pay, in the order of the hosted page."""

    def markup(key: str) -> str:
        stated = row.get(key)
        return stated if isinstance(stated, str) else ""

    parts = [
        markup("description")
        or markup("opening") + markup("descriptionBody")
        or _plain(row, "descriptionPlain")
    ]
    lists = row.get("lists")
    for item in lists if isinstance(lists, list) else []:
        if isinstance(item, dict):
            parts.append(_list(fields.text(item.get("text")), item.get("content")))
    parts.append(markup("additional") or _plain(row, "additionalPlain"))
    if (words := markup("salaryDescription")) and words not in parts[-1]:
        parts.append(words)
    return "".join(parts)


def _plain(row: Row, key: str) -> str:
    stated = row.get(key)
    return f"<p>{escape(stated).replace(chr(10), '<br>')}</p>" if isinstance(stated, str) and stated else ""


def _list(heading: str | None, content: Json) -> str:
    """A list's heading and items; the items come bare, wrapped in a `div`, or as a list of their own."""
    head = f"<h3>{escape(heading)}</h3>" if heading else ""
    if not isinstance(content, str) or not content.strip():
        return head
    bare = _HAS_ITEM.search(content) and not _HAS_LIST.search(content)
    return f"{head}<ul>{content}</ul>" if bare else f"{head}{content}"
