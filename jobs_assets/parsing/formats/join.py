"""JOIN: a company's page and its postings' pages, by the state that their script starts from.

`__NEXT_DATA__` of a company's page lists postings without text, five a page; a posting's own page has the
same keys and the text, and a JSON-LD JobPosting beside. Undocumented: the shapes are those of captures.
"""

import re
from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, location_lines, pay, places
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.formats.structured_page import own_posting, own_record
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, Posting, Record

FIELDS = frozenset({
    "id", "idParam", "title", "createdAt", "employmentType", "employmentType.name",
    "employmentType.googleType", "workplaceType", "city", "city.cityName", "city.regionName",
    "city.countryName", "country", "country.iso3166", "category", "category.name", "salaryFrequency",
    "salaryAmountFrom", "salaryAmountFrom.amount", "salaryAmountFrom.currency", "salaryAmountTo",
    "salaryAmountTo.amount", "salaryAmountTo.currency", "settings", "settings.showSalary", "description",
})  # fmt: skip
"""Keys of a posting that the format is known to have."""

_STATE = re.compile(
    rb"<(?:script|div)\b[^>]*\bid\s*=\s*[\"']__NEXT_DATA__[\"'][^>]*>(?:\s*<script\b[^>]*>)?", re.IGNORECASE
)
_END = re.compile(rb"</script", re.IGNORECASE)
_NUMBER = re.compile(r"/companies/[^/?#]+/(\d+)")


def page_state(body: bytes, content_type: str = "") -> Row:
    """The `pageProps` that a page's script starts from. Raises `Refused` for a page without."""
    start = _STATE.search(body)
    end = _END.search(body, start.end()) if start else None
    if start is None or end is None:
        raise Refused("no_state", "a page of join.com without __NEXT_DATA__")
    document = json_bytes.loads(body[start.end() : end.start()], content_type)
    props = document.get("props") if isinstance(document, dict) else None
    found = props.get("pageProps") if isinstance(props, dict) else None
    if not isinstance(found, dict):
        raise Refused("unknown_shape", "__NEXT_DATA__ without pageProps")
    return found


def listing_of(state: Row) -> tuple[Row, list[Json], Row] | None:
    """Company, postings and pagination of a company's page; null for any other page."""
    for holder in (state.get("initialState"), state.get("companyData")):
        company = holder.get("company") if isinstance(holder, dict) else None
        jobs = holder.get("jobs") if isinstance(holder, dict) else None
        if not isinstance(company, dict):
            continue
        if isinstance(jobs, list):
            return company, jobs, {}
        if isinstance(jobs, dict) and isinstance(jobs.get("items"), list):
            pagination = jobs.get("pagination")
            return company, jobs["items"], pagination if isinstance(pagination, dict) else {}
    return None


def parse(page: SourcePage) -> Iterator[Record]:
    """Every posting of a company's page, or the one of a posting's own page."""
    match = _NUMBER.search(page.url)
    listing = None if match else listing_of(page_state(page.body, page.content_type))
    if listing is None:
        number = match[1] if match else None
        yield own_record(page, number, lambda: _own(page, number))
        return
    company, jobs, _ = listing

    def posting(page: SourcePage, row: Row) -> Posting:
        return _posting(page, row, company)

    yield from fields.each(page, jobs, posting)


def _own(page: SourcePage, native_id: str | None) -> Posting:
    """What the page's state says, and what only its JSON-LD does. A capture may come without its address."""
    row, company = _own_row(page)
    if native_id is None:
        if row is None:
            raise Refused("unknown_shape", "a page of join.com that is neither a company's nor a posting's")
        native_id = fields.native_id(row)
    stated = own_posting(page, native_id)
    if stated is not None:
        stated.requisition_id = None  # its number here, which is no requisition's
        stated.evidence.pop("requisition_id", None)
    if row is None:
        if stated is None:
            raise Refused("no_job_posting", "a posting's page that states none")
        return stated
    posting = _posting(page, {**row, "id": native_id}, company)
    return posting if stated is None else _filled(posting, stated)


