"""Days of parsed postings: small observations of shared versions, replaced whole, read as streams.

A version is a posting's whole record, stored once per distinct record; an observation says that a page of a
day showed it. What a posting's life is (new, closed, reopened) is derived elsewhere from all observations.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
)

from jobs_assets.postings import (
    Closed,
    Posting,
    Record,
    Unparsed,
)
from jobs_assets.store.bulk import BATCH, BulkInsert, batches, few_collections
from jobs_assets.store.engine import Store
from jobs_assets.store.pending import ParseNotes
from jobs_assets.store.tables import (
    POSTING_COLUMNS,
    closings,
    observations,
    posting_versions,
    unknown_fields,
    unparsed,
)
from jobs_assets.store.versions import posting_of, version_of

if TYPE_CHECKING:
    from jobs_assets.parsing.unknown_fields import UnknownFields

_VERSION_COLUMNS = ("version_id", "version_hash", *POSTING_COLUMNS)
_UNPARSED_COLUMNS = ("day", "board_id", "page_id", "url", "native_id", "reason", "detail")

_CLOSING_COLUMNS = ("day", "board_id", "page_id", "url", "posting_id", "reason", "quote")

_Row = tuple[Any, ...]


class News(NamedTuple):
    """How many postings of a board are new, and how many changed."""

    new: int
    changed: int


@dataclass(slots=True)
class DayCounts:
    """What a day of `parsed_postings` holds, and how that differs from what the store knew before.

    `rows` postings were observed; `duplicates` records named a posting that another record of the day names
    too. `new_versions` records were never stored before. `new_postings` and `changed_postings` compare with
    the day as it was if it is written again, else with the latest day before it: writing a day twice reports
    neither. `news` are the same by board, where there are any.
    """

    rows: int = 0
    new_versions: int = 0
    new_postings: int = 0
    changed_postings: int = 0
    unparsed: int = 0
    duplicates: int = 0
    bytes: int = 0  # characters of text and HTML, of all records given
    news: dict[str, News] = field(default_factory=dict)


def replace_day(
    store: Store,
    day: date,
    records: Iterable[tuple[int, Record]],
    unknown: "UnknownFields | None" = None,
    *,
    parser_version: int = 0,
) -> DayCounts:
    """Put the day's records in the place of what was there, in one transaction; each comes with its page's
    id. What `unknown` has seen by then goes with them.

    If a posting comes twice on a day with differing records, the one with the longer description stays, then
    the one with the greater version hash: the order of arrival plays no part.
    """
    with store.writer() as connection, few_collections():
        counts = _DayWriter(connection, day).write(records, parser_version)
        _replace_unknown_fields(connection, day, unknown)
    return counts


def postings(store: Store, day: date | None = None, *, board_id: str | None = None) -> Iterator[Posting]:
    """The postings observed on a day (the latest one if none is given), streamed."""
    table, seen = posting_versions, observations
    with store.reader() as connection:
        on = day or connection.scalar(select(func.max(seen.c.day)))
        query = (
            select(*(table.c[name] for name in POSTING_COLUMNS))
            .join(seen, seen.c.version_id == table.c.version_id)
            .where(seen.c.day == on)
            .order_by(seen.c.version_id)
        )
        if board_id is not None:
            query = query.where(table.c.board_id == board_id)
        for row in connection.execution_options(yield_per=BATCH).execute(query):
            yield posting_of(tuple(row))


def posting(store: Store, posting_id: str) -> Posting | None:
    """The posting as it was last observed; null if it never was."""
    with store.reader() as connection:
        if (last := _last_seen(connection, posting_id)) is None:
            return None
        table = posting_versions
        query = select(*(table.c[name] for name in POSTING_COLUMNS)).where(table.c.version_id == last[1])
        return posting_of(tuple(connection.execute(query).one()))


def seen(store: Store, posting_id: str) -> tuple[date, date] | None:
    """The first and the last day on which the posting was observed; null if it never was."""
    with store.reader() as connection:
        first = connection.execute(_SEEN_FIRST, {"posting_id": posting_id}).first()
        last = _last_seen(connection, posting_id)
    return (_day(first[0]), last[0]) if first and last else None


class _DayWriter:
    """Writes one day inside the transaction of `connection`."""

    def __init__(self, connection: Connection, day: date) -> None:
        self._connection = connection
        self._day = day
        self._iso = day.isoformat()
        self._counts = DayCounts()
        self._postings_given = 0
        self._boards: set[str] = set()
        self._first_new = self._next_version = 1 + (
            connection.scalar(select(func.max(posting_versions.c.version_id))) or 0
        )
        self._insert_versions = BulkInsert(connection, insert(posting_versions), _VERSION_COLUMNS)
        self._note_arrived = BulkInsert(connection, insert(_arrived), [column.name for column in _arrived.c])
        self._insert_unparsed = BulkInsert(connection, insert(unparsed), _UNPARSED_COLUMNS)
        self._insert_closings = BulkInsert(connection, insert(closings), _CLOSING_COLUMNS)
        self._insert_observations = BulkInsert(
            connection, _keep_lowest_page(connection), ("day", "version_id", "page_id")
        )

    def write(self, records: Iterable[tuple[int, Record]], parser_version: int) -> DayCounts:
        notes = ParseNotes(self._connection, self._day)
        self._remember_baseline()
        for table in (observations, unparsed, closings):
            self._connection.execute(delete(table).where(table.c.day == self._day))
        for batch in batches(records):
            self._write_batch(batch)
        self._settle_duplicates()
        self._compare_with_baseline()
        notes.note(parser_version, self._boards)
        self._connection.exec_driver_sql("DROP TABLE baseline")
        _arrived.drop(self._connection)
        return self._counts

    def _write_batch(self, batch: list[tuple[int, Record]]) -> None:
        versions: list[tuple[int, _Row]] = []
        failures: list[_Row] = []
        over: list[_Row] = []
        for page_id, record in batch:
            failure = record if isinstance(record, Unparsed) else None
            if isinstance(record, Closed):
                over.append(_closing_row(self._iso, page_id, record))
            elif isinstance(record, Posting):
                try:
                    versions.append((page_id, version_of(record)))
                except (TypeError, UnicodeEncodeError) as error:
                    failure = _unstorable(record, error)
            if failure is not None:
                failures.append(_unparsed_row(self._iso, page_id, failure))
        self._insert_unparsed(failures)
        self._insert_closings(over)
        self._observe(versions)
        self._counts.unparsed += len(failures)
        self._counts.bytes += sum(len(row[-1]) + len(row[-2]) for _, row in versions)
        self._postings_given += len(versions)
        self._boards.update(row[2] for _, row in versions)

    def _observe(self, versions: list[tuple[int, _Row]]) -> None:
        if not versions:
            return
        wanted = list({row[0] for _, row in versions})
        known = dict(self._connection.execute(_KNOWN_VERSIONS, {"hashes": wanted}).all())
        fresh: list[_Row] = []
        for _, row in versions:
            if row[0] not in known:
                known[row[0]] = self._next_version
                fresh.append((self._next_version, *row))
                self._next_version += 1
        self._insert_versions(fresh)
        self._note_arrived([row[:1] + row[2:5] for row in fresh])
        self._insert_observations([(self._iso, known[row[0]], page_id) for page_id, row in versions])
        self._counts.new_versions += len(fresh)

    def _remember_baseline(self) -> None:
        """Note the versions to compare with: the day's own as they stand, else the latest day's before it."""
        connection = self._connection
        _arrived.create(connection)
        compared = connection.scalar(
            select(func.max(observations.c.day)).where(observations.c.day <= self._day)
        )
        connection.exec_driver_sql("CREATE TABLE baseline (version_id BIGINT PRIMARY KEY)")
        connection.execute(
            text("INSERT INTO baseline SELECT version_id FROM observations WHERE day = :day"),
            {"day": compared.isoformat() if compared else None},
        )

    def _compare_with_baseline(self) -> None:
        news: dict[str, list[int]] = {}
        query = self._connection.execution_options(yield_per=BATCH).execute(
            _COMPARED, {"day": self._iso, "first_new": self._first_new}
        )
        for board_id, new, changed in query:  # counted here: a database would sort them all in memory
            of_board = news.setdefault(board_id, [0, 0])
            of_board[0] += new
            of_board[1] += changed
        counts = self._counts
        counts.news = {board_id: News(*of_board) for board_id, of_board in sorted(news.items())}
        counts.new_postings = sum(of_board.new for of_board in counts.news.values())
        counts.changed_postings = sum(of_board.changed for of_board in counts.news.values())

    def _settle_duplicates(self) -> None:
        self._connection.execute(_POORER_DROPPED, {"day": self._iso, "first_new": self._first_new})
        of_day = select(func.count()).select_from(observations).where(observations.c.day == self._day)
        self._counts.rows = self._connection.scalar(of_day) or 0
        self._counts.duplicates = self._postings_given - self._counts.rows


def _replace_unknown_fields(connection: Connection, day: date, unknown: "UnknownFields | None") -> None:
    connection.execute(delete(unknown_fields).where(unknown_fields.c.day == day))
    if unknown is not None:
        columns = ("day", "ats", "field", "rows", "board_id")
        BulkInsert(connection, insert(unknown_fields), columns)(
            [
                (day.isoformat(), ats, name, rows, unknown.board[ats, name])
                for (ats, name), rows in sorted(unknown.rows.items())
            ]
        )


def _keep_lowest_page(connection: Connection) -> Any:  # noqa: ANN401  # each dialect has an Insert of its own
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as upsert  # noqa: PLC0415  # one of the two is needed
    else:
        from sqlalchemy.dialects.sqlite import insert as upsert  # type: ignore[assignment]  # noqa: PLC0415
    statement = upsert(observations)
    new, old = statement.excluded.page_id, observations.c.page_id
    return statement.on_conflict_do_update(
        index_elements=["day", "version_id"], set_={"page_id": new}, where=new < old
    )


def _unstorable(posting: Posting, error: Exception) -> Unparsed:
    """Text no database takes, such as half of a surrogate pair: shown as unparsed, and the day goes on."""
    native_id = posting.posting_id.removeprefix(f"{posting.board_id}:")
    return Unparsed(
        posting.board_id, posting.url or "", "not_storable", f"{type(error).__name__}: {error}", native_id
    )


def _unparsed_row(day: str, page_id: int, failure: Unparsed) -> _Row:
    row = (failure.board_id, page_id, failure.url, failure.native_id, failure.reason, failure.detail)
    return (day, *(value if isinstance(value, int) else _printable(value) for value in row))


def _closing_row(day: str, page_id: int, closed: Closed) -> _Row:
    texts = (closed.url, closed.posting_id, closed.reason, closed.quote)
    return (day, closed.board_id, page_id, *map(_printable, texts))


def _printable(value: str | None) -> str | None:
    return None if value is None else value.encode("utf-8", "backslashreplace").decode()


_KNOWN_VERSIONS = select(posting_versions.c.version_hash, posting_versions.c.version_id).where(
    posting_versions.c.version_hash.in_(bindparam("hashes", expanding=True))
)

# What came with the day, beside the wide rows it was stored as: the day is looked through without reading
# them again. No temporary table: SQLite as it is built for the driver keeps those in memory, whatever their
# size. It is gone before the transaction ends.
_arrived = Table(
    "arrived",
    MetaData(),
    Column("version_id", BigInteger, nullable=False),
    Column("posting_id", Text, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
)

_OF_DAY = """
    SELECT version_id, posting_id, board_id, content_hash FROM arrived
    UNION ALL
    SELECT version.version_id, version.posting_id, version.board_id, version.content_hash
    FROM observations JOIN posting_versions version ON version.version_id = observations.version_id
    WHERE observations.day = :day AND observations.version_id < :first_new
