"""JSON-LD in a page: finding its scripts without parsing the page, and the JobPosting objects in them.

What a JobPosting's properties mean is `job_posting.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from turbohtml import parse

from jobs_assets.parsing.json_bytes import Json, NotJson, decode, loads_lenient

Item = dict[str, Json]

MAX_NODES = 200_000
"""Bound on the objects walked in one script; a real page has some hundreds."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A script that says JobPosting but is not JSON even after repair."""

    reason: str
    detail: str


# A start tag whose attribute values may hold ">"; the type may be quoted, bare, in any case, with its "+"
# escaped or followed by parameters.
_START = re.compile(rb"<script(?=[\s/])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_TYPE = re.compile(
    rb"(?:^|[\s/\"'])type\s*=\s*[\"']?\s*application/ld(?:\+|&#0*43;?|&#x0*2b;?|&plus;)json\b", re.IGNORECASE
)
_ESCAPED_MENTION = re.compile(rb"ld(?:&#0*43;?|&#x0*2b;?|&plus;)json")


def scripts(body: bytes, lower: bytes) -> list[bytes]:
    """The contents of a page's JSON-LD scripts, in order, found by byte search. `lower` is the page in lower
    case.

    Where a comment or another script could hide or fake one, the page is parsed in full and the parser
    decides.
    """
    if b"ld&" in lower and _ESCAPED_MENTION.search(lower):
        return _scripts_parsed(body)
    found: list[bytes] = []
    position = 0
    while (mention := lower.find(b"ld+json", position)) >= 0:
        start = lower.rfind(b"<script", position, mention)
        match = _START.match(body, start) if start >= 0 else None
        if match is None or match.end() < mention or not _TYPE.search(match[1]):
            position = mention + 7
            continue
        close = lower.find(b"</script", match.end())
        end = close if close >= 0 else len(body)
        if _hidden(lower, position, start) or b"<!--" in lower[match.end() : end]:
            return _scripts_parsed(body)
        found.append(body[match.end() : end])
        position = end + 1
    return found


_RAW_TEXT = (b"script", b"textarea", b"template", b"noscript", b"style", b"title", b"xmp", b"iframe")


def _hidden(lower: bytes, after: int, start: int) -> bool:
    """Whether a comment, or an element whose content is text, opened after `after` may still be open at
    `start`.
    """
    if lower.rfind(b"<!--", after, start) > lower.rfind(b"-->", after, start):
        return True
    return any(
        lower.rfind(b"<" + name, after, start) > lower.rfind(b"</" + name, after, start) for name in _RAW_TEXT
    )


def _scripts_parsed(body: bytes) -> list[bytes]:
    document = parse(body, positions=False)
    return [
        element.text.encode()
        for element in document.find_all("script")
        if "ld+json" in str(element.attrs.get("type") or "").lower()
    ]


def items(body: bytes, lower: bytes, content_type: str = "") -> Iterator[Item | Broken]:
    """Every JobPosting object in the page's JSON-LD, in document order; a broken script that has one is
    `Broken`.
    """
    for script in scripts(body, lower):
        if b"jobposting" not in script.lower() and b"\\u" not in script:
            continue
        try:
            yield from postings_in(_load(script, body, content_type))
        except NotJson as error:
            yield Broken(error.reason, str(error))


def _load(script: bytes, body: bytes, content_type: str) -> Json:
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        return loads_lenient(decode(script, content_type or _declared(body)))


_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def _declared(body: bytes) -> str:
    match = _META_CHARSET.search(body, 0, 4096)
    return f"charset={match[1].decode('ascii', 'ignore')}" if match else ""


def postings_in(value: Json) -> list[Item]:
    """The JobPosting objects anywhere in a JSON-LD value: alone, in lists, `@graph`, `mainEntity` or an
    ItemList.

    References by `@id` to other objects of the value are filled in. A posting inside a posting is not one
    more.
    """
    found: list[Item] = []
    known: dict[str, Item] = {}
    stack = [value]
    nodes = 0
    while stack and nodes < MAX_NODES:
        nodes += 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            identity = node.get("@id")
            if isinstance(identity, str) and len(node) > 1:
                known.setdefault(identity, node)
            if is_job_posting(node.get("@type")):
                found.append(node)
            else:
                stack.extend(inner for inner in reversed(node.values()) if isinstance(inner, dict | list))
    return [_filled(item, known) for item in found] if known else found


def _filled(item: Item, known: dict[str, Item]) -> Item:
    """`item` with `{"@id": …}` replaced by the object of that id, one level down."""

    def fill(value: Json) -> Json:
        if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
            return known.get(value["@id"], value)
        return [fill(one) for one in value] if isinstance(value, list) else value

    return {key: fill(value) for key, value in item.items()}


def is_job_posting(stated: Json) -> bool:
    """Whether a `@type` (a string or a list; bare, prefixed or a URL) names JobPosting."""
    if isinstance(stated, list):
        return any(is_job_posting(one) for one in stated)
    return (
        isinstance(stated, str)
        and stated.strip().replace(":", "/").rsplit("/", 1)[-1].lower() == "jobposting"
    )
