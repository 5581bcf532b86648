"""What a Recruitee capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {
    "careerkit_2.json": "https://acme.recruitee.com/api/offers",
    "ergon_2.json": "https://channable.recruitee.com/api/offers",
    "jobagent_3.json": "https://aikidosecurity.recruitee.com/api/offers",
}
"""Capture file → the address it was answered at."""

_TYPES = {"fulltime_permanent": ["FULL_TIME"], "fulltime_fixed_term": ["FULL_TIME", "TEMPORARY"]}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each offer of a site, its fields as they must come out; what is not stated is not a key."""
    for offer in json.loads(path.read_text())["offers"]:
        workplaces = {"remote": offer["remote"], "hybrid": offer["hybrid"], "onsite": offer["on_site"]}
        [workplace] = [name for name, ticked in workplaces.items() if ticked]
        day, time, _utc = offer["published_at"].split()
        posting: dict[str, Any] = {
            "native_id": str(offer["id"]),
            "url": offer["careers_url"],
            "apply_url": offer["careers_apply_url"],
            "title": offer["title"],
            "hiring_organization": offer["company_name"],
            "department": offer["department"],
            "date_posted": f"{day}T{time}+00:00",
            "employment_type": _TYPES[offer["employment_type_code"]],
            "workplace": workplace,
            "job_location": [
                {"city": one["city"], "region": one["state"], "country": one["country_code"]}
                for one in offer["locations"]
            ],
            "description": offer["description"] + "\n" + offer.get("requirements", ""),
        }
        pay = offer["salary"]
        if pay["min"] is not None:
            posting["salary"] = [
                {
                    "min": float(pay["min"]),
                    "max": float(pay["max"]),
                    "currency": pay["currency"],
                    "interval": pay["period"].upper(),
                    "kind": "base",
                    "place": None,
                }
            ]
        yield posting
