"""Reads sitemaps (sitemaps.org): an index or a list; plain, gzip or text; with or without namespace. Pure.

By pattern and not by an XML parser: sitemaps in the wild are often not well-formed, and their addresses
are all we want. A pattern also expands no entity.
"""

import re
from collections.abc import Iterator
from html import unescape

from scrapy_project.decoding import decode

# The protocol's bound on one sitemap, unpacked.
MAX_BYTES = 50 * 1024 * 1024
_LOC = re.compile(rb"<(?:[\w.-]+:)?loc\s*>\s*(?:<!\[CDATA\[\s*)?([^<\]]+?)\s*(?:\]\]>\s*)?</", re.IGNORECASE)
_INDEX = re.compile(rb"<(?:[\w.-]+:)?sitemapindex\b", re.IGNORECASE)


def unpacked(body: bytes) -> bytes:
    """The sitemap's text; a .gz file served as such is unpacked. Raises TooLarge or BadEncoding."""
    return decode(body, "gzip", MAX_BYTES) if body.startswith(b"\x1f\x8b") else body


def is_index(text: bytes) -> bool:
    """Whether the addresses are those of further sitemaps."""
    return _INDEX.search(text[:4096]) is not None


def locations(text: bytes) -> Iterator[str]:
    """The addresses in a sitemap, in order."""
    if b"<" in text[:1024]:
        for match in _LOC.finditer(text):
            yield unescape(match[1].decode("utf-8", "replace"))
        return
    for line in text.splitlines():
        if line.startswith((b"http://", b"https://")):
            yield line.decode("utf-8", "replace").strip()
