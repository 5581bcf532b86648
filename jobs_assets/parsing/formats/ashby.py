"""Ashby Job Posting API: an organisation's board with compensation.

Field meanings: developers.ashbyhq.com/docs/public-job-posting-api. Older captures say `departmentName`,
`teamName` and `publishedDate`; both spellings are read.
"""

import re
from collections.abc import Iterator

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import dates, fields, json_bytes, pay, places
from jobs_assets.parsing.employment import types_of
from jobs_assets.parsing.fields import Refused, Row
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.workplace import workplace_of
from jobs_assets.postings import Evidence, PayKind, Place, Posting, SalaryBand, Unparsed

FIELDS = frozenset({
    "id", "title", "department", "team", "employmentType", "location", "secondaryLocations",
    "secondaryLocations.location", "secondaryLocations.address", "secondaryLocations.address.postalAddress",
    "secondaryLocations.address.postalAddress.addressLocality",
    "secondaryLocations.address.postalAddress.addressRegion",
    "secondaryLocations.address.postalAddress.addressCountry", "address", "address.postalAddress",
    "address.postalAddress.addressLocality", "address.postalAddress.addressRegion",
    "address.postalAddress.addressCountry", "isRemote", "workplaceType", "publishedAt", "isListed", "jobUrl",
    "applyUrl", "descriptionHtml", "descriptionPlain", "shouldDisplayCompensationOnJobPostings",
    "compensation", "compensation.compensationTierSummary",
    "compensation.scrapeableCompensationSalarySummary", "compensation.compensationTiers",
    "compensation.compensationTiers.id", "compensation.compensationTiers.title",
    "compensation.compensationTiers.tierSummary", "compensation.compensationTiers.additionalInformation",
    "compensation.compensationTiers.components", "compensation.compensationTiers.components.id",
    "compensation.compensationTiers.components.summary",
    "compensation.compensationTiers.components.compensationType",
    "compensation.compensationTiers.components.interval",
    "compensation.compensationTiers.components.currencyCode",
    "compensation.compensationTiers.components.minValue",
    "compensation.compensationTiers.components.maxValue", "compensation.summaryComponents",
    "compensation.summaryComponents.compensationType", "compensation.summaryComponents.interval",
    "compensation.summaryComponents.currencyCode", "compensation.summaryComponents.minValue",
    "compensation.summaryComponents.maxValue",
})  # fmt: skip
"""Keys of a job that the format is known to have."""

_KINDS: dict[str, PayKind] = {
    "salary": "base",
    "bonus": "bonus",
    "commission": "bonus",
    "equitycashvalue": "equity",
}


def parse(page: SourcePage) -> Iterator[Posting | Unparsed]:
    """Every listed posting of a board's response."""
    yield from fields.each(
        page, fields.rows_of(json_bytes.loads(page.body, page.content_type), "jobs"), _posting
    )


def _posting(page: SourcePage, row: Row) -> Posting:
    if row.get("isListed") is False:
        raise Refused("unlisted", f"{row.get('title')!r} is reached by its link alone")
    posting = fields.titled(page, row, "title")
    evidence = posting.evidence
    fields.link(posting, row, "jobUrl", "url")
    fields.link(posting, row, "applyUrl", "apply_url")
    fields.employer(posting, page)
    fields.state(posting, row, "department" if row.get("department") else "departmentName", "department")
    fields.state(posting, row, "team" if row.get("team") else "teamName", "team")
    type_ = row.get("employmentType")
    if isinstance(type_, str) and type_.strip():
        posting.employment_type = types_of(type_)
        evidence["employment_type"] = Evidence("ats_field", type_)
    published = row.get("publishedAt") or row.get("publishedDate")
    if published is not None:
        posting.date_posted = dates.iso(published)
        evidence["date_posted"] = Evidence("ats_field", fields.quote(published))
    _workplace(posting, row)
    _location(posting, row)
    if row.get("shouldDisplayCompensationOnJobPostings") is not False:
        _pay(posting, row.get("compensation"))
    html, plain = row.get("descriptionHtml"), row.get("descriptionPlain")
    description = html if isinstance(html, str) and html else plain
    fields.description(posting, description)
    return posting


def _workplace(posting: Posting, row: Row) -> None:
    """`workplaceType` decides. `isRemote` is also true of hybrid postings, so it counts only where that is
    silent.
    """
    type_ = row.get("workplaceType")
    if isinstance(type_, str) and (workplace := workplace_of(type_)):
        posting.workplace = workplace
        posting.evidence["workplace"] = Evidence("ats_field", type_)
    elif not type_ and row.get("isRemote") is True:
        posting.workplace = "remote"
        posting.evidence["workplace"] = Evidence("ats_field", "isRemote: true")


