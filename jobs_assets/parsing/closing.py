"""Whether a posting's page says that its posting is over: a notice that a reader cannot miss, word for word.

Precision first: what is hidden, stands in the posting's own text or speaks of another posting is no notice,
and `validThrough` is none either. What the words are is `closing_words.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice

from turbohtml import Document, Element, Node, Text
from turbohtml import parse as parse_html

from jobs_assets.parsing.closing_words import MARKS, RARE_MARKS, closing_sentence, marks_title, no_such_page
from jobs_assets.postings import ClosingReason, Posting

_H1 = re.compile(rb"<h1")
_BEFORE, _AFTER = 800, 2000  # bytes around a page's heading where a notice stands, if there is one
_MAX_NODES = 200_000
_MAX_NOTICE = 400  # characters; a longer paragraph is text, not a notice
_SHORT = 1500  # characters beside menus and footers: what such a page says is its message
_NEAR = 12  # lines between the title and a notice


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says of a posting that is over, and the sentence that says so, as it stands there."""

    reason: ClosingReason
    quote: str


def notice_beside(posting: Posting, body: bytes, languages: Iterable[str | None]) -> Notice | None:
    """The notice on a page that states a posting all the same, as pages do whose data was left behind.

    `languages` are those that the page may speak besides English. Most pages are decided by a look at the
    bytes around their heading.
    """
    # The last heading is found soonest, and nearly always is the title's.
    last = body.rfind(b"<h1")
    is_title = last >= 0 and posting.title[:20].encode("utf-8", "replace") in body[last : last + 400]
    parts = [_around(body, last)] if is_title else _around_headings(body)
    if not _may_say_so(parts, languages) or _only_in_text(parts, languages, posting.description_text):
        return None
    lines = _read(body)
    said = _Page(lines, posting)
    for index, line in enumerate(lines):
        if marks_title(line.text) and line.is_heading("h1"):
            return Notice("page_says_closed", line.text)
        quote = line.notice()
        if quote and said.stands_out(index) and not said.is_text_of_posting(line) and not line.is_of_a_card():
            return Notice("page_says_closed", quote)
    return None


def notice_alone(body: bytes, languages: Iterable[str | None]) -> Notice | None:
    """The notice on a page that states no posting: in its heading, or all that the page says."""
    if not _may_say_so(_around_headings(body), languages, RARE_MARKS):
        return None
    lines = _read(body)
    short = sum(len(line.text) for line in lines) < _SHORT
    for line in lines:
        if not (short or line.is_heading("h1", "h2")) or line.is_of_a_card():
            continue
        if quote := line.notice():
            return Notice("page_says_closed", quote)
        if line.is_heading("h1", "h2", "h3") and (quote := no_such_page(line.text[:_MAX_NOTICE])):
            return Notice("page_gone", quote)
    return None


def _may_say_so(parts: list[bytes], languages: Iterable[str | None], more: tuple[bytes, ...] = ()) -> bool:
    """Whether one of the parts has a word of a notice."""
    marks = _marks(*languages) + more
    for part in parts:
        text = part.lower()
        for mark in marks:
            if mark in text:
                return True
    return False


def _only_in_text(parts: list[bytes], languages: Iterable[str | None], description: str) -> bool:
    """Whether the words of a notice stand in the posting's own text alone, where they tell what its work is:
    "deciding close to the work", "keep records no longer than needed".
    """
    own = _folded(description)
    marks = _marks(*languages)
    for part in parts:
        text = part.lower()
        met = [mark for mark in marks if mark in text]
        *whole, cut = _BLOCK.split(text) if met else [b""]
        for number, block in enumerate((cut, *whole)):
            if not any(mark in block for mark in met):
                continue
            # What the ends of a part cut off is not known, and a title has marks of its own.
            if number <= 1 or block.startswith(b"h1") or _folded(_text_in(block)) not in own:
                return False
    return True


def _text_in(block: bytes) -> str:
    return unescape(_TAG.sub("", block.decode("utf-8", "replace")))


