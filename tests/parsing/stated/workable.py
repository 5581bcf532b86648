"""What a Workable capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LIST = "https://apply.workable.com/api/v1/widget/accounts"
PAGES = {
    "ergon_3.json": f"{_LIST}/zego?details=true",
    "jobagent_2.json": f"{_LIST}/printerlogic?details=true",
    "account_4_handmade.json": f"{_LIST}/crewai?details=true",
}
"""Capture file → the address it was answered at."""

_TYPES = {"Full-time": ["FULL_TIME"]}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each job of an account's list, its fields as they must come out; what is not stated is not a key."""
    account = json.loads(path.read_text())
    for job in account["jobs"]:
        where = [
            {"city": one["city"] or None, "region": one["region"], "country": one["countryCode"]}
            for one in job["locations"]
        ]
        posting: dict[str, Any] = {
            "native_id": job["shortcode"],
            "url": job["url"],
            "apply_url": job["application_url"],
            "title": job["title"],
            "hiring_organization": account["name"],
            "department": job["department"],
            "date_posted": job["published_on"],
            "job_location": where,
        }
        if job["employment_type"]:
            posting["employment_type"] = _TYPES[job["employment_type"]]
        if job["telecommuting"]:
            posting["workplace"] = "remote"
            limits = [one["region"] or one["country"] for one in where if not one["city"]]
            posting |= {"remote_eligibility": limits} if limits else {}
        if "description" in job:
            posting["description"] = job["description"]
        yield posting