def _own_row(page: SourcePage) -> tuple[Row | None, Row]:
    try:
        state = page_state(page.body, page.content_type)
    except (Refused, json_bytes.NotJson):
        return None, {}
    for holder in (state.get("initialState"), state):
        if isinstance(holder, dict) and isinstance(holder.get("job"), dict):
            row: Row = holder["job"]
            company = holder.get("company") or row.get("company")
            return row, company if isinstance(company, dict) else {}
    return None, {}


def _filled(posting: Posting, other: Posting) -> Posting:
    """The posting, with what only `other` says of the same page."""
    for name in ("hiring_organization", "valid_through", "employment_type", "salary", "job_location",
                 "workplace", "remote_eligibility", "date_posted"):  # fmt: skip
        if not getattr(posting, name) and name in other.evidence:
            setattr(posting, name, getattr(other, name))
            posting.evidence[name] = other.evidence[name]
    if not posting.description_text and other.description_text:
        for name in ("description_html", "description_text", "language"):
            setattr(posting, name, getattr(other, name))
        posting.evidence |= {
            name: other.evidence[name] for name in ("description_text", "language") if name in other.evidence
        }
    return posting


def _posting(page: SourcePage, row: Row, company: Row) -> Posting:
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    posting.url = _address(page, row)
    fields.employer(posting, page, company.get("name"))
    if (created := fields.text(row.get("createdAt"))) is not None:
        posting.date_posted = dates.iso(created)
        evidence["date_posted"] = Evidence("ats_field", created)
    kind = row.get("employmentType")
    stated = (
        fields.text(kind.get("googleType")) or fields.text(kind.get("name"))
        if isinstance(kind, dict)
        else None
    )
    if stated is not None:
        posting.employment_type = types_of(stated)
        evidence["employment_type"] = Evidence("ats_field", stated)
    where = fields.text(row.get("workplaceType"))
    if where is not None and (workplace := workplace_of(where)):
        posting.workplace = workplace
        evidence["workplace"] = Evidence("ats_field", where)
    _location(posting, row)
    _pay(posting, row)
    fields.description(posting, row.get("description"))
    return posting


def _address(page: SourcePage, row: Row) -> str | None:
    """The posting's page, below its company's."""
    own = page.url.split("?", 1)[0].split("#", 1)[0].rstrip("/")
    if _NUMBER.search(own):
        return own
    name = fields.text(row.get("idParam")) or fields.text(row.get("id"))
    return f"{own}/{name}" if own.startswith("http") else None


def _location(posting: Posting, row: Row) -> None:
    city, country = row.get("city"), row.get("country")
    city = city if isinstance(city, dict) else {}
    stated = country.get("iso3166") if isinstance(country, dict) else None
    code = country_named(stated) if isinstance(stated, str) else None
    place = places.postal(
        fields.text(city.get("cityName")),
        fields.text(city.get("regionName")),
        code or fields.text(city.get("countryName")),
    )
    if place is None:
        return
    posting.job_location = [place]
    quoted = Evidence("ats_field", fields.quote({"city": city, "country": country}))
    posting.evidence["job_location"] = quoted
    if posting.workplace == "remote":
        location_lines.limit_to(posting, quoted)


def _pay(posting: Posting, row: Row) -> None:
    """Amounts in cents, unless the employer does not show them."""
    settings = row.get("settings")
    if isinstance(settings, dict) and settings.get("showSalary") is False:
        return
    ends = [
        one if isinstance(one, dict) else {}
        for one in (row.get("salaryAmountFrom"), row.get("salaryAmountTo"))
    ]
    low, high = (None if (cents := pay.amount(end.get("amount"))) is None else cents / 100 for end in ends)
    currency = pay.currency_of(ends[0].get("currency")) or pay.currency_of(ends[1].get("currency"))
    found = pay.band(low, high, currency, pay.interval_of(row.get("salaryFrequency")))
    if found:
        posting.salary = [found]
        kept = ("salaryAmountFrom", "salaryAmountTo", "salaryFrequency")
        posting.evidence["salary"] = Evidence("ats_field", fields.quote({key: row.get(key) for key in kept}))
