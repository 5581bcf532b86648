"""How alike two texts are: keys to find pairs by, and the similarity that decides.

Knows nothing of postings. Texts are compared as bytes, in a few passes at C speed: case, accents, white space
and punctuation do not count, so that neither markup nor an aggregator's re-encoding makes a difference.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from struct import Struct
from zlib import crc32

from rensa import RMinHash  # type: ignore[import-untyped] # it has no types

BANDS = 16
ROWS = 4  # so many slots a band: pairs of Jaccard 0.7 share one in 99 of 100 cases, of 0.3 in 12
_SEED = 20_261_102
_SLOTS = Struct(f"<{BANDS * ROWS}I")
_EACH_BAND = Struct(f"{4 * ROWS}s" * BANDS)

# Of a letter beyond ASCII its lead byte stays and the rest goes: "É" and "é" are one, and so are "é" and "è".
# What begins with 0xC2 or 0xE2 is punctuation, of Latin-1 and in general.
_CONTINUATION = bytes(range(0x80, 0xC0))
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | (frozenset(range(0xC3, 0x100)) - {0xE2})
_LOWER = bytes(byte + 32 if 0x41 <= byte <= 0x5A else byte for byte in range(256))
_SPACED = bytes(low if low in _LETTERS or low == 0x0A else 0x20 for low in _LOWER)
_NO_LETTER = bytes(byte for byte in range(256) if _LOWER[byte] not in _LETTERS)

_CHARACTER = re.compile(r"[^\W_]")
_WIDE = 1.25  # bytes to a character beyond which a text is not in Latin script
_KERNEL = 2 / 3  # of a copy, at least, is not header and footer


def band_keys(text: str, salt: int = 0) -> Iterable[int]:
    """Whole numbers, of which texts alike share one, given the same salt; none for a text without letters.

    MinHash over the pieces of a text, in bands. To share a key says "look at these two", no more.
    """
    if not (pieces := _pieces(text)):
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(pieces)
    bands = _EACH_BAND.unpack(_SLOTS.pack(*sketch.digest()))
    return map(crc32, bands, range(salt, salt + BANDS))


def _pieces(text: str) -> list[bytes]:
    """A text without blanks, cut at every "s": where it is cut follows from what stands there.

    A piece has about fifteen letters. To cut costs a third of joining each word to the next, and finds
    as much.
    """
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _WIDE * len(text):
        letters = _CHARACTER.findall(text.casefold())
        return [pair.encode() for pair in map(add, letters, letters[1:])]
    bare = encoded.translate(_LOWER, _NO_LETTER)
    return bare.split(b"s") if bare else []


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text that have words, in lower case and without accents and punctuation.

    `size` is their length in bytes. A text that is not in Latin script has a blank after each letter: Chinese
    has none between words.
    """

    lines: tuple[bytes, ...]
    known: frozenset[bytes]
    size: int


@lru_cache(maxsize=512)
def lines_of(text: str) -> Lines:
    """The lines of a text, to be compared."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _WIDE * len(text):
        said = [" ".join(_CHARACTER.findall(line)).encode() for line in text.casefold().split("\n")]
    else:
        said = encoded.translate(_SPACED, _CONTINUATION).split(b"\n")
    lines = tuple(bare for line in said if (bare := line.strip()))
    return Lines(lines, frozenset(lines), sum(map(len, lines)))


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether all these words stand in the text."""
    said = set(b" ".join(lines_of(text).lines).split())
    return all(said.issuperset(word.encode().translate(_SPACED, _CONTINUATION).split()) for word in words)


def similarity(one: str, other: str) -> float:
    """The share of the shorter text that the longer one repeats, 0 to 1: whole lines, or runs of three words.

    Of the shorter one, so that a copy that was cut off is still a copy; and without what it has before and
    after all that they share, up to a third of it: a header and footer of its own.
    """
    first, second = lines_of(one), lines_of(other)
    if first.lines == second.lines:
        return 1.0 if first.size else 0.0
    short, long = (
        (first, second) if (first.size, first.lines) < (second.size, second.lines) else (second, first)
    )
    shared = _shared_of(short, long)
    found = sum(part for _, part, _, _ in shared)
    if not found:
        return 0.0
    own = _leading((size, part, before) for size, part, before, _ in shared)
    own += _leading((size, part, after) for size, part, _, after in reversed(shared))
    return min(found / max(short.size - own, short.size * _KERNEL), 1.0)


def _shared_of(short: Lines, long: Lines) -> list[tuple[int, float, float, float]]:
    """Of each line of the short text: its size, how much the long one has, and how much not at either end."""
    common = short.known & long.known
    rest = [line.split() for line in short.lines if line not in common]
    known = set(_runs(b" ".join(line for line in long.lines if line not in common).split()))
    has = list(map(known.__contains__, _runs([word for line in rest for word in line])))
    has += has[-1:] * 2  # the last two words begin no run of their own
    shared: list[tuple[int, float, float, float]] = []
    at, words = 0, iter(rest)
    for line in short.lines:
        size = len(line)
        if line in common:
            shared.append((size, size, 0, 0))
            continue
        count = len(next(words))
        here = has[at : at + count]
        at += count
        if True not in here:
            shared.append((size, 0, size, size))
            continue
        each = size / count
        ends = here.index(True) * each, here[::-1].index(True) * each
        shared.append((size, sum(here) * each, *ends))
    return shared


def _runs(words: list[bytes]) -> Iterator[bytes]:
    return map(add, map(add, words, words[1:]), words[2:])


def _leading(parts: Iterable[tuple[int, float, float]]) -> float:
    """How much comes before the first that is shared."""
    own = 0.0
    for size, part, before in parts:
        if part:
            return own + before
        own += size
    return own
