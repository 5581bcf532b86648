"""A local endpoint tried from end to end, and what to change about it: what `jobs llm check` shows.

Asks some sixty short questions. A paid endpoint is only asked for its list of models.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from jobs_assets.llm import readiness
from jobs_assets.llm.lane import Lane
from jobs_assets.llm.records import PoolName, Request
from jobs_assets.llm.wire import Dialect, Reply, Trouble, chat_body

Outcome = Literal["ok", "warning", "failed", "unknown"]

_LEAST_LENGTH = 4096
_SHARED_WORDS = 900
_CACHED = 0.5  # of prompts that are nearly all shared
_AT_ONCE = 16
_TIMED = 48
_ROOMY = 1.25  # bytes of an answer by those of the same JSON without white space
_BATCHES = 1.5  # requests a second by many at once, by those of one after the other


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried at one pool. `remedy` says what to change where it is not ok."""

    pool: PoolName
    check: str
    outcome: Outcome
    detail: str
    remedy: str | None = None


async def check_pool(lane: Lane) -> AsyncIterator[Finding]:
    """The findings of one pool, each as soon as it is known. Ends early where the rest would fail alike."""
    models = await _models(lane)
    yield models
    if models.outcome == "failed" or lane.server.tier == "cloud":
        return
    if await lane.server.get(f"{lane.server.root}/health", lane.server.patience.sign) is not None:
        yield Finding(lane.pool, "health", "ok", "/health answers")
    state = await readiness.state_of(lane)
    if not state.ready:
        yield Finding(
            lane.pool,
            "generates",
            "failed",
            state.detail,
            "It lists its model and generates nothing: see the server's own log.",
        )
        return
    yield Finding(lane.pool, "generates", "ok", f"a token in {state.seconds:.2f} s")
    yield await _length(lane)
    yield await _schema(lane)
    yield await _prefix_cache(lane)
    yield await _speed(lane)


async def _models(lane: Lane) -> Finding:
    server = lane.server
    status, payload = await server.fetch("GET", f"{server.api}/models", server.patience.connect)
    variable = f"JOBS_LLM__{lane.pool.upper()}"
    if status is None:
        return Finding(
            lane.pool,
            "models",
            "failed",
            f"nothing answers at {server.api}",
            f"Start the server (docs/vllm.md), or correct {variable}__BASE_URL.",
        )
    models = await server.models()
    if models is None:
        return Finding(
            lane.pool,
            "models",
            "failed",
            server.without_key(
                f"{server.api}/models: {status} {(payload or b'').decode('utf-8', 'replace')[:200]}"
            ),
            f"401 and 403 are about {variable}__API_KEY, 404 about {variable}__BASE_URL.",
        )
    if server.model not in models:
        return Finding(
            lane.pool,
            "models",
            "failed",
            f"{server.model!r} is none of {', '.join(sorted(models)) or 'no models'}",
            f"Set {variable}__MODEL to one of them, or start vLLM with --served-model-name {server.model}.",
        )
    paid = "; it is paid, so nothing more is tried" if server.tier == "cloud" else ""
    return Finding(lane.pool, "models", "ok", f"{server.model} is served{paid}")


async def _length(lane: Lane) -> Finding:
    limit, stated = await lane.limit(), await lane.server.max_model_len()
    variable = f"JOBS_LLM__{lane.pool.upper()}__MAX_MODEL_LEN"
    if limit is None:
        return Finding(
            lane.pool,
            "context",
            "warning",
            "the server does not state its length",
            f"Set {variable}; until then every prompt is taken to fit.",
        )
    if stated is not None and lane.set_length is not None and lane.set_length > stated:
        return Finding(
            lane.pool,
            "context",
            "warning",
            f"{variable} is {lane.set_length:,}, the server takes {stated:,} tokens",
            f"Unset {variable}, or start the server with --max-model-len {lane.set_length}.",
        )
    if limit < _LEAST_LENGTH:
        return Finding(
            lane.pool,
            "context",
            "warning",
            f"{limit:,} tokens; prompt, posting and answer need some {_LEAST_LENGTH:,}",
            f"Start the server with --max-model-len {_LEAST_LENGTH} or more.",
        )
    return Finding(lane.pool, "context", "ok", f"{limit:,} tokens")


