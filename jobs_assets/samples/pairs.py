"""Labelled pairs of postings, the truth about duplicates: one opening shown twice, or two that look alike.

By layer; in turn through the cases of `pair_cases.py`, and within each through the languages. Seeded.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from jobs_assets.duplicates.records import LAYERS, Candidate, Layer
from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.employers import KINDS, employer
from jobs_assets.samples.generator import sample
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.pair_cases import CASES
from jobs_assets.samples.showings import Scene
from jobs_assets.samples.templates import LANGUAGES

_EMPLOYERS = 4000
_VENDORS = tuple(sorted({*KINDS, *SAMPLE_KINDS} - {"feed", "site"}))


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two postings and whether they are one opening. `case` says in a few words how they came about."""

    layer: Layer
    case: str
    same: bool
    language: str
    first: Candidate
    second: Candidate

    def line(self) -> dict[str, Any]:
        """The pair as a line of JSON."""
        return asdict(self)


def labelled_pairs(layer: Layer, count: int, seed: int = 0) -> Iterator[LabelledPair]:
    """The first `count` pairs for a layer."""
    cases = CASES[layer]
    for number in range(count):
        turn, at = divmod(number, len(cases))
        case = cases[at]
        scene = _scene(layer, number, turn, case.vendors or _VENDORS, seed)
        yield LabelledPair(layer, case.name, case.same, scene.language, *case.make(scene))


def _scene(layer: Layer, number: int, turn: int, vendors: tuple[str, ...], seed: int) -> Scene:
    draw = Draw(seed, Stream.COPY, number, revision=LAYERS.index(layer))
    tongue = turn % len(LANGUAGES)
    # Of one kind in turn, employers are one of each language in turn.
    firm = employer(draw.between(0, _EMPLOYERS) * len(LANGUAGES) + tongue, seed, (draw.pick(vendors),))
    index = draw.between(10_000, 1 << 20)
    posting = sample(index, seed, employer_is=firm)
    others = (sample(index + step, seed, employer_is=firm) for step in range(1, 10_000))
    neighbour = next(each for each in others if each.template == posting.template)
    return Scene(draw, posting, neighbour)
