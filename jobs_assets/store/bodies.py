"""Page bodies in the archive file: stored once per content, packed with the best help at hand, read back to
the byte.

How packing works is `packing.py`; who calls this within which transaction is `archive.py`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobs_assets.errors import ArchiveError
from jobs_assets.store.packing import (
    LARGEST_FOR_DICTIONARY,
    LARGEST_FOR_REFERENCE,
    SMALLEST_FOR_REFERENCE,
    BodyCache,
    Dictionary,
    pack,
    pack_like,
    train,
    unpack,
)

SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (
    body_id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,      -- BLAKE2b-128 of the body as received
    ats TEXT NOT NULL,
    role TEXT NOT NULL,
    size INTEGER NOT NULL,          -- of the body, before packing
    reference_id INTEGER REFERENCES bodies,          -- needed to unpack: this body, which needs none itself,
    dictionary_id INTEGER REFERENCES dictionaries,   -- or this dictionary, or neither
    data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS dictionaries (
    dictionary_id INTEGER PRIMARY KEY,
    ats TEXT NOT NULL,
    role TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS board_references (
    board_id TEXT NOT NULL,
    role TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies,
    PRIMARY KEY (board_id, role)
) WITHOUT ROWID;
"""

# A dictionary is learnt once this many pages of a kind and role could not be packed by a reference, and again
# when there are ten times as many.
_SAMPLES = 128
_LEARN_AGAIN = 10

# A page packed to an eighth is well packed. One that is not is also tried without its reference, which must
# save three tenths or else the page becomes the board's next reference.
_WELL_PACKED = 8
_WORTH_A_REFERENCE = 0.7

_REMEDY = (
    "Restore a backup (`jobs restore FILE`), or crawl its board again; `jobs verify` lists all that is hurt."
)

_KindRole = tuple[str, str]
_Row = tuple[int, bytes, str, str, int, int | None, int | None, bytes]


@dataclass(slots=True)
class _Learnt:
    """A kind and role: its dictionary, how many bodies have no reference, at how many to learn (again)."""

    dictionary_id: int | None
    bodies: int
    learn_at: int


