"""A page of the list behind a Manatal career page: postings with text, place and pay, without a date.

No document describes it; the keys are those of recorded answers. Pay comes without a unit of time. The public
page of a posting is made of the career page's name and the posting's `hash`.
"""

import re
from collections.abc import Iterator
from functools import partial

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, json_bytes, location_lines, pay, places
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import Evidence, Posting, Unparsed

FIELDS = frozenset({
    "id", "hash", "position_name", "description", "country", "state", "city", "address", "zipcode",
    "location_display", "currency_code", "salary_min", "salary_max", "is_salary_visible",
    "is_pinned_in_career_page",
})  # fmt: skip

_SLUG = re.compile(r"https?://[^/]+/api/v[\d.]+/c/([^/?#]+)/jobs")


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a page of the list."""
    document = json_bytes.loads(page.body, page.content_type)
    rows = fields.rows_of(document, "results")
    yield from fields.each(page, rows, partial(_posting, slug=_slug(page, document)))


def _slug(page: SourcePage, document: Json) -> str | None:
    """The career page's name: in the page's own address, or in that of a neighbour."""
    envelope = document if isinstance(document, dict) else {}
    addresses = (page.url, envelope.get("next"), envelope.get("previous"))
    found = (_SLUG.match(address) for address in addresses if isinstance(address, str))
    return next((match[1] for match in found if match), None)


def _posting(page: SourcePage, row: Row, *, slug: str | None) -> Posting:
    posting = fields.titled(page, row, "position_name")
    name = fields.text(row.get("hash"))
    if slug and name:
        posting.url = f"https://www.careers-page.com/{slug}/job/{name}"
        posting.evidence["url"] = Evidence("ats_field", fields.quote(row["hash"]))
    fields.employer(posting, page)
    _location(posting, row)
    _pay(posting, row)
    fields.description(posting, row.get("description"))
    return posting


def _location(posting: Posting, row: Row) -> None:
    """City, state and country, else the line that is shown; all empty where no place is stated."""
    stated = {key: row.get(key) for key in ("city", "state", "country")}
    place = places.postal(*map(fields.text, stated.values()))
    if place is None:
        line = fields.text(row.get("location_display"))
        location_lines.state(posting, [line] if line else [])
        return
    posting.job_location = [place]
    posting.evidence["job_location"] = Evidence("ats_field", fields.quote(stated))


def _pay(posting: Posting, row: Row) -> None:
    """A range in a currency. Whether it is by the hour or by the year is nowhere said, hence no interval."""
    if row.get("is_salary_visible") is not True:
        return
    stated = {key: row.get(key) for key in ("salary_min", "salary_max", "currency_code")}
    found = pay.band(
        pay.amount(stated["salary_min"]),
        pay.amount(stated["salary_max"]),
        pay.currency_of(stated["currency_code"]),
        None,
    )
    if found:
        posting.salary = [found]
        posting.evidence["salary"] = Evidence("ats_field", fields.quote(stated))
