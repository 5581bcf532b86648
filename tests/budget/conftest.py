from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jobs_assets.home import Home
from jobs_assets.store.engine import Store, open_store


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    with closing(open_store(home, full_sync=True)) as opened:
        yield opened
