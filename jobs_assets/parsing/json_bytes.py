"""JSON as career sites really send it: a strict first try, a lenient second one.

Bytes in, a decoded value out. Which keys mean what belongs to the format modules.
"""

import codecs
import json
import re
from math import isfinite
from typing import Any

import orjson
from turbohtml import unescape

Json = Any
"""A decoded JSON value of any shape; what it is, the reader has to ask."""


class NotJson(ValueError):
    """The bytes are not JSON, also not with every known slip forgiven. `reason` is the word for
    `Unparsed`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)

# Wrappers that old templates put around inline JSON so that older parsers would not choke on it.
_OPENING = re.compile(r"\s*(?:(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/|//)?\s*)+")
_TAIL = 200
_CLOSING = re.compile(r"(?:\s*(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?|\s*;)+\s*\Z")

# Strings are matched first so that nothing inside them is taken for a comment, a constant or a comma. What
# starts also ends, at the latest with the text, so that no start is tried twice: linear on any input.
_TOKEN = re.compile(
    r'(?P<string>"(?>[^"\\]+|\\.)*+(?:"|\Z|\\\Z))'
    r"|(?P<comment>//[^\n]*|/\*(?:.*?\*/|.*\Z))"
    r"|(?P<constant>-?\b(?:NaN|Infinity|undefined|None)\b)"
    r"|(?P<true>\bTrue\b)|(?P<false>\bFalse\b)",
    re.DOTALL,
)
_TRAILING_COMMA = re.compile(r'("(?>[^"\\]+|\\.)*+(?:"|\Z|\\\Z))|,(?=[\s,]{0,200}[}\]])', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")
_BAD_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])|\\(.)', re.DOTALL)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def decode(body: bytes, content_type: str = "") -> str:
    r"""The body as text, whatever its header claims.

    Valid UTF-8 is UTF-8, also where the header names another charset. Otherwise a byte-order mark, then the
    declared charset. Undeclared bytes with some valid multi-byte sequences are damaged UTF-8 (bad bytes
    become U+FFFD); with none they are windows-1252, as browsers read them.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content_type)
    if declared and declared[1].lower().replace("_", "-") not in {"utf-8", "utf8"}:
        try:
            return body.decode(declared[1])
        except (UnicodeDecodeError, LookupError):
            pass
    if body.decode("utf-8", "ignore").isascii():
        return body.decode("cp1252", "replace")
    return body.decode("utf-8", "replace")


def loads(body: bytes, content_type: str = "") -> Json:
    """The JSON value in `body`. Raises `NotJson` with the reason `empty_body`, `html_for_json` or
    `not_json`.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return loads_lenient(decode(body, content_type))


def loads_lenient(text: str) -> Json:
    """The JSON value in `text`, forgiving what browsers' and vendors' templates get wrong.

    Forgiven: comment and CDATA wrappers, HTML-escaped quotes, raw control characters and invalid escapes in
    strings, comments, trailing commas, a trailing semicolon, NaN and Infinity (null), lone surrogates
    (U+FFFD), integers over 64 bits (floats). Duplicate keys: the last one wins, as in browsers.
    """
    text = text.strip("\ufeff \t\r\n\x00")
    if match := _OPENING.match(text):
        text = text[match.end() :]
    text = text[:-_TAIL] + _CLOSING.sub("", text[-_TAIL:])
    if not text:
        raise NotJson("empty_body", "nothing but white space where JSON was due")
    if text[0] == "<":
        raise NotJson("html_for_json", f"markup where JSON was due: {text[:80]!r}")
    if ('"' not in text and "&quot;" in text) or text[:20].replace(" ", "").startswith(
        ("{&quot;", "[{&quot;")
    ):
        text = unescape(text)
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass
    repaired = _TRAILING_COMMA.sub(r"\1", _TOKEN.sub(_repair_token, text))
    try:
        return orjson.loads(repaired)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return _loads_slow(repaired)


def _loads_slow(text: str) -> Json:
    """What orjson refuses but the standard library reads: integers over 64 bits, lone surrogates, long
    tails.
    """
    try:
        value, end = _DECODER.raw_decode(text)
    except RecursionError:
        raise NotJson("too_deep", "JSON nested deeper than any real posting") from None
    except ValueError as error:
        raise NotJson("not_json", f"{error}; begins {text[:60]!r}") from None
    rest = text[end:].strip()
    if rest and rest[0] not in "<;":
        raise NotJson("not_json", f"text after the JSON value: {rest[:60]!r}")
    return value


def _string_of(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    return {_string_of(key): _clean(value) for key, value in pairs}


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return _string_of(value)
    if isinstance(value, list):
        return [item if isinstance(item, dict) else _clean(item) for item in value]
    return value


def _integer(digits: str) -> int | float | None:
    if len(digits) < 19:
        return int(digits)
    number = float(digits)
    return number if isfinite(number) else None


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_constant=lambda _name: None, strict=False
)


def _repair_token(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "string":
        text = match[0]
        if "\\" in text:
            text = _BAD_ESCAPE.sub(_repair_escape, text)
        return _CONTROL.sub(_escape_control, text)
    if kind == "comment":
        return " "
    return {"true": "true", "false": "false"}.get(kind or "", "null")


def _repair_escape(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    return match[2] if match[2] == "'" else "\\\\" + match[2]


def _escape_control(match: re.Match[str]) -> str:
    return _CONTROL_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
