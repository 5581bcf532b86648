"""What a person has on record about a posting. Pure data: no storage, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Stage = Literal["inbox", "saved", "applied", "interview", "offer", "closed"]
STAGES: tuple[Stage, ...] = get_args(Stage)

MANUAL_BOARD = "manual:own"


def manual_number(posting_id: str) -> int | None:
    """The number of a posting of the person's own, "manual:own:7"; null for the id of any other."""
    board_id, _, number = posting_id.rpartition(":")
    mine = board_id == MANUAL_BOARD and number.isascii() and number.isdigit() and len(number) < 19
    return int(number) if mine else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What names a posting to a person who meets it again after the store has lost it."""

    posting_id: str
    title: str
    hiring_organization: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A step. `day` is when it was taken, `written_at` when that was said."""

    stage: Stage
    day: date
    written_at: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note; with `remind_on` it is a date to come back to. Its number stays its own."""

    number: int
    text: str
    written_at: str
    remind_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """A posting that a person follows. `stages` and `notes` are in the order in which they were written."""

    posting: Snapshot
    starred: bool
    tracked_at: str
    stages: Sequence[StageEntry]
    notes: Sequence[Note]

    @property
    def stage(self) -> Stage:
        """What was said last, whichever day it was said of."""
        return self.stages[-1].stage

    @property
    def since(self) -> date:
        """The day of the present stage."""
        return self.stages[-1].day


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says of a posting at once; what is null stays as it is.

    `day` is when the stage was reached: the day of writing, if none is given.
    """

    stage: Stage | None = None
    day: date | None = None
    starred: bool | None = None
    note: str | None = None
    remind_on: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says a posting of their own is; what is null is not said."""

    title: str | None = None
    hiring_organization: str | None = None
    url: str | None = None
    description_text: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What is said, by column."""
        columns = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in columns.items() if value is not None}
