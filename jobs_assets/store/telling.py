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
    Connection,
    Row,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from jobs_assets.lives.changes import CONTENT_COLUMNS, Change, Content
from jobs_assets.lives.life import BoardLife, BoardNews, Life, Seen, Witness, hear, tell
from jobs_assets.store.board_facts import BoardFacts, board_facts
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.concerned import (
    ADDRESSES,
    ARRIVED_BOARDS,
    ARRIVING,
    ARRIVING_OF_SOME,
    BOARDS,
    CONCERNED_ROWS,
    ENDING,
    FIND_CONCERNED,
    FLAG_BOARDS,
    FOR_NOW,
    LIFE_COLUMNS,
    LIVES_BEFORE,
    OF_A_DAY,
    REPOSTS,
    SHOW_VERSIONS,
    STILL_LISTED,
)
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
        self._insert_lives = BulkInsert(connection, insert(posting_lives), LIFE_COLUMNS)
        self._insert_kept = BulkInsert(connection, insert(posting_lives), ("posting_key", *LIFE_COLUMNS))

    def __enter__(self) -> Self:
        for table in FOR_NOW:
            table.create(self._connection)
        for board_id in self._retold or ():
            first, end = f"{board_id}:", f"{board_id};"  # ";" follows ":"
            self._connection.execute(SHOW_VERSIONS, {"board_id": board_id, "first": first, "end": end})
        return self

    def __exit__(self, *_raised: object) -> None:
        if _raised[0] is None:  # else the transaction is rolled back, and they with it
            for table in FOR_NOW:
                table.drop(self._connection)

    def tell_day(self, day: date, boards: Sequence[str]) -> Iterator[list[Told]]:
        """Tell the day of the boards, and give the postings it concerned in batches once they are stored."""
        connection = self._connection
        facts = board_facts(connection, day, boards, self._by_design)
        news = self._hear(day, facts)
        connection.execute(FIND_CONCERNED, {"day": day})
        reposts: dict[str, str] = dict(connection.execute(REPOSTS, {"day": day}).all())
        witness = Witness(
            content=lambda version_id: _content(connection, version_id),
            reparsed=lambda last: self._parsers.get(last) != self._parsers.get(day),
            repost_of=reposts.get,
        )
        for rows in self._concerned():
            told = [self._tell(row, news[row.board_id], facts[row.board_id], witness) for row in rows]
            self._store(day, told)
            yield told
        for table in OF_A_DAY:
            connection.execute(delete(table))

    def _hear(self, day: date, facts: Mapping[str, BoardFacts]) -> dict[str, BoardNews]:
        """What the day means for each board; boards and arrivals are in their tables after it."""
        connection = self._connection
        add_boards = BulkInsert(connection, insert(BOARDS), [column.name for column in BOARDS.c])
        add_boards([(board_id, False, False) for board_id in facts])
        connection.execute(ARRIVING_OF_SOME if self._retold else ARRIVING, {"day": day})
        connection.execute(ENDING, {"day": day})
        arrived = {row.board_id for row in connection.execute(ARRIVED_BOARDS)}
        listed = {row.board_id: row for row in connection.execute(STILL_LISTED, {"day": day})}
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
        connection.execute(FLAG_BOARDS, flags)
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
            rows = self._connection.execute(CONCERNED_ROWS, {"board": last[0], "posting": last[1]}).all()
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
        found = self._connection.execute(ADDRESSES, {"day": last, "version_id": life.seen_version}).one()
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
    return Life(**{name: getattr(row, name) for name in LIFE_COLUMNS}, posting_key=row.posting_key)


def _row(life: Life) -> tuple[Any, ...]:
    """The life's columns but its key, as they are stored."""
    return tuple(_plain(getattr(life, name)) for name in LIFE_COLUMNS)


def _board_row(life: BoardLife) -> tuple[Any, ...]:
    return tuple(_plain(getattr(life, name)) for name in _BOARD_COLUMNS)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _moved(life: Life) -> dict[str, Any]:
    return {name: getattr(life, name) for name in LIFE_COLUMNS} | {"of_key": life.posting_key}


def _content(connection: Connection, version_id: int) -> Content:
    content_hash, valid_through, description_text, *columns = connection.execute(
        _CONTENT, {"of_version": version_id}
    ).one()
    return Content(content_hash, tuple(columns), description_text, valid_through)


_BOARD_COLUMNS = tuple(column.name for column in board_lives.c)
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
    .values({name: bindparam(name) for name in LIFE_COLUMNS})
)

_MOVE_BOARD = (
    update(board_lives)
    .where(board_lives.c.board_id == bindparam("of_board"))
    .values({name: bindparam(name) for name in _BOARD_COLUMNS})
)
