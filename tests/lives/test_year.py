"""A year of two hundred boards whose truth is known, seen through crawls of which one in ten goes wrong.

What must be told is worked out here from what each day showed, posting by posting, in a few lines that share
nothing with the code under test.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.postings import Posting, SalaryBand, content_hash
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.lives import update_lives
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay

FIRST = date(2025, 11, 24)
DAYS = 365
BOARDS = 200
FAILURES = 0.1


@dataclass
class Truth:
    """A posting as its employer has it: the stretches of days on which it is offered, and days it changed."""

    posting_id: str
    board_id: str
    offered: list[tuple[int, int]]  # first day, and the first day without it
    changed: list[int]
    shown: list[int] = field(default_factory=list)  # days on which a crawl showed it

    def is_offered(self, day: int) -> bool:
        return any(start <= day < end for start, end in self.offered)

    def pay(self, day: int) -> float:
        return 50_000.0 + 1_000 * sum(changed <= day for changed in self.changed)


@dataclass
class Year:
    """The truth, and how each board's crawl went on each day: complete, partial, failed or empty."""

    postings: list[Truth]
    outcomes: dict[str, list[BoardOutcome]]


def a_year(seed: int) -> Year:
    draw = random.Random(seed)
    postings: list[Truth] = []
    outcomes: dict[str, list[BoardOutcome]] = {}
    for board in range(BOARDS):
        board_id = f"lever:firm{board}"
        outcomes[board_id] = [
            draw.choice(
                [BoardOutcome.FAILED, BoardOutcome.PARTIAL, BoardOutcome.THROTTLED, BoardOutcome.EMPTY]
            )
            if draw.random() < FAILURES
            else BoardOutcome.COMPLETE
            for _ in range(DAYS)
        ]
        for number in range(draw.randint(3, 14)):
            start = draw.randint(-40, DAYS - 10)
            end = start + draw.randint(2, 200)
            offered = [(start, end)]
            if draw.random() < 0.2:
                again = end + draw.randint(1, 40)
                offered.append((again, again + draw.randint(2, 60)))
            changed = sorted(draw.sample(range(DAYS), draw.choice([0, 1, 1, 2])))
            postings.append(Truth(f"{board_id}:{number}", board_id, offered, changed))
    _avoid_true_emptiness(postings, outcomes)
    return Year(postings, outcomes)


def _avoid_true_emptiness(postings: list[Truth], outcomes: dict[str, list[BoardOutcome]]) -> None:
    """One posting of each board is always there, and no glitch of emptiness lasts two days: that would be a
    truth of its own."""
    for board_id, days in outcomes.items():
        of_board = [posting for posting in postings if posting.board_id == board_id]
        of_board[0].offered, of_board[0].changed = [(0, DAYS)], []
        for day in range(1, DAYS):
            if days[day] is BoardOutcome.EMPTY and BoardOutcome.EMPTY in days[max(0, day - 9) : day]:
                days[day] = BoardOutcome.COMPLETE


def shown_on(year: Year, day: int, draw: random.Random) -> Iterator[Truth]:
    for posting in year.postings:
        outcome = year.outcomes[posting.board_id][day]
        through = outcome is BoardOutcome.COMPLETE or (
            outcome is BoardOutcome.PARTIAL and draw.random() < 0.5
        )
        if through and posting.is_offered(day):
            posting.shown.append(day)
            yield posting


TEXT = "\n".join(f"Line {number} of what a baker does before dawn." for number in range(12))
BASE = Posting("", "", None, "", description_text=TEXT, description_html=f"<p>{TEXT}</p>")


def record(posting: Truth, day: int) -> Posting:
    made = replace(
        BASE,
        posting_id=posting.posting_id,
        board_id=posting.board_id,
        title=f"Baker {posting.posting_id}",
        salary=[SalaryBand(posting.pay(day), None, "EUR", "YEAR")],
    )
    made.content_hash = content_hash(made)
    return made


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Year]]:
    folder: Path = tmp_path_factory.mktemp("year")
    store, year, draw = open_store(folder), a_year(7), random.Random(8)
    for day in range(DAYS):
        on = FIRST + timedelta(days=day)
        shown = [record(posting, day) for posting in shown_on(year, day, draw)]
        boards = [BoardDay(board_id, days[day]) for board_id, days in year.outcomes.items()]
        replace_raw_day(store, RawPagesDay(on, [], boards))
        replace_day(store, on, enumerate(shown))
        update_lives(store)
    yield store, year
    store.close()


