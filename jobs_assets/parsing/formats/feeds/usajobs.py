"""USAJOBS: postings of the United States' agencies, from the HR-XML export or from the search API's JSON.

Shapes: github.com/GSA/jobs_api (doc/sample.xml) and developer.usajobs.gov/api-reference/get-api-search. The
two state the same things under other names.
"""

import re

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, pay, places
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.html_text import as_markup
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.sections import joined
from jobs_assets.postings import Evidence, Interval, Place, Posting, SalaryBand

# developer.usajobs.gov/api-reference/get-codelist-remunerationrateintervalcodes. Not of the five, or no pay:
# bi-weekly (BW), piece work (PW), fee basis (FB), school year (SY), student stipend (ST), none (WC).
_INTERVALS: dict[str, Interval] = {"PA": "YEAR", "PH": "HOUR", "PD": "DAY", "PM": "MONTH"}
_IN_STATES = re.compile(r"(?:.*,\s*)?([^,]+),\s*([A-Z]{2})(?:\s+United States)?\Z")
_ELSEWHERE = re.compile(r"(?:.*,\s*)?([^,]+),\s*([A-Z][A-Za-z. ]+)\Z")
_ANYWHERE = re.compile(r"anywhere in the u\.?\s?s\.?\b", re.IGNORECASE)

_XML_SECTIONS = (
    (None, "Overview", "AgencyMarketingStatement"),
    ("Summary", "Overview", "JobSummary"),
    ("Key requirements", "Overview", "KeyRequirement"),
    ("Duties", "Duties", "MajorDuties"),
    ("Qualifications", "QualificationsAndEvaluation", "Qualifications"),
    ("Education", "QualificationsAndEvaluation", "Education"),
    ("Requirements", "QualificationsAndEvaluation", "Requirements"),
    ("How you will be evaluated", "QualificationsAndEvaluation", "Evaluations"),
    ("How to apply", "HowToApplyInformation", "HowToApply"),
    ("Required documents", "HowToApplyInformation", "RequiredDocuments"),
    ("What to expect next", "HowToApplyInformation", "WhatToExpectNext"),
    ("Benefits", "BenefitsAndOtherInformation", "Benefits"),
    ("Other information", "BenefitsAndOtherInformation", "OtherInformation"),
)
_JSON_SECTIONS = (
    (None, "AgencyMarketingStatement"),
    ("Summary", "JobSummary"),
    ("Key requirements", "KeyRequirements"),
    ("Duties", "MajorDuties"),
    ("Requirements", "Requirements"),
    ("Education", "Education"),
    ("How you will be evaluated", "Evaluations"),
    ("How to apply", "HowToApply"),
    ("Required documents", "RequiredDocuments"),
    ("What to expect next", "WhatToExpectNext"),
    ("Benefits", "Benefits"),
    ("Other information", "OtherInformation"),
)


def _opening(page: SourcePage, row: Row) -> Posting:
    """A `PositionOpening` of the export."""
    if not _is_active(row):
        raise Refused("unlisted", f"opening {row['id']} is {row['PositionOpeningStatusCode']}")
    profile = rows.value_at(row, "PositionProfile")
    posting = rows.titled(page, {"id": row["id"], "title": rows.value_at(profile, "PositionTitle")}, "title")
    posting.url = f"https://www.usajobs.gov/job/{row['id']}"
    posting.evidence["url"] = Evidence("ats_field", str(row["id"]))
    fields.link(posting, _object(row, "UserArea"), "GOVT_ApplyOnlineURL", "apply_url")
    organisation = rows.value_at(profile, "PositionOrganization", "OrganizationIdentifiers")
    fields.employer(posting, page, rows.text_at(organisation, "OrganizationName"))
    rows.state(posting, "requisition_id", profile, "PositionID")
    for end, name in (("StartDate", "date_posted"), ("EndDate", "valid_through")):
        rows.date(posting, name, rows.text_at(profile, "PositionPeriod", end, "FormattedDateTime"))
    kinds = [rows.text_at(profile, key) for key in ("PositionScheduleTypeCode", "PositionOfferingTypeCode")]
    rows.employment(posting, [_without_code(kind) for kind in kinds if kind])
    names = [
        rows.text_at(one, "LocationName") for one in rows.entries(rows.value_at(profile, "PositionLocation"))
    ]
    _located(posting, [name for name in names if name])
    ranges = rows.entries(rows.value_at(profile, "OfferedRemunerationPackage", "RemunerationRange"))
    rows.put_pay(posting, map(_xml_band, ranges), ranges)
    body = rows.value_at(profile, "UserArea", "GOVT_XMLJobBody")
    rows.description(
        posting,
        joined((heading, _section(rows.value_at(body, group, key))) for heading, group, key in _XML_SECTIONS),
    )
    return posting


def _is_active(row: Row) -> bool:
    return row.get("PositionOpeningStatusCode") in (None, "Active")


def _xml_band(stated: Json) -> SalaryBand | None:
    low, high = (rows.value_at(stated, f"Remuneration{end}Amount") for end in ("Minimum", "Maximum"))
    currency = rows.value_at(low, "@currencyID") or rows.value_at(high, "@currencyID")
    code = rows.text_at(stated, "RemunerationRateIntervalCode")
    return _band(rows.text_at({"low": low}, "low"), rows.text_at({"high": high}, "high"), currency, code)