class Bodies:
    """The bodies of an open archive file. `keep` buffers; `write` belongs in a transaction of the caller's.

    After that transaction, call `written` if it was committed and `dropped` if not.
    """

    def __init__(self, connection: Any, path: Path) -> None:  # noqa: ANN401  # a DBAPI connection has no common type
        self._connection = connection
        self._path = path
        self._dictionaries: dict[int, Dictionary] = {}
        self.dropped()

    def dropped(self) -> None:
        """Forget what was buffered, and every conclusion drawn from it."""
        self._kinds: dict[_KindRole, _Learnt] = {}
        self._references: dict[_KindRole, int | None] = {}
        self._cache = BodyCache(self._body)
        self._next_id: int | None = None
        self.written()

    def written(self) -> None:
        """What was buffered is stored now."""
        self._buffer: dict[bytes, _Row] = {}
        self._new_references: dict[_KindRole, int] = {}
        self.buffered_bytes = 0

    def __contains__(self, digest: bytes) -> bool:
        if digest in self._buffer:
            return True
        found = self._connection.execute("SELECT 1 FROM bodies WHERE hash = ?", (digest,))
        return found.fetchone() is not None

    def keep(self, digest: bytes, body: bytes, *, ats: str, board_id: str, role: str) -> None:
        """Pack a body that is not stored yet, and buffer it."""
        body_id = self._take_id()
        reference_id, dictionary_id, data = self._pack(body, ats, board_id, role)
        if reference_id is None and SMALLEST_FOR_REFERENCE <= len(body) <= LARGEST_FOR_REFERENCE:
            self._references[board_id, role] = self._new_references[board_id, role] = body_id
            self._cache.put(body_id, body)
        self._buffer[digest] = (body_id, digest, ats, role, len(body), reference_id, dictionary_id, data)
        self.buffered_bytes += len(data)

    def write(self) -> None:
        """Store what is buffered."""
        self._connection.executemany(
            "INSERT INTO bodies VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(self._buffer.values())
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO board_references VALUES (?, ?, ?)",
            [(board_id, role, body_id) for (board_id, role), body_id in self._new_references.items()],
        )

    def read(self, body_hash: str, *, thorough: bool = False) -> bytes:
        """A body, to the byte as it was received. `ArchiveError` if it is missing or damaged.

        `thorough` also computes its key again, which the checksum in the packed data makes all but needless.
        """
        digest = bytes.fromhex(body_hash)
        row = self._connection.execute(
            "SELECT data, size, reference_id, dictionary_id FROM bodies WHERE hash = ?", (digest,)
        ).fetchone()
        if row is None:
            raise ArchiveError(f"{self._path}: body {body_hash} is missing. {_REMEDY}")
        body = self._unpack(*row)
        if body is None or (thorough and body_digest(body) != digest):
            raise ArchiveError(f"{self._path}: body {body_hash} is damaged. {_REMEDY}")
        return body

    def hashes(self) -> Iterator[str]:
        """The hash of every stored body, in the order they came."""
        for (digest,) in self._connection.execute("SELECT hash FROM bodies ORDER BY body_id"):
            yield digest.hex()

    def _take_id(self) -> int:
        if self._next_id is None:
            self._next_id = self._connection.execute(
                "SELECT ifnull(max(body_id), 0) + 1 FROM bodies"
            ).fetchone()[0]
        self._next_id += 1
        return self._next_id - 1

    def _pack(self, body: bytes, ats: str, board_id: str, role: str) -> tuple[int | None, int | None, bytes]:
        """How a body is packed: the reference and the dictionary it needs, and the data."""
        referring = None
        if len(body) <= LARGEST_FOR_REFERENCE:
            reference_id = self._reference(board_id, role)
            reference = None if reference_id is None else self._cache(reference_id)
            if reference is not None:
                referring = pack_like(body, reference)
                if len(referring) * _WELL_PACKED <= len(body):
                    return reference_id, None, referring
        dictionary_id = None
        if len(body) <= LARGEST_FOR_DICTIONARY:
            kind = self._kind(ats, role)
            dictionary_id = kind.dictionary_id
        alone = pack(body) if dictionary_id is None else self._dictionary(dictionary_id).pack(body)
        if referring is not None and len(referring) < len(alone) * _WORTH_A_REFERENCE:
            return reference_id, None, referring
        if len(body) <= LARGEST_FOR_DICTIONARY:
            kind.bodies += 1
        return None, dictionary_id, alone

    def _reference(self, board_id: str, role: str) -> int | None:
        key = (board_id, role)
        if key not in self._references:
            row = self._connection.execute(
                "SELECT body_id FROM board_references WHERE board_id = ? AND role = ?", key
            ).fetchone()
            self._references[key] = row[0] if row else None
        return self._references[key]

    def _unpack(
        self, data: bytes, size: int, reference_id: int | None, dictionary_id: int | None
    ) -> bytes | None:
        if reference_id is not None:
            reference = self._cache(reference_id)
            return None if reference is None else unpack(data, size, reference)
        if dictionary_id is not None:
            return self._dictionary(dictionary_id).unpack(data, size)
        return unpack(data, size)

    def _body(self, body_id: int) -> bytes | None:
        row = self._connection.execute(
            "SELECT data, size, NULL, dictionary_id FROM bodies WHERE body_id = ? AND reference_id IS NULL",
            (body_id,),
        ).fetchone()
        return self._unpack(*row) if row else None

    # Dictionaries

    def _dictionary(self, dictionary_id: int) -> Dictionary:
        if dictionary_id not in self._dictionaries:
            row = self._connection.execute(
                "SELECT data FROM dictionaries WHERE dictionary_id = ?", (dictionary_id,)
            ).fetchone()
            if row is None:
                raise ArchiveError(f"{self._path}: dictionary {dictionary_id} is missing. {_REMEDY}")
            self._dictionaries[dictionary_id] = Dictionary(row[0])
        return self._dictionaries[dictionary_id]

    def _kind(self, ats: str, role: str) -> _Learnt:
        kind = self._kinds.get((ats, role))
        if kind is None:
            bodies = len(self._without_reference(ats, role))
            newest, trained = self._connection.execute(
                "SELECT max(dictionary_id), count(*) FROM dictionaries WHERE ats = ? AND role = ?",
                (ats, role),
            ).fetchone()
            kind = self._kinds[ats, role] = _Learnt(newest, bodies, _SAMPLES * _LEARN_AGAIN**trained)
        return kind

    def _without_reference(self, ats: str, role: str) -> list[int]:
        rows = self._connection.execute(
            "SELECT body_id FROM bodies WHERE ats = ? AND role = ? AND size <= ? AND reference_id IS NULL",
            (ats, role, LARGEST_FOR_DICTIONARY),
        )
        return [body_id for (body_id,) in rows]

    def learn(self) -> None:
        """Train the dictionaries that are due, for bodies to come. Belongs in a transaction."""
        due = [(key, kind) for key, kind in self._kinds.items() if kind.bodies >= kind.learn_at]
        for (ats, role), kind in due:
            kind.learn_at *= _LEARN_AGAIN
            ids = self._without_reference(ats, role)
            samples = [self._body(body_id) for body_id in ids[:: max(1, len(ids) // _SAMPLES)]]
            content = train([body for body in samples if body is not None])
            if content is not None:
                cursor = self._connection.execute(
                    "INSERT INTO dictionaries (ats, role, data) VALUES (?, ?, ?)", (ats, role, content)
                )
                kind.dictionary_id = cursor.lastrowid


def body_digest(body: bytes) -> bytes:
    """The key of a body: BLAKE2b-128."""
    return hashlib.blake2b(body, digest_size=16).digest()
