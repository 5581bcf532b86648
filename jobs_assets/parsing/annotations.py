"""Microdata and RDFa in a page: JobPosting items as the objects that JSON-LD would have, texts with their
markup.

What a JobPosting's properties mean is `job_posting.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from turbohtml import Document, Element

from jobs_assets.parsing.fields import Refused
from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.jsonld import Item, is_job_posting

_MARKUP = frozenset({"description", "responsibilities", "qualifications", "skills", "jobBenefits"})
"""Properties whose markup carries lists and headings, kept as HTML."""
_ADDRESSES = frozenset({"url", "sameAs", "image", "logo"})
_MAX_ELEMENTS = 1_000_000  # a second or two; a page with `itemref` in a ring could be walked for ever


@dataclass(frozen=True, slots=True)
class _Notation:
    """How one notation writes an item and a property, and how its names lose their prefix."""

    scope: str
    kind: str
    prop: str

    def names(self, element: Element) -> list[str]:
        """The schema.org names of the properties that an element carries."""
        stated = _attribute(element, self.prop)
        return [name.replace(":", "/").rsplit("/", 1)[-1] for name in stated.split()] if stated else []


MICRODATA = _Notation("itemscope", "itemtype", "itemprop")
RDFA = _Notation("typeof", "typeof", "property")


def _attribute(element: Element, name: str) -> str | None:
    value = element.attrs.get(name)
    if isinstance(value, list):
        return " ".join(value)
    return value if value is not None or name not in element.attrs else ""


def items(document: Document, notation: _Notation) -> Iterator[Item]:
    """Every JobPosting item of the document in the notation, in document order."""
    for element in document.select(f"[{notation.kind}]"):
        stated = _attribute(element, notation.kind) or ""
        if is_job_posting(stated.split()):
            yield _item(document, element, notation)


def _item(document: Document, element: Element, notation: _Notation) -> Item:
    """The item's properties. Explicit work lists, so that no page's nesting can exhaust the stack."""
    top: Item = {"@type": "JobPosting"}
    pending: list[tuple[Element, Item]] = [(element, top)]
    left = _MAX_ELEMENTS
    while pending:
        scope, item = pending.pop()
        walk = _roots(document, scope, notation)
        while walk:
            left -= 1
            if not left:
                raise Refused("too_many_elements", f"an item with more than {_MAX_ELEMENTS:,} elements")
            child = walk.pop()
            is_item = _attribute(child, notation.scope) is not None
            names = notation.names(child)
            if names:
                value: Json = _nested(child, notation) if is_item else None
                for name in names:
                    _add(item, name, value if is_item else _value(child, name))
                if is_item:
                    pending.append((child, value))
            if not is_item:
                walk.extend(reversed(_elements(child)))
    return top


def _nested(element: Element, notation: _Notation) -> Item:
    return {"@type": (_attribute(element, notation.kind) or "").replace(":", "/").rsplit("/", 1)[-1]}


def _roots(document: Document, scope: Element, notation: _Notation) -> list[Element]:
    """Where an item's properties are: its children and, in microdata, the elements that `itemref` names."""
    roots = _elements(scope)
    if notation is MICRODATA and (references := _attribute(scope, "itemref")):
        for name in references.split()[:20]:
            referred = document.find(attrs={"id": name})
            if referred is not None:
                roots.append(referred)
    return roots[::-1]


def _elements(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _add(item: Item, name: str, value: Json) -> None:
    if value is None or value == "":
        return
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _from(attribute: str) -> Callable[[Element], str | None]:
    return lambda element: _attribute(element, attribute)


_VALUE_OF: dict[str, Callable[[Element], str | None]] = {
    "meta": _from("content"),
    "link": _from("href"),
    "time": _from("datetime"),
    "data": _from("value"),
    "meter": _from("value"),
    "img": _from("src"),
}


def _value(element: Element, name: str) -> str | None:
    """A property's value: `content` wherever it stands, what its element holds, else its text or markup."""
    if (content := _attribute(element, "content")) is not None:
        return content
    if (special := _VALUE_OF.get(element.tag)) and (value := special(element)) is not None:
        return value
    if name in _ADDRESSES and (address := _attribute(element, "href")) is not None:
        return address
    return element.inner_html if name in _MARKUP else element.text.strip()
