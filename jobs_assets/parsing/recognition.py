"""Which format a body is in, by its shape alone; null where no format's shape, or more than one's, fits.

For captures of which nothing else is known: a crawled page's format is its board's kind. How a format is
read is its own module.
"""

import re
from collections.abc import Iterator

from jobs_assets.parsing import json_bytes, xml_bytes
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats import join
from jobs_assets.parsing.formats.feeds import shapes
from jobs_assets.parsing.json_bytes import Json, NotJson
from jobs_assets.parsing.xml_bytes import Element, NotXml, child_of, name_of

_Marks = tuple[str, tuple[str, ...], frozenset[str]]

_ROWS: tuple[_Marks, ...] = (
    ("greenhouse", ("jobs",), frozenset({"absolute_url"})),
    ("ashby", ("jobs",), frozenset({"jobUrl"})),
    ("workable", ("jobs",), frozenset({"shortcode"})),
    ("lever", (), frozenset({"hostedUrl"})),
    ("gem", (), frozenset({"absolute_url"})),
    ("rippling", (), frozenset({"uuid", "workLocation"})),
    ("breezy", (), frozenset({"friendly_id", "published_date"})),
    ("comeet", (), frozenset({"uid", "url_comeet_hosted_page"})),
    ("recruitee", ("offers",), frozenset({"careers_url"})),
    ("teamtailor", ("items",), frozenset({"_jobposting"})),
    ("smartrecruiters", ("content",), frozenset({"name", "releasedDate", "company"})),
    ("workday", ("jobPostings",), frozenset({"title", "externalPath"})),
    ("bamboohr", ("result",), frozenset({"jobOpeningName"})),
    ("pinpoint", ("data",), frozenset({"title", "employment_type_text", "workplace_type_text"})),
    ("manatal", ("results",), frozenset({"hash", "position_name"})),
    ("eightfold", ("positions",), frozenset({"name", "t_create"})),
    ("eightfold", ("data", "positions"), frozenset({"name", "positionUrl"})),
)
"""Where a format's list of rows is, and what a row of it has and no other format's there."""

_OBJECTS: tuple[_Marks, ...] = (
    ("greenhouse", (), frozenset({"absolute_url", "internal_job_id"})),
    ("lever", (), frozenset({"hostedUrl", "categories"})),
    ("rippling", (), frozenset({"uuid", "workLocations"})),
    ("comeet", (), frozenset({"uid", "url_comeet_hosted_page"})),
    ("smartrecruiters", ("jobAd",), frozenset({"sections"})),
    ("workday", ("jobPostingInfo",), frozenset({"title"})),
    ("bamboohr", ("result", "jobOpening"), frozenset({"jobOpeningName"})),
    ("eightfold", (), frozenset({"name", "t_create", "job_description"})),
    ("eightfold", ("data",), frozenset({"name", "jobDescription", "positionUrl"})),
)
"""Where the one posting of an answer is, and what it has."""

_PAGES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("icims", re.compile(rb'class\s*=\s*"[^"]*\biCIMS_(?:JobsTable|JobCardItem|ListingsPage)\b')),
    ("jazzhr", re.compile(rb'id="jobs_table".{0,20000}<tr id="row_job_', re.DOTALL)),
    ("bamboohr", re.compile(rb'class\s*=\s*"[^"]*\bBambooHR-ATS-board\b')),
    ("comeet", re.compile(rb"POSITIONS_DATA\s*=\s*\[")),
)
"""What lists of postings have in their HTML."""

_HTML_ROOTS = frozenset({
    "html", "head", "body", "main", "article", "section", "header", "footer", "aside", "nav", "div", "p",
    "span", "a", "ul", "ol", "dl", "table", "form", "template", "script", "h1", "h2", "h3", "h4",
})  # fmt: skip
_TEAMTAILOR = re.compile(rb'xmlns:\w+\s*=\s*"https?://teamtailor\.com/')


def recognised(body: bytes) -> str | None:
    """The kind whose format a JSON, XML or HTML body is in, for example "workday"; null for none for certain.

    Of HTML only the lists of postings that have no structured data are known.
    """
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        found = set(_of_json(body))
    elif re.match(rb"<!doctype html|<html", start, re.IGNORECASE):
        found = set(_of_html(body))
    elif start.startswith(b"<"):
        found = set(_of_xml(body)) or set(_of_html(body))
    else:
        return None
    return found.pop() if len(found) == 1 else None


def is_other_xml(body: bytes) -> bool:
    """Whether a body is well-formed XML that is no HTML, not even a piece of it."""
    if not body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    try:
        return name_of(xml_bytes.loads(body)).lower() not in _HTML_ROOTS
    except NotXml:
        return False


def _of_json(body: bytes) -> Iterator[str]:
    try:
        document = json_bytes.loads(body)
    except NotJson:
        return
    own = list(_of_document(document))
    yield from own or (["feed"] if _is_feed(body) else [])


def _of_document(document: Json) -> Iterator[str]:
    for kind, path, marks in _ROWS:
        found = _at(document, path)
        if isinstance(found, list) and any(isinstance(row, dict) and marks <= row.keys() for row in found):
            yield kind
    for kind, path, marks in _OBJECTS:
        found = _at(document, path)
        if isinstance(found, dict) and marks <= found.keys():
            yield kind


def _at(document: Json, path: tuple[str, ...]) -> Json:
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _of_xml(body: bytes) -> Iterator[str]:
    try:
        root = xml_bytes.loads(body)
    except NotXml:
        return
    match name_of(root):
        case "workzag-jobs":
            yield "personio"
        case "Job-Listing":
            yield "successfactors"
        case "offers" if _has_child(root, "careers_url"):
            yield "recruitee"
        case "rss" if _TEAMTAILOR.search(body[:2000]):
            yield "teamtailor"
        case _ if _is_feed(body):
            yield "feed"


def _has_child(root: Element, name: str) -> bool:
    return any(child_of(entry, name) is not None for entry in root)


def _is_feed(body: bytes) -> bool:
    try:
        return shapes.opened(body).shape is not None
    except (NotJson, NotXml, Refused):
        return False


def _of_html(body: bytes) -> Iterator[str]:
    yield from (kind for kind, mark in _PAGES if mark.search(body))
    if b"__NEXT_DATA__" in body and _is_of_join(body):
        yield "join"


def _is_of_join(body: bytes) -> bool:
    try:
        listing = join.listing_of(join.page_state(body))
    except (NotJson, Refused):
        return False
    return listing is not None and any(isinstance(row, dict) and "idParam" in row for row in listing[1])
