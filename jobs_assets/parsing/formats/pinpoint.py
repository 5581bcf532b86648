"""Pinpoint's `postings.json`: a careers site's list of postings, with text and pay.

Pinpoint documents it as its Job Postings JSON Endpoint. The description is in pieces whose headings
the employer names. Neither the employer nor a date of publication is stated.
"""

import re
from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, pay, places, sections
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Posting, Unparsed

FIELDS = frozenset({
    "id", "title", "url", "path", "description", "key_responsibilities", "key_responsibilities_header",
    "skills_knowledge_expertise", "skills_knowledge_expertise_header", "benefits", "benefits_header",
    "compensation", "compensation_minimum", "compensation_maximum", "compensation_currency",
    "compensation_frequency", "compensation_visible", "deadline_at", "employment_type",
    "employment_type_text", "reporting_to", "workplace_type", "workplace_type_text", "job", "job.id",
    "job.requisition_id", "job.department", "job.department.id", "job.department.name", "job.division",
    "job.structure_custom_group_one", "location", "location.id", "location.city", "location.name",
    "location.postal_code", "location.province",
})  # fmt: skip

_PIECES = ("key_responsibilities", "skills_knowledge_expertise", "benefits")
# What employers write where the form insists on a city.
_NO_CITY = re.compile(r"\b(?:varies|various|multiple|tb[acd]|n/?a)\b", re.IGNORECASE)


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a site's list."""
    rows = fields.rows_of(json_bytes.loads(page.body, page.content_type), "data")
    yield from fields.each(page, rows, _posting)


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page)
    job = row.get("job")
    if isinstance(job, dict):
        fields.state(posting, job, "requisition_id", "requisition_id")
        if isinstance(job.get("department"), dict):
            fields.state(posting, job["department"], "name", "department")
    if (deadline := row.get("deadline_at")) is not None:
        posting.valid_through = dates.iso(deadline)
        evidence["valid_through"] = Evidence("ats_field", fields.quote(deadline))
    _employment(posting, row)
    _location(posting, row)
    _pay(posting, row)
    pieces = [(row.get(f"{name}_header"), row.get(name)) for name in _PIECES]
    fields.description(posting, sections.joined([(None, row.get("description")), *pieces]))
    return posting


def _employment(posting: Posting, row: Row) -> None:
    """The code ("contract_to_hire"), else its words, which are in the site's language."""
    for key in ("employment_type", "employment_type_text"):
        if posting.employment_type or not (stated := fields.text(row.get(key))):
            continue
        posting.employment_type = types_of(stated)
        posting.evidence["employment_type"] = Evidence("ats_field", stated)


def _location(posting: Posting, row: Row) -> None:
    """City and province where they are filled in; else the name that the employer gave the place."""
    mode = row.get("workplace_type")
    if isinstance(mode, str) and (workplace := workplace_of(mode)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", mode)
    stated = row.get("location")
    if not isinstance(stated, dict):
        return
    city, province, name = (fields.text(stated.get(key)) for key in ("city", "province", "name"))
    city = None if city and _NO_CITY.search(city) else city
    place = places.postal(city, province, None)
    if place is None:
        location_lines.state(posting, [name] if name else [])
        return
    posting.job_location = [place]
    posting.evidence["job_location"] = quoted = Evidence("ats_field", fields.quote(stated))
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _pay(posting: Posting, row: Row) -> None:
    if row.get("compensation_visible") is not True:
        return
    found = pay.band(
        pay.amount(row.get("compensation_minimum")),
        pay.amount(row.get("compensation_maximum")),
        pay.currency_of(row.get("compensation_currency")),
        pay.interval_of(row.get("compensation_frequency")),
    )
    if found:
        posting.salary = [found]
        posting.evidence["salary"] = Evidence("ats_field", fields.quote(_pay_stated(row)))


def _pay_stated(row: Row) -> Json:
    """The employer's own line ("$17.00 - $18.00 / hour"), else the figures that it is made of."""
    names = ("minimum", "maximum", "currency", "frequency")
    return fields.text(row.get("compensation")) or {name: row.get(f"compensation_{name}") for name in names}
