"""Skills that a posting names, by the lexicon, and whether it asks for them or wishes for them.

What can be put on a CV and be tested: tools, languages, methods, trades, licences. Not character. A name that
is also an everyday word ("Go", "Excel", "Access") counts only where case and company say that it is meant.
"""

import re
from collections.abc import Iterator, Sequence

from jobs_assets.enrichment.records import Found, Skill
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.sections import SectionKind
from jobs_assets.enrichment.rules.skills_mentions import SENTENCE_END, Mention, Said, Scan
from jobs_assets.enrichment.rules.skills_words import words

NEAR = 30
"""Signs between two names of one list."""
BEFORE, AFTER = 70, 40
"""Signs before and after a name within which words tell that it is known, or asked for."""
ASKING: frozenset[SectionKind] = frozenset(["requirements", "nice_to_have"])
SEPARATORS = frozenset(
    [",", "/", "and", "or", "und", "oder", "et", "ou", "y", "o", "&", "|", "+", "(", ";", ", and", ", or"]
)
LONGEST_ADDRESS = 100
CURRENCIES = frozenset(["CAD"])
"""Codes of currencies that are names of skills too."""

_TELLING: dict[SectionKind, int] = {
    "requirements": 0, "nice_to_have": 1, "tasks": 2, "other": 3, "about": 4, "benefits": 5,
}  # fmt: skip
_CERTAIN = {True: 0, False: 1, None: 2}
_IN_ADDRESSES = frozenset("./@_-=?&#%")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|io|ai|org|net|co|dev|app|de|fr|es|eu)\b")
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!)/\u2013\n-]|$|(?:but|and|or|though|aber|und|oder|mais|et|pero|y)\b)|\s\s|\n"
)
_SUM_AFTER = re.compile(r"\s?[$€£]?\s?\d")
_WORD_AFTER = re.compile(r"\s?([^\W_]*)")


def find_skills(reading: Reading) -> list[Found[Skill]]:
    """The skills in the order of the text; each once, by the mention that says most about it.

    The quote is the name as it stands there, up to the words that make it a wish or a must where its sentence
    has such words.
    """
    scan = Scan(reading)
    best: dict[str, tuple[tuple[int, int], Found[Skill]]] = {}
    for mention in _settled(reading, scan):
        required, start, end = _required(scan, mention)
        rank = (_CERTAIN[required], _TELLING[mention.section])
        name = mention.alias.name
        if name not in best or rank < best[name][0]:
            best[name] = (rank, Found(Skill(name, required), start, end))
    return sorted((found for _, found in best.values()), key=lambda found: (found.start, found.end))


def _settled(reading: Reading, scan: Scan) -> Iterator[Mention]:
    """Those mentions that are meant: first the names that need no company, then those that have it.

    What is offered is not asked for (language classes, mental health), but for a list of names: a text that
    lost its line breaks may have lost the heading over them too.
    """
    mentions = [mention for mention in scan.mentions if not _means_no_skill(reading, mention)]
    for mention in mentions:
        mention.sure = _stands_alone(scan, mention)
    for at, mention in enumerate(mentions):
        around = mentions[max(0, at - 1) : at] + mentions[at + 1 : at + 2]
        if not mention.sure and mention.alias.mark in {"=", "~", "&"}:
            mention.sure = not _part_of_word(scan.text, mention) and (
                _in_list(scan.text, mention, around)
                or (mention.alias.mark != "&" and _is_called_known(scan, mention))
            )
        if mention.sure and (mention.section != "benefits" or _in_list(scan.text, mention, around)):
            yield mention


def _in_list(text: str, mention: Mention, around: Sequence[Mention]) -> bool:
    return any(other.sure and _beside(text, mention, other) for other in around)


def _is_called_known(scan: Scan, mention: Mention) -> bool:
    written = mention.alias.written
    return (
        not written.islower() and _capital_proves(scan.text, mention) and _has(scan, mention, words().known)
    )


def _means_no_skill(reading: Reading, mention: Mention) -> bool:
    """Whether it is part of an address or a sum, a company, or the employer outside of what is asked for."""
    text, start, end = reading.text, mention.start, mention.end
    if text.startswith("://", end) or _word_after(text, mention).lower() in words().company:
        return True
    if text[start:end] in CURRENCIES and (
        _SUM_AFTER.match(text, end) or text[start - 2 : start].strip().isdigit()
    ):
        return True
    ends_oddly = text[end : end + 1] in {".", "_", "-"} and "." not in mention.alias.written
    if ends_oddly or (start and text[start - 1] in _IN_ADDRESSES):
        near = max(0, start - LONGEST_ADDRESS)
        from_space = max(near, text.rfind(" ", near, start), text.rfind("\n", near, start))
        if _ADDRESS.search(text, from_space, end + 5):
            return True
    if reading.employer and mention.section not in ASKING:
        return reading.employer.lower().startswith(text[start:end].lower())
    return False


