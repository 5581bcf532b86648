"""A data home with an instance of its own, settings that crawl loopback at once, and boards to crawl."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from jobs_assets.assets.days import today
from jobs_assets.home import Home
from jobs_assets.settings import Settings, load_settings
from tests.orchestration.loopback_boards import LoopbackBoards, loopback_boards


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path / "home").create()
    monkeypatch.setenv("JOBS_HOME", str(home.path))
    monkeypatch.setenv("DAGSTER_HOME", str(home.dagster))
    return home


@pytest.fixture
def settings(home: Home) -> Settings:
    return load_settings(home=home.path, crawl={"delay": 0, "contact": "crawls@jobs.example"})


@pytest.fixture
def instance(home: Home) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        yield instance


@pytest.fixture
def boards() -> Iterator[LoopbackBoards]:
    with loopback_boards() as served:
        yield served


@pytest.fixture
def day() -> date:
    return today()
