"""Servers that hang, drip, break off, lie or flood: each is bounded and named, and others answer instead."""

import asyncio
import gzip
import socket
from dataclasses import replace
from typing import Any

import orjson
import pytest
from aiohttp import web

from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.patience import Patience
from jobs_assets.llm.records import Answer, Attempt, Pending
from jobs_assets.llm.server import MAX_ANSWER_BYTES
from tests.llm.asking import QUICK, client, fine, pools, question, run
from tests.llm.fake_vllm import (
    FakeVllm,
    Misbehaviour,
    always,
    close_midway,
    close_unanswered,
    drip,
    first,
    flood,
)
from tests.llm.pocket import Pocket

WHOLE = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}


async def abort(_request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
    choice = {"message": {"content": "{"}, "finish_reason": "abort"}
    return web.Response(body=orjson.dumps({"choices": [choice]}))


BROKEN: dict[str, tuple[Misbehaviour, str]] = {
    "drips": (drip, "timeout"),
    "closes before it answers": (close_unanswered, "disconnected"),
    "closes in its answer": (close_midway, "disconnected"),
    "sends 10 MB": (flood, "too_large"),
    "announces 10 MB": (always(200, b"x" * (MAX_ANSWER_BYTES + 1)), "too_large"),
    "has an error in its 200": (always(200, b'{"error":{"message":"no GPU","code":500}}'), "error_in_200"),
    "has an old error in its 200": (always(200, b'{"error":"no GPU"}'), "error_in_200"),
    "sends HTML": (always(200, b"<!doctype html><h1>Sign in</h1>"), "not_json"),
    "sends nothing": (always(200, b""), "not_json"),
    "sends half a JSON": (always(200, b'{"choices":[{"message"'), "not_json"),
    "sends NaN": (always(200, b'{"choices":NaN}'), "not_json"),
    "sends a list": (always(200, b"[]"), "not_json"),
    "sends a number": (always(200, b"1e999"), "not_json"),
    "nests without end": (always(200, b'{"a":' * 50_000), "not_json"),
    "sends no choices": (always(200, b'{"choices":[]}'), "no_choices"),
    "sends choices of another kind": (always(200, b'{"choices":"yes"}'), "no_choices"),
    "sends a choice without a message": (always(200, b'{"choices":[{"text":"a"}]}'), "no_choices"),
    "sends a message that is none": (always(200, b'{"choices":[{"message":"hello"}]}'), "no_choices"),
    "compresses unasked": (
        always(200, gzip.compress(orjson.dumps(WHOLE)), **{"Content-Encoding": "gzip"}),
        "encoded",
    ),
    "gives up inside": (abort, "aborted"),
    "answers 500": (always(500, b"Internal Server Error"), "server_error"),
    "answers 502 of a proxy": (always(502, b"<html>Bad Gateway</html>"), "server_error"),
    "answers 418": (always(418, b""), "server_error"),
    "sends elsewhere": (always(307, b"", Location="http://127.0.0.1:9/v1"), "wrong_address"),
    "wants money": (always(402, b'{"error":{"message":"pay"}}'), "no_credit"),
    "has no quota left": (always(429, b'{"error":{"code":"insufficient_quota"}}'), "no_credit"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_server_is_named_and_the_other_pool_answers(how: str) -> None:
    misbehave, word = BROKEN[how]
    seen: list[Attempt] = []

    async def body() -> None:
        async with FakeVllm(misbehave=misbehave) as short, FakeVllm() as long:
            async with LlmClient(pools(short, long), Pocket(), patience=QUICK, observe=seen.append) as asker:
                outcome = await asker.ask(question(), fine)
            assert isinstance(outcome, Answer)
            assert outcome.pool == "long"
            assert len(short.requests) <= 4

    run(body())
    assert {each.outcome for each in seen if each.pool == "short"} == {word}


@pytest.mark.parametrize("is_vllm", [True, False])
def test_a_hung_server_is_left_by_all_its_requests(is_vllm: bool) -> None:
    async def body() -> None:
        async with (
            FakeVllm(is_vllm=is_vllm, max_num_seqs=4, seconds=0.02) as short,
            FakeVllm() as long,
            client(pools(short, long)) as asker,
        ):
            first_answer = await asker.ask(question("0"), fine)
            asked = [asyncio.create_task(asker.ask(question(str(n)), fine)) for n in range(20)]
            while short.running < 4:
                await asyncio.sleep(0.001)
            short.hung = short.stalled = True
            outcomes = await asyncio.gather(*asked)
        assert isinstance(first_answer, Answer)
        assert first_answer.pool == "short"
        assert all(isinstance(outcome, Answer) for outcome in outcomes)
        assert "long" in {outcome.pool for outcome in outcomes if isinstance(outcome, Answer)}

    run(body())


def test_a_server_that_accepts_and_never_speaks_is_left() -> None:
    async def body() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            async with FakeVllm() as long:
                llm = pools(long, long)
                llm = llm.model_copy(update={"short": llm.short.model_copy(update={"base_url": address})})
                async with client(llm) as asker:
                    outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(5)))
        assert {outcome.pool for outcome in outcomes if isinstance(outcome, Answer)} == {"long"}

    run(body())


def test_one_hung_request_is_enough_to_spare_the_others() -> None:
    async def body() -> None:
        patience = replace(QUICK, rest=60.0)
        async with FakeVllm() as short, FakeVllm() as long:
            async with client(pools(short, long), patience=patience) as asker:
                await asker.ready()
                short.hung = True
                await asker.ask(question("0"), fine)
                asked = short.pages["/v1/chat/completions"]
                outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(5)))
            assert short.pages["/v1/chat/completions"] == asked
        assert {outcome.pool for outcome in outcomes if isinstance(outcome, Answer)} == {"long"}

    run(body())


