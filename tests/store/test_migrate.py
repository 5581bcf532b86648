from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_bytes

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text

from jobs_assets.errors import HomeError
from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.settings import Home
from jobs_assets.store import migrate
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.migrate import REVISION, migrations, run_migrations
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import stored_boards, stored_pages
from jobs_assets.store.partitions import StoredPage
from jobs_assets.store.tables import VIEWS, metadata, posting_versions
from jobs_assets.store.verify import verify
from tests.store.records import a_posting

SHAPES = """
    SELECT m.type, m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_schema m
    JOIN pragma_table_xinfo(m.name) c WHERE m.name NOT LIKE 'sqlite%' ORDER BY 1, 2, 3
"""
INDEXES = """
    SELECT m.name, i.name, i."unique", i.origin, c.seqno, c.name FROM sqlite_schema m
    JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) c WHERE m.type = 'table' ORDER BY 1, 2, 5
"""
FOREIGN_KEYS = """
    SELECT m.name, f."table", f."from", f."to" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
    ORDER BY 1, 2, 3
"""
WITHOUT_ROWID = (
    "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY 1"
)
KEPT_NUMBERS = "SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY 1"


def schema(connection: Connection) -> list[list[tuple[object, ...]]]:
    """Everything that makes two databases the same schema, whatever the words of their CREATE statements."""
    questions = (SHAPES, INDEXES, FOREIGN_KEYS, WITHOUT_ROWID, KEPT_NUMBERS)
    return [[tuple(row) for row in connection.exec_driver_sql(question)] for question in questions]


def emptied(store: Store) -> None:
    with store.writer() as connection:
        for view in VIEWS:
            connection.exec_driver_sql(f"DROP VIEW {view}")
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")


def test_a_fresh_store_has_the_schema_that_the_migrations_lead_to(store: Store) -> None:
    with store.reader() as connection:
        made_at_once = schema(connection)
    emptied(store)
    with store.writer() as connection:
        run_migrations(migrations(connection))
    with store.reader() as connection:
        step_by_step = schema(connection)
    assert made_at_once == step_by_step
    assert len(made_at_once[0]) > 50


def test_the_code_is_at_the_newest_migration() -> None:
    scripts = Path(migrate.__file__).parent / "migrations"
    config = Config(attributes={})
    config.set_main_option("script_location", str(scripts))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_a_store_of_a_newer_schema_is_refused_and_untouched(store: Store, home: Home) -> None:
    with store.writer() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = home.database.read_bytes()
    with pytest.raises(HomeError, match=r"newer schema \(9999\).*Update the code"):
        open_store(home)
    assert home.database.read_bytes() == before


def older_store(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch, migration: str, tmp_path: Path
) -> None:
    """Make the store one migration behind: a folder of migrations with one more than the code has."""
    with store.writer() as connection:
        connection.execute(text("INSERT INTO unparsed VALUES ('2026-11-01', 'b', 1, 'u', NULL, 'r', 'd')"))
    store.close()
    scripts = tmp_path / "migrations"
    original = Path(migrate.__file__).parent / "migrations"
    (scripts / "versions").mkdir(parents=True)
    for file in ("env.py", "script.py.mako", *original.glob("versions/[0-9]*.py")):
        (scripts / (original / file).relative_to(original)).write_text((original / file).read_text())
    (scripts / "versions" / "9000_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9000'\ndown_revision = '{REVISION}'\nbranch_labels = None\ndepends_on = None\n\n\n"
        f"def upgrade():\n    op.add_column('unparsed', sa.Column('severity', sa.Text()))\n    {migration}\n"
    )
    monkeypatch.setattr(migrate, "MIGRATIONS", scripts)
    monkeypatch.setattr(migrate, "REVISION", "9000")


