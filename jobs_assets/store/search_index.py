"""Keeping the search index in step with the lives of postings, inside the transaction that changes them.

Asking the index is `search.py`. On Postgres there is no index yet: nothing is kept, and a search says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select

from jobs_assets.errors import HomeError
from jobs_assets.search.pay import yearly_by_currency
from jobs_assets.search.words import indexable
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.enrichment_tables import enrichments, version_enrichments
from jobs_assets.store.search_tables import (
    CREATE_WORDS,
    FIRST_SQLITE,
    WORD_COLUMNS,
    WORDS,
    can_index,
    posting_facets,
    posting_pay,
)
from jobs_assets.store.tables import posting_duplicates, posting_lives, posting_versions

_BATCH = 500  # wide rows at a time

_STATE = ("stands_for", "open", "first_seen")
_FACETS = tuple(column.name for column in posting_facets.c)


class _Life(NamedTuple):
    """What the index keeps of a posting's life; `open` as 0 or 1."""

    posting_key: int
    version_id: int
    stands_for: int
    open: int
    first_seen: str
    enrichment_id: int | None

    @property
    def read(self) -> tuple[int, int | None]:
        """What its words and facets are read from."""
        return self.version_id, self.enrichment_id


def reindex(connection: Connection, posting_keys: Iterable[int]) -> None:
    """Make the index say of these postings what the store says: their current words and state, or nothing
    where a posting is no more. Call it for what was opened, changed, closed, reopened, removed or enriched,
    and for a posting that was linked as a duplicate or is no longer one.

    Words are only read again where the posting has another version or enrichment than when it was indexed,
    so closing a posting costs a short row. `HomeError` if the index is there and the linked SQLite cannot
    keep it.
    """
    if connection.dialect.name != "sqlite" or not _ready(connection):
        return
    for keys in batches(posting_keys, _BATCH):
        _reindex(connection, keys)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew."""
    if connection.dialect.name != "sqlite" or not _ready(connection):
        return
    connection.exec_driver_sql(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')")  # noqa: S608  # our name
    connection.execute(delete(posting_facets))
    connection.execute(delete(posting_pay))
    for keys in _all_keys(connection):
        _reindex(connection, keys)


def problems(connection: Connection) -> Iterator[str]:
    """Where the index is not what the store says, a line each. Nothing where there is no index to keep.

    What SQLite's own integrity check sees (`PRAGMA integrity_check` looks into the index too) is not
    repeated.
    """
    if connection.dialect.name != "sqlite" or not has_words(connection):
        return
    for message, query in _STEPS.items():
        for (key,) in connection.exec_driver_sql(query):
            yield f"search index: posting {key} {message}."


def has_words(connection: Connection) -> bool:
    """Whether the words' table is there: an SQLite too old for it leaves it out."""
    query = "SELECT 1 FROM sqlite_schema WHERE name = ?"
    return connection.exec_driver_sql(query, (WORDS,)).first() is not None


def _ready(connection: Connection) -> bool:
    """Whether the index can be kept; it is made where an older SQLite had left it out."""
    exists = has_words(connection)
    if not can_index():
        if exists:
            raise HomeError(too_old())
        return False
    if not exists:
        connection.exec_driver_sql(CREATE_WORDS)
        for keys in _all_keys(connection):
            _reindex(connection, keys)
    return True


def too_old() -> str:
    """What to tell a user whose SQLite cannot keep the index."""
    needed = ".".join(map(str, FIRST_SQLITE[:2]))
    return (
        f"The search index needs SQLite {needed} or newer, and the linked library is older. Install the "
        "pysqlite3 package (`pip install pysqlite3`), then run this again."
    )


def _all_keys(connection: Connection) -> Iterator[list[int]]:
    last = -1
    query = select(posting_lives.c.posting_key).order_by(posting_lives.c.posting_key).limit(_BATCH)
    while keys := list(connection.scalars(query.where(posting_lives.c.posting_key > last))):
        yield keys
        last = keys[-1]


def _reindex(connection: Connection, keys: list[int]) -> None:
    indexed = {key: tuple(read) for key, *read in connection.execute(_INDEXED, {"keys": keys})}
    lives = [_Life(*row) for row in connection.execute(_LIVES, {"keys": keys})]
    living = {life.posting_key for life in lives}
    fresh = [life for life in lives if indexed.get(life.posting_key) != life.read]
    same = [life for life in lives if indexed.get(life.posting_key) == life.read]
    gone = [key for key in indexed if key not in living]
    _forget(connection, gone + [life.posting_key for life in fresh if life.posting_key in indexed])
    _add(connection, fresh)
    came = [life.posting_key for life in fresh if life.posting_key not in indexed]
    _set_state(connection, same + _duplicates_of(connection, came, gone))


