"""Comeet: the positions of the Careers API (`details=true`), or of a hosted page, whose script has the same.

Field meanings: developers.comeet.com, Careers API. The hosted page keeps a position's text under
`custom_fields`. A position in two places is two positions. No date of publication is stated, only of change.
"""

from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, json_bytes, location_lines, places, sections
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.script_values import assigned
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Posting, Unparsed

FIELDS = frozenset({
    "uid", "name", "department", "email", "email_alias", "url_comeet_hosted_page", "url_recruit_hosted_page",
    "url_active_page", "url_detected_page", "position_url", "employment_type", "experience_level", "location",
    "location.name", "location.country", "location.city", "location.state", "location.postal_code",
    "location.street_name", "location.street_number", "location.arrival_instructions", "location.timezone",
    "location.location_uid", "location.is_remote", "internal_use_custom_id", "is_consent_needed",
    "is_sms_consent_needed", "referrals_reward", "is_reward", "is_company_reward",
    "company_referrals_reward", "picture_url", "time_updated", "company_name", "is_internal",
    "is_published", "linkedin_job_posting_id", "workplace_type", "details", "details.name", "details.value",
    "details.order", "custom_fields", "custom_fields.details", "categories", "questionnaires",
})  # fmt: skip


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every position of the API's list or of a hosted page, or the one of a position's own answer."""
    if page.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        document = assigned(page.body, "POSITIONS_DATA", page.content_type)
    else:
        document = json_bytes.loads(page.body, page.content_type)
    rows = [document] if isinstance(document, dict) and "uid" in document else fields.rows_of(document, None)
    named = [row | {"id": row.get("uid")} if isinstance(row, dict) else row for row in rows]
    yield from fields.each(page, named, _posting)


def _posting(page: SourcePage, row: Row) -> Posting:
    if row.get("is_internal") is True:
        raise Refused("unlisted", f"{row.get('name')!r} is for the company's own people")
    posting = fields.titled(page, row, "name")
    evidence = posting.evidence
    # The employer's own page is often one and the same for all positions; the hosted one is the position's.
    for key in ("url_comeet_hosted_page", "url_recruit_hosted_page", "url_active_page"):
        if posting.url is None:
            fields.link(posting, row, key, "url")
    fields.employer(posting, page, row.get("company_name"))
    fields.state(posting, row, "department", "department")
    fields.state(posting, row, "internal_use_custom_id", "requisition_id")
    type_ = row.get("employment_type")
    if isinstance(type_, str) and type_.strip():
        posting.employment_type = types_of(type_)
        evidence["employment_type"] = Evidence("ats_field", type_)
    _location(posting, row)
    fields.description(posting, _description(row))
    return posting


def _location(posting: Posting, row: Row) -> None:
    """`workplace_type` decides. `is_remote` is also true of hybrid positions, so it counts only where that is
    silent.
    """
    stated = row.get("location")
    stated = stated if isinstance(stated, dict) else {}
    mode = fields.text(row.get("workplace_type"))
    if mode and (workplace := workplace_of(mode)):
        posting.workplace, posting.evidence["workplace"] = workplace, Evidence("ats_field", mode)
    elif not mode and stated.get("is_remote") is True:
        posting.workplace, posting.evidence["workplace"] = "remote", Evidence("ats_field", "is_remote: true")
    city, state, country = (fields.text(stated.get(key)) for key in ("city", "state", "country"))
    place = places.postal(city, state, country)
    if place is None:
        line = fields.text(stated.get("name"))
        location_lines.state(posting, [line] if line else [])
        return
    parts = {key: stated.get(key) for key in ("name", "city", "state", "country")}
    quoted = Evidence("ats_field", fields.quote(parts))
    posting.job_location, posting.evidence["job_location"] = [place], quoted
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _description(row: Row) -> str:
    """The sections in their stated order. The first is the description itself and needs no heading."""
    custom = row.get("custom_fields")
    stated = row.get("details") or (custom.get("details") if isinstance(custom, dict) else None)
    found = [item for item in (stated if isinstance(stated, list) else []) if isinstance(item, dict)]
    found.sort(key=_order)
    return sections.joined((_heading(item.get("name")), item.get("value")) for item in found)


def _order(section: Row) -> float:
    order = section.get("order")
    return order if isinstance(order, int | float) else float("inf")


def _heading(stated: Json) -> str | None:
    name = fields.text(stated)
    return None if name == "Description" else name
