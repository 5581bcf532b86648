"""What is known of a posting beyond its words: its life, its changes, its kin. Pure data, as it is read.

How a life is told from observations is `lives/`; what can be noticed in one is `signals.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jobs_assets.enrichment.records import Enrichment
from jobs_assets.lives.changes import Change
from jobs_assets.lives.life import ClosedReason
from jobs_assets.postings import Place, Posting

EFFECTS = {
    "pay_raised": "pay raised",
    "pay_cut": "pay cut",
    "pay_stated": "pay stated",
    "pay_withdrawn": "pay no longer stated",
    "pay_changed": "pay changed",
    "remote_offered": "remote offered",
    "remote_withdrawn": "remote withdrawn",
    "workplace_changed": "workplace changed",
    "reposted": "reposted",
}
"""What a change can mean to a reader, in words."""

_REASONS: dict[str, str] = {
    ClosedReason.ABSENT: "not listed in two complete crawls",
    ClosedReason.PAGE_GONE: "its page is gone",
    ClosedReason.PAGE_SAYS_CLOSED: "its page says so",
    ClosedReason.VALID_THROUGH_PASSED: "its last day of validity has passed",
    ClosedReason.BOARD_GONE: "its board is gone",
    ClosedReason.CONFIRMED_EMPTY: "its board lists nothing any more",
}


@dataclass(frozen=True, slots=True)
class PostingLife:
    """When a posting was seen and whether it is over. `reopened` counts how often it came back.

    `repost_of` is a posting of its board with the same content that was over before; `duplicate_of` another
    posting that is the same opening.
    """

    first_seen: date
    last_seen: date
    closed_at: date | None = None
    closed_reason: str | None = None
    reopened: int = 0
    repost_of: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """Another posting, and what makes it the same opening: the layer, the reason, the likeness (0 to 1)."""

    posting_id: str
    board_id: str
    title: str | None
    hiring_organization: str | None
    url: str | None
    closed_at: date | None
    layer: str
    reason: str
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same job of the same employer at another place, which can be applied to by itself."""

    posting_id: str
    title: str
    job_location: Sequence[Place]
    url: str | None
    closed_at: date | None


@dataclass(frozen=True, slots=True)
class Repost:
    """A posting of the same board with the same content, at another time."""

    posting_id: str
    first_seen: date
    last_seen: date
    closed_at: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What a page said when it was asked for a posting that is over."""

    day: date
    url: str
    reason: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A posting and all that is known of it.

    `representative` stands for the cluster of duplicates; it is the posting itself where there is none.
    `dates_stated` are the dates posted that it has had with the same title and text, without repetition.
    `enrichment` is what its text says beyond its fields; null where it was not enriched yet.
    """

    posting: Posting
    life: PostingLife
    changes: Sequence[Change] = field(default=())
    representative: str = ""
    duplicates: Sequence[Kin] = field(default=())
    reposts: Sequence[Repost] = field(default=())
    closings: Sequence[Closing] = field(default=())
    dates_stated: Sequence[str] = field(default=())
    family: Sequence[Sibling] = field(default=())
    enrichment: Enrichment | None = None


def closed_because(reason: str | None) -> str:
    """Why a posting is over, in words."""
    return _REASONS.get(reason or "", (reason or "").replace("_", " "))
