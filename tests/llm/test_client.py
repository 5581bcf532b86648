"""Which endpoint is asked, what an answer is worth, and what is paid for it."""

import asyncio
from dataclasses import replace
from typing import Any

import orjson
import pytest

from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.records import Answer, Attempt, Failure, Pending
from jobs_assets.llm.wire import Kind, Trouble
from tests.llm.asking import QUICK, RICH, client, fine, pools, question, run
from tests.llm.fake_vllm import FakeVllm, always, close_midway, first
from tests.llm.pocket import Pocket


def test_a_short_prompt_goes_to_the_short_pool() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm(max_model_len=32_768) as long:
            async with client(pools(short, long)) as asker:
                answer = await asker.ask(question(), fine)
            assert isinstance(answer, Answer)
            assert (answer.pool, answer.tier, answer.model) == ("short", "local", "tiny")
            assert orjson.loads(answer.text) == {"workplace": "remote", "visa_sponsorship": None}
            assert not long.requests

    run(body())


def test_a_prompt_too_long_for_the_short_pool_goes_to_the_long_one() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm(max_model_len=32_768) as long:
            async with client(pools(short, long)) as asker:
                answer = await asker.ask(question(words=6_000), fine)
            assert isinstance(answer, Answer)
            assert answer.pool == "long"
            assert not short.requests

    run(body())


def test_the_answers_room_counts_like_the_prompt() -> None:
    async def body() -> None:
        async with FakeVllm(max_model_len=1_000) as short, FakeVllm(max_model_len=4_000) as long:
            async with client(pools(short, long)) as asker:
                little = await asker.ask(question(words=300, max_tokens=100), fine)
                much = await asker.ask(question(words=300, max_tokens=700), fine)
            assert isinstance(little, Answer)
            assert isinstance(much, Answer)
            assert (little.pool, much.pool) == ("short", "long")

    run(body())


def test_a_prompt_near_the_limit_is_counted_by_the_server() -> None:
    async def body() -> None:
        beside = 80 + 5 + 5 + 3  # tokens of the system prompt and of the template
        room = 1_000 - 64 - 8 - beside
        async with FakeVllm(max_model_len=1_000) as short, client(pools(short)) as asker:
            await asker.ask(question(words=10), fine)
            assert short.pages["/tokenize"] == 0
            near = await asker.ask(question(words=room), fine)
            over = await asker.ask(question(words=room + 1), fine)
            assert short.pages["/tokenize"] == 2
        assert isinstance(near, Answer)
        assert isinstance(over, Pending)
        assert over.reason == "too_long"

    run(body())


def test_a_length_that_is_set_narrows_what_the_server_can_do() -> None:
    async def body() -> None:
        async with FakeVllm(max_model_len=32_768) as server:
            llm = pools(server, server)
            llm = llm.model_copy(update={"short": llm.short.model_copy(update={"max_model_len": 500})})
            async with client(llm) as asker:
                answer = await asker.ask(question(words=2_000), fine)
                short, long = asker.lanes
                assert short.server is long.server
            assert isinstance(answer, Answer)
            assert answer.pool == "long"

    run(body())


def test_a_length_that_is_set_too_high_is_corrected_by_the_server() -> None:
    async def body() -> None:
        async with FakeVllm(max_model_len=1_000) as short, FakeVllm(max_model_len=8_000) as long:
            llm = pools(short, long, max_model_len=64_000)
            async with client(llm) as asker:
                answer = await asker.ask(question(words=3_000), fine)
            assert isinstance(answer, Answer)
            assert answer.pool == "long"
            assert not short.requests

    run(body())


def test_an_answer_that_the_short_pool_has_no_room_for_goes_to_the_long_one() -> None:
    async def body() -> None:
        def long_story(_asked: dict[str, Any]) -> str:
            return "word " * 40  # 50 tokens

        async with (
            FakeVllm(max_model_len=1_000, is_vllm=False, write=long_story) as short,
            FakeVllm(max_model_len=8_000, write=long_story) as long,
        ):
            llm = pools(short, long, max_model_len=8_000)  # more than the short one has, and does not say
            async with client(llm) as asker:
                outcome = await asker.ask(question(words=880), fine)
            assert len(short.requests) == 1
        assert isinstance(outcome, Answer)
        assert outcome.pool == "long"

    run(body())


def test_too_long_for_all_waits() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm(max_model_len=8_192) as long:
            async with client(pools(short, long)) as asker:
                outcome = await asker.ask(question(words=100_000), fine)
            assert isinstance(outcome, Pending)
            assert outcome.reason == "too_long"

    run(body())


