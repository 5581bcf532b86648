"""What a Breezy HR capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

PAGES = {"ergon_3.json": "https://10-4-truck-recruiting.breezy.hr/json"}
"""Capture file → the address it was answered at."""

_TYPES = {"fullTime": "FULL_TIME", "contractor": "CONTRACTOR", "intern": "INTERN"}
_PAY = {"$1.40k - $1.80k": {"min": 1400.0, "max": 1800.0, "currency": None, "interval": None, "kind": "base"}}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each position of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text()):
        location = row["location"]
        posting = {
            "native_id": row["id"],
            "url": row["url"],
            "title": row["name"],
            "hiring_organization": row["company"]["name"],
            "department": row["department"],
            "date_posted": datetime.fromisoformat(row["published_date"]).isoformat(),
            "employment_type": [_TYPES[row["type"]["id"]]],
        }
        if location["city"]:
            place = (location["city"], location["state"]["name"], location["country"]["id"])
            posting["job_location"] = [dict(zip(("city", "region", "country"), place, strict=True))]
        if location["is_remote"]:
            posting["workplace"] = "remote"
        if "description" in row:
            posting["description"] = row["description"]
        if row["salary"]:
            posting["salary"] = [_PAY[row["salary"]]]
        yield posting
