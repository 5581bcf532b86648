"""Telling a day of some boards: which postings it concerns is found in the database, what it means for each
by `lives/life.py`.

Postings that are listed as they were before are never looked at: what a day costs is what it changed. When a
day is told, and which, is `lives.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    text,
    tuple_,
    update,
)

from jobs_assets.lives.changes import CONTENT_COLUMNS, Change, Content
from jobs_assets.lives.life import BoardLife, BoardNews, Life, Seen, Witness, hear, tell
from jobs_assets.store.board_facts import BoardFacts, board_facts
from jobs_assets.store.bulk import BATCH, BulkInsert, batches
from jobs_assets.store.tables import (
    board_lives,
    parsed_days,
    posting_changes,
    posting_lives,
    posting_versions,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A posting whose day was told: its life before (null if it had none), after, and what changed."""

    before: Life | None
    life: Life
    changes: list[Change]


class Telling:
    """Tells days of some boards inside the transaction of `connection`, in the order of the days.

    `retold` names the boards whose days are told from the start: what they ever showed is then looked up
    once.
    """

    def __init__(
        self, connection: Connection, by_design: frozenset[str], retold: Sequence[str] | None = None
    ) -> None:
        self._connection = connection
        self._by_design = by_design
        self._retold = retold
        self._parsers: dict[date, int] = dict(
            connection.execute(select(parsed_days.c.day, parsed_days.c.parser_version)).all()
        )
        self._add_changes = BulkInsert(connection, insert(posting_changes), _CHANGE_COLUMNS)
        self._add_boards = BulkInsert(connection, insert(board_lives), _BOARD_COLUMNS)
        self._insert_lives = BulkInsert(connection, insert(posting_lives), _LIFE_COLUMNS)
        self._insert_kept = BulkInsert(connection, insert(posting_lives), ("posting_key", *_LIFE_COLUMNS))

    def __enter__(self) -> Self:
        for table in _TEMPORARY:
            table.create(self._connection)
        for board_id in self._retold or ():
            first, end = f"{board_id}:", f"{board_id};"  # ";" follows ":"
            self._connection.execute(_SHOW_VERSIONS, {"board_id": board_id, "first": first, "end": end})
        return self

    def __exit__(self, *_raised: object) -> None:
        if _raised[0] is None:  # else the transaction is rolled back, and they with it
            for table in _TEMPORARY:
                table.drop(self._connection)

    def tell_day(self, day: date, boards: Sequence[str]) -> Iterator[list[Told]]:
        """Tell the day of the boards, and give the postings it concerned in batches once they are stored."""
        connection = self._connection
        facts = board_facts(connection, day, boards, self._by_design)
        news = self._hear(day, facts)
        connection.execute(_FIND_CONCERNED, {"day": day})
        reposts: dict[str, str] = dict(connection.execute(_REPOSTS, {"day": day}).all())
        witness = Witness(
            content=lambda version_id: _content(connection, version_id),
            reparsed=lambda last: self._parsers.get(last) != self._parsers.get(day),
            repost_of=reposts.get,
        )
        for rows in self._concerned():
            told = [self._tell(row, news[row.board_id], facts[row.board_id], witness) for row in rows]
            self._store(day, told)
            yield told
        for table in _OF_A_DAY:
            connection.execute(delete(table))

    def _hear(self, day: date, facts: Mapping[str, BoardFacts]) -> dict[str, BoardNews]:
        """What the day means for each board; boards and arrivals are in their temporary tables after it."""
        connection = self._connection
        add_boards = BulkInsert(connection, insert(_BOARDS), [column.name for column in _BOARDS.c])
        add_boards([(board_id, False, False) for board_id in facts])
        connection.execute(_ARRIVING_OF_SOME if self._retold else _ARRIVING, {"day": day})
        connection.execute(_ENDING, {"day": day})
        arrived = {row.board_id for row in connection.execute(_ARRIVED_BOARDS)}
        listed = {row.board_id: row for row in connection.execute(_STILL_LISTED, {"day": day})}
        lives = self._board_lives(facts)
        news: dict[str, BoardNews] = {}
        heard_lives: list[BoardLife] = []
        flags: list[dict[str, object]] = []
        for board_id, fact in facts.items():
            was, still = (listed[board_id].listed, listed[board_id].still) if board_id in listed else (0, 0)
            shown = board_id in arrived or still > 0
            before = lives.get(board_id)
            life, heard = hear(before, board_id, day, fact.outcome, shown=shown, readable=fact.readable)
            news[board_id] = heard
            heard_lives.append(life)
            doubted = bool(heard.over or fact.said)
            flags.append(
                {
                    "of_board": board_id,
                    "departing": was > still and (heard.listed or doubted),
                    "waiting": heard.complete or doubted,
                }
            )
        connection.execute(_FLAG_BOARDS, flags)
        self._store_boards(heard_lives, lives)
        return news

    def _board_lives(self, boards: Iterable[str]) -> dict[str, BoardLife]:
        found: dict[str, BoardLife] = {}
        for some in batches(boards):
            query = select(board_lives).where(board_lives.c.board_id.in_(some))
            for row in self._connection.execute(query):
                found[row.board_id] = BoardLife(**row._asdict())
        return found

    def _store_boards(self, lives: list[BoardLife], known: Mapping[str, BoardLife]) -> None:
        self._add_boards([_board_row(life) for life in lives if life.board_id not in known])
        moved = [asdict(life) | {"of_board": life.board_id} for life in lives if life.board_id in known]
        if moved:
            self._connection.execute(_MOVE_BOARD, moved)

    def _concerned(self) -> Iterator[Sequence[Row[Any]]]:
        last = ("", "")
        while True:
            rows = self._connection.execute(_CONCERNED_ROWS, {"board": last[0], "posting": last[1]}).all()
            if not rows:
                return
            last = (rows[-1].board_id, rows[-1].posting_id)
            yield rows

    def _tell(self, row: Row[Any], news: BoardNews, facts: BoardFacts, witness: Witness) -> Told:
        known = _life(row) if row.first_seen is not None else None
        before = copy(known)
        seen = Seen(row.arriving, row.content_hash, row.valid_through) if row.arriving is not None else None
        said, spared = None, False
        if seen is None and known is not None:
            said, spared = self._heard_of(known, news, facts)
        life, changes = tell(
            known, news, seen, witness, said=said, spared=spared, identity=(row.posting_id, row.board_id)
        )
        return Told(before, life, changes)

    def _heard_of(self, life: Life, news: BoardNews, facts: BoardFacts) -> tuple[str | None, bool]:
        """Why its page says that a posting is over, and whether it was there but could not be read."""
        if not (facts.said or facts.unread_ids or facts.unread_urls):
            return None, False
        addresses = self._addresses(life, news)
        for said in facts.said:
            if said.posting_id == life.posting_id or (said.posting_id is None and said.url in addresses):
                return said.reason, False
        return None, life.posting_id in facts.unread_ids or not addresses.isdisjoint(facts.unread_urls)

    def _addresses(self, life: Life, news: BoardNews) -> set[str]:
        """Where the posting stood: its own address, and the page that last showed it."""
        last = news.before if life.listed else life.last_seen
        found = self._connection.execute(_ADDRESSES, {"day": last, "version_id": life.seen_version}).one()
        return {address for address in found if address}

    def _store(self, day: date, told: list[Told]) -> None:
        moved = [one for one in told if one.before != one.life]
        self._add_lives([one.life for one in moved if one.before is None])
        known = [_moved(one.life) for one in moved if one.before is not None]
        if known:
            self._connection.execute(_MOVE_LIFE, known)
        self._add_changes(
            [
                (one.posting_id, day.isoformat(), one.change, one.field, one.old, one.new, one.effect)
                for of_posting in told
                for one in of_posting.changes
            ]
        )

    def _add_lives(self, lives: list[Life]) -> None:
        """Store new lives. One that was told before keeps its key; `key_of` knows those."""
        wanted = [life.posting_id for life in lives]
        keys = self._key_of(wanted) if self._retold else {}
        kept = [(keys[life.posting_id], *_row(life)) for life in lives if life.posting_id in keys]
        self._insert_kept(kept)
        self._insert_lives([_row(life) for life in lives if life.posting_id not in keys])

    def _key_of(self, posting_ids: Sequence[str]) -> dict[str, int]:
        query = select(LIVES_BEFORE.c.posting_id, LIVES_BEFORE.c.posting_key).where(
            LIVES_BEFORE.c.posting_id.in_(posting_ids)
        )
        return dict(self._connection.execute(query).all())


