"""A real web server on loopback that writes down what reaches it, and a crawl in a process of its own."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, Fetch
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Hit:
    """One request as the server saw it; `at` is when its head had come."""

    address: str
    path: str
    at: float
    headers: dict[str, str]
    method: str = "GET"


class Loopback:
    """Serves each address with its own handler, all on one port; counts hits and requests in flight.

    `GET /robots.txt` answers 404 unless a handler of the address says otherwise.
    """

    def __init__(self, handlers: dict[str, Handler]) -> None:
        self._handlers = handlers
        self.hits: list[Hit] = []
        self.most_in_flight: Counter[str] = Counter()
        self._in_flight: Counter[str] = Counter()
        self.port = 0

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, address: str = "127.0.0.1", path: str = "") -> str:
        return f"http://{address}:{self.port}{path}"

    def paths(self, address: str = "127.0.0.1") -> list[str]:
        """What was asked of an address, but for its robots.txt."""
        return [hit.path for hit in self.hits if hit.address == address and hit.path != "/robots.txt"]

    def times(self, address: str = "127.0.0.1") -> list[float]:
        return [hit.at for hit in self.hits if hit.address == address]

    def _run(self, started: threading.Event) -> None:
        asyncio.run(self._serve(started))

    async def _serve(self, started: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = web.Server(self._answer, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        for address in self._handlers:
            site = web.TCPSite(runner, address, self.port, backlog=512)
            await site.start()
            assert site._server is not None
            self.port = site._server.sockets[0].getsockname()[1]
        started.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        transport = request.transport
        assert transport is not None
        address = transport.get_extra_info("sockname")[0]
        self.hits.append(
            Hit(address, request.raw_path, time.monotonic(), dict(request.headers), request.method)
        )
        self._in_flight[address] += 1
        self.most_in_flight[address] = max(self.most_in_flight[address], self._in_flight[address])
        try:
            return await self._handlers[address](request)  # type: ignore[arg-type] # a request is a request
        except LookupError:
            return web.Response(status=404)
        finally:
            self._in_flight[address] -= 1


def routes(**answers: object) -> Handler:
    """A handler from paths (`**{"/path": …}`) to answers: text, bytes, JSON, a status, a function."""

    async def answer(request: web.Request) -> web.StreamResponse:
        found: Any = answers[request.path]
        if callable(found):
            found = found(request)
        if asyncio.iscoroutine(found):
            found = await found
        match found:
            case int():
                return web.Response(status=found)
            case str() if found.lstrip().startswith("<"):
                return web.Response(text=found, content_type="text/html")
            case str():
                return web.Response(text=found)
            case bytes():
                return web.Response(body=found)
            case dict() | list():
                return web.json_response(found)
        assert isinstance(found, web.StreamResponse)
        return found

    return answer


@dataclass
class Crawled:
    """What a crawl left behind."""

    status: int
    events: list[dict[str, Any]]
    stderr: str
    boards: dict[str, BoardDay] = field(default_factory=dict)
    fetches: dict[str, list[Fetch]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, bytes] = field(default_factory=dict)

    def fetched(self, board_id: str, path: str) -> list[Fetch]:
        """A board's exchanges for the addresses that end with `path`, in order."""
        return [fetch for fetch in self.fetches[board_id] if fetch.url.endswith(path)]


def spec_of(folder: Path, boards: Iterable[Board], **options: object) -> CrawlSpec:
    """A spec for loopback: no delay, short timeouts and pauses unless asked for."""
    defaults: dict[str, Any] = {
        "archive": folder / "pages.sqlite",
        "day": datetime.now(UTC).date(),
        "delay": 0.0,
        "timeout": 5.0,
        "backoff": 0.05,
        "contact": "me@example.org",
    }
    return CrawlSpec(boards=tuple(boards), **{**defaults, **options})


def start_crawl(spec: CrawlSpec) -> "subprocess.Popen[bytes]":
    path = spec.write(spec.archive.parent / "spec.json")
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy_project", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def crawl(folder: Path, boards: Iterable[Board], **options: object) -> Crawled:
    """Runs a crawl to its end in a process of its own and reads its spool."""
    spec = spec_of(folder, boards, **options)
    with start_crawl(spec) as process:
        try:
            stdout, stderr = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    crawled = Crawled(process.returncode, [json.loads(line) for line in stdout.splitlines()], stderr.decode())
    with PageArchive(spec.archive) as archive:
        crawl_id = archive.finished_crawl(spec.day)
        if crawl_id is not None:
            crawled.boards = {day.board_id: day for day in archive.boards(crawl_id)}
            for fetch in archive.fetches(crawl_id):
                crawled.fetches[fetch.board_id].append(fetch)
                if fetch.body_hash:
                    crawled.bodies[fetch.body_hash] = archive.read(fetch.body_hash)
    return crawled
