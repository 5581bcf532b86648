"""Which kind of work a title names, by a small rule that can be stated: see roles.yaml.

For grouping in figures only: it is stored nowhere, and a title that names none of them stays without.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_GENDER = re.compile(
    r"\((?:[mwfhdxi]|gn|all genders|all gender)(?:\s*[/|,*]\s*(?:[mwfhdxi]|divers|gn|all))*\)"
    r"|(?<=\w)[/:*_]-?(?:in|innen|a|e|se|euse|trice|ra|r)\b|\((?:in|e|ne|se|a|ra)\)"
)
_WORD_START = re.compile(r"\b\w")
_LETTERS = (2, 3, 4)
_PART = re.compile(r"\s*[,(|–—]\s*|\s+-\s+|:\s")


class _Phrase(NamedTuple):
    rank: int  # of its role
    words: str
    ends: bool  # where a word does

    def stands_at(self, text: str, place: int) -> bool:
        end = place + len(self.words)
        return text.startswith(self.words, place) and not (self.ends and text[end : end + 1].isalnum())


class _Roles(NamedTuple):
    """The phrases, by their first four letters, and apart those that may begin within a word."""

    names: tuple[str, ...]
    by_letters: Mapping[str, Sequence[_Phrase]]
    anywhere: Sequence[_Phrase]


def roles() -> tuple[str, ...]:
    """The names of all roles, in the order in which they are tried."""
    return _roles().names


@lru_cache(maxsize=16384)
def role_of(title: str) -> str | None:
    """The role that a title names, or null.

    >>> role_of("Softwareentwickler:in Zahlungen (m/w/d)")
    'Software engineering'
    >>> role_of("Wizard of Light Bulb Moments")
    """
    # What comes before a comma, a dash or a parenthesis is the work; what follows is its field or place.
    plain = _plain(title)
    known = _roles()
    for part in (*_PART.split(plain), plain):
        if (rank := _first(known, part)) is not None:
            return known.names[rank]
    return None


def _first(known: _Roles, text: str) -> int | None:
    """The rank of the first role of which a phrase stands in the text."""
    ranks = [
        phrase.rank
        for word in _WORD_START.finditer(text)
        for letters in _LETTERS
        for phrase in known.by_letters.get(text[word.start() : word.start() + letters], ())
        if phrase.stands_at(text, word.start())
    ]
    ranks += [phrase.rank for phrase in known.anywhere if phrase.words in text]
    return min(ranks, default=None)


def _plain(title: str) -> str:
    plain = title[:200].lower()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.replace("ß", "ss").replace("’", "'"))
        plain = "".join(each for each in parts if not unicodedata.combining(each))
    return _GENDER.sub("", plain)


@cache
def _roles() -> _Roles:
    text = files(__package__).joinpath("roles.yaml").read_text("utf-8")
    named: dict[str, list[str]] = yaml.safe_load(text)
    by_letters: dict[str, list[_Phrase]] = {}
    anywhere: list[_Phrase] = []
    for rank, phrases in enumerate(named.values()):
        for stated in phrases:
            words = stated.removeprefix("~").removesuffix(".")
            phrase = _Phrase(rank, words, stated.endswith("."))
            where = anywhere if stated.startswith("~") else by_letters.setdefault(words[: _LETTERS[-1]], [])
            where.append(phrase)
    return _Roles(tuple(named), by_letters, anywhere)
