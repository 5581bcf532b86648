"""What captured feeds state, read with the standard library alone.

Left out: what says nothing for certain (the name of a French contract), and the
exports that are not read at all, which `UNREAD` lists.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PAGES = {
    "aggregators/adzuna_4.json": "https://api.adzuna.com/v1/api/jobs/us/search/1",
    "aggregators/himalayas_3.json": "https://himalayas.app/jobs/api?limit=20",
    "aggregators/themuse_3.json": "https://www.themuse.com/api/public/jobs?page=1",
    "aggregators/usajobs_3.json": "https://data.usajobs.gov/api/search?ResultsPerPage=500&Page=1",
    "usajobs_xml/anti_sample.xml": "https://feeds.example/openings.xml",
    "usajobs_xml/bad_locations.xml": "https://feeds.example/openings.xml",
    "usajobs_xml/recruiting_sample.xml": "https://feeds.example/openings.xml",
    "usajobs_xml/sample.xml": "https://feeds.example/openings.xml",
    "fr_partner_feeds/import-clever-connect.test.input.xml": "https://feeds.example/meteojob.xml",
    "fr_partner_feeds/import-hello-work-buddi.test.input.xml": "https://feeds.example/hellowork.xml",
    "fr_partner_feeds/import-hello-work.test.input.xml": "https://feeds.example/hellowork.xml",
    "fr_partner_feeds/import-jobteaser.test.input.xml": "https://feeds.example/jobteaser.xml",
    "fr_partner_feeds/import-jooble.test.input.xml": "https://feeds.example/jooble.xml",
    "fr_partner_feeds/import-kelio.test.input.xml": "https://feeds.example/talentview.xml",
    "fr_partner_feeds/import-pass.test.input.rss": "https://feeds.example/pass.rss",
}
"""Capture, below the folder of all captures → the address it was or would be answered at."""

UNREAD = (
    "fr_partner_feeds/decathlon.test.input.json",
    "fr_partner_feeds/engagementJeunes.test.input.json",
    "fr_partner_feeds/france-travail-cegid-mapper.test.input.json",
    "fr_partner_feeds/import-apec.test.input.xml",
    "fr_partner_feeds/import-edf.test.input.xml",
    "fr_partner_feeds/import-enedis.test.input.xml",
    "fr_partner_feeds/import-france-travail-cegid.test.input.json",
    "fr_partner_feeds/import-laposte.test.input.xml",
)
"""Exports made for one partner, in a shape that nobody else publishes: refused, never half read."""

_FULL_OR_PART = {
    "Full time": ["FULL_TIME"], "full_time": ["FULL_TIME"], "part_time": ["PART_TIME"],
    "1-Full-Time": ["FULL_TIME"], "2-Part-Time": ["PART_TIME"], "Full Time": ["FULL_TIME"],
    "Contractor": ["CONTRACTOR"],
}  # fmt: skip


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a feed, its fields as they must come out; what is not stated is not a key."""
    readers = {
        "adzuna_4.json": _adzuna,
        "himalayas_3.json": _himalayas,
        "themuse_3.json": _muse,
        "usajobs_3.json": _usajobs,
        "import-clever-connect.test.input.xml": _meteojob,
        "import-hello-work-buddi.test.input.xml": _hellowork,
        "import-hello-work.test.input.xml": _hellowork,
        "import-jobteaser.test.input.xml": _jobteaser,
        "import-jooble.test.input.xml": _jooble,
        "import-kelio.test.input.xml": _talentview,
        "import-pass.test.input.rss": _rss,
    }
    for posting in readers.get(path.name, _openings)(path):
        yield {key: value for key, value in posting.items() if value not in (None, [], "")}


def _rows(path: Path, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text())[key]
    return found


def _place(city: str | None, region: str | None, country: str | None) -> list[dict[str, str | None]]:
    return [{"city": city, "region": region, "country": country}]


