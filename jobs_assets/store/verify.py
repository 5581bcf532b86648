"""Is everything in a data home whole? Reads all of it and changes nothing.

Problems are values, one per thing that is wrong; how they are shown is the command line's.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select

from jobs_assets.budget.spend import ledger_problems
from jobs_assets.errors import JobsError
from jobs_assets.home import Home
from jobs_assets.store import search_index
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.bulk import BATCH
from jobs_assets.store.engine import Store, linked_sqlite, open_store, sqlite_driver
from jobs_assets.store.life_facts import life_problems
from jobs_assets.store.tables import POSTING_COLUMNS, posting_versions, raw_pages
from jobs_assets.store.versions import version_hash

Severity = Literal["error", "info"]

_MOST_OF_A_KIND = 20  # one damaged disk block may hurt thousands of rows


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found. `kind` is a short stable word; an `info` is worth knowing and needs nothing done."""

    severity: Severity
    kind: str
    message: str


def verify(home: Home) -> list[Problem]:
    """What is wrong with a home, and what to know about it. Without an `error` among them, all is whole."""
    problems: list[Problem] = []
    if problem := linked_sqlite().problem:
        problems.append(Problem("info", "sqlite_version", problem))
    if not home.database.exists():
        return [
            *problems,
            Problem("error", "no_database", f"{home.path}: there is no {home.database.name} here."),
        ]
    files = [file for file in (home.database, home.archive) if file.exists()]
    damaged = [found for file in files for found in _file_problems(file)]
    problems += damaged
    try:
        with _opened(home) as store:
            problems += _few("version_hash", list(_version_problems(store)))
            problems += _few("body", list(_body_problems(home, store)))
            problems += _few("life", list(life_problems(store)))
            problems += _few("search_index", list(_index_problems(store)))
            problems += _few("ledger", ledger_problems(store))
        problems += _spools(home)
    except JobsError as error:
        problems.append(Problem("error", "unreadable", str(error)))
    return problems


@contextmanager
def _opened(home: Home) -> Iterator[Store]:
    with closing(open_store(home)) as store:
        yield store


def _file_problems(file: Path) -> Iterator[Problem]:
    """What SQLite itself finds: broken pages and indexes, observations of versions that are not there."""
    driver = sqlite_driver()
    try:
        with closing(driver.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            for (found,) in connection.execute(f"PRAGMA integrity_check({_MOST_OF_A_KIND})"):
                if found != "ok":
                    yield Problem("error", "integrity", f"{file.name}: {found}")
            yield from _few("reference", list(_dangling(file, connection)))
    except driver.DatabaseError as error:
        yield Problem("error", "integrity", f"{file.name}: {error}. Restore a backup: `jobs restore FILE`.")


def _dangling(file: Path, connection: Any) -> Iterator[str]:  # noqa: ANN401  # a DBAPI connection
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield f"{file.name}: a row of {table} refers to a row of {parent} that is missing."


def _version_problems(store: Store) -> Iterator[str]:
    version = posting_versions.c
    query = select(version.version_id, version.version_hash, *(version[name] for name in POSTING_COLUMNS))
    with store.reader() as connection:
        for version_id, stored, *values in connection.execution_options(yield_per=BATCH).execute(query):
            if version_hash(tuple(values)) != stored:
                yield f"{store.location}: version {version_id} ({values[0]}) does not match its hash."


def _index_problems(store: Store) -> Iterator[str]:
    with store.reader() as connection:
        for problem in search_index.problems(connection):
            yield f"{problem} Make it anew: `jobs search --reindex`."


def _body_problems(home: Home, store: Store) -> Iterator[str]:
    """Every body on record is there and every body there is whole."""
    if not home.archive.exists():
        with store.reader() as connection:
            if connection.exec_driver_sql(
                "SELECT 1 FROM raw_pages WHERE body_hash IS NOT NULL LIMIT 1"
            ).first():
                yield f"{home.archive}: the archive is missing, and pages refer to it."
        return
    with PageArchive(home.archive, readonly=True) as archive:
        for body_hash in archive.hashes():
            try:
                archive.read(body_hash, thorough=True)
            except JobsError as error:
                yield str(error)
        with store.reader() as connection:
            distinct = select(raw_pages.c.body_hash).where(raw_pages.c.body_hash.is_not(None)).distinct()
            referred = connection.execution_options(yield_per=BATCH).scalars(distinct)
            for body_hash in referred:
                if not archive.has(body_hash):
                    yield f"{home.archive}: body {body_hash} is missing, and pages refer to it."


def _spools(home: Home) -> Iterator[Problem]:
    if not home.archive.exists():
        return
    with PageArchive(home.archive, readonly=True) as archive:
        stats = archive.stats()
    if stats.unfinished_crawls:
        yield Problem(
            "info", "unfinished_crawl", f"{stats.unfinished_crawls} crawls did not finish; run again."
        )
    if stats.finished_crawls:
        yield Problem(
            "info", "unpublished_crawl", f"{stats.finished_crawls} crawls wait to be published; run again."
        )


def _few(kind: str, messages: list[str]) -> Iterator[Problem]:
    for message in messages[:_MOST_OF_A_KIND]:
        yield Problem("error", kind, message)
    if (more := len(messages) - _MOST_OF_A_KIND) > 0:
        yield Problem("error", kind, f"… and {more:,} more of these.")
