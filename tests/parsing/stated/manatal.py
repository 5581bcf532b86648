"""What a Manatal capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LISTS = "https://www.careers-page.com/api/v1.0/c"

PAGES = {
    "list-calqulate.json": f"{_LISTS}/calqulate/jobs/",
    "list-castelion-p1.json": f"{_LISTS}/castelion-corporation/jobs/",
    "list-castelion-p2.json": f"{_LISTS}/castelion-corporation/jobs/?page=2",
    "list-ghostwerks.json": f"{_LISTS}/ghostwerks/jobs/",
}
"""Capture file → the address it was answered at."""


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a page, its fields as they must come out; what is not stated is not a key."""
    slug = PAGES[path.name].removeprefix(_LISTS).split("/")[1]
    for row in json.loads(path.read_text())["results"]:
        posting = {
            "native_id": str(row["id"]),
            "url": f"https://www.careers-page.com/{slug}/job/{row['hash']}",
            "title": " ".join(row["position_name"].split()),
            "description": row["description"],
        }
        if row["country"]:
            country = {"United States": "US"}[row["country"]]
            posting["job_location"] = [
                {"city": row["city"] or None, "region": row["state"] or None, "country": country}
            ]
        if row["is_salary_visible"]:
            ends = {"min": float(row["salary_min"]), "max": float(row["salary_max"])}
            posting["salary"] = [ends | {"currency": row["currency_code"], "interval": None}]
        yield posting
