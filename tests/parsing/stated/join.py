"""What a JOIN capture states, read with the standard library alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = {"page.html": "https://join.com/companies/onetwosocial"}
"""Capture file → the address it was answered at."""

_TYPES = {"Intern": ["INTERN"]}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a company's page, its fields as they must come out; what is not stated is not a key."""
    text = path.read_text()
    start = text.index(">", text.index('id="__NEXT_DATA__"')) + 1
    state = json.loads(text[start : text.index("</script>", start)])["props"]["pageProps"]["initialState"]
    for job in state["jobs"]["items"]:
        posting: dict[str, Any] = {
            "native_id": str(job["id"]),
            "url": f"{PAGES[path.name]}/{job['idParam']}",
            "title": job["title"],
            "hiring_organization": state["company"]["name"],
            "date_posted": job["createdAt"],
            "workplace": job["workplaceType"].lower(),
            "job_location": [
                {"city": job["city"]["cityName"], "region": None, "country": job["country"]["iso3166"]}
            ],
        }
        if job["employmentType"]["name"] in _TYPES:
            posting["employment_type"] = _TYPES[job["employmentType"]["name"]]
        yield posting
