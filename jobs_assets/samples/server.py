"""The server of the sample boards, and of replays, on loopback: in a thread of its own or alone in a process.

Turns requests into questions to the sources and their answers into responses. What is said is the sources'
business (`catalog.py`, `replay.py`); what goes wrong on request is `misbehaviour.py`.
"""

import asyncio
import contextlib
import signal
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

import orjson
from aiohttp import web

from jobs_assets.boards.board import Board, stands_alone
from jobs_assets.duplicates.records import LAYERS
from jobs_assets.errors import JobsError
from jobs_assets.samples.answers import JSON, PLAIN, Answer, Asked, Source, asked
from jobs_assets.samples.catalog import SampleCatalog
from jobs_assets.samples.employers import KINDS
from jobs_assets.samples.faults import Fault, faults_by_board, read_faults
from jobs_assets.samples.kinds import has_own_host, role_of
from jobs_assets.samples.misbehaviour import (
    BEFORE,
    ON_ANSWER,
    ON_ROBOTS,
    SENDING,
    Reset,
    is_sent_so,
    without_end,
)
from jobs_assets.samples.pairs import labelled_pairs
from jobs_assets.samples.replay import Recordings

HOST = "127.0.0.1"
PAIRS_OF_A_LAYER = 2600
_CACHE_BYTES = 64 << 20
_LOGGED = 200_000  # the newest requests that are kept for `SampleServer.requests`
_ALLOW_ALL = Answer(b"User-agent: *\nAllow: /\n", PLAIN)


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the request log. `at` is monotonic seconds; `in_flight` counts this request too; `posted`
    is the JSON of a POST's body, or null.
    """

    path: str
    board_id: str | None
    status: int
    at: float
    seconds: float
    in_flight: int
    posted: Any = None


class SampleServer:
    """The sample boards while a `with` block runs, in a thread of their own.

    >>> with SampleServer(postings=32, seed=1, faults="429@*") as server:  # doctest: +SKIP
    ...     boards = server.boards

    `faults` as in `faults.py`; `replay` is a folder of recorded responses, served beside the samples
    (`postings=0` makes none of these). Port 0 takes any that is free.

    A board with a fault of its own is listed under a port of its own, as a host of its own: whoever keeps
    its Retry-After does not let the other boards wait. Under `base_url` it is reached all the same.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        postings: int = 500,
        seed: int = 0,
        day: int = 0,
        faults: str | Iterable[str] = (),
        replay: Path | None = None,
        sizes: Sequence[int] = (),
        kinds: Sequence[str] = KINDS,
    ) -> None:
        self.port = port
        self.catalog = SampleCatalog(postings, seed, day, sizes=sizes, kinds=kinds)
        self.requests: deque[Request] = deque(maxlen=_LOGGED)
        self._recordings = Recordings(replay) if replay is not None else None
        self._asked_faults = read_faults(faults)
        self._faults: dict[str, list[Fault]] = {}
        self._own_ports: dict[str, int] = {}  # by board id
        self._sources: dict[tuple[str, str], tuple[str, Source]] = {}
        self._cache: OrderedDict[str, Answer] = OrderedDict()
        self._cached = 0
        self._asked: Counter[str] = Counter()  # where a fault depends on it
        self._in_flight = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop: asyncio.Event | None = None
        self._failure: BaseException | None = None
        self._started = threading.Event()
        self._register()

    @property
    def base_url(self) -> str:
        """Where the server answers."""
        return f"http://{HOST}:{self.port}"

    @property
    def boards(self) -> list[Board]:
        """All boards served, as `boards.yaml` would list them."""
        boards = [board for source in self._all_sources() for board in source.boards(self.base_url)]
        return [self._on_own_port(board) for board in boards]

    @property
    def faults(self) -> dict[str, list[Fault]]:
        """The faults of each board that has any, by board id."""
        return self._faults

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run_in_thread, name="sample-server", daemon=True)
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(self, *_error: object) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join()

    async def serve(self, ready: Callable[[], object], stop: asyncio.Event) -> None:
        """Serves until `stop` is set. Calls `ready` once the port is open and known."""
        async with self._listening():
            ready()
            await stop.wait()

    # Life

    def _run_in_thread(self) -> None:
        try:
            asyncio.run(self._serve_for_thread())
        except BaseException as error:
            self._failure = error
        finally:
            self._started.set()

    async def _serve_for_thread(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        await self.serve(self._started.set, self._stop)

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        server = web.Server(self._handle, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, self.port)
            try:
                await site.start()
            except OSError as error:
                reason = f"the sample boards cannot open port {self.port}: {error.strerror}"
                raise JobsError(f"{reason}. Choose another, or 0 for any that is free") from error
            self.port = runner.addresses[0][1]
            await self._open_own_ports(runner)
            yield
        finally:
            await runner.cleanup()

    async def _open_own_ports(self, runner: web.ServerRunner) -> None:
        for board_id, faults in self._faults.items():
            if any(fault.board != "*" for fault in faults):
                await web.TCPSite(runner, HOST, 0).start()
                self._own_ports[board_id] = runner.addresses[-1][1]

    def _on_own_port(self, board: Board) -> Board:
        port = self._own_ports.get(board.board_id)
        if port is None or board.base_url is None:
            return board
        return replace(board, base_url=board.base_url.replace(self.base_url, f"http://{HOST}:{port}", 1))

    def _all_sources(self) -> list[Source]:
        sources: list[Source] = [self.catalog]
        return [*sources, self._recordings] if self._recordings is not None else sources

    def _register(self) -> None:
        for source in self._all_sources():
            for board in source.boards(""):
                token = (board.base_url or "").rpartition("/")[2] if has_own_host(board.ats) else board.token
                self._sources[board.ats, token] = (board.board_id, source)
        self._faults = faults_by_board(self._asked_faults, self.boards)

    # One exchange

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self._in_flight += 1
        started, in_flight, status = time.monotonic(), self._in_flight, 0
        question = await _question(request)
        board_id = self._board_id(question)
        try:
            response = await self._respond(request, question, board_id)
            status = response.status
        except (Reset, ConnectionError):  # by us as a fault, or by whoever had enough of a slow body
            if request.transport is not None:
                request.transport.abort()
            return web.Response()  # goes nowhere: the connection is gone
        else:
            return response
        finally:
            self._in_flight -= 1
            seconds, posted = time.monotonic() - started, question.posted if question else None
            self.requests.append(
                Request(request.path_qs, board_id, status, started, seconds, in_flight, posted)
            )

    def _board_id(self, question: Asked | None) -> str | None:
        known = self._sources.get((question.ats, question.token)) if question else None
        return known[0] if known else None

    async def _respond(
        self, request: web.BaseRequest, question: Asked | None, board_id: str | None
    ) -> web.StreamResponse:
        if question is None:
            return await self._about(request)
        faults = self._faults.get(board_id or "", [])
        key = request.path_qs if question.posted is None else f"{request.path_qs} {question.posted}"
        if any(fault.name == "burst" for fault in faults):
            question = replace(question, asked_before=self._asked[key])
            self._asked[key] += 1
        for fault in faults:
            if response := await _before(request, fault, question):
                return response
        answer = self._answer(key, question, faults)
        if answer is None:
            return web.Response(status=404, text="not found\n")
        for fault in faults:
            if is_sent_so(fault, question):
                return await SENDING[fault.name](request, fault, answer)
        return _response(request, answer)

    async def _about(self, request: web.BaseRequest) -> web.StreamResponse:
        match request.path:
            case "/robots.txt":
                return await self._robots(request)
            case "/truth.jsonl":
                return await self._lines(request, self.catalog.truth())
            case "/duplicates.jsonl":
                return await self._lines(request, self._labelled_pairs())
            case "/boards.json":
                return web.Response(
                    body=orjson.dumps([_entry(board) for board in self.boards]),
                    headers={"Content-Type": JSON},
                )
        return web.Response(status=404, text="not found\n")

    async def _robots(self, request: web.BaseRequest) -> web.StreamResponse:
        """The server's own robots.txt, in place of the API hosts'. A fault of every board is its too."""
        everyone = Asked("site", "", "/robots.txt")
        for fault in self._asked_faults:
            if fault.board == "*" and (response := await _before(request, fault, everyone)):
                return response
        return _response(request, _ALLOW_ALL)

    def _labelled_pairs(self) -> Iterable[dict[str, Any]]:
        return (
            pair.line()
            for layer in LAYERS
            for pair in labelled_pairs(layer, PAIRS_OF_A_LAYER, self.catalog.seed)
        )

    async def _lines(self, request: web.BaseRequest, lines: Iterable[dict[str, Any]]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/jsonl; charset=utf-8"})
        await response.prepare(request)
        for line in lines:
            await response.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        await response.write_eof()
        return response

    def _answer(self, key: str, question: Asked, faults: Sequence[Fault]) -> Answer | None:
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        known = self._sources.get((question.ats, question.token))
        spoiling = [fault for fault in faults if fault.name in ON_ANSWER and role_of(question) != "robots"]
        endless = any(fault.name == "endless" for fault in spoiling)
        answer = known[1].answer(without_end(question) if endless else question) if known else None
        if answer is None:
            return None
        for fault in spoiling:
            answer = ON_ANSWER[fault.name](answer, fault, question)
        self._keep(key, answer)
        return answer

    def _keep(self, key: str, answer: Answer) -> None:
        self._cache[key] = answer
        self._cached += len(answer.body)
        while self._cached > _CACHE_BYTES and len(self._cache) > 1:
            self._cached -= len(self._cache.popitem(last=False)[1].body)


async def serve(
    port: int = 8099,
    *,
    postings: int = 500,
    seed: int = 0,
    day: int = 0,
    faults: str | Iterable[str] = (),
    replay: Path | None = None,
    sizes: Sequence[int] = (),
    kinds: Sequence[str] = KINDS,
    ready: Callable[[SampleServer], object],
) -> None:
    """Serves sample boards in this process until interrupted or terminated."""
    server = SampleServer(
        port, postings=postings, seed=seed, day=day, faults=faults, replay=replay, sizes=sizes, kinds=kinds
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    await server.serve(lambda: ready(server), stop)


async def _question(request: web.BaseRequest) -> Asked | None:
    found = asked(request.path, dict(request.query))
    if found is None or request.method != "POST":
        return found
    try:
        return replace(found, posted=orjson.loads(await request.read()))
    except orjson.JSONDecodeError:
        return found


async def _before(request: web.BaseRequest, fault: Fault, question: Asked) -> web.StreamResponse | None:
    if role_of(question) == "robots":
        if fault.name not in ON_ROBOTS:
            return None
        act, instead = ON_ROBOTS[fault.name]
        return await act(request, instead or fault, question)
    act_before = BEFORE.get(fault.name)
    return await act_before(request, fault, question) if act_before else None


def _response(request: web.BaseRequest, answer: Answer) -> web.Response:
    headers = {
        "ETag": answer.etag,
        "Content-Type": answer.content_type,
        "Vary": "Accept-Encoding",
        **answer.headers,
    }
    if answer.last_modified:
        headers["Last-Modified"] = answer.last_modified
    if _is_unchanged(request, answer):
        del headers["Content-Type"]
        return web.Response(status=304, headers=headers)
    body = answer.body
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = answer.gzipped
    return web.Response(status=answer.status, body=body, headers=headers)


def _is_unchanged(request: web.BaseRequest, answer: Answer) -> bool:
    """RFC 9110, 13.1.3: If-Modified-Since counts only where no If-None-Match was sent."""
    matches = request.headers.get("If-None-Match")
    if matches is not None:
        return answer.etag in matches or matches.strip() == "*"
    since = request.headers.get("If-Modified-Since")
    return since is not None and since == answer.last_modified


def _entry(board: Board) -> dict[str, str]:
    """The board as boards.yaml names it: by its token where that leads to it, else by its address."""
    unsaid = "url" if board.url is None or stands_alone(board) else "token"
    return {name: value for name, value in asdict(board).items() if value and name != unsaid}
