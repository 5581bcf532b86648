"""Eightfold's career site APIs: a page of positions or one position, of the newer API and of the older.

No document of the vendor's describes them; the shapes are those of recorded answers. The newer API's keys are
in camel case under `data`, the older one's in snake case. Lists carry no text.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, facilities, fields, json_bytes, location_lines
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.places import Reading
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Posting, Unparsed

FIELDS = frozenset({
    "id", "name", "posting_name", "location", "locations", "standardizedLocations", "department",
    "business_unit", "hot", "isHot", "t_create", "t_update", "postedTs", "creationTs", "ats_job_id",
    "atsJobId", "display_job_id", "displayJobId", "type", "id_locale", "locale", "job_description",
    "jobDescription", "stars", "medallionProgram", "location_flexibility", "locationFlexibility",
    "work_location_option", "workLocationOption", "canonicalPositionUrl", "positionUrl", "publicUrl",
    "isPrivate", "jdHighlight", "positionExtraDetails", "positionUserActions", "efcustomTextTextTimeType",
    "efcustomTextPcsPostingJobLevel",
})  # fmt: skip

_TIME_TYPE = re.compile(r"efcustom\w*time_?type", re.IGNORECASE)  # a field that tenants define themselves


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every position of a list, or the one of a record."""
    document = json_bytes.loads(page.body, page.content_type)
    if isinstance(document, dict) and isinstance(document.get("data"), dict):
        document = document["data"]
    if isinstance(document, dict) and isinstance(document.get("positions"), list):
        rows: list[Json] = document["positions"]
    elif isinstance(document, dict) and "id" in document and "name" in document:
        rows = [document]
    else:
        raise Refused("unknown_shape", "neither a list of positions nor a position with an id and a name")
    yield from fields.each(page, rows, _posting)


def _posting(page: SourcePage, row: Row) -> Posting:
    if row.get("isPrivate") is True:
        raise Refused("unlisted", f"position {row.get('id')} is private")
    posting = fields.titled(page, row, "name")
    _addresses(posting, page, row)
    fields.employer(posting, page)
    for key in ("display_job_id", "displayJobId", "ats_job_id", "atsJobId"):
        if fields.state(posting, row, key, "requisition_id"):
            break
    if departments := _texts(row.get("department")):
        posting.department = ", ".join(departments)
        posting.evidence["department"] = Evidence("ats_field", fields.quote(row["department"]))
    stated = next((row[key] for key in ("postedTs", "t_create") if row.get(key) is not None), None)
    if stated is not None:
        posting.date_posted = dates.iso(stated)
        posting.evidence["date_posted"] = Evidence("ats_field", fields.quote(stated))
    for key, value in row.items():
        if value and _TIME_TYPE.fullmatch(key):
            posting.employment_type = types_of(value)
            posting.evidence["employment_type"] = Evidence("ats_field", fields.quote(value))
    _location(posting, row)
    fields.description(posting, row.get("job_description") or row.get("jobDescription"))
    return posting


def _addresses(posting: Posting, page: SourcePage, row: Row) -> None:
    """The position's page, which may be on another of the tenant's hosts, and where it sends applicants."""
    for key in ("canonicalPositionUrl", "publicUrl", "positionUrl"):
        stated = row.get(key)
        if isinstance(stated, str) and stated and posting.url is None:
            fields.link(posting, {key: urljoin(page.url, stated.strip())}, key, "url")
    actions = row.get("positionUserActions")
    action = actions.get("applyAction") if isinstance(actions, dict) else None
    if isinstance(action, dict):
        fields.link(posting, action, "applyUrl", "apply_url")


def _location(posting: Posting, row: Row) -> None:
    option = row.get("work_location_option") or row.get("workLocationOption")
    if isinstance(option, str) and (workplace := workplace_of(option)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", option)
    lines = _texts(row.get("locations")) or _texts(row.get("location"))
    tidy = _texts(row.get("standardizedLocations"))
    countries = [country_named(line.rpartition(",")[2].strip()) for line in tidy]
    known = dict(zip(lines, countries, strict=True)) if len(lines) == len(countries) else {}

    def read(line: str) -> Reading:
        return facilities.read_facility(line, known.get(line))

    location_lines.state(posting, lines or tidy, read=read)


def _texts(stated: Json) -> list[str]:
    entries = stated if isinstance(stated, list) else [stated]
    return list(dict.fromkeys(line for entry in entries if (line := fields.text(entry))))
