"""A day of two local pools and a paid fallback, on the real ledger: up, slow, down, back."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from jobs_assets.budget.prices import MICRO
from jobs_assets.budget.purse import LedgerPurse, limits_of, open_purse
from jobs_assets.budget.spend import MonthSpend, month_spend
from jobs_assets.home import Home
from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.records import Answer, Failure, Pending
from jobs_assets.settings import BudgetSettings, Settings
from tests.llm.asking import QUICK, fine, pools, question, run
from tests.llm.fake_vllm import FakeVllm

Outcomes = list[Answer | Pending | Failure]


async def ask_all(client: LlmClient, names: list[str]) -> Outcomes:
    return list(await asyncio.gather(*(client.ask(question(name), fine) for name in names)))


def tiers(outcomes: Outcomes) -> set[str]:
    return {outcome.tier if isinstance(outcome, Answer) else outcome.reason for outcome in outcomes}


def month(purse: LedgerPurse, settings: Settings) -> MonthSpend:
    purse.write_down()
    return month_spend(purse.ledger.store, datetime.now(UTC), limits_of(settings))


def test_a_day_of_pools_up_slow_down_and_back(tmp_path: Path) -> None:
    async def body() -> None:
        async with AsyncExitStack() as stack:
            short = await stack.enter_async_context(FakeVllm(max_num_seqs=16, seconds=0.001))
            long = await stack.enter_async_context(FakeVllm(max_model_len=32_768))
            paid = await stack.enter_async_context(FakeVllm(model="paid", is_vllm=False))
            settings = Settings(home=tmp_path, llm=pools(short, long, paid))
            purse = stack.enter_context(open_purse(Home(tmp_path).create(), settings))
            client = await stack.enter_async_context(LlmClient(settings.llm, purse, patience=QUICK))

            assert tiers(await ask_all(client, [f"up {n}" for n in range(200)])) == {"local"}
            short.seconds = 0.15
            assert tiers(await ask_all(client, [f"slow {n}" for n in range(30)])) == {"local"}

            await short.down()
            await long.down()
            names = [f"down {n}" for n in range(40)]
            outcomes = await ask_all(client, names)
            assert tiers(outcomes) == {"cloud", "local_share"}
            spent = month(purse, settings)
            assert spent.local_ratio is not None
            assert spent.local_ratio >= 0.98
            assert spent.cloud_requests == len(paid.requests) >= 4

            short.seconds = 0.0
            await short.up()
            await long.up()
            waiting = [name for name, each in zip(names, outcomes, strict=True) if isinstance(each, Pending)]
            while waiting:  # later runs take what was left, until nothing is
                again = await ask_all(client, waiting)
                waiting = [
                    name for name, each in zip(waiting, again, strict=True) if isinstance(each, Pending)
                ]
                await asyncio.sleep(0.02)
            spent = month(purse, settings)
            assert spent.held == 0
            assert spent.cloud_requests == len(paid.requests)
            assert spent.requests == 270
            assert spent.local_ratio is not None
            assert spent.local_ratio >= 0.98

    run(body())


def test_a_small_cap_stops_paid_requests_and_the_rest_waits(tmp_path: Path) -> None:
    async def body() -> None:
        cap = 1_600  # micro-dollars; one request holds some 1,200 and costs some 170
        async with AsyncExitStack() as stack:
            paid = await stack.enter_async_context(FakeVllm(model="paid", is_vllm=False))
            budget = BudgetSettings(cloud_usd=cap / MICRO)
            settings = Settings(home=tmp_path, llm=pools(fallback=paid), budget=budget)
            purse = stack.enter_context(open_purse(Home(tmp_path).create(), settings))
            client = await stack.enter_async_context(LlmClient(settings.llm, purse, patience=QUICK))
            outcomes: Outcomes = []
            for number in range(8):
                outcomes += await ask_all(client, [str(number)])
            assert tiers(outcomes) == {"cloud", "over_budget"}
            spent = month(purse, settings)
            assert 0 < spent.spent <= cap
            bill = [asked for asked in outcomes if isinstance(asked, Answer)]
            assert spent.spent == sum(each.prompt_tokens + 4 * each.completion_tokens for each in bill)
            assert len(bill) == len(paid.requests)

    run(body())
