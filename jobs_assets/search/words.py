"""How text becomes words, the same for what is indexed and what is asked for.

The tokenizer that cuts the words is SQLite's own (`TOKENIZER`); here is what it would get wrong.
"""

import re
from collections.abc import Iterator

TOKENIZER = "unicode61 remove_diacritics 2"
"""Words are runs of letters and digits; case and diacritics do not count. No stemming: postings come in many
languages, and `engineer*` says what a stemmer would guess."""

_FRAMEWORKS = ("asp", "ado", "vb", "ml")
_LIBRARIES = (
    "node",
    "next",
    "nuxt",
    "vue",
    "react",
    "angular",
    "express",
    "three",
    "d3",
    "ember",
    "backbone",
)


def _after(names: tuple[str, ...], sign: str) -> str:
    return "|".join(rf"(?<=\b{name}{sign})" for name in names)


# Names whose signs are part of them; as words they would be "c", "net", or nothing. What stands before a sign
# is looked at last: so a text is searched for the sign alone, forty times faster. The replacement is a word
# of its own where the sign is one.
_SIGNS = {
    "#": (re.compile(r"#(?!\w)(?<=[a-z]#)(?<!\w[a-z]#)"), "sharp"),  # C#, F#
    "++": (re.compile(r"\+\+(?!\w)(?<=[a-z]\+\+)(?<!\w[a-z]\+\+)"), "plusplus"),  # C++
    # .NET and ASP.NET, and not the domain acme.net
    ".net": (re.compile(rf"\.net(?!\w)(?:(?<!\w\.net)|{_after(_FRAMEWORKS, '.net')})"), " dotnet"),
    "js": (re.compile(rf"js(?!\w)(?:{_after(_LIBRARIES, 'js')})"), " js"),  # NodeJS is Node.js
}

# Letters that Unicode does not take apart, as people without the key for them write.
_PLAIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_PLAIN["\u0131"] = "i"  # the dotless one, of Turkish

# Scripts without spaces between words: each character is a word, and what is asked for is a phrase of them.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")

# What is written as a letter and a mark: the tokenizer drops the mark, where an expression would end a word.
_MARKS = re.compile(r"[\u0300-\u036f]")

_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(
    r"(?<!\w)[a-z](?:\#|\+\+)(?!\w)|(?<!\w)\.net(?!\w)|[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", re.IGNORECASE
)


def indexable(text: str) -> str:
    """The text in small letters, with names such as C++ and NodeJS as words, and with letters that are typed
    in two ways as one of them.
    """
    text = text.lower()
    for sign, (pattern, word) in _SIGNS.items():
        if sign in text:
            text = pattern.sub(word, text)
    if text.isascii():
        return text
    for letter, plain in _PLAIN.items():
        if letter in text:
            text = text.replace(letter, plain)
    if _is_western(text):
        return text
    return _UNSPACED.sub(r" \g<0> ", _MARKS.sub("", text))


def words(text: str) -> list[str]:
    """The words of a text as they are looked for; empty where it is all signs."""
    return _WORD.findall(indexable(text))


def named(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand, names such as C++ whole."""
    return (match.span() for match in _NAMED.finditer(text))


def _is_western(text: str) -> bool:
    """Whether it is Latin-1, found at the speed of copying."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
