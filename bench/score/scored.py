"""What is scored: a part of the pipeline held against truth, in counts and shares. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """`name` says what is scored, as "duplicates/same_text/en". Counts are of pairs, or of what it counts."""

    name: str
    right: int
    wrong: int
    missed: int
    of: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0
