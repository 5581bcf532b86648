"""The JSON of sites that list work of any kind: Arbeitnow, The Muse and Adzuna.

Shapes: arbeitnow.com/blog/job-board-api, themuse.com/developers/api/v2 and developer.adzuna.com/docs/search.
"""

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, location_lines, pay, places
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.places import Reading, name_of
from jobs_assets.postings import Place, Posting


def _arbeitnow(page: SourcePage, row: Row) -> Posting:
    """`remote: false` says no more than that nobody marked the posting as remote."""
    posting = rows.titled(page, row, "title")
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page, row.get("company_name"))
    rows.date(posting, "date_posted", row.get("created_at"))
    rows.employment(posting, row.get("job_types"))
    if row.get("remote") is True:
        rows.remote(posting, "remote: true")
    line = rows.text_at(row, "location")
    location_lines.state(posting, [line] if line else [])
    rows.description(posting, row.get("description"))
    return posting


def _muse(page: SourcePage, row: Row) -> Posting:
    posting = rows.titled(page, row, "name")
    refs = row.get("refs")
    fields.link(posting, refs if isinstance(refs, dict) else {}, "landing_page", "url")
    fields.employer(posting, page, rows.text_at(row, "company", "name"))
    rows.date(posting, "date_posted", row.get("publication_date"))
    lines = [name for one in rows.entries(row.get("locations")) if (name := name_of(one))]
    location_lines.state(posting, lines, read=_muse_line)
    rows.description(posting, row.get("contents"))
    return posting


def _muse_line(line: str) -> Reading:
    """A place; "Flexible / Remote" is the site's word for either, which is neither."""
    return Reading() if line.casefold().startswith("flexible") else places.read_line(line)


def _adzuna(page: SourcePage, row: Row) -> Posting:
    """Pay only where the employer stated it: the site's own prediction is nobody's statement."""
    posting = rows.titled(page, row, "title")
    fields.link(posting, row, "redirect_url", "url")
    fields.employer(posting, page, rows.text_at(row, "company", "display_name"))
    rows.date(posting, "date_posted", row.get("created"))
    rows.employment(posting, row.get("contract_time"), row.get("contract_type"))
    area = [
        text for part in rows.entries(rows.value_at(row, "location", "area")) if (text := fields.text(part))
    ]
    rows.located(posting, [_area(area)], area)
    if str(row.get("salary_is_predicted")) != "1":
        keys = ("salary_min", "salary_max")
        band = pay.band(rows.number(row.get(keys[0])), rows.number(row.get(keys[1])), None, None)
        rows.put_pay(posting, [band], {key: row.get(key) for key in keys})
    rows.description(posting, row.get("description"))
    return posting


def _area(parts: list[str]) -> Place | None:
    """Country, region, …, place, from the widest down: what lies between region and place is left out."""
    if not parts:
        return None
    return places.postal(
        parts[-1] if len(parts) > 2 else None, parts[1] if len(parts) > 1 else None, parts[0]
    )


ARBEITNOW = Shape("arbeitnow", _arbeitnow, lambda row: row.get("slug"), frozenset({
    "slug", "company_name", "title", "description", "remote", "url", "tags", "job_types", "location",
    "created_at", "visa_sponsorship",
}))  # fmt: skip
MUSE = Shape("themuse", _muse, lambda row: row.get("id"), frozenset({
    "contents", "name", "type", "publication_date", "short_name", "model_type", "id", "locations",
    "locations.name", "categories", "categories.name", "levels", "levels.name", "levels.short_name", "tags",
    "tags.name", "tags.short_name", "refs", "refs.landing_page", "company", "company.id",
    "company.short_name", "company.name",
}))  # fmt: skip
ADZUNA = Shape("adzuna", _adzuna, lambda row: row.get("id"), frozenset({
    "__CLASS__", "id", "adref", "title", "description", "redirect_url", "created", "latitude", "longitude",
    "category", "category.tag", "category.label", "category.__CLASS__", "company", "company.display_name",
    "company.canonical_name", "company.__CLASS__", "location", "location.display_name", "location.area",
    "location.__CLASS__", "contract_time", "contract_type", "salary_min", "salary_max",
    "salary_is_predicted",
}))  # fmt: skip
