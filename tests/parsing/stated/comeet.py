"""What a Comeet capture states, read with the standard library alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {
    "jobagent_2.json": "https://www.comeet.co/careers-api/2.0/company/F6.003/positions"
    "?token=6F329B2DE6379829B229B2037983E8B3E8B&details=true"
}
"""Capture file → the address it was answered at."""


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each position of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text()):
        location = row["location"]
        posting = {
            "native_id": row["uid"],
            "url": row["url_comeet_hosted_page"],
            "title": row["name"],
            "hiring_organization": row["company_name"],
            "workplace": {"On-site": "onsite"}[row["workplace_type"]],
            "job_location": [
                {"city": location["city"], "region": location["state"], "country": location["country"]}
            ],
            "description": "".join(_section(one) for one in row["details"]),
        }
        for key, name in (("department", "department"), ("internal_use_custom_id", "requisition_id")):
            if row[key]:
                posting[name] = row[key]
        yield posting


def _section(section: dict[str, Any]) -> str:
    """A section under its heading; a description has none, and one without a word in it is not shown."""
    value = section["value"] or ""
    if not re.sub(r"<[^>]*>|&nbsp;|\s", "", value):
        return ""
    heading = "" if section["name"] == "Description" else f"<h3>{section['name']}</h3>"
    return heading + value
