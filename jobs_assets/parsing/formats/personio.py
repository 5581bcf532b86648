"""Personio: a board's feed of positions, in one language.

Field meanings: developer.personio.de/docs/retrieving-open-job-positions. A position without a text in the
language asked for comes without one, all else as it is. Neither pay nor workplace has an element; an office
may be called "Remote".
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, location_lines, sections, xml_bytes
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.xml_bytes import Element, child_of, items_of, markup_of, name_of
from jobs_assets.postings import EmploymentType, Evidence, Posting, Unparsed

FIELDS = frozenset({
    "id", "subcompany", "office", "additionalOffices", "additionalOffices.office", "department",
    "recruitingCategory", "name", "jobDescriptions", "jobDescriptions.jobDescription",
    "jobDescriptions.jobDescription.name", "jobDescriptions.jobDescription.value", "employmentType",
    "seniority", "schedule", "yearsOfExperience", "keywords", "occupation", "occupationCategory",
    "createdAt",
})  # fmt: skip
"""Elements of a position that the format is known to have."""

_SCHEDULES: dict[str, list[EmploymentType]] = {
    "full-time": ["FULL_TIME"],
    "part-time": ["PART_TIME"],
    "full-or-part-time": ["FULL_TIME", "PART_TIME"],
}


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every position of the feed."""
    root = xml_bytes.loads(page.body, page.content_type)
    if name_of(root) != "workzag-jobs":
        raise Refused("unknown_shape", f"a feed of <{name_of(root)}> where <workzag-jobs> were due")
    yield from fields.each(page, [_row(position) for position in root], _posting)


def _row(position: Element) -> Row:
    """A position as an object, its description blocks with their markup."""
    row = xml_bytes.value_of(position)
    if not isinstance(row, dict):
        return {}
    blocks = child_of(position, "jobDescriptions")
    row["jobDescriptions"] = [
        (markup_of(child_of(block, "name")), markup_of(child_of(block, "value")))
        for block in (blocks if blocks is not None else ())
    ]
    return row


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "name")
    evidence = posting.evidence
    posting.url = _address(page, str(row["id"]))
    fields.employer(posting, page, row.get("subcompany"))
    fields.state(posting, row, "department", "department")
    if (created := fields.text(row.get("createdAt"))) is not None:
        posting.date_posted = dates.iso(created)
        evidence["date_posted"] = Evidence("ats_field", created)
    _types(posting, row)
    stated = [row.get("office"), *items_of(row.get("additionalOffices"), "office")]
    location_lines.state(posting, [line for office in stated if (line := fields.text(office))])
    fields.description(posting, sections.joined(row["jobDescriptions"]))
    return posting


def _address(page: SourcePage, native_id: str) -> str | None:
    """Where the feed's own host shows the position: the feed names no address."""
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}/job/{native_id}" if parts.netloc else None


def _types(posting: Posting, row: Row) -> None:
    """The schedule and, where it says more than "permanent", the kind of contract."""
    stated = [text for key in ("employmentType", "schedule") if (text := fields.text(row.get(key)))]
    if not stated:
        return
    contract, schedule = fields.text(row.get("employmentType")), fields.text(row.get("schedule"))
    found = [*_SCHEDULES.get(schedule or "", types_of(schedule)), *types_of(contract)]
    posting.employment_type = list(dict.fromkeys(found))
    posting.evidence["employment_type"] = Evidence("ats_field", ", ".join(stated))
