"""SuccessFactors: a career site's job feed, a posting's page with microdata, or an older site's XML listing.

No document of the vendor's describes them; the shapes are those of recorded answers. The feed (RSS with
Google's `g:` elements) and the listing hold whole postings. On pages several regions are marked as the
description, and the place is one line in `streetAddress`.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, facilities, fields, location_lines, places, xml_bytes
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.formats.structured_page import own_posting, own_record
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.jsonld import Item
from jobs_assets.parsing.places import Reading
from jobs_assets.postings import Evidence, Posting, Record

FIELDS = frozenset({
    "title", "description", "link", "guid", "id", "location", "employer", "expiration_date", "job_function",
    "pubDate", "image_link", "job_type", "salary", "education", "immigration_status", "salary_type",
    "JobTitle", "ReqId", "Job-Description", "Posted-Date", "label", "value",
})  # fmt: skip

_XML = re.compile(rb"(?:\xef\xbb\xbf|\s)*<(?:\?xml|rss|Job-Listing)\b", re.IGNORECASE)
_NUMBER = re.compile(r"/(\d{2,})/?\Z")
_LAST_CODE = re.compile(r",\s*([A-Za-z]{2})(?:,\s*[\w -]*\d[\w -]*)?\s*\Z")
_TITLE_TAIL = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_LABELS = {
    "location": re.compile(
        r"(?:posting |job |work |primary )?locations?\Z|city\Z|standort\Z|arbeitsort\Z|lieu\Z", re.I
    ),
    "country": re.compile(r"country(?:/region)?\Z|land\Z|pays\Z|país\Z", re.I),
    "department": re.compile(
        r"department\Z|job family\b.*|functional area\Z|job function\Z|abteilung\Z", re.I
    ),
    "type": re.compile(r"(?:type of employment|(?:employment|job|contract) type|beschäftigungsart)\Z", re.I),
}


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting of a feed or listing, or the one of a page."""
    if not _XML.match(page.body):
        yield own_record(page, native_id(page.url), lambda: _page(page))
        return
    root = xml_bytes.loads(page.body, page.content_type)
    match xml_bytes.name_of(root):
        case "rss":
            items = [element for element in root.iter() if xml_bytes.name_of(element) == "item"]
            yield from fields.each(page, [_named(xml_bytes.value_of(item)) for item in items], _fed)
        case "Job-Listing":
            jobs = [xml_bytes.value_of(element) for element in root if xml_bytes.name_of(element) == "Job"]
            yield from _listing(page, jobs)
        case name:
            raise Refused("unknown_shape", f"neither an RSS feed nor a Job-Listing, but <{name}>")


def native_id(url: str) -> str | None:
    """The number at the end of a posting's address: "/job/Reading-Head-Baker-RG1/1234567/"."""
    match = _NUMBER.search(urlsplit(url).path)
    return match[1] if match else None


# A feed's item


def id_of_item(item: Row) -> str | None:
    """The posting's number: of its address, else as the feed states it."""
    link = item.get("link")
    number = native_id(link.strip()) if isinstance(link, str) else None
    return number or fields.text(item.get("id")) or fields.text(item.get("guid"))


def _named(item: Json) -> Json:
    return item | {"id": id_of_item(item)} if isinstance(item, dict) else item


def _fed(page: SourcePage, item: Row) -> Posting:
    posting = fields.titled(page, item, "title")
    place = fields.text(item.get("location"))
    posting.title = _without_place(posting.title, place)
    fields.link(posting, item, "link", "url")
    fields.employer(posting, page, item.get("employer"))
    fields.state(posting, item, "job_function", "department")
    _dates(posting, item, ("pubDate", "date_posted"), ("expiration_date", "valid_through"))
    location_lines.state(posting, [place] if place else [], read=_place)
    _text(posting, item.get("description"))
    return posting


def _place(line: str) -> Reading:
    """The place of "city, state, country, postcode", as sites state it: a last code is the country's.

    What reads as a place of another country for certain is left at that: some sites leave the country out.
    """
    reading = facilities.read_facility(line)
    if reading.places and reading.places[0].country:
        return reading
    code = _LAST_CODE.search(line)
    country = country_named(code[1].upper()) if code else None
    return facilities.read_facility(line, country) if country else reading


def _without_place(title: str, place: str | None) -> str:
    """A title without the place that feeds put behind it: "Baker (Reading, GB)"."""
    tail = _TITLE_TAIL.search(title)
    if tail is None or place is None:
        return title
    named, city = tail[1].split(",")[0].strip(), place.split(",")[0].strip()
    return title[: tail.start()] if named.casefold() == city.casefold() and tail.start() else title


def _dates(posting: Posting, row: Row, *pairs: tuple[str, str]) -> None:
    for key, name in pairs:
        if (stated := row.get(key)) is not None:
            setattr(posting, name, dates.iso(stated))
            posting.evidence[name] = Evidence("ats_field", fields.quote(stated))


