"""How a line of a template becomes a sentence: alternatives, slots and skills. No choice of lines, no layout.

`We (test|check) {few} boards a day with <Python>` has two wordings, one slot and names one skill.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from jobs_assets.samples.draws import Draw

_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")
_SKILL = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a sentence. `skills` are the names it mentions; both may hold slots."""

    text: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in all its wordings."""

    wordings: tuple[Wording, ...]

    def say(self, draw: Draw, slots: Mapping[str, str]) -> str:
        """One wording with its slots filled."""
        return draw.pick(self.wordings).text.format_map(slots)

    def say_with_skills(self, draw: Draw, slots: Mapping[str, str]) -> tuple[str, list[str]]:
        """One wording with its slots filled, and the skills that it names."""
        wording = draw.pick(self.wordings)
        return wording.text.format_map(slots), [skill.format_map(slots) for skill in wording.skills]


def sentence(line: str) -> Sentence:
    """Reads one line of a template."""
    return Sentence(tuple(_wording(text) for text in _spelled_out(line)))


def sentences(lines: list[str]) -> tuple[Sentence, ...]:
    """Reads lines of a template."""
    return tuple(sentence(line) for line in lines)


def _spelled_out(line: str) -> Iterator[str]:
    pieces = _ALTERNATIVES.split(line)  # literal, alternatives, literal, ...
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return ("".join(chosen) for chosen in product(*choices))


def _wording(text: str) -> Wording:
    return Wording(_SKILL.sub(r"\1", text), tuple(_SKILL.findall(text)))