def _location(posting: Posting, row: Row) -> None:
    """Each location's address where it states one, else its line; a remote posting's wide places limit who
    may apply.
    """
    stated = row.get("secondaryLocations")
    entries = [
        row,
        *(item for item in (stated if isinstance(stated, list) else []) if isinstance(item, dict)),
    ]
    found: list[Place] = []
    eligible: dict[str, None] = {}
    lines = []
    for entry in entries:
        line = fields.text(entry.get("location"))
        reading = places.read_line(line) if line else places.Reading()
        if line:
            lines.append(line)
        place = _address(entry.get("address"))
        settled = [_merged(place, reading.places)] if place and len(reading.places) < 2 else reading.places
        found += settled
        if posting.workplace == "remote" or reading.workplace == "remote":
            limits = [limit for one in reading.places or settled if (limit := places.eligibility_of(one))]
            eligible.update(dict.fromkeys(limits))
    quoted = Evidence("ats_field", fields.quote(lines[0] if len(lines) == 1 else lines))
    posting.job_location = places.unique(found)
    if posting.job_location:
        posting.evidence["job_location"] = quoted
    if eligible:
        posting.remote_eligibility = list(eligible)
        posting.evidence["remote_eligibility"] = quoted


def _address(stated: Json) -> Place | None:
    inner = stated.get("postalAddress") if isinstance(stated, dict) else None
    return places.address(inner) if isinstance(inner, dict) else None


def _merged(place: Place, line: list[Place]) -> Place:
    """The address, with what its line adds where the address is silent and the two do not contradict each
    other.
    """
    if not line:
        return place
    other = line[0]
    if place.city and other.city and place.city.casefold() != other.city.casefold():
        return place
    if place.country and other.country and place.country != other.country:
        return place
    if place.country and other.region and places.is_wide(other.region):
        return place
    if place.city is None and other.city is not None and place.region is None:
        return Place(other.city, other.region, place.country or other.country)
    return Place(place.city, place.region or other.region, place.country or other.country)


def _pay(posting: Posting, stated: Json) -> None:
    if not isinstance(stated, dict):
        return
    bands = _tiers(stated.get("compensationTiers")) or _components(
        stated.get("summaryComponents"), None, None
    )
    bands = bands or _old_components(stated.get("compensationComponents"))
    if bands:
        posting.salary = bands
        summary = stated.get("compensationTierSummary")
        posting.evidence["salary"] = Evidence(
            "ats_field", fields.quote(summary if isinstance(summary, str) else stated)
        )


def _tiers(stated: Json) -> list[SalaryBand]:
    """A tier is a region's or a level's pay; its title says which."""
    bands: list[SalaryBand] = []
    for tier in stated if isinstance(stated, list) else []:
        if isinstance(tier, dict):
            more = fields.text(tier.get("additionalInformation"))
            bands += _components(tier.get("components"), fields.text(tier.get("title")), more)
    return bands


def _components(stated: Json, place: str | None, more: str | None) -> list[SalaryBand]:
    bands: list[SalaryBand] = []
    for item in stated if isinstance(stated, list) else []:
        if not isinstance(item, dict) or not (kind := _kind(item, more)):
            continue
        found = pay.band(
            pay.amount(item.get("minValue")),
            pay.amount(item.get("maxValue")),
            pay.currency_of(item.get("currencyCode")),
            pay.interval_of(item.get("interval")),
            kind=kind,
            place=place,
        )
        if found:
            bands.append(found)
    return bands


def _kind(component: Row, more: str | None) -> PayKind | None:
    """The kind of a component; null for shares given in percent, which are no amount of money.

    A component typed "Salary" is on-target earnings where its summary, or the tier's remark, says so.
    """
    stated = component.get("compensationType")
    kind = _KINDS.get(re.sub(r"[^a-z]", "", stated.lower())) if isinstance(stated, str) else None
    if kind != "base":
        return kind
    summary = fields.text(component.get("summary"))
    named = pay.kind_of(summary, more)
    return named if named == "ote" else "base"


def _old_components(stated: Json) -> list[SalaryBand]:
    """The shape of older responses: components with their tiers inside."""
    bands: list[SalaryBand] = []
    for item in stated if isinstance(stated, list) else []:
        if not isinstance(item, dict) or not (kind := _kind(item | {"summary": item.get("label")}, None)):
            continue
        tiers = item.get("tiers")
        for tier in tiers if isinstance(tiers, list) else []:
            found = isinstance(tier, dict) and pay.band(
                pay.amount(tier.get("tierFloor")),
                pay.amount(tier.get("tierCeiling")),
                pay.currency_of(tier.get("currency")),
                pay.interval_of(tier.get("interval")),
                kind=kind,
                place=fields.text(tier.get("title")),
            )
            if found:
                bands.append(found)
    return bands
