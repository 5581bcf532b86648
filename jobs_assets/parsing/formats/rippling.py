"""Rippling's job board API: the list of a board's postings, or one posting's record.

Field meanings: developer.rippling.com, Job Board API. The list is thin, and a posting with several locations
is several of its rows; text, pay, type and date are in the record alone.
"""

import re
from collections.abc import Iterable, Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, pay, places, sections
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import Evidence, Posting, SalaryBand, Unparsed

FIELDS = frozenset({
    "uuid", "name", "url", "department", "department.id", "department.label", "department.name",
    "department.base_department", "department.department_tree", "workLocation", "workLocation.id",
    "workLocation.label", "workLocations", "description", "description.company", "description.role",
    "employmentType", "employmentType.id", "employmentType.label", "createdOn", "companyName",
    "payRangeDetails", "payRangeDetails.location", "payRangeDetails.currency", "payRangeDetails.frequency",
    "payRangeDetails.rangeStart", "payRangeDetails.rangeEnd", "payRangeDetails.isRemote", "board",
    "unlistedFromSearch",
})  # fmt: skip

# "Remote (San Francisco, CA, US)": the place in the parentheses is meant, whatever it is.
_MODE_OF = re.compile(r"(Remote|Hybrid) \((.+)\)\Z")
_CODES = {"FT": "FULL_TIME", "PT": "PART_TIME"}  # of a label such as "SALARIED_FT"


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a list, once; or the one of a record."""
    document = json_bytes.loads(page.body, page.content_type)
    if isinstance(document, list):
        yield from fields.each(page, _by_uuid(document), _listed)
    elif isinstance(document, dict) and "uuid" in document:
        yield from fields.each(page, [_named(document)], _record)
    else:
        raise Refused("unknown_shape", "neither a list of postings nor a posting with a uuid")


def _by_uuid(rows: list[Json]) -> list[Json]:
    """The rows with those of one posting made one, its locations under `workLocations`."""
    found: dict[object, Json] = {}
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            found[index] = row
            continue
        known = found.setdefault(str(row.get("uuid") or index), _named(row) | {"workLocations": []})
        known["workLocations"].append(row.get("workLocation"))
    return list(found.values())


def _named(row: Row) -> Row:
    return row | {"id": row.get("uuid")}


def _listed(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "name")
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page)
    department = row.get("department")
    if isinstance(department, dict):
        fields.state(posting, department, "label", "department")
    location_lines.state(posting, _lines(row.get("workLocations")), read=_read_line)
    return posting


def _record(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "name")
    evidence = posting.evidence
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page, row.get("companyName"))
    _department(posting, row.get("department"))
    location_lines.state(posting, _lines(row.get("workLocations")), read=_read_line)
    _employment(posting, row.get("employmentType"))
    if (created := row.get("createdOn")) is not None:
        posting.date_posted = dates.iso(created)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(created))
    _pay(posting, row.get("payRangeDetails"))
    fields.description(posting, _description(row.get("description")))
    return posting


def _lines(stated: Json) -> list[str]:
    """The location lines, whether a location comes as text or as an object with a label."""
    found = (_line(item) for item in (stated if isinstance(stated, list) else []))
    return [line for line in found if line]


def _line(stated: Json) -> str | None:
    return fields.text(stated.get("label") if isinstance(stated, dict) else stated)


def _read_line(line: str) -> places.Reading:
    mode = _MODE_OF.match(line)
    return places.read_line(f"{mode[1]} - {mode[2]}" if mode else line)


def _department(posting: Posting, stated: Json) -> None:
    """`base_department` is the one that the board lists; `name` the one below it that hires."""
    if not isinstance(stated, dict):
        return
    base = fields.state(posting, stated, "base_department", "department")
    if base is None:
        fields.state(posting, stated, "name" if stated.get("name") else "label", "department")
    elif fields.text(stated.get("name")) not in (None, base):
        fields.state(posting, stated, "name", "team")


def _employment(posting: Posting, stated: Json) -> None:
    """`id` has the words ("Salaried, full-time") and `label` the code ("SALARIED_FT")."""
    if not isinstance(stated, dict):
        return
    words, code = fields.text(stated.get("id")), fields.text(stated.get("label"))
    known = _CODES.get(code.rsplit("_", 1)[-1]) if code else None
    posting.employment_type = types_of(words) or types_of(known or code)
    if words or code:
        posting.evidence["employment_type"] = Evidence("ats_field", words or code)


def _pay(posting: Posting, stated: Json) -> None:
    bands = list(_bands(stated if isinstance(stated, list) else []))
    if bands:
        posting.salary = bands
        posting.evidence["salary"] = Evidence("ats_field", fields.quote(stated))


def _bands(stated: Iterable[Json]) -> Iterator[SalaryBand]:
    for item in stated:
        found = isinstance(item, dict) and pay.band(
            pay.amount(item.get("rangeStart")),
            pay.amount(item.get("rangeEnd")),
            pay.currency_of(item.get("currency")),
            pay.interval_of(item.get("frequency")),
            place=_line(item.get("location")),
        )
        if found:
            yield found


def _description(stated: Json) -> str:
    """The sections in their order, as the posting's page shows them: the company, then the role."""
    if isinstance(stated, str):
        return stated
    if not isinstance(stated, dict):
        return ""
    return sections.joined((None, html) for html in stated.values())
