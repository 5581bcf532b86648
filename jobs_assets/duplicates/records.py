"""What goes in and what comes out: a posting to be compared, a pair found alike, a link. Pure data."""

from dataclasses import dataclass
from typing import Literal

Layer = Literal["same_native_id", "same_requisition", "same_text"]

LAYERS: tuple[Layer, ...] = ("same_native_id", "same_requisition", "same_text")
"""From the strongest to the weakest."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place of work as the posting states it; hashable, unlike `postings.Place`."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A posting as far as it matters for duplicates.

    `text` is its `description_text`. `first_seen` is an ISO 8601 date or moment; null sorts last. `closed`:
    it is no longer offered. Everything else is as in `postings.Posting`.
    """

    posting_id: str
    board_id: str
    title: str
    text: str = ""
    hiring_organization: str | None = None
    requisition_id: str | None = None
    places: tuple[Location, ...] = ()
    language: str | None = None
    url: str | None = None
    apply_url: str | None = None
    first_seen: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Two postings that are one opening. `first` < `second`, so that a pair has one record.

    `similarity` is the share of the shorter text that the longer one repeats; 1.0 where an id decides.
    `reason` says in words what agrees.
    """

    first: str
    second: str
    layer: Layer
    reason: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`posting_id` shows the opening that `of`, the representative, stands for.

    `layer`, `reason` and `similarity` are those of the match with `through`: the representative itself, or a
    posting that is its duplicate in turn.
    """

    posting_id: str
    of: str
    layer: Layer
    reason: str
    similarity: float
    through: str
