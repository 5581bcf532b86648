"""A pool at its limit: the queue is kept on our side, what comes back is tried again, throughput stays."""

import asyncio

from jobs_assets.llm.records import Answer
from tests.llm.asking import client, fine, pools, question, run
from tests.llm.fake_vllm import FakeVllm


def test_no_more_are_in_flight_than_allowed() -> None:
    async def body() -> None:
        async with FakeVllm(seconds=0.002) as short:
            async with client(pools(short, max_in_flight=7)) as asker:
                await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(80)))
            assert short.most_inside == 7

    run(body())


def test_a_full_server_is_filled_and_hardly_refuses() -> None:
    async def body() -> None:
        async with FakeVllm(max_num_seqs=8, max_num_queued_reqs=12, seconds=0.01) as short:
            async with client(pools(short)) as asker:
                outcomes = await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(600)))
                width = asker.lanes[0].window.width
            assert all(isinstance(outcome, Answer) for outcome in outcomes)
            assert short.outcomes["stop"] == 600
            assert short.outcomes["refused"] < 60
            assert 8 <= width < 14
            assert short.most_inside == 12

    run(body())


def test_a_queue_without_a_limit_is_not_filled_without_limit() -> None:
    async def body() -> None:
        async with FakeVllm(max_num_seqs=8, seconds=0.03) as short:
            async with client(pools(short)) as asker:
                await asyncio.gather(*(asker.ask(question(str(n)), fine) for n in range(300)))
                width = asker.lanes[0].window.width
            assert 8 <= width <= 24

    run(body())


def test_a_crowd_keeps_every_seat_taken() -> None:
    """Throughput at the limit is seats by time; a seat empty while requests wait would be lost."""

    async def body() -> None:
        async with (
            FakeVllm(max_num_seqs=4, max_num_queued_reqs=6, seconds=0.04) as short,
            client(pools(short)) as asker,
        ):
            asked = [asyncio.create_task(asker.ask(question(str(n)), fine)) for n in range(120)]
            taken: list[int] = []
            while sum(task.done() for task in asked) < 110:
                await asyncio.sleep(0.005)
                taken.append(short.running)
            await asyncio.gather(*asked)
        settled = taken[len(taken) // 4 :]
        assert sum(settled) / len(settled) > 0.9 * 4

    run(body())
