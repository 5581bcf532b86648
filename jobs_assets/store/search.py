"""Asking the search index: which postings have the words and facets, how many, and those of one page of
results, best first.

The words of a search are `search/query.py`; the index is kept by `search_index.py`.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Date, bindparam, func, select, table
from sqlalchemy import column as column_named

from jobs_assets.enrichment.records import Enrichment
from jobs_assets.errors import HomeError
from jobs_assets.history import PostingLife
from jobs_assets.postings import Posting
from jobs_assets.search.query import Query, Term, excluded, parse, wanted
from jobs_assets.search.search import Search
from jobs_assets.search.words import words
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_rows import enrichments_of
from jobs_assets.store.search_index import has_words, rebuild, too_old
from jobs_assets.store.search_tables import WORD_COLUMNS, WORDS, can_index, posting_facets
from jobs_assets.store.tables import POSTING_COLUMNS, posting_duplicates
from jobs_assets.store.versions import posting_of

_WEIGHTS = {"title": 8.0, "employer": 4.0, "team": 2.0, "place": 4.0, "skills": 4.0, "text": 1.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A posting that was found, with its life and what its text says beyond its fields, where that is known.
    `duplicates` others are linked with it, or it with them.
    """

    posting: Posting
    life: PostingLife
    duplicates: int
    enrichment: Enrichment | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; `total` is how many there are on all pages. `currency` is that of the pay
    they are sorted by, where they are.
    """

    total: int
    took_ms: float
    hits: list[Hit]
    currency: str | None = None


def search(store: Store, wish: Search) -> Results:
    """Carry out a search. `UsageError` for a query that makes no sense, `HomeError` where there is no index.

    Found postings come best first: by BM25 with a word in the title worth eight in the text, or without
    words the newest first. By salary, those come first that state it in the currency asked for, or in the one
    that most of them state. Of postings that are linked as duplicates one is shown for all: the one they are
    duplicates of if it is found too, else the one known longest.
    """
    started = time.perf_counter()
    query = parse(wish.query)
    _check(store)
    with store.reader() as connection:
        currency = None
        if wish.sort == "salary":
            currency = wish.currency or _commonest_currency(connection, wish, query)
        total, keys = _page(connection, wish, query, currency)
        hits = _hits(connection, keys)
    return Results(total, round((time.perf_counter() - started) * 1000, 3), hits, currency)


def stated_currencies(store: Store) -> list[str]:
    """The currencies in which postings state pay, the commonest first."""
    with store.reader() as connection:
        rows = connection.exec_driver_sql(
            "SELECT currency FROM posting_pay WHERE currency <> '' "
            "GROUP BY currency ORDER BY count(*) DESC, currency"
        )
        return list(rows.scalars())


def is_empty(store: Store) -> bool:
    """Whether no posting has been told of yet."""
    with store.reader() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM posting_lives LIMIT 1").first() is None


def is_enriched(store: Store) -> bool:
    """Whether the text of any posting has been looked into."""
    with store.reader() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM version_enrichments LIMIT 1").first() is not None


def _check(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        raise HomeError(
            f"{store.location}: searching a Postgres database is not there yet; the rest works with it. "
            "Search a home with SQLite: leave JOBS_DATABASE_URL out."
        )
    if not can_index():
        raise HomeError(too_old())
    with store.reader() as connection:
        exists = has_words(connection)
    if not exists:  # the home comes from an SQLite that could not keep it
        with store.writer() as connection:
            rebuild(connection)


@dataclass(frozen=True, slots=True)
class _Sql:
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[Any, ...] = ()

    def __add__(self, other: "_Sql") -> "_Sql":
        return _Sql(f"{self.text} {other.text}", self.values + other.values)


def _page(connection: Connection, wish: Search, query: Query, currency: str | None) -> tuple[int, list[int]]:
    """How many postings there are, and the keys of those on the page, in order."""
    order = _order(wish, query, currency)
    found = _Sql("SELECT facets.posting_key, facets.stands_for,") + order.by + _source(wish, query)
    page = (
        _Sql("WITH found (posting_key, stands_for, first, second) AS MATERIALIZED (")
        + found
        + _Sql(f"), shown AS ({_EACH if wish.duplicates else _ONE_FOR_ALL})")
        + _Sql("SELECT posting_key, (SELECT count(*) FROM shown) FROM shown")
        + _Sql(f"ORDER BY {order.direction}, posting_key DESC")
    )
    rows = _rows(connection, page + _Sql("LIMIT ? OFFSET ?", (max(wish.limit, 1), wish.offset)))
    if not rows and wish.offset:  # past the end: how many there are stands with the first
        rows = _rows(connection, page + _Sql("LIMIT 1"))
        return (rows[0][1] if rows else 0), []
    return (rows[0][1] if rows else 0), [key for key, _ in rows[: wish.limit]]


def _rows(connection: Connection, sql: _Sql) -> Sequence[Any]:
    return connection.exec_driver_sql(sql.text, sql.values).all()


def _source(wish: Search, query: Query) -> _Sql:
    """FROM and WHERE of the postings that are found."""
    match = _match(wish, query)
    if match:
        # Words first: the facets are then read in the order in which they are stored.
        source = _Sql(
            f"FROM {WORDS} CROSS JOIN posting_facets facets ON facets.posting_key = {WORDS}.rowid "
            f"WHERE {WORDS} MATCH ?",
            (match,),
        )
    elif query.excluded:
        source = _Sql("FROM posting_facets facets WHERE facets.posting_key NOT IN") + _Sql(
            f"(SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ?)",  # noqa: S608  # our name
            (excluded(query),),
        )
    else:
        source = _Sql("FROM posting_facets facets WHERE true")
    for condition in _conditions(wish):
        source += _Sql("AND") + condition
    return source


def _match(wish: Search, query: Query) -> str:
    """The FTS5 expression of the words of a search; empty where it names none."""
    named = [wanted(query)]
    if wish.company is not None:
        named.append(f"employer : {Term(tuple(words(wish.company)))}")
    named += [f"skills : {Term(tuple(words(skill)))}" for skill in wish.skills]
    match = " AND ".join(filter(None, named))
    return f"({match}) NOT ({excluded(query)})" if match and query.excluded else match


def _conditions(wish: Search) -> Iterator[_Sql]:
    if wish.status != "all":
        yield _Sql("facets.open" if wish.status == "open" else "NOT facets.open")
    if wish.workplace is not None:
        yield _Sql("facets.workplace = ?", (wish.workplace,))
    if wish.seniority is not None:
        yield _Sql("facets.seniority = ?", (wish.seniority,))
    if wish.employment_type is not None:
        yield _Sql("instr(facets.employment_type, ?)", (f'"{wish.employment_type}"',))
    if wish.country is not None:
        yield _Sql("instr(facets.countries, ?)", (f" {wish.country} ",))
    if wish.since is not None:
        yield _Sql("facets.first_seen >= ?", (wish.since.isoformat(),))
    if wish.min_salary is not None or wish.currency is not None:
        paid = _Sql("EXISTS (SELECT 1 FROM posting_pay pay WHERE pay.posting_key = facets.posting_key")
        if wish.min_salary is not None:
            paid += _Sql("AND pay.yearly >= ?", (wish.min_salary,))
        if wish.currency is not None:
            paid += _Sql("AND pay.currency = ?", (wish.currency,))
        yield paid + _Sql(")")


@dataclass(frozen=True, slots=True)
class _Order:
    """Two expressions over a found posting, and how the postings are ordered by them."""

    by: _Sql
    direction: str


def _order(wish: Search, query: Query, currency: str | None) -> _Order:
    if wish.sort == "salary":
        yearly = (
            "(SELECT yearly FROM posting_pay pay "
            "WHERE pay.posting_key = facets.posting_key AND pay.currency = ?), facets.first_seen"
        )
        return _Order(_Sql(yearly, (currency,)), "first DESC NULLS LAST, second DESC")
    if wish.sort == "relevance" and query.groups:
        return _Order(_Sql(f"{_SCORE}, NULL"), "first")  # lower is better
    return _Order(_Sql("facets.first_seen, facets.date_posted"), "first DESC, second DESC NULLS LAST")


def _commonest_currency(connection: Connection, wish: Search, query: Query) -> str | None:
    """The currency in which most of what is found states its pay."""
    found = _Sql("SELECT pay.currency FROM posting_pay pay WHERE pay.posting_key IN (SELECT posting_key")
    order = _Sql(") GROUP BY pay.currency ORDER BY count(*) DESC, pay.currency LIMIT 1")
    rows = _rows(connection, found + _source(wish, query) + order)
    return rows[0][0] if rows else None


def _hits(connection: Connection, keys: Sequence[int]) -> list[Hit]:
    if not keys:
        return []
    by_key = {row.posting_key: row for row in connection.execute(_WIDE, {"keys": list(keys)})}
    enriched = enrichments_of(connection, (row.version_id for row in by_key.values()))
    return [_hit(row, enriched.get(row.version_id)) for row in (by_key[key] for key in keys)]


def _hit(row: Any, enrichment: Enrichment | None) -> Hit:  # noqa: ANN401  # a row of _WIDE
    return Hit(
        posting=posting_of(tuple(getattr(row, name) for name in POSTING_COLUMNS)),
        life=PostingLife(*(getattr(row, name) for name in _LIFE)),
        duplicates=row.duplicates,
        enrichment=enrichment,
    )


_SCORE = f"bm25({WORDS}, {', '.join(str(_WEIGHTS[name]) for name in WORD_COLUMNS)})"
_EACH = "SELECT posting_key, first, second FROM found"
# Few postings are duplicates of another, so only those are looked at twice.
_ONE_FOR_ALL = """
    SELECT posting_key, first, second FROM found WHERE posting_key = stands_for
    UNION ALL
    SELECT min(posting_key), first, second FROM found
    WHERE posting_key <> stands_for AND stands_for NOT IN (SELECT posting_key FROM found) GROUP BY stands_for
"""
_DAYS = ("first_seen", "last_seen", "closed_at")
_LIFE = tuple(field.name for field in fields(PostingLife))
_postings = table(
    "postings",
    *map(column_named, ("posting_key", *POSTING_COLUMNS)),
    *(column_named(name, Date if name in _DAYS else None) for name in _LIFE),
)
_linked = func.coalesce(_postings.c.duplicate_of, _postings.c.posting_id)
_WIDE = select(
    _postings,
    posting_facets.c.version_id,
    select(func.count())
    .where(posting_duplicates.c.duplicate_of == _linked)
    .scalar_subquery()
    .label("duplicates"),
).where(
    _postings.c.posting_key.in_(bindparam("keys", expanding=True)),
    _postings.c.posting_key == posting_facets.c.posting_key,
)
