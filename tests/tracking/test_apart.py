"""A person's data is apart: nothing of the pipeline writes it, nothing that happens to postings touches it.

`written_by_nobody` forbids every write to its tables in the database itself; what then still runs does not
write them.
"""

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import jobs_assets
from jobs_assets.home import Home
from jobs_assets.postings import Closed
from jobs_assets.store.backup import backup, restore
from jobs_assets.store.engine import Store, open_store, sqlite_driver
from jobs_assets.store.lives import update_lives
from jobs_assets.store.verify import verify
from jobs_assets.tracking.entries import all_tracked, tracked_of, write_down
from jobs_assets.tracking.manual import add_manual
from jobs_assets.tracking.records import Entry, Snapshot, Words
from jobs_assets.tracking.tables import manual_postings, tracked, tracked_notes, tracked_stages
from tests.cli.conftest import jobs_finished
from tests.store.told import a_job, tell

OWN = [table.name for table in (tracked, tracked_stages, tracked_notes, manual_postings)]
CODE = Path(jobs_assets.__file__).parent
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

MAY_WRITE = {"cli/track.py"}
MAY_READ = {"cli/tracked.py", "cli/naming.py", "cli/asked_for.py", "cli/history.py", "cli/show.py"}
WRITING = {"write_down", "write_entry", "drop_note", "forget", "add_manual", "correct_manual"}


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for folder in (CODE, CODE.parent / "scrapy_project"):
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            if not name.startswith(("tracking/", "store/migrations/")):
                found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_only_a_persons_own_commands_reach_the_room() -> None:
    reaching = {
        name: {what for source, what in imported(module) if source.startswith("jobs_assets.tracking")}
        for name, module in modules().items()
    }
    readers = {name for name, what in reaching.items() if what}
    assert readers <= MAY_READ | MAY_WRITE | {"store/migrate.py"}
    assert {name for name, what in reaching.items() if what & WRITING} == MAY_WRITE
    assert reaching["store/migrate.py"] == {"tables"}, "as a module, for its part of the schema"


def test_no_statement_elsewhere_names_the_tables() -> None:
    words = re.compile(rf"\b(?:INTO|UPDATE|FROM|TABLE|JOIN)\s+\"?(?:{'|'.join(OWN)})\b", re.IGNORECASE)
    for name, module in modules().items():
        texts = [
            node.value
            for node in ast.walk(module)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in texts if words.search(text)], name


def contents(store: Store) -> list[object]:
    """Every row as the file has it."""
    assert store.file is not None
    with closing(sqlite_driver().connect(str(store.file))) as connection:
        return [
            [table, *connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()]
            for table in OWN
        ]


@pytest.fixture
def written_by_nobody(store: Store) -> Store:
    """A store with something in each of the tables, and triggers that forbid any write to them."""
    tell(store, 0, a_job("1"), a_job("2", title="Florist"))
    for native_id in ("1", "2"):
        posting = Snapshot(f"lever:acme:{native_id}", "As it was", "Acme")
        write_down(store, posting, Entry("applied", starred=True, note="ß ☂"), NOW, NOW.date())
    add_manual(store, Words("Barkeeper", url="https://zentral.example"), Entry(), NOW, NOW.date())
    with store.writer() as connection:
        for table in OWN:
            for event in ("INSERT", "UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER no_{event}_{table} BEFORE {event} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'this is a person''s own'); END"
                )
    return store


def test_the_triggers_forbid_what_they_should(written_by_nobody: Store) -> None:
    with (
        closing(sqlite_driver().connect(str(written_by_nobody.file))) as connection,
        pytest.raises(sqlite_driver().IntegrityError, match="a person's own"),
    ):
        connection.execute("DELETE FROM tracked_notes")


def test_nothing_that_happens_to_postings_touches_it(written_by_nobody: Store) -> None:
    store = written_by_nobody
    before = contents(store)
    tell(store, 1, a_job("2", title="Head Florist"), a_job("7", "lever:agency"))  # renamed; a duplicate comes
    tell(store, 2, a_job("7", "lever:agency"), also=("lever:acme",))  # closed
    tell(
        store,
        3,
        a_job("1", description_text="Another job by now.", title="Cook"),
        Closed("lever:acme", "lever:acme:2", "u", "page_gone", "404"),
    )
    tell(store, 1, a_job("7", "lever:agency"))  # rebuilt, without either
    tell(store, 0, a_job("7", "lever:agency"))
    tell(store, 3, a_job("7", "lever:agency"))
    update_lives(store)
    assert contents(store) == before


def test_a_run_leaves_it_as_it_is(written_by_nobody: Store, home: Home) -> None:
    before = contents(written_by_nobody)
    written_by_nobody.close()
    done = jobs_finished("run", "--samples", "12", "--json", "--home", str(home.path))
    assert done.status == 0, done.err
    assert done.document["postings_seen"] > 0
    with closing(open_store(home)) as store:
        assert contents(store) == before


def test_it_comes_back_with_a_backup(written_by_nobody: Store, home: Home, tmp_path: Path) -> None:
    before = contents(written_by_nobody)
    written_by_nobody.close()
    other = Home(tmp_path / "other")
    restore(backup(home, tmp_path / "copy.tar.zst").file, other)
    with closing(open_store(other)) as store:
        assert contents(store) == before
    assert [problem for problem in verify(other) if problem.severity == "error"] == []


def test_a_posting_that_vanishes_from_the_store_is_still_listed_as_it_was_known(store: Store) -> None:
    tell(store, 0, a_job("1"))
    write_down(store, Snapshot("lever:acme:1", "Bridge Engineer", "Acme"), Entry("saved"), NOW, NOW.date())
    with store.writer() as connection:
        for table in ("observations", "posting_lives", "posting_changes", "posting_versions"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    (found,) = all_tracked(store)
    assert (found.posting.title, found.posting.hiring_organization, found.stage) == (
        "Bridge Engineer",
        "Acme",
        "saved",
    )
    assert tracked_of(store, ["lever:acme:1"]) == [found]