def _stands_alone(scan: Scan, mention: Mention) -> bool:
    mark = mention.alias.mark
    if mark == "?":
        if mention.section == "benefits":
            return False
        if mention.alias.topic == "spoken languages":
            return _spoken(scan, mention)
        if _has(scan, mention, words().studied):
            return False
        return mention.section in ASKING or _has(scan, mention, words().known)
    return not mark or (mark == "=" and _capital_proves(scan.text, mention))


def _capital_proves(text: str, mention: Mention) -> bool:
    """Whether the capital is the name's own: not if it begins a sentence that goes on in small letters."""
    if not mention.alias.written.istitle():
        return True
    before = text[max(0, mention.start - 3) : mention.start].rstrip(" -*•·")
    if before and before[-1] not in ".!?:\n":
        return True
    word = _word_after(text, mention)
    return not word or not word[0].islower() or word in words().after_capital


def _word_after(text: str, mention: Mention) -> str:
    following = _WORD_AFTER.match(text, mention.end)
    return following[1] if following else ""


def _part_of_word(text: str, mention: Mention) -> bool:
    """Whether it is but a piece of something else, as in "Go-to-market", "C-level", "R&D", "R 486"."""
    before, after = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 2]
    if mention.end - mention.start == 1 and after[1:].isdecimal():
        return True
    return before in {"-", "&", "'", "\u2019", "@"} or (
        after[:1] in {"-", "&", "'", "\u2019"} and after[1:].isalpha()
    )


def _beside(text: str, one: Mention, other: Mention) -> bool:
    """Whether the two stand in one list."""
    left, right = (one, other) if one.start < other.start else (other, one)
    between = text[left.end : right.start]
    if one.alias.written.islower() or not _capital_proves(text, one):
        return between.strip() in SEPARATORS  # a word in small letters is a name only in an enumeration
    return len(between) <= NEAR and not SENTENCE_END.search(between)


def _spoken(scan: Scan, mention: Mention) -> bool:
    """Whether the language is meant and not the country: its market, its customers, its law."""
    if _word_after(scan.lowered, mention) in words().not_spoken or _has(scan, mention, words().applying):
        return False
    return _has(scan, mention, words().spoken)


def _has(scan: Scan, mention: Mention, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands near it in its sentence."""
    start, end = scan.sentence(mention)
    before = scan.lowered[max(start, mention.start - BEFORE) : mention.start]
    near = f"{before}\n{scan.lowered[mention.end : min(end, mention.end + AFTER)]}"
    return any(map(near.__contains__, phrases))


def _required(scan: Scan, mention: Mention) -> tuple[bool | None, int, int]:
    """Whether it is a must, and the words that say so: those of its own sentence before its section."""
    nearest: tuple[int, bool, int, int] | None = None
    for said in scan.said_in(*scan.sentence(mention)):
        if (must := _said_of(scan, mention, said)) is not None:
            start, end = min(mention.start, said.start), max(mention.end, said.end)
            if nearest is None or end - start < nearest[0]:
                nearest = (end - start, must, start, end)
    if nearest:
        return nearest[1:]
    by_section = {"requirements": True, "nice_to_have": False}.get(mention.section)
    return by_section, mention.start, mention.end


def _said_of(scan: Scan, mention: Mention, said: Said) -> bool | None:
    """Whether what is said makes it a must (true) or a wish (false); null where it is of something else."""
    if said.start >= mention.end:
        between, side = scan.text[mention.end : said.start], "after"
    elif said.end <= mention.start:
        between, side = scan.text[said.end : mention.start], "before"
    else:
        return None
    degree = next((degree for degree in sorted(said.degrees) if degree.endswith(side)), None)
    if degree is None or "(" in between.rstrip(" (") or ")" in between:
        return None
    said_alone = scan.lowered[said.start : said.end] in words().only_at_end
    if side == "after" and said_alone and not _CLAUSE_END.match(scan.lowered, said.end):
        return None
    return degree.startswith("must")
