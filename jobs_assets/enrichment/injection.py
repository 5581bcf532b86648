"""What in a posting's text speaks to a machine rather than to a reader: orders, role play, forged forms.

Pure; the patterns are in `injection.yaml`. It is a filter, not the defence: that is a model without tools,
and the proof of each value (`answers.py`). What stands in such a paragraph proves nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Any, Literal

import yaml

from jobs_assets.enrichment.quotes import Passage

InjectionKind = Literal["orders", "role", "form", "tokens", "hidden", "reordered"]


@dataclass(frozen=True, slots=True)
class Injection:
    """A paragraph, `text[start:end]`, that tries to steer whoever extracts data; `kind` is how.

    orders: commands about earlier instructions or the answer. role: tells a model what it is. form: keys of
    our answer. tokens: signs that part a conversation's turns. hidden: invisible signs that carry a message.
    reordered: signs that show the text in another order than it is written.
    """

    kind: InjectionKind
    start: int
    end: int


_STATED: dict[str, Any] = yaml.safe_load(
    (files("jobs_assets.enrichment") / "injection.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: InjectionKind
    when: tuple[str, ...]
    find: re.Pattern[str]


def _patterns(kind: InjectionKind) -> list[_Pattern]:
    patterns = []
    for stated in _STATED[kind]:
        find = stated["find"]
        for name in ("earlier", "machine"):
            find = find.replace(f"{{{name}}}", _STATED[name])
        patterns.append(_Pattern(kind, tuple(stated["when"]), re.compile(find)))
    return patterns


_KINDS: tuple[InjectionKind, ...] = ("orders", "role", "form", "tokens")
_PATTERNS = [pattern for kind in _KINDS for pattern in _patterns(kind)]
_AT_LINE_START = re.compile(r"(?:system|assistant|user) ?:")
_NO_WIDTH = re.compile(
    "[\u180e\u200b-\u200f\u202d\u202e\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
_FLAG, _FLAG_TAGS = "\U0001f3f4", 7  # the flags of England, Scotland and Wales are written with tags
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that look like others, so that a word is known in either script.
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u03bf\u03b1\u03b5\u03b9\u03bd\u03c1\u0131",
    "aeopcyxisjhoaeivpi",
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MANY = 50  # injections of one pattern
_BEFORE, _AFTER = 200, 600
"""Characters around an order that are at most taken to belong to it, where its paragraph is longer."""


def find_injections(passage: Passage) -> list[Injection]:
    """The paragraphs of a text that try to steer a machine, in the text's order; they may overlap.

    Where they are very many, the last one reaches to the text's end.
    """
    found = [] if passage.text.isascii() else _some(_hidden(passage.text), passage.text)
    plain = _plain(passage.folded)
    for pattern in _PATTERNS:
        if any(word in plain for word in pattern.when):
            found += _some(_matches(pattern, plain, passage), passage.text)
    return sorted(set(found), key=lambda injection: (injection.start, injection.end, injection.kind))


def _some(injections: Iterator[Injection], text: str) -> list[Injection]:
    """The first of them, so that a text made of orders costs no more than its length."""
    found = list(islice(injections, _MANY))
    if len(found) == _MANY:
        found[-1] = Injection(found[-1].kind, found[-1].start, len(text))
    return found


def _matches(pattern: _Pattern, plain: str, passage: Passage) -> Iterator[Injection]:
    for match in pattern.find.finditer(plain):
        start, end = passage.original(*_with_accents(passage.folded, *match.span()))
        if not _AT_LINE_START.match(plain, match.start()) or _starts_line(passage.text, start):
            yield Injection(pattern.kind, *_paragraph(passage.text, start, end))


def _hidden(text: str) -> Iterator[Injection]:
    for run in _NO_WIDTH.finditer(text):
        signs, (start, end) = run[0], run.span()
        if "\u202d" in signs or "\u202e" in signs:
            yield Injection("reordered", *_paragraph(text, start, end))
        elif any("\U000e0000" <= sign <= "\U000e0fff" for sign in signs):
            if end - start > _FLAG_TAGS or text[start - 1 : start] != _FLAG:
                yield Injection("hidden", start, end)
        elif end - start >= 8 and len(set(signs)) > 1:
            yield Injection("hidden", start, end)


def _plain(folded: str) -> str:
    """The text in lower case, without accents and lookalikes."""
    if folded.isascii():
        return folded.lower()
    return _ACCENTS.sub("", folded).lower().translate(_LOOKALIKES)


def _with_accents(folded: str, start: int, end: int) -> tuple[int, int]:
    """The range of the folded text that a range of the plain one was."""
    for accents in _ACCENTS.finditer(folded):
        if accents.start() >= end:
            break
        start += len(accents[0]) if accents.start() <= start else 0
        end += len(accents[0])
    return start, end


def _starts_line(text: str, at: int) -> bool:
    before = text[max(0, at - _BEFORE) : at].rpartition("\n")
    return not before[2].strip() and (before[1] == "\n" or at < _BEFORE)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """From the line that `start` stands in to the end of its paragraph and of a list that it introduces."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    begin = max(text.rfind("\n", first, start) + 1, first)
    close = _paragraph_end(text, end, last)
    if text[begin:close].rstrip().endswith(":"):
        rest = text[close:last]
        close = _paragraph_end(text, close + len(rest) - len(rest.lstrip()), last)
    return begin, close


def _paragraph_end(text: str, at: int, last: int) -> int:
    blank = _BLANK_LINE.search(text, at, last)
    return blank.start() if blank else last
