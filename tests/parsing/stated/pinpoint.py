"""What a Pinpoint capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {"ergon_3.json": "https://aawdc.pinpointhq.com/postings.json"}
"""Capture file → the address it was answered at."""

_TYPES = {"full_time": "FULL_TIME", "contract": "CONTRACTOR", "contract_to_hire": "CONTRACTOR"}
_STATES = {"Maryland": "US"}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text())["data"]:
        posting = {
            "native_id": row["id"],
            "url": row["url"],
            "title": row["title"],
            "department": row["job"]["department"]["name"],
            "requisition_id": row["job"]["requisition_id"],
            "valid_through": row["deadline_at"],
            "employment_type": [_TYPES[row["employment_type"]]],
            "workplace": row["workplace_type"],
            "job_location": [_place(row["location"])],
            "description": _markup(row),
        }
        if row["compensation_visible"]:
            band = {name: row[f"compensation_{name}imum"] for name in ("min", "max")}
            interval = row["compensation_frequency"].upper()
            posting["salary"] = [band | {"currency": row["compensation_currency"], "interval": interval}]
        yield posting


def _place(location: dict[str, Any]) -> dict[str, str | None]:
    """City and province; "Varies by Listing" is no city. Without either, the place's name stands in."""
    if location["province"]:
        assert location["city"] == "Varies by Listing"
        return {"city": None, "region": location["province"], "country": _STATES[location["province"]]}
    return {"city": location["name"], "region": None, "country": None}


def _markup(row: dict[str, Any]) -> str:
    names = ("key_responsibilities", "skills_knowledge_expertise", "benefits")
    parts = [f"<h3>{row[f'{name}_header']}</h3>{row[name]}" for name in names if row[name]]
    return row["description"] + "".join(parts)
