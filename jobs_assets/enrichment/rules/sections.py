"""The sections of a posting's text: what the employer is, the work, what is asked for, what is offered."""

from dataclasses import dataclass
from typing import Literal

SectionKind = Literal["about", "tasks", "requirements", "nice_to_have", "benefits", "other"]


@dataclass(frozen=True, slots=True)
class Section:
    """`text[start:end]`, its heading included. "other" is what stands under no heading that is known."""

    kind: SectionKind
    start: int
    end: int


def sections_of(text: str) -> list[Section]:
    """The text's sections, in order and without gaps."""
    return [Section("other", 0, len(text))] if text else []
