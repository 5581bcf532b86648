"""The law that lives are a function of what is on record, whatever the order in which it came."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.life_facts import life_problems
from jobs_assets.store.search_index import problems
from tests.lives.worlds import SIDE_BY_SIDE, World, build, empty, told, worlds


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("worlds")
    opened = open_store(folder)
    yield opened
    opened.close()


@settings(
    max_examples=1000 // SIDE_BY_SIDE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(world=worlds())
def test_any_order_of_days_and_rebuilds_tells_the_same(store: Store, world: World) -> None:
    empty(store)
    build(store, world.steps)
    in_any_order = told(store)
    with store.reader() as connection:
        assert list(problems(connection)) == []  # the search index is in step
    assert list(life_problems(store)) == []
    empty(store)
    build(store, world.in_order())
    assert in_any_order == told(store)
