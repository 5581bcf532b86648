"""How text becomes words, the same for what is indexed and what is asked for.

The tokenizer that cuts the words is SQLite's own (`TOKENIZER`); here is what it would get wrong.
"""

import re
from collections.abc import Iterator

TOKENIZER = "unicode61 remove_diacritics 2"
"""Words are runs of letters and digits; case and diacritics do not count. No stemming: postings come in many
languages, and `engineer*` says what a stemmer would guess."""

# Names whose signs are part of them. As words they would be "c", "net", or nothing.
_SIGNED = re.compile(
    r"""
    (?<!\w)(?P<sharp>[a-z])\#(?!\w)                   # C#, F#
    | (?<!\w)(?P<plus>[a-z])\+\+(?!\w)                # C++
    | (?<!\w)(?P<before>asp|ado|vb|ml)?\.net(?!\w)    # .NET, ASP.NET; not the domain acme.net
    | (?<!\w)(?P<library>node|next|nuxt|vue|react|angular|express|three|d3|ember|backbone)js(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE_SIGNED = re.compile(r"[+#]|\.net|js", re.IGNORECASE)

# Letters that Unicode does not take apart, as people without the key for them write.
_PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | {"\u0131": "i"}  # the dotless one, of Turkish
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"}
)

# Scripts without spaces between words: each character is a word, and what is asked for is a phrase of them.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")

_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(rf"{_SIGNED.pattern} | {_UNSPACED.pattern} | {_WORD.pattern}", re.IGNORECASE | re.VERBOSE)


def indexable(text: str) -> str:
    """The text with names such as C++ and Node.js as words, and with letters that are typed in two ways as
    one of them.
    """
    if _MAYBE_SIGNED.search(text):
        text = _SIGNED.sub(_spelled, text)
    if not text.isascii():
        text = _UNSPACED.sub(r" \g<0> ", text.translate(_PLAIN))
    return text


def words(text: str) -> list[str]:
    """The words of a text as they are looked for; empty where it is all signs."""
    return _WORD.findall(indexable(text))


def named(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand, names such as C++ whole."""
    return (match.span() for match in _NAMED.finditer(text))


def _spelled(match: re.Match[str]) -> str:
    if letter := match["sharp"]:
        return f"{letter}sharp"
    if letter := match["plus"]:
        return f"{letter}plusplus"
    if library := match["library"]:
        return f"{library} js"
    return f"{match['before'] or ''} dotnet"
