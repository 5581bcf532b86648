"""The gates: below which precision and recall no score may fall. Kept in `gates.json`; they only rise."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import orjson

from bench.score.scored import Score

KEPT = Path(__file__).with_name("gates.json")


@dataclass(frozen=True, slots=True)
class Gate:
    """The least precision and recall of a score."""

    precision: float = 0.0
    recall: float = 0.0

    def holds(self, score: Score) -> bool:
        """Whether the score is at or above it."""
        return score.precision >= self.precision and score.recall >= self.recall

    def raised_to(self, score: Score) -> "Gate":
        """The gate just below this score, by half hundredths; never lower than it was."""
        return Gate(max(self.precision, _floor(score.precision)), max(self.recall, _floor(score.recall)))


def read(kept: Path = KEPT) -> dict[str, Gate]:
    """The gates by the names of their scores."""
    return {name: Gate(**least) for name, least in orjson.loads(kept.read_bytes()).items()}


def write(gates: dict[str, Gate], kept: Path = KEPT) -> None:
    """Keeps the gates."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    kept.write_bytes(orjson.dumps(gates, option=options))


def raised(gates: dict[str, Gate], scores: Iterable[Score]) -> dict[str, Gate]:
    """The gates raised to the scores, never lowered. Scores without a gate get one."""
    return gates | {score.name: gates.get(score.name, Gate()).raised_to(score) for score in scores}


def _floor(share: float) -> float:
    return max(0, ceil(share * 200) - 1) / 200
