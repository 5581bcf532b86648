"""What an Eightfold capture states, read with the standard library alone."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGES = {
    "ergon_3.json": "https://fcx.eightfold.ai/api/apply/v2/jobs?domain=fcx.com&query=&location=&start=0",
}
"""Capture file → the address it was answered at."""


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each position of a list, its fields as they must come out; what is not stated is not a key."""
    for row in json.loads(path.read_text())["positions"]:
        match = re.fullmatch(r"(.+), ([A-Z]{2}) USA \d{5}", row["location"])
        assert match
        yield {
            "native_id": str(row["id"]),
            "url": row["canonicalPositionUrl"],
            "title": row["name"],
            "department": row["department"],
            "requisition_id": row["display_job_id"],
            "date_posted": datetime.fromtimestamp(row["t_create"], UTC).isoformat(),
            "workplace": row["work_location_option"],
            "job_location": [{"city": match[1], "region": match[2], "country": "US"}],
        }
