"""What holds for every posting of any world, however its days were put into the store."""

from collections.abc import Iterator
from itertools import pairwise

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jobs_assets.cli.change_words import headline, text_lines
from jobs_assets.cli.record import change_record
from jobs_assets.history import History
from jobs_assets.lives.changes import Change
from jobs_assets.signals import signals
from jobs_assets.store.change_search import Wanted, find_changes
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.histories import history
from jobs_assets.store.tables import posting_lives
from tests.lives.worlds import World, build, empty, worlds
from tests.store.told import day


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("histories"))
    yield opened
    opened.close()


def histories(store: Store) -> Iterator[History]:
    with store.reader() as connection:
        posting_ids = list(connection.scalars(select(posting_lives.c.posting_id)))
    for posting_id in posting_ids:
        found = history(store, posting_id)
        assert found is not None
        yield found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(world=worlds())
def test_a_history_tells_the_life_it_belongs_to(store: Store, world: World) -> None:
    empty(store)
    build(store, world.steps)
    seen = list(histories(store))
    for found in seen:
        agrees(found)
        every_change_can_be_told(found)
        every_signal_can_be_proved(found)
    total, changes = find_changes(store, Wanted(), 1000)
    assert total == len(changes) == sum(len(found.changes) for found in seen)


def agrees(found: History) -> None:
    changes, life = found.changes, found.life
    assert [change.day for change in changes] == sorted(change.day for change in changes)
    assert (changes[0].change, changes[0].day) == ("opened", life.first_seen)
    assert life.first_seen <= life.last_seen
    turns = [change for change in changes if change.change in ("opened", "closed", "reopened")]
    assert all(one.change != other.change for one, other in pairwise(turns))
    assert sum(change.change == "reopened" for change in turns) == life.reopened
    closed_at = life.closed_at and life.closed_at.isoformat()
    over = (turns[-1].old, turns[-1].new) if turns[-1].change == "closed" else (None, None)
    assert over == (closed_at, life.closed_reason)


def every_change_can_be_told(found: History) -> None:
    for change in found.changes:
        assert headline(change).plain.strip()
        assert bool(text_lines(change)) == (change.field == "description_text")
        assert orjson.dumps(change_record(change))


def every_signal_can_be_proved(found: History) -> None:
    for signal in signals(found):
        assert signal.says.endswith(".")
        assert orjson.dumps(signal)


WORDS = st.lists(st.sampled_from(["Senior", "Engineer", "(m/f/d)", "[bold]", "ß"]), max_size=5).map(" ".join)


@given(old=WORDS, new=WORDS)
def test_a_changed_title_is_told_with_both_titles_whole(old: str, new: str) -> None:
    told = headline(Change("lever:acme:1", day(0), "changed", "title", old, new))
    assert told.plain == f"title: {old} → {new}"
