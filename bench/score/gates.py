"""The gates: below which shares no score may fall, and above which over-claim none may rise. Kept in
`gates.json`; they only get stricter.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from math import ceil, floor
from pathlib import Path

import orjson

from bench.score.scored import Score

KEPT = Path(__file__).with_name("gates.json")


@dataclass(frozen=True, slots=True)
class Gate:
    """The least precision, recall, F1 and accuracy of a score, and the most over-claim."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    accuracy: float = 0.0
    overclaim: float = 1.0

    def holds(self, score: Score) -> bool:
        """Whether the score is at or above it."""
        return (
            score.precision >= self.precision
            and score.recall >= self.recall
            and score.f1 >= self.f1
            and score.overclaim <= self.overclaim
            and (not self.accuracy or score.accuracy >= self.accuracy)
        )

    def raised_to(self, score: Score) -> "Gate":
        """The gate just below this score, by half hundredths; never lower than it was.

        Where it asks for F1 or accuracy, these rise too; over-claim gets a gate where a row can be null.
        """
        return Gate(
            max(self.precision, _below(score.precision)),
            max(self.recall, _below(score.recall)),
            max(self.f1, _below(score.f1)) if self.f1 else 0.0,
            max(self.accuracy, _below(score.accuracy)) if self.accuracy else 0.0,
            min(self.overclaim, _above(score.overclaim)) if score.blank else self.overclaim,
        )


def read(kept: Path = KEPT) -> dict[str, Gate]:
    """The gates by the names of their scores."""
    return {name: Gate(**least) for name, least in orjson.loads(kept.read_bytes()).items()}


def write(gates: dict[str, Gate], kept: Path = KEPT) -> None:
    """Keeps the gates; what a gate does not ask for is left out."""
    asked = {name: _asked(gate) for name, gate in gates.items()}
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    kept.write_bytes(orjson.dumps(asked, option=options))


def raised(gates: dict[str, Gate], scores: Iterable[Score]) -> dict[str, Gate]:
    """The gates raised to the scores, never lowered. Scores without a gate get one."""
    return gates | {score.name: gates.get(score.name, Gate()).raised_to(score) for score in scores}


def _asked(gate: Gate) -> dict[str, float]:
    unasked = {each.name: each.default for each in fields(Gate)}
    return {name: share for name, share in asdict(gate).items() if share != unasked[name]}


def _below(share: float) -> float:
    return max(0, ceil(share * 200) - 1) / 200


def _above(share: float) -> float:
    return min(200, floor(share * 200) + 1) / 200
