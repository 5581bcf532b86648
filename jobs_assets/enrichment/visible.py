"""What a reader sees of a text: the signs that show nothing, and the text that a model is given instead.

Pure. Where a model's words stand in the original text is `quotes.py`, which knows the same signs.
"""

import re

INVISIBLE = (
    # Unicode's Default_Ignorable_Code_Point: soft hyphen, zero-width signs, bidi controls, variation
    # selectors, fillers, tags
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # controls other than white space, surrogates, private use, what is never a character
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff"
)
"""Signs that no reader sees, as the inside of a regular expression's character class."""

TO_SHOW = {
    ord("<"): "\u2039", ord(">"): "\u203a", ord("\uff1c"): "\u2039", ord("\uff1e"): "\u203a",
    ord("\ufe64"): "\u2039", ord("\ufe65"): "\u203a",
}  # fmt: skip
"""No "<" of a text reaches a model: it begins our delimiters and the control tokens of most models."""

_UNSEEN = re.compile(f"[{INVISIBLE}]+")
# Control tokens that do not begin with "<": [INST] and its like (Mistral), [gMASK] (GLM), ]~b] (MiniMax).
_CONTROL_TOKEN = re.compile(r"\[(?=/?[a-z]?[A-Z][A-Z_]+\])|\[(?=e~\[)|\](?=~!?b[\[\]])")
_BRACKETS = {"[": "\u27e6", "]": "\u27e7"}
_ENDS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BLANKS = re.compile(rf"[^\S{_ENDS}]+")
_LINE_END = re.compile(rf" ?(?:\r\n|[{_ENDS}]) ?")
_GAP = re.compile(r"\n{3,}")


def shown(text: str) -> str:
    """`text` as a model is given it: nothing invisible, no sign that begins a control token, no long gaps.

    Such a sign is replaced by one that looks alike ("<" by U+2039). `quotes.Passage` finds in the original
    whatever is copied out of the result.
    """
    text = _UNSEEN.sub("", text).translate(TO_SHOW)
    text = _CONTROL_TOKEN.sub(lambda found: _BRACKETS[found[0]], text)
    text = _LINE_END.sub("\n", _BLANKS.sub(" ", text))
    return _GAP.sub("\n\n", text)
