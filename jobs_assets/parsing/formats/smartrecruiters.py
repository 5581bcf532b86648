"""SmartRecruiters Posting API: a page of a company's postings, or one posting's detail with its text.

Field meanings: developers.smartrecruiters.com, Posting API. A detail is its row of the list with `jobAd`
and the posting's public addresses added; the list states the API's own address alone.
"""

from collections.abc import Iterator
from urllib.parse import quote

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, places, sections
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.html_text import describe
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.language import code_of
from jobs_assets.postings import Closed, Evidence, Posting, Record

FIELDS = frozenset({
    "id", "name", "uuid", "jobAdId", "jobId", "defaultJobAd", "refNumber", "company", "company.identifier",
    "company.name", "releasedDate", "location", "location.city", "location.region", "location.regionCode",
    "location.country", "location.address", "location.postalCode", "location.remote", "location.hybrid",
    "location.hybridDescription", "location.manual", "location.latitude", "location.longitude",
    "location.fullLocation", "industry", "department", "department.id", "department.label",
    "department.description", "function", "typeOfEmployment", "typeOfEmployment.id",
    "typeOfEmployment.label", "experienceLevel", "customField", "visibility", "ref", "creator", "language",
    "language.code", "language.label", "language.labelNative", "applyUrl", "postingUrl", "referralUrl",
    "jobAd", "jobAd.sections", "active",
})  # fmt: skip

_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting of a listing's page, or the one of a detail."""
    document = json_bytes.loads(page.body, page.content_type)
    if isinstance(document, dict) and "jobAd" in document:
        rows = [document]
    else:
        rows = fields.rows_of(document, "content")
    yield from fields.each(page, rows, _posting)


def _posting(page: SourcePage, row: Row) -> Posting | Closed:
    if row.get("active") is False:
        return fields.closed(page, row, row, "active")
    if row.get("visibility") not in (None, "PUBLIC"):
        raise Refused("unlisted", f"{row.get('name')!r} is {row['visibility']}, not public")
    posting = fields.titled(page, row, "name")
    evidence = posting.evidence
    company = row.get("company")
    company = company if isinstance(company, dict) else {}
    _addresses(posting, row, company)
    fields.employer(posting, page, company.get("name"))
    fields.state(posting, row, "refNumber", "requisition_id")
    _label(posting, row, "department", "department")
    if (type_ := _label(posting, row, "typeOfEmployment", "employment_type")) is not None:
        posting.employment_type = types_of(type_)
    if (released := row.get("releasedDate")) is not None:
        posting.date_posted = dates.iso(released)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(released))
    _location(posting, row.get("location"))
    job_ad = row.get("jobAd")
    if isinstance(job_ad, dict) and (description := _description(job_ad.get("sections"))):
        posting.description_html, posting.description_text = describe(description)
        evidence["description_text"] = Evidence("ats_field")
    _language(posting, row.get("language"))
    return posting


def _addresses(posting: Posting, row: Row, company: Row) -> None:
    """The public page as stated, else where the company's name and the id lead."""
    fields.link(posting, row, "postingUrl", "url")
    fields.link(posting, row, "applyUrl", "apply_url")
    identifier = fields.text(company.get("identifier"))
    if posting.url is None and identifier:
        native_id = fields.native_id(row)
        posting.url = f"https://jobs.smartrecruiters.com/{quote(identifier)}/{quote(native_id)}"
        stated = {"company": {"identifier": identifier}, "id": row["id"]}
        posting.evidence["url"] = Evidence("ats_field", fields.quote(stated))


def _label(posting: Posting, row: Row, key: str, name: str) -> str | None:
    """The label of an object such as `department`; an employer without one states an empty object."""
    stated = row.get(key)
    label = fields.text(stated.get("label")) if isinstance(stated, dict) else None
    if label:
        posting.evidence[name] = Evidence("ats_field", label)
        if name == "department":
            posting.department = label
    return label


def _location(posting: Posting, stated: Json) -> None:
    """One place. `remote` and `hybrid` count where they are set: both false is also the state of silence."""
    if not isinstance(stated, dict):
        return
    quoted = Evidence("ats_field", fields.quote(stated))
    if stated.get("hybrid") is True:
        posting.workplace, posting.evidence["workplace"] = "hybrid", Evidence("ats_field", "hybrid: true")
    elif stated.get("remote") is True:
        posting.workplace, posting.evidence["workplace"] = "remote", Evidence("ats_field", "remote: true")
    city, region, country = (fields.text(stated.get(key)) for key in ("city", "region", "country"))
    line = fields.text(stated.get("fullLocation"))
    if city and line and not country:
        more = places.after_city(city, line)
        region, country = region or more.region, more.country
    place = places.postal(city, region, country)
    if place is None:
        location_lines.state(posting, [line] if line else [])
        return
    posting.job_location = [place]
    posting.evidence["job_location"] = quoted
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _description(stated: Json) -> str:
    """The four sections of a job ad in the order of its page, then any other that has text."""
    if not isinstance(stated, dict):
        return ""
    names = [*_SECTIONS, *(name for name in stated if name not in _SECTIONS)]
    found = [section for name in names if isinstance(section := stated.get(name), dict)]
    return sections.joined((section.get("title"), section.get("text")) for section in found)


def _language(posting: Posting, stated: Json) -> None:
    code = stated.get("code") if isinstance(stated, dict) else None
    if isinstance(code, str) and (known := code_of(code)):
        posting.language = known
        posting.evidence["language"] = Evidence("ats_field", code)
    else:
        fields.language(posting)
