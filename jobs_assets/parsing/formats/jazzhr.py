"""JazzHR: a board's table of openings (/apply/jobs), its cards (/apply), or one opening's page.

A third of the openings' pages have no JSON-LD; what they show is in elements that all of the vendor's themes
name alike, but for two spellings. The time in a row's id is when it was drafted, so it dates nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from urllib.parse import urljoin, urlsplit

from turbohtml import Document, Element
from turbohtml import parse as parse_html

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, location_lines
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.structured_page import own_posting, own_record
from jobs_assets.parsing.json_bytes import NotJson, loads_lenient
from jobs_assets.postings import Evidence, Posting, Record

FIELDS = frozenset({
    "@context", "@type", "url", "title", "description", "datePosted", "validThrough", "employmentType",
    "hiringOrganization", "jobLocation", "jobLocationType", "applicantLocationRequirements", "baseSalary",
    "experienceRequirements", "uniqueJobCode",
})  # fmt: skip
"""The keys of an opening's JSON-LD, read or knowingly left aside."""

_OPENING = re.compile(r"/apply/(?:jobs/details/)?([A-Za-z0-9]{8,})(?:/|\Z)")
_LABEL = re.compile(r"^(?:location|type|department)\s*:\s*", re.IGNORECASE)
_END_OF_TITLE = " - Career Page"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An opening as its board shows it."""

    key: str
    title: str
    url: str
    department: str | None
    location: str | None

    @property
    def values(self) -> tuple[str | None, ...]:
        """What the row shows: another value is another state of the opening."""
        return astuple(self)


def parse(page: SourcePage) -> Iterator[Record]:
    """Every opening of a board's page, or the one of an opening's own."""
    document = parse_html(page.body, positions=False)
    if key := opening_key(page.url):
        yield own_record(page, key, lambda: _opening(page, key, document))
        return
    employer = _organization(document)
    for row in _rows(document, page.url):
        yield _listed(page, row, employer)


def opening_key(url: str) -> str | None:
    """The opening that an address names: "/apply/{key}/{words of the title}"."""
    match = _OPENING.match(urlsplit(url).path)
    return match[1] if match else None


# A board's page


def board_rows(body: bytes, url: str) -> Iterator[BoardRow]:
    """The openings of a board's page, in order, each once."""
    return _rows(parse_html(body, positions=False), url)


def _rows(document: Document, url: str) -> Iterator[BoardRow]:
    seen: set[str] = set()
    for row in _table_rows(document, url) or _cards(document, url):
        if row.key not in seen:
            seen.add(row.key)
            yield row


def _table_rows(document: Document, url: str) -> list[BoardRow]:
    rows = []
    for element in document.select('#jobs_table tr[id^="row_job_"]'):
        cells = element.select("td")
        place = _text(cells[-1]) if len(cells) > 1 else None
        link, department = element.select_one("a[href]"), element.select_one(".resumator_department")
        rows.append(_row(link, url, _text(department), place))
    return [row for row in rows if row is not None]


def _cards(document: Document, url: str) -> list[BoardRow]:
    rows = []
    for element in document.select("li.list-group-item"):
        link = element.select_one(".list-group-item-heading a[href]")
        shown = {
            mark: _text(icon.parent)
            for mark in ("fa-map-marker", "fa-sitemap")
            if (icon := element.select_one(f"i.{mark}")) is not None and isinstance(icon.parent, Element)
        }
        rows.append(_row(link, url, shown.get("fa-sitemap"), shown.get("fa-map-marker")))
    return [row for row in rows if row is not None]


def _row(link: Element | None, url: str, department: str | None, place: str | None) -> BoardRow | None:
    """Null where the link leads to no opening of this board."""
    if link is None:
        return None
    target, title = urljoin(url, str(link.attrs["href"])), _text(link)
    key = opening_key(target) if urlsplit(target).hostname == urlsplit(url).hostname else None
    if key is None or title is None:
        return None
    return BoardRow(key, title, urljoin(url, f"/apply/{key}"), department, place)


def _listed(page: SourcePage, row: BoardRow, employer: str | None) -> Posting:
    posting = Posting(f"{page.board_id}:{row.key}", page.board_id, row.url, row.title)
    posting.evidence["title"] = Evidence("ats_field", row.title)
    _employed(posting, page, employer)
    if row.department:
        posting.department = row.department
        posting.evidence["department"] = Evidence("ats_field", row.department)
    if row.location:
        location_lines.state(posting, [row.location])
    return posting


# An opening's page


def _opening(page: SourcePage, key: str, document: Document) -> Posting:
    posting = own_posting(page, key) or _unmarked(page, key, document)
    if "hiring_organization" not in posting.evidence:
        _employed(posting, page, _organization(document))
    department = _shown(document, '#resumator-job-department, [title="Department"]')
    if posting.department is None and department:
        posting.department = department
        posting.evidence["department"] = Evidence("ats_field", department)
    type_ = _shown(document, "#resumator-job-employment, #resumator-job-type")
    if "employment_type" not in posting.evidence and type_:
        posting.employment_type = types_of(type_)
        posting.evidence["employment_type"] = Evidence("ats_field", type_)
    place = _shown(document, '#resumator-job-location, .job-header [title="Location"]')
    if "job_location" not in posting.evidence and place:
        location_lines.state(posting, [place])
    return posting


def _unmarked(page: SourcePage, key: str, document: Document) -> Posting:
    """The opening of a page without JSON-LD: its heading and its text."""
    title = _text(document.select_one(".job-header h2")) or _page_title(document)
    if title is None:
        raise Refused("no_title", "an opening's page without a heading")
    canonical = document.select_one('link[rel="canonical"][href]')
    url = str(canonical.attrs["href"]) if canonical is not None else page.url
    posting = Posting(f"{page.board_id}:{key}", page.board_id, url, title)
    posting.evidence["title"] = Evidence("ats_field", title)
    posting.hiring_organization = page.employer
    description = document.select_one("#job-description, #resumator-job-description")
    fields.description(posting, description.inner_html if description is not None else None)
    return posting


def _page_title(document: Document) -> str | None:
    """The title of a page, "{opening} - {employer} - Career Page", without its end."""
    title = _text(document.select_one("title"))
    if title is None or not title.endswith(_END_OF_TITLE):
        return None
    title = title.removesuffix(_END_OF_TITLE)
    employer = _organization(document)
    return title.removesuffix(f" - {employer}") if employer else title.rpartition(" - ")[0] or title


def _shown(document: Document, selector: str) -> str | None:
    """The text of the element that shows an attribute, without the label that some themes put into it."""
    text = _text(document.select_one(selector))
    return _LABEL.sub("", text) or None if text else None


def _organization(document: Document) -> str | None:
    """The employer: every page has one Organization as JSON-LD of its own."""
    for script in document.select('script[type="application/ld+json"]'):
        try:
            stated = loads_lenient(script.text)
        except NotJson:
            continue
        if isinstance(stated, dict) and stated.get("@type") == "Organization":
            return fields.text(stated.get("name"))
    return None


def _employed(posting: Posting, page: SourcePage, organization: str | None) -> None:
    posting.hiring_organization = organization or page.employer
    if organization:
        posting.evidence["hiring_organization"] = Evidence("json_ld", organization)


def _text(element: Element | None) -> str | None:
    return fields.text(element.text) if element is not None else None
