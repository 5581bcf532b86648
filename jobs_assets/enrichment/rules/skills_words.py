"""The words around a skill's name that say what is meant by it (`skills.yaml`), ready to be looked up."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import yaml

from jobs_assets.enrichment.rules.skills_lexicon import TOKEN

Degree = Literal["wish_after", "wish_before", "must_after", "must_before"]
Phrase = tuple[tuple[str, ...], frozenset[Degree]]


@dataclass(frozen=True, slots=True)
class Words:
    """`degrees`: by a phrase's first word, the longest first, what it makes of names before or after it.

    `second`: the words that follow it there, "" for a phrase of one word.
    """

    known: tuple[str, ...]
    studied: tuple[str, ...]
    spoken: tuple[str, ...]
    applying: tuple[str, ...]
    compound: tuple[str, ...]
    not_spoken: frozenset[str]
    company: frozenset[str]
    after_capital: frozenset[str]
    only_at_end: frozenset[str]
    degrees: dict[str, list[Phrase]]
    second: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The words as they stand in the package, read once."""
    document = yaml.safe_load((files("jobs_assets.enrichment.rules") / "skills.yaml").read_bytes())
    meanings: dict[tuple[str, ...], set[Degree]] = {}
    for degree in get_args(Degree):
        for phrase in document[degree]:
            meanings.setdefault(tuple(TOKEN.findall(phrase)), set()).add(degree)
    degrees: dict[str, list[Phrase]] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        degrees.setdefault(phrase[0], []).append((phrase, frozenset(meanings[phrase])))
    return Words(
        tuple(document["known"]),
        tuple(document["studied"]),
        tuple(document["spoken"]),
        tuple(document["applying"]),
        tuple(document["compound"]),
        frozenset(document["not_spoken"]),
        frozenset(document["company"]),
        frozenset(document["after_capital"]),
        frozenset(document["only_at_end"]),
        degrees,
        {first: frozenset((*phrase, "")[1] for phrase, _ in phrases) for first, phrases in degrees.items()},
    )