def _life(row: Row[Any]) -> Life:
    return Life(**{name: getattr(row, name) for name in _LIFE_COLUMNS}, posting_key=row.posting_key)


def _row(life: Life) -> tuple[Any, ...]:
    """The life's columns but its key, as they are stored."""
    return tuple(_plain(getattr(life, name)) for name in _LIFE_COLUMNS)


def _board_row(life: BoardLife) -> tuple[Any, ...]:
    return tuple(_plain(getattr(life, name)) for name in _BOARD_COLUMNS)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _moved(life: Life) -> dict[str, Any]:
    return {name: getattr(life, name) for name in _LIFE_COLUMNS} | {"of_key": life.posting_key}


def _content(connection: Connection, version_id: int) -> Content:
    content_hash, valid_through, description_text, *columns = connection.execute(
        _CONTENT, {"of_version": version_id}
    ).one()
    return Content(content_hash, tuple(columns), description_text, valid_through)


_BOARD_COLUMNS = tuple(column.name for column in board_lives.c)
_LIFE_COLUMNS = tuple(column.name for column in posting_lives.c if column.name != "posting_key")
_CHANGE_COLUMNS = tuple(column.name for column in posting_changes.c)

_version = posting_versions.c
_CONTENT = select(
    _version.content_hash,
    _version.valid_through,
    _version.description_text,
    *(_version[name] for name in CONTENT_COLUMNS),
).where(_version.version_id == bindparam("of_version"))

