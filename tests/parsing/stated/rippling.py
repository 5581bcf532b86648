"""What a Rippling capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {"ergon_2.json": "https://api.rippling.com/platform/api/ats/v1/board/11fs-group-ltd/jobs"}
"""Capture file → the address it was answered at."""

_COUNTRIES = {"United Kingdom": "GB", "United States": "US"}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text()):
        label = row["workLocation"]["label"]
        remote = label.startswith("Remote (")
        parts = (label[len("Remote (") : -1] if remote else label).split(", ")
        country = _COUNTRIES[parts[-1]]
        posting = {
            "native_id": row["uuid"],
            "url": row["url"],
            "title": row["name"],
            "department": row["department"]["label"],
            "job_location": [
                {"city": parts[0] if len(parts) > 1 else None, "region": None, "country": country}
            ],
        }
        yield posting | ({"workplace": "remote", "remote_eligibility": [country]} if remote else {})
