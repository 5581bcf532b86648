"""One server and model: the exchanges with it, its breaker, and its counts of tokens.

One exchange at a time, without retries or routing: these are `lane.py` and `client.py`.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson
from yarl import URL

from jobs_assets.llm.breaker import Breaker
from jobs_assets.llm.patience import Patience
from jobs_assets.llm.records import Tier
from jobs_assets.llm.sizes import Sizes
from jobs_assets.llm.vitals import Vitals, read_vitals
from jobs_assets.llm.window import Window
from jobs_assets.llm.wire import Dialect, Kind, Reply, Trouble, read_answer

MAX_ANSWER_BYTES = 1 << 20
"""No answer of ours comes near it: 8,000 tokens of JSON are about 40 kB."""
_MAX_METRICS_BYTES = 8 << 20
_FAILURES = 5
_KEEP_ALIVE = 4.0
"""Idle seconds of a connection: uvicorn, which serves vLLM, closes its own after five, and a request that
crosses such a close is lost."""


@dataclass(slots=True, eq=False)
class UnderWay:
    """An exchange that has no answer yet: since when (monotonic), until when, and why it was given up."""

    since: float
    deadline: asyncio.Timeout
    given_up: str | None = None


class Server:
    """An OpenAI-compatible server under `base_url`, with or without its `/v1`, asked for one model.

    Lanes to the same server and model share it: its breaker, its token counts, its connections.
    """

    def __init__(
        self, base_url: str, model: str, api_key: str | None, tier: Tier, patience: Patience
    ) -> None:
        self.root, self.api = _addresses(base_url)
        self.model = model
        self.tier: Tier = tier
        self.patience = patience
        self.sizes = Sizes()
        self.dialect = Dialect()
        self.windows: list[Window] = []
        self.breaker = Breaker[Trouble](
            _FAILURES, patience.rest, patience.longest_rest, on_open=self._turn_away
        )
        self.under_way: set[UnderWay] = set()
        self.last_answer = 0.0
        self._chat_url = URL(f"{self.api}/chat/completions")  # parsed once
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        self._api_key = api_key
        if api_key:
            self._headers["Authorization"] = f"Bearer {api_key}"
        self._session: aiohttp.ClientSession | None = None
        self._tokenizes = tier == "local"
        self._has_metrics = tier == "local"
        self._max_model_len: int | None = None
        self._knows_length = asyncio.Lock()
        self._length_asked = False
        self._length_missed = -patience.rest
        self._closed = False

    async def chat(
        self, body: bytes, seconds: float, *, prompt_bound: int, max_tokens: int
    ) -> Reply | Trouble:
        """Send a chat completion and read what comes back, within `seconds`.

        Does not touch the breaker: whether a failure counts depends on who else is inside.
        """
        exchange = UnderWay(time.monotonic(), asyncio.timeout(seconds))
        self.under_way.add(exchange)
        try:
            async with (
                exchange.deadline,
                self._open().post(self._chat_url, data=body, allow_redirects=False) as response,
            ):
                if self.tier == "local":  # some paid servers send blank lines until they have an answer
                    exchange.deadline.reschedule(asyncio.get_running_loop().time() + self.patience.body)
                payload = await _bounded(response, MAX_ANSWER_BYTES)
                status, headers = response.status, response.headers
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            return self._broken(error, exchange, seconds)
        finally:
            self.under_way.discard(exchange)
        self.last_answer = time.monotonic()
        if payload is None:
            return Trouble(
                Kind.DOWN, "too_large", f"{status}, more than {MAX_ANSWER_BYTES} bytes", billed=True
            )
        if headers.get("Content-Encoding", "identity") != "identity":
            return Trouble(Kind.DOWN, "encoded", "an encoding that was not asked for", billed=True)
        outcome = read_answer(status, headers, payload, prompt_bound=prompt_bound, max_tokens=max_tokens)
        if isinstance(outcome, Trouble):
            return replace(outcome, detail=self.without_key(outcome.detail))
        return outcome

    def without_key(self, text: str) -> str:
        """What a server said, should it repeat the key that it was sent."""
        return text.replace(self._api_key, "…") if self._api_key else text

    async def max_model_len(self) -> int | None:
        """Tokens of prompt and answer together, as the server states them; null where it does not.

        Asked once; again some time after the server did not answer, and after `forget_length`.
        """
        if self._length_asked:
            return self._max_model_len
        async with self._knows_length:
            lately = time.monotonic() - self._length_missed < self.patience.rest
            if not (self._length_asked or lately or self.breaker.is_open):
                models = await self.models()
                self._length_asked = models is not None
                self._max_model_len = (models or {}).get(self.model)
                self._length_missed = time.monotonic()
        return self._max_model_len

    def forget_length(self) -> None:
        """The server found a request too long that should have fitted: its limit is another now."""
        self._length_asked = False
        self._length_missed = -self.patience.rest

    async def models(self) -> dict[str, int | None] | None:
        """The models of `GET /models` with their length in tokens where stated; null where it fails."""
        document = _json(await self.get(f"{self.api}/models", self.patience.sign))
        try:
            rows = document["data"]
            return {row["id"]: _positive(row.get("max_model_len")) for row in rows}
        except (KeyError, TypeError, AttributeError):
            return None

    async def tokenize(self, messages: Sequence[Mapping[str, str]]) -> int | None:
        """The exact tokens of a prompt in the model's own chat template; null where the server cannot say."""
        if not self._tokenizes or self.breaker.is_open:
            return None
        body = orjson.dumps({"model": self.model, "messages": messages})
        status, payload = await self.fetch("POST", f"{self.root}/tokenize", self.patience.sign, body)
        if status in (404, 405, 501):
            self._tokenizes = False
        document = _json(payload if status == 200 else None)
        return _positive(document.get("count")) if isinstance(document, dict) else None

    async def vitals(self) -> tuple[bool, Vitals | None]:
        """Whether the server shows a sign of life, and what it says of its engine where it is a vLLM."""
        if self._has_metrics:
            status, metrics = await self.fetch("GET", f"{self.root}/metrics", self.patience.sign)
            if metrics is None:
                return False, None
            found = read_vitals(metrics) if status == 200 else None
            self._has_metrics = found is not None
            return True, found
        status, _ = await self.fetch("GET", f"{self.api}/models", self.patience.sign)
        return status is not None, None

    async def get(self, url: str, seconds: float) -> bytes | None:
        """The body of a GET that was answered with 200 within `seconds`; else null."""
        status, payload = await self.fetch("GET", url, seconds)
        return payload if status == 200 else None

    async def fetch(
        self, method: str, url: str, seconds: float, body: bytes | None = None
    ) -> tuple[int | None, bytes | None]:
        """Status and body; both null where no answer came in time, the body alone where it is too large."""
        try:
            async with (
                asyncio.timeout(seconds),
                self._open().request(method, url, data=body, allow_redirects=False) as response,
            ):
                return response.status, await _bounded(response, _MAX_METRICS_BYTES)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return None, None  # the caller's question is whether it answers: it does not

    def give_up(self, word: str) -> None:
        """Every request under way ends now as `word`: the server will not answer it."""
        now = asyncio.get_running_loop().time()
        for exchange in self.under_way:
            exchange.given_up = word
            exchange.deadline.reschedule(now)

    async def close(self) -> None:
        """Close all connections, for good."""
        self._closed = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._closed:
            raise RuntimeError("the client is closed")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.patience.connect),
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=self.tier == "cloud",  # a proxy between here and a local pool is a mistake
            )
        return self._session

    def _broken(self, error: Exception, exchange: UnderWay, seconds: float) -> Trouble:
        """What an exchange that broke off means. Whether the server had the request decides what is paid."""
        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return Trouble(Kind.DOWN, "unreachable", f"no connection within {self.patience.connect:g} s")
        if isinstance(error, aiohttp.ClientConnectorError):
            return Trouble(Kind.DOWN, "unreachable", str(error), retry=True)
        if isinstance(error, TimeoutError):
            if exchange.given_up:
                return Trouble(Kind.DOWN, exchange.given_up, "no sign of life", billed=True)
            return Trouble(Kind.DOWN, "timeout", f"no whole answer within {seconds:g} s", billed=True)
        detail = f"{type(error).__name__}: {error}"[:300]
        return Trouble(Kind.DOWN, "disconnected", detail, retry=True, billed=True)

    def _turn_away(self) -> None:
        for window in self.windows:
            window.turn_away()


async def _bounded(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """The body, or null as soon as it is longer than `most`; the connection then goes with it."""
    if (response.content_length or 0) > most:
        response.close()
        return None
    first = await response.content.readany()
    if response.content.at_eof():
        return first if len(first) <= most else None
    parts, size = [first], len(first)
    while part := await response.content.readany():
        parts.append(part)
        size += len(part)
        if size > most:
            response.close()
            return None
    return b"".join(parts)


def _addresses(base_url: str) -> tuple[str, str]:
    """The server's root, where vLLM has its own pages, and the address that the API's paths follow."""
    base = base_url.rstrip("/")
    if base.endswith("/v1"):
        return base.removesuffix("/v1"), base
    return (base, base) if urlsplit(base).path else (base, f"{base}/v1")


def _json(payload: bytes | None) -> Any:  # noqa: ANN401 - any JSON document, or null
    try:
        return None if payload is None else orjson.loads(payload)
    except orjson.JSONDecodeError:
        return None


def _positive(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