def _duplicates_of(connection: Connection, came: list[int], gone: list[int]) -> list[_Life]:
    """The postings that stand for one that came or is gone, whose number for it is therefore another."""
    named = connection.scalars(_DUPLICATES, {"keys": came}).all() if came else []
    stood = connection.scalars(_STOOD_FOR, {"keys": gone}).all() if gone else []
    keys = sorted({*named, *stood})
    return [_Life(*row) for row in connection.execute(_LIVES, {"keys": keys})] if keys else []


def _set_state(connection: Connection, lives: Sequence[_Life]) -> None:
    if lives:
        state = [(*(getattr(life, name) for name in _STATE), life.posting_key) for life in lives]
        connection.exec_driver_sql(_SET_STATE, state)


def _forget(connection: Connection, keys: Sequence[int]) -> None:
    if not keys:
        return
    rows = [(key,) for key in keys]
    for table in (WORDS, posting_facets.name, posting_pay.name):
        key = "rowid" if table == WORDS else "posting_key"
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {key} = ?", rows)  # noqa: S608  # our names


def _add(connection: Connection, lives: Sequence[_Life]) -> None:
    if not lives:
        return
    versions = {
        row.version_id: row
        for row in connection.execute(_VERSIONS, {"versions": [life.version_id for life in lives]})
    }
    words, facets, pay = [], [], []
    for life in lives:
        version = versions[life.version_id]
        words.append((life.posting_key, *_words(version)))
        facets.append(_facets(life, version))
        amounts = yearly_by_currency(orjson.loads(version.found_salary or version.salary))
        pay += [(life.posting_key, currency, yearly) for currency, yearly in amounts.items()]
    connection.exec_driver_sql(_ADD_WORDS, words)
    BulkInsert(connection, insert(posting_facets), _FACETS)(facets)
    BulkInsert(connection, insert(posting_pay), ("posting_key", "currency", "yearly"))(pay)


def _words(version: Any) -> tuple[str, ...]:  # noqa: ANN401  # a row of _VERSIONS
    """The `WORD_COLUMNS` of a version."""
    employer = version.hiring_organization or version.board_id.partition(":")[2]
    places = [
        part for place in orjson.loads(version.job_location) for part in (place["city"], place["region"])
    ]
    texts = (
        version.title,
        employer,
        " ".join(filter(None, (version.department, version.team))),
        " ".join(dict.fromkeys(filter(None, places))),
        " ".join(skill["name"] for skill in orjson.loads(version.skills or "[]")),
        version.description_text,
    )
    return tuple(indexable(text) for text in texts)