def _band(low: Any, high: Any, currency: str | None, interval: str | None) -> list[dict[str, Any]]:  # noqa: ANN401
    if low in (None, "") and high in (None, ""):
        return []
    ends = [float(str(end).replace(",", ".")) if end not in (None, "") else None for end in (low, high)]
    return [
        {
            "min": ends[0],
            "max": ends[1],
            "currency": currency,
            "interval": interval,
            "kind": "base",
            "place": None,
        }
    ]


def _epoch(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _adzuna(path: Path) -> Iterator[dict[str, Any]]:
    for row in _rows(path, "results"):
        country, region, _county, city = [*row["location"]["area"], None][:4]
        predicted = row["salary_is_predicted"] == "1"
        yield {
            "native_id": row["id"],
            "url": row["redirect_url"],
            "title": row["title"],
            "hiring_organization": row["company"]["display_name"],
            "date_posted": row["created"].replace("Z", "+00:00"),
            "employment_type": {"full_time": ["FULL_TIME"]}.get(row.get("contract_time", ""), []),
            "job_location": _place(city, region, country),
            "salary": [] if predicted else _band(row["salary_min"], row["salary_max"], None, None),
            "description": row["description"],
        }


def _himalayas(path: Path) -> Iterator[dict[str, Any]]:
    codes = {"United Kingdom": "GB", "Poland": "PL", "United States": "US"}
    periods = {"hourly": "HOUR", "annual": "YEAR"}
    for row in _rows(path, "jobs"):
        [country] = row["locationRestrictions"]
        yield {
            "native_id": row["guid"].removeprefix("https://"),
            "url": row["guid"],
            "apply_url": row["applicationLink"],
            "title": row["title"],
            "hiring_organization": row["companyName"],
            "date_posted": _epoch(row["pubDate"]),
            "valid_through": _epoch(row["expiryDate"]),
            "employment_type": _FULL_OR_PART[row["employmentType"]],
            "workplace": "remote",
            "remote_eligibility": [codes[country]],
            "job_location": _place(None, None, codes[country]),
            "salary": _band(
                row["minSalary"], row["maxSalary"], row["currency"], periods[row["salaryPeriod"]]
            ),
            "description": row["description"],
        }


def _muse(path: Path) -> Iterator[dict[str, Any]]:
    for row in _rows(path, "results"):
        city, _, rest = row["locations"][0]["name"].partition(", ")
        in_states = len(rest) == 2
        yield {
            "native_id": str(row["id"]),
            "url": row["refs"]["landing_page"],
            "title": row["name"],
            "hiring_organization": row["company"]["name"],
            "date_posted": row["publication_date"].replace("Z", "+00:00"),
            "job_location": _place(city, rest, "US")
            if in_states
            else _place(city, None, {"Japan": "JP"}[rest]),
            "description": row["contents"],
        }


def _usajobs(path: Path) -> Iterator[dict[str, Any]]:
    for item in json.loads(path.read_text())["SearchResult"]["SearchResultItems"]:
        row = item["MatchedObjectDescriptor"]
        [pay] = row["PositionRemuneration"]
        remote = row["UserArea"]["Details"]["RemoteIndicator"]
        assert not remote or row["PositionLocationDisplay"].startswith("Anywhere in the U.S.")
        yield {
            "native_id": item["MatchedObjectId"],
            "url": row["PositionURI"],
            "title": row["PositionTitle"],
            "hiring_organization": row["OrganizationName"],
            "requisition_id": row["PositionID"],
            "date_posted": row["PublicationStartDate"][:19],
            "workplace": "remote" if remote else None,
            "remote_eligibility": ["US"] if remote else [],
            "job_location": _place(None, None, "US") if remote else [],
            "salary": _band(
                pay["MinimumRange"], pay["MaximumRange"], None, {"Per Year": "YEAR"}[pay["Description"]]
            ),
            "description": f"<h3>Summary</h3>{row['UserArea']['Details']['JobSummary']}",
        }


_HR = "{http://www.hr-xml.org/3}"
_CODES = {"PA": "YEAR", "PH": "HOUR"}
_SECTIONS = {
    "AgencyMarketingStatement": "",
    "JobSummary": "Summary",
    "KeyRequirement": "Key requirements",
    "MajorDuties": "Duties",
    "Qualifications": "Qualifications",
    "Education": "Education",
    "Requirements": "Requirements",
    "Evaluations": "How you will be evaluated",
    "HowToApply": "How to apply",
    "RequiredDocuments": "Required documents",
    "WhatToExpectNext": "What to expect next",
    "Benefits": "Benefits",
    "OtherInformation": "Other information",
}
"""Section of a job's body, in the order of the body → the heading that it has on the site."""


def _openings(path: Path) -> Iterator[dict[str, Any]]:
    for opening in ElementTree.parse(path).getroot().iter(f"{_HR}PositionOpening"):

        def text(name: str, opening: ElementTree.Element = opening) -> str:
            found = next(opening.iter(f"{_HR}{name}"), None)
            return " ".join((found.text or "").split()) if found is not None else ""

        if text("PositionOpeningStatusCode") != "Active":
            continue
        days = [" ".join((one.text or "").split()) for one in opening.iter(f"{_HR}FormattedDateTime")]
        [low] = opening.iter(f"{_HR}RemunerationMinimumAmount")
        currency, interval = low.get("currencyID"), _CODES[text("RemunerationRateIntervalCode")]
        places = [
            {"city": match[1].rpartition(", ")[2], "region": match[2], "country": "US"}
            for one in opening.iter(f"{_HR}LocationName")
            if (match := re.fullmatch(r"(.+), ([A-Z]{2})( United States)?", one.text or ""))
        ]
        yield {
            "native_id": text("DocumentID"),
            "url": f"https://www.usajobs.gov/job/{text('DocumentID')}",
            "apply_url": text("GOVT_ApplyOnlineURL"),
            "title": text("PositionTitle"),
            "hiring_organization": text("OrganizationName"),
            "requisition_id": text("PositionID"),
            "date_posted": days[0],
            "valid_through": days[1],
            "employment_type": _FULL_OR_PART[text("PositionScheduleTypeCode")],
            "job_location": places,
            "salary": _band(low.text, text("RemunerationMaximumAmount"), currency, interval),
            "description": _body(opening),
        }


def _body(opening: ElementTree.Element) -> str:
    """The sections that have a word in them, each under its heading."""
    [body] = opening.iter(f"{_HR}GOVT_XMLJobBody")
    parts: dict[str, str] = {}
    for element in body.iter():
        name = element.tag.removeprefix(_HR)
        if name in _SECTIONS and re.sub(r"<[^>]*>|&nbsp;|\s", "", element.text or ""):
            heading = f"<h3>{_SECTIONS[name]}</h3>" if name not in parts else ""
            parts[name] = f"{parts.get(name, '')}{heading}<div>{element.text}</div>"
    return "".join(parts.values())


def _jobs(path: Path) -> Iterator[ElementTree.Element]:
    yield from ElementTree.parse(path).getroot().iter("job")


def _text(element: ElementTree.Element, path: str) -> str | None:
    return " ".join((element.findtext(path) or "").split()) or None


def _markup(element: ElementTree.Element, *paths: str) -> str:
    return "".join(f"<div>{element.findtext(path) or ''}</div>" for path in paths)


def _meteojob(path: Path) -> Iterator[dict[str, Any]]:
    for job in _jobs(path):
        where, pay = job.find("workplace/locations/location"), job.find("benefits/salary")
        assert where is not None
        assert pay is not None
        country = where.find("country")
        hours = job.find("workSchedule/types/type")
        period = {"annum": "YEAR", "hour": "HOUR"}[pay.get("period") or ""]
        yield {
            "native_id": job.get("id"),
            "url": _text(job, "link"),
            "title": _text(job, "title"),
            "hiring_organization": _text(job, "company/name"),
            "requisition_id": job.get("reference"),
            "language": job.get("lang"),
            "date_posted": (_text(job, "publicationDate") or "").replace("Z", "000+00:00"),
            "employment_type": _FULL_OR_PART[(hours.get("code") if hours is not None else None) or ""],
            "job_location": _place(
                _text(where, "city"),
                _text(where, "state"),
                country.get("code") if country is not None else None,
            ),
            "salary": _band(pay.get("lowEnd"), pay.get("highEnd"), pay.get("currency"), period),
            "description": _markup(job, "description", "profile/description"),
        }


def _hellowork(path: Path) -> Iterator[dict[str, Any]]:
    for job in _jobs(path):
        low, high = (job.findtext(f"salary_details/salary_{end}/amount") for end in ("min", "max"))
        currency = _text(job, "salary_details/salary_min/currencyCode")
        day, _, time = (_text(job, "publication_date") or "").partition(" ")
        yield {
            "native_id": _text(job, "job_id"),
            "url": _text(job, "url"),
            "title": _text(job, "title"),
            "hiring_organization": _text(job, "company_title"),
            "date_posted": f"{day}T{time}",
            "employment_type": _FULL_OR_PART.get(_text(job, "job_time") or "", []),
            "workplace": {None: None, "Pas_teletravail": "onsite", "Occasionnel": "hybrid"}[
                _text(job, "remote")
            ],
            "job_location": _place(_text(job, "city"), _text(job, "region"), "FR"),
            "salary": _band(low, high, currency, "MONTH"),
            "description": _markup(job, "description", "profile", "benefits"),
        }


def _jobteaser(path: Path) -> Iterator[dict[str, Any]]:
    for job in _jobs(path):
        day, _, time = (_text(job, "job_dates/first_activated_at") or "").partition(" ")
        where = "job_locations/location_"
        yield {
            "native_id": _text(job, "id"),
            "url": _text(job, "job_details/url"),
            "title": _text(job, "job_details/title"),
            "hiring_organization": _text(job, "company/company_name"),
            "date_posted": f"{day}T{time[:8]}",
            "job_location": _place(_text(job, f"{where}city"), _text(job, f"{where}state"), "FR"),
            "description": _markup(job, "job_details/description"),
        }


def _jooble(path: Path) -> Iterator[dict[str, Any]]:
    for job in _jobs(path):
        city = (_text(job, "region/city") or "").split(",")[0]
        region = (_text(job, "region/state") or "").split("; ")[-1]
        yield {
            "native_id": _text(job, "referencenumber"),
            "url": _text(job, "url"),
            "title": _text(job, "title"),
            "hiring_organization": _text(job, "company"),
            "job_location": _place(city, region, _text(job, "region/country")),
            "salary": _band(
                job.findtext("salary/min"), job.findtext("salary/max"), _text(job, "salary/currency"), None
            ),
            "description": _markup(job, "description"),
        }


def _talentview(path: Path) -> Iterator[dict[str, Any]]:
    for job in _jobs(path):
        yield {
            "native_id": _text(job, "id"),
            "url": _text(job, "url"),
            "title": _text(job, "name"),
            "hiring_organization": _text(job, "company/name"),
            "employment_type": _FULL_OR_PART[_text(job, "working_time") or ""],
            "job_location": _place(_text(job, "address/city"), None, "FR"),
            "description": _markup(job, "html_description", "html_profile"),
        }


def _rss(path: Path) -> Iterator[dict[str, Any]]:
    for item in ElementTree.parse(path).getroot().iter("item"):
        title = item.find("title")
        published = (item.findtext("pubDate") or "").strip()
        when = (
            datetime.fromisoformat(published)
            if published[:4].isdecimal()
            else parsedate_to_datetime(published)
        )
        yield {
            "native_id": _text(item, "guid"),
            "url": _text(item, "link"),
            "title": " ".join("".join(title.itertext()).split()) if title is not None else None,
            "date_posted": when.isoformat(),
            "description": _markup(item, "description"),
        }
