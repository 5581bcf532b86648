"""What a capture of an iCIMS search states, read with the standard library alone."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

PAGES = {
    "html_liveness/icims-search-page.html": (
        "https://careers-acmefreight.icims.com/jobs/search?ss=1&pr=0&in_iframe=1"
    )
}
"""Capture file, below the folder of all captures → the address it was answered at."""

_HOST = "https://careers-acmefreight.icims.com"
_CARD = re.compile(r'<li class="iCIMS_JobCardItem">(.*?)</li>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]+)"')
_TITLE = re.compile(r"<h3[^>]*>(.*?)</h3>", re.DOTALL)
_PLACE = re.compile(r"Location</span>\s*<span[^>]*>\s*([A-Z]{2})-([A-Z]{2})-([^<]+)</span>")
_ID = re.compile(r">ID</span>\s*<span[^>]*>\s*([^<]+)</span>")


def stated(path: Path) -> Iterator[dict[str, Any]]:
    """Each posting of this portal, its fields as they must come out; what is not stated is not a key."""
    for card in _CARD.findall(path.read_text()):
        link, title = _LINK.search(card), _TITLE.search(card)
        assert link is not None
        assert title is not None
        if not link[1].startswith(_HOST):
            continue
        posting = {
            "native_id": link[1].split("/")[4],
            "url": link[1].partition("?")[0],
            "title": unescape(title[1].strip()),
        }
        if place := _PLACE.search(card):
            country, region, city = place.groups()
            posting["job_location"] = [{"city": city, "region": region, "country": country}]
        if number := _ID.search(card):
            posting["requisition_id"] = number[1]
        yield posting