_MOVE_LIFE = (
    update(posting_lives)
    .where(posting_lives.c.posting_key == bindparam("of_key"))
    .values({name: bindparam(name) for name in _LIFE_COLUMNS})
)

_MOVE_BOARD = (
    update(board_lives)
    .where(board_lives.c.board_id == bindparam("of_board"))
    .values({name: bindparam(name) for name in _BOARD_COLUMNS})
)

# What is looked up once a day, for all of it at once.

_temporary = MetaData()

_BOARDS = Table(
    "told_boards",
    _temporary,
    Column("board_id", Text, primary_key=True),
    Column("departing", Boolean(create_constraint=False), nullable=False),
    Column("waiting", Boolean(create_constraint=False), nullable=False),
    prefixes=["TEMPORARY"],
)

# Postings that are shown and were not listed in the same version before.
_ARRIVALS = Table(
    "arriving",
    _temporary,
    Column("posting_id", Text, primary_key=True),
    Column("board_id", Text, nullable=False),
    Column("version_id", BigInteger, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("valid_through", Text),
    prefixes=["TEMPORARY"],
)

_CONCERNED = Table(
    "concerned",
    _temporary,
    Column("board_id", Text, primary_key=True),
    Column("posting_id", Text, primary_key=True),
    prefixes=["TEMPORARY"],
)

# All that the boards ever showed, where they are told from the start.
_SHOWN = Table(
    "shown_versions",
    _temporary,
    Column("version_id", BigInteger, primary_key=True, autoincrement=False),
    Column("posting_id", Text, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("valid_through", Text),
    prefixes=["TEMPORARY"],
)

_OF_A_DAY = (_BOARDS, _ARRIVALS, _CONCERNED)
_TEMPORARY = (*_OF_A_DAY, _SHOWN)

LIVES_BEFORE = Table(
    "lives_before",
    MetaData(),
    Column("posting_id", Text, primary_key=True),
    Column("posting_key", BigInteger, nullable=False),
    Column("board_id", Text, nullable=False),
    Column("version_id", BigInteger, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("closed_at", Date),
    Column("reopened", BigInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
"""The lives as they were, while boards are told from the start."""

_SHOW_VERSIONS = text("""
    INSERT INTO shown_versions
    SELECT version_id, posting_id, board_id, content_hash, valid_through FROM posting_versions
    WHERE posting_id >= :first AND posting_id < :end AND board_id = :board_id
""")

_ARRIVING = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM observations JOIN posting_versions version ON version.version_id = observations.version_id
    WHERE observations.day = :day
      AND NOT EXISTS (
        SELECT 1 FROM posting_lives WHERE seen_version = observations.version_id AND listed
      )
      AND version.board_id IN (SELECT board_id FROM told_boards)
""")

# CROSS JOIN tells SQLite to go by the boards' versions, which are few beside a day's observations.
_ARRIVING_OF_SOME = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM shown_versions version CROSS JOIN observations
    WHERE observations.day = :day AND observations.version_id = version.version_id
      AND NOT EXISTS (
        SELECT 1 FROM posting_lives WHERE seen_version = observations.version_id AND listed
      )
""")

# Shown as before, but by now past the end that its own page states.
_ENDING = text("""
    INSERT INTO arriving
    SELECT version.posting_id, version.board_id, version.version_id, version.content_hash,
        version.valid_through
    FROM posting_lives
    JOIN told_boards ON told_boards.board_id = posting_lives.board_id
    JOIN observations ON observations.day = :day AND observations.version_id = posting_lives.seen_version
    JOIN posting_versions version ON version.version_id = posting_lives.seen_version
    WHERE posting_lives.ends < :day AND posting_lives.closed_at IS NULL AND posting_lives.listed
""")

_ARRIVED_BOARDS = select(_ARRIVALS.c.board_id).distinct()

_STILL_LISTED = text("""
    SELECT told_boards.board_id, COUNT(*) AS listed,
        SUM(CASE WHEN observations.version_id IS NULL THEN 0 ELSE 1 END) AS still
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    LEFT JOIN observations
        ON observations.day = :day AND observations.version_id = posting_lives.seen_version
    WHERE posting_lives.listed
    GROUP BY told_boards.board_id
""")

_FLAG_BOARDS = (
    update(_BOARDS)
    .where(_BOARDS.c.board_id == bindparam("of_board"))
    .values(departing=bindparam("departing"), waiting=bindparam("waiting"))
)

_FIND_CONCERNED = text("""
    INSERT INTO concerned
    SELECT board_id, posting_id FROM arriving
    UNION
    SELECT posting_lives.board_id, posting_lives.posting_id
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    WHERE told_boards.departing AND posting_lives.listed
      AND NOT EXISTS (
        SELECT 1 FROM observations WHERE day = :day AND version_id = posting_lives.seen_version
      )
    UNION
    SELECT posting_lives.board_id, posting_lives.posting_id
    FROM told_boards JOIN posting_lives ON posting_lives.board_id = told_boards.board_id
    WHERE told_boards.waiting AND NOT posting_lives.listed AND posting_lives.closed_at IS NULL
""")

# The posting with the same content that was last seen, of those that the day does not show.
_REPOSTS = text("""
    SELECT posting_id, earlier FROM (
        SELECT arriving.posting_id, posting_lives.posting_id AS earlier, ROW_NUMBER() OVER (
            PARTITION BY arriving.posting_id
            ORDER BY COALESCE(posting_lives.last_seen, board_lives.last_listed) DESC, posting_lives.posting_id
        ) AS place
        FROM arriving
        JOIN posting_versions version ON version.content_hash = arriving.content_hash
        JOIN posting_lives ON posting_lives.posting_id = version.posting_id
            AND posting_lives.version_id = version.version_id
        JOIN board_lives ON board_lives.board_id = posting_lives.board_id
        WHERE posting_lives.board_id = arriving.board_id
          AND version.posting_id <> arriving.posting_id
          AND NOT EXISTS (SELECT 1 FROM posting_lives known WHERE known.posting_id = arriving.posting_id)
          AND NOT EXISTS (SELECT 1 FROM arriving other WHERE other.posting_id = posting_lives.posting_id)
          AND NOT EXISTS (
            SELECT 1 FROM observations WHERE day = :day AND version_id = posting_lives.seen_version
          )
    ) ranked WHERE place = 1
""")

_life_columns = [posting_lives.c[name] for name in _LIFE_COLUMNS if name not in ("posting_id", "board_id")]
_CONCERNED_ROWS = (
    select(
        _CONCERNED.c.board_id,
        _CONCERNED.c.posting_id,
        _ARRIVALS.c.version_id.label("arriving"),
        _ARRIVALS.c.content_hash,
        _ARRIVALS.c.valid_through,
        posting_lives.c.posting_key,
        *_life_columns,
    )
    .join_from(_CONCERNED, _ARRIVALS, _ARRIVALS.c.posting_id == _CONCERNED.c.posting_id, isouter=True)
    .join(posting_lives, posting_lives.c.posting_id == _CONCERNED.c.posting_id, isouter=True)
    .where(
        tuple_(_CONCERNED.c.board_id, _CONCERNED.c.posting_id)
        > tuple_(bindparam("board", type_=Text), bindparam("posting", type_=Text))
    )
    .order_by(_CONCERNED.c.board_id, _CONCERNED.c.posting_id)
    .limit(BATCH)
)

_ADDRESSES = text("""
    SELECT version.url, raw_pages.url FROM posting_versions version
    LEFT JOIN observations ON observations.day = :day AND observations.version_id = version.version_id
    LEFT JOIN raw_pages ON raw_pages.page_id = observations.page_id
    WHERE version.version_id = :version_id
""")
