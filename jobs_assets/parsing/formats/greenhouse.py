"""Greenhouse Job Board API: a board's list with content, or one posting's detail with pay.

Field meanings: developers.greenhouse.io/job-board.html. The list has no pay and no employment type; what an
employer keeps in its own `metadata` counts where the name of the entry leaves no doubt.
"""

import re
from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, pay, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.html_text import describe
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.language import code_of
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Interval, Place, Posting, SalaryBand, Unparsed

FIELDS = frozenset({
    "id", "internal_job_id", "title", "absolute_url", "updated_at", "first_published", "application_deadline",
    "requisition_id", "language", "company_name", "content", "location", "location.name", "metadata",
    "metadata.id", "metadata.name", "metadata.value", "metadata.value_type", "departments", "departments.id",
    "departments.name", "departments.child_ids", "departments.parent_id", "offices", "offices.id",
    "offices.name", "offices.location", "offices.child_ids", "offices.parent_id", "data_compliance",
    "data_compliance.type", "data_compliance.requires_consent", "data_compliance.requires_processing_consent",
    "data_compliance.requires_retention_consent", "data_compliance.retention_period",
    "data_compliance.demographic_data_consent_applies", "ai_disclaimer", "include_ai_disclaimer",
    "ai_opt_out_request_url", "pay_input_ranges", "pay_input_ranges.min_cents", "pay_input_ranges.max_cents",
    "pay_input_ranges.currency_type", "pay_input_ranges.title", "pay_input_ranges.blurb",
})  # fmt: skip
"""Keys of a job, in the list or by itself, that the format is known to have."""

_WORKPLACE_NAMES = re.compile(
    r"(?:location|workplace|work ?place|work|remote|working) ?(?:type|model|arrangement|mode|policy"
    r"|status)?\??\Z",
    re.IGNORECASE,
)
_TYPE_NAMES = re.compile(
    r"(?:(?:employment|job|time|position|worker|contract) ?type|commitment)\Z", re.IGNORECASE
)
_PAY_WORDS = re.compile(
    r"\b(?:annual|annually|yearly|hourly|monthly|weekly|daily|per|hour|year|month|base|total|target"
    r"|on[- ]target|ote|cash|pay|salary|wage"
    r"|compensation|earnings|range|ranges|rate|band|transparency|expected|estimated|the|our|for|this|role"
    r"|position|is|a|of|and|in|us"
    r"|usd|eur|gbp|cad|gross|scale|full[- ]time)\b",
    re.IGNORECASE,
)
_PAY_SIGNS = " \t,;:()[]-–—/|"


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every posting of a list response, or the one of a detail response."""
    yield from fields.each(
        page, fields.rows_of(json_bytes.loads(page.body, page.content_type), "jobs"), _posting
    )


def _posting(page: SourcePage, row: Row) -> Posting:
    if "internal_job_id" in row and row["internal_job_id"] is None:
        raise Refused("prospect_post", f"{row.get('title')!r} collects prospects for no one job")
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "absolute_url", "url")
    fields.employer(posting, page, row.get("company_name"))
    fields.state(posting, row, "requisition_id", "requisition_id")
    _departments(posting, row.get("departments"))
    for key, name in (("first_published", "date_posted"), ("application_deadline", "valid_through")):
        if (stated := row.get(key)) is not None:
            setattr(posting, name, dates.iso(stated))
            evidence[name] = Evidence("ats_field", fields.quote(stated))
    _location(posting, row)
    _metadata(posting, row.get("metadata"))
    _pay(posting, row.get("pay_input_ranges"))
    content = row.get("content")
    if isinstance(content, str) and content:
        posting.description_html, posting.description_text = describe(content)
        evidence["description_text"] = Evidence("ats_field")
    stated = row.get("language")
    if isinstance(stated, str) and (code := code_of(stated)):
        posting.language = code
        evidence["language"] = Evidence("ats_field", stated)
    else:
        fields.language(posting)
    return posting


def _departments(posting: Posting, stated: Json) -> None:
    if not isinstance(stated, list):
        return
    names = [name for item in stated if isinstance(item, dict) and (name := fields.text(item.get("name")))]
    names = [name for name in dict.fromkeys(names) if name != "No Department"]
    if names:
        posting.department = ", ".join(names)
        posting.evidence["department"] = Evidence("ats_field", ", ".join(names))


def _location(posting: Posting, row: Row) -> None:
    """The posting's own location line; an office of the same name lends it region and country."""
    location = row.get("location")
    line = fields.text(location.get("name")) if isinstance(location, dict) else fields.text(location)
    offices = row.get("offices")
    if line is None:
        return
    reading = places.read_line(line)
    known = _office_places(offices) if isinstance(offices, list) else {}
    posting.job_location = places.unique([_completed(place, known) for place in reading.places])
    evidence = Evidence("ats_field", line)
    if posting.job_location:
        posting.evidence["job_location"] = evidence
    if reading.workplace:
        posting.workplace = reading.workplace
        posting.evidence["workplace"] = evidence
    if reading.eligible:
        posting.remote_eligibility = reading.eligible
        posting.evidence["remote_eligibility"] = evidence


