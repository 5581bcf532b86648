"""JSON that a page's script gives to a variable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.json_bytes import NotJson
from jobs_assets.parsing.script_values import assigned

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@given(value=st.lists(_VALUES) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), _VALUES))
def test_a_value_is_found_whatever_stands_around_it(value: object) -> None:
    script = f"<script>var A = [1];\nMY_DATA={json.dumps(value)};B = {{}}; </script>".encode()
    assert assigned(script, "DATA") == value


def test_a_trailing_comma_is_forgiven() -> None:
    assert assigned(b"<script>DATA = [1, 2,];</script>", "DATA") == [1, 2]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<script>DATA = 7;</script>", "no_script_value"),
        (b"", "no_script_value"),
        (b"DATA = [1, oops", "not_json"),
        (b"DATA = " + b"[" * 100_000, "too_deep"),
    ],
)
def test_what_is_no_value_is_told(body: bytes, reason: str) -> None:
    with pytest.raises(NotJson) as raised:
        assigned(body, "DATA")
    assert raised.value.reason == reason