def _text(posting: Posting, stated: Json) -> None:
    fields.description(posting, stated)


# An older site's listing


def _listing(page: SourcePage, jobs: list[Json]) -> Iterator[Record]:
    month_first = _is_month_first(jobs)

    def read(page: SourcePage, job: Row) -> Posting:
        return _listed(page, job, month_first=month_first)

    rows = [job | {"id": job.get("ReqId")} if isinstance(job, dict) else job for job in jobs]
    yield from fields.each(page, rows, read)


def _is_month_first(jobs: list[Json]) -> bool:
    """Whether the listing's dates prove to be month, day, year: a second number over 12, and no first."""
    stated = [str(job.get("Posted-Date") or "").strip() for job in jobs if isinstance(job, dict)]
    found = [match for text in stated if (match := _MONTH_FIRST.match(text))]
    return any(int(match[2]) > 12 for match in found) and all(int(match[1]) <= 12 for match in found)


def _listed(page: SourcePage, job: Row, *, month_first: bool) -> Posting:
    posting = fields.titled(page, job, "JobTitle")
    posting.url = _address(page.url, str(job["id"]))
    if posting.url:
        posting.evidence["url"] = Evidence("ats_field", str(job["id"]))
    fields.employer(posting, page)
    fields.state(posting, job, "ReqId", "requisition_id")
    if (stated := fields.text(job.get("Posted-Date"))) is not None:
        match = _MONTH_FIRST.match(stated) if month_first else None
        posting.date_posted = dates.iso(f"{match[3]}-{match[1]}-{match[2]}" if match else stated)
        posting.evidence["date_posted"] = Evidence("ats_field", stated)
    labelled = _labelled(job)
    if department := labelled.get("department"):
        posting.department = department
        posting.evidence["department"] = Evidence("ats_field", department)
    if stated := labelled.get("type"):
        posting.employment_type = types_of(stated)
        posting.evidence["employment_type"] = Evidence("ats_field", stated)
    line = labelled.get("location") or labelled.get("country")
    location_lines.state(posting, [line] if line else [], read=facilities.read_facility)
    _text(posting, job.get("Job-Description"))
    return posting


def _labelled(job: Row) -> dict[str, str]:
    """What the fields that a tenant numbers (`filter1`, `mfield2`, …) hold, by what their labels say."""
    found: dict[str, str] = {}
    for key, field in job.items():
        if not key.startswith(("filter", "mfield")) or not isinstance(field, dict):
            continue
        label, value = fields.text(field.get("label")), fields.text(field.get("value"))
        for name, pattern in _LABELS.items():
            if label and value and pattern.match(label):
                found.setdefault(name, value)
    return found


def _address(url: str, requisition: str) -> str | None:
    """A posting's page on an older site, which needs its company's name."""
    parts = urlsplit(url)
    company = parse_qs(parts.query).get("company", [""])[0]
    if not company:
        return None
    asked = {"career_ns": "job_listing", "company": company, "career_job_req_id": requisition}
    return f"{parts.scheme}://{parts.netloc}/career?{urlencode(asked)}"


# A posting's page


def _page(page: SourcePage) -> Posting:
    number = native_id(page.url)
    if number is None:
        raise Refused("no_id", "an address that ends without a posting's number")
    lines: list[str] = []

    def mended(item: Item) -> Item:
        lines.extend(_place_lines(item))
        return _mended(item)

    posting = own_posting(page, number, mended)
    if posting is None:
        raise Refused("no_job_posting", "no JobPosting: its posting is closed, or a browser fills the page")
    if lines:
        posting.job_location = places.unique([place for line in lines for place in _place(line).places])
        posting.evidence["job_location"] = Evidence("microdata", fields.quote(lines))
    return posting


def _mended(item: Item) -> Item:
    """The longest of several descriptions, and the place of an address that stands in no Place."""
    mended = dict(item)
    if isinstance(stated := item.get("description"), list):
        mended["description"] = max((one for one in stated if isinstance(one, str)), key=len, default=None)
    if "jobLocation" not in item and (loose := {key: item[key] for key in _PARTS if key in item}):
        mended["jobLocation"] = {"address": loose}
    return mended


_PARTS = ("addressLocality", "addressRegion", "addressCountry")


def _place_lines(item: Item) -> list[str]:
    """The places that are stated in one line each, where none is stated in its parts."""
    stated = item.get("jobLocation")
    found = []
    for place in stated if isinstance(stated, list) else [stated]:
        address = place.get("address") if isinstance(place, dict) else None
        if not isinstance(address, dict) or any(address.get(key) for key in _PARTS):
            return []
        if line := fields.text(address.get("streetAddress")):
            found.append(line)
    return found