def test_without_any_endpoint_all_waits() -> None:
    async def body() -> None:
        async with client(pools()) as asker:
            assert await asker.ask(question(), fine) == Pending("no_endpoint")

    run(body())


def test_an_answer_is_noted_as_local_under_a_name_of_its_own() -> None:
    async def body() -> None:
        purse = Pocket()
        async with FakeVllm() as short, client(pools(short), purse) as asker:
            await asker.ask(question("post/1"), fine)
            await asker.ask(question("post/1"), fine)
        assert len(set(purse.local_ids)) == 2
        assert all(name.startswith("post/1/") for name in purse.local_ids)

    run(body())


def test_invalid_once_is_asked_again_with_another_temperature() -> None:
    async def body() -> None:
        verdicts = iter(["quote not found", None])
        async with FakeVllm() as short, client(pools(short)) as asker:
            outcome = await asker.ask(question(), lambda _answer: next(verdicts))
        assert isinstance(outcome, Answer)
        temperatures = [asked["temperature"] for asked in short.requests]
        assert temperatures[0] == 0
        assert temperatures[1] > 0
        assert short.requests[0]["messages"] == short.requests[1]["messages"]

    run(body())


def test_invalid_twice_is_a_failure_where_nobody_else_may_be_asked() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm() as long, client(pools(short, long)) as asker:
            outcome = await asker.ask(question(), lambda _answer: "quote not found")
        assert outcome == Failure("invalid_output", "quote not found", "short", "local")
        assert len(short.requests) == 2
        assert not long.requests

    run(body())


def test_invalid_twice_goes_to_the_fallback_once() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with (
            FakeVllm() as short,
            FakeVllm(model="big", is_vllm=False) as paid,
            client(pools(short, fallback=paid), purse) as asker,
        ):
            outcome = await asker.ask(
                question(), lambda answer: None if answer.tier == "cloud" else "no quote"
            )
        assert isinstance(outcome, Answer)
        assert (outcome.pool, outcome.tier, outcome.model) == ("fallback", "cloud", "big")
        assert purse.endings == {"settled": 1}
        assert purse.spent == outcome.prompt_tokens + 4 * outcome.completion_tokens

    run(body())


def test_a_fallbacks_invalid_output_is_paid_and_a_failure() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with FakeVllm() as paid, client(pools(fallback=paid), purse) as asker:
            outcome = await asker.ask(question(), lambda _answer: "no quote")
        assert outcome == Failure("invalid_output", "no quote", "fallback", "cloud")
        assert len(paid.requests) == 1
        assert purse.endings == {"settled": 1}

    run(body())


def test_a_cut_off_answer_a_refusal_and_an_empty_one_are_failures() -> None:
    def refusing(message: dict[str, Any]) -> bytes:
        choice = {"message": {"role": "assistant"} | message, "finish_reason": "stop"}
        return orjson.dumps({"choices": [choice], "usage": None})

    async def body() -> None:
        async with FakeVllm(write=lambda _asked: "word " * 500) as short, client(pools(short)) as asker:
            cut = await asker.ask(question(), fine)
            short.misbehave = always(200, refusing({"content": None, "refusal": "I can't help."}))
            refused = await asker.ask(question(), fine)
            short.misbehave = always(200, refusing({"content": " \n "}))
            empty = await asker.ask(question(), fine)
        reasons = [outcome.reason for outcome in (cut, refused, empty) if isinstance(outcome, Failure)]
        assert reasons == ["length", "refusal", "empty"]

    run(body())


def test_a_local_pool_that_is_down_is_replaced_by_the_other() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm() as long, client(pools(short, long)) as asker:
            await short.down()
            outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(40)))
        assert {outcome.pool for outcome in outcomes if isinstance(outcome, Answer)} == {"long"}
        assert len(long.requests) == 40

    run(body())


def test_local_down_goes_to_the_fallback_within_budget_and_waits_beyond() -> None:
    async def body() -> None:
        async with FakeVllm() as short, FakeVllm(seconds=0.01) as paid:
            llm = pools(short, fallback=paid)
            asked = question()
            async with client(llm, Pocket(cap=RICH)) as asker:
                worst = asker.lanes[1].worst(asked, sum(len(m["content"]) + 16 for m in asked.messages))
            purse = Pocket(cap=3 * (worst.prompt + 4 * worst.completion))
            await short.down()
            async with client(llm, purse) as asker:
                outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(60)))
        answered = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
        waiting = [outcome for outcome in outcomes if isinstance(outcome, Pending)]
        assert answered
        assert {outcome.reason for outcome in waiting} == {"over_budget"}
        assert purse.most_committed <= purse.cap
        assert purse.held == 0
        assert purse.endings["settled"] == len(answered) == len(paid.requests)

    run(body())


