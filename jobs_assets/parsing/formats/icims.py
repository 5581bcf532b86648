"""iCIMS: a page of a portal's search, or one posting's page, both as they stand inside the portal's frame.

Most postings' pages have JSON-LD, in which the vendor fills every blank with "UNAVAILABLE" and, where a
portal does not date its postings, makes up dates as it answers: those alone are not on a full second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from turbohtml import Document, Element
from turbohtml import parse as parse_html

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, location_lines, places, sections
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.formats.structured_page import own_posting, own_record
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.jsonld import Item
from jobs_assets.parsing.regions import CITIES, REGIONS, region_country
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Record, Workplace

FIELDS = frozenset({
    "@context", "@type", "title", "description", "responsibilities", "qualifications", "datePosted",
    "validThrough", "employmentType", "occupationalCategory", "directApply", "url", "hiringOrganization",
    "jobLocation", "jobLocationType", "applicantLocationRequirements", "baseSalary", "salaryCurrency",
    "incentiveCompensation", "industry", "identifier",
})  # fmt: skip
"""The keys of a posting's JSON-LD, read or knowingly left aside."""

_POSTING = re.compile(r"/jobs/(\d+)/(?:[^/]+/)?job/?\Z")
_PAGES = re.compile(r"\bPage\s+(\d+)\s+(?:,\s*)?of\s+(\d+)", re.IGNORECASE)
_CARD = re.compile(rb"class\s*=\s*[\"'][^\"']*\biCIMS_JobCardItem\b")
_NUMBERED = frozenset(
    {"id", "job id", "req id", "requisition id", "requisition number", "job number", "number"}
)
_PLACED = frozenset({"location", "locations", "job location", "job locations"})
_TYPED = frozenset({"type", "position type", "employment type", "job type"})
_SORTED = ("department", "category")
_ARRANGED = frozenset({"workplace type", "remote type", "work arrangement", "work model", "location type"})


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A posting as a search shows it: `shown` are its labelled values, in their order."""

    native_id: str
    title: str
    url: str
    shown: tuple[tuple[str, str], ...]

    @property
    def values(self) -> list[object]:
        """What is shown and stays: "2 days ago" is another value tomorrow."""
        return [self.title, self.url, [pair for pair in self.shown if "date" not in pair[0]]]


@dataclass(slots=True)
class SearchPage:
    """One page of a portal's search. `pages` is how many there are, where it says so."""

    rows: list[SearchRow] = field(default_factory=list)
    pages: int | None = None
    unread: int = 0


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting of a page of the search, or the one of a posting's own page."""
    if native := posting_number(page.url):
        yield own_record(page, native, lambda: _posting(page, native))
        return
    for row in search_page(page.body, page.url).rows:
        yield _listed(page, row)


def posting_number(url: str) -> str | None:
    """The posting that an address names: "/jobs/{number}/{words of the title}/job"."""
    match = _POSTING.match(urlsplit(url).path)
    return match[1] if match else None


# The search


def search_page(body: bytes, url: str) -> SearchPage:
    """What a page of the search shows. A card that leads to no posting of this portal is not read."""
    document = parse_html(body, positions=False)
    found: dict[str, SearchRow] = {}
    for link in document.select('a[href*="/jobs/"]'):
        row = _row(link, url)
        if row is not None and row.native_id not in found:
            found[row.native_id] = row
    return SearchPage(list(found.values()), _pages(document), max(0, len(_CARD.findall(body)) - len(found)))


def _pages(document: Document) -> int | None:
    for selector in (
        ".iCIMS_SubHeader_Jobs",
        ".iCIMS_PagingBatch .selected",
        ".iCIMS_PagingBatch",
        ".iCIMS_Paging",
    ):
        element = document.select_one(selector)
        if element is not None and (match := _PAGES.search(" ".join(element.text.split()))):
            return int(match[2])
    return None


