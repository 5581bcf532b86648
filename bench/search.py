"""Searching with two words and two facets beside plain FTS5 on the same file, and what the index costs.

The store is filled directly: what is measured starts where lives are told. The peer asks the same table for
the same words, ranked, and joins the same facets: the statement that FTS5's manual leads to. Ours also counts
all that is found, shows one of linked postings for all, and reads the page of results.

A million postings take ten minutes to make and are measured only where JOBS_BENCH_MILLION is set; their texts
are shorter.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from bench.figure import Figure
from jobs_assets.postings import Place, Posting, SalaryBand
from jobs_assets.search.search import Search
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.search import search
from jobs_assets.store.search_index import rebuild, reindex
from jobs_assets.store.tables import POSTING_COLUMNS, board_lives, posting_lives, posting_versions
from jobs_assets.store.versions import version_of

QUERIES = 200
_DAY = "2026-11-01"
_WORKPLACES = ("remote", "hybrid", "onsite", None)
_COUNTRIES = ("US", "DE", "GB", "FR", "IN", "NL", "CA", "AT")
_SHARES = (30, 20, 15, 10, 10, 5, 5, 5)
_TITLES = (
    "engineer",
    "developer",
    "analyst",
    "manager",
    "data",
    "software",
    "senior",
    "sales",
    "product",
    "nurse",
)
_LIFE_COLUMNS = (
    *(
        "posting_key",
        "posting_id",
        "board_id",
        "version_id",
        "seen_version",
        "listed",
        "first_seen",
        "closed_at",
    ),
    "reopened",
)


@dataclass(frozen=True, slots=True)
class _Size:
    postings: int
    words: int  # of a text
    bound_ms: float


_HUNDRED_THOUSAND = _Size(100_000, 600, 25.0)
_MILLION = _Size(1_000_000, 150, 150.0)


def measure() -> list[Figure]:
    """P95 of a search, beside the peer, at each size; what building and keeping the index costs."""
    sizes = [_HUNDRED_THOUSAND, *([_MILLION] if os.environ.get("JOBS_BENCH_MILLION") else [])]
    return [figure for size in sizes for figure in _measure(size)]


def _measure(size: _Size) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        with store.writer() as connection:
            vocabulary = fill(connection, size.postings, size.words)
        before = _bytes(store)
        started = time.process_time()
        with store.writer() as connection:
            rebuild(connection)
        built = time.process_time() - started
        yield _kept(size, built, store, (_bytes(store) - before) / before)
        yield from _asked(size, store, vocabulary)


def _asked(size: _Size, store: Store, vocabulary: "Vocabulary") -> Iterator[Figure]:
    draw = random.Random(11)
    wishes = [_wish(draw, vocabulary) for _ in range(QUERIES)]
    ours, peer = _times(store, wishes)
    ratio = statistics.median(theirs / own for own, theirs in zip(ours, peer, strict=True))
    of_p95 = _p95(ours) / _p95(peer)
    yield Figure(
        f"search: {size.postings:,} postings, P95",
        _p95(ours),
        _p95(peer),
        "ms",
        ratio,
        f"< {size.bound_ms:g} ms, <= 1.5 x plain",
        _p95(ours) < size.bound_ms and of_p95 <= 1.5,
        f"two words, two facets; medians {statistics.median(ours):.1f} and {statistics.median(peer):.1f} ms",
    )


def _times(store: Store, wishes: list[Search]) -> tuple[list[float], list[float]]:
    """Milliseconds of each search, ours and the peer's in turn, after one of each to warm the file up."""
    ours, peer = [], []
    with store.reader() as connection:
        for wish in wishes[:20]:
            search(store, wish)
            _plain(connection, wish)
        for number, wish in enumerate(wishes):
            if number % 2:
                peer.append(_ms(_plain, connection, wish))
                ours.append(_ms(search, store, wish))
            else:
                ours.append(_ms(search, store, wish))
                peer.append(_ms(_plain, connection, wish))
    return ours, peer


def _ms(ask: Callable[..., object], *given: object) -> float:
    """CPU-milliseconds: on a machine of one's own, what the clock says."""
    before = time.process_time()
    ask(*given)
    return (time.process_time() - before) * 1000


def _plain(connection: Connection, wish: Search) -> Any:  # noqa: ANN401
    """Plain FTS5 with the two facets joined."""
    return connection.exec_driver_sql(
        "SELECT posting_words.rowid FROM posting_words "
        "JOIN posting_facets ON posting_facets.posting_key = posting_words.rowid "
        "WHERE posting_words MATCH ? AND posting_facets.workplace = ? AND instr(countries, ?) AND open "
        "ORDER BY rank LIMIT 20",
        (wish.query, wish.workplace, f" {wish.country} "),
    ).all()


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _wish(draw: random.Random, vocabulary: "Vocabulary") -> Search:
    """Two words as people type them: a title's word, or a common, middling or rare one of a text."""
    first = draw.choice((*_TITLES, vocabulary.common(draw), vocabulary.middling(draw)))
    second = draw.choice(
        (draw.choice(_TITLES), vocabulary.common(draw), vocabulary.middling(draw), vocabulary.rare(draw))
    )
    return Search(
        f"{first} {second}",
        workplace=draw.choice(_WORKPLACES[:3]),
        country=draw.choices(_COUNTRIES, _SHARES)[0],
    )


