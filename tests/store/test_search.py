from datetime import timedelta
from itertools import chain
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine

from jobs_assets.errors import HomeError, UsageError
from jobs_assets.postings import Place, SalaryBand
from jobs_assets.search.search import search_for
from jobs_assets.store import search_tables
from jobs_assets.store.engine import Store
from jobs_assets.store.search import Results, search, stated_currencies
from jobs_assets.store.search_index import reindex
from tests.store.lived import DAY, add_life, link
from tests.store.records import a_posting

PLAIN: dict[str, Any] = {"salary": [], "job_location": [], "remote_eligibility": None, "workplace": None}


class Shelf:
    """A store that postings are put on; found ones are named by their native ids."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(self, name: str, title: str = "Engineer", text: str = "", **fields: Any) -> None:  # noqa: ANN401
        life = {key: fields.pop(key) for key in ("first_seen", "closed_at") if key in fields}
        with self.store.writer() as connection:
            posting = a_posting(name, **PLAIN | {"title": title, "text": text} | fields)
            reindex(connection, [add_life(connection, posting, **life)])

    def link(self, name: str, original: str) -> None:
        with self.store.writer() as connection:
            link(connection, f"site:acme:{name}", f"site:acme:{original}")
            keys = connection.exec_driver_sql("SELECT posting_key FROM posting_lives").scalars().all()
            reindex(connection, keys)

    def look(self, query: str | None = None, **options: Any) -> Results:  # noqa: ANN401
        return search(self.store, search_for(query, **options))

    def names(self, query: str | None = None, **options: Any) -> list[str]:  # noqa: ANN401
        return [hit.posting.posting_id.rpartition(":")[2] for hit in self.look(query, **options).hits]


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


def test_every_word_must_be_there_in_the_title_the_text_or_another_field(shelf: Shelf) -> None:
    shelf.put("both", "Python Engineer", "In Graz.")
    shelf.put("apart", "Engineer", "Python is spoken.", job_location=[Place("Graz", None, "AT")])
    shelf.put("half", "Python Engineer", "In Linz.")
    shelf.put("employer", "Engineer", "Python.", hiring_organization="Graz AG")
    shelf.put("team", "Engineer", "Python.", team="Graz")
    assert set(shelf.names("python graz")) == {"both", "apart", "employer", "team"}


def test_a_word_in_the_title_outranks_it_in_the_employer_and_that_in_the_text(shelf: Shelf) -> None:
    shelf.put("text", "Clerk", "We sell rockets.")
    shelf.put("title", "Rockets Clerk", "We sell things.")
    shelf.put("employer", "Clerk", "We sell things.", hiring_organization="Rockets")
    shelf.put("none", "Clerk", "We sell things.")
    assert shelf.names("rockets") == ["title", "employer", "text"]


def test_phrases_alternatives_beginnings_and_exclusions(shelf: Shelf) -> None:
    shelf.put("1", "Clerk", "a data engineer")
    shelf.put("2", "Clerk", "an engineer of data")
    shelf.put("3", "Clerk", "engineering")
    assert shelf.names('"data engineer"') == ["1"]
    assert set(shelf.names("engineer data")) == {"1", "2"}
    assert set(shelf.names("engineering OR of", sort="date")) == {"2", "3"}
    assert set(shelf.names("engin*")) == {"1", "2", "3"}
    assert shelf.names("engineer -of") == ["1"]
    assert set(shelf.names("-of")) == {"1", "3"}


def test_each_facet_narrows(shelf: Shelf) -> None:
    shelf.put("remote", workplace="remote", job_location=[Place("Graz", None, "AT"), Place(None, None, "DE")])
    shelf.put(
        "onsite", workplace="onsite", remote_eligibility=["DE"], employment_type=["PART_TIME", "INTERN"]
    )
    shelf.put("late", first_seen=DAY + timedelta(days=3), hiring_organization="Big Corp")
    shelf.put("gone", closed_at=DAY + timedelta(days=1))
    assert shelf.names(workplace="remote") == ["remote"]
    assert shelf.names(country="at") == shelf.names(country="Austria") == ["remote"]
    assert set(shelf.names(country="de")) == {"remote", "onsite"}
    assert shelf.names(employment_type="intern", workplace="onsite") == ["onsite"]
    assert shelf.names(since="2026-11-02") == ["late"]
    assert shelf.names(company="big corp") == shelf.names(company="BIG") == ["late"]
    assert shelf.names("engineer", company="acme", workplace="onsite") == ["onsite"]
    assert shelf.names(status="closed") == ["gone"]
    assert set(shelf.names(status="all")) == {"remote", "onsite", "late", "gone"}
    assert shelf.names(seniority="senior") == shelf.names(skills=["python"]) == []


def test_pay_is_compared_by_the_year_in_its_currency_and_shown_as_stated(shelf: Shelf) -> None:
    shelf.put("hourly", salary=[SalaryBand(20, 30, "EUR", "HOUR")])
    shelf.put("yearly", salary=[SalaryBand(50_000, 61_000, "EUR", "YEAR")])
    shelf.put("dollars", salary=[SalaryBand(90_000, None, "USD", "YEAR")])
    shelf.put("silent")
    assert shelf.names(min_salary=62_000, currency="eur") == ["hourly"]
    assert set(shelf.names(min_salary=62_000)) == {"hourly", "dollars"}
    assert shelf.names(currency="usd") == shelf.names(sort="salary", currency="USD") == ["dollars"]
    by_salary = shelf.look(sort="salary")
    assert by_salary.currency == "EUR"
    assert [hit.posting.posting_id[-6:] for hit in by_salary.hits][:2] == ["hourly", "yearly"]
    assert by_salary.hits[0].posting.salary == [SalaryBand(20, 30, "EUR", "HOUR")]
    assert stated_currencies(shelf.store) == ["EUR", "USD"]


def test_without_words_the_newest_come_first(shelf: Shelf) -> None:
    shelf.put("old", first_seen=DAY, date_posted="2026-10-30")
    shelf.put("new", first_seen=DAY + timedelta(days=1), date_posted=None)
    shelf.put("posted later", first_seen=DAY, date_posted="2026-10-31")
    assert shelf.names() == shelf.names("engineer", sort="date") == ["new", "posted later", "old"]


def test_pages_follow_each_other_and_the_total_is_of_all(shelf: Shelf) -> None:
    for number in range(7):
        shelf.put(str(number))
    pages = [shelf.names("engineer", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert sorted(chain.from_iterable(pages)) == list("0123456")
    assert [
        shelf.look("engineer", limit=limit, offset=offset).total for limit, offset in ((3, 9), (0, 0))
    ] == [7, 7]


def test_one_of_linked_postings_stands_for_all_and_none_is_out_of_reach(shelf: Shelf) -> None:
    shelf.put("first", workplace="onsite")
    shelf.put("second", workplace="remote")
    shelf.put("third", workplace="remote")
    shelf.link("second", "first")
    shelf.link("third", "first")
    found = shelf.look("engineer")
    assert (found.total, found.hits[0].duplicates) == (1, 2)
    assert shelf.names("engineer") == shelf.names() == ["first"]
    assert shelf.names("engineer", workplace="remote") == ["second"], "the first is not remote"
    assert shelf.look("engineer", workplace="remote").hits[0].life.duplicate_of == "site:acme:first"
    assert sorted(shelf.names("engineer", duplicates=True)) == ["first", "second", "third"]


def test_a_hit_tells_the_life_of_its_posting(shelf: Shelf) -> None:
    closed = DAY + timedelta(days=5)
    shelf.put("gone", closed_at=closed)
    (hit,) = shelf.look(status="closed").hits
    assert (hit.life.first_seen, hit.life.last_seen, hit.life.closed_at, hit.life.reopened) == (
        DAY,
        closed,
        closed,
        0,
    )
    shelf.put("here")
    (hit,) = shelf.look().hits
    assert (hit.life.first_seen, hit.life.last_seen, hit.life.closed_at) == (DAY, DAY, None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"workplace": "remot"},
            "--workplace 'remot' is not one of remote, hybrid, onsite. Did you mean remote",
        ),
        ({"employment_type": "x"}, "--employment-type 'x' is not one of FULL_TIME"),
        ({"country": "Atlantis"}, "--country 'Atlantis' is no country"),
        ({"currency": "euros"}, "--currency 'euros' is no currency code"),
        ({"min_salary": float("nan")}, "--min-salary must be"),
        ({"since": "yesterday"}, "--since 'yesterday' is no day"),
        ({"company": "!"}, "--company '!' has no letter"),
        ({"skills": ["?"]}, "--skill '\\?' has no letter"),
        ({"limit": 1001}, "--limit 1001 must be 0 to 1,000"),
        ({"offset": -1}, "--offset -1 must be"),
        ({"status": "open!"}, "--status"),
        ({"sort": "pay"}, "--sort"),
    ],
)
def test_an_option_that_cannot_be_meant_is_named(options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        search_for("x", **options)


def test_an_sqlite_too_old_is_named_with_the_remedy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_tables, "FIRST_SQLITE", (99, 0, 0))
    with pytest.raises(HomeError, match="Install the pysqlite3 package"):
        search(store, search_for("x"))


def test_an_index_that_an_older_sqlite_left_out_is_made_by_the_first_search(shelf: Shelf) -> None:
    shelf.put("1")
    with shelf.store.writer() as connection:
        connection.exec_driver_sql("DROP TABLE posting_words")
    assert shelf.names("engineer") == ["1"]


def test_postgres_is_refused_without_being_asked() -> None:
    driver = SimpleNamespace(paramstyle="pyformat", Error=Exception)  # nothing of it is called
    engine = create_engine("postgresql+pg8000://nobody@127.0.0.1:9/none", module=driver)
    store = Store(engine, "postgresql://nobody@127.0.0.1:9/none", None)
    with pytest.raises(HomeError, match="Postgres database is not there yet"):
        search(store, search_for("x"))