def test_an_older_store_is_backed_up_then_migrated_with_its_rows(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    older_store(store, home, monkeypatch, "pass", tmp_path)
    migrated = open_store(home)
    with migrated.reader() as connection:
        assert connection.execute(text("SELECT detail, severity FROM unparsed")).all() == [("d", None)]
    migrated.close()
    (copy,) = (home.path / "backups").iterdir()
    assert copy.name.startswith(f"jobs-{REVISION}-")
    monkeypatch.undo()  # the code as it was, for the copy as it was
    kept = open_store(f"sqlite:///{copy}")
    with kept.reader() as connection:
        assert connection.execute(text("SELECT * FROM unparsed")).all() == [
            ("2026-11-01", "b", 1, "u", None, "r", "d")
        ]
    kept.close()


def test_a_store_of_the_first_installation_keeps_its_board_days(store: Store, home: Home) -> None:
    emptied(store)
    with store.writer() as connection:
        run_migrations(migrations(connection), "0001")
        connection.execute(
            text(
                "INSERT INTO board_days (day, board_id, outcome, postings, pages, details_failed, bytes,"
                " truncated, seconds) VALUES ('2026-11-01', 'lever:acme', 'complete', 7, 1, 0, 9, 0, 0.5)"
            )
        )
    store.close()
    migrated = open_store(home)
    (board,) = stored_boards(migrated, date(2026, 11, 1))
    assert (board.postings, board.details_pending, board.signals) == (7, 0, None)
    migrated.close()


def test_versions_of_an_older_hash_are_known_again_after_the_migration(store: Store, home: Home) -> None:
    given = [(number, a_posting(str(number), text=f"Größe {number}")) for number in range(1, 1203)]
    replace_day(store, date(2026, 11, 1), given)
    with store.reader() as connection:
        versions = [row._asdict() for row in connection.execute(select(posting_versions))]
    emptied(store)
    with store.writer() as connection:
        run_migrations(migrations(connection), "0003")
        for version in versions:
            of_another_recipe = {"version_hash": token_bytes(16)}
            connection.execute(insert(posting_versions).values(version | of_another_recipe))
    store.close()
    migrated = open_store(home)
    assert replace_day(migrated, date(2026, 11, 2), given).new_versions == 0
    migrated.close()
    assert [problem for problem in verify(home) if problem.kind == "version_hash"] == []


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with store.reader() as connection:
        before = schema(connection)
    older_store(store, home, monkeypatch, "raise RuntimeError('mid-way')", tmp_path)
    with pytest.raises(RuntimeError, match="mid-way"):
        open_store(home)
    monkeypatch.undo()
    again = open_store(home)
    with again.reader() as connection:
        assert schema(connection) == before
        assert connection.execute(text("SELECT count(*) FROM unparsed")).scalar() == 1
    again.close()


def test_pages_of_an_older_store_come_back_field_by_field(store: Store, home: Home) -> None:
    emptied(store)
    day = date(2026, 11, 1)
    first = (day - date(2020, 1, 1)).days << 24
    with store.writer() as connection:
        run_migrations(migrations(connection), "0004")
        for number, (fetched_at, body_hash) in enumerate(
            [("2026-11-01T09:08:07.000012+00:00", "ab" * 32), ("2026-11-01T09:08:07+00:00", None)], start=1
        ):
            connection.execute(
                text(
                    "INSERT INTO raw_pages VALUES (:page_id, '2026-11-01', 'lever:acme', :number,"
                    " 'https://a.example/', 'listing', 'ok', 200, '{\"etag\":\"x\"}', :at, 0.25, :hash,"
                    " 7, 'e')"
                ),
                {"page_id": first + number, "number": number, "at": fetched_at, "hash": body_hash},
            )
    store.close()
    migrated = open_store(home)
    found = list(stored_pages(migrated, day))
    migrated.close()
    whole = Fetch(
        *("lever:acme", "https://a.example/", PageRole.LISTING, PageOutcome.OK),
        fetched_at=datetime(2026, 11, 1, 9, 8, 7, 12, tzinfo=UTC),
        status=200,
        headers={"etag": "x"},
        body_hash="ab" * 32,
        body_bytes=7,
        error="e",
        seconds=0.25,
    )
    bare = replace(whole, fetched_at=datetime(2026, 11, 1, 9, 8, 7, tzinfo=UTC), body_hash=None)
    assert found == [StoredPage(first + 1, whole), StoredPage(first + 2, bare)]
