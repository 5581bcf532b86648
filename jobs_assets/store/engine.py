"""Opening the store: driver, pragmas, the one writer and what goes wrong with a database file.

What is stored is `tables.py`; how a fresh home gets its tables is `migrate.py`.
"""

import errno
import functools
import os
import re
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from jobs_assets.errors import HomeError
from jobs_assets.home import Home

FIRST_SAFE_SQLITE = (3, 51, 3)
BUSY_SECONDS = 30.0

_MIB = 1 << 20

# A posting of five to ten KB fits in one page, with its neighbours; in pages of 4 KiB it is a chain of three,
# which takes a third more time to write.
_PAGE_BYTES = 32 << 10
_ADVISORY_LOCK = 0x6A6F6273  # "jobs": the writer's lock where the store is a Postgres database


def sqlite_driver() -> ModuleType:
    """The SQLite driver with a fixed library; the standard one, with a warning, where that is missing."""
    try:
        driver = import_module("pysqlite3.dbapi2")
    except ImportError:  # no wheel and no compiler: better an old library with a warning than no store
        driver = import_module("sqlite3")
    _warn_if_unsafe(driver.sqlite_version_info)
    return driver


@dataclass(frozen=True, slots=True)
class LinkedSQLite:
    """Which SQLite library is in use, and why not to rely on it (`problem` is null for a sound one)."""

    version: str
    problem: str | None


def linked_sqlite(version: tuple[int, ...] | None = None) -> LinkedSQLite:
    """The linked version, checked: 3.7.0 to 3.51.2 can corrupt a WAL database with two writing connections.

    https://sqlite.org/wal.html#walresetbug
    """
    numbers = sqlite_driver().sqlite_version_info if version is None else version
    name = ".".join(map(str, numbers))
    if numbers >= FIRST_SAFE_SQLITE:
        return LinkedSQLite(name, None)
    return LinkedSQLite(
        name,
        f"SQLite {name} has the WAL-reset bug (fixed in 3.51.3): two connections that write or checkpoint at "
        "once can corrupt the database. Install the pysqlite3 package; until then run one process at a time.",
    )


@functools.cache
def _warn_if_unsafe(version: tuple[int, ...]) -> None:
    if problem := linked_sqlite(version).problem:
        warnings.warn(problem, RuntimeWarning, stacklevel=3)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Reading is free for all; writing is one transaction at a time on a data home.

    with store.writer() as connection:  # waits for the writer before
        connection.execute(...)
    # committed here; rolled back if the block raised
    """

    engine: Engine
    location: str  # for messages: the database file, or the URL without its password
    file: Path | None  # null where the store is not a file
    wait: float = BUSY_SECONDS  # for another process that writes

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A connection with one consistent view of the store for as long as it is open."""
        with explained(self.location), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writer(self, wait: float | None = None) -> Iterator[Connection]:
        """The one writer: the lock file first, then one transaction, then a checkpoint.

        `HomeError` if another process writes for longer than `wait` seconds (the store's own, if none are
        given), or the file cannot take it.
        """
        with (
            explained(self.location),
            self._alone(self.wait if wait is None else wait),
            self.engine.connect() as connection,
        ):
            connection.execution_options(writing=True)
            with connection.begin():
                if self.file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
                yield connection
            if self.file is not None:
                _checkpoint(connection)

    @contextmanager
    def _alone(self, wait: float) -> Iterator[None]:
        if self.file is None:
            yield
            return
        lock_file = lock_of(self.file)
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_file)
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise HomeError(_locked(self.location, lock_file)) from None
        try:
            yield
        finally:
            lock.release()

    def close(self) -> None:
        """Close every connection; the last one out folds the write-ahead log into the file."""
        self.engine.dispose()


def open_store(
    home_or_url: Home | Path | str, *, full_sync: bool = False, wait: float = BUSY_SECONDS
) -> Store:
    """The store of a data home (a `Home` or its folder), or of a database URL. Its tables are up to date.

    `full_sync` makes every commit survive a power cut (`synchronous=FULL`); without it the last commits
    before one may be missing, never half there. `wait`: seconds for another process to finish its writing;
    then `HomeError`, as for a database that is of a newer schema or unreadable.
    """
    from jobs_assets.store.migrate import upgrade  # noqa: PLC0415  # migrate.py builds on this module

    url = str(home_or_url)
    if isinstance(home_or_url, Home) or "://" not in url:
        home = home_or_url if isinstance(home_or_url, Home) else Home(Path(home_or_url))
        store = _sqlite_store(home.database, full_sync=full_sync, wait=wait)
    elif make_url(url).get_backend_name() == "sqlite":
        store = _sqlite_store(Path(make_url(url).database or ""), full_sync=full_sync, wait=wait)
    else:
        location = make_url(url).render_as_string(hide_password=True)
        store = Store(create_engine(url, pool_pre_ping=True), location, None, wait)
    upgrade(store)
    return store


