"""What in a posting's text speaks to a machine rather than to a reader: orders, role play, forged forms.

Pure; the patterns are in `injection.yaml`. It is a filter, not the defence: that is a model without tools,
and the proof of each value (`answers.py`). What stands in such a paragraph proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
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
# Letters that look like others, so that a word is known in either script.
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u03bf\u03b1\u03b5\u03b9\u03bd\u03c1\u0131",
    "aeopcyxisjhoaeivpi",
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BEFORE, _AFTER = 200, 600
"""Characters around an order that are at most taken to belong to it, where its paragraph is longer."""


def find_injections(passage: Passage) -> list[Injection]:
    """The paragraphs of a text that try to steer a machine, in the text's order; they may overlap."""
    text = passage.text
    found = [] if text.isascii() else [*_hidden(text)]
    plain, positions = _plain(passage.folded)
    for pattern in _PATTERNS:
        if not any(word in plain for word in pattern.when):
            continue
        for match in pattern.find.finditer(plain):
            start, end = match.span()
            if positions is not None:
                start, end = positions[start], positions[end - 1] + 1
            start, end = passage.original(start, end)
            if not _AT_LINE_START.match(plain, match.start()) or _starts_line(text, start):
                found.append(Injection(pattern.kind, *_paragraph(text, start, end)))
    return sorted(set(found), key=lambda injection: (injection.start, injection.end, injection.kind))


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


def _plain(folded: str) -> tuple[str, list[int] | None]:
    """The text in lower case without accents and lookalikes; where its signs stood, null if there."""
    if folded.isascii():
        return folded.lower(), None
    positions = [at for at, sign in enumerate(folded) if not unicodedata.combining(sign)]
    return "".join(folded[at] for at in positions).lower().translate(_LOOKALIKES), positions


def _starts_line(text: str, at: int) -> bool:
    return text[max(0, text.rfind("\n", 0, at) + 1) : at].strip() == ""


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """From the line that `start` stands in to the end of its paragraph and of a list that it introduces."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    close = _paragraph_end(text, end)
    if text[:close].rstrip().endswith(":"):
        close = _paragraph_end(text, close + len(text[close:]) - len(text[close:].lstrip()))
    return begin, min(max(close, end), end + _AFTER)


def _paragraph_end(text: str, at: int) -> int:
    blank = _BLANK_LINE.search(text, at)
    return blank.start() if blank else len(text)