def _row(link: Element, url: str) -> SearchRow | None:
    target = urljoin(url, str(link.attrs["href"]))
    parts = urlsplit(target)
    native = posting_number(target) if parts.hostname == urlsplit(url).hostname else None
    title = _title(link)
    card = link.closest("li.iCIMS_JobCardItem, .iCIMS_JobsTable .row, tr")
    if native is None or title is None or card is None:
        return None
    return SearchRow(native, title, f"{parts.scheme}://{parts.netloc}{parts.path}", tuple(_shown(card)))


def _title(link: Element) -> str | None:
    """The heading in a link, else the link's text but for what is there for screen readers alone."""
    heading = link.select_one("h1, h2, h3, h4")
    if heading is not None:
        return _text(heading)
    label = link.select_one(".sr-only")
    text = _text(link)
    return text.removeprefix(_text(label) or "").strip() or None if text and label is not None else text


def _shown(card: Element | Document) -> Iterator[tuple[str, str]]:
    """The labelled values of a card or a posting's header; of "Location : Location" the last name counts."""
    pairs = [(dt, dt.parent.select_one("dd")) for dt in card.select("dt") if isinstance(dt.parent, Element)]
    for label in card.select(".header .field-label"):
        if label.closest("dt") is None:
            pairs.append((label, _after(label)))
    for label, value in pairs:
        name, text = _text(label), _text(value)
        if name and text:
            yield name.lower().rpartition(" : ")[2].strip(" :"), text


def _after(label: Element) -> Element | None:
    return next((one for one in label.next_siblings if isinstance(one, Element)), None)


def _listed(page: SourcePage, row: SearchRow) -> Posting:
    posting = Posting(f"{page.board_id}:{row.native_id}", page.board_id, row.url, row.title)
    posting.evidence["title"] = Evidence("ats_field", row.title)
    fields.employer(posting, page)
    _complete(posting, row.shown)
    return posting


# A posting's page


def _posting(page: SourcePage, native: str) -> Posting:
    document = parse_html(page.body, positions=False)
    posting = own_posting(page, native, _mended) or _unmarked(page, native, document)
    posting.url = posting.url.partition("?")[0] if posting.url else None
    header = document.select_one(".iCIMS_JobContent")
    _complete(posting, tuple(_shown(header if header is not None else document)))
    return posting


def _unmarked(page: SourcePage, native: str, document: Document) -> Posting:
    """The posting of a page without JSON-LD: its heading, and its text in sections with headings."""
    title = _text(document.select_one("h1.iCIMS_Header, .iCIMS_Header"))
    if title is None:
        raise Refused("no_title", "a posting's page without a heading")
    posting = Posting(f"{page.board_id}:{native}", page.board_id, page.url, title)
    posting.evidence["title"] = Evidence("ats_field", title)
    fields.employer(posting, page)
    text = sections.joined(
        (_heading(body), (body.select_one(".iCIMS_Expandable_Text") or body).inner_html)
        for body in document.select(".iCIMS_InfoMsg_Job")
    )
    fields.description(posting, text)
    return posting


def _heading(body: Element) -> str | None:
    before = next((one for one in body.previous_siblings if isinstance(one, Element)), None)
    return _text(before) if before is not None and before.has_class("iCIMS_InfoField_Job") else None


def _mended(item: Item) -> Item:
    """The item without what the vendor makes up; the category is what portals sort their postings by."""
    stated = {key: value for key, one in item.items() if (value := _stated(one)) is not None}
    for key in ("datePosted", "validThrough"):
        moment = stated.get(key)
        if isinstance(moment, str) and "." in moment and not moment.endswith(".000Z"):
            del stated[key]
    if category := stated.get("occupationalCategory"):
        stated["employmentUnit"] = category
    return stated


