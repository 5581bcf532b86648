"""Feeds of `<job>` elements: Indeed's documented format, and the exports that partners of job sites get.

Indeed's: docs.indeed.com/indeed-apply/xml-feed; Jooble, Talent.com and many vendors write it with few
changes. The exports of Hellowork, Meteojob, TalentView and Jobteaser are read as recorded: their elements
say what they hold. What else comes as `<job>` is refused: elements of one name mean other things elsewhere.
"""

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, pay, places
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.language import code_of
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Place, Posting, Workplace

MARKUP = frozenset({"description", "html_description", "html_profile", "company_description"})
"""Elements that hold a text, whether it comes escaped, as CDATA or as bare markup."""

_HELLOWORK_REMOTE: dict[str, Workplace] = {"pas_teletravail": "onsite", "occasionnel": "hybrid"}


def _indeed(page: SourcePage, row: Row) -> Posting:
    """A job of Indeed's format. `date` is the day of its publication; a `date_updated` is not."""
    posting = _begun(page, row, "title", "url", row.get("company"))
    if (requisition := rows.text_at(row, "requisitionid")) is not None:
        posting.requisition_id = requisition
        posting.evidence["requisition_id"] = Evidence("ats_field", requisition)
    rows.date(posting, "date_posted", rows.text_at(row, "date"))
    rows.date(
        posting, "valid_through", rows.text_at(row, "expirationdate") or rows.text_at(row, "date_expired")
    )
    rows.employment(posting, rows.text_at(row, "jobtype"))
    _workplace(posting, rows.text_at(row, "remotetype"))
    within = row.get("region") if isinstance(row.get("region"), dict) else row
    stated = {key: text for key in ("city", "state", "country") if (text := rows.text_at(within, key))}
    city, states = stated.get("city", ""), stated.get("state", "")
    place = places.postal(
        city.partition(",")[0].strip() or None,
        states.rpartition(";")[2].strip() or None,
        stated.get("country"),
    )
    rows.located(posting, [place], stated)
    if isinstance(row.get("salary"), dict):
        _pay(posting, row["salary"], "min", "max", "currency", "rate")
    else:
        rows.pay_line(posting, rows.text_at(row, "salary"))
    rows.description(posting, row.get("description"))
    return posting


def _hellowork(page: SourcePage, row: Row) -> Posting:
    posting = _begun(page, row, "title", "url", row.get("company_title"))
    rows.date(posting, "date_posted", rows.text_at(row, "publication_date"))
    rows.employment(posting, rows.text_at(row, "contract"), rows.text_at(row, "job_time"))
    if (remote := rows.text_at(row, "remote")) is not None:
        posting.workplace = _HELLOWORK_REMOTE.get(remote.casefold())
        if posting.workplace:
            posting.evidence["workplace"] = Evidence("ats_field", remote)
    _place(posting, row, "city", "region", "country")
    details = row.get("salary_details")
    if isinstance(details, dict):
        low, high = (rows.value_at(details, f"salary_{end}") for end in ("min", "max"))
        currency = rows.text_at(low, "currencyCode") or rows.text_at(high, "currencyCode")
        ends = pay.amount(rows.text_at(low, "amount")), pay.amount(rows.text_at(high, "amount"))
        interval = pay.interval_of(rows.text_at(details, "period"))
        rows.put_pay(posting, [pay.band(*ends, pay.currency_of(currency), interval)], details)
    rows.description(posting, row.get("description"), row.get("profile"), row.get("benefits"))
    return posting


def _meteojob(page: SourcePage, row: Row) -> Posting:
    posting = _begun(page, row, "title", "link", rows.text_at(row, "company", "name"))
    language = row.get("@lang")
    if isinstance(language, str) and (code := code_of(language)):
        posting.language = code
        posting.evidence["language"] = Evidence("ats_field", language)
    rows.state(posting, "requisition_id", row, "@reference")
    rows.date(posting, "date_posted", rows.text_at(row, "publicationDate"))
    stated = [rows.value_at(row, key, "types", "type") for key in ("contract", "workSchedule")]
    codes = [rows.value_at(one, "@code") for kind in stated for one in rows.entries(kind)]
    rows.employment(posting, [code for code in codes if isinstance(code, str)])
    locations = rows.entries(rows.value_at(row, "workplace", "locations", "location"))
    rows.located(posting, map(_meteojob_place, locations), locations)
    _pay(posting, rows.value_at(row, "benefits", "salary"), "@lowEnd", "@highEnd", "@currency", "@period")
    profile = row.get("profile")
    rows.description(posting, row.get("description"), rows.value_at(profile, "description"))
    return posting


def _meteojob_place(stated: Json) -> Place | None:
    country = rows.value_at(stated, "country", "@code") or rows.text_at(stated, "country")
    return places.postal(rows.text_at(stated, "city"), rows.text_at(stated, "state"), fields.text(country))


def _talentview(page: SourcePage, row: Row) -> Posting:
    posting = _begun(page, row, "name", "url", rows.text_at(row, "company", "name"))
    rows.employment(posting, rows.text_at(row, "job_type"), rows.text_at(row, "working_time"))
    _workplace(posting, rows.text_at(row, "remote_level"))
    _place(posting, rows.value_at(row, "address"), "city", "region", "country")
    _pay(posting, row.get("salary"), "min", "max", "currency", "period")
    written = [row.get(f"html_{name}") or row.get(name) for name in ("description", "profile")]
    rows.description(posting, *written)
    return posting