def _facets(life: _Life, version: Any) -> tuple[Any, ...]:  # noqa: ANN401  # as above
    """The row of `posting_facets`. Seniority is found by enrichment; until then it is null, as is what no
    field states.
    """
    countries = {place["country"] for place in orjson.loads(version.job_location)}
    countries |= set(orjson.loads(version.found_eligibility or version.remote_eligibility or "[]"))
    named = " ".join(sorted(filter(None, countries)))
    return (
        *(life.posting_key, life.version_id, life.stands_for, life.open, life.first_seen),
        *(version.date_posted, version.found_workplace or version.workplace, version.seniority),
        *(version.employment_type, f" {named} ", life.enrichment_id),
    )


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_INDEXED = select(
    posting_facets.c.posting_key, posting_facets.c.version_id, posting_facets.c.enrichment_id
).where(posting_facets.c.posting_key.in_(_KEYS))
_original = posting_lives.alias("original")
_LIVES = (
    select(
        posting_lives.c.posting_key,
        posting_lives.c.version_id,
        func.coalesce(_original.c.posting_key, posting_lives.c.posting_key),
        posting_lives.c.closed_at.is_(None).cast(posting_lives.c.posting_key.type),
        posting_lives.c.first_seen.cast(posting_versions.c.title.type),
        version_enrichments.c.enrichment_id,
    )
    .join(version_enrichments, version_enrichments.c.version_id == posting_lives.c.version_id, isouter=True)
    .join(posting_duplicates, posting_duplicates.c.posting_id == posting_lives.c.posting_id, isouter=True)
    .join(_original, _original.c.posting_id == posting_duplicates.c.duplicate_of, isouter=True)
    .where(posting_lives.c.posting_key.in_(_KEYS))
)
_duplicate = posting_lives.alias("duplicate")
_DUPLICATES = (
    select(_duplicate.c.posting_key)
    .join(posting_duplicates, posting_duplicates.c.posting_id == _duplicate.c.posting_id)
    .join(posting_lives, posting_lives.c.posting_id == posting_duplicates.c.duplicate_of)
    .where(posting_lives.c.posting_key.in_(_KEYS))
)
_STOOD_FOR = select(posting_facets.c.posting_key).where(posting_facets.c.stands_for.in_(_KEYS))
_VERSIONS = (
    select(
        *(
            posting_versions.c[name]
            for name in (
                *("version_id", "board_id", "title", "hiring_organization", "department", "team"),
                *(
                    "date_posted",
                    "employment_type",
                    "job_location",
                    "workplace",
                    "remote_eligibility",
                    "salary",
                ),
                "description_text",
            )
        ),
        enrichments.c.seniority,
        enrichments.c.skills,
        enrichments.c.workplace.label("found_workplace"),
        enrichments.c.remote_eligibility.label("found_eligibility"),
        func.nullif(enrichments.c.salary, "[]").label("found_salary"),
    )
    .join(
        version_enrichments, version_enrichments.c.version_id == posting_versions.c.version_id, isouter=True
    )
    .join(enrichments, enrichments.c.enrichment_id == version_enrichments.c.enrichment_id, isouter=True)
    .where(posting_versions.c.version_id.in_(bindparam("versions", expanding=True)))
)
_SET_STATE = (
    f"UPDATE {posting_facets.name} SET {', '.join(f'{name} = ?' for name in _STATE)} "  # noqa: S608  # our names
    "WHERE posting_key = ?"
)
_ADD_WORDS = (
    f"INSERT INTO {WORDS} (rowid, {', '.join(WORD_COLUMNS)}) "  # noqa: S608  # our names
    f"VALUES (?{', ?' * len(WORD_COLUMNS)})"
)
_STEPS = {
    "is missing from it": (
        "SELECT posting_key FROM posting_lives "
        "WHERE posting_key NOT IN (SELECT posting_key FROM posting_facets)"
    ),
    "is in it, and in the store it is no more": (
        "SELECT posting_key FROM posting_facets "
        "WHERE posting_key NOT IN (SELECT posting_key FROM posting_lives)"
    ),
    "has words in it that it had once": (
        "SELECT posting_key FROM posting_facets JOIN posting_lives USING (posting_key) "
        "WHERE posting_facets.version_id <> posting_lives.version_id"
    ),
    "has another enrichment than in it": (
        "SELECT posting_facets.posting_key FROM posting_facets JOIN posting_lives USING (posting_key) "
        "LEFT JOIN version_enrichments ON version_enrichments.version_id = posting_lives.version_id "
        "WHERE COALESCE(posting_facets.enrichment_id, 0) <> COALESCE(version_enrichments.enrichment_id, 0)"
    ),
    "is open in one of the two and closed in the other, or has another first day": (
        "SELECT posting_key FROM posting_facets JOIN posting_lives USING (posting_key) "
        "WHERE posting_facets.open <> (closed_at IS NULL) "
        "OR posting_facets.first_seen <> posting_lives.first_seen"
    ),
    "stands for another than it is a duplicate of": (
        "SELECT posting_lives.posting_key FROM posting_lives "
        "JOIN posting_facets ON posting_facets.posting_key = posting_lives.posting_key "
        "LEFT JOIN posting_duplicates ON posting_duplicates.posting_id = posting_lives.posting_id "
        "LEFT JOIN posting_lives original ON original.posting_id = posting_duplicates.duplicate_of "
        "WHERE posting_facets.stands_for <> COALESCE(original.posting_key, posting_lives.posting_key)"
    ),
    "has facets and no words in it": (
        f"SELECT posting_key FROM posting_facets WHERE posting_key NOT IN (SELECT rowid FROM {WORDS})"  # noqa: S608
    ),
    "has words and no facets in it": (
        f"SELECT rowid FROM {WORDS} WHERE rowid NOT IN (SELECT posting_key FROM posting_facets)"  # noqa: S608
    ),
}
"""How the index can differ from the store, with a question that names each posting of which it is true."""
