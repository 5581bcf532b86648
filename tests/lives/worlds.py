"""Small random worlds: boards whose postings appear, change, vanish and return under crawls good and bad, and
the orders in which their days can be stored.

A world is what is finally on record; a `Step` stores a part of it, or of what a day was before it was done
again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import text

from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Closed, Posting, Record, SalaryBand, Unparsed, content_hash
from jobs_assets.store.engine import Store
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.search_index import rebuild
from jobs_assets.store.tables import metadata

FIRST = date(2026, 3, 1)
SIDE_BY_SIDE = 10
"""Worlds in one store: they share their days and the order in which these are stored, and nothing else."""

BOARDS = tuple(
    board_id for n in range(SIDE_BY_SIDE) for board_id in (f"lever:acme{n}", f"site:acme{n}.example")
)
OUTCOMES = ("complete", "complete", "complete", "partial", "failed", "empty", "gone")
TEXT = "Build bridges over cold rivers.\nWork with eleven engineers.\nBring a helmet and good boots."

VARIANTS: dict[str, dict[str, Any]] = {
    "plain": {},
    "raised": {"salary": [SalaryBand(60_000.0, 70_000.0, "EUR", "YEAR")]},
    "paid": {"salary": [SalaryBand(50_000.0, 60_000.0, "EUR", "YEAR")]},
    "remote": {"workplace": "remote"},
    "retitled": {"title": "Senior Engineer"},
    "row alone": {"description_text": "", "description_html": ""},
    "ending": {"valid_through": "2026-03-04"},
    "other job": {"title": "Florist", "description_text": "Tie flowers.\nSell them.\nWater what is left."},
    "dated": {"date_posted": "2026-02-03"},
}


@cache
def posting(board_id: str, native_id: int, variant: str) -> Posting:
    """A posting of a world; the first two have the same text, so that one may repeat the other."""
    given: dict[str, Any] = {
        "title": "Engineer" if native_id < 2 else f"Engineer {native_id}",
        "description_text": TEXT,
        "description_html": f"<p>{TEXT}</p>",
    }
    made = Posting(
        posting_id=f"{board_id}:{native_id}",
        board_id=board_id,
        url=f"https://acme.example/{native_id}",
        **given | VARIANTS[variant],
    )
    made.content_hash = content_hash(made)
    return made


@dataclass(frozen=True)
class BoardOnDay:
    """A board on a day: its outcome (null: not crawled), what it shows, what was lost, what is over."""

    outcome: str | None
    shown: tuple[tuple[int, str], ...] = ()
    lost: tuple[int, ...] = ()
    over: tuple[int, ...] = ()


@dataclass(frozen=True)
class WorldDay:
    """A day of all boards, as crawled and as read by a parser."""

    boards: tuple[BoardOnDay, ...]
    parser_version: int = 1

    def crawl(self, day: date) -> RawPagesDay:
        """The day's outcomes; its pages play no part."""
        return RawPagesDay(
            day,
            [],
            [
                BoardDay(board_id, BoardOutcome(board.outcome), postings=len(board.shown))
                for board_id, board in zip(BOARDS, self.boards, strict=True)
                if board.outcome is not None
            ],
        )

    def records(self) -> list[tuple[int, Record]]:
        """What the day's pages hold."""
        found: list[Record] = []
        for board_id, board in zip(BOARDS, self.boards, strict=True):
            found += [posting(board_id, native_id, variant) for native_id, variant in board.shown]
            found += [Unparsed(board_id, "u", "no_title", "", str(native_id)) for native_id in board.lost]
            found += [
                Closed(board_id, f"{board_id}:{native_id}", "u", "page_gone", None)
                for native_id in board.over
            ]
        return list(enumerate(found))


@dataclass(frozen=True)
class Step:
    """Stores a day's crawl, its records, or both; then the lives are told, or not yet."""

    day: int
    content: WorldDay
    crawl: bool = True
    parse: bool = True
    told: bool = True


@dataclass(frozen=True)
class World:
    """What is finally on record, by day, and an order to get there."""

    days: tuple[WorldDay, ...]
    steps: tuple[Step, ...] = field(default=())

    def in_order(self) -> list[Step]:
        """Each day once, as it comes."""
        return [Step(number, day) for number, day in enumerate(self.days)]


def _boards_on_days() -> st.SearchStrategy[BoardOnDay]:
    def board(outcome: str | None, shown: dict[int, str], doubts: dict[int, str]) -> BoardOnDay:
        if outcome in (None, "failed", "empty", "gone"):
            shown = {}
        rest = {native_id: doubt for native_id, doubt in doubts.items() if native_id not in shown}
        return BoardOnDay(
            outcome,
            tuple(sorted(shown.items())),
            tuple(sorted(native_id for native_id, doubt in rest.items() if doubt == "lost")),
            tuple(sorted(native_id for native_id, doubt in rest.items() if doubt == "over")),
        )

    ids = st.integers(0, 3)
    return st.builds(
        board,
        st.sampled_from([*OUTCOMES, None]),
        st.dictionaries(ids, st.sampled_from([*["plain"] * 4, *VARIANTS]), max_size=4),
        st.dictionaries(ids, st.sampled_from(["lost", "over"]), max_size=1),
    )


def _days() -> st.SearchStrategy[WorldDay]:
    return st.builds(WorldDay, st.tuples(*[_boards_on_days() for _ in BOARDS]), st.sampled_from([1, 1, 1, 2]))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Worlds of up to seven days, with an order to build it: days shuffled, some first as they were not to
    stay, some crawled and parsed apart, with lives told in between or not.
    """
    days = tuple(draw(st.lists(_days(), min_size=2, max_size=7)))
    steps: list[Step] = []
    for number in draw(st.permutations(range(len(days)))):
        if draw(st.booleans()):
            before = draw(_days())
            steps.append(Step(number, before, told=draw(st.booleans()), parse=draw(st.booleans())))
        steps.append(Step(number, days[number], told=draw(st.booleans())))
    for number in draw(st.lists(st.integers(0, len(days) - 1), max_size=2)):
        steps.append(Step(number, days[number], crawl=draw(st.booleans()), told=draw(st.booleans())))
    return World(days, tuple(steps))


def empty(store: Store) -> None:
    """Make the store as if nothing had ever been in it."""
    with store.writer() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        rebuild(connection)


def build(store: Store, steps: Sequence[Step]) -> None:
    """Store the steps one after the other; lives are told after the last, if not before."""
    for step in steps:
        day = FIRST + timedelta(days=step.day)
        if step.crawl:
            replace_raw_day(store, step.content.crawl(day))
        if step.parse:
            replace_day(store, day, step.content.records(), parser_version=step.content.parser_version)
        if step.told:
            update_lives(store)
    update_lives(store)


def told(store: Store) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """All of `postings` and `posting_changes`, but for the numbers that rows have in this store alone."""
    with store.reader() as connection:
        postings = connection.execute(text("SELECT * FROM postings ORDER BY posting_id")).all()
        changes = connection.execute(text("SELECT * FROM posting_changes ORDER BY 1, 2, 3, 4")).all()
        columns = connection.execute(text("SELECT * FROM postings LIMIT 0")).keys()
    assert next(iter(columns)) == "posting_key"
    return [tuple(row)[1:] for row in postings], [tuple(row) for row in changes]
