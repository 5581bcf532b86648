"""The peer of `every_kind.py` in parsing: vendors' pages as one reads them in an afternoon.

json or lxml reads the page, nh3 cleans every text that is markup, lxml gives its text. It knows no vendor: it
makes no record, reads no place, pay, date or language, and has no evidence. The peer for HTML is extruct.
"""

import json
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import lxml.etree
import lxml.html
import nh3

from jobs_assets.pages import SourcePage


def read_data(pages: Iterable[SourcePage]) -> int:
    """Cleans what the pages say; returns how many texts there were."""
    return sum(_described(text) for page in pages for text in _texts(page))


def _texts(page: SourcePage) -> Iterator[str]:
    if page.body.lstrip()[:1] == b"<":
        return (text for text in lxml.etree.fromstring(page.body).itertext() if text.strip())
    return _strings(json.loads(page.body))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 # JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _described(text: str) -> bool:
    """Greenhouse escapes its markup once more."""
    markup = unescape(text) if "&lt;" in text else text
    if "<" not in markup:
        return False
    clean = nh3.clean(markup)
    lxml.html.fromstring(f"<div>{clean}</div>").text_content()
    return True
