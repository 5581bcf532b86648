"""The JSON of sites that list remote work alone: Remotive, Remote OK, Jobicy and Himalayas.

Shapes: github.com/remotive-com/remote-jobs-api, remoteok.com/api (its first element is a legal notice),
jobicy.com/jobs-rss-feed and himalayas.app/docs/data-dictionary. All their postings are remote; what they call
a location is where people may live. A category of such a site is no department of the employer's.
"""

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import fields, pay, places
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.fields import Row
from jobs_assets.parsing.formats.feeds import rows
from jobs_assets.parsing.formats.feeds.rows import Shape
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.places import name_of
from jobs_assets.postings import Posting


def _remotive(page: SourcePage, row: Row) -> Posting:
    posting = rows.titled(page, row, "title")
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page, row.get("company_name"))
    rows.date(posting, "date_posted", row.get("publication_date"))
    rows.employment(posting, row.get("job_type"))
    _remote_in(posting, "candidate_required_location", row.get("candidate_required_location"))
    rows.pay_line(posting, rows.text_at(row, "salary"))
    rows.description(posting, row.get("description"))
    return posting


def _remote_ok(page: SourcePage, row: Row) -> Posting:
    posting = rows.titled(page, row, "position")
    fields.link(posting, row, "url", "url")
    fields.link(posting, row, "apply_url", "apply_url")
    fields.employer(posting, page, row.get("company"))
    rows.date(posting, "date_posted", row.get("date") or row.get("epoch"))
    _remote_in(posting, "location", row.get("location"))
    low, high = rows.number(row.get("salary_min")), rows.number(row.get("salary_max"))
    stated = {key: row.get(key) for key in ("salary_min", "salary_max")}
    rows.put_pay(posting, [pay.band(low, high, None, None)], stated)
    rows.description(posting, row.get("description"))
    return posting


def _jobicy(page: SourcePage, row: Row) -> Posting:
    posting = rows.titled(page, row, "jobTitle")
    fields.link(posting, row, "url", "url")
    fields.employer(posting, page, rows.text_at(row, "companyName"))
    rows.date(posting, "date_posted", row.get("pubDate"))
    rows.employment(posting, row.get("jobType"))
    _remote_in(posting, "jobGeo", row.get("jobGeo"))
    keys = ("annualSalaryMin", "annualSalaryMax", "salaryMin", "salaryMax", "salaryCurrency", "salaryPeriod")
    stated = {key: row[key] for key in keys if row.get(key) not in (None, "")}
    annual = bool(stated.keys() & {"annualSalaryMin", "annualSalaryMax"})
    low, high = ("annualSalaryMin", "annualSalaryMax") if annual else ("salaryMin", "salaryMax")
    interval = "YEAR" if annual else pay.interval_of(stated.get("salaryPeriod"))
    currency = pay.currency_of(stated.get("salaryCurrency"))
    band = pay.band(rows.number(stated.get(low)), rows.number(stated.get(high)), currency, interval)
    rows.put_pay(posting, [band], stated)
    rows.description(posting, row.get("jobDescription"))
    return posting


def _himalayas(page: SourcePage, row: Row) -> Posting:
    posting = rows.titled(page, row, "title")
    fields.link(posting, row, "guid", "url")
    fields.link(posting, row, "applicationLink", "apply_url")
    fields.employer(posting, page, row.get("companyName"))
    rows.date(posting, "date_posted", row.get("pubDate"))
    rows.date(posting, "valid_through", row.get("expiryDate"))
    rows.employment(posting, row.get("employmentType"))
    stated = row.get("locationRestrictions")
    names = [name for one in rows.entries(stated) if (name := name_of(one))]
    _remote_in(posting, "locationRestrictions", names)
    codes = [code for one in rows.entries(stated) if isinstance(one, dict) and (code := _alpha2(one))]
    if codes and len(codes) == len(names):
        rows.located(posting, [places.postal(None, None, code) for code in codes], stated)
        posting.remote_eligibility = codes
    keys = ("minSalary", "maxSalary", "currency", "salaryPeriod")
    band = pay.band(
        rows.number(row.get("minSalary")),
        rows.number(row.get("maxSalary")),
        pay.currency_of(row.get("currency")),
        pay.interval_of(row.get("salaryPeriod")),
    )
    rows.put_pay(posting, [band], {key: row.get(key) for key in keys})
    rows.description(posting, row.get("description"))
    return posting


def _alpha2(stated: Row) -> str | None:
    found = stated.get("alpha2")
    return country_named(found) if isinstance(found, str) else None


def _remote_in(posting: Posting, key: str, stated: Json) -> None:
    rows.remote(posting, f"{key}: {fields.quote(stated)}" if stated else key)
    rows.limited_to(posting, stated)


REMOTIVE = Shape("remotive", _remotive, lambda row: row.get("id"), frozenset({
    "id", "url", "title", "company_name", "company_logo", "company_logo_url", "category", "tags", "job_type",
    "publication_date", "candidate_required_location", "salary", "description",
}))  # fmt: skip
REMOTE_OK = Shape("remoteok", _remote_ok, lambda row: row.get("id"), frozenset({
    "id", "slug", "epoch", "date", "company", "company_logo", "logo", "position", "tags", "description",
    "location", "apply_url", "salary_min", "salary_max", "url", "original", "verified", "legal",
    "last_updated",
}))  # fmt: skip
JOBICY = Shape("jobicy", _jobicy, lambda row: row.get("id"), frozenset({
    "id", "url", "jobSlug", "jobTitle", "companyName", "companyLogo", "jobIndustry", "jobType", "jobGeo",
    "jobLevel", "jobExcerpt", "jobDescription", "pubDate", "annualSalaryMin", "annualSalaryMax", "salaryMin",
    "salaryMax", "salaryCurrency", "salaryPeriod",
}))  # fmt: skip
HIMALAYAS = Shape("himalayas", _himalayas, lambda row: rows.id_of(row.get("guid")), frozenset({
    "title", "excerpt", "companyName", "companySlug", "companyLogo", "employmentType", "minSalary",
    "maxSalary", "salaryPeriod", "seniority", "currency", "locationRestrictions",
    "locationRestrictions.alpha2", "locationRestrictions.name", "locationRestrictions.slug",
    "timezoneRestrictions", "categories", "parentCategories", "description", "pubDate", "expiryDate",
    "applicationLink", "guid",
}))  # fmt: skip
