"""Whether a body is of the format that was due, by its first bytes. Pure; reading it is for the parsers."""

import re

from scrapy_project.requests import Format

_BLANKS = b"\xef\xbb\xbf \t\r\n"
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: only its reader can tell
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT = 512


def wrong_format(due: Format, body: bytes, content_type: str) -> str | None:
    """What is there instead of the format that was due ("HTML where JSON was due"), or None."""
    start = body[:_LOOKED_AT].lstrip(_BLANKS)
    if due == "json":
        return "HTML where JSON was due" if start.startswith(b"<") else None
    if due == "xml":
        return _not_xml(start)
    is_text = not content_type or any(mark in content_type.lower() for mark in ("html", "xml", "text/plain"))
    return None if is_text else f"{content_type} where HTML was due"


def _not_xml(start: bytes) -> str | None:
    if not start or start.startswith(_WIDE):
        return None
    if start.startswith((b"{", b"[")):
        return "JSON where XML was due"
    if _HTML.match(start):
        return "HTML where XML was due"
    return None if start.startswith(b"<") else "plain text where XML was due"
