"""What tells openings apart by name: employers, titles, requisition ids, brought to a form that compares.

The words are in `vocabulary.yaml`; what is not known there is kept as it is.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

VOCABULARY = (files("jobs_assets.duplicates") / "vocabulary.yaml").read_bytes()
"""The words as they are kept: what is made with other ones is to be made again."""
_VOCABULARY: dict[str, Any] = yaml.safe_load(VOCABULARY)


def _listed(name: str) -> frozenset[str]:
    return frozenset(str(_VOCABULARY[name]).split())


_LEGAL_FORMS, _AROUND_NAMES = _listed("legal_forms"), _listed("around_names")
_JOINING, _NO_REQUISITION = _listed("joining"), _listed("no_requisition")
_LEVELS = {word: level for level, words in _VOCABULARY["levels"].items() for word in words.split()}

_CITIES: dict[str, str] = {name: names[0] for names in _VOCABULARY["cities"] for name in names}

_TERMS: dict[str, tuple[str, str] | None] = {
    phrase: (subject, term)
    for subject, terms in _VOCABULARY["terms"].items()
    for term, phrases in terms.items()
    for phrase in phrases
} | dict.fromkeys(_VOCABULARY["calls"])
_TERM = re.compile(rf"\b(?:{'|'.join(sorted(_TERMS, key=len, reverse=True))})\b".replace(" ", r"[\W_]+"))

SHORTEST_NAME = 4
"""Letters from which on a name can be another one's beginning."""

_WORD = re.compile(r"[^\W_]+[+#]*")
_PART = re.compile(r"\s[-–—|/·:]+\s|[|()\[\],]")

# "(m/w/d)", "H/F", "(all genders)" go, and what "Lehrer:in", "Cocinero/a" and "employé(e)" have at their end.
_ALL_GENDERS = re.compile(
    r"[(\[]?(?<![^\W_])(?:[mwfdhxvign](?:\s*[/|,*.]\s*[mwfdhxvign]){1,3}"
    r"|all(?:e)? (?:genders?|geschlechter)|gn)(?![^\W_])[)\]]?",
    re.IGNORECASE,
)
_GENDERED_END = re.compile(
    r"(?<=[^\W\d_])(?:[:*_·/]-?|\()(?:innen|in|as?|es?|ne|le|rice|euse|trice|ère|iere)(?![^\W_])\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """A name in lower case, without accents."""
    return _plain(text)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return folded if folded.isascii() else "".join(c for c in folded if not unicodedata.combining(c))


def plain_words(text: str) -> list[str]:
    """The words of a line, plain; "C++" and "C#" are words."""
    return _WORD.findall(_plain(text).replace("'", " "))


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> frozenset[str]:
    """The words of a name or number, each once."""
    return frozenset(plain_words(text))


@lru_cache(maxsize=1 << 12)
def employer_name(stated: str) -> str:
    """An employer's name in one word, without legal form: "Acme Robotics GmbH & Co. KG" is "acmerobotics".

    Blanks do not count, so that a board's token will do for a name; nor what is in parentheses, "(Germany)".
    """
    said = _WORD.findall(re.sub(r"['’.]|\(.*?\)", "", plain(stated)))
    kept = [word for word in said if word not in _LEGAL_FORMS and word not in _AROUND_NAMES]
    return "".join(kept or said)


def same_employer(one: str, other: str) -> bool:
    """Whether two names are one employer's: one goes on where the other ends ("acme", "acmerobotics")."""
    if one == other:
        return bool(one)
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) >= SHORTEST_NAME and long.startswith(short)


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words: `levels` ("senior", "2"), `terms` ("hours", "part"), and `core`, what the work is.

    `head` is the core without the title's last part, where feeds put a place or the employer's name.
    """

    levels: frozenset[str]
    terms: frozenset[tuple[str, str]]
    core: frozenset[str]
    head: frozenset[str]


@lru_cache(maxsize=1 << 12)
def read_title(title: str) -> Title:
    """The words of a title that tell jobs apart.

    >>> read_title("Sr. Engineer (m/w/d), Payments") == read_title("Senior Engineer, Payments")
    True
    """
    terms: set[tuple[str, str] | None] = set()

    def taken(found: re.Match[str]) -> str:
        terms.add(_TERMS[" ".join(_WORD.findall(found[0]))])
        return " , "

    bare = _TERM.sub(taken, plain(_GENDERED_END.sub("", _ALL_GENDERS.sub(" , ", title))))
    parts = [words for part in _PART.split(bare) if (words := plain_words(part))]
    said = [word for part in parts for word in part]
    head = {word for part in parts[:-1] or parts for word in part}
    core = frozenset(said) - _JOINING - frozenset(_LEVELS)
    return Title(
        frozenset(_LEVELS[word] for word in said if word in _LEVELS),
        frozenset(term for term in terms if term is not None),
        core,
        core & head,
    )


def terms_agree(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether nothing is said of hours, contract or workplace on which two titles differ."""
    first, second = dict(one), dict(other)
    return all(first[subject] == second[subject] for subject in first.keys() & second.keys())


def city(name: str) -> str:
    """A city's name, plain, one for each city: "Munich" and "München" are "munich"."""
    bare = plain(name).strip()
    return _CITIES.get(bare, bare)


def requisition(stated: str | None) -> str | None:
    """A requisition id without case and punctuation; null for what names none, such as "N/A" or "TBD"."""
    bare = re.sub(r"[\W_]+", "", plain(stated or ""))
    known = len(bare) >= 2 and bare not in _NO_REQUISITION and any(letter.isdigit() for letter in bare)
    return bare if known else None