@lru_cache(maxsize=512)
def _marks(*languages: str | None) -> tuple[bytes, ...]:
    found = dict.fromkeys(MARKS["en"])
    for language in languages:
        found.update(dict.fromkeys(MARKS.get((language or "")[:2].lower(), ())))
    return tuple(found)


def _around_headings(body: bytes) -> list[bytes]:
    """What stands around the page's first headings; the page, if it has none."""
    return [_around(body, found.start()) for found in islice(_H1.finditer(body), 3)] or [body]


def _around(body: bytes, at: int) -> bytes:
    return body[max(0, at - _BEFORE) : at + _AFTER]


# A page as its reader sees it

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "button", "cite", "em", "font", "i", "label", "mark", "small", "span", "strong",
    "sub", "sup", "time", "u",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "iframe", "svg", "object", "head", "nav", "footer", "select",
    "textarea", "datalist", "title",
})  # fmt: skip
_UNSEEN_CLASS = re.compile(
    r"(?:hidden|hide|is-hidden|d-none|none|invisible|collapse|ng-hide|visually-hidden|sr-only"
    r"|screen-reader-text|\w*modal|\w*popup|\w*dialog|toast|tooltip|template|js-template)\Z",
    re.IGNORECASE,
)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_ATTRIBUTES = ("hidden", "x-cloak", "v-cloak", "v-if", "v-show", "x-show", "x-if", "ng-if", "ng-show")
# What an unseen element interrupts goes on after it.
_BLOCK = re.compile(
    rb"<(?!!--|/?(?:%s|script|style|template|noscript|svg)[\s/>])" % "|".join(sorted(_INLINE)).encode()
)
_TAG = re.compile(r"\A[^>]*>|<[^>]*>")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"[.#]([\w-]+)\Z")
_ALERT = re.compile(
    r"alert|notice|notification|banner|warning|closed|expired|filled|inactive|unavailable|archived|callout"
    r"|message|info-?box|status",
    re.IGNORECASE,
)
_APPLY = re.compile(
    r"(?:apply|jetzt bewerben|bewerben|online bewerben|postuler|je postule|inscribirse|inscríbete|aplicar"
    r"|postular|solicitar empleo|solliciteer|candidati|candidatar|candidate-se|quero me candidatar)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of visible text and the element that it stands in."""

    text: str
    element: Element

    def notice(self) -> str | None:
        if len(self.text) > _MAX_NOTICE:
            return None
        return closing_sentence(self.text, heading=self.is_heading("h1", "h2", "h3"))

    def is_heading(self, *tags: str) -> bool:
        return self.element.closest(", ".join(tags)) is not None

    def is_alert(self) -> bool:
        """Whether it stands in something that is there to tell: by its role, or by what it is called."""
        for element in _with_ancestors(self.element, 3):
            called = f"{_attribute(element, 'class')} {_attribute(element, 'id')}"
            if _attribute(element, "role") in ("alert", "status") or _ALERT.search(called):
                return True
        return False

    def is_of_a_card(self) -> bool:
        """Whether it speaks of one posting among others: in an item with a link, or one of several alike."""
        if self.is_heading("h1"):
            return False
        if self.element.closest("a") is not None:
            return True
        for element in _with_ancestors(self.element, 5):
            if element.tag in ("body", "main") or element.select_one("h1") is not None:
                return False
            if element.tag in ("li", "tr", "article") and element.select_one("a[href]") is not None:
                return True
            if element.select_one("a[href]") is not None and _has_like(element):
                return True
        return False


class _Page:
    """What decides whether a line of a page is prominent."""

    def __init__(self, lines: list[_Line], posting: Posting) -> None:
        self._lines = lines
        self._text = _folded(posting.description_text)
        title = _folded(posting.title)
        self._titles = [
            index for index, line in enumerate(lines) if line.is_heading("h1") or _folded(line.text) == title
        ]
        self._short = sum(len(line.text) for line in lines) < _SHORT
        self._can_apply = any(_offers_to_apply(line) for line in lines)

    def stands_out(self, index: int) -> bool:
        """Beside the title or a heading, an alert, or on a page with little else.

        Where the page still offers to apply, a notice must stand above the text: what scripts may show one
        day waits below, or is called an error.
        """
        line = self._lines[index]
        near = any(-_NEAR <= index - title <= _NEAR for title in self._titles)
        if self._can_apply:
            above = not self._titles or index <= self._titles[0] + 3
            return above and (near or self._short) and "error" not in _attribute(line.element, "class")
        return near or self._short or line.is_heading("h1", "h2", "h3") or line.is_alert()

    def is_text_of_posting(self, line: _Line) -> bool:
        """Whether the line is a part of the posting's description."""
        return _folded(line.text) in self._text


def _offers_to_apply(line: _Line) -> bool:
    if len(line.text) > 60 or not _APPLY.match(line.text):
        return False
    control = line.element.closest("a[href], button")
    return control is not None and "disabled" not in control.attrs


def _read(body: bytes) -> list[_Line]:
    document = parse_html(body, positions=False)
    root = document.select_one("body")
    return [] if root is None else list(_lines(root, _hidden_names(document)))


def _lines(root: Element, hidden: frozenset[str]) -> Iterator[_Line]:
    """The visible lines in their order. An explicit work list, so that no nesting exhausts the stack."""
    words: list[str] = []
    within: Element | None = None
    pending: list[Node | None] = [root]  # null is the end of a block
    for _ in range(_MAX_NODES):
        if not pending:
            break
        node = pending.pop()
        if isinstance(node, Text):
            if within is None and node.text.strip():
                within = node.parent if isinstance(node.parent, Element) else None
            words.append(node.text)
            continue
        if node is not None and not isinstance(node, Element):
            continue
        if node is None or node.tag not in _INLINE:
            text = " ".join("".join(words).split())
            if text and within is not None:
                yield _Line(text, within)
            words, within = [], None
        if node is not None and not _is_unseen(node, hidden):
            if node.tag not in _INLINE:
                pending.append(None)
            pending.extend(reversed(list(node.children)))


def _is_unseen(element: Element, hidden: frozenset[str]) -> bool:
    if element.tag in _UNSEEN or (element.tag == "dialog" and "open" not in element.attrs):
        return True
    attributes = element.attrs
    if not attributes:
        return False
    if any(name in attributes for name in _UNSEEN_ATTRIBUTES) or attributes.get("aria-hidden") == "true":
        return True
    names = _attribute(element, "class").split()
    if hidden and (not hidden.isdisjoint(names) or _attribute(element, "id") in hidden):
        return True
    return (
        any(map(_UNSEEN_CLASS.match, names))
        or _attribute(element, "role") in ("dialog", "alertdialog", "tooltip")
        or _UNSEEN_STYLE.search(_attribute(element, "style")) is not None
    )


def _hidden_names(document: Document) -> frozenset[str]:
    """The classes and ids that the page's own styles hide, where their rule names nothing else."""
    names: set[str] = set()
    for style in document.select("style"):
        if not _UNSEEN_STYLE.search(style.text):
            continue
        for selectors, declared in _RULE.findall(style.text):
            if _UNSEEN_STYLE.search(declared):
                found = map(_SIMPLE_SELECTOR.match, map(str.strip, selectors.split(",")))
                names.update(match[1] for match in found if match)
    return frozenset(names)


def _has_like(element: Element) -> bool:
    """Whether a sibling has the same tag and class, as the cards of a list do."""
    own = (element.tag, _attribute(element, "class"))
    siblings = element.parent.children if element.parent is not None else ()
    alike = (
        one for one in siblings if isinstance(one, Element) and (one.tag, _attribute(one, "class")) == own
    )
    return bool(own[1]) and sum(1 for _ in alike) > 1


def _with_ancestors(element: Element, levels: int) -> Iterator[Element]:
    """The element, then its ancestors, `levels` of them in all."""
    here: Node | None = element
    for _ in range(levels):
        if not isinstance(here, Element):
            return
        yield here
        here = here.parent


def _attribute(element: Element, name: str) -> str:
    value = element.attrs.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
