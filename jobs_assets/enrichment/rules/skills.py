"""Skills that a posting names, by the lexicon, and whether it asks for them or wishes for them.

What can be put on a CV and be tested: tools, languages, methods, trades, licences. Not character. A name that
is also an everyday word ("Go", "Excel", "Access") counts only where case and company say that it is meant.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from jobs_assets.enrichment.records import Found, Skill
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.sections import SectionKind
from jobs_assets.enrichment.rules.skills_lexicon import TOKEN, Alias, lexicon

NEAR = 30
"""Signs between two names of one list."""
BEFORE, AFTER = 70, 40
"""Signs before and after a name within which words tell that it is known, or asked for."""
SENTENCE = 300
"""Signs; a sentence ends there at the latest."""
GAPS = frozenset([" ", "-", "/", ".", "&", " & ", "'", "’", "\u00a0", "‑", "", " / ", "+", " - ", "–"])  # noqa: RUF001 - what texts have between the words of a name
SEPARATORS = frozenset(
    [",", "/", "and", "or", "und", "oder", "et", "ou", "y", "o", "&", "|", "+", "(", ";", ", and"]
)
ASKING: frozenset[SectionKind] = frozenset(["requirements", "nice_to_have"])

_TELLING: dict[SectionKind, int] = {
    "requirements": 0, "nice_to_have": 1, "tasks": 2, "other": 3, "about": 4, "benefits": 5,
}  # fmt: skip
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|io|ai|org|net|co|dev|app|de|fr|es|eu)\b")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n|\s\s|[•·|]\s")
_WORD_AFTER = re.compile(r"\s?([^\W_]*)")


@dataclass(slots=True)
class _Mention:
    alias: Alias
    start: int
    end: int
    section: SectionKind
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    known: tuple[str, ...]
    studied: tuple[str, ...]
    spoken: tuple[str, ...]
    compound: tuple[str, ...]
    not_spoken: frozenset[str]
    after_capital: frozenset[str]
    degree: re.Pattern[str]


def find_skills(reading: Reading) -> list[Found[Skill]]:
    """The skills in the order of the text; each once, by the mention that says most about it.

    The quote is the name as it stands there, up to the words that make it a wish or a must where its sentence
    has such words.
    """
    best: dict[str, tuple[tuple[int, int], Found[Skill]]] = {}
    for mention in _settled(reading, list(_mentions(reading))):
        required, start, end = _required(reading.lowered, mention)
        rank = ({True: 0, False: 1, None: 2}[required], _TELLING[mention.section])
        name = mention.alias.name
        if name not in best or rank < best[name][0]:
            best[name] = (rank, Found(Skill(name, required), start, end))
    return sorted((found for _, found in best.values()), key=lambda found: (found.start, found.end))


def _mentions(reading: Reading) -> Iterator[_Mention]:
    """Names of the lexicon wherever they stand, the longest at each place; they do not overlap."""
    by_first = lexicon().by_first
    compound = _words().compound
    text, tokens = reading.text, list(TOKEN.finditer(reading.lowered))
    words = [token[0] for token in tokens]
    section_starts = [section.start for section in reading.sections]
    free = 0
    for at, word in enumerate(words):
        if at < free:
            continue
        tails = by_first.get(word)
        end = None
        if tails is None:
            if not word.endswith(compound) or (found := _of_compound(word, tokens[at].start())) is None:
                continue
            alias, end = found
            last = at
        else:
            for rest, aliases in tails:
                last = at + len(rest)
                if rest and (
                    tuple(words[at + 1 : last + 1]) != rest or not _joined(text, tokens[at : last + 1])
                ):
                    continue
                start, stop = tokens[at].start(), tokens[last].end()
                if (named := _written(aliases, text[start:stop])) is not None:
                    alias, end = named, stop
                    break
        if end is None:
            continue
        start = tokens[at].start()
        section = reading.sections[bisect_right(section_starts, start) - 1].kind
        yield _Mention(alias, start, end, section)
        free = last + 1


def _joined(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    return all(text[left.end() : right.start()] in GAPS for left, right in pairwise(tokens))


def _written(aliases: list[Alias], written: str) -> Alias | None:
    """Whose name it is as written; where case does not matter, whoever's."""
    anyhow = None
    for alias in aliases:
        if alias.written == written:
            return alias
        if alias.mark in {"", "?"}:
            anyhow = alias
    return anyhow


def _of_compound(word: str, start: int) -> tuple[Alias, int] | None:
    """The skill in a German compound: "Englischkenntnisse", "SAP-Erfahrung" written as one word."""
    for ending in _words().compound:
        if word.endswith(ending) and (stem := word.removesuffix(ending)):
            for spelling in (stem, stem.removesuffix("s")):
                for rest, aliases in lexicon().by_first.get(spelling, ()):
                    if not rest:
                        alias = aliases[0]
                        return Alias(alias.name, alias.written, "", alias.topic), start + len(word)
    return None


def _settled(reading: Reading, mentions: list[_Mention]) -> Iterator[_Mention]:
    """Those mentions that are meant: first the names that need no company, then those that have it."""
    mentions = [mention for mention in mentions if not _means_no_skill(reading, mention)]
    for mention in mentions:
        mention.sure = _stands_alone(reading, mention)
    for at, mention in enumerate(mentions):
        if not mention.sure and mention.alias.mark in {"=", "~"}:
            mention.sure = not _part_of_word(reading.text, mention) and (
                (at > 0 and mentions[at - 1].sure and _beside(reading.text, mentions[at - 1], mention))
                or (
                    at + 1 < len(mentions)
                    and mentions[at + 1].sure
                    and _beside(reading.text, mention, mentions[at + 1])
                )
                or (not mention.alias.written.islower() and _called_known(reading, mention))
            )
    return (mention for mention in mentions if mention.sure)


