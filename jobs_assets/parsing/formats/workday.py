"""Workday's career site API: a page of a search's rows, or one posting's record.

No document of the vendor's describes it; the shapes are those of recorded answers. A row has a title, a path
and what its tenant chose to show; text, absolute date, type and all places are in the record alone.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, facilities, fields, json_bytes, location_lines
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.places import Reading
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Closed, Evidence, Posting, Record

FIELDS = frozenset({
    "total", "facets", "userAuthenticated", "similarJobs",
    "jobPostings", "jobPostings.title", "jobPostings.externalPath", "jobPostings.locationsText",
    "jobPostings.postedOn", "jobPostings.bulletFields", "jobPostings.timeType", "jobPostings.remoteType",
    "jobPostings.timeLeftToApply", "jobPostings.subtitles",
    "hiringOrganization", "hiringOrganization.name", "hiringOrganization.url",
    "jobPostingInfo", "jobPostingInfo.id", "jobPostingInfo.title", "jobPostingInfo.jobDescription",
    "jobPostingInfo.location", "jobPostingInfo.additionalLocations", "jobPostingInfo.postedOn",
    "jobPostingInfo.startDate", "jobPostingInfo.endDate", "jobPostingInfo.timeLeftToApply",
    "jobPostingInfo.jobPostingEndDateAsText", "jobPostingInfo.timeType", "jobPostingInfo.remoteType",
    "jobPostingInfo.jobReqId", "jobPostingInfo.jobPostingId", "jobPostingInfo.jobPostingSiteId",
    "jobPostingInfo.country", "jobPostingInfo.country.descriptor", "jobPostingInfo.country.id",
    "jobPostingInfo.country.alpha2Code", "jobPostingInfo.jobRequisitionLocation",
    "jobPostingInfo.jobRequisitionLocation.descriptor", "jobPostingInfo.jobRequisitionLocation.country",
    "jobPostingInfo.canApply", "jobPostingInfo.posted", "jobPostingInfo.includeResumeParsing",
    "jobPostingInfo.externalUrl", "jobPostingInfo.questionnaireId",
    "jobPostingInfo.secondaryQuestionnaireId", "jobPostingInfo.logoImage",
})  # fmt: skip

_API = re.compile(r"/wday/cxs/(?P<tenant>[^/]+)/(?P<site>[^/]+)(?P<below>/.*)")


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting of a search page, or the one of a record."""
    document = json_bytes.loads(page.body, page.content_type)
    rows = document.get("jobPostings") if isinstance(document, dict) else None
    if isinstance(rows, list):
        yield from fields.each(page, [_named(row) for row in rows], _listed)
    elif isinstance(document, dict) and isinstance(document.get("jobPostingInfo"), dict):
        info = document["jobPostingInfo"]
        record = document | {"id": _id_of_record(page, info), "title": info.get("title")}
        yield from fields.each(page, [record], _record)
    else:
        raise Refused("unknown_shape", "neither a list of jobPostings nor a jobPostingInfo")


def native_id(path: str) -> str | None:
    """The id in a posting's path: "Data-Engineer_JR-12-1" of "/job/Reading/Data-Engineer_JR-12-1".

    The vendor's own `jobPostingId`: the first title, the requisition's number and, for its further postings,
    a count. It stays when the title or the place is changed later.
    """
    return unquote(path.partition("?")[0].rstrip("/").rpartition("/")[2]) or None


def _named(row: Json) -> Json:
    if not isinstance(row, dict):
        return row
    path = row.get("externalPath")
    return row | {"id": native_id(path) if isinstance(path, str) else None}


def _id_of_record(page: SourcePage, info: Row) -> str | None:
    """As in the row that led here: from the address; a record read by itself names its path's end."""
    match = _API.match(urlsplit(page.url).path)
    if match and match["below"].startswith("/job/"):
        return native_id(match["below"])
    stated = info.get("jobPostingId") or info.get("externalUrl")
    return native_id(stated) if isinstance(stated, str) else None


def _listed(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "title")
    path = str(row["externalPath"])
    if prefix := _public_prefix(page.url):
        posting.url = prefix + quote(unquote(path), safe="/")
        posting.evidence["url"] = Evidence("ats_field", path)
    fields.employer(posting, page)
    for bullet in _texts(row.get("bulletFields")):
        if re.search(rf"_{re.escape(bullet)}(-\d+)?\Z", str(row["id"])):
            posting.requisition_id = bullet
            posting.evidence["requisition_id"] = Evidence("ats_field", bullet)
    _terms(posting, row)
    location_lines.state(posting, _texts(row.get("locationsText")), read=facilities.read_facility)
    return posting


def _public_prefix(url: str) -> str | None:
    """The site's address for people, to which the paths of postings are relative."""
    parts = urlsplit(url)
    match = _API.match(parts.path)
    if match is None:
        return None
    own_host = (parts.hostname or "").endswith(".myworkdayjobs.com")
    tenant = "" if own_host else f"/recruiting/{match['tenant']}"
    return f"{parts.scheme}://{parts.netloc}{tenant}/{match['site']}"


def _record(page: SourcePage, row: Row) -> Posting | Closed:
    info: Row = row["jobPostingInfo"]
    if info.get("posted") is False:
        return fields.closed(page, row, info, "posted")
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, info, "externalUrl", "url")
    organization = row.get("hiringOrganization")
    fields.employer(posting, page, organization.get("name") if isinstance(organization, dict) else None)
    fields.state(posting, info, "jobReqId", "requisition_id")
    for key, name in (("startDate", "date_posted"), ("endDate", "valid_through")):
        if (stated := info.get(key)) is not None:
            setattr(posting, name, dates.iso(stated))
            evidence[name] = Evidence("ats_field", fields.quote(stated))
    _terms(posting, info)
    _location(posting, info)
    fields.description(posting, info.get("jobDescription"))
    return posting


def _terms(posting: Posting, row: Row) -> None:
    """Type and workplace, under the same keys in a row and a record."""
    stated = row.get("timeType")
    if isinstance(stated, str) and stated.strip():
        posting.employment_type = types_of(stated)
        posting.evidence["employment_type"] = Evidence("ats_field", stated)
    stated = row.get("remoteType")
    if isinstance(stated, str) and (workplace := workplace_of(stated)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", stated)


def _location(posting: Posting, info: Row) -> None:
    """The first location with the country that the record states for it, then the further ones."""
    code = _country(info)
    first = _texts(info.get("location"))
    lines = first + [line for line in _texts(info.get("additionalLocations")) if line not in first]

    def read(line: str) -> Reading:
        return facilities.read_facility(line, code if line in first else None)

    location_lines.state(posting, lines, read=read)
    if not lines and code:
        location_lines.state(posting, [code])


def _country(info: Row) -> str | None:
    """The country of the first location, by code or name; some tenants state it for the requisition only."""
    whole = info.get("jobRequisitionLocation")
    for stated in (info.get("country"), whole.get("country") if isinstance(whole, dict) else None):
        if isinstance(stated, dict):
            for key in ("alpha2Code", "descriptor"):
                if isinstance(stated.get(key), str) and (code := country_named(stated[key])):
                    return code
    return None


def _texts(stated: Json) -> list[str]:
    entries = stated if isinstance(stated, list) else [stated]
    return list(dict.fromkeys(line for entry in entries if (line := fields.text(entry))))
