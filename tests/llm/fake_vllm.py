"""A model server that answers as vLLM 0.32 does: its pages, its error bodies, its queue, its metric names.

Replays behaviour that was recorded from the real one, and misbehaves where it is told to. The same contract
tests run against both, so it cannot drift unseen. No test lives here.
"""

import asyncio
import contextlib
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Self

import orjson
from aiohttp import web

from tests.llm.fake_engine import PrefixCache, SchemaError, following, prompt_tokens, text_tokens

Misbehaviour = Callable[[web.BaseRequest, dict[str, Any]], Awaitable[web.StreamResponse | None]]
"""In place of an answer to a chat completion; null: answer as usual."""


@dataclass
class FakeVllm:
    """A server on loopback while an `async with` (in this loop) or a `with` (in a thread) block runs.

    `write` makes the answer's text of a request; by default the shortest that follows its schema. `seconds`
    is what a request takes while it runs; at most `max_num_seqs` run, at most `max_num_queued_reqs` run or
    wait. `usage` changes what is said of tokens. `misbehave` answers instead of the model.
    """

    model: str = "tiny"
    max_model_len: int = 4096
    max_num_seqs: int = 256
    max_num_queued_reqs: int | None = None
    api_key: str | None = None
    seconds: float = 0.0
    write: Callable[[dict[str, Any]], str] | None = None
    usage: Callable[[dict[str, Any]], Any] = lambda usage: usage
    misbehave: Misbehaviour | None = None
    hung: bool = False
    """Accepts connections and says nothing any more, on no page."""
    stalled: bool = False
    """All pages answer, the engine does nothing."""
    is_vllm: bool = True
    """Else it is some other server of the same protocol: no /metrics, no /tokenize, no max_model_len."""

    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    """The bodies of all chat completions that were asked for, refused ones too."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """Of chat completions: "stop", "length", "abort", "refused"."""
    running: int = 0
    waiting: int = 0
    most_inside: int = 0
    pages: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._cache = PrefixCache()
        self._steps = 0
        self._generated = 0
        self._prompted = 0
        self._server: web.Server[web.BaseRequest] | None = None
        self._listening: asyncio.Server | None = None
        self._seats: asyncio.Semaphore | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._ready = threading.Event()

    @property
    def base_url(self) -> str:
        """As settings name it."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.down()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._in_thread()), daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join()

    async def up(self) -> None:
        """Open the port, the same as before if there was one."""
        self._seats = asyncio.Semaphore(self.max_num_seqs)
        loop = asyncio.get_running_loop()
        self._server = web.Server(self._handle, access_log=None, handler_cancellation=True)
        self._listening = await loop.create_server(self._server, "127.0.0.1", self.port, backlog=1024)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def down(self) -> None:
        """As a killed process: the port closes, and whoever waits is cut off."""
        if self._listening is None or self._server is None:
            return
        for listening in self._listening.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        await asyncio.sleep(0.01)  # connections that were being accepted are there now, to be cut off too
        self._listening.close()
        for handler in self._server.connections:
            if handler.transport is not None:
                handler.transport.abort()
        await self._server.shutdown(0)
        self._listening = self._server = None

    def kill(self) -> None:
        """`down`, from another thread than the server's."""
        self._there(self.down())

    def revive(self) -> None:
        """`up`, from another thread than the server's."""
        self._there(self.up())

    def _there(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _in_thread(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with self:
            self._ready.set()
            await self._stop.wait()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.pages[request.path] += 1
        if self.hung:
            await asyncio.Event().wait()
        key = f"Bearer {self.api_key}" if self.api_key and request.path.startswith("/v1") else None
        if key and request.headers.get("Authorization") != key:
            return _json({"error": "Unauthorized"}, 401)
        match request.method, request.path:
            case "POST", "/v1/chat/completions":
                return await self._chat(request)
            case "GET", "/v1/models":
                return _json(self._models())
            case "GET", "/health":
                return web.Response()
            case "POST", "/tokenize" if self.is_vllm:
                return await self._tokenize(request)
            case "GET", "/metrics" if self.is_vllm:
                return web.Response(text=self._metrics())
            case _, "/v1/chat/completions":
                return _json({"detail": "Method Not Allowed"}, 405)
        return _json({"detail": "Not Found"}, 404)

    async def _chat(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            asked = orjson.loads(await request.read())
        except orjson.JSONDecodeError:
            return _error(400, "1 validation error:\n  {'type': 'json_invalid'}", "Bad Request", "body.0")
        self.requests.append(asked)
        if self.misbehave is not None:
            response = await self.misbehave(request, asked)
            if response is not None:
                return response
        refusal = self._refusal(asked)
        if refusal is not None:
            self.outcomes["refused"] += 1
            return refusal
        return await self._in_turn(asked)

    async def _in_turn(self, asked: dict[str, Any]) -> web.StreamResponse:
        assert self._seats is not None
        self.waiting += 1
        self.most_inside = max(self.most_inside, self.running + self.waiting)
        try:
            await self._seats.acquire()
        finally:
            self.waiting -= 1
        self.running += 1
        try:
            while self.stalled:
                await asyncio.sleep(0.01)
            await asyncio.sleep(self.seconds)
            return self._complete(asked)
        except asyncio.CancelledError:
            self.outcomes["abort"] += 1
            raise
        finally:
            self.running -= 1
            self._seats.release()

    def _complete(self, asked: dict[str, Any]) -> web.StreamResponse:
        schema = asked.get("response_format", {}).get("json_schema", {}).get("schema")
        try:
            text = self.write(asked) if self.write else following(schema) if schema else "yes"
        except SchemaError as error:
            return _error(400, f"Grammar error: Invalid type: {error}", "BadRequestError", None)
        most = self._room(asked)
        finish = "stop" if text_tokens(text) < most else "length"
        text = text if finish == "stop" else text.encode()[: most * 4].decode("utf-8", "ignore")
        self.outcomes[finish] += 1
        prompt, completion = prompt_tokens(asked["messages"]), min(text_tokens(text) + 1, most)
        cached = self._cache.look_up(asked["messages"])
        self._steps += completion
        self._generated += completion
        self._prompted += prompt
        message = {"role": "assistant", "content": text, "refusal": None, "reasoning": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
        usage = {
            "prompt_tokens": prompt,
            "total_tokens": prompt + completion,
            "completion_tokens": completion,
            "prompt_tokens_details": {"cached_tokens": cached} if self.is_vllm else None,
        }
        return _json(
            {
                "id": f"chatcmpl-{self._steps:016x}",
                "object": "chat.completion",
                "created": 1_795_407_504,
                "model": self.model,
                "choices": [choice],
                "service_tier": None,
                "usage": self.usage(usage),
            }
        )

    def _refusal(self, asked: dict[str, Any]) -> web.Response | None:
        """What vLLM says no to before it computes anything, in its own words and order."""
        if asked.get("model") != self.model:
            message = f"The model `{asked.get('model')}` does not exist. Valid aliases: {self.model}."
            return _error(404, message, "NotFoundError", "model")
        most, length, limit = _limit_of(asked), prompt_tokens(asked["messages"]), self.max_model_len
        if most < 1:
            return _bad(f"max_tokens must be at least 1, got {most}.", "max_tokens", most)
        if most > limit:
            text = f"max_tokens={most} cannot be greater than max_model_len={limit}. Please request fewer"
            return _bad(f"{text} output tokens.", "max_tokens", most)
        if length > limit:
            text = f"This model's maximum context length is {limit} tokens. However, your prompt contains at"
            return _bad(f"{text} least {length} input tokens, which exceeds it.", "input_tokens", length)
        inside = self.running + self.waiting
        if self.max_num_queued_reqs is not None and inside >= self.max_num_queued_reqs:
            return _error(503, "The engine is busy and takes no new requests.", "Service Unavailable", None)
        return None

    def _room(self, asked: dict[str, Any]) -> int:
        """Tokens that an answer may have: what is left beside the prompt, if that is less than asked for."""
        return min(_limit_of(asked), self.max_model_len - prompt_tokens(asked["messages"]))

    def _models(self) -> dict[str, Any]:
        card: dict[str, Any] = {"id": self.model, "object": "model", "owned_by": "vllm"}
        if self.is_vllm:
            card["max_model_len"] = self.max_model_len
        return {"object": "list", "data": [card]}

    async def _tokenize(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = orjson.loads(await request.read())
        count = prompt_tokens(asked["messages"])
        return _json({"count": count, "max_model_len": self.max_model_len, "tokens": [0] * count})

    def _metrics(self) -> str:
        labels = f'{{engine="0",model_name="{self.model}"}}'
        values = {
            "num_requests_running": self.running,
            "num_requests_waiting": self.waiting,
            "iteration_tokens_total_count": self._steps,
            "generation_tokens_total": self._generated,
            "prompt_tokens_total": self._prompted,
            "prefix_cache_queries_total": self._cache.queries,
            "prefix_cache_hits_total": self._cache.hits,
            "kv_cache_usage_perc": 0.0,
            "num_preemptions_total": 0,
            "admission_rejections_total": self.outcomes["refused"],
        }
        lines = [f"vllm:{name}{labels} {float(value)}" for name, value in values.items()]
        for reason in ("stop", "length", "abort"):  # one that hung up is counted nowhere
            finished = labels.replace("{", f'{{finished_reason="{reason}",')
            count = 0 if reason == "abort" else self.outcomes[reason]
            lines.append(f"vllm:request_success_total{finished} {float(count)}")
        return "\n".join(lines) + "\n"


def _limit_of(asked: dict[str, Any]) -> int:
    limit = asked.get("max_tokens", asked.get("max_completion_tokens", 16))
    return int(limit)


def _bad(message: str, parameter: str, value: int) -> web.Response:
    return _error(400, f"{message} (parameter={parameter}, value={value})", "BadRequestError", parameter)


def _error(status: int, message: str, kind: str, parameter: str | None) -> web.Response:
    return _json({"error": {"message": message, "type": kind, "param": parameter, "code": status}}, status)


def _json(document: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(document), status=status, content_type="application/json")


# Ways to misbehave


def always(status: int, body: bytes, **headers: str) -> Misbehaviour:
    """The same response whatever is asked."""

    async def respond(_request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=status, body=body, headers=headers)

    return respond


def first(times: int, misbehaviour: Misbehaviour) -> Misbehaviour:
    """So often, and then no more."""
    left = times

    async def respond(request: web.BaseRequest, asked: dict[str, Any]) -> web.StreamResponse | None:
        nonlocal left
        left -= 1
        return await misbehaviour(request, asked) if left >= 0 else None

    return respond


async def close_unanswered(request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
    """The connection is cut before the first byte."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def close_midway(request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
    """The connection is cut in the middle of the answer."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"id":"chatcmpl-1","choices":[')
    assert request.transport is not None
    request.transport.abort()
    return response


async def drip(request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
    """A byte now and then, for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.01)
    return response


async def flood(request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
    """10 MB of an answer that never ends, of no stated length."""
    response = web.StreamResponse()
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        await response.write(b'{"choices":[{"message":{"content":"')
        for _ in range(160):
            await response.write(b"a" * 65_536)
    return response
