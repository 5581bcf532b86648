"""A second reader of the set of 1,500 boards, apart from the parsers: what each of their postings states.

The set keeps ids, titles, dates and lines of places as they were; each description is one made-up sentence.
What lines of free text state (`LEFT_OUT`) is compared where a line has one certain reading: a city with its
state, province or country.
"""

import json
import re
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.parsing import agreement

LEFT_OUT = frozenset({"job_location", "workplace", "remote_eligibility"})

_COUNTRIES = {
    name: code for name, code in agreement.COUNTRY.items() if len(name) > 3 or name in ("USA", "UK")
}
_STATES = agreement.STATES - {"AR", "CO", "DE", "ID", "IL", "IN"}  # boards use these for countries, too
_NAME = r"([A-Z][a-z]+(?:[ -][A-Z][a-z]+)*)"
_IN_STATE = re.compile(rf"{_NAME}, ([A-Z]{{2}})(?:, (?:US|USA|United States))?")
_IN_REGION = re.compile(rf"{_NAME}, {_NAME}, ({'|'.join(_COUNTRIES)})")
_IN_COUNTRY = re.compile(rf"{_NAME}, ({'|'.join(_COUNTRIES)})")
_NOT_SURE = {
    "Alabama", "Anywhere", "British Columbia", "California", "East Coast", "England", "Germany",
    "Maharashtra", "Massachusetts", "New Jersey", "Oklahoma", "Ontario", "Remote", "Scotland", "Singapore",
    "South Carolina", "Tennessee", "Texas", "Waterloo", "West Coast",
}  # fmt: skip
"""What stands where a city does, and is a state or a country, or (Waterloo, CA) one of two cities."""

NOT_READ = {
    "source-ats-": "written by hand, or captured again in the folder of its kind",
    "source-tesla": "an employer's own API",
    "source-solidjobs": "a job site that is no kind",
    "source-company-spikeaerospace__": "a site's own content, in the shape of its editor",
    "source-company-truemetalsupply__": "dialogs taken from a page",
}
"""How files that no reader reads begin, and why."""

_MARKS = {
    "greenhouse": b'"absolute_url"',
    "lever": b'"hostedUrl"',
    "ashby": b'"jobUrl"',
    "smartrecruiters": b'"totalFound"',
    "recruitee": b'"careers_url"',
}


def boards(archive: Path) -> Iterator[tuple[str, str, bytes]]:
    """Name, kind and body of each board that a kind reads."""
    with tarfile.open(archive) as opened:
        for member in opened:
            stream = opened.extractfile(member)
            if stream is None or member.name.startswith(tuple(NOT_READ)):
                continue
            body = stream.read()
            [kind] = [kind for kind, mark in _MARKS.items() if mark in body]
            yield member.name, kind, body


def stated(kind: str, body: bytes) -> Iterator[dict[str, Any]]:
    """Each posting of a board, its fields as they must come out; what is not stated is not a key."""
    if kind not in agreement.READERS:
        yield from {"smartrecruiters": _smartrecruiters, "recruitee": _recruitee}[kind](body)
        return
    document = json.loads(body)
    rows = document if isinstance(document, list) else document["jobs"]
    for row, (native_id, expected) in zip(rows, agreement.READERS[kind](body), strict=True):
        line = {
            "greenhouse": lambda row: row["location"]["name"],
            "lever": lambda row: row["categories"]["location"],
            "ashby": lambda row: (
                None if row["address"]["postalAddress"]["addressCountry"] else row["location"]
            ),
        }[kind](row)
        sure = {name: value for name, value in expected.items() if name not in LEFT_OUT}
        yield {"native_id": native_id} | sure | _place(line)


def _place(line: str | None) -> dict[str, Any]:
    """Where the work is, for lines that can be read in one way alone."""
    line = (line or "").strip()
    if (found := _IN_STATE.fullmatch(line)) and found[2] in _STATES:
        city, region, country = found[1], found[2], "US"
    elif found := _IN_REGION.fullmatch(line):
        city, region, country = found[1], found[2], _COUNTRIES[found[3]]
    elif found := _IN_COUNTRY.fullmatch(line):
        city, region, country = found[1], None, _COUNTRIES[found[2]]
    else:
        return {}
    if city in _NOT_SURE or city.startswith("Hybrid"):
        return {}
    return {"job_location": [{"city": city, "region": region, "country": country}]}


def _smartrecruiters(body: bytes) -> Iterator[dict[str, Any]]:
    for row in json.loads(body)["content"]:
        company, [section] = row["company"], row["jobAd"]["sections"].values()
        yield {
            "native_id": row["id"],
            "url": f"https://jobs.smartrecruiters.com/{company['identifier']}/{row['id']}",
            "title": " ".join(row["name"].split()),
            "hiring_organization": " ".join(company["name"].split()),
            "department": " ".join(row["department"]["label"].split()),
            "requisition_id": row["refNumber"],
            "date_posted": datetime.fromisoformat(row["releasedDate"]).isoformat(),
            "employment_type": [{"Full-time": "FULL_TIME"}[row["typeOfEmployment"]["label"]]],
            "description": f"<h3>{section['title']}</h3>{section['text']}",
        } | _place(re.sub(r"^([^,]+), ,", r"\1,", row["location"]["fullLocation"]))


def _recruitee(body: bytes) -> Iterator[dict[str, Any]]:
    for offer in json.loads(body)["offers"]:
        posting = {
            "native_id": str(offer["id"]),
            "url": offer["careers_url"],
            "title": " ".join(offer["title"].split()),
            "hiring_organization": " ".join(offer["company_name"].split()),
            "description": offer["description"],
        }
        if offer["department"]:
            posting["department"] = " ".join(offer["department"].split())
        yield posting | _place(offer["location"])
