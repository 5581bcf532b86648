"""How alike two texts are: keys to find pairs by, and the similarity that decides.

Knows nothing of postings. Texts are compared by their letters, in a few passes at C speed: case, accents,
blanks and punctuation do not count, so that neither markup nor an aggregator's encoding makes a difference.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress
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
_LOWER = bytes(byte + 32 if 0x41 <= byte <= 0x5A else byte for byte in range(256))
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | (frozenset(range(0xC3, 0x100)) - {0xE2})
_NO_LETTER = bytes(byte for byte in range(256) if _LOWER[byte] not in _LETTERS)
_CHARACTER = re.compile(r"[^\W_]")
_WIDE = 1.25  # bytes to a character beyond which a text is not in Latin script

# A text is cut where a certain letter stands, so that an edit changes the pieces around it alone. Cut at "s",
# pieces have fifteen letters in all four languages: few enough to be quick, and they find as much as runs of
# words. Cut at "e", they have seven, and measure finely.
_COARSE, _FINE = b"s", b"e"
_UNLIKE, _CLEAR = 0.45, 0.9  # so little or so much in coarse pieces needs no finer look
_NO_CHANCE = 8  # letters; shorter pieces are in any text
_FRAME = 250  # letters; a header and footer are no longer, and no more than a third of a copy


@lru_cache(maxsize=1024)
def letters(text: str) -> bytes:
    """The letters and digits of a text, in lower case and without accents.

    >>> letters("Über uns: R&D – «Wir fördern»") == letters("ÜBER UNS - R & D: wir fördern!")
    True
    """
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _WIDE * len(text):
        return "".join(_CHARACTER.findall(text.casefold())).encode()
    return encoded.translate(_LOWER, _NO_LETTER)


def band_keys(text: str, salt: int = 0) -> Iterable[int]:
    """Whole numbers, of which texts alike share one, given the same salt; none for a text without letters.

    MinHash over the pieces of a text, in bands. To share a key says "look at these two", no more.
    """
    bare = letters(text)
    if not bare:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(_pieces(bare, _COARSE))
    bands = _EACH_BAND.unpack(_SLOTS.pack(*sketch.digest()))
    return map(crc32, bands, range(salt, salt + BANDS))


def similarity(one: str, other: str) -> float:
    """The share of the shorter text that the longer one repeats, by letters, 0 to 1.

    Of the shorter one, so that a copy that was cut off is still a copy; and without what it has before and
    after all that they share, if that is short: a header and footer of its own.
    """
    first, second = letters(one), letters(other)
    short, long = (first, second) if (len(first), first) <= (len(second), second) else (second, first)
    if not short:
        return 0.0
    if short in long:
        return 1.0
    found = _repeated(short, long, _COARSE)
    return max(found, _repeated(short, long, _FINE)) if _UNLIKE < found < _CLEAR else found


def _repeated(short: bytes, long: bytes, at: bytes) -> float:
    """The share of the shorter text that the longer one repeats, in pieces cut at a letter."""
    pieces = _pieces(short, at)
    shared = list(map(set(_pieces(long, at)).__contains__, pieces))
    sizes = list(map(len, pieces))
    own = _before(shared, sizes) + _before(reversed(shared), reversed(sizes))
    own = min(own, _FRAME, sum(sizes) // 3)
    found = sum(compress(sizes, shared))
    return min(found / (sum(sizes) - own), 1.0) if found else 0.0


def _before(shared: Iterable[bool], sizes: Iterable[int]) -> int:
    """How much comes before the first shared piece that is no chance."""
    own = 0
    for has, size in zip(shared, sizes, strict=True):
        if has and size >= _NO_CHANCE:
            break
        own += size
    return own


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether the letters of each of these words stand in the text."""
    bare = letters(text)
    return all(letters(word) in bare for word in words)


def _pieces(bare: bytes, at: bytes) -> Sequence[bytes]:
    """The pieces between letters to cut at; of a text not in Latin script, its pairs of characters."""
    if at in bare:
        return bare.split(at)
    characters = [character.encode() for character in bare.decode("utf-8", "replace")]
    return list(map(add, characters, characters[1:])) or [bare]
