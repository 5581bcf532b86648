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
_ANNOTATION = re.compile(rb"\b(itemtype|typeof)\s*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>]*)\Z")
_NAME = b"JobPosting"
_UNUSUAL = re.compile(rb"jobposting|ld(?:\+|&#0*43;?|&#x0*2b;?|&plus;)json[^<]*<?[^<]*\\u00", re.IGNORECASE)
_BOTH = frozenset({b"itemtype", b"typeof"})


@dataclass(frozen=True, slots=True)
class Survey:
    """Where a page may state postings: JSON-LD scripts that name JobPosting, and marks of other notations."""

    scripts: list[bytes]
    notations: frozenset[bytes]


def survey(body: bytes) -> Survey:
    """One pass over the places where the page says JobPosting; no tree is made of it unless it must be.

    Where a comment or another script could hide or fake a script, or the name is spelt in an unusual way, the
    page is parsed in full and the parser decides.
    """
    found: list[bytes] = []
    notations: set[bytes] = set()
    known, position = 0, 0  # up to `known` the page is understood, and no script is open there
    while (mention := body.find(_NAME, position)) >= 0:
        position = mention + len(_NAME)
        before = body[known:mention].lower()
        opened = before.rfind(b"<script")
        if opened <= before.rfind(b"</script") or opened < 0:
            if _hidden(before):
                return Survey(_scripts_parsed(body), _BOTH)
            if match := _ANNOTATION.search(before, max(0, len(before) - 200)):
                notations.add(match[1])
            known = mention
            continue
        tag = _START.match(body, known + opened)
        if tag is None or tag.end() > mention:
            continue
        end = _script_end(body, tag.end())
        if _TYPE.search(tag[1]):
            if _hidden(before[:opened]) or body.find(b"<!--", tag.end(), end) >= 0:
                return Survey(_scripts_parsed(body), _BOTH)
            found.append(body[tag.end() : end])
            known = end
        position = end
    if position == 0 and _UNUSUAL.search(body):
        return Survey(_scripts_parsed(body), _BOTH)
    return Survey(found, frozenset(notations))


def _script_end(body: bytes, start: int) -> int:
    """Where the script that begins at `start` ends: at its end tag in either case, or with the page."""
    end = body.find(b"</script", start)
    end = len(body) if end < 0 else end
    capitals = body.find(b"</SCRIPT", start, end)
    return end if capitals < 0 else capitals


_RAW_TEXT = (b"script", b"textarea", b"template", b"noscript", b"style", b"title", b"xmp", b"iframe")


def _hidden(before: bytes) -> bool:
    """Whether a comment, or an element whose content is text, may still be open at the end of `before`."""
    if before.rfind(b"<!--") > before.rfind(b"-->"):
        return True
    return any(before.rfind(b"<" + name) > before.rfind(b"</" + name) for name in _RAW_TEXT)


def _scripts_parsed(body: bytes) -> list[bytes]:
    document = parse(body, positions=False)
    return [
        text
        for element in document.find_all("script")
        if "ld+json" in str(element.attrs.get("type") or "").lower()
        and (b"jobposting" in (text := element.text.encode()).lower() or b"\\u" in text)
    ]


def items(found: Survey, body: bytes, content_type: str = "") -> Iterator[Item | Broken]:
    """Every JobPosting object in the page's JSON-LD, in document order; a broken script that has one is
    `Broken`.
    """
    for script in found.scripts:
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
