"""What a Teamtailor capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {"1komma5_2.json": "https://1komma5.teamtailor.com/jobs.json"}
"""Capture file → the address it was answered at."""


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each item of a feed, its fields as they must come out; what is not stated is not a key."""
    for item in json.loads(path.read_text())["items"]:
        job = item["_jobposting"]
        addresses = [place["address"] for place in job["jobLocation"]]
        yield {
            "native_id": str(job["identifier"]["value"]),
            "url": item["url"],
            "title": item["title"],
            "hiring_organization": job["hiringOrganization"]["name"],
            "date_posted": job["datePosted"],
            "job_location": [
                {
                    "city": one["addressLocality"],
                    "region": one["addressRegion"],
                    "country": one["addressCountry"],
                }
                for one in addresses
            ],
            "description": job["description"],
        }