"""

# In one statement: a kind with a detail of each posting may have every posting twice. Which ones is looked
# up posting by posting, since grouping the day would sort it.
_POORER_DROPPED = text(f"""
    WITH of_day AS ({_OF_DAY}),
        ranked AS (
            SELECT of_day.version_id, ROW_NUMBER() OVER (
                PARTITION BY of_day.posting_id
                ORDER BY LENGTH(version.description_text) DESC, version.version_hash DESC
            ) AS place
            FROM of_day JOIN posting_versions version ON version.version_id = of_day.version_id
            WHERE EXISTS (
                SELECT 1 FROM posting_versions other
                JOIN observations ON observations.day = :day AND observations.version_id = other.version_id
                WHERE other.posting_id = of_day.posting_id AND other.version_id <> of_day.version_id
            )
        )
    DELETE FROM observations
    WHERE day = :day AND version_id IN (SELECT version_id FROM ranked WHERE place > 1)
""")  # noqa: S608  # our own words

# New or changed are only postings whose version was not there before: most days few, hence the two look-ups a
# row.
_COMPARED = text(f"""
    SELECT board_id, CASE WHEN before IS NULL THEN 1 ELSE 0 END,
        CASE WHEN before <> content_hash THEN 1 ELSE 0 END FROM (
        SELECT of_day.board_id, of_day.content_hash, COALESCE(
            (SELECT other.content_hash FROM posting_versions other
             JOIN baseline ON baseline.version_id = other.version_id
             WHERE other.posting_id = of_day.posting_id LIMIT 1),
            (SELECT other.content_hash FROM posting_versions other
             WHERE other.posting_id = of_day.posting_id AND other.version_id < :first_new
             ORDER BY other.version_id DESC LIMIT 1)
        ) AS before
        FROM ({_OF_DAY}) of_day
        WHERE EXISTS (
            SELECT 1 FROM observations
            WHERE observations.day = :day AND observations.version_id = of_day.version_id
        ) AND NOT EXISTS (SELECT 1 FROM baseline WHERE baseline.version_id = of_day.version_id)
    ) compared WHERE before IS NULL OR before <> content_hash
