import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import text

from jobs_assets.errors import HomeError
from jobs_assets.settings import Home
from jobs_assets.store.engine import Store, linked_sqlite, open_store

HOLD_THE_WRITER = """
    import sys
    from jobs_assets.store.engine import open_store
    with open_store(sys.argv[1]).writer():
        print("holding", flush=True)
        sys.stdin.read()
"""

HOLD_THE_DATABASE = """
    import sys
    import pysqlite3
    connection = pysqlite3.connect(sys.argv[1] + "/jobs.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM unparsed")
    print("holding", flush=True)
    sys.stdin.read()
"""


def holding(script: str, home: Home) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"holding\n"
    return child


def pragma(store: Store, name: str) -> object:
    with store.reader() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
        ("synchronous", 1),
        ("wal_autocheckpoint", 0),
        ("mmap_size", 0),
    ],
)
def test_every_connection_is_prepared(store: Store, name: str, value: object) -> None:
    assert pragma(store, name) == value


def test_the_ledger_can_ask_for_full_synchronous(home: Home) -> None:
    store = open_store(home, full_sync=True)
    assert pragma(store, "synchronous") == 2
    store.close()


def test_the_driver_links_a_sqlite_without_the_wal_reset_bug() -> None:
    assert linked_sqlite().problem is None


@pytest.mark.parametrize(("version", "sound"), [((3, 51, 2), False), ((3, 40, 1), False), ((3, 51, 3), True)])
def test_a_library_with_the_wal_reset_bug_is_named_with_its_remedy(
    version: tuple[int, ...], sound: bool
) -> None:
    problem = linked_sqlite(version).problem
    assert (problem is None) == sound
    assert sound or "pysqlite3" in str(problem)


def test_a_write_is_seen_after_its_block_and_not_before(store: Store) -> None:
    with store.writer() as writer:
        writer.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))
        with store.reader() as reader:
            assert reader.execute(text("SELECT count(*) FROM unparsed")).scalar() == 0
    with store.reader() as reader:
        assert reader.execute(text("SELECT count(*) FROM unparsed")).scalar() == 1


def test_a_write_that_raises_leaves_nothing(store: Store) -> None:
    def failing() -> None:
        with store.writer() as writer:
            writer.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))
            raise KeyError("mid-way")

    with pytest.raises(KeyError):
        failing()
    with store.reader() as reader:
        assert reader.execute(text("SELECT count(*) FROM unparsed")).scalar() == 0


def test_the_log_is_folded_in_after_a_write(store: Store, home: Home) -> None:
    with store.writer() as writer:
        writer.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))
    assert Path(f"{home.database}-wal").stat().st_size == 0


def test_a_second_writer_waits_then_says_who_writes(store: Store, home: Home) -> None:
    child = holding(HOLD_THE_WRITER, home)
    try:
        with (
            pytest.raises(HomeError, match=rf"jobs\.sqlite: locked by (process {child.pid}|another process)"),
            store.writer(wait=0.1),
        ):
            raise AssertionError("two writers at once")
    finally:
        child.communicate()


def test_a_stranger_holding_the_database_is_named(store: Store, home: Home) -> None:
    child = holding(HOLD_THE_DATABASE, home)
    try:
        with store.reader() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with (
            pytest.raises(HomeError, match=rf"locked by (process {child.pid}|another process)"),
            store.writer(),
        ):
            raise AssertionError("two writers at once")
    finally:
        child.communicate()


def test_a_full_disk_leaves_everything_as_it_was(store: Store) -> None:
    with store.writer() as writer:
        writer.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))

    def too_much() -> None:
        with store.writer() as writer:
            pages = writer.exec_driver_sql("PRAGMA page_count").scalar()
            writer.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            rows = [("2026-11-01", "b", n, "u" * 4000, "r", "d") for n in range(100)]
            writer.exec_driver_sql("INSERT INTO unparsed VALUES (?, ?, ?, ?, NULL, ?, ?)", rows)

    with pytest.raises(HomeError, match=r"the disk is full.*free some space"):
        too_much()
    with store.reader() as reader:
        assert reader.execute(text("SELECT count(*) FROM unparsed")).scalar() == 1
        assert reader.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_file_that_is_no_database_is_named(home: Home) -> None:
    home.path.mkdir()
    home.database.write_bytes(b"not a database " * 1000)
    with pytest.raises(HomeError, match=r"jobs\.sqlite: not a database"):
        open_store(home)


def test_a_damaged_database_is_named_with_the_way_back(store: Store, home: Home) -> None:
    with store.writer() as writer:
        rows = [("2026-11-01", "b", n, "u" * 900, "r", "d") for n in range(200)]
        writer.exec_driver_sql("INSERT INTO unparsed VALUES (?, ?, ?, ?, NULL, ?, ?)", rows)
    store.close()
    stored = bytearray(home.database.read_bytes())
    stored[-100_000:] = os.urandom(100_000)
    home.database.write_bytes(stored)
    opened = open_store(home)
    with pytest.raises(HomeError, match="jobs restore"), opened.reader() as reader:
        reader.exec_driver_sql("SELECT sum(length(url)) FROM unparsed").scalar()
    opened.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HomeError, match="--home"):
        open_store(tmp_path / "home")


def test_a_home_under_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="--home"):
        open_store(tmp_path / "file" / "home")


def test_moving_the_home_moves_the_store(store: Store, home: Home, tmp_path: Path) -> None:
    with store.writer() as writer:
        writer.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))
    store.close()
    moved = open_store(home.path.rename(tmp_path / "elsewhere"))
    with moved.reader() as reader:
        assert reader.execute(text("SELECT count(*) FROM unparsed")).scalar() == 1
    moved.close()
