"""A second day on unchanged sample boards of every kind: what crosses the wire, and what is stored."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.daily import crawled_days, parsed_days
from jobs_assets.home import Home
from jobs_assets.pages import BoardOutcome
from jobs_assets.samples.kinds import SAMPLE_KINDS
from jobs_assets.samples.server import SampleServer
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import open_store, sqlite_driver
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day, stored_day
from tests.crawl.loopback import crawl

FIRST = date(2026, 11, 22)
SECOND = FIRST + timedelta(days=1)
FIRST_KINDS = ("greenhouse", "lever", "ashby", "site")
ALL_KINDS = (*FIRST_KINDS, *SAMPLE_KINDS)
EACH = 150  # postings a board: SQLite grows by 32 KiB at a time, which should not decide


class Relay:
    """Passes connections on to a server and counts the bytes that come back."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.port = 0
        self.came = 0

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(started)), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self, started: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self._stop.wait()
        server.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.gather(self._copy(reader, back), self._copy(there, writer, count=True))

    async def _copy(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool = False
    ) -> None:
        while data := await reader.read(1 << 16):
            self.came += len(data) * count
            writer.write(data)
            await writer.drain()
        writer.close()


@dataclass
class Days:
    """The bytes that each kind sent on each day, what lay on disk after each, and the postings it saw."""

    sent: dict[str, tuple[int, int]]
    disk: tuple[int, int]
    rows: tuple[int, int]


@contextmanager
def relayed(boards: list[Board]) -> Iterator[tuple[list[Board], dict[str, Relay]]]:
    """The boards behind a relay for each kind."""
    relays: dict[str, Relay] = {}
    try:
        found = []
        for board in boards:
            assert board.base_url is not None
            parts = urlsplit(board.base_url)
            if board.ats not in relays:
                assert parts.port is not None
                relays[board.ats] = Relay(parts.port).__enter__()
            behind = parts._replace(netloc=f"127.0.0.1:{relays[board.ats].port}").geturl()
            found.append(replace(board, base_url=behind))
        yield found, relays
    finally:
        for relay in relays.values():
            relay.__exit__()


def published(home: Home, day: date) -> tuple[int, int]:
    """Publishes and parses the day's crawl; the bytes in use on disk then, and its postings."""
    with closing(open_store(home)) as store, PageArchive(home.archive) as archive:
        for crawled in crawled_days(archive, [day]):
            replace_raw_day(store, crawled)
        (parsed,) = parsed_days([stored_day(store, day)], archive.read)
        counts = replace_day(store, day, parsed.records)
        assert counts.rows > 0
    return sum(map(in_use, (home.archive, home.database))), counts.rows


def in_use(database: Path) -> int:
    """The bytes of a database without the pages that it has free."""
    with closing(sqlite_driver().connect(str(database))) as connection:
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    home = Home(tmp_path_factory.mktemp("home")).create()
    sizes = [EACH] * len(ALL_KINDS)
    with (
        SampleServer(sizes=sizes, kinds=ALL_KINDS, seed=4) as server,
        relayed(server.boards) as (boards, relays),
    ):
        came: list[dict[str, int]] = []
        disk: list[tuple[int, int]] = []
        for day in (FIRST, SECOND):
            before = {ats: relay.came for ats, relay in relays.items()}
            crawled = crawl(home.archive.parent, boards, day=day, archive=home.archive)
            assert {outcome.outcome for outcome in crawled.boards.values()} <= {
                BoardOutcome.COMPLETE,
                BoardOutcome.EMPTY,
            }
            came.append({ats: relay.came - before[ats] for ats, relay in relays.items()})
            disk.append(published(home, day))
    return Days(
        {ats: (came[0][ats], came[1][ats]) for ats in relays},
        (disk[0][0], disk[1][0]),
        (disk[0][1], disk[1][1]),
    )


def test_the_second_day_sends_less_than_a_twentieth_whatever_the_kind(days: Days) -> None:
    shares = {ats: second / first for ats, (first, second) in days.sent.items()}
    assert min(first for first, _ in days.sent.values()) > 20_000
    assert {ats: share for ats, share in shares.items() if share >= 0.05} == {}


def test_the_second_day_stores_well_below_a_fiftieth_of_what_the_first_stored(days: Days) -> None:
    first, both = days.disk
    assert days.rows[0] == days.rows[1]
    assert both - first < 0.0175 * first
