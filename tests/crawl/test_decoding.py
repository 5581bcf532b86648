"""Content codings, removed within a bound."""

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapy_project.decoding import BadEncoding, EndsEarly, TooLarge, decode

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 1024 * 1024
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@given(body=st.binary(max_size=2000), codings=st.lists(st.sampled_from(list(ENCODERS)), max_size=3))
def test_decoding_undoes_encoding_in_any_nesting(body: bytes, codings: list[str]) -> None:
    encoded = body
    for coding in codings:
        encoded = ENCODERS[coding](encoded)
    assert decode(encoded, ", ".join(codings).upper(), LIMIT) == body


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_body_is_let_through_up_to_the_limit_and_not_beyond(coding: str) -> None:
    encode = ENCODERS[coding]
    assert decode(encode(bytes(LIMIT)), coding, LIMIT) == bytes(LIMIT)
    with pytest.raises(TooLarge, match="unpacks to more than"):
        decode(encode(bytes(LIMIT + 1)), coding, LIMIT)


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_stream_that_stops_in_the_middle_ends_early(coding: str) -> None:
    encoded = ENCODERS[coding](bytes(range(256)) * 40)
    with pytest.raises(EndsEarly):
        decode(encoded[: len(encoded) // 2], coding, LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "zstd", "br"])
def test_bytes_that_are_not_in_the_coding_are_an_error(coding: str) -> None:
    with pytest.raises(BadEncoding):
        decode(b"\xff{'jobs': []} not compressed at all", coding, LIMIT)


@given(
    body=st.binary(max_size=200), coding=st.sampled_from([*ENCODERS, "identity", "rot13", "", "gzip,gzip"])
)
def test_any_bytes_decode_or_raise_one_of_our_errors(body: bytes, coding: str) -> None:
    try:
        decode(body, coding, LIMIT)
    except (BadEncoding, TooLarge):
        return


def test_codings_stacked_without_end_are_refused() -> None:
    with pytest.raises(BadEncoding, match="one inside the other"):
        decode(b"x", ", ".join(["gzip"] * 4), LIMIT)


def test_several_gzip_members_are_one_body() -> None:
    assert decode(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip", LIMIT) == b"one two"
