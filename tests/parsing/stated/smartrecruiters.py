"""What a SmartRecruiters capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_AUTOMATION = "https://api.smartrecruiters.com/v1/companies/AutomationAnywhere1/postings"

PAGES = {
    "smartrecruiters_page0.json": f"{_AUTOMATION}?limit=3&offset=0",
    "smartrecruiters_page1.json": f"{_AUTOMATION}?limit=3&offset=3",
    "smartrecruiters_detail.json": f"{_AUTOMATION}/743999706414750",
    "visa_2.json": "https://api.smartrecruiters.com/v1/companies/Visa/postings?limit=2&offset=0",
}
"""Capture file → the address it was answered at."""


def body(path: Path) -> bytes:
    """The page's bytes. The captured detail was cut down to its `jobAd`; its row of the list completes it."""
    if path.name != "smartrecruiters_detail.json":
        return path.read_bytes()
    return json.dumps(_detail(path)).encode()


def _detail(path: Path) -> dict[str, Any]:
    listing = json.loads(path.with_name("smartrecruiters_page0.json").read_text())
    return {**listing["content"][0], **json.loads(path.read_text())}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a page, its fields as they must come out; what is not stated is not a key."""
    if path.name == "smartrecruiters_detail.json":
        rows = [_detail(path)]
    else:
        rows = json.loads(path.read_text())["content"]
    for row in rows:
        location = row["location"]
        posting = {
            "native_id": row["id"],
            "url": f"https://jobs.smartrecruiters.com/{row['company']['identifier']}/{row['id']}",
            "title": " ".join(row["name"].split()),
            "hiring_organization": row["company"]["name"],
            "requisition_id": row["refNumber"],
            "language": row["language"]["code"],
            "date_posted": row["releasedDate"].replace("Z", "000+00:00").replace(".000000+", "+"),
            "employment_type": [{"Full-time": "FULL_TIME"}[row["typeOfEmployment"]["label"]]],
            "job_location": [
                {
                    "city": location["city"],
                    "region": location["region"],
                    "country": location["country"].upper(),
                }
            ],
        }
        if row["department"]:
            posting["department"] = row["department"]["label"]
        if location["hybrid"] or location["remote"]:
            posting["workplace"] = "hybrid" if location["hybrid"] else "remote"
        if "jobAd" in row:
            parts = [one for one in row["jobAd"]["sections"].values() if one["text"]]
            posting["description"] = "".join(f"<h3>{one['title']}</h3>{one['text']}" for one in parts)
        yield posting