def _stated(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: inner for key, one in value.items() if (inner := _stated(one)) is not None}
    if isinstance(value, list):
        return [inner for one in value if (inner := _stated(one)) is not None]
    return None if isinstance(value, str) and (value == "UNAVAILABLE" or "${" in value) else value


# Labelled values


def _complete(posting: Posting, shown: tuple[tuple[str, str], ...]) -> None:
    """Puts in what labelled values say and the posting does not have yet."""
    values = dict(reversed(shown))  # the first of a name counts
    evidence = posting.evidence
    for name, label in (("requisition_id", _first(values, _NUMBERED)), ("department", _sorted(values))):
        if label is not None and getattr(posting, name) is None:
            setattr(posting, name, values[label])
            evidence[name] = Evidence("ats_field", values[label])
    if (
        (label := _first(values, _TYPED))
        and "employment_type" not in evidence
        and (types := types_of(values[label]))
    ):
        posting.employment_type = types
        evidence["employment_type"] = Evidence("ats_field", values[label])
    if (label := _first(values, _ARRANGED)) and posting.workplace is None:
        posting.workplace = workplace_of(values[label])
        evidence["workplace"] = Evidence("ats_field", values[label])
    if label := _first(values, _PLACED):
        _locate(posting, values[label])


def _first(values: dict[str, str], names: frozenset[str]) -> str | None:
    return next((label for label in values if label in names), None)


def _sorted(values: dict[str, str]) -> str | None:
    """ "Department", else "Category", which may go on: "Category (Portal Searching)"."""
    return next((label for start in _SORTED for label in values if label.startswith(start)), None)


def _locate(posting: Posting, line: str) -> None:
    """ "US-NJ-Edison | US-Remote": the posting's places, and its workplace where all of them say the same."""
    readings = [_located(part.strip()) for part in line.split("|") if part.strip()]
    quoted = Evidence("ats_field", line)
    if "job_location" not in posting.evidence:
        posting.job_location = places.unique([place for place, _ in readings if place is not None])
        if posting.job_location:
            posting.evidence["job_location"] = quoted
    arrangements = {workplace for _, workplace in readings}
    if posting.workplace is None and len(arrangements) == 1 and (workplace := arrangements.pop()):
        posting.workplace = workplace
        posting.evidence["workplace"] = quoted
    if posting.workplace == "remote" and posting.remote_eligibility is None:
        location_lines.limit_to(posting, quoted)


def _located(part: str) -> tuple[Place | None, Workplace | None]:
    """ "US-NJ-Edison", "IE-Dublin", "US-Remote", "GB"; what is not so written is read as any line."""
    code, _, rest = part.partition("-")
    country = country_named(code) if len(code) == 2 and code.isupper() else None
    if country is None:
        reading = places.read_line(part)
        return (reading.places[0] if reading.places else None), reading.workplace
    names = _region_and_city(rest, country)
    remote: Workplace | None = "remote" if workplace_of(names[-1] or names[0]) == "remote" else None
    if remote:
        names = (names[0] if names[1] else "", "")
    return Place(names[1] or None, names[0] or None, country), remote


def _region_and_city(rest: str, country: str) -> tuple[str, str]:
    """What follows the country: a region and a city, or one of them alone, each with hyphens of its own."""
    parts = rest.split("-")
    if len(parts) > 1 and rest.casefold() not in CITIES:
        splits = [("-".join(parts[:at]), "-".join(parts[at:])) for at in range(len(parts) - 1, 0, -1)]
        known = [split for split in splits if _is_region(split[0].strip(), country, before_city=True)]
        region, city = (known or splits[-1:])[0]
        return region.strip(), city.strip()
    name = rest.strip()
    return (name, "") if name and _is_region(name, country) else ("", name)


def _is_region(name: str, country: str, *, before_city: bool = False) -> bool:
    return country in REGIONS.get(name, ()) or region_country(name, after_city=before_city) == country


def _text(element: Element | None) -> str | None:
    return fields.text(element.text) if element is not None else None