def _office_places(offices: list[Json]) -> dict[str, Place]:
    known: dict[str, Place] = {}
    for office in offices:
        if isinstance(office, dict) and isinstance(office.get("location"), str):
            place = places.place_of(office["location"])
            if place and place.city and place.country:
                known[place.city.casefold()] = place
    return known


def _completed(place: Place, known: dict[str, Place]) -> Place:
    """The place with what an office of the same city adds, where the two do not contradict each other."""
    office = known.get((place.city or "").casefold())
    if office is None or place.country not in (None, office.country):
        return place
    return Place(place.city, place.region or office.region, office.country)


def _metadata(posting: Posting, stated: Json) -> None:
    if not isinstance(stated, list):
        return
    for item in stated:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            continue
        name, value = item["name"].strip(), item.get("value")
        if isinstance(value, str) and _WORKPLACE_NAMES.match(name) and (workplace := workplace_of(value)):
            posting.workplace = workplace
            posting.evidence["workplace"] = Evidence("ats_field", fields.quote(value))
        elif _TYPE_NAMES.match(name) and (types := types_of(value)):
            posting.employment_type = types
            posting.evidence["employment_type"] = Evidence("ats_field", fields.quote(value))


def _pay(posting: Posting, stated: Json) -> None:
    """`pay_input_ranges`: amounts in cents; the title often names the place the range is for."""
    if not isinstance(stated, list):
        return
    posting.salary = [found for item in stated if isinstance(item, dict) and (found := _band(item))]
    if posting.salary:
        posting.evidence["salary"] = Evidence("ats_field", fields.quote(stated))


def _band(stated: Row) -> SalaryBand | None:
    title, blurb = fields.text(stated.get("title")), fields.text(stated.get("blurb"))
    low, high = pay.amount(stated.get("min_cents")), pay.amount(stated.get("max_cents"))
    return pay.band(
        low / 100 if low is not None else None,
        high / 100 if high is not None else None,
        pay.currency_of(stated.get("currency_type")),
        _interval(title) or _interval(blurb),
        kind=pay.kind_of(title),
        place=_place(title),
    )


def _interval(words: str | None) -> Interval | None:
    """The interval that a range's title names ("Annual Salary", "Hourly pay"): one, or none."""
    return pay.interval_of(words) if words and len(words) < 200 else None


def _place(title: str | None) -> str | None:
    """What is left of a title without the words every range has: "Zone 1" of "Zone 1 Annual Pay Range"."""
    if not title:
        return None
    rest = " ".join(_PAY_WORDS.sub(" ", title).split()).strip(_PAY_SIGNS)
    return rest or None