def expected_events(posting: Truth, outcomes: list[BoardOutcome]) -> list[tuple[str, int, str | None]]:
    """Opened, closed (with the day it closed) and reopened, by the rule of two complete crawls."""
    events: list[tuple[str, int, str | None]] = []
    missing: list[int] = []
    is_open = False
    shown = set(posting.shown)
    for day, outcome in enumerate(outcomes):
        if day in shown:
            if not is_open:
                events.append(("reopened" if events else "opened", day, None))
            is_open, missing = True, []
        elif is_open and outcome is BoardOutcome.COMPLETE:
            missing.append(day)
            if len(missing) == 2:
                events.append(("closed", day, (FIRST + timedelta(days=missing[0])).isoformat()))
                is_open = False
    return events


def events_of(store: Store) -> dict[str, list[tuple[str, int, str | None]]]:
    found: dict[str, list[tuple[str, int, str | None]]] = {}
    query = text(
        "SELECT posting_id, day, change, old FROM posting_changes WHERE change <> 'changed' "
        "ORDER BY posting_id, day, change = 'closed'"
    )
    with store.reader() as connection:
        for posting_id, day, change, old in connection.execute(query):
            number = (date.fromisoformat(day) - FIRST).days
            found.setdefault(posting_id, []).append((change, number, old if change == "closed" else None))
    return found


def test_opened_closed_and_reopened_are_exact_to_the_day(lived: tuple[Store, Year]) -> None:
    store, year = lived
    found = events_of(store)
    expected = {
        posting.posting_id: events
        for posting in year.postings
        if (events := expected_events(posting, year.outcomes[posting.board_id]))
    }
    assert found == expected
    kinds = [kind for events in expected.values() for kind, _, _ in events]
    assert {kind: kinds.count(kind) > 100 for kind in ("opened", "closed", "reopened")} == {
        "opened": True,
        "closed": True,
        "reopened": True,
    }


def test_nothing_is_closed_while_it_is_offered(lived: tuple[Store, Year]) -> None:
    store, year = lived
    truth = {posting.posting_id: posting for posting in year.postings}
    closings = [
        (posting_id, (date.fromisoformat(str(at)) - FIRST).days)
        for posting_id, events in events_of(store).items()
        for kind, _, at in events
        if kind == "closed"
    ]
    assert [(posting_id, day) for posting_id, day in closings if truth[posting_id].is_offered(day)] == []
    assert len(closings) > 500


def test_changes_of_pay_are_exact_to_the_day(lived: tuple[Store, Year]) -> None:
    store, year = lived
    query = text(
        "SELECT posting_id, day FROM posting_changes WHERE change = 'changed' AND field = 'salary' "
        "AND effect = 'pay_raised'"
    )
    with store.reader() as connection:
        found = {(posting_id, date.fromisoformat(day)) for posting_id, day in connection.execute(query)}
    expected = {
        (posting.posting_id, FIRST + timedelta(days=late))
        for posting in year.postings
        for early, late in zip(posting.shown, posting.shown[1:], strict=False)
        if posting.pay(early) != posting.pay(late)
    }
    assert found == expected
    assert len(expected) > 300


def test_when_a_posting_was_seen_is_exact_to_the_day(lived: tuple[Store, Year]) -> None:
    store, year = lived
    with store.reader() as connection:
        rows = connection.execute(text("SELECT posting_id, first_seen, last_seen FROM postings")).all()
    found = {posting_id: (first, last) for posting_id, first, last in rows}
    assert found == {
        posting.posting_id: tuple(
            (FIRST + timedelta(days=day)).isoformat() for day in (posting.shown[0], posting.shown[-1])
        )
        for posting in year.postings
        if posting.shown
    }
