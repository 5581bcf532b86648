"""The door to the data home: its store and its page archive, opened for as long as they are needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from jobs_assets.home import Home
from jobs_assets.settings import load_settings
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import Store, open_store


class DataHome(dg.ConfigurableResource[Any]):
    """What assets and checks look up beside their inputs.

    with home.store() as store: ...
    """

    path: str = Field(description="The folder with the database, the archive, logs and Dagster's instance.")

    @property
    def home(self) -> Home:
        """The folder's layout."""
        return Home(Path(self.path))

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The rows: in the home, or where JOBS_DATABASE_URL says (no field: it may hold a password)."""
        settings = load_settings()
        opened = open_store(settings.database_url or self.home, wait=settings.database_wait)
        with closing(opened) as store:
            yield store

    @contextmanager
    def archive(self, *, readonly: bool = False) -> Iterator[PageArchive]:
        """The page bodies, and crawls that wait to be published."""
        wait = load_settings().database_wait
        with PageArchive(self.home.archive, readonly=readonly, wait=wait) as archive:
            yield archive