def _jobteaser(page: SourcePage, row: Row) -> Posting:
    details = row["job_details"] if isinstance(row.get("job_details"), dict) else {}
    posting = _begun(
        page, {"id": row["id"], **details}, "title", "url", rows.text_at(row, "company", "company_name")
    )
    rows.date(posting, "date_posted", rows.text_at(row, "job_dates", "first_activated_at"))
    rows.employment(posting, rows.text_at(details, "contract_type"))
    _workplace(posting, rows.text_at(details, "remote_type"))
    locations = rows.entries(row.get("job_locations"))
    rows.located(posting, map(_jobteaser_place, locations), locations)
    rows.description(posting, details.get("description"))
    return posting


def _jobteaser_place(stated: Json) -> Place | None:
    country = rows.text_at(stated, "location_country_code")
    name = country.upper() if country else rows.text_at(stated, "location_country_name")
    return places.postal(rows.text_at(stated, "location_city"), rows.text_at(stated, "location_state"), name)


def _begun(page: SourcePage, row: Row, title: str, link: str, company: Json) -> Posting:
    posting = rows.titled(page, row, title)
    fields.link(posting, {"link": rows.text_at(row, link)}, "link", "url")
    fields.employer(posting, page, rows.text_at({"company": company}, "company"))
    return posting


def _workplace(posting: Posting, stated: str | None) -> None:
    if stated and (workplace := workplace_of(stated)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", stated)


def _place(posting: Posting, stated: Json, *keys: str) -> None:
    kept = {key: text for key in keys if (text := rows.text_at(stated, key))}
    rows.located(posting, [places.postal(*(kept.get(key) for key in keys))], kept)


def _pay(posting: Posting, stated: Json, *keys: str) -> None:
    """The band of an object with the keys of its two ends, its currency and its interval."""
    low, high, currency, interval = (rows.value_at(stated, key) for key in keys)
    ends = rows.number(low), rows.number(high)
    band = pay.band(*ends, pay.currency_of(currency), pay.interval_of(interval))
    rows.put_pay(posting, [band], stated)


INDEED = Shape(
    "indeed-xml",
    _indeed,
    lambda row: rows.id_of(row.get("referencenumber")) or rows.id_of(row.get("guid")),
    frozenset({
        "title", "date", "referencenumber", "requisitionid", "url", "company", "sourcename", "city", "state",
        "country", "postalcode", "streetaddress", "email", "description", "salary", "salary.min",
        "salary.max", "salary.currency", "salary.rate", "education", "jobtype", "category", "experience",
        "expirationdate", "remotetype", "lastactivitydate", "guid", "region", "region.country",
        "region.state", "region.city", "date_updated", "date_expired", "cpc", "currency", "apijobid",
        "metadata", "tracking_url", "indeed-apply-data",
    }),
)  # fmt: skip
HELLOWORK = Shape("hellowork", _hellowork, lambda row: row.get("job_id"), frozenset({
    "job_id", "agence", "reference", "guid", "cpc", "title", "url", "description", "profile", "benefits",
    "apply_mail", "salary", "salary_details", "address", "city", "geoloc", "region", "department",
    "postal_code", "country", "publication_date", "updated_date", "contract", "contract_start_date",
    "contract_end_date", "contract_period_value", "contract_period_unit", "qualification", "experience",
    "function", "code_rome", "ogr_id", "job_time", "education", "language", "remote", "sector",
    "company_title", "company_description", "logo", "company_logo", "siret", "naf_code", "company_sector",
    "csr_label",
}))  # fmt: skip
METEOJOB = Shape("meteojob", _meteojob, lambda row: row.get("@id"), frozenset({
    "@id", "@reference", "@lang", "title", "description", "link", "publicationDate", "lastModificationDate",
    "position", "industry", "company", "workplace", "contract", "workSchedule", "benefits", "profile",
}))  # fmt: skip
TALENTVIEW = Shape("talentview", _talentview, lambda row: row.get("id"), frozenset({
    "id", "url", "name", "slug", "tags", "salary", "salary.min", "salary.max", "salary.currency", "address",
    "company", "profile", "job_type", "video_id", "cover_url", "created_at", "video_host", "description",
    "remote_level", "working_time", "job_start_date", "education_level", "contract_duration",
    "html_profile", "last_activation_at", "html_description",
}))  # fmt: skip
JOBTEASER = Shape("jobteaser", _jobteaser, lambda row: row.get("id"), frozenset({
    "id", "job_details", "job_dates", "job_locations", "company",
}))  # fmt: skip

# What a job must have to be of a format; the first that fits.
MARKS: tuple[tuple[frozenset[str], Shape], ...] = (
    (frozenset({"job_id", "company_title", "publication_date"}), HELLOWORK),
    (frozenset({"@id", "workplace", "publicationDate", "link"}), METEOJOB),
    (frozenset({"job_details", "job_locations"}), JOBTEASER),
    (frozenset({"html_description", "working_time", "name"}), TALENTVIEW),
    (frozenset({"referencenumber", "title", "url"}), INDEED),
)
