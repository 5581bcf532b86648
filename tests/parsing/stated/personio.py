"""What a Personio capture states, read with the standard library alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_FEED = "https://personio.jobs.personio.de/xml?language=en"
PAGES = {"ergon_2.xml": _FEED, "personio_live_1.xml": _FEED}
"""Capture file → the address it was answered at."""

_SCHEDULES = {"full-time": "FULL_TIME", "part-time": "PART_TIME"}
_CONTRACTS = {"permanent": [], "intern": ["INTERN"]}


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each position of a feed, its fields as they must come out; what is not stated is not a key."""
    for position in ElementTree.parse(path).getroot().iter("position"):
        text = {element.tag: (element.text or "").strip() for element in position}
        offices = [text["office"], *(one.text or "" for one in position.findall("additionalOffices/office"))]
        posting: dict[str, Any] = {
            "native_id": text["id"],
            "url": f"https://personio.jobs.personio.de/job/{text['id']}",
            "title": text["name"],
            "department": text["department"],
            "date_posted": text["createdAt"],
            "employment_type": [_SCHEDULES[text["schedule"]], *_CONTRACTS[text["employmentType"]]],
        }
        if text["subcompany"]:
            posting["hiring_organization"] = text["subcompany"]
        if offices == ["Remote"]:
            posting["workplace"] = "remote"
        else:
            posting["job_location"] = [{"city": one, "region": None, "country": None} for one in offices]
        blocks = [
            f"<h3>{block.findtext('name')}</h3>{block.findtext('value')}"
            for block in position.iter("jobDescription")
        ]
        if blocks:
            posting["description"] = "".join(blocks)
        yield posting
