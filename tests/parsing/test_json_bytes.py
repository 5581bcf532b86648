"""JSON as it really comes over the wire."""

import codecs

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.json_bytes import NotJson, decode, loads


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": "x\ny"}', {"a": "x\ny"}),
        (b'{"a": "x\ty\x01"}', {"a": "x\ty\x01"}),
        (b'{"a": [1, 2,], }', {"a": [1, 2]}),
        (b'{"a": ",]"}', {"a": ",]"}),
        (b'{"a": 1 /* one */, // two\n"b": 2}', {"a": 1, "b": 2}),
        (b'{"a": "https://x.example/*y*/"}', {"a": "https://x.example/*y*/"}),
        (b'{"a": "https://x.example/*y*/",}', {"a": "https://x.example/*y*/"}),
        (b'{"a": NaN, "b": Infinity, "c": -Infinity}', {"a": None, "b": None, "c": None}),
        (b'{"a": "NaN",}', {"a": "NaN"}),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'{"a": 1, "a": NaN}', {"a": None}),
        (b"{&quot;a&quot;: &quot;R&amp;amp;D&quot;}", {"a": "R&amp;D"}),
        (b'<!-- {"a": 1} -->', {"a": 1}),
        (b'<![CDATA[{"a": 1}]]>', {"a": 1}),
        (b'//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        (b'{"a": 1};', {"a": 1}),
        (b'{"a": "\\x41 \\\' \\/"}', {"a": "\\x41 ' /"}),
        (b'{"a": "\\ud800"}', {"a": "\ufffd"}),
        (b'{"a": 123456789012345678901234567890}', {"a": 1.2345678901234568e29}),
        (codecs.BOM_UTF8 + b'{"a": 1}', {"a": 1}),
        (codecs.BOM_UTF16_LE + '{"a": "é"}'.encode("utf-16-le"), {"a": "é"}),
        (b'{"a": "\xe9"}', {"a": "é"}),
        (b'{"a": "\xc3\xa9 \xff"}', {"a": "é \ufffd"}),
        (b'\n\n  {"a": 1}\x00', {"a": 1}),
    ],
)
def test_known_slips_are_forgiven(body: bytes, value: object) -> None:
    assert loads(body) == value


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty_body"),
        (b" \n", "empty_body"),
        (b"<!doctype html><p>Down", "html_for_json"),
        (b'{"a": ', "not_json"),
        (b'{"a": "never ends', "not_json"),
        (b"{'a': 1}", "not_json"),
        (b"\xff\xfe\xfd", "not_json"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
    ],
)
def test_what_is_not_json_says_so(body: bytes, reason: str) -> None:
    with pytest.raises(NotJson) as caught:
        loads(body)
    assert caught.value.reason == reason


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_sound_json_is_read_as_it_is_also_with_a_comma_too_many(value: object) -> None:
    sound = orjson.dumps(value)
    assert loads(sound) == value
    assert loads(b"[" + sound + b" , ] // end") == [value]


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_not_json(body: bytes) -> None:
    try:
        reason, value = None, loads(body)
    except NotJson as error:
        reason, value = error.reason, None
    assert reason in {None, "empty_body", "html_for_json", "not_json", "too_deep"}
    assert orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


@given(st.text())
def test_text_survives_any_claimed_charset(text: str) -> None:
    body = text.encode("utf-8", "replace")
    expected = body.decode().removeprefix("\ufeff")
    if not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(body, "text/html; charset=iso-8859-1") == expected


@pytest.mark.parametrize("quotes", [1, 100_001])
def test_unbalanced_quotes_cost_no_more_than_their_length(quotes: int) -> None:
    with pytest.raises(NotJson):
        loads(b'{"a": ' + b'"\\' * quotes + b"x" * 100_000)
