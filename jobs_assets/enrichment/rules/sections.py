"""The sections of a posting's text: what the employer is, the work, what is asked for, what is offered.

Headings are known by their words (`sections.yaml`). A text that lost its line breaks still has headings:
before a colon, a bullet or a double space, after the end of a sentence.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import yaml

SectionKind = Literal["about", "tasks", "requirements", "nice_to_have", "benefits", "other"]
Fit = Literal["whole", "begins", "holds"]

LONGEST_HEADING = 90
"""Signs; a line that ends with a colon or a question mark may be as long."""
WORDS_BESIDE = 4
"""So many words a heading may have beside those that are known, unless it ends with a colon."""

SHORT_TEXT = 300
"""Signs; a longer line is no point of a list but a text that lost its line breaks."""

_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"[^\n]+")
_BULLETS = ("- ", "• ", "* ", "· ", "– ", "▪", "●", "◦", "✓", "✔", "➔", "→")
# In a running text: from a capital at the start of a line or sentence, or after two spaces, up to a colon,
# two spaces or a bullet. Bounded, so that a long text costs no more a sign than a short one.
_INLINE = re.compile(
    r"(?:^|(?<=[.!?:;)…•·|]\s)|(?<=\s\s))"
    r"(?P<heading>[¿¡]?[A-ZÀ-ÖØ-Þ][^.:;•·|\n]{2,70}?)(?=\s*:|\s\s|\s[•·|–*-]\s|\s?$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """`text[start:end]`, its heading included. "other" is what stands under no heading that is known."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    kind: SectionKind
    fit: Fit


def sections_of(text: str) -> list[Section]:
    """The text's sections, in order and without gaps; neighbours of one kind are one."""
    if not text:
        return []
    sections: list[Section] = []
    start = 0
    kind: SectionKind = "other"
    for at, found in _marks(text):
        if found != kind:
            if at > start:
                sections.append(Section(kind, start, at))
            start, kind = at, found
    sections.append(Section(kind, start, len(text)))
    return sections


def _marks(text: str) -> Iterator[tuple[int, SectionKind]]:
    """Where a section begins, and which."""
    asking = False
    boilerplate = _boilerplate(text)
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words.startswith(_BULLETS) and len(words) < SHORT_TEXT and " • " not in words:
            continue
        if len(words) <= LONGEST_HEADING and (kind := heading_kind(words)):
            yield line.start(), kind
            asking = kind != "other"
            continue
        for at, kind in _inline(line):
            yield at, kind
            asking = kind != "other"
        said = bisect_left(boilerplate, line.start())
        if asking and said < len(boilerplate) and boilerplate[said] < line.end():
            yield max(line.start(), boilerplate[said]), "other"
            asking = False


def _inline(line: re.Match[str]) -> Iterator[tuple[int, SectionKind]]:
    text = line[0]
    if ":" not in text and "  " not in text and "•" not in text and "·" not in text:
        return
    for match in _INLINE.finditer(text):
        ended_by_colon = text[match.end() : match.end() + 2].lstrip().startswith(":")
        heading = match["heading"] + (":" if ended_by_colon else "")
        if kind := heading_kind(heading, strict=not ended_by_colon):
            yield line.start() + match.start(), kind


def _boilerplate(text: str) -> list[int]:
    """Where sentences begin that say what every posting of the employer says."""
    lowered = text.lower()
    found = set()
    for phrase in _vocabulary().boilerplate:
        at = lowered.find(phrase)
        while at >= 0:
            before = max(lowered.rfind(end, max(0, at - SHORT_TEXT), at) for end in (". ", "  ", "\n"))
            found.add(before + 1 if before >= 0 else at)
            at = lowered.find(phrase, at + 1)
    return sorted(found)


@lru_cache(4096)  # a board's postings share their headings
def heading_kind(heading: str, strict: bool = False) -> SectionKind | None:
    """What stands under a heading; null where its words are not known or it is a sentence.

    Strict is for a heading in a running text, which has little beside the words that are known.
    """
    if heading.endswith((".", ",", ";")) and not heading.endswith("..."):
        return None
    words = _words(heading)
    while words and words[0].isdecimal():
        words = words[1:]
    beside = 1 if strict else len(words) if heading.endswith((":", "?")) else WORDS_BESIDE
    best: _Phrase | None = None
    by_first = _vocabulary().by_first
    for at, word in enumerate(words):
        for phrase in by_first.get(word, ()):
            length = len(phrase.words)
            if words[at : at + length] != phrase.words:
                continue
            if (
                (best is None or _weight(phrase) > _weight(best))
                and len(words) - length <= beside
                and (phrase.fit == "holds" or (at == 0 and (phrase.fit == "begins" or length == len(words))))
            ):
                best = phrase
    return best.kind if best else None


def _weight(phrase: _Phrase) -> tuple[bool, int]:
    """A wish is told from a must by one word ("preferred skills and experience"), so its words go first."""
    return phrase.kind == "nice_to_have", len(phrase.words)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    by_first: dict[str, list[_Phrase]]
    boilerplate: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    document = yaml.safe_load((files("jobs_assets.enrichment.rules") / "sections.yaml").read_bytes())
    boilerplate = tuple(document.pop("boilerplate"))
    by_first: dict[str, list[_Phrase]] = {}
    for kind, fits in document.items():
        for fit, phrases in fits.items():
            for phrase in phrases:
                words = _words(phrase)
                by_first.setdefault(words[0], []).append(_Phrase(words, kind, fit))
    return _Vocabulary(by_first, boilerplate)


def _words(text: str) -> tuple[str, ...]:
    """The words in lower case and without accents."""
    lowered = text.lower()
    if not lowered.isascii():
        folded = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return tuple(_WORD.findall(lowered))
