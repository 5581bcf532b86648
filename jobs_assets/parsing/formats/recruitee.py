"""Recruitee: a careers site's offers, from its JSON or from its XML feed into the same records.

Field meanings: docs.recruitee.com/reference/offers and /docs/feed. The feed's offers have the keys of the
JSON; only the address of the form is called otherwise.
"""

from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, places, sections, xml_bytes
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import Closed, Evidence, Place, Posting, Record, Workplace

FIELDS = frozenset({
    "id", "slug", "guid", "position", "status", "title", "description", "requirements", "highlight",
    "company_name", "department", "careers_url", "careers_apply_url", "apply_url", "mailbox_email",
    "created_at", "published_at", "updated_at", "close_at", "employment_type_code", "category_code",
    "experience_code", "education_code", "min_hours", "max_hours", "min_hours_per_week",
    "max_hours_per_week", "remote", "hybrid", "on_site", "location", "city", "state_name", "state_code",
    "country", "country_code", "postal_code", "street", "locations", "locations.id", "locations.name",
    "locations.city", "locations.state", "locations.state_code", "locations.country",
    "locations.country_code", "locations.postal_code", "locations.street", "locations.note",
    "locations.translations", "salary", "salary.min", "salary.max", "salary.period", "salary.currency",
    "tags", "translations", "dynamic_fields", "open_questions", "locations_question",
    "locations_question_type", "locations_question_required", "location_question_visible", "cover_image",
    "sharing_image", "sharing_title", "sharing_description", "options_cv", "options_phone", "options_photo",
    "options_cover_letter", "options_salutation", "options_title",
})  # fmt: skip
"""Keys of an offer that the format is known to have."""

_WORKPLACES: tuple[tuple[str, Workplace], ...] = (
    ("remote", "remote"),
    ("hybrid", "hybrid"),
    ("on_site", "onsite"),
)


def parse(page: SourcePage) -> Iterator[Record]:
    """Every published offer of the page, JSON or XML."""
    yield from fields.each(page, _offers(page), _posting)


def _offers(page: SourcePage) -> list[Json]:
    if page.body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = xml_bytes.loads(page.body, page.content_type)
        if xml_bytes.name_of(root) != "offers":
            raise Refused("unknown_shape", f"a feed of <{xml_bytes.name_of(root)}> where <offers> were due")
        return [_from_xml(offer) for offer in root]
    document = json_bytes.loads(page.body, page.content_type)
    if isinstance(document, dict) and isinstance(document.get("offer"), dict):
        return [document["offer"]]
    return fields.rows_of(document, "offers")


def _from_xml(offer: xml_bytes.Element) -> Json:
    """An offer of the feed as the JSON has it."""
    row = xml_bytes.value_of(offer)
    if not isinstance(row, dict):
        return row
    row["locations"] = xml_bytes.items_of(row.get("locations"), "location")
    for key in ("description", "requirements"):
        row[key] = xml_bytes.markup_of(xml_bytes.child_of(offer, key))
    for key, _ in _WORKPLACES:
        row[key] = {"true": True, "false": False}.get(row.get(key) or "")
    return row


def _posting(page: SourcePage, row: Row) -> Posting | Closed:
    if row.get("status") in ("closed", "archived"):
        return fields.closed(page, row, row, "status")
    if row.get("status") not in (None, "published"):
        raise Refused("unlisted", f"{row.get('title')!r} is {row['status']}")
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "careers_url", "url")
    fields.link(
        posting, row, "careers_apply_url" if row.get("careers_apply_url") else "apply_url", "apply_url"
    )
    fields.employer(posting, page, row.get("company_name"))
    fields.state(posting, row, "department", "department")
    for key, name in (("published_at", "date_posted"), ("close_at", "valid_through")):
        if (stated := fields.text(row.get(key))) is not None:
            setattr(posting, name, dates.iso(stated))
            evidence[name] = Evidence("ats_field", stated)
    if (code := fields.text(row.get("employment_type_code"))) is not None:
        posting.employment_type = types_of(code)
        evidence["employment_type"] = Evidence("ats_field", code)
    _workplace(posting, row)
    _location(posting, row)
    fields.pay_range(posting, row.get("salary"), "period")
    fields.description(
        posting, sections.joined([(None, row.get("description")), (None, row.get("requirements"))])
    )
    return posting


def _workplace(posting: Posting, row: Row) -> None:
    """The one that is offered; where candidates have the choice between several, it is none of them."""
    offered = [(key, workplace) for key, workplace in _WORKPLACES if row.get(key) is True]
    if len(offered) == 1:
        [(key, posting.workplace)] = offered
        posting.evidence["workplace"] = Evidence("ats_field", f"{key}: true")


def _location(posting: Posting, row: Row) -> None:
    """Its locations, else the one in the offer itself, which is the first of them."""
    stated = row.get("locations")
    entries = [item for item in stated if isinstance(item, dict)] if isinstance(stated, list) else []
    if not entries:
        entries = [{key: row.get(key) for key in ("city", "state_name", "country", "country_code")}]
        city, line = fields.text(row.get("city")), fields.text(row.get("location"))
        if city and line and not entries[0]["state_name"]:
            entries[0]["state_name"] = places.after_city(city, line).region
    posting.job_location = places.unique([place for item in entries if (place := _place(item))])
    if not posting.job_location:
        return
    kept = ("name", "city", "state", "state_name", "country", "country_code")
    quoted = Evidence("ats_field", fields.quote([{k: one[k] for k in kept if k in one} for one in entries]))
    posting.evidence["job_location"] = quoted
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _place(stated: Row) -> Place | None:
    city, region = fields.text(stated.get("city")), fields.text(stated.get("state"))
    region = region or fields.text(stated.get("state_name"))
    country = fields.text(stated.get("country_code")) or fields.text(stated.get("country"))
    return places.postal(city, region, country)
