"""Whether a summary says what its posting says: its figures, names and most of its words are the posting's.

Pure. A summary is no quote, so it is held to the posting's vocabulary instead; see `unsupported`.
"""

import re
from collections.abc import Iterable

from jobs_assets.enrichment.numerals import numbers_in
from jobs_assets.enrichment.proof_words import ADDRESS
from jobs_assets.enrichment.proofs import Claim, Quoted, UnprovenError, Witness, text_of
from jobs_assets.enrichment.quotes import fold
from jobs_assets.enrichment.visible import shown

MAX_SUMMARY = 400
"""Characters of two sentences."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_STEM = 5  # letters by which forms of a word are taken for the same: "pflegt", "Pflege", "pflegen"
_SHORT = 3  # words up to here are grammar
_KNOWN_SHARE = 0.75
# What a summary may say of any posting: words for the job itself, in four languages.
_OF_ANY_POSTING = frozenset(
    """
    this these that with from their they will role position posit works worki looks looki join joins which
    where while into team based respo inclu using seeks
    diese dieser eine einen einem einer stell sucht arbei sowie wird werde uber
    poste cette avec pour dans recru trava cherc chez leurs ainsi
    puest busca traba para como este esta desde entre sobre
    """.split()  # noqa: SIM905 - words, not a list of sixty strings
)
# A sentence ends with its sign before a capital; not after an abbreviation ("z. B.", "Dr.") or a figure.
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?\u2026])|(?<=[\d)\"'%][.!?\u2026]))\s+(?=[^\W\d_a-z]|[\"'\u00bf\u00a1])"
)
_INSIDE = re.compile(r"(?<=[\w,;:)] )[^\W\d_a-z][^\W\d_]+")
_MARKUP = re.compile(r"[<>\u2039\u203a{}|`]|&\w+;|\*\*|\]\(")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Prof|Inc|Ltd|bzw|inkl|etc|usw|evtl|Sra?|Mme|vs|approx|ca)\.\Z", re.IGNORECASE
)


def summary(claim: Claim, witness: Witness) -> tuple[str, Quoted]:
    """At most two sentences that the posting's words carry, and the sentence of it that comes nearest."""
    quoted = witness.quoted(claim)
    text = two_sentences(shown(text_of(claim, "text")[: 4 * MAX_SUMMARY]))
    if not text:
        raise UnprovenError("no_value")
    if len(text) > MAX_SUMMARY:
        raise UnprovenError("too_long")
    if ADDRESS.search(text):
        raise UnprovenError("address")
    if _MARKUP.search(text):
        raise UnprovenError("markup")
    posting = witness.posting
    places = (
        name for place in posting.job_location for name in (place.city, place.region, place.country) if name
    )
    sources = (posting.title, posting.hiring_organization or "", *places, _unsteered(witness))
    if reason := unsupported(text, sources, capital_nouns=posting.language not in ("en", "fr", "es")):
        raise UnprovenError(reason)
    return text, quoted


def _unsteered(witness: Witness) -> str:
    """The posting's text without the paragraphs that try to steer."""
    parts: list[str] = []
    at = 0
    for found in witness.injections:
        parts.append(witness.passage.text[at : found.start])
        at = max(at, found.end)
    return "\n".join([*parts, witness.passage.text[at:]])


def two_sentences(text: str) -> str:
    """The text's first two sentences, on one line."""
    line = " ".join(text.split())
    ends = [
        end.start() for end in _SENTENCE_END.finditer(line) if not _ABBREVIATED.search(line, 0, end.start())
    ]
    return line[: ends[1]] if len(ends) > 1 else line


def unsupported(summary: str, sources: Iterable[str], *, capital_nouns: bool) -> str | None:
    """Why the sources do not carry the summary: a number, a name or words that are not in them.

    Every number and every name must be the sources'; of the other words longer than three letters three in
    four, by their first five letters. A capital inside a sentence makes a name, where nouns have none.
    """
    text = "\n".join(sources)
    stated = numbers_in(summary)
    if stated and not stated <= numbers_in(text):
        return "number_not_in_text"
    known = {_stem(word) for word in _words(text)}
    strange = [word for word in _words(summary) if _stem(word) not in known | _OF_ANY_POSTING]
    if any(map(_is_name, strange)) or (not capital_nouns and _named(summary).intersection(strange)):
        return "name_not_in_text"
    telling = sum(len(word) > _SHORT for word in _words(summary))
    if not telling or sum(len(word) > _SHORT for word in strange) > (1 - _KNOWN_SHARE) * telling:
        return "words_not_in_text"
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(_ACCENTS.sub("", fold(text)))


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def _named(summary: str) -> set[str]:
    """The words with a capital that do not begin a sentence."""
    return {word for inside in _INSIDE.findall(summary) for word in _words(inside)}


def _is_name(word: str) -> bool:
    """Capitals inside ("PyTorch", "AWS"): no ordinary word in any of the languages has them."""
    return any(sign.isupper() for sign in word[1:])
