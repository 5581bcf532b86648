"""What a Workday capture states, read with the standard library alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_GDIT = "https://gdit.wd5.myworkdayjobs.com/wday/cxs/gdit/External_Career_Site"

PAGES = {
    "search_4.json": f"{_GDIT}/jobs#offset=0",
    "detail_1.json": f"{_GDIT}/job/USA-DC-Washington/Data-Engineer_RQ216675",
    "ergon_2.json": "https://nvidia.wd5.myworkdayjobs.com/wday/cxs/nvidia/NVIDIAExternalCareerSite/jobs#offset=0",
}
"""Capture file → the address it was answered at."""

_COUNTRIES = {"USA": "US", "DEU": "DE", "US": "US"}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of a page, its fields as they must come out; what is not stated is not a key."""
    document = json.loads(path.read_text())
    if "jobPostingInfo" in document:
        info = document["jobPostingInfo"]
        yield {
            "native_id": info["jobPostingId"],
            "url": info["externalUrl"],
            "title": info["title"],
            "hiring_organization": document["hiringOrganization"]["name"],
            "requisition_id": info["jobReqId"],
            "date_posted": info["startDate"],
            "employment_type": [{"Full time": "FULL_TIME"}[info["timeType"]]],
            "job_location": [_place(info["location"])],
            "description": info["jobDescription"],
        }
        return
    site = re.sub(r"/wday/cxs/\w+/(\w+)/.*", r"/\1", PAGES[path.name])
    for row in document["jobPostings"]:
        yield {
            "native_id": row["externalPath"].split("/")[-1],
            "url": site + row["externalPath"],
            "title": row["title"],
            "requisition_id": row["bulletFields"][0],
            "job_location": [_place(row["locationsText"])],
        }


def _place(line: str) -> dict[str, str | None]:
    """Country, state where there is one, city: "USA DC Washington", "US, CA, Santa Clara"."""
    words = line.split(" - ", maxsplit=1)[0].replace(",", "").split()
    has_state = len(words) > 2 and len(words[1]) == 2
    city = " ".join(words[2 if has_state else 1 :])
    return {"city": city, "region": words[1] if has_state else None, "country": _COUNTRIES[words[0]]}
