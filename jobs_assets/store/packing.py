"""Packing of page bodies: zstd, helped by what is already stored.

Two helps, measured on 60 KB career pages of 1, 8 and 30 sites (plain zstd: 30% of the size):
an earlier page of the same board and role as reference leaves 9% with any number of sites, since a site's
pages share their frame, and today's listing of a board is mostly yesterday's; it needs no training. A
dictionary trained over a kind leaves 9, 21 and 26%: it is for pages that have no reference, or none that
helps.

Level 3 takes 0.15 ms a page. Higher ones take up to twice that for 2% of the size, lower ones leave 3 to 10%
more.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 3
DICTIONARY_BYTES = 110 << 10
LARGEST_FOR_DICTIONARY = 256 << 10  # of a page of megabytes a dictionary is too small a part
SMALLEST_FOR_REFERENCE = 256  # a shorter one saves nothing, and zstd takes none below eight bytes
LARGEST_FOR_REFERENCE = 4 << 20  # beyond, a reference is out of the reach of the level's window

_SAMPLE_BYTES = 8 << 20  # of all samples together: bounds the memory and time of training
_WORTHWHILE_BYTES = 10 * DICTIONARY_BYTES
_CACHE_BYTES = 8 << 20

# The checksum of each frame (XXH64, over the body) is what finds a damaged body when it is read, at a tenth
# of the time of its BLAKE2b key, which `jobs verify` computes again.
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}

_PLAIN = zstd.ZstdCompressor(options=_OPTIONS)


def pack(body: bytes) -> bytes:
    """The body as one zstd frame that stands alone."""
    return _PLAIN.compress(body, zstd.ZstdCompressor.FLUSH_FRAME)


def pack_like(body: bytes, reference: bytes) -> bytes:
    """The body as a frame that only `unpack` with the same reference can read."""
    # As a prefix: indexed anew for each page, which costs 0.04 ms, where tables for each board would fill
    # memory.
    prefix = zstd.ZstdDict(reference, is_raw=True).as_prefix
    return zstd.ZstdCompressor(options=_OPTIONS, zstd_dict=prefix).compress(
        body, zstd.ZstdCompressor.FLUSH_FRAME
    )


def unpack(data: bytes, size: int, reference: bytes | None = None) -> bytes | None:
    """The body; null if the data is not a whole, undamaged frame of a body of `size` bytes."""
    return _unpack(data, size, None if reference is None else zstd.ZstdDict(reference, is_raw=True).as_prefix)


def _unpack(data: bytes, size: int, learnt: object) -> bytes | None:
    frame = zstd.ZstdDecompressor(learnt)  # type: ignore[arg-type]  # a ZstdDict, or one with how to load it
    try:
        body = frame.decompress(
            data, max_length=size + 1
        )  # the length in a damaged frame is not to be believed
    except zstd.ZstdError:
        return None
    # Bytes left over are a checksum that the frame's damaged head no longer announces.
    return body if frame.eof and not frame.unused_data and len(body) == size else None


class Dictionary:
    """A trained dictionary, ready in both directions: its tables cost more to build than a page to pack."""

    def __init__(self, content: bytes) -> None:
        self._learnt = zstd.ZstdDict(content)
        self._compressor: zstd.ZstdCompressor | None = None

    def pack(self, body: bytes) -> bytes:
        """The body as a frame that only this dictionary's `unpack` can read."""
        if self._compressor is None:
            self._compressor = zstd.ZstdCompressor(options=_OPTIONS, zstd_dict=self._learnt.as_digested_dict)
        return self._compressor.compress(body, zstd.ZstdCompressor.FLUSH_FRAME)

    def unpack(self, data: bytes, size: int) -> bytes | None:
        """The body; null if the data is not a whole, undamaged frame of a body of `size` bytes."""
        return _unpack(data, size, self._learnt)


def train(samples: list[bytes]) -> bytes | None:
    """A dictionary of what the samples share; null if there is too little to learn from."""
    room = _SAMPLE_BYTES
    chosen = [sample for sample in samples if sample and (room := room - len(sample)) > 0]
    if sum(map(len, chosen)) < _WORTHWHILE_BYTES:
        return None
    try:
        return zstd.train_dict(chosen, DICTIONARY_BYTES).dict_content
    except zstd.ZstdError:  # nothing in common
        return None


class BodyCache:
    """The bodies last used as references, up to 8 MiB of them."""

    def __init__(self, read: Callable[[int], bytes | None]) -> None:
        self._read = read
        self._bodies: OrderedDict[int, bytes] = OrderedDict()
        self._bytes = 0

    def __call__(self, body_id: int) -> bytes | None:
        """The body, from memory or from the archive; null if it is missing or damaged."""
        body = self._bodies.get(body_id)
        if body is None:
            body = self._read(body_id)
            if body is not None:
                self.put(body_id, body)
        else:
            self._bodies.move_to_end(body_id)
        return body

    def put(self, body_id: int, body: bytes) -> None:
        """Keep a body at hand."""
        self._bodies[body_id] = body
        self._bytes += len(body)
        while self._bytes > _CACHE_BYTES and len(self._bodies) > 1:
            _, dropped = self._bodies.popitem(last=False)
            self._bytes -= len(dropped)
