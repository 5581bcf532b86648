"""Gem Job Board API: a board's list of job posts, with text.

Field meanings: api.gem.com/job_board/v0/reference. The names resemble Greenhouse's; the list is bare, ids are
opaque text and `content` is HTML as it is. No pay.
"""

from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.regions import REGIONS, region_country
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Unparsed

FIELDS = frozenset({
    "id", "internal_job_id", "title", "absolute_url", "content", "content_plain", "created_at", "updated_at",
    "first_published_at", "employment_type", "location_type", "location", "location.name", "offices",
    "offices.id", "offices.name", "offices.location", "offices.location.name", "offices.parent_id",
    "offices.parent_office_external_id", "offices.child_ids", "offices.deleted_at", "departments",
    "departments.id", "departments.name", "departments.parent_id", "departments.child_ids",
    "departments.deleted_at", "requisition_id",
})  # fmt: skip

# Codes of states that by themselves mean another place, or two; here the country is known.
_ALSO_STATES = {("AU", "SA"), ("AU", "WA"), ("AU", "NT")}


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every job post of a board's list, or the one of a job post's own answer."""
    rows = fields.rows_of(json_bytes.loads(page.body, page.content_type), None)
    yield from fields.each(page, rows, _posting)


def _posting(page: SourcePage, row: Row) -> Posting:
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "absolute_url", "url")
    fields.employer(posting, page)
    fields.state(posting, row, "requisition_id", "requisition_id")
    _departments(posting, row.get("departments"))
    type_ = row.get("employment_type")
    if isinstance(type_, str) and type_.strip():
        posting.employment_type = types_of(type_)
        evidence["employment_type"] = Evidence("ats_field", type_)
    if (published := row.get("first_published_at")) is not None:
        posting.date_posted = dates.iso(published)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(published))
    mode = row.get("location_type")
    if isinstance(mode, str) and (workplace := workplace_of(mode)):
        posting.workplace = workplace
        evidence["workplace"] = Evidence("ats_field", mode)
    _location(posting, row)
    content, plain = row.get("content"), row.get("content_plain")
    description = content if isinstance(content, str) and content else plain
    fields.description(posting, description)
    return posting


def _departments(posting: Posting, stated: Json) -> None:
    names = [name for item in _objects(stated) if (name := fields.text(item.get("name")))]
    if names:
        posting.department = ", ".join(dict.fromkeys(names))
        posting.evidence["department"] = Evidence("ats_field", posting.department)


def _location(posting: Posting, row: Row) -> None:
    """Each office's place, else the posting's own; an office's name ("El Segundo, CA") adds its state."""
    offices = [(line, office) for office in _objects(row.get("offices")) if (line := _line(office))]
    own = _line(row)
    lines = list(dict.fromkeys(line for line, _ in offices)) or ([own] if own else [])
    location_lines.state(posting, lines)
    names = [name for _, office in offices if (name := fields.text(office.get("name")))]
    posting.job_location = places.unique([_completed(place, names) for place in posting.job_location])


def _completed(place: Place, names: list[str]) -> Place:
    """The place with the region that an office of its city is named with, if it is one of its country."""
    if place.city is None or place.region:
        return place
    for name in names:
        city, _, region = name.partition(", ")
        if city.casefold() == place.city.casefold() and region:
            coded = place.country in REGIONS.get(region, ()) or (place.country, region) in _ALSO_STATES
            if coded or region_country(region, after_city=True) == place.country is not None:
                return Place(place.city, region, place.country)
    return place


def _line(stated: Row) -> str | None:
    location = stated.get("location")
    return fields.text(location.get("name")) if isinstance(location, dict) else None


def _objects(stated: Json) -> list[Row]:
    return [item for item in (stated if isinstance(stated, list) else []) if isinstance(item, dict)]