def _found(page: SourcePage, row: Row) -> Posting:
    """An item of `SearchResult.SearchResultItems`."""
    stated = _object(row, "MatchedObjectDescriptor")
    posting = rows.titled(page, {"id": row["id"], "title": stated.get("PositionTitle")}, "title")
    fields.link(posting, stated, "PositionURI", "url")
    if addresses := rows.entries(stated.get("ApplyURI")):
        fields.link(posting, {"apply": addresses[0]}, "apply", "apply_url")
    fields.employer(posting, page, stated.get("OrganizationName"))
    rows.state(posting, "requisition_id", stated, "PositionID")
    rows.date(posting, "date_posted", stated.get("PublicationStartDate"))
    rows.date(posting, "valid_through", stated.get("ApplicationCloseDate"))
    named = [rows.text_at(one, "Name") for key in ("PositionSchedule", "PositionOfferingType")
             for one in rows.entries(stated.get(key))]  # fmt: skip
    rows.employment(posting, [name for name in named if name])
    details = _object(_object(stated, "UserArea"), "Details")
    if details.get("RemoteIndicator") is True:
        rows.remote(posting, "RemoteIndicator: true")
    _found_places(posting, stated)
    ranges = rows.entries(stated.get("PositionRemuneration"))
    rows.put_pay(posting, map(_json_band, ranges), ranges)
    parts = [(heading, _section(details.get(key))) for heading, key in _JSON_SECTIONS]
    parts.insert(4, ("Qualifications", _section(stated.get("QualificationSummary"))))
    rows.description(posting, joined(parts))
    return posting


def _section(stated: Json) -> str:
    """A section's text, which may come in items: duties, key requirements."""
    parts = [as_markup(one) for one in rows.entries(stated) if isinstance(one, str) and one.strip()]
    if len(parts) < 2:
        return "".join(parts)
    return f"<ul>{''.join(f'<li>{one}</li>' for one in parts)}</ul>"


def _found_places(posting: Posting, stated: Row) -> None:
    """The locations where they are listed, else the line that is shown for all of them."""
    shown = fields.text(stated.get("PositionLocationDisplay"))
    listed = rows.entries(stated.get("PositionLocation"))
    if listed:
        _located(posting, [name for one in listed if (name := rows.text_at(one, "LocationName"))])
    elif shown:
        _located(posting, [shown])
    if posting.workplace == "remote" and shown and _ANYWHERE.match(shown):
        quoted = Evidence("ats_field", shown)
        posting.job_location, posting.remote_eligibility = [Place(country="US")], ["US"]
        posting.evidence |= {"job_location": quoted, "remote_eligibility": quoted}


def _json_band(stated: Json) -> SalaryBand | None:
    low, high = (rows.text_at(stated, f"{end}Range") for end in ("Minimum", "Maximum"))
    return _band(low, high, None, rows.text_at(stated, "RateIntervalCode"))


def _band(low: str | None, high: str | None, currency: Json, code: str | None) -> SalaryBand | None:
    if code == "WC":
        return None
    ends = rows.number(low), rows.number(high)
    return pay.band(*ends, pay.currency_of(currency), _INTERVALS.get(code or ""))


def _located(posting: Posting, names: list[str]) -> None:
    rows.located(posting, map(_place, names), names[0] if len(names) == 1 else names)


def _place(name: str) -> Place | None:
    """ "Pentagon, Arlington, VA United States": the town and its state. "Nationwide" names no place."""
    if match := _IN_STATES.match(name):
        return places.postal(match[1].strip(), match[2], "US")
    if (match := _ELSEWHERE.match(name)) and (code := country_named(match[2], codes=False)):
        return places.postal(match[1].strip(), None, code)
    if match and (place := places.place_of(f"{match[1]}, {match[2]}")) and place.country == "US":
        return place
    return None


def _without_code(stated: str) -> str:
    return stated.partition("-")[2] or stated


def _object(row: Row, key: str) -> Row:
    found = row.get(key)
    return found if isinstance(found, dict) else {}


OPENINGS = Shape("usajobs-xml", _opening, lambda row: row.get("DocumentID"), frozenset({
    "DocumentID", "PositionOpeningStatusCode", "PostingRequester", "PositionProfile", "UserArea",
    *(f"PositionProfile.{name}" for name in (
        "PostingInstruction", "PositionID", "PositionTitle", "PositionLocation", "PositionOrganization",
        "JobCategoryCode", "JobGradeCode", "PositionOfferingTypeCode", "PositionPeriod",
        "PositionScheduleTypeCode", "OfferedRemunerationPackage", "UserArea",
    )),
    "UserArea.GOVT_ApplyOnlineURL", "UserArea.GOVT_DetailStatusURL",
}), _is_active)  # fmt: skip
SEARCH = Shape("usajobs-search", _found, lambda row: row.get("MatchedObjectId"), frozenset({
    "MatchedObjectId", "MatchedObjectDescriptor", "RelevanceScore", "RelevanceRank",
    *(f"MatchedObjectDescriptor.{name}" for name in (
        "PositionID", "PositionTitle", "PositionURI", "ApplyURI", "PositionLocationDisplay",
        "PositionLocation", "OrganizationName", "DepartmentName", "SubAgency", "JobCategory", "JobGrade",
        "PositionSchedule", "PositionOfferingType", "QualificationSummary", "PositionRemuneration",
        "PositionStartDate", "PositionEndDate", "PublicationStartDate", "ApplicationCloseDate",
        "PositionFormattedDescription", "UserArea",
    )),
}))  # fmt: skip
