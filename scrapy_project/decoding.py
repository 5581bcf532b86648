"""Removes content encodings within a bound. Pure: compressed bytes in, plain bytes out.

A response of 300 KB can unpack to 300 MB; every decoder here stops soon after the bound instead of at the
end.
"""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped] # ships no types

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Each step of a decoder may overshoot the bound by at most this much.
_STEP = 256 * 1024
# More codings than this are an attack: no server stacks them.
MAX_CODINGS = 3


class TooLarge(Exception):
    """The body is over the bound, on the wire or unpacked."""


class BadEncoding(Exception):
    """The body is not what its Content-Encoding says."""


class EndsEarly(BadEncoding):
    """The compressed stream stops in the middle: the connection closed before its end."""


def decode(body: bytes, content_encoding: str, limit: int) -> bytes:
    """The body without its content codings ("gzip", "br, gzip", …), at most `limit` bytes.

    Raises TooLarge beyond the limit and BadEncoding for a coding that is unknown or does not fit the
    bytes.
    """
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    codings = [coding for coding in codings if coding and coding != "identity"]
    if len(codings) > MAX_CODINGS:
        raise BadEncoding(f"{len(codings)} content codings, one inside the other")
    for coding in reversed(codings if body else ()):
        body = _decode_one(body, coding, limit)
    return body


def _decode_one(body: bytes, coding: str, limit: int) -> bytes:
    try:
        steps = _DECODERS[coding]
    except KeyError:
        raise BadEncoding(f"content coding {coding!r} is unknown") from None
    parts: list[bytes] = []
    size = 0
    try:
        for part in steps(body):
            size += len(part)
            if size > limit:
                raise TooLarge(f"the body unpacks to more than {limit:,} bytes")
            parts.append(part)
    except EOFError as error:
        raise EndsEarly(f"the {coding} body {error}") from error
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise BadEncoding(f"the body is not {coding}: {error}") from error
    return parts[0] if len(parts) == 1 else b"".join(parts)


class _Decoder(Protocol):
    def __call__(self, body: bytes) -> Iterator[bytes]: ...


def _zlib_steps(body: bytes, window: int) -> Iterator[bytes]:
    while body:
        decoder = zlib.decompressobj(window)
        while not decoder.eof:
            part = decoder.decompress(body, _STEP)
            body = decoder.unconsumed_tail
            if part:
                yield part
            if not part and not body and not decoder.eof:
                raise EOFError("ends too early")
        # gzip may hold several members one after the other; what is left and is none of them is padding.
        body = decoder.unused_data.lstrip(b"\0")
        if not body.startswith(b"\x1f\x8b"):
            return


def _gzip(body: bytes) -> Iterator[bytes]:
    return _zlib_steps(body, zlib.MAX_WBITS | 16)


def _deflate(body: bytes) -> Iterator[bytes]:
    # RFC 9110 means zlib by "deflate"; some servers send the bare stream.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _zlib_steps(body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    part = decoder.process(body, output_buffer_limit=_STEP)
    while part:
        yield part
        part = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=_STEP)
    if not decoder.is_finished():
        raise EOFError("ends too early")


def _zstd(body: bytes) -> Iterator[bytes]:
    decoder = zstd.ZstdDecompressor()
    part = decoder.decompress(body, max_length=_STEP)
    while part or not decoder.needs_input:
        if part:
            yield part
        if decoder.eof:
            return
        part = decoder.decompress(b"", max_length=_STEP)
    if not decoder.eof:
        raise EOFError("ends too early")


_DECODERS: dict[str, _Decoder] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
