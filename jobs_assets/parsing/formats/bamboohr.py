"""BambooHR: the list and details that its careers pages are made of, in JSON, and the embedded list.

No page of the vendor documents them. `location` is an office of the company, `atsLocation` a place written
down for one opening; as far as seen just one of the two is filled in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from turbohtml import Element
from turbohtml import parse as parse_html

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, pay, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import Evidence, Place, Posting, SalaryBand, Unparsed, Workplace

FIELDS = frozenset({
    "id", "jobOpeningName", "jobOpeningStatus", "jobOpeningShareUrl", "jobCategoryId", "departmentId",
    "departmentLabel", "employmentStatusLabel", "employmentType", "location", "location.city",
    "location.state", "location.postalCode", "location.addressCountry", "atsLocation", "atsLocation.country",
    "atsLocation.countryId", "atsLocation.state", "atsLocation.province", "atsLocation.city", "isRemote",
    "locationType", "description", "compensation", "datePosted", "minimumExperience", "seekPromoted",
})  # fmt: skip
"""The keys of a row and of a detail's `jobOpening`, read or knowingly left aside."""

# What the numbers mean is shown by the embedded list, which adds "(Hybrid)" to the places of "2".
_WORKPLACES: dict[str, Workplace] = {"0": "onsite", "1": "remote", "2": "hybrid"}
_OPENING = re.compile(r"/careers/(\d+)(?:/detail)?/?\Z")
_EMBEDDED_ID = re.compile(r"bhrPositionID_(\d+)\Z")
_HYBRID = re.compile(r"\s*\(hybrid\)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EmbeddedRow:
    """An opening in the embedded list."""

    native_id: str
    title: str
    url: str
    department: str | None
    location: str | None


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every opening of a list, or the one of a detail; of the embedded list, what little it states."""
    if page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from (_embedded(page, row) for row in embedded_rows(page.body, page.url))
        return
    document = json_bytes.loads(page.body, page.content_type)
    result = document.get("result") if isinstance(document, dict) else None
    if isinstance(result, list):
        yield from fields.each(page, result, _posting)
    elif isinstance(result, dict) and isinstance(opening := result.get("jobOpening"), dict):
        native = _OPENING.search(urlsplit(page.url).path)
        yield from fields.each(page, [{"id": native[1]} | opening if native else opening], _posting)
    else:
        raise Refused("unknown_shape", "neither a list of openings nor an opening's detail")


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "jobOpeningName")
    evidence = posting.evidence
    fields.link(posting, row, "jobOpeningShareUrl", "url")
    if posting.url is None:
        posting.url = urljoin(page.url, f"/careers/{fields.native_id(row)}")
    fields.employer(posting, page)
    fields.state(posting, row, "departmentLabel", "department")
    if status := fields.text(row.get("employmentStatusLabel")):
        posting.employment_type = types_of(status)
        evidence["employment_type"] = Evidence("ats_field", status)
    if (posted := row.get("datePosted")) is not None:
        posting.date_posted = dates.iso(posted)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(posted))
    _where(posting, row)
    if (compensation := fields.text(row.get("compensation"))) and (bands := _pay(compensation)):
        posting.salary = bands
        evidence["salary"] = Evidence("ats_field", compensation)
    fields.description(posting, row.get("description"))
    return posting


def _where(posting: Posting, row: Row) -> None:
    """`isRemote` is older than `locationType`, and empty in what is written today."""
    if row.get("isRemote") is True:
        posting.workplace = "remote"
        posting.evidence["workplace"] = Evidence("ats_field", "isRemote: true")
    elif workplace := _WORKPLACES.get(str(row.get("locationType"))):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", f"locationType: {row['locationType']}")
    for name in ("location", "atsLocation"):
        stated = row.get(name)
        if isinstance(stated, dict) and (place := _place(stated)):
            posting.job_location = [place]
            quoted = posting.evidence["job_location"] = Evidence("ats_field", fields.quote(stated))
            if posting.workplace == "remote":
                location_lines.limit_to(posting, quoted)
            return


def _place(stated: dict[str, Json]) -> Place | None:
    region = fields.text(stated.get("state")) or fields.text(stated.get("province"))
    country = fields.text(stated.get("addressCountry")) or fields.text(stated.get("country"))
    return places.postal(fields.text(stated.get("city")), region, country)


_OTHER_FIGURES = re.compile(r"401\s*\(?k|%|\d\s*(?:x|years?|days?|hours?|weeks?|months?)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\d\s*k?\s*\+", re.IGNORECASE)


def _pay(stated: str) -> list[SalaryBand]:
    """Pay from a line that anyone fills as they like: only where its figures can be nothing but pay."""
    if _OTHER_FIGURES.search(stated):
        return []
    bands = pay.base_salary(stated)
    for band in bands:
        if band.min and band.max and band.max > 10 * band.min:
            return []  # "$60,000 and 5 days off", a slip of the keyboard: not a range
        if band.min == band.max and _AND_MORE.search(stated):
            band.max = None
    return bands


# The embedded list


def embedded_rows(body: bytes, url: str) -> Iterator[EmbeddedRow]:
    """The openings in the list that companies put into their own pages, in order."""
    document = parse_html(body, positions=False)
    for item in document.select("li.BambooHR-ATS-Jobs-Item"):
        native = _EMBEDDED_ID.match(str(item.attrs.get("id") or ""))
        link = item.select_one("a[href]")
        title = fields.text(link.text) if link is not None else None
        if native and link is not None and title:
            address = urljoin(url, str(link.attrs["href"]))
            location = item.select_one(".BambooHR-ATS-Location")
            where = fields.text(location.text) if location is not None else None
            yield EmbeddedRow(native[1], title, address, _department(item), where)


def _department(item: Element) -> str | None:
    group = item.closest("li.BambooHR-ATS-Department-Item")
    header = group.select_one(".BambooHR-ATS-Department-Header") if group is not None else None
    return fields.text(header.text) if header is not None else None


def _embedded(page: SourcePage, row: EmbeddedRow) -> Posting:
    posting = Posting(f"{page.board_id}:{row.native_id}", page.board_id, row.url, row.title)
    posting.evidence["title"] = Evidence("ats_field", row.title)
    fields.employer(posting, page)
    if row.department:
        posting.department = row.department
        posting.evidence["department"] = Evidence("ats_field", row.department)
    if row.location:
        if _HYBRID.search(row.location):
            posting.workplace = "hybrid"
            posting.evidence["workplace"] = Evidence("ats_field", row.location)
        location_lines.state(posting, [_HYBRID.sub("", row.location)])
    return posting
