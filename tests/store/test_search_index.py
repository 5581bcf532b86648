from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from jobs_assets.errors import HomeError
from jobs_assets.postings import Place, Posting, SalaryBand
from jobs_assets.settings import Home
from jobs_assets.store import search_tables
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.search_index import problems, rebuild, reindex
from jobs_assets.store.search_tables import WORDS, posting_facets, posting_pay
from jobs_assets.store.tables import posting_duplicates, posting_lives
from jobs_assets.store.verify import verify
from tests.store.lived import add_life, add_version, link
from tests.store.records import a_posting


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.writer() as opened:
        yield opened


def found(connection: Connection, words: str) -> list[int]:
    query = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ? ORDER BY rowid"
    return list(connection.exec_driver_sql(query, (words,)).scalars())


def index(connection: Connection) -> tuple[Any, ...]:
    """All that the index holds: facets, pay, and each word with where it stands."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab(main, {WORDS}, instance)"
    )
    words = connection.exec_driver_sql("SELECT term, doc, col, offset FROM temp.instances").all()
    facets = connection.execute(select(posting_facets)).all()
    pay = connection.execute(select(posting_pay)).all()
    return sorted(map(tuple, words)), sorted(map(str, facets)), sorted(map(tuple, pay))


def test_a_posting_is_found_by_its_words_once_it_is_indexed(connection: Connection) -> None:
    key = add_life(connection, a_posting(title="Zimmerer", text="Dächer und Brücken."))
    assert found(connection, "zimmerer") == []
    reindex(connection, [key])
    assert found(connection, "zimmerer") == found(connection, "bruecken OR brucken") == [key]


def test_a_changed_posting_is_found_by_its_new_words_only(connection: Connection) -> None:
    key = add_life(connection, a_posting(title="Carpenter"))
    reindex(connection, [key])
    version_id = add_version(connection, a_posting(title="Roofer", salary=[]))
    connection.execute(update(posting_lives).values(version_id=version_id))
    reindex(connection, [key])
    assert (found(connection, "carpenter"), found(connection, "roofer")) == ([], [key])
    assert connection.execute(select(posting_pay)).all() == []


def test_a_posting_that_is_no_more_leaves_nothing_in_the_index(connection: Connection) -> None:
    key = add_life(connection, a_posting())
    reindex(connection, [key])
    connection.execute(delete(posting_lives))
    reindex(connection, [key])
    assert index(connection) == ([], [], [])


def test_closing_a_posting_does_not_read_its_words_again(connection: Connection) -> None:
    key = add_life(connection, a_posting())
    reindex(connection, [key])
    connection.execute(update(posting_lives).values(closed_at=date(2026, 11, 4)))
    connection.exec_driver_sql("ALTER TABLE posting_versions RENAME TO versions_out_of_reach")
    reindex(connection, [key])
    assert connection.scalar(select(posting_facets.c.open)) is False


def test_the_facets_are_those_of_the_posting(connection: Connection) -> None:
    key = add_life(
        connection,
        a_posting(
            job_location=[Place("Graz", None, "AT"), Place(None, None, None), Place("Linz", None, "AT")],
            remote_eligibility=["DE"],
            workplace="remote",
            salary=[
                SalaryBand(20, 25, "EUR", "HOUR"),
                SalaryBand(None, 9e9, "EUR", "YEAR", "equity"),
                SalaryBand(60_000, None, "CHF", "YEAR"),
                SalaryBand(1, 2, None, "MONTH"),
                SalaryBand(1, 2, "USD", None),
            ],
        ),
    )
    reindex(connection, [key])
    (row,) = connection.execute(select(posting_facets)).mappings()
    assert (row["workplace"], row["countries"], row["open"]) == ("remote", " AT DE ", True)
    pay = {currency: yearly for _, currency, yearly in connection.execute(select(posting_pay))}
    assert pay == {"EUR": 52_000, "CHF": 60_000, "": 24, "USD": None}


def test_a_duplicate_stands_for_the_posting_it_duplicates_until_it_is_unlinked(
    connection: Connection,
) -> None:
    keys = [add_life(connection, a_posting(name)) for name in ("1", "2")]
    link(connection, "site:acme:2", "site:acme:1")
    reindex(connection, keys)
    stands_for = select(posting_facets.c.stands_for).order_by(posting_facets.c.posting_key)
    assert list(connection.scalars(stands_for)) == [keys[0], keys[0]]
    connection.execute(delete(posting_duplicates))
    reindex(connection, keys[1:])
    assert list(connection.scalars(stands_for)) == keys


def test_a_rollback_takes_the_index_back_with_the_rows(store: Store) -> None:
    def add_and_fail() -> None:
        with store.writer() as connection:
            reindex(connection, [add_life(connection, a_posting(title="Ghost"))])
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        add_and_fail()
    with store.reader() as connection:
        assert found(connection, "ghost") == []
        assert list(problems(connection)) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM posting_facets", "is missing from it"),
        ("DELETE FROM posting_lives", "in the store it is no more"),
        ("UPDATE posting_lives SET version_id = 99", "words in it that it had once"),
        ("UPDATE posting_lives SET closed_at = '2026-11-09'", "closed in the other"),
        ("UPDATE posting_lives SET first_seen = '2020-01-01'", "another first day"),
        ("UPDATE posting_facets SET stands_for = 99", "stands for another"),
        (f"DELETE FROM {WORDS} WHERE rowid = 1", "facets and no words"),
        (f"INSERT INTO {WORDS} (rowid, title) VALUES (7, 'x')", "words and no facets"),
    ],
)
def test_an_index_out_of_step_is_noticed(connection: Connection, harm: str, said: str) -> None:
    reindex(connection, [add_life(connection, a_posting())])
    assert list(problems(connection)) == []
    connection.exec_driver_sql(harm)
    assert any(said in message for message in problems(connection))
    connection.exec_driver_sql("UPDATE posting_lives SET version_id = 1")
    rebuild(connection)
    assert list(problems(connection)) == []


def test_verification_names_the_remedy_of_an_index_out_of_step(store: Store, home: Home) -> None:
    with store.writer() as connection:
        reindex(connection, [add_life(connection, a_posting())])
    assert [problem for problem in verify(home) if problem.kind in {"search_index", "integrity"}] == []
    with store.writer() as connection:
        connection.exec_driver_sql("UPDATE posting_lives SET closed_at = '2026-11-09'")
    (problem,) = [problem for problem in verify(home) if problem.kind == "search_index"]
    assert "posting 1 is open in one" in problem.message
    assert "jobs search --reindex" in problem.message


def test_verification_sees_damage_within_the_index(store: Store, home: Home) -> None:
    with store.writer() as connection:
        reindex(connection, [add_life(connection, a_posting(text="many words of a text"))])
        connection.exec_driver_sql("UPDATE posting_words_data SET block = zeroblob(20) WHERE id > 100")
    assert any("posting_words" in problem.message for problem in verify(home) if problem.severity == "error")


def test_an_index_that_is_missing_is_made_whole_by_the_next_update(connection: Connection) -> None:
    keys = [add_life(connection, a_posting(str(number), title=f"Job {number}")) for number in range(3)]
    connection.exec_driver_sql(f"DROP TABLE {WORDS}")
    reindex(connection, keys[:1])
    assert found(connection, "job") == keys


def test_an_sqlite_too_old_for_the_index_does_without_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_tables, "FIRST_SQLITE", (99, 0, 0))
    old = open_store(home)
    with old.writer() as connection:
        reindex(connection, [add_life(connection, a_posting())])
        assert list(problems(connection)) == []
    old.close()


def test_an_index_that_the_sqlite_at_hand_cannot_keep_is_not_left_behind(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = add_life(connection, a_posting())
    monkeypatch.setattr(search_tables, "FIRST_SQLITE", (99, 0, 0))
    with pytest.raises(HomeError, match=r"needs SQLite .*Install the pysqlite3 package"):
        reindex(connection, [key])


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("home"))) as store:
        yield store


@contextmanager
def nothing_kept(store: Store) -> Iterator[Connection]:
    """A connection whose writes are taken back, for each example to start from an empty store."""
    with store.writer() as connection, connection.begin_nested() as example:
        yield connection
        example.rollback()


TITLES = st.sampled_from(["Carpenter", "Roofer", "C++ Developer", "Bäcker"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "edit", "close", "remove", "link"]), st.integers(0, 4), TITLES),
    max_size=25,
)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_an_index_kept_in_step_is_the_one_that_a_rebuild_makes(
    one_store: Store, steps: list[tuple[str, int, str]]
) -> None:
    with nothing_kept(one_store) as connection:
        for number, (step, native_id, title) in enumerate(steps):
            posting = a_posting(str(native_id), title=title, requisition_id=str(number))
            reindex(connection, taken(connection, step, posting, steps[number - 1][1]))
            assert list(problems(connection)) == []
        kept = index(connection)
        rebuild(connection)
        assert index(connection) == kept


def taken(connection: Connection, step: str, posting: Posting, other: int) -> list[int]:
    """Do a step in the life of a posting; the keys that it touched."""
    life = posting_lives.c
    of_it = life.posting_id == posting.posting_id
    key = connection.scalar(select(life.posting_key).where(of_it))
    if key is None:
        return [add_life(connection, posting)] if step == "open" else []
    if step == "edit":
        connection.execute(
            update(posting_lives).where(of_it).values(version_id=add_version(connection, posting))
        )
    elif step == "close":
        connection.execute(update(posting_lives).where(of_it).values(closed_at=date(2026, 11, 4)))
    elif step == "remove":
        connection.execute(delete(posting_lives).where(of_it))
    elif step == "link" and posting.posting_id != f"site:acme:{other}":
        linked = posting_duplicates.c.posting_id == posting.posting_id
        connection.execute(delete(posting_duplicates).where(linked))
        link(connection, posting.posting_id, f"site:acme:{other}")
    return [key]