""")  # noqa: S608  # our own words

# Observations are ordered by day and version, without an index by version that would double them: walk the
# few hundred days there are, and look the posting's few versions up in each.
_SEEN_FIRST = text("""
    WITH RECURSIVE days (day) AS (
        SELECT MIN(day) FROM observations
        UNION ALL
        SELECT (SELECT MIN(day) FROM observations WHERE observations.day > days.day) FROM days WHERE day IS
        NOT NULL
    )
    SELECT observations.day FROM days
    JOIN posting_versions ON posting_versions.posting_id = :posting_id
    JOIN observations ON observations.day = days.day AND observations.version_id = posting_versions.version_id
    ORDER BY observations.day LIMIT 1
""")
_SEEN_LAST = text("""
    WITH RECURSIVE days (day) AS (
        SELECT MAX(day) FROM observations
        UNION ALL
        SELECT (SELECT MAX(day) FROM observations WHERE observations.day < days.day) FROM days WHERE day IS
        NOT NULL
    )
    SELECT observations.day, observations.version_id FROM days
    JOIN posting_versions ON posting_versions.posting_id = :posting_id
    JOIN observations ON observations.day = days.day AND observations.version_id = posting_versions.version_id
    ORDER BY observations.day DESC LIMIT 1
""")


def _last_seen(connection: Connection, posting_id: str) -> tuple[date, int] | None:
    last = connection.execute(_SEEN_LAST, {"posting_id": posting_id}).first()
    return (_day(last[0]), last[1]) if last else None


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
