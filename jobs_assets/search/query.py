"""The language of a search: words, "phrases", -excluded, one OR another, begin*. From it an expression of
FTS5 that cannot be malformed; what makes no sense is a `UsageError`.

Only text in and text out: which postings it is asked of is `store/search.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from jobs_assets.errors import UsageError
from jobs_assets.search.words import words

MOST_CHARACTERS = 1000
MOST_TERMS = 40
SHORTEST_BEGINNING = 2

_TOKEN = re.compile(r'(?P<sign>-?)"(?P<phrase>[^"]*)"|(?P<bare>\S+)')
_LOOK_ALIKES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})  # noqa: RUF001  # typed on phones


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; with `begins`, the last one may go on."""

    words: tuple[str, ...]
    begins: bool = False

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"{" *" if self.begins else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """One term of each group must be there, and none of the excluded ones."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """All terms that a posting may be found by."""
        return tuple(term for group in self.groups for term in group)


def parse(text: str) -> Query:
    """Read a query. White space is all there is to an empty one.

    Words stand for themselves in any order; `OR` binds the terms beside it, `AND` says what is meant anyway,
    `NOT` is `-`. `UsageError` says what cannot be meant.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"The query is longer than {MOST_CHARACTERS:,} characters. Look for fewer words.")
    text = unicodedata.normalize("NFC", text.translate(_LOOK_ALIKES))
    if text.count('"') % 2:
        raise UsageError(f'A quotation mark is left open in {text!r}. Close the phrase with another ".')
    parsed = _Parser()
    for match in _TOKEN.finditer(text):
        parsed.take(match)
    query = parsed.finished()
    if text.strip() and not query.groups and not query.excluded:
        raise UsageError(f"There is no word in {text.strip()!r} to look for: only signs.")
    if len(query.wanted) + len(query.excluded) > MOST_TERMS:
        raise UsageError(f"The query has more than {MOST_TERMS} terms. Look for fewer words.")
    return query


def wanted(query: Query) -> str:
    """The FTS5 expression of what is to be found; empty where nothing is."""
    return " AND ".join(f"({' OR '.join(map(str, group))})" for group in query.groups)


def excluded(query: Query) -> str:
    """The FTS5 expression of what is not; empty where nothing is excluded."""
    return " OR ".join(map(str, query.excluded))


class _Parser:
    """Takes tokens one by one; `_before` is the operator that waits for what it applies to."""

    def __init__(self) -> None:
        self._groups: list[list[Term]] = []
        self._excluded: list[Term] = []
        self._before: Literal["OR", "NOT"] | None = None
        self._may_go_on = False  # what came last can be the left side of an OR

    def take(self, match: re.Match[str]) -> None:
        bare = match["bare"]
        if bare in {"OR", "NOT"}:
            self._operator(bare)
        elif bare != "AND":
            self._term(match)

    def _operator(self, operator: str) -> None:
        if self._before is not None or (operator == "OR" and not self._may_go_on):
            raise UsageError(_MISPLACED.format(operator=operator))
        self._before = "OR" if operator == "OR" else "NOT"

    def _term(self, match: re.Match[str]) -> None:
        bare = match["bare"] or ""
        minus = bool(match["sign"]) or bare.startswith("-")
        begins = bare.endswith("*") and len(bare.strip("-*")) > 0
        found = tuple(words(bare or match["phrase"]))
        if not found:
            return  # a sign between words, as in "R & D"
        if begins and len(found[-1]) < SHORTEST_BEGINNING:
            raise UsageError(f"{bare!r} would find nearly everything: give two letters or more before the *.")
        term = Term(found, begins)
        if minus or self._before == "NOT":
            if self._before == "OR":
                raise UsageError("OR cannot lead to an excluded word. Exclude it without the OR.")
            self._excluded.append(term)
            self._may_go_on = False
        elif self._before == "OR":
            self._groups[-1].append(term)
        else:
            self._groups.append([term])
            self._may_go_on = True
        self._before = None

    def finished(self) -> Query:
        if self._before is not None:
            raise UsageError(_MISPLACED.format(operator=self._before))
        return Query(tuple(map(tuple, self._groups)), tuple(self._excluded))


_MISPLACED = (
    "{operator} must stand between words. To look for the word itself, write it in small letters or in "
    "quotation marks."
)
