"""Whether the employer sponsors a visa, and the words that say so: yes or no, never a guess.

That work is only for who may work there already says nothing of what the employer would do; that it must be
"without sponsorship" does. Words are in `sponsorship.yaml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jobs_assets.enrichment.records import Found
from jobs_assets.enrichment.rules.clauses import clause_around
from jobs_assets.enrichment.rules.phrases import parts, vocabulary, words
from jobs_assets.enrichment.rules.reading import Reading

_LONGEST_QUOTE = 300
_LEAD = " \t-–—*•·:"


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    stems: re.Pattern[str]
    sponsor: re.Pattern[str]
    support: re.Pattern[str]
    of_a_stay: re.Pattern[str]
    of_a_card: re.Pattern[str]
    of_a_role: re.Pattern[str]
    not_of_a_stay: re.Pattern[str]
    negation: re.Pattern[str]
    in_part: re.Pattern[str]
    offer: re.Pattern[str]
    question: re.Pattern[str]
    contrast: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    kept: dict[str, Any] = vocabulary("sponsorship")
    stems = parts(kept.pop("stems"))
    return _Vocabulary(stems=stems, **{name: words(phrases) for name, phrases in kept.items()})


def find_sponsorship(reading: Reading) -> Found[bool] | None:
    """What is said of this posting. A refusal counts before an offer, which may be to others."""
    offer: Found[bool] | None = None
    for said in _statements(reading):
        if not said.value:
            return said
        offer = offer or said
    return offer


def _statements(reading: Reading) -> Iterator[Found[bool]]:
    """The clauses that say yes or no, in order."""
    known = _vocabulary()
    seen = 0
    for stem in known.stems.finditer(reading.plain):
        if stem.start() >= seen:
            start, seen = clause_around(reading.text, *stem.span())
            for part in _contrasted(reading.plain, start, seen):
                answer = _answer(reading.plain[slice(*part)], reading.text[seen : seen + 1])
                if answer is not None:
                    yield Found(answer, *_trimmed(reading.text, *part, stem.start()))


def _contrasted(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a clause before and after "although" and its like: one may say yes, the other no."""
    for contrast in _vocabulary().contrast.finditer(plain, start, end):
        yield start, contrast.start()
        start = contrast.end()
    yield start, end


def _answer(clause: str, sign_after: str) -> bool | None:
    known = _vocabulary()
    sponsoring, helping = known.sponsor.search(clause), known.support.search(clause)
    if not (sponsoring or helping) or not _is_of_a_stay(clause):
        return None
    if sign_after == "?" or known.question.search(clause):
        return None
    if known.in_part.search(clause):
        return None
    if known.negation.search(clause):
        return False if sponsoring else None
    if known.offer.search(clause) or helping:
        return True
    return True if _is_benefit(clause) else None


def _is_of_a_stay(clause: str) -> bool:
    known = _vocabulary()
    if known.of_a_stay.search(clause):
        return not known.of_a_card.search(clause)
    return bool(known.of_a_role.search(clause)) and not known.not_of_a_stay.search(clause)


def _is_benefit(clause: str) -> bool:
    """An item of a list that begins with it: "Visa sponsorship for qualified candidates"."""
    item = clause.strip(_LEAD)
    return (
        clause[:1] in " -–—*•·"
        and item.startswith(("visa sponsor", "visum", "visa-spons"))
        and len(item.split()) > 2
    )


def _trimmed(text: str, start: int, end: int, stem: int) -> tuple[int, int]:
    """The clause without the white space and dashes around it; of a long one what is around the stem."""
    if end - start > _LONGEST_QUOTE:
        stem = min(max(stem, start), end - 1)
        start, end = max(start, stem - _LONGEST_QUOTE // 2), min(end, stem + _LONGEST_QUOTE // 2)
        start = text.find(" ", start, stem) + 1 or start
        end = max(text.rfind(" ", stem, end), stem + 1)
    start += len(text[start:end]) - len(text[start:end].lstrip(_LEAD))
    return start, start + len(text[start:end].rstrip())