def lock_of(database: Path) -> Path:
    """The lock file of the one writer of a database file."""
    return database.parent / "locks" / f"{database.stem}.lock"


def _sqlite_store(path: Path, *, full_sync: bool, wait: float) -> Store:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(
            f"{path.parent}: cannot make the data home ({error.strerror}). Check --home."
        ) from None
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite_driver(),
        connect_args={"timeout": wait, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  # a DBAPI connection has no common type
        connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # heeded when the file is made
        prepare_connection(connection, full_sync=full_sync, wait=wait)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return Store(engine, str(path), path, wait)


def prepare_connection(
    connection: Any,  # noqa: ANN401  # a DBAPI connection
    *,
    full_sync: bool = False,
    wait: float = BUSY_SECONDS,
) -> None:
    """Set what every connection to one of our SQLite files needs. No mmap: it amplifies a damaged log."""
    for pragma in (
        f"busy_timeout = {int(wait * 1000)}",
        "journal_mode = WAL",
        f"synchronous = {'FULL' if full_sync else 'NORMAL'}",
        "foreign_keys = ON",
        "wal_autocheckpoint = 0",  # only the writer checkpoints, when it has finished
        f"journal_size_limit = {64 * _MIB}",
        "cache_size = -8192",  # 8 MiB: the memory of a run must not grow with its day
    ):
        connection.execute(f"PRAGMA {pragma}")


def checkpoint(connection: Any) -> None:  # noqa: ANN401  # a DBAPI connection
    """Move the log into the database file as far as no reader still needs it, waiting for nobody."""
    ((waits,),) = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {waits}")


def _checkpoint(connection: Connection) -> None:
    checkpoint(connection.connection.driver_connection)


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turn a database error that a user can act on into a `HomeError` that says how."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise HomeError(_full(location)) from error
    except (DBAPIError, sqlite_driver().Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        if message := _remedy(location, origin):
            raise HomeError(message) from error
        raise


def _remedy(location: str, error: BaseException | None) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        refused = type(error).__name__ == "OperationalError"
        return (
            f"{location}: the database does not answer ({error}). Is it running, is the URL right?"
            if refused
            else None
        )
    primary = code & 0xFF
    if primary in (5, 6):  # SQLITE_BUSY, SQLITE_LOCKED
        return _locked(location, Path(location))
    # On a full disk SQLite cannot grow its log's index either, and calls that an error of the disk.
    if primary == 13 or (primary == 10 and _is_full(location)):
        return _full(location)
    return {
        8: f"{location}: the file or its folder is read-only. Give this user the right to write there.",
        10: f"{location}: the disk failed to read or write ({error}). Check the disk, then `jobs verify`.",
        11: f"{location}: damaged ({error}). Restore a copy into a fresh home: `jobs restore FILE`.",
        14: f"{location}: cannot be opened. Check that the folder exists and this user may write there.",
        26: f"{location}: not a database. Move the file away, or restore a copy: `jobs restore FILE`.",
    }.get(primary)


def _full(location: str) -> str:
    return f"{location}: the disk is full. Nothing of this step was stored; free some space, run it again."


def _is_full(location: str) -> bool:
    path = Path(location)
    return path.exists() and shutil.disk_usage(path).free < _MIB


def _locked(location: str, lock_file: Path) -> str:
    pids = lock_holders(lock_file)
    held = f"process {' and '.join(map(str, pids))}" if pids else "another process"
    return f"{location}: locked by {held}. Wait for it to finish (or stop it), then run this again."


def lock_holders(path: Path) -> list[int]:
    """The processes that hold a lock on a file or its log's index; none where the system does not tell."""
    inodes = {
        f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
        for name in (path, Path(f"{path}-shm"))
        if name.exists() and (found := name.stat())
    }
    try:
        table = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:  # not Linux
        return []
    entries = re.findall(r"^\d+: \S+\s+\S+\s+WRITE (\d+) (\S+) ", table, flags=re.MULTILINE)
    return sorted({int(pid) for pid, inode in entries if inode in inodes} - {0, os.getpid()})