def test_an_engine_that_stands_still_behind_green_pages_is_left() -> None:
    async def body() -> None:
        async with FakeVllm(stalled=True) as short, FakeVllm() as long:
            async with client(pools(short, long)) as asker:
                states = {state.pool: state for state in await asker.ready()}
                outcome = await asker.ask(question(), fine)
            assert short.pages["/metrics"] > 1
        assert not states["short"].ready
        assert states["long"].ready
        assert isinstance(outcome, Answer)
        assert outcome.pool == "long"

    run(body())


def test_a_slow_server_that_lives_is_waited_for() -> None:
    async def body() -> None:
        async with FakeVllm(max_num_seqs=2, seconds=0.2) as short, FakeVllm() as long:
            async with client(pools(short, long)) as asker:
                outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(12)))
            assert not long.requests
        assert all(isinstance(outcome, Answer) for outcome in outcomes)

    run(body())


def test_production_leaves_a_hung_server_within_ten_seconds() -> None:
    patience = Patience()
    assert patience.sign + patience.to_failover < 10  # its length is asked for before the first request
    refused = sum(pause * 1.5 for pause in patience.pauses)
    assert refused < 10
    assert patience.connect < 10


def test_a_connection_that_breaks_once_is_tried_again() -> None:
    async def body() -> None:
        async with FakeVllm(misbehave=first(2, close_unanswered)) as short, client(pools(short)) as asker:
            outcome = await asker.ask(question(), fine)
        assert isinstance(outcome, Answer)
        assert len(short.requests) == 3

    run(body())


def test_a_long_retry_after_rests_the_endpoint_without_waiting_for_it() -> None:
    async def body() -> None:
        later = always(429, b'{"error":{"message":"later"}}', **{"Retry-After": "3600"})
        async with FakeVllm(misbehave=later) as short, client(pools(short)) as asker:
            outcomes = [await asker.ask(question(str(n)), fine) for n in range(3)]
        assert len(short.requests) == 1
        assert {(each.reason, each.detail) for each in outcomes if isinstance(each, Pending)} == {
            ("busy", "rate_limited: 429: later")
        }

    run(body())


def test_a_server_that_repeats_the_key_does_not_get_it_into_a_message() -> None:
    async def repeat(request: web.BaseRequest, _asked: dict[str, Any]) -> web.StreamResponse:
        error = {"error": {"message": f"no such key: {request.headers['Authorization']}"}}
        return web.Response(status=401, body=orjson.dumps(error))

    async def body() -> None:
        async with FakeVllm(api_key="sk-secret", misbehave=repeat) as short, client(pools(short)) as asker:
            outcome = await asker.ask(question(), fine)
            states = await asker.ready()
        assert isinstance(outcome, Pending)
        assert outcome.detail == "unauthorised: 401: no such key: Bearer …"
        assert "sk-secret" not in repr(states)

    run(body())


def test_a_usage_that_lies_never_reaches_the_estimate() -> None:
    async def body() -> None:
        def lie(usage: dict[str, Any]) -> dict[str, Any]:
            return usage | {"prompt_tokens": 1}

        async with FakeVllm(usage=lie, max_model_len=1_000) as short, client(pools(short)) as asker:
            for number in range(20):
                await asker.ask(question(str(number), words=10), fine)
            outcome = await asker.ask(question(words=3_000), fine)
            assert len(short.requests) == 20
        assert isinstance(outcome, Pending)
        assert outcome.reason == "too_long"

    run(body())
