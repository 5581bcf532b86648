from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs_assets.home import Home
from jobs_assets.store.engine import Store, open_store


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    opened = open_store(home)
    yield opened
    opened.close()
