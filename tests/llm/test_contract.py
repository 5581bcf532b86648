"""What a vLLM does, on a real one and on our fake alike: the fake cannot drift from what it stands for."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import orjson
import pytest
from pydantic import SecretStr

from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.records import Answer, Failure, Pending, Request
from jobs_assets.llm.server import Server
from jobs_assets.llm.wire import Dialect, Kind, Reply, Trouble, chat_body
from jobs_assets.settings import LlmSettings, ModelSettings
from tests.llm.asking import SCHEMA, fine, question
from tests.llm.conftest import KEY, LONG, SHORT, Endpoint, Pair
from tests.llm.pocket import Pocket

TALKATIVE: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
TOO_LONG_FOR_SHORT = 1_200  # words, of one to three tokens
TOO_LONG_FOR_ALL = 20_000


def settings(endpoint: Endpoint, **given: Any) -> ModelSettings:  # noqa: ANN401 - fields of the settings
    key = SecretStr(endpoint.api_key) if endpoint.api_key else None
    return ModelSettings(**({"base_url": endpoint.base_url, "model": endpoint.model, "api_key": key} | given))


def both(pair: Pair) -> LlmClient:
    llm = LlmSettings(short=settings(pair.short), long=settings(pair.long))
    return LlmClient(llm, Pocket(), patience=pair.patience)


def only(pair: Pair, **given: Any) -> LlmClient:  # noqa: ANN401 - fields of the settings
    return LlmClient(LlmSettings(short=settings(pair.short, **given)), Pocket(), patience=pair.patience)


def test_the_schema_is_honoured(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(5)))
        for outcome in outcomes:
            assert isinstance(outcome, Answer)
            document = orjson.loads(outcome.text)
            assert set(document) == {"workplace", "visa_sponsorship"}
            assert document["workplace"] in SCHEMA["properties"]["workplace"]["enum"]
            assert document["visa_sponsorship"] in (True, False, None)

    asyncio.run(body())


def test_all_pools_are_ready_and_know_their_length(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            states = await asker.ready()
        assert [(state.pool, state.ready, state.max_model_len) for state in states] == [
            ("short", True, SHORT),
            ("long", True, LONG),
        ]

    asyncio.run(body())


def test_too_long_for_short_goes_to_long(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            outcome = await asker.ask(question(words=TOO_LONG_FOR_SHORT), fine)
        assert isinstance(outcome, Answer)
        assert outcome.pool == "long"

    asyncio.run(body())


def test_too_long_for_all_waits(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            outcome = await asker.ask(question(words=TOO_LONG_FOR_ALL), fine)
        assert isinstance(outcome, Pending)
        assert outcome.reason == "too_long"

    asyncio.run(body())


@pytest.mark.parametrize(("words", "max_tokens"), [(TOO_LONG_FOR_SHORT, 64), (10, SHORT + 1)])
def test_what_does_not_fit_is_refused_as_too_long(pair: Pair, words: int, max_tokens: int) -> None:
    async def body() -> None:
        outcome = await send(pair, question(words=words, max_tokens=max_tokens))
        assert isinstance(outcome, Trouble)
        assert outcome.kind is Kind.TOO_LONG

    asyncio.run(body())


def test_an_answer_without_room_is_cut_off_early(pair: Pair) -> None:
    """A prompt that fits alone is taken; the answer gets what room is left, however much was asked for."""

    async def body() -> None:
        asked = replace(question(words=300, max_tokens=SHORT), schema=TALKATIVE)
        while True:
            async with both(pair) as asker:
                count = await asker.lanes[0].server.tokenize(asked.messages)
            assert count is not None
            if SHORT - 3 <= count < SHORT:
                break
            longer = asked.messages[1]["content"] + "a " * max(1, (SHORT - count) // 3)
            asked = replace(asked, messages=[asked.messages[0], {"role": "user", "content": longer}])
        outcome = await send(pair, asked)
        assert isinstance(outcome, Reply)
        assert outcome.flaw == "length"
        assert outcome.usage is not None
        assert outcome.usage.completion < 4
        assert outcome.usage.prompt == count

    asyncio.run(body())


def test_tokenize_counts_what_is_billed(pair: Pair) -> None:
    async def body() -> None:
        asked = question(words=33)
        async with both(pair) as asker:
            counted = await asker.lanes[0].server.tokenize(asked.messages)
            outcome = await asker.ask(asked, fine)
        assert isinstance(outcome, Answer)
        assert outcome.prompt_tokens == counted

    asyncio.run(body())


def test_a_prefix_that_was_seen_comes_from_the_cache(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            server = asker.lanes[0].server
            asked = question("cache", words=400)
            first = await asker.ask(asked, fine)
            _, before = await server.vitals()
            again = await asker.ask(asked, fine)
            _, after = await server.vitals()
        assert isinstance(first, Answer)
        assert isinstance(again, Answer)
        assert 0 < again.cached_tokens <= again.prompt_tokens
        assert before is not None
        assert after is not None
        assert after.cache_hits - before.cache_hits == again.cached_tokens

    asyncio.run(body())


def test_an_answer_that_is_cut_off_is_a_failure(pair: Pair) -> None:
    async def body() -> None:
        async with only(pair) as asker:
            outcome = await asker.ask(replace(question(max_tokens=3)), fine)
        assert outcome == Failure("length", "cut off at 3 tokens", "short", "local")

    asyncio.run(body())


def test_a_wrong_model_is_named(pair: Pair) -> None:
    async def body() -> None:
        async with only(pair, model="nope") as asker:
            outcome = await asker.ask(question(), fine)
        assert isinstance(outcome, Pending)
        assert outcome.reason == "misconfigured"
        assert "wrong_model: 404: The model `nope` does not exist" in outcome.detail

    asyncio.run(body())


def test_a_wrong_key_is_named(pair: Pair) -> None:
    async def body() -> None:
        llm = LlmSettings(long=settings(pair.long, api_key=SecretStr("wrong")))
        async with LlmClient(llm, Pocket(), patience=pair.patience) as asker:
            outcome = await asker.ask(question(), fine)
            (state,) = await asker.ready()
        assert isinstance(outcome, Pending)
        assert outcome == Pending("misconfigured", "unauthorised: 401: Unauthorized")
        assert not state.ready
        assert KEY not in state.detail

    asyncio.run(body())


def test_a_schema_that_is_none_is_a_failure(pair: Pair) -> None:
    async def body() -> None:
        async with only(pair) as asker:
            outcome = await asker.ask(replace(question(), schema={"type": "strnig"}), fine)
        assert isinstance(outcome, Failure)
        assert outcome.reason == "bad_request"
        assert "strnig" in outcome.detail

    asyncio.run(body())


def test_a_full_queue_refuses_at_once_and_the_client_gets_all_through(pair: Pair) -> None:
    async def body() -> None:
        flood = await asyncio.gather(*(send(pair, question(str(n))) for n in range(32)))
        refused = [outcome for outcome in flood if isinstance(outcome, Trouble)]
        assert {(outcome.kind, outcome.word, outcome.retry_after) for outcome in refused} == {
            (Kind.BUSY, "queue_full", None)
        }
        assert any(isinstance(outcome, Reply) for outcome in flood)
        async with only(pair) as asker:
            outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(48)))
        assert all(isinstance(outcome, Answer) for outcome in outcomes)

    asyncio.run(body())


def test_whoever_hangs_up_is_worked_for_no_longer(pair: Pair) -> None:
    async def body() -> None:
        asked = replace(question(max_tokens=800), schema=TALKATIVE)
        async with both(pair) as asker:
            server = asker.lanes[0].server
            for attempt in range(20):  # a tiny model may be done before we hang up
                completed = await finished(server)
                asking = asyncio.create_task(asker.ask(replace(asked, custom_id=str(attempt)), fine))
                while not asking.done() and not await running(server):
                    await asyncio.sleep(0.002)
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
                async with asyncio.timeout(30):
                    while await running(server):
                        await asyncio.sleep(0.02)
                if asking.cancelled() and await finished(server) == completed:
                    break
            else:
                pytest.fail("every request was worked on to its end")
            assert isinstance(await asker.ask(question(), fine), Answer)

    asyncio.run(body())


def test_a_killed_server_is_replaced_and_taken_back(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            asked = [asyncio.create_task(asker.ask(question(str(n)), fine)) for n in range(12)]
            while not asker.lanes[0].server.under_way:
                await asyncio.sleep(0)
            await asyncio.to_thread(pair.short.kill)
            assert all(isinstance(outcome, Answer) for outcome in await asyncio.gather(*asked))
            outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(12)))
            assert [outcome.pool for outcome in outcomes if isinstance(outcome, Answer)] == ["long"] * 12
            assert [state.ready for state in await asker.ready()] == [False, True]
            await asyncio.to_thread(pair.short.revive)
            async with asyncio.timeout(60):
                while True:
                    outcome = await asker.ask(question(), fine)
                    assert isinstance(outcome, Answer)
                    if outcome.pool == "short":
                        break
                    await asyncio.sleep(0.02)

    asyncio.run(body())


def test_pages_of_health_models_and_metrics_are_there(pair: Pair) -> None:
    async def body() -> None:
        async with both(pair) as asker:
            server = asker.lanes[0].server
            assert (await server.fetch("GET", f"{server.root}/health", 5))[0] == 200
            assert await server.models() == {pair.short.model: SHORT}
            assert (await server.vitals())[1] is not None
            assert (await server.fetch("GET", f"{server.root}/nowhere", 5))[0] == 404
            metrics = (await server.get(f"{server.root}/metrics", 5) or b"").decode()
        for name in NAMES:
            assert re.search(rf"^vllm:{name}(\{{.*\}})? [0-9.e+-]+$", metrics, re.M), name

    asyncio.run(body())


NAMES = (
    "num_requests_running",
    "num_requests_waiting",
    "kv_cache_usage_perc",
    "prefix_cache_queries_total",
    "prefix_cache_hits_total",
    "prompt_tokens_total",
    "generation_tokens_total",
    "iteration_tokens_total_count",
    "num_preemptions_total",
    "request_success_total",
    "admission_rejections_total",
)


async def send(pair: Pair, asked: Request) -> Reply | Trouble:
    """One exchange with the short pool, past all that bounds it."""
    server = Server(pair.short.base_url, pair.short.model, None, "local", pair.patience)
    try:
        body = chat_body(asked, server.model, Dialect(), 0.0)
        return await server.chat(body, 120, prompt_bound=1 << 20, max_tokens=asked.max_tokens)
    finally:
        await server.close()


async def running(server: Server) -> int:
    """How many requests the engine works on."""
    _, vitals = await server.vitals()
    return vitals.running if vitals else 0


async def finished(server: Server) -> float:
    """How many requests were worked on to an end of their own."""
    metrics = (await server.get(f"{server.root}/metrics", 5) or b"").decode()
    found = re.findall(r"^vllm:request_success_total\{.*\} (\S+)$", metrics, re.M)
    assert found
    return sum(map(float, found))
