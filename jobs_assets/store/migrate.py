"""Bringing a store to the schema of this code: at once for a fresh one, by Alembic with a backup for an older
one.

The migrations themselves are in `migrations/versions/`.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, inspect

from jobs_assets.budget import tables as budget_tables
from jobs_assets.errors import HomeError
from jobs_assets.store import enrichment_tables, search_tables
from jobs_assets.store.backup import copy_database
from jobs_assets.store.engine import Store
from jobs_assets.store.tables import metadata
from jobs_assets.tracking import tables as tracking_tables

# The revision that the tables of tables.py stand for; a test holds it to the newest migration.
REVISION = "0013"

# Tables of other rooms are of the schema from when they are imported on.
_ROOMS = (budget_tables, enrichment_tables, search_tables, tracking_tables)

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION_TABLE = "alembic_version"

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)


def upgrade(store: Store) -> None:
    """Make the store's schema that of this code.

    A fresh store is created from `tables.py`. An older one is first copied to `backups/` beside it, then
    migrated in one transaction: on any failure it is as before. `HomeError` if it is of a newer schema than
    this code.
    """
    with store.reader() as connection:
        found = _revision(connection)
    if found == REVISION:
        return
    with store.writer() as connection:
        found = _revision(connection)  # another process may have been faster
        if found is None:
            create(connection)
        elif found != REVISION:
            _migrate(store, connection, found)


def create(connection: Connection, tables: MetaData = metadata) -> None:
    """Create every table of a fresh store and note the revision."""
    tables.create_all(connection)
    connection.exec_driver_sql(
        f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql(f"INSERT INTO {_VERSION_TABLE} VALUES ('{REVISION}')")  # noqa: S608  # our constant


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION_TABLE}").scalar()  # noqa: S608  # constant
    return str(found)


def _migrate(store: Store, connection: Connection, found: str) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # a third of a second, needed once in a release

    config = migrations(connection)
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    if found not in known:
        raise HomeError(
            f"{store.location}: of a newer schema ({found}) than this code knows ({REVISION}). "
            "Update the code, or use another home."
        )
    if store.file is not None:
        log.info(
            "schema %s -> %s; copy of the database before: %s", found, REVISION, _copy(store.file, found)
        )
    run_migrations(config)


def migrations(connection: Connection) -> "Config":
    """Alembic's configuration to migrate on `connection`, inside the transaction it is in."""
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection, "metadata": metadata})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def run_migrations(config: "Config", revision: str = "head") -> None:
    """Run the migrations up to `revision`."""
    from alembic import command  # noqa: PLC0415  # as above

    command.upgrade(config, revision)


def _copy(database: Path, revision: str) -> Path:
    """Copy a database as last committed to `backups/`, whole or not at all."""
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{database.stem}-{revision}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite"
    unfinished = target.with_suffix(".unfinished")
    copy_database(database, unfinished)
    return unfinished.rename(target)
