"""How alike two texts are: keys to find pairs by, and the similarity that decides.

Knows nothing of postings. Tokens are made of bytes, in a few passes at C speed: case, accents, white space
and punctuation do not count, so that neither markup nor an aggregator's re-encoding makes a difference.
"""

import re
from collections.abc import Sequence
from operator import add
from struct import Struct
from zlib import crc32

from rensa import RMinHash  # type: ignore[import-untyped] # it has no types

RECIPE = 1
"""The recipe of `band_keys`. Stored keys of another recipe find nothing: they are to be made again."""

BANDS = 16
ROWS = 4  # so many slots a band: pairs of Jaccard 0.7 share one in 99 of 100 cases, of 0.3 in 12
_SEED = 20_261_102
_SLOTS = Struct(f"<{BANDS * ROWS}I")
_BAND = 4 * ROWS  # bytes

# Lead bytes stay for the letters behind them and their continuation bytes go: "É" and "é" are one, and so are
# "é" and "è". Latin-1 and general punctuation (0xC2, 0xE2) are blanks, like all punctuation.
_CONTINUATION = bytes(range(0x80, 0xC0))
_PLAIN = bytes(
    byte + 32
    if 0x41 <= byte <= 0x5A
    else byte
    if 0x61 <= byte <= 0x7A or 0x30 <= byte <= 0x39 or (byte > 0xC2 and byte != 0xE2)
    else 0x20
    for byte in range(256)
)
_LETTER = re.compile(r"[^\W_]")
_KERNEL = 2 / 3  # of a copy, at least, is not header and footer
_WIDE = 1.25  # bytes to a character beyond which a text is not in Latin script


def words(text: str) -> list[bytes]:
    """The words of a text, as tokens to compare: lower case, without accents.

    >>> words("Über uns: R&D, «Wir» fördern") == words("ÜBER UNS – R & D; wir fördern!")
    True

    A text that is not in Latin script is a list of its letters: Chinese has no blanks between words.
    """
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _WIDE * len(text):
        return [letter.encode() for letter in _LETTER.findall(text.casefold())]
    return encoded.translate(_PLAIN, _CONTINUATION).split()


def band_keys(text: str) -> tuple[int, ...]:
    """Whole numbers of up to 36 bits, of which texts alike share one. None for a text of one word or less.

    MinHash over pairs of neighbouring words, in bands. To share a key says "look at these two", no more.
    """
    told = words(text)
    if len(told) < 2:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(list(map(add, told, told[1:])))
    packed = _SLOTS.pack(*sketch.digest())
    return tuple(band << 32 | crc32(packed[band * _BAND : (band + 1) * _BAND]) for band in range(BANDS))


def runs(text: str) -> tuple[bytes, ...]:
    """All runs of three words in a text, in order."""
    told = words(text)
    return tuple(map(add, map(add, told, told[1:]), told[2:]))


def similarity(one: Sequence[bytes], other: Sequence[bytes]) -> float:
    """The share of the shorter text that the longer one repeats, 0 to 1, from the runs of both.

    Of the shorter one, so that a copy that was cut off is still a copy; and without what it has before and
    after all that they share, up to a third of it: a header and footer of its own.
    """
    short, long = sorted((one, other), key=lambda each: (len(each), each))
    if not short:
        return 0.0
    known = set(long)
    shared = [run in known for run in short]
    ends = len(short) - 1 - shared[::-1].index(True) - shared.index(True) + 1 if any(shared) else len(short)
    return sum(shared) / max(ends, len(short) * _KERNEL)
