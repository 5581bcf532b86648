"""Where a text names skills of the lexicon, and where it says "required" or "a plus".

One walk over the words: a step costs a look-up, however many names there are. What is meant is `skills.py`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.sections import SectionKind
from jobs_assets.enrichment.rules.skills_lexicon import TOKEN, Alias, Node, lexicon
from jobs_assets.enrichment.rules.skills_words import Degree, words

LONGEST_SENTENCE = 300
"""Signs to either side of a name; a sentence ends there at the latest."""
GAPS = frozenset(
    [" ", "-", "/", ".", "&", " & ", "'", "\u2019", "\u00a0", "\u2011", "", " / ", "+", " - ", "\u2013"]
)
"""What texts have between the words of a name."""

SENTENCE_END = re.compile(r"[.!?;•·|\s](?:(?<=\n)|\s)")
"""A line break, or a stop, a bullet or a space before a space."""


@dataclass(slots=True)
class Mention:
    """`text[start:end]` is how the skill is named. `sure`: it is the skill that is meant."""

    alias: Alias
    start: int
    end: int
    section: SectionKind
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """`text[start:end]` makes a wish or a must of what is named before or after it."""

    degrees: frozenset[Degree]
    start: int
    end: int


class Scan:
    """A text's words, walked once: `mentions` in their order, not overlapping, the longest at each place."""

    def __init__(self, reading: Reading) -> None:
        self.text, self.lowered = reading.text, reading.lowered
        parts = TOKEN.split(self.lowered)
        places = list(accumulate(map(len, parts)))
        self._words, self._gaps = parts[1::2], parts[2::2]
        self._starts, self._ends = places[::2], places[1::2]
        self.said: list[Said] = []
        self._sections = [section.start for section in reading.sections]
        self._kinds = [section.kind for section in reading.sections]
        self._sentences = [end.end() for end in SENTENCE_END.finditer(self.lowered)]
        self.mentions = list(self._walk())
        self._said_at = [said.start for said in self.said]

    def sentence(self, mention: Mention) -> tuple[int, int]:
        """Where the sentence, or the point of a list, begins and ends."""
        start, end = max(0, mention.start - LONGEST_SENTENCE), mention.end + LONGEST_SENTENCE
        at = bisect_right(self._sentences, mention.start)
        if at:
            start = max(start, self._sentences[at - 1])
        at = bisect_right(self._sentences, mention.end, at)
        if at < len(self._sentences):
            end = min(end, self._sentences[at])
        return start, min(end, len(self.text))

    def said_in(self, start: int, end: int) -> list[Said]:
        """What makes a wish or a must between the two places."""
        return self.said[bisect_left(self._said_at, start) : bisect_left(self._said_at, end)]

    def _walk(self) -> Iterator[Mention]:
        by_first, second, compound = lexicon().by_first, words().second, words().compound
        telling = _telling()
        compounds = any(ending in self.lowered for ending in compound)
        free = 0
        for at, (word, following) in enumerate(pairwise([*self._words, ""])):
            if word not in telling and not (compounds and word.endswith(compound)):
                continue
            if (seconds := second.get(word)) and ("" in seconds or following in seconds):
                self._note(at)
            node = by_first.get(word)
            if at < free or (node and not node.aliases and following not in node.further):
                continue
            if (named := self._named(at, node) if node else _of_compound(word, at)) is not None:
                free = named[1] + 1
                yield self._mention(*named, at)

    def _mention(self, alias: Alias, last: int, first: int) -> Mention:
        start = self._starts[first] - alias.written.startswith(".")
        kind = self._kinds[bisect_right(self._sections, start) - 1]
        return Mention(alias, start, self._ends[last], kind)

    def _named(self, at: int, node: Node) -> tuple[Alias, int] | None:
        """The longest name that begins with the word, and its last word."""
        ways = [(at, node.aliases)] if node.aliases else []
        last = at + 1
        while last < len(self._words) and (further := node.further.get(self._words[last])) is not None:
            if self._gaps[last - 1] not in GAPS:
                break
            node = further
            if node.aliases:
                ways.append((last, node.aliases))
            last += 1
        for last, aliases in reversed(ways):
            if alias := _written(aliases, self.text, self._starts[at], self._ends[last]):
                return alias, last
        return None

    def _note(self, at: int) -> None:
        for phrase, degrees in words().degrees[self._words[at]]:
            if tuple(self._words[at : at + len(phrase)]) == phrase:
                said = Said(degrees, self._starts[at], self._ends[at + len(phrase) - 1])
                if not self.said or said.start >= self.said[-1].end:
                    self.said.append(said)
                return


@cache
def _telling() -> frozenset[str]:
    """The words with which something begins that is looked for."""
    return frozenset(lexicon().by_first.keys() | words().degrees.keys())


def _written(aliases: list[Alias], text: str, start: int, end: int) -> Alias | None:
    """Whose name it is as written; where case does not matter, whoever's."""
    anyhow = None
    for alias in aliases:
        if alias.written[0] == "." and text[start - 1 : start] != ".":
            continue
        if alias.written.removeprefix(".") == text[start:end]:
            return alias
        if alias.mark in {"", "?"}:
            anyhow = alias
    return anyhow


def _of_compound(word: str, at: int) -> tuple[Alias, int] | None:
    """The skill in a German compound: "Englischkenntnisse", "SAP-Erfahrung" written as one word."""
    ending = next((ending for ending in words().compound if word.endswith(ending)), "")
    stem = word.removesuffix(ending) if ending else ""
    for spelling in (stem, stem.removesuffix("s")):
        node = lexicon().by_first.get(spelling)
        if node and node.aliases:
            alias = node.aliases[0]
            return Alias(alias.name, alias.written, "", alias.topic), at
    return None