def _kept(size: _Size, built: float, store: Store, grown: float) -> Figure:
    changed = range(1, size.postings, 33)  # three in a hundred
    with store.writer() as connection:
        before = time.process_time()
        connection.exec_driver_sql("UPDATE posting_facets SET version_id = 0 WHERE posting_key % 33 = 1")
        reindex(connection, changed)
        day = time.process_time() - before
    return Figure(
        f"search: a day with 3 % new texts, {size.postings:,} postings",
        day / built * 100,
        None,
        "% of the first index",
        None,
        "<= 8 %",
        day / built <= 0.08,
        f"first index {built / size.postings * 1e6:.0f} CPU-us a posting, {grown:.0%} of the rows' size",
    )


class Vocabulary:
    """Words as often as in prose: the nth about 1/n as often as the first."""

    def __init__(self, draw: random.Random, words_of_a_text: int) -> None:
        self.words = [_word(number) for number in range(40_000)]
        weights = [1 / (rank + 8) for rank in range(len(self.words))]
        self._chunks = [" ".join(draw.choices(self.words, weights, k=25)) for _ in range(20_000)]
        self._a_text = words_of_a_text // 25

    def text(self, draw: random.Random) -> str:
        return ". ".join(draw.choices(self._chunks, k=self._a_text)) + f". {draw.choice(_TITLES)}"

    def common(self, draw: random.Random) -> str:
        """A word of every third to tenth text."""
        return self.words[draw.randrange(60, 200)]

    def middling(self, draw: random.Random) -> str:
        """A word of every fiftieth text or so."""
        return self.words[draw.randrange(400, 2000)]

    def rare(self, draw: random.Random) -> str:
        """A word of one text in thousands."""
        return self.words[draw.randrange(8000, 40_000)]


def _word(number: int) -> str:
    letters, number = "", number + 27
    while number:
        number, letter = divmod(number, 26)
        letters += chr(97 + letter)
    return f"{letters}o"


def fill(connection: Connection, count: int, words_of_a_text: int) -> "Vocabulary":
    """Put postings with lives into an empty store, without an index."""
    draw = random.Random(7)
    vocabulary = Vocabulary(draw, words_of_a_text)
    boards = [f"greenhouse:acme{number}" for number in range(max(1, count // 100))]
    connection.execute(
        insert(board_lives),
        [
            {"board_id": board, "last_listed": None, "told_until": date.fromisoformat(_DAY)}
            for board in boards
        ],
    )
    add_versions = BulkInsert(
        connection, insert(posting_versions), ("version_id", "version_hash", *POSTING_COLUMNS)
    )
    add_lives = BulkInsert(connection, insert(posting_lives), _LIFE_COLUMNS)
    for keys in batches(range(1, count + 1)):
        postings = [_a_posting(draw, vocabulary, key, draw.choice(boards)) for key in keys]
        add_versions([(key, *version_of(posting)) for key, posting in zip(keys, postings, strict=True)])
        add_lives([_a_life(draw, key, posting) for key, posting in zip(keys, postings, strict=True)])
    return vocabulary


def _a_life(draw: random.Random, key: int, posting: Posting) -> tuple[Any, ...]:
    closed = _DAY if draw.random() < 0.3 else None
    return (key, posting.posting_id, posting.board_id, key, key, closed is None, _DAY, closed, 0)


def _a_posting(draw: random.Random, vocabulary: Vocabulary, key: int, board: str) -> Posting:
    low = draw.randrange(30, 150) * 1000.0
    return Posting(
        posting_id=f"{board}:{key}",
        board_id=board,
        url=None,
        title=" ".join((*draw.sample(_TITLES, 2), vocabulary.middling(draw))),
        hiring_organization=board.partition(":")[2],
        language="en",
        employment_type=["FULL_TIME"],
        job_location=[Place("Graz", None, draw.choices(_COUNTRIES, _SHARES)[0])],
        workplace=draw.choices(_WORKPLACES, (25, 30, 30, 15))[0],  # type: ignore[arg-type]  # mypy sees plain text
        salary=[SalaryBand(low, low * 1.2, "EUR", "YEAR")] if draw.random() < 0.4 else [],
        description_text=vocabulary.text(draw),
    )


def _bytes(store: Store) -> int:
    return store.file.stat().st_size if store.file else 0
