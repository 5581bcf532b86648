"""What a model is given to see of a text."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.visible import INVISIBLE, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain text, 5 € – „so“", "plain text, 5 € – „so“"),
        ("So\u00adft\u200bwa\u2060re\ufeff", "Software"),
        ("a\U000e0073\U000e0065\U000e0063b", "ab"),
        ("\u202eeurt\u202c", "eurt"),
        ("a\x00b\x07c\x7f", "abc"),
        ("\ud800a\udfff\ue000", "a"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("a \r\n b\r\rc\u2028d", "a\nb\n\nc\nd"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("a < b > c", "a \u2039 b \u203a c"),
        ("\uff1c/posting\ufe65", "\u2039/posting\u203a"),
        ("[INST] x [/INST]", "\u27e6INST] x \u27e6/INST]"),
        ("[gMASK][SYSTEM_PROMPT]]~b]", "\u27e6gMASK]\u27e6SYSTEM_PROMPT]\u27e7~b]"),
        ("[m/w/d] [Remote] [1]", "[m/w/d] [Remote] [1]"),
        ("\U0001f468\u200d\U0001f373 cooks", "\U0001f468\U0001f373 cooks"),
    ],
)
def test_a_model_sees_what_a_reader_sees(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_no_letter_figure_or_mark_is_taken_for_invisible() -> None:
    unseen = re.compile(f"[{INVISIBLE}]")
    fillers = {0x115F, 0x1160, 0x3164, 0xFFA0}  # letters by category that show nothing
    for code in range(sys.maxunicode):
        if code not in fillers and unicodedata.category(chr(code))[0] in "LNPS":
            assert not unseen.match(chr(code)), hex(code)


def test_long_runs_of_nothing_are_short() -> None:
    assert shown(" " * 300_000 + "a" + "\n \u200b" * 100_000 + "b") == " a\n\nb"


@given(st.text() | st.text("a \n\r\t\u2028\u200b\x0b"))
def test_what_is_shown_can_be_sent_and_is_shown_the_same_again(text: str) -> None:
    seen = shown(text)
    seen.encode()
    assert not set(seen) & {"<", ">"}
    assert shown(seen) == seen
