"""The model client beside the OpenAI SDK and plain httpx: CPU a request at 20 ms latency and 256 in flight.

JSON and validation included, the same for all. And throughput where far more is offered than a server holds.
"""

import asyncio
import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import orjson
import uvloop

from bench.figure import Figure
from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.paying import NoPurse
from jobs_assets.llm.records import Answer, Request
from jobs_assets.settings import LlmSettings, ModelSettings

IN_FLIGHT = 256
REQUESTS = 1024
ROUNDS = 3
SEATS = 8

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        name: {
            "type": ["object", "null"],
            "properties": {"quote": {"type": "string"}, "value": {"type": ["string", "null"]}},
            "required": ["quote", "value"],
            "additionalProperties": False,
        }
        for name in ("salary", "workplace", "seniority", "experience", "education", "sponsorship", "summary")
    },
    "additionalProperties": False,
}
MESSAGES = [
    {"role": "system", "content": "Read the posting and answer in JSON. Quote what proves each value. " * 36},
    {"role": "user", "content": "We look for an engineer who likes data, trains and long tables. " * 78},
]


@contextlib.contextmanager
def server(seconds: float = 0.02, seats: int = 1024, queue: int = 4096) -> Iterator[str]:
    """Its base URL, while the block runs."""
    command = [sys.executable, "-m", "bench.model_server", str(seconds), str(seats), str(queue)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        process.stdin.close()


def valid(text: str) -> str | None:
    """Null where the answer is what the server sends."""
    document = orjson.loads(text)
    return None if document["workplace"]["value"] == "hybrid" and len(document["skills"]) == 8 else "wrong"


async def _all(ask: Callable[[], Awaitable[None]], requests: int, in_flight: int) -> None:
    """So many requests by so many at once."""
    left = iter(range(requests))

    async def one_after_another() -> None:
        for _ in left:
            await ask()

    await asyncio.gather(*(one_after_another() for _ in range(in_flight)))


async def ours(base_url: str, requests: int = REQUESTS, in_flight: int = IN_FLIGHT) -> None:
    """`LlmClient`, its routing, window, breaker and all; it bounds what is in flight itself."""
    endpoint = ModelSettings(base_url=base_url, model="bench", max_in_flight=in_flight)
    request = Request("bench", MESSAGES, SCHEMA, 1024)
    async with LlmClient(LlmSettings(short=endpoint), NoPurse()) as client:

        async def ask() -> None:
            outcome = await client.ask(request, lambda answer: valid(answer.text))
            assert isinstance(outcome, Answer), outcome

        await _all(ask, requests, IN_FLIGHT)


async def openai_sdk(base_url: str) -> None:
    """The SDK as its documents show it, with its own transport."""
    import openai

    async with openai.AsyncOpenAI(base_url=base_url, api_key="none") as client:

        async def ask() -> None:
            completion = await client.chat.completions.create(
                model="bench",
                messages=MESSAGES,  # type: ignore[arg-type] # plain dictionaries, as its documents show
                max_tokens=1024,
                temperature=0,
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
                },
            )
            assert valid(completion.choices[0].message.content or "") is None

        await _all(ask, REQUESTS, IN_FLIGHT)


async def plain_httpx(base_url: str) -> None:
    """One pool of httpx, as wide as what is in flight."""
    import httpx2

    body = {
        "model": "bench",
        "messages": MESSAGES,
        "max_tokens": 1024,
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        },
    }
    limits = httpx2.Limits(max_connections=IN_FLIGHT, max_keepalive_connections=IN_FLIGHT)
    async with httpx2.AsyncClient(limits=limits, timeout=60) as client:

        async def ask() -> None:
            response = await client.post(
                f"{base_url}/chat/completions",
                content=orjson.dumps(body),
                headers={"Content-Type": "application/json"},
            )
            document = orjson.loads(response.content)
            assert valid(document["choices"][0]["message"]["content"]) is None

        await _all(ask, REQUESTS, IN_FLIGHT)


def _cpu_ms(client: Callable[[str], Awaitable[None]], base_url: str) -> float:
    before = time.process_time()
    uvloop.run(client(base_url))  # type: ignore[arg-type] # each client is a coroutine function
    return (time.process_time() - before) * 1000 / REQUESTS


def _seconds(base_url: str, in_flight: int) -> float:
    before = time.perf_counter()
    uvloop.run(ours(base_url, 800, in_flight))
    return time.perf_counter() - before


def _beside_peers() -> list[Figure]:
    own, sdk, httpx = [], [], []
    with server() as base_url:
        _cpu_ms(openai_sdk, base_url)  # its imports are not what is measured
        for _ in range(ROUNDS):
            own.append(_cpu_ms(ours, base_url))
            sdk.append(_cpu_ms(openai_sdk, base_url))
            httpx.append(_cpu_ms(plain_httpx, base_url))
    mean = statistics.median(own)
    by_sdk = statistics.median(theirs / mine for mine, theirs in zip(own, sdk, strict=True))
    by_httpx = statistics.median(theirs / mine for mine, theirs in zip(own, httpx, strict=True))
    return [
        Figure(
            "model client, 256 in flight beside the OpenAI SDK",
            mean,
            statistics.median(sdk),
            "CPU-ms a request",
            by_sdk,
            "≤ 1 ms, ≥ 8 x",
            mean <= 1 and by_sdk >= 8,
            "20 ms mock; JSON and validation included",
        ),
        Figure(
            "… beside httpx with one pool",
            mean,
            statistics.median(httpx),
            "CPU-ms a request",
            by_httpx,
            "reported",
            True,
        ),
    ]


def _saturated() -> Figure:
    """Requests a second with 256 offered to a server that holds 12, by the best fixed number in flight."""
    ratios, own = [], []
    with server(seconds=0.04, seats=SEATS, queue=SEATS // 2) as base_url:
        for _ in range(ROUNDS):
            best = min(_seconds(base_url, in_flight) for in_flight in (SEATS, SEATS + SEATS // 2))
            flooded = _seconds(base_url, IN_FLIGHT)
            ratios.append(best / flooded)
            own.append(800 / flooded)
    ratio = statistics.median(ratios)
    return Figure(
        "model client, 256 offered to 8 seats",
        statistics.median(own),
        None,
        "requests/s",
        ratio,
        "≥ 0.95 of the best",
        ratio >= 0.95,
        "the best of 8 and 12 in flight, set by hand",
    )


def measure() -> list[Figure]:
    """The figures."""
    return [*_beside_peers(), _saturated()]
