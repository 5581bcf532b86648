import asyncio

from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.llm.window import Window
from tests.llm.asking import run


async def wait_for(window: Window, times: int) -> list[asyncio.Task[bool]]:
    asked = [asyncio.create_task(window.enter()) for _ in range(times)]
    for _ in range(3):
        await asyncio.sleep(0)
    return asked


def test_turns_are_given_in_the_order_of_asking() -> None:
    async def body() -> None:
        window = Window(most=2, start=2)
        asked = await wait_for(window, 5)
        assert [task.done() for task in asked] == [True, True, False, False, False]
        window.leave()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [task.done() for task in asked] == [True, True, True, False, False]
        window.turn_away()
        assert [await task for task in asked] == [True, True, True, False, False]

    run(body())


def test_answers_widen_a_full_window_and_leave_an_idle_one() -> None:
    async def body() -> None:
        window = Window(most=64, start=2)
        window.answered()
        assert window.width == 2
        await wait_for(window, 2)
        window.answered()
        assert window.width == 3

    run(body())


def test_a_burst_of_refusals_leaves_what_the_server_holds() -> None:
    async def body() -> None:
        window = Window(most=64, start=64)
        await wait_for(window, 64)
        for _ in range(52):
            window.refused()
            window.leave()
        assert window.inside == 12
        assert window.width == 12

    run(body())


def test_a_crowd_inside_the_server_narrows_it_once() -> None:
    async def body() -> None:
        window = Window(most=64, start=32)
        await wait_for(window, 32)
        window.crowded(20)
        assert window.width == 12
        for _ in range(10):
            window.leave()
        window.crowded(10)
        assert window.width == 12

    run(body())


def test_whoever_stops_waiting_takes_no_turn() -> None:
    async def body() -> None:
        window = Window(most=1, start=1)
        first, second, third = await wait_for(window, 3)
        second.cancel()
        await asyncio.sleep(0)
        await first
        window.leave()
        assert await third
        assert (window.inside, window.waiting) == (1, 0)

    run(body())


def test_a_turn_given_to_one_that_was_just_cancelled_is_the_next_ones() -> None:
    async def body() -> None:
        window = Window(most=1, start=1)
        _, second, third = await wait_for(window, 3)
        window.leave()  # the second has its turn now, and does not know it yet
        second.cancel()
        assert await third
        assert window.inside == 1

    run(body())


@given(st.lists(st.sampled_from(["enter", "leave", "answer", "refuse", "crowd", "away"]), max_size=120))
def test_it_is_never_overfull_and_never_idle_while_one_waits(steps: list[str]) -> None:
    async def body() -> None:
        window = Window(most=8, start=4)
        asked: list[asyncio.Task[bool]] = []
        for step in steps:
            inside, width = window.inside, window.width
            match step:
                case "enter":
                    asked += await wait_for(window, 1)
                case "away":
                    window.turn_away()
                case "crowd":
                    window.crowded(2)
                case _ if inside == 0:
                    continue
                case "leave":
                    window.leave()
                case "answer":
                    window.answered()
                    window.leave()
                case "refuse":
                    window.refused()
                    window.leave()
            assert 1 <= window.width <= 8
            assert window.inside <= max(inside, int(width), int(window.width))
            assert not (window.waiting and window.inside < int(window.width) and window.inside == 0)
        window.turn_away()
        await asyncio.gather(*asked)

    asyncio.run(body())
