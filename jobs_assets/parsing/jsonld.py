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
_ANNOTATION = re.compile(rb"\b(itemtype|typeof)\s*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>]*)\Z", re.IGNORECASE)
# Where HTML stops being tags: comments, and elements whose content is text or lies apart from the page.
_OPAQUE_NAMES = rb"script|style|textarea|template|noscript|title|xmp|iframe|noembed|noframes"
_OPAQUE = re.compile(rb"<(?:(!--)|(%s)(?=[\s/>]))" % _OPAQUE_NAMES, re.IGNORECASE)
_END_TAGS = {name: re.compile(b"</" + name, re.IGNORECASE) for name in _OPAQUE_NAMES.split(b"|")}
_NAME = b"JobPosting"
_CAPITALS = (
    200  # after as many capital Js, as in data that is packed as text, the name is searched as a whole
)
_UNUSUAL = re.compile(rb"jobposting|ld(?:\+|&#0*43;?|&#x0*2b;?|&plus;)json[^<]*<?[^<]*\\u00", re.IGNORECASE)
_BOTH = frozenset({b"itemtype", b"typeof"})


@dataclass(frozen=True, slots=True)
class Survey:
    """Where a page may state postings: JSON-LD scripts that name JobPosting, and marks of other notations."""

    scripts: list[bytes]
    notations: frozenset[bytes]


def survey(body: bytes) -> Survey:
    """One pass over the places where the page says JobPosting, with what stands at each: a tag or a script.

    A tree is made only of a page that spells the name in an unusual way (in other letters, or escaped).
    """
    found: list[bytes] = []
    notations: set[bytes] = set()
    position = known = 0  # up to `known` the page is understood, and nothing opaque is open there
    while (mention := _mention(body, position)) >= 0:
        position = mention + len(_NAME)
        opaque, known = _opaque_at(body, known, mention)
        if opaque is None:
            if match := _ANNOTATION.search(body, max(0, mention - 200), mention):
                notations.add(match[1].lower())
            continue
        end = position = _opaque_end(body, opaque)
        if (tag := _START.match(body, opaque.start())) and tag.end() <= mention and _TYPE.search(tag[1]):
            found.append(body[tag.end() : end])
        known = end
    if position == 0 and _UNUSUAL.search(body):
        return Survey(_scripts_parsed(body), _BOTH)
    return Survey(found, frozenset(notations))


def _mention(body: bytes, position: int) -> int:
    """`body.find(b"JobPosting", position)`, by the capital that few pages have often: a tenth of the cost."""
    for _ in range(_CAPITALS):
        position = body.find(b"J", position)
        if position < 0 or body.startswith(_NAME, position):
            return position
        position += 1
    return body.find(_NAME, position)


def _opaque_at(body: bytes, known: int, mention: int) -> tuple[re.Match[bytes] | None, int]:
    """The opaque thing that is open at `mention`, if any, and up to where the page is understood now."""
    while match := _OPAQUE.search(body, known, mention):
        end = _opaque_end(body, match)
        if end > mention:
            return match, known
        known = end
    return None, mention


def _opaque_end(body: bytes, opaque: re.Match[bytes]) -> int:
    """Where a comment or an opaque element ends: before its end tag, or with the page."""
    if opaque[1]:
        end = body.find(b"-->", opaque.end() - 2)
        return len(body) if end < 0 else end + 3
    end_tag = _END_TAGS[opaque[2].lower()].search(body, opaque.end())
    return end_tag.start() if end_tag else len(body)


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
