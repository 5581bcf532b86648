"""The part of a text that shows why it was found. Pure; how it looks is the caller's."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from jobs_assets.search.query import Query
from jobs_assets.search.words import named, words

_WIDTH = 160


class Piece(NamedTuple):
    """A stretch of text; `found` where it is a word that was looked for."""

    text: str
    found: bool


def snippet(text: str, query: Query, width: int = _WIDTH) -> list[Piece]:
    """About `width` characters around the place with the most of the words, in pieces; empty where the text
    has none of them.
    """
    marks = _marks(text, query)
    if not marks:
        return []
    first, last = _densest(text, marks, width)
    start = _word_start(text, max(0, min(marks[first][0] - width // 4, marks[last][1] - width)))
    end = _word_end(text, min(len(text), max(start + width, marks[last][1])))
    return _pieces(text, [mark for mark in marks if start <= mark[0] and mark[1] <= end], start, end)


def marked(text: str, query: Query) -> list[Piece]:
    """The whole of a text, in pieces."""
    return _pieces(text, _marks(text, query), 0, len(text))


def _marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the words that are looked for stand."""
    wanted = _Wanted(query)
    return [(start, end) for start, end in named(text) if wanted.has(text[start:end])]


class _Wanted:
    """The words of a query, as they are compared."""

    def __init__(self, query: Query) -> None:
        self._whole = {_folded(word) for term in query.wanted for word in term.words}
        self._beginnings = tuple(_folded(term.words[-1]) for term in query.wanted if term.begins)

    def has(self, stated: str) -> bool:
        return any(
            word in self._whole or (bool(self._beginnings) and word.startswith(self._beginnings))
            for word in map(_folded, words(stated))
        )


def _folded(word: str) -> str:
    word = word.casefold()
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _densest(text: str, marks: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """The first and last of the marks that lie within `width` and are of the most different words."""
    best, most = (0, 0), 0
    for first, (start, _) in enumerate(marks):
        last = first
        while last + 1 < len(marks) and marks[last + 1][1] - start <= width:
            last += 1
        different = len({_folded(text[from_:to]) for from_, to in marks[first : last + 1]})
        if different > most:
            best, most = (first, last), different
    return best


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - 30), at + 1)
    return space + 1 if at and space >= 0 else at


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", at, at + 30)
    return space if space >= 0 else min(len(text), at + 30 if at < len(text) else at)


def _pieces(text: str, marks: Sequence[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces = [Piece("… ", False)] if start else []
    at = start
    for from_, to in marks:
        pieces += [Piece(_one_line(text[at:from_]), False), Piece(text[from_:to], True)]
        at = to
    pieces.append(Piece(_one_line(text[at:end]), False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _one_line(text: str) -> str:
    """White space as one space, kept at the ends."""
    line = " ".join(text.split())
    return f"{' ' * (text[:1].isspace())}{line}{' ' * (text[-1:].isspace() and bool(line))}"
