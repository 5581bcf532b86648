"""Keys of a vendor's rows that its format is not known to have: a sign that the vendor changed something.

Looks at JSON and XML only, at a sample of each page. What becomes of the keys is not decided here.
"""

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import json_bytes, xml_bytes
from jobs_assets.parsing.json_bytes import Json, NotJson
from jobs_assets.parsing.xml_bytes import NotXml

PAGES = 5
"""Pages of a board that are looked at."""
ROWS = 10
"""Rows of a page, or entries of a list, that are looked at."""

_DEPTH = 4  # below the document where rows are looked for
_LONGEST = 100  # characters of a name; a longer one is somebody's data
_NAMES = 200  # of a kind, beyond which keys are data and not names

_ODD = re.compile(r"[^\x20-\x7e]")  # what a name should not hold

Known = dict[str, frozenset[str]]
"""The names that are known below each path; "" is the row itself."""


class UnknownFields:
    """What was seen on the pages shown so far. Pages of a board beyond the first few are passed over."""

    def __init__(self) -> None:
        self.rows: Counter[tuple[str, str]] = Counter()
        """In how many rows looked at, by kind and dotted name."""
        self.board: dict[tuple[str, str], str] = {}
        """The first board that had it."""
        self._looked = Counter[str]()
        self._names = Counter[str]()

    def look(self, page: SourcePage) -> None:
        """Takes a sample of the page's rows."""
        if self._looked[page.board_id] >= PAGES or not (known := known_fields(page.ats)):
            return
        self._looked[page.board_id] += 1
        for name in unknown_fields(page, known):
            key = (page.ats, name)
            if key in self.rows or self._names[page.ats] < _NAMES:
                self._names[page.ats] += key not in self.rows
                self.rows[key] += 1
                self.board.setdefault(key, page.board_id)


def unknown_fields(page: SourcePage, known: Known) -> Iterator[str]:
    """The dotted names that `known` lacks, once for each row of the page's sample that has them."""
    for row, path in _rows(_document(page), known, _DEPTH):
        yield from sorted(set(_unknown(row, path, known)))


@cache
def known_fields(ats: str) -> Known:
    """The `FIELDS` of the kind's parser, by the path they stand below; none where it does not list them."""
    found: dict[str, set[str]] = {}
    for name in getattr(importlib.import_module(KINDS[ats].parser), "FIELDS", ()):
        above, _, last = name.rpartition(".")
        found.setdefault(above, set()).add(last)
    return {path: frozenset(names) for path, names in found.items()}


def _document(page: SourcePage) -> Json:
    """The page as JSON, null if it is anything but JSON or XML that can be read."""
    opening = page.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if opening[:1] in (b"{", b"["):
            return json_bytes.loads(page.body, page.content_type)
        if opening[:5] == b"<?xml" and b"<html" not in opening.lower():
            return xml_bytes.value_of(xml_bytes.loads(page.body, page.content_type))
    except (NotJson, NotXml):
        pass  # its parser has said so
    return None


def _rows(value: Json, known: Known, depth: int) -> Iterator[tuple[dict[str, Json], str]]:
    """The outermost objects that most of whose keys are known below some path, with that path.

    One that holds others of the same path with more known keys is what they are in, as a feed's channel.
    """
    if isinstance(value, list):
        for entry in value[:ROWS]:
            yield from _rows(entry, known, depth)
    elif isinstance(value, dict) and depth:
        path = max(known, key=lambda path: len(known[path] & value.keys()))
        names = len(known[path] & value.keys())
        inner = [row for entry in value.values() for row in _rows(entry, known, depth - 1)]
        is_around = any(below == path and len(known[path] & row.keys()) > names for row, below in inner)
        yield from [(value, path)] if 2 * names > len(value) and not is_around else inner


def _unknown(value: Json, path: str, known: Known) -> Iterator[str]:
    """What of `value` is not known below `path`; what lies below names that lead nowhere is not looked at."""
    if isinstance(value, list):
        for entry in value[:ROWS]:
            yield from _unknown(entry, path, known)
    elif isinstance(value, dict) and path in known:
        for name, inner in value.items():
            dotted = f"{path}.{name}" if path else name
            if name not in known[path]:
                yield _ODD.sub("?", dotted)[:_LONGEST]
            else:
                yield from _unknown(inner, dotted, known)
