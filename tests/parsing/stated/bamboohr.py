"""What a BambooHR capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {"ergon_3.json": "https://acme.bamboohr.com/careers/list"}
"""Capture file → the address it was answered at (its company is not recorded)."""

_TYPES = {"Full-Time": "FULL_TIME", "Part-Time": "PART_TIME", "Internship": "INTERN"}
_COUNTRIES = {"Canada": "CA", None: "CA"}  # where none is stated, Alberta says it


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each opening of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text())["result"]:
        posting = {
            "native_id": row["id"],
            "url": f"https://acme.bamboohr.com/careers/{row['id']}",
            "title": row["jobOpeningName"],
            "department": row["departmentLabel"],
            "employment_type": [_TYPES[row["employmentStatusLabel"]]],
            "workplace": "remote" if row["isRemote"] else {"0": "onsite", "1": "remote"}[row["locationType"]],
        }
        where = row["location"] if row["location"]["city"] else row["atsLocation"]
        if where["city"]:
            country = _COUNTRIES[where.get("country")]
            posting["job_location"] = [{"city": where["city"], "region": where["state"], "country": country}]
        yield posting
