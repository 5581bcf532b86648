"""Workable: an account's public jobs, as `details=true` gives them.

Field meanings: workable.readme.io/reference/jobs-1. `telecommuting` is all that is said of the workplace:
true is remote, false is anything else.
"""

from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import Evidence, Place, Posting, Unparsed

FIELDS = frozenset({
    "title", "shortcode", "code", "employment_type", "telecommuting", "department", "url", "shortlink",
    "application_url", "published_on", "created_at", "country", "city", "state", "education", "experience",
    "function", "industry", "locations", "locations.country", "locations.countryCode", "locations.city",
    "locations.region", "locations.hidden", "description",
})  # fmt: skip
"""Keys of a job that the format is known to have."""


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every job of an account's list."""
    account = json_bytes.loads(page.body, page.content_type)
    employer = account.get("name") if isinstance(account, dict) else None

    def posting(page: SourcePage, row: Row) -> Posting:
        return _posting(page, row, employer)

    rows = [
        {**job, "id": job.get("shortcode")} if isinstance(job, dict) else job
        for job in fields.rows_of(account, "jobs")
    ]
    yield from fields.each(page, rows, posting)


def _posting(page: SourcePage, row: Row, employer: Json) -> Posting:
    posting = fields.titled(page, row, "title")
    fields.link(posting, row, "url" if row.get("url") else "shortlink", "url")
    fields.link(posting, row, "application_url", "apply_url")
    fields.employer(posting, page, employer)
    fields.state(posting, row, "department", "department")
    fields.state(posting, row, "code", "requisition_id")
    if (published := fields.text(row.get("published_on"))) is not None:
        posting.date_posted = dates.iso(published)
        posting.evidence["date_posted"] = Evidence("ats_field", published)
    if (stated := fields.text(row.get("employment_type"))) is not None:
        posting.employment_type = types_of(stated)
        posting.evidence["employment_type"] = Evidence("ats_field", stated)
    if row.get("telecommuting") is True:
        posting.workplace = "remote"
        posting.evidence["workplace"] = Evidence("ats_field", "telecommuting: true")
    _location(posting, row)
    fields.description(posting, row.get("description"))
    return posting


def _location(posting: Posting, row: Row) -> None:
    """The job's locations, without those its employer hides; older lists have one, in the job itself."""
    stated = row.get("locations")
    if isinstance(stated, list) and stated:
        shown = [item for item in stated if isinstance(item, dict) and item.get("hidden") is not True]
    else:
        shown = [{"city": row.get("city"), "region": row.get("state"), "country": row.get("country")}]
    posting.job_location = places.unique([place for item in shown if (place := _place(item))])
    if not posting.job_location:
        return
    quoted = Evidence("ats_field", fields.quote(shown))
    posting.evidence["job_location"] = quoted
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _place(stated: Row) -> Place | None:
    country = fields.text(stated.get("countryCode")) or fields.text(stated.get("country"))
    return places.postal(fields.text(stated.get("city")), fields.text(stated.get("region")), country)
