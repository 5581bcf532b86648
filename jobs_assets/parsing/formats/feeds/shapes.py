"""Which shape a feed has, and its rows. Judged by content alone: addresses and content types lie.

How a row is read is each shape's own module.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jobs_assets.parsing import json_bytes, xml_bytes
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.feeds import job_sites, job_xml, remote_sites, rows, syndication, usajobs
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.xml_bytes import Element, child_of, name_of

SHAPES: tuple[Shape, ...] = (
    remote_sites.REMOTIVE,
    remote_sites.REMOTE_OK,
    remote_sites.JOBICY,
    remote_sites.HIMALAYAS,
    job_sites.ARBEITNOW,
    job_sites.MUSE,
    job_sites.ADZUNA,
    usajobs.OPENINGS,
    usajobs.SEARCH,
    syndication.RSS,
    syndication.ATOM,
    syndication.JSON_FEED,
    *(shape for _, shape in job_xml.MARKS),
)
"""Every shape that is read."""

KNOWN = "RSS, Atom, JSON Feed, Indeed's XML, HR-XML, and the feeds of the sites listed in the documentation"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's document, its shape (null where it holds no postings to tell by) and its rows.

    Each row that can be named has its native id under "id".
    """

    shape: Shape | None
    rows: list[Json] = field(default_factory=list)
    json: Json = None
    xml: Element | None = None

    def offered(self) -> list[Json]:
        """The rows that are openings, or that are no objects at all."""
        shape = self.shape
        return [row for row in self.rows if shape is None or not isinstance(row, dict) or shape.offers(row)]


def opened(body: bytes, content_type: str = "") -> Feed:
    """The feed in `body`. Raises `NotJson` or `NotXml` for neither, `Refused` for an unknown shape."""
    if body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_xml(xml_bytes.loads(body, content_type))
    return _of_json(json_bytes.loads(body, content_type))


def _named(shape: Shape, found: Iterable[Json]) -> list[Json]:
    return [row | {"id": shape.native_id(row)} if isinstance(row, dict) else row for row in found]


# JSON

_OF_LIST: tuple[tuple[str, frozenset[str], Shape], ...] = (
    ("jobs", frozenset({"candidate_required_location"}), remote_sites.REMOTIVE),
    ("jobs", frozenset({"jobTitle", "jobGeo"}), remote_sites.JOBICY),
    ("jobs", frozenset({"guid", "companyName", "locationRestrictions"}), remote_sites.HIMALAYAS),
    ("data", frozenset({"slug", "company_name"}), job_sites.ARBEITNOW),
    ("results", frozenset({"refs", "publication_date"}), job_sites.MUSE),
    ("results", frozenset({"redirect_url", "adref"}), job_sites.ADZUNA),
)
"""Where the rows are, what a row must have, and the shape."""
_ENVELOPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"job-count", "jobs"}), "jobs"),
    (frozenset({"jobCount", "jobs"}), "jobs"),
    (frozenset({"totalCount", "jobs"}), "jobs"),
    (frozenset({"data", "links", "meta"}), "data"),
    (frozenset({"page_count", "results"}), "results"),
    (frozenset({"count", "results"}), "results"),
)
"""Documents that are known without a row: an empty feed is one."""


def _of_json(document: Json) -> Feed:
    if isinstance(document, list):
        return _of_remote_ok(document)
    if not isinstance(document, dict):
        raise Refused("unknown_shape", f"a JSON {type(document).__name__}, which no feed is")
    if isinstance(items := rows.value_at(document, "SearchResult", "SearchResultItems"), list):
        return Feed(usajobs.SEARCH, _named(usajobs.SEARCH, items), document)
    if str(document.get("version") or "").startswith("https://jsonfeed.org/version/"):
        shape = syndication.JSON_FEED
        return Feed(shape, _named(shape, rows.entries(document.get("items"))), document)
    for key, marks, shape in _OF_LIST:
        found = document.get(key)
        if isinstance(found, list) and any(isinstance(row, dict) and marks <= row.keys() for row in found):
            return Feed(shape, _named(shape, found), document)
    for marks, key in _ENVELOPES:
        if marks <= document.keys() and document[key] == []:
            return Feed(None, [], document)
    keys = ", ".join(sorted(map(str, document))[:12]) or "(none)"
    raise Refused("unknown_shape", f"an object with the keys {keys}; known are {KNOWN}")


def _of_remote_ok(document: list[Json]) -> Feed:
    """Remote OK's list, of which the first element is a legal notice."""
    shape = remote_sites.REMOTE_OK
    found = [row for row in document if not (isinstance(row, dict) and "legal" in row and "id" not in row)]
    jobs = [row for row in found if isinstance(row, dict) and {"position", "company"} <= row.keys()]
    if not jobs and found:
        raise Refused("unknown_shape", f"a list without Remote OK's keys; known are {KNOWN}")
    return Feed(shape, _named(shape, found), document)


# XML


def _of_xml(root: Element) -> Feed:
    match name_of(root):
        case "rss" | "RDF":
            return _of_entries(syndication.RSS, root, "item")
        case "feed":
            return _of_entries(syndication.ATOM, root, "entry")
        case "ShowPositionOpening":
            return _of_openings(root)
        case _:
            return _of_jobs(root)


def _of_entries(shape: Shape, root: Element, name: str) -> Feed:
    found = [syndication.item_row(element) for element in root.iter() if name_of(element) == name]
    return Feed(shape, _named(shape, found), xml=root)


def _of_openings(root: Element) -> Feed:
    area = child_of(root, "DataArea")
    found = [one for one in (area if area is not None else ()) if name_of(one) == "PositionOpening"]
    return Feed(usajobs.OPENINGS, _named(usajobs.OPENINGS, map(rows.row_of, found)), xml=root)


def _of_jobs(root: Element) -> Feed:
    """A list of `<job>`: directly below the root, or below a `<jobs>` there."""
    inner = child_of(root, "jobs")
    elements = [one for one in (root if inner is None else inner) if name_of(one) == "job"]
    found = [rows.row_of(one, job_xml.MARKUP) for one in elements]
    for marks, shape in job_xml.MARKS:
        if any(isinstance(row, dict) and marks <= row.keys() for row in found):
            return Feed(shape, _named(shape, found), xml=root)
    if not found and name_of(root) in {"source", "jobs"}:
        return Feed(None, xml=root)
    names = sorted({name_of(child) for one in elements[:1] or [root] for child in one})[:12]
    what = f"<job> with {', '.join(names)}" if found else f"<{name_of(root)}> with {', '.join(names)}"
    raise Refused("unknown_shape", f"{what or 'an empty document'}; known are {KNOWN}")
