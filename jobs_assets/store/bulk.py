"""Many rows at the driver's own speed: statements built by SQLAlchemy, rows handed to `executemany` as they
are.

SQLAlchemy's own bulk insert costs a fifth more per row, all of it in looking at parameters one by one.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.sql.dml import Insert

BATCH = 1000

T = TypeVar("T")


class BulkInsert:
    """An insert of rows given as tuples, in the order of `columns`.

    insert_pages = BulkInsert(connection, insert(raw_pages), ("page_id", "day", …))
    insert_pages([(1, "2026-11-01", …), …])
    """

    def __init__(self, connection: Connection, statement: Insert, columns: Sequence[str]) -> None:
        self._connection = connection
        self._statement = statement
        self._columns = columns
        self._sql = ""  # made when there is something to insert: it takes a millisecond
        self._positional = True

    def __call__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows; dates are ISO strings, JSON is text."""
        if not rows:
            return
        if not self._sql:
            self._compile()
        given: Any = (
            rows if self._positional else [dict(zip(self._columns, row, strict=True)) for row in rows]
        )
        self._connection.exec_driver_sql(self._sql, given)

    def _compile(self) -> None:
        compiled = self._statement.compile(dialect=self._connection.dialect, column_keys=list(self._columns))
        self._sql = str(compiled)
        self._positional = bool(compiled.positional)
        if self._positional and list(compiled.positiontup or ()) != list(self._columns):
            raise ValueError(f"columns of {self._statement.table.name} must be given in the table's order")


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The rows in lists of `size`, the last one shorter."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


@contextmanager
def few_collections() -> Iterator[None]:
    """Has cycles looked for seldom: rows and records hold none, and looking takes a twelfth of a day's
    parse.

    Process-wide, as Python's collector is; two that overlap leave it at most at the rarer pace.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