def _means_no_skill(reading: Reading, mention: _Mention) -> bool:
    """Whether it is part of an address, or the employer's own name outside of what is asked for."""
    text, start, end = reading.text, mention.start, mention.end
    if (start and text[start - 1] in "./@_") or text[end : end + 1] in {".", "_"}:
        from_space = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
        if (
            _ADDRESS.search(text, max(from_space, start - 100), end + 5)
            and mention.alias.topic != "web frameworks"
        ):
            return True
    if reading.employer and mention.section not in ASKING:
        return reading.employer.lower().startswith(text[start:end].lower())
    return False


def _stands_alone(reading: Reading, mention: _Mention) -> bool:
    mark = mention.alias.mark
    if mark == "":
        return True
    if mark == "=":
        return _capital_proves(reading.text, mention)
    if mark == "?":
        if mention.alias.topic == "spoken languages":
            return _spoken(reading, mention)
        if _has(reading, mention, _words().studied):
            return False
        return mention.section in ASKING or _called_known(reading, mention)
    return False


def _capital_proves(text: str, mention: _Mention) -> bool:
    """Whether the capital is the name's own: not if it begins a sentence that goes on in small letters."""
    written = mention.alias.written
    if not written.istitle():
        return True
    before = text[max(0, mention.start - 3) : mention.start].rstrip(" -*•·")
    if before and before[-1] not in ".!?:\n":
        return True
    following = _WORD_AFTER.match(text, mention.end)
    word = following[1] if following else ""
    return not word or not word[0].islower() or word in _words().after_capital


def _part_of_word(text: str, mention: _Mention) -> bool:
    """ "Go-to-market", "C-level", "R&D", "Series C": the name is but a piece of something else."""
    before, after = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 2]
    return before in {"-", "&", "'", "’", "@"} or (after[:1] in {"-", "&", "'", "’"} and after[1:].isalpha())


def _beside(text: str, left: _Mention, right: _Mention) -> bool:
    """Whether the two stand in one list."""
    between = text[left.end : right.start]
    if left.alias.written.islower() or right.alias.written.islower():
        return (
            between.strip(" \u00a0") in SEPARATORS
        )  # a word in small letters is a name only in an enumeration
    return len(between) <= NEAR and not _SENTENCE_END.search(between)


def _called_known(reading: Reading, mention: _Mention) -> bool:
    return _has(reading, mention, _words().known)


def _spoken(reading: Reading, mention: _Mention) -> bool:
    """Whether the language is meant and not the country: its market, its customers, its law."""
    following = _WORD_AFTER.match(reading.lowered, mention.end)
    if following and following[1] in _words().not_spoken:
        return False
    return _has(reading, mention, _words().spoken)


def _has(reading: Reading, mention: _Mention, words: tuple[str, ...]) -> bool:
    start, end = _sentence(reading.lowered, mention)
    before = reading.lowered[max(start, mention.start - BEFORE) : mention.start]
    after = reading.lowered[mention.end : min(end, mention.end + AFTER)]
    return any(word in before or word in after for word in words)


def _sentence(text: str, mention: _Mention) -> tuple[int, int]:
    """Where the sentence, or the point of a list, begins and ends."""
    floor = max(0, mention.start - SENTENCE)
    start = floor
    for end in _SENTENCE_END.finditer(text, floor, mention.start):
        start = end.end()
    after = _SENTENCE_END.search(text, mention.end, mention.end + SENTENCE)
    return start, after.start() + 1 if after else min(len(text), mention.end + SENTENCE)


def _required(text: str, mention: _Mention) -> tuple[bool | None, int, int]:
    """Whether it is a must, and the words that say so: those of its own sentence before its section."""
    start, end = _sentence(text, mention)
    nearest: tuple[int, bool, int, int] | None = None
    for match in _words().degree.finditer(text, start, end):
        wish = match.lastgroup in {"wish_after", "wish_before"}
        if match.lastgroup in {"wish_after", "must_after"}:
            between = text[mention.end : match.start()] if match.start() >= mention.end else None
        else:
            between = text[match.end() : mention.start] if match.end() <= mention.start else None
        if between is None or "(" in between.rstrip(" (") or ")" in between:
            continue
        if nearest is None or len(between) < nearest[0]:
            nearest = (
                len(between),
                not wish,
                min(mention.start, match.start()),
                max(mention.end, match.end()),
            )
    if nearest:
        return nearest[1], nearest[2], nearest[3]
    by_section = {"requirements": True, "nice_to_have": False}.get(mention.section)
    return by_section, mention.start, mention.end


@cache
def _words() -> _Words:
    document = yaml.safe_load((files("jobs_assets.enrichment.rules") / "skills.yaml").read_bytes())
    degree = "|".join(
        f"(?P<{group}>{'|'.join(map(re.escape, sorted(document[group], key=len, reverse=True)))})"
        for group in ("wish_after", "wish_before", "must_after", "must_before")
    )
    return _Words(
        tuple(document["known"]),
        tuple(document["studied"]),
        tuple(document["spoken"]),
        tuple(document["compound"]),
        frozenset(document["not_spoken"]),
        frozenset(document["after_capital"]),
        re.compile(rf"(?<!\w)(?:{degree})(?!\w)"),
    )
