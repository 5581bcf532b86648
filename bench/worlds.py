"""Twenty thousand random worlds, built in any order and in the order of their days: how many tell otherwise.

The worlds and the law are those of the tests (`tests/lives/worlds.py`), which build a thousand. It takes half
an hour, so it is measured only where it is named.
"""

import tempfile
import time
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from bench.figure import Figure
from jobs_assets.store.engine import open_store
from jobs_assets.store.search_index import problems
from tests.lives.worlds import SIDE_BY_SIDE, World, build, empty, told, worlds

WORLDS = 20_000


def measure() -> list[Figure]:
    """Worlds that told otherwise in another order, or left the search index behind: none may."""
    differing = built = 0
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:

        @settings(
            max_examples=WORLDS // SIDE_BY_SIDE,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(world=worlds())
        def tell(world: World) -> None:
            nonlocal differing, built
            built += SIDE_BY_SIDE
            empty(store)
            build(store, world.steps)
            in_any_order = told(store)
            with store.reader() as connection:
                in_step = not list(problems(connection))
            empty(store)
            build(store, world.in_order())
            differing += not (in_step and told(store) == in_any_order)

        tell()
    seconds = time.process_time() - started
    return [
        Figure(
            "lives: worlds that tell otherwise in another order",
            differing,
            None,
            "worlds",
            None,
            f"0 of {WORLDS:,}",
            differing == 0 and built >= WORLDS,
            f"{built:,} worlds of up to seven days, {seconds / built * 1e3:.0f} CPU-ms each",
        )
    ]