def test_the_local_share_holds_the_fallback_back_only_beside_local_pools() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH, share_allows=False)
        async with FakeVllm() as short, FakeVllm() as paid:
            beside, alone = pools(short, fallback=paid), pools(fallback=paid)
            await short.down()
            async with client(beside, purse) as asker:
                waits = await asker.ask(question(), fine)
            async with client(alone, purse) as asker:
                goes = await asker.ask(question(), fine)
        assert isinstance(waits, Pending)
        assert waits.reason == "local_share"
        assert isinstance(goes, Answer)

    run(body())


def test_a_busy_pool_is_no_reason_to_pay() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with FakeVllm(misbehave=always(503, b'{"error":{"message":"full"}}')) as short:
            async with FakeVllm() as paid, client(pools(short, fallback=paid), purse) as asker:
                outcome = await asker.ask(question(), fine)
            assert not paid.requests
        assert isinstance(outcome, Pending)
        assert outcome.reason == "busy"
        assert len(short.requests) == 4

    run(body())


def test_a_request_that_is_wrong_is_never_sent_again() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        asked = replace(question(), schema={"type": "strnig"})
        async with FakeVllm() as short, FakeVllm() as paid:
            async with client(pools(short, fallback=paid), purse) as asker:
                outcome = await asker.ask(asked, fine)
            assert len(short.requests) == 1
            assert not paid.requests
        assert isinstance(outcome, Failure)
        assert (outcome.reason, outcome.detail) == ("bad_request", "400: Grammar error: Invalid type: strnig")

    run(body())


def test_a_wrong_model_or_key_waits_and_is_not_asked_for_again_at_once() -> None:
    async def body() -> None:
        async with FakeVllm(model="other") as short, FakeVllm(api_key="right") as locked:
            wrong_model = pools(short)
            wrong_model = wrong_model.model_copy(
                update={"short": wrong_model.short.model_copy(update={"model": "nope"})}
            )
            locked_out = pools(locked)
            locked_out = locked_out.model_copy(
                update={"short": locked_out.short.model_copy(update={"api_key": None})}
            )
            patience = QUICK
            async with LlmClient(wrong_model, Pocket(), patience=patience) as asker:
                model = [await asker.ask(question(), fine) for _ in range(3)]
            async with client(locked_out) as asker:
                key = await asker.ask(question(), fine)
        assert all(isinstance(each, Pending) and each.reason == "misconfigured" for each in model)
        assert len(short.requests) == 1
        assert isinstance(key, Pending)
        assert key.detail == "unauthorised: 401: Unauthorized"

    run(body())


def test_an_unknown_outcome_at_a_paid_endpoint_is_charged_and_not_sent_twice() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with FakeVllm(misbehave=first(1, close_midway)) as paid:
            async with client(pools(fallback=paid), purse) as asker:
                outcome = await asker.ask(question(), fine)
            assert len(paid.requests) == 1
        assert isinstance(outcome, Pending)
        assert outcome.reason == "down"
        assert purse.endings == {"charged": 1}

    run(body())


def test_what_a_paid_endpoint_refused_unread_is_sent_again_and_paid_once() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        limited = always(429, b'{"error":{"message":"slow down"}}', **{"Retry-After": "0.01"})
        async with FakeVllm(misbehave=first(2, limited)) as paid:
            async with client(pools(fallback=paid), purse) as asker:
                outcome = await asker.ask(question(), fine)
            assert len(paid.requests) == 3
        assert isinstance(outcome, Answer)
        assert purse.endings == {"released": 2, "settled": 1}

    run(body())


def test_a_paid_request_that_is_cancelled_is_charged() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with FakeVllm(seconds=30) as paid, client(pools(fallback=paid), purse) as asker:
            asking = asyncio.create_task(asker.ask(question(), fine))
            while not paid.running:
                await asyncio.sleep(0.001)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        assert asking.cancelled()
        assert purse.endings == {"charged": 1}
        assert purse.held == 0

    run(body())


def test_a_usage_that_cannot_be_true_costs_all_that_was_held() -> None:
    lies: list[Any] = [
        None,
        {"prompt_tokens": -5, "completion_tokens": 1},
        {"prompt_tokens": 10**12, "completion_tokens": 1},
        {"prompt_tokens": 100, "completion_tokens": 65},
        {"prompt_tokens": 100, "completion_tokens": True},
        {"prompt_tokens": "100", "completion_tokens": "1"},
        {"prompt_tokens": 10, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 11}},
    ]

    async def body() -> None:
        for lie in lies:
            purse = Pocket(cap=RICH)
            async with (
                FakeVllm(usage=lambda _usage, lie=lie: lie) as paid,
                client(pools(fallback=paid), purse) as asker,
            ):
                outcome = await asker.ask(question(), fine)
            assert isinstance(outcome, Answer), lie
            assert 0 < outcome.prompt_tokens < 1_000, lie
            assert purse.endings == {"charged": 1}, lie

    run(body())


