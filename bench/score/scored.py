"""What is scored: a part of the pipeline held against truth, in counts, shares and their 95% intervals. Pure
data; what is read and compared is each scoring module's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

NORMAL_95 = 1.959964
"""So many standard deviations to either side hold 95% of a normal distribution."""


class Interval(NamedTuple):
    """Where a share lies with 95% confidence."""

    low: float
    high: float


class Row(NamedTuple):
    """A row that should have one value or none: whether it has, one was found, and it fits."""

    there: bool
    found: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """`name` says what is scored, as "duplicates/same_text/en". Counts are of pairs, or of what it counts.

    A wrong value where another stands is `wrong` and `missed` at once. The last three are for what is scored
    row by row: rows with a value of which something was found, right or wrong (`answered`), rows that must
    stay null (`blank`), and those of them that got a value (`overclaimed`).
    """

    name: str
    right: int
    wrong: int
    missed: int
    of: int
    answered: int | None = None
    blank: int = 0
    overclaimed: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 1 where nothing was found."""
        return _share(self.right, self.right + self.wrong, 1.0)

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found; 1 where nothing is there."""
        return _share(self.right, self.right + self.missed, 1.0)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is there and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed, 1.0)

    @property
    def coverage(self) -> float:
        """Of the rows with a value, the share for which any was found; the recall if not scored by row."""
        there = self.right + self.missed
        return self.recall if self.answered is None else _share(self.answered, there, 1.0)

    @property
    def overclaim(self) -> float:
        """Of the rows that must stay null, the share that got a value; 0 where there is no such row."""
        return _share(self.overclaimed, self.blank, 0.0)

    @property
    def accuracy(self) -> float:
        """The share of rows that are as they should be, null included."""
        return _share(self.right + self.blank - self.overclaimed, self.of, 1.0)

    @property
    def precision_interval(self) -> Interval:
        return wilson(self.right, self.right + self.wrong)

    @property
    def recall_interval(self) -> Interval:
        return wilson(self.right, self.right + self.missed)

    @property
    def f1_interval(self) -> Interval:
        """F1 rises with the share of right ones among all that is there or was found (2s / (1 + s)), so the
        interval of that share is carried over.
        """
        share = wilson(self.right, self.right + self.wrong + self.missed)
        return Interval(*(2 * end / (1 + end) for end in share))

    @property
    def overclaim_interval(self) -> Interval:
        return wilson(self.overclaimed, self.blank)

    @property
    def accuracy_interval(self) -> Interval:
        return wilson(self.right + self.blank - self.overclaimed, self.of)


def score_rows(name: str, rows: Iterable[Row]) -> Score:
    """The score of a field that has one value or none in each row."""
    judged = list(rows)
    right = sum(row.there and row.found and row.right for row in judged)
    return Score(
        name,
        right=right,
        wrong=sum(row.found for row in judged) - right,
        missed=sum(row.there for row in judged) - right,
        of=len(judged),
        answered=sum(row.there and row.found for row in judged),
        blank=sum(not row.there for row in judged),
        overclaimed=sum(row.found and not row.there for row in judged),
    )


def wilson(hits: int, of: int) -> Interval:
    """Wilson's score interval of a share at 95%; (0, 1) where nothing was tried.

    Chosen over the normal one since most shares here are close to 0 or 1, and over a bootstrap since it needs
    no rows and no seed: https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval
    """
    if not of:
        return Interval(0.0, 1.0)
    share, squared = hits / of, NORMAL_95**2
    centre = (share + squared / (2 * of)) / (1 + squared / of)
    margin = NORMAL_95 * sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    return Interval(max(0.0, min(share, centre - margin)), min(1.0, max(share, centre + margin)))


def _share(part: int, whole: int, otherwise: float) -> float:
    return part / whole if whole else otherwise
