"""Where a quote stands in a text: to the letter, or else but for white space, quotation marks, dashes and
signs of the same meaning. What stands there is the original's wording, whatever the quote's was.
"""

import re
import unicodedata
from array import array
from functools import cached_property

from jobs_assets.enrichment.visible import INVISIBLE

MAX_QUOTE = 1000
"""Characters. What is longer proves nothing that its shorter part would not; it is not looked for."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u301d\u301e\u301f\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
        "\u2039": "<",
        "\u203a": ">",
        "\u27e6": "[",
        "\u27e7": "]",
        "\u2044": "/",
    }
)
# Runs that need a look: white space with what is invisible in it, and whatever is not ASCII.
_RUN = re.compile(
    rf"(?P<plain>[!-_a-~]+(?: [!-_a-~]+)*)"
    rf"|(?P<space>[{INVISIBLE}]*\s[\s{INVISIBLE}]*)"
    r"|(?P<other>[^\s!-_a-~]+)"
)
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_AROUND = " \t\r\n\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2026"
_AFTER = _AROUND + ".,;:"
_UNSPACED = re.compile(
    # scripts that set no space between words: Thai to Khmer, kana, ideographs
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
    r"\U00020000-\U0003ffff]"
)
_WORD_REST = re.compile(rf"(?:(?!{_UNSPACED.pattern})[^\W_])*")


class Passage:
    """A text in which several quotes are looked for; what that needs is worked out once, when it is needed.

        Passage("ab 60.000 € im Jahr").find("60.000\\u00a0€")  # (3, 11)

    `folded` is the text in a plainer form, for whoever searches it by other means; `original` gives the way
    back.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quote: str) -> tuple[int, int] | None:
        """Start and end of the first place where the quote stands in whole words; null if nowhere.

        Quotation marks around the quote and a full stop that ends it need not be in the text.
        """
        quote = quote.strip()
        if not quote or len(quote) > MAX_QUOTE:
            return None
        return self._as_is(quote) or self._alike(quote)

    def _as_is(self, quote: str) -> tuple[int, int] | None:
        at = _in_whole_words(self.text, quote)
        return None if at is None else (at, at + len(quote))

    def _alike(self, quote: str) -> tuple[int, int] | None:
        for wanted in dict.fromkeys((quote, quote.lstrip(_AROUND).rstrip(_AFTER))):
            folded = fold(wanted).strip()
            if folded and (at := _in_whole_words(self.folded, folded)) is not None:
                return self.original(at, at + len(folded))
        return None

    @cached_property
    def folded(self) -> str:
        """The text with one space for any white space, plain quotes and dashes, and nothing invisible."""
        return self._folding[0]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that `folded[start:end]` stands for; `end` is greater than `start`."""
        _, starts, ends = self._folding
        return starts[start], ends[end - 1]

    @cached_property
    def _folding(self) -> "tuple[str, array[int], array[int]]":
        return _folding(self.text)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Start and end of the first place where `quote` stands in `text`; see `Passage.find`."""
    return Passage(text).find(quote)


def fold(text: str) -> str:
    """The text as quotes are compared: see `Passage.folded`."""
    return _folding(text)[0]


def _folding(text: str) -> "tuple[str, array[int], array[int]]":
    """The folded text, and for each of its characters where the original's begin and end."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    for run in _RUN.finditer(text):
        start, end = run.span()
        if run.lastgroup == "plain":
            parts.append(run[0])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif run.lastgroup == "space":
            parts.append(" ")
            starts.append(start)
            ends.append(end)
        else:
            for cluster_start, cluster_end in _clusters(text, start, end):
                part = _decomposed(text[cluster_start:cluster_end])
                parts.append(part)
                starts.extend([cluster_start] * len(part))
                ends.extend([cluster_end] * len(part))
    return "".join(parts), starts, ends


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The characters of a run, each with its combining marks and whatever is invisible after it."""
    bounds = [
        at
        for at in range(start, end)
        if at == start or not (unicodedata.combining(text[at]) or _UNSEEN.match(text, at))
    ]
    return list(zip(bounds, [*bounds[1:], end], strict=True))


def _decomposed(cluster: str) -> str:
    seen = _UNSEEN.sub("", cluster).translate(_ALIKE)
    plain = unicodedata.normalize("NFKD", seen).translate(_ALIKE)
    # a spacing accent is a space and a mark, and that space would be none between words
    return seen if " " in plain else plain


def _in_whole_words(text: str, wanted: str) -> int | None:
    """Where `wanted` first stands in `text` without beginning or ending inside a word.

    After a miss the search goes on behind the word that was cut, so that a text is read once.
    """
    at = text.find(wanted)
    while at >= 0:
        if not _is_inside_word(text, at) and not _is_inside_word(text, at + len(wanted)):
            return at
        at = text.find(wanted, _word_end(text, at + 1))
    return None


def _word_end(text: str, at: int) -> int:
    """The end of the word whose inside `at` may be; `at` itself where it is not."""
    if _UNSPACED.match(text, at - 1):
        return at
    rest = _WORD_REST.match(text, at)
    return rest.end() if rest else at


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would part a word, as in "Java|Script"."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after):
        return True
    if not (before.isalnum() and after.isalnum()):
        return False
    return not (_UNSPACED.match(before) or _UNSPACED.match(after))