def test_a_server_that_knows_another_name_for_the_limit_is_spoken_to_in_it() -> None:
    async def unsupported(_request: Any, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - aiohttp's own
        for name in ("max_tokens", "temperature"):
            if name in asked:
                error = {"message": f"Unsupported: {name}", "param": name, "code": "unsupported_parameter"}
                return await always(400, orjson.dumps({"error": error}))(_request, asked)
        return None

    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with FakeVllm(is_vllm=False, misbehave=unsupported) as paid:
            async with client(pools(fallback=paid), purse) as asker:
                outcomes = [await asker.ask(question(), fine) for _ in range(2)]
            assert [len(asked) for asked in paid.requests] == [5, 5, 4, 4]
            assert paid.requests[-1]["max_completion_tokens"] == 64
        assert all(isinstance(outcome, Answer) for outcome in outcomes)
        assert purse.endings == {"released": 2, "settled": 2}

    run(body())


def test_a_parameter_that_nothing_can_be_done_about_is_a_failure_at_once() -> None:
    async def body() -> None:
        error = {"message": "no schemas here", "param": "response_format", "code": "unsupported_parameter"}
        refusing = always(400, orjson.dumps({"error": error}))
        async with FakeVllm(misbehave=refusing) as short, client(pools(short)) as asker:
            outcome = await asker.ask(question(), fine)
        assert outcome == Failure("bad_request", "400: no schemas here", "short", "local")
        assert len(short.requests) == 1

    run(body())


def test_many_learn_a_dialect_at_once() -> None:
    async def old_names(request: Any, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - aiohttp's own
        error = {"message": "…", "param": "max_tokens", "code": "unsupported_parameter"}
        refusing = always(400, orjson.dumps({"error": error}))
        return await refusing(request, asked) if "max_tokens" in asked else None

    async def body() -> None:
        async with FakeVllm(misbehave=old_names) as short, client(pools(short)) as asker:
            outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(20)))
        assert all(isinstance(outcome, Answer) for outcome in outcomes)

    run(body())


def test_a_prompt_near_the_limit_is_tried_where_nothing_can_count_it() -> None:
    async def body() -> None:
        purse = Pocket(cap=RICH)
        async with (
            FakeVllm(max_model_len=1_000, is_vllm=False) as short,
            FakeVllm(model="paid") as paid,
            client(pools(short, fallback=paid, max_model_len=1_000), purse) as asker,
        ):
            for number in range(10):
                await asker.ask(question(str(number), words=400), fine)
            outcome = await asker.ask(question(words=830), fine)
            assert not paid.requests
        assert isinstance(outcome, Answer)

    run(body())


def test_a_closed_client_asks_nobody() -> None:
    async def body() -> None:
        async with FakeVllm() as short:
            asker = client(pools(short))
            await asker.close()
            with pytest.raises(RuntimeError, match="closed"):
                await asker.ask(question(), fine)

    run(body())


def test_a_purse_that_fails_leaves_the_endpoint_usable() -> None:
    class Broken(Pocket):
        def reserve(self, request_id: str, model: str, prompt_tokens: int, max_tokens: int) -> Any:  # noqa: ANN401
            raise OSError("disk full")

    async def body() -> None:
        async with FakeVllm() as paid:
            purse = Broken()
            async with client(pools(fallback=paid), purse) as asker:
                lane = asker.lanes[0]
                lane.server.breaker.trip(Trouble(Kind.DOWN, "hung", ""), rest=0)
                for _ in range(2):
                    with pytest.raises(OSError, match="disk full"):
                        await asker.ask(question(), fine)
                assert lane.window.inside == 0
            assert not paid.requests

    run(body())


def test_every_exchange_is_told_with_its_outcome() -> None:
    async def body() -> None:
        seen: list[Attempt] = []
        full = always(503, b"{}")
        async with (
            FakeVllm(misbehave=first(1, full)) as short,
            LlmClient(pools(short), Pocket(), patience=QUICK, observe=seen.append) as asker,
        ):
            await asker.ask(question(), fine)
        assert [(each.pool, each.tier, each.outcome) for each in seen] == [
            ("short", "local", "queue_full"),
            ("short", "local", "answered"),
        ]
        assert seen[1].prompt_tokens > 0
        assert seen[1].completion_tokens > 0

    run(body())