async def _schema(lane: Lane) -> Finding:
    """Asked for prose, and held to a schema: only a constrained server answers in it."""
    schema = {
        "type": "object",
        "properties": {
            "colour": {"enum": ["ochre", "teal"]},
            "numbers": {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 2},
        },
        "required": ["colour", "numbers"],
        "additionalProperties": False,
    }
    outcome = await _ask(lane, "Write a poem of four lines about rain.", schema=schema, max_tokens=64)
    if isinstance(outcome, Trouble):
        return Finding(
            lane.pool,
            "schema",
            "failed",
            f"{outcome.word}: {outcome.detail}",
            "The server has to take response_format with a json_schema; vLLM has since 0.12.",
        )
    try:
        document = orjson.loads(outcome.text)
        follows = document["colour"] in ("ochre", "teal") and len(document["numbers"]) == 2
    except (orjson.JSONDecodeError, KeyError, TypeError):
        follows = False
    if not follows and outcome.flaw != "length":
        return Finding(
            lane.pool,
            "schema",
            "failed",
            f"answered {outcome.text[:80]!r}",
            "The server ignores response_format: answers would mostly be rejected. Use vLLM, or another"
            " that constrains its output.",
        )
    if not follows or len(outcome.text) > _ROOMY * len(orjson.dumps(document)):
        return Finding(
            lane.pool,
            "schema",
            "warning",
            f"much white space: {outcome.text[:80]!r}",
            "Start vLLM with --structured-outputs-config"
            """ '{"backend":"xgrammar","disable_any_whitespace":true}'.""",
        )
    return Finding(lane.pool, "schema", "ok", "the answer follows it, without white space")


async def _prefix_cache(lane: Lane) -> Finding:
    """Two questions that begin alike: the second should find the beginning in the cache."""
    shared = "Quote the words that prove each value. " * (_SHARED_WORDS // 7)
    _, before = await lane.server.vitals()
    replies = [await _ask(lane, f"Posting {number}.", system=shared) for number in range(3)]
    _, after = await lane.server.vitals()
    usages = [reply.usage for reply in replies if isinstance(reply, Reply) and reply.usage]
    if len(usages) < len(replies):
        return Finding(lane.pool, "prefix cache", "unknown", "the server does not report tokens")
    told = sum(usage.cached for usage in usages[1:])
    counted = int(after.cache_hits - before.cache_hits) if before and after else 0
    cached, asked = max(told, counted), sum(usage.prompt for usage in usages[1:])
    share = min(cached / asked, 1.0)
    if share >= _CACHED:
        hint = None if told else "Add --enable-prompt-tokens-details to see it in the ledger too."
        return Finding(lane.pool, "prefix cache", "ok", f"{share:.0%} of prompts came from it", hint)
    if not told and before is None:
        return Finding(lane.pool, "prefix cache", "unknown", "the server does not report cached tokens")
    return Finding(
        lane.pool,
        "prefix cache",
        "warning",
        f"{share:.0%} of prompts that begin alike came from it",
        "Leave --enable-prefix-caching on (vLLM's default) and prefer a model of pure attention: hybrid ones"
        " cache blocks of 528 tokens and more, which short prompts never fill.",
    )


async def _speed(lane: Lane) -> Finding:
    at_once = min(lane.window.most, _AT_ONCE)
    alone = [await _timed(lane, number) for number in range(3)]
    began = time.monotonic()
    turns = asyncio.Semaphore(at_once)

    async def one(number: int) -> float | None:
        async with turns:
            return await _timed(lane, number)

    done = await asyncio.gather(*(one(number) for number in range(_TIMED)))
    elapsed = time.monotonic() - began
    single = [seconds for seconds in alone if seconds is not None]
    answered = [seconds for seconds in done if seconds is not None]
    if not single or len(answered) < len(done):
        return Finding(
            lane.pool,
            "speed",
            "warning",
            f"{len(done) - len(answered)} of {len(done)} requests, {at_once} at a time, were not answered",
            f"Lower JOBS_LLM__{lane.pool.upper()}__MAX_IN_FLIGHT, or raise --max-num-queued-reqs.",
        )
    rate, one_by_one = len(done) / elapsed, 1 / statistics.median(single)
    detail = f"{rate:.1f} requests/s by {at_once} at a time, {one_by_one:.1f} one by one"
    if at_once > 1 and rate < _BATCHES * one_by_one:
        return Finding(
            lane.pool,
            "speed",
            "warning",
            detail,
            "Many at once gain little: the server works on one after the other, or is at its limit with few."
            " vLLM batches; give it --max-num-seqs and cores (OMP_NUM_THREADS) to do so.",
        )
    return Finding(lane.pool, "speed", "ok", detail)


async def _timed(lane: Lane, number: int) -> float | None:
    """Seconds of one answer as enrichment asks for them; null where none came."""
    began = time.monotonic()
    outcome = await _ask(
        lane, f"{number}. A posting about data, trains and long tables. " * 40, max_tokens=96
    )
    return time.monotonic() - began if isinstance(outcome, Reply) else None


async def _ask(
    lane: Lane,
    text: str,
    *,
    system: str = "Answer in JSON.",
    schema: dict[str, Any] | None = None,
    max_tokens: int = 48,
) -> Reply | Trouble:
    """One exchange, past windows and breaker."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": text}]
    asked = Request("check", messages, schema or _SUMMARY, max_tokens)
    body = chat_body(asked, lane.server.model, Dialect(), 0.0)
    return await lane.server.chat(
        body, lane.server.patience.first, prompt_bound=1 << 20, max_tokens=max_tokens
    )


_SUMMARY: dict[str, Any] = {
    "type": "object",
    "properties": {"summary": {"type": "string"}},
    "required": ["summary"],
    "additionalProperties": False,
}
