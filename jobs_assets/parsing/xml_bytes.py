"""XML as feeds really send it: a strict first try, a lenient second one, and never a declaration of its own.

Bytes in, a tree or plain values out. Which elements mean what belongs to the format modules.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from lxml import etree  # type: ignore[import-untyped] # ships no types; `Element` says what we use
from turbohtml import unescape

from jobs_assets.parsing.json_bytes import Json, decode

MAX_ELEMENTS = 4_000_000
"""Bound on one document: 25,000 postings have a million elements, and each costs 100 bytes of memory."""


class NotXml(ValueError):
    """The bytes are not XML that is read here, also not with every known slip forgiven.

    `reason` is the word for `Unparsed`: `empty_body`, `html_for_xml`, `not_xml`, `xml_with_dtd`, `too_deep`
    or `too_large`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


class Element(Protocol):
    """What is used of lxml's elements."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """The child elements."""

    def __len__(self) -> int:
        """How many there are."""

    def get(self, key: str) -> str | None:
        """An attribute."""

    def iter(self, *tags: str) -> Iterator["Element"]:
        """The element and all below it of these tags, in document order."""


_ENCODING = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_PROLOG = re.compile(r"(?:\s++|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z))*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]*>", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
# Strings that XML does not read as markup are matched first, so that nothing inside them is repaired. What
# starts also ends, at the latest with the text: linear on any input.
_REFERENCE = re.compile(
    r"(?P<opaque><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
    r"|&(?!(?:amp|lt|gt|quot|apos);)(?P<name>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)
_NOT_A_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def loads(body: bytes, content_type: str = "") -> Element:
    """The root element of the document in `body`, or `NotXml`.

    Entities are never declared, nothing outside the document is read, and depth (256), a text's length (10
    million) and the number of elements are bounded. A document type that declares nothing is left out; one
    that declares anything is refused.
    """
    declared = _ENCODING.match(body)
    text = decode(body, f"charset={declared[1].decode()}" if declared else content_type)
    text = _DECLARATION.sub("", text.strip("\ufeff \t\r\n\x00"), count=1)
    text = _without_doctype(text)
    if text.count("<") > 2 * MAX_ELEMENTS and _CDATA.sub("", text).count("<") > 2 * MAX_ELEMENTS:
        raise NotXml("too_large", f"more than {MAX_ELEMENTS:,} elements")
    try:
        return _parsed(text, recover=False)
    except etree.XMLSyntaxError as error:
        _raise_if_bounded(error)
    except UnicodeEncodeError:
        pass  # a lone surrogate: the second try leaves it out
    return _loads_lenient(text)


def _without_doctype(text: str) -> str:
    start = _PROLOG.match(text)
    begin = start.end() if start else 0
    opening = text[begin : begin + 80]
    if not opening:
        raise NotXml("empty_body", "nothing but white space where XML was due")
    if _HTML.match(opening):
        raise NotXml("html_for_xml", f"HTML where XML was due: {opening!r}")
    if opening[0] != "<":
        raise NotXml("not_xml", f"begins {opening[:60]!r}")
    if opening[:9].upper() != "<!DOCTYPE":
        return text
    if empty := _DOCTYPE.match(text, begin):
        return text[empty.end() :]
    raise NotXml("xml_with_dtd", "a document type with declarations, which no feed needs")


def _parsed(text: str, *, recover: bool) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    root: Element | None = etree.fromstring(text.encode(), parser)
    if recover:
        _raise_if_broken(parser.error_log, root)
    if root is None:
        raise NotXml("not_xml", "a document without elements")
    if root.getroottree().docinfo.internalDTD is not None:  # type: ignore[attr-defined] # lxml's
        raise NotXml("xml_with_dtd", "a document type where none may stand")
    return root


def _loads_lenient(text: str) -> Element:
    """The root of `text`, forgiving what feeds' templates get wrong.

    Forgiven: characters that XML has no place for, bare ampersands, HTML's named entities, and prefixes that
    no declaration explains. A document that ends too early or nests wrongly is not: half a board is none.
    """
    repaired = _REFERENCE.sub(_repair_reference, _NOT_A_CHARACTER.sub("", text))
    try:
        return _parsed(repaired, recover=True)
    except etree.XMLSyntaxError as error:
        raise NotXml("not_xml", str(error)[:200]) from None


def _repair_reference(match: re.Match[str]) -> str:
    if match["opaque"] is not None:
        return match[0]
    name: str | None = match["name"]
    if name is None:
        return "&amp;"
    meant = unescape(f"&{name}")
    if meant == match[0]:
        return f"&amp;{name}"
    kept = _NOT_A_CHARACTER.sub("", meant)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _raise_if_bounded(error: etree.XMLSyntaxError) -> None:
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        reason = "too_deep" if "depth" in str(error) else "too_large"
        raise NotXml(reason, str(error).split(",", 1)[0]) from None


def _raise_if_broken(log: etree._ListErrorLog, root: Element | None) -> None:
    """Raises for the first thing that a recovering parser passed over, but for undeclared prefixes."""
    for entry in log:
        if entry.domain != etree.ErrorDomains.NAMESPACE or root is None:
            if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise NotXml("too_deep" if "depth" in entry.message else "too_large", entry.message)
            raise NotXml("not_xml", f"line {entry.line}: {entry.message}"[:200])


def name_of(element: Element) -> str:
    """An element's name without namespace or prefix."""
    return element.tag.rpartition("}")[2].rpartition(":")[2]


def value_of(element: Element) -> Json:
    """The element as JSON would have it: a text, null where it is empty, or an object of its children.

    Children of one name are a list under it. Attributes and text between children do not count: text with
    markup in it is `markup_of`.
    """
    if not len(element):
        return element.text or None
    found: dict[str, Json] = {}
    for child in element:
        name, value = name_of(child), value_of(child)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def items_of(value: Json, name: str) -> list[Json]:
    """The entries of a list as XML writes it: `<locations><location/>…</locations>`; null entries left out.

    One entry, several, none, or a list already.
    """
    inner = value.get(name) if isinstance(value, dict) else value
    entries = inner if isinstance(inner, list) else [inner]
    return [entry for entry in entries if entry is not None]


def child_of(element: Element, name: str) -> Element | None:
    """The first child of that name, whatever its namespace."""
    return next((child for child in element if name_of(child) == name), None)


def markup_of(element: Element | None) -> str:
    """What an element holds, as markup: its text (escaped HTML or CDATA), or its children written out."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;") + inner
