"""A batch against an endpoint on loopback that bills, fails, expires and forgets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from aiohttp import web

from jobs_assets.budget.batches import open_batches
from jobs_assets.budget.purse import LedgerPurse, open_purse
from jobs_assets.budget.spend import MonthSpend, ledger_problems, month_spend
from jobs_assets.home import Home
from jobs_assets.llm.batch import BatchAnswer, BatchEndpoint, BatchError, collect, hand_in, open_endpoint
from jobs_assets.llm.records import Request
from jobs_assets.llm.wire import Reply
from jobs_assets.settings import ModelSettings, Settings

MODEL = "paid"
SCHEMA: dict[str, Any] = {"type": "object"}


class Endpoint:
    """Files and batches in memory. Steps in `fails` answer 500; those in `cut` are done, then answer 500."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.fails: set[str] = set()
        self.cut: set[str] = set()
        self.keys: set[str | None] = set()

    def finish(self, status: str = "completed", unanswered: int = 0, refused: int = 0) -> None:
        """Answer every batch: by 100 tokens asked and 10 answered each, but for the last so many."""
        for batch in self.batches.values():
            asked = [orjson.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
            kept = asked[: len(asked) - unanswered]
            rows = [row_of(each["custom_id"], refuse=number < refused) for number, each in enumerate(kept)]
            self.files["out"] = b"\n".join(map(orjson.dumps, rows))
            batch |= {"status": status, "output_file_id": "out"}

    async def upload(self, request: web.Request) -> web.Response:
        self.keys.add(request.headers.get("Authorization"))
        if "upload" in self.fails:
            return web.Response(status=500)
        form = await request.post()
        given = form["file"]
        assert form["purpose"] == "batch"
        assert isinstance(given, web.FileField)
        name = f"file-{len(self.files)}"
        self.files[name] = given.file.read()
        return web.json_response({"id": name})

    async def submit(self, request: web.Request) -> web.Response:
        if "submit" in self.fails:
            return web.Response(status=500)
        name = f"batch-{len(self.batches)}"
        self.batches[name] = {"id": name, "status": "in_progress", **await request.json()}
        if "submit" in self.cut:
            return web.Response(status=500)
        return web.json_response(self.batches[name])

    async def listed(self, _request: web.Request) -> web.Response:
        return web.json_response({"data": list(self.batches.values()), "has_more": False})

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(self.batches[request.match_info["id"]])

    async def content(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["id"]])


def row_of(custom_id: str, *, refuse: bool) -> dict[str, Any]:
    if refuse:
        return {
            "custom_id": custom_id,
            "response": {"status_code": 400, "body": {"error": {"message": "no"}}},
        }
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 0}}
    choice = {"message": {"content": "{}"}, "finish_reason": "stop"}
    body = {"model": MODEL, "choices": [choice], "usage": usage}
    return {"custom_id": custom_id, "response": {"status_code": 200, "body": body}, "error": None}


@asynccontextmanager
async def served(endpoint: Endpoint) -> AsyncIterator[BatchEndpoint]:
    app = web.Application()
    app.router.add_post("/v1/files", endpoint.upload)
    app.router.add_get("/v1/files/{id}/content", endpoint.content)
    app.router.add_post("/v1/batches", endpoint.submit)
    app.router.add_get("/v1/batches", endpoint.listed)
    app.router.add_get("/v1/batches/{id}", endpoint.state)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    settings = ModelSettings(base_url=f"http://127.0.0.1:{port}/v1", model=MODEL, api_key="k")  # type: ignore[arg-type]  # pydantic takes text
    try:
        async with open_endpoint(settings) as opened:
            yield opened
    finally:
        await runner.cleanup()


Play = Callable[[BatchEndpoint, LedgerPurse, Endpoint], Awaitable[None]]
NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


def play(home: Home, played: Play, cap: str = "1", clock: Clock | None = None) -> None:
    prices = {"price_input": "2", "price_output": "4"}  # half of it in a batch: 1 and 2 micro-dollars a token
    fallback = {"base_url": "http://127.0.0.1:9/v1", "model": MODEL} | prices
    settings = Settings(home=home.path, llm={"fallback": fallback}, budget={"cloud_usd": cap})  # type: ignore[arg-type]  # likewise

    async def run() -> None:
        endpoint = Endpoint()
        async with served(endpoint) as opened:
            with open_purse(home, settings, clock or Clock()) as purse:
                await played(opened, purse, endpoint)
                assert ledger_problems(purse.ledger.store) == []

    asyncio.run(run())


def questions(count: int) -> list[Request]:
    return [Request(f"q{n}", [{"role": "user", "content": "hello"}], SCHEMA, 50) for n in range(count)]


async def handed_in(endpoint: BatchEndpoint, purse: LedgerPurse, count: int) -> tuple[str, list[Request]]:
    return await hand_in(endpoint, purse, MODEL, questions(count), prompt_bound=lambda _request: 200)


def month(purse: LedgerPurse) -> MonthSpend:
    return month_spend(purse.ledger.store, NOW, purse.limits)


def test_a_batch_is_put_aside_for_at_half_price_and_charged_as_answered(home: Home) -> None:
    kept: dict[str, BatchAnswer] = {}

    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        await handed_in(opened, purse, 3)
        assert month(purse).held == 3 * (200 + 100)
        assert (
            len(await collect(opened, purse, lambda _batch, each: kept.update({each.custom_id: each}))) == 1
        )
        assert kept == {}, "it is not over yet"
        endpoint.finish()
        assert await collect(opened, purse, lambda _batch, each: kept.update({each.custom_id: each})) == []
        assert (month(purse).spent, month(purse).held) == (3 * 120, 0)
        assert endpoint.keys == {"Bearer k"}

    play(home, played)
    assert sorted(kept) == ["q0", "q1", "q2"]
    assert all(isinstance(each.outcome, Reply) for each in kept.values())


def test_what_the_budget_does_not_cover_is_left_out(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        _, left = await handed_in(opened, purse, 3)
        assert [each.custom_id for each in left] == ["q2"]
        assert endpoint.files["file-0"].count(b"custom_id") == 2

    play(home, played, cap="0.0006")


def test_an_upload_that_fails_gives_everything_back(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        endpoint.fails.add("upload")
        with pytest.raises(BatchError, match="/files: 500"):
            await handed_in(opened, purse, 3)
        assert (month(purse).spent, month(purse).held, month(purse).cloud_requests) == (0, 0, 0)
        assert open_batches(purse.ledger.store) == []

    play(home, played)


def test_a_batch_whose_handing_in_was_cut_off_is_found_again(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        endpoint.cut.add("submit")
        with pytest.raises(BatchError, match="/batches: 500"):
            await handed_in(opened, purse, 3)
        assert month(purse).held == 900, "it may have been handed in"
        endpoint.finish()
        assert await collect(opened, purse, lambda _batch, _answer: None) == []
        assert (month(purse).spent, month(purse).held) == (360, 0)

    play(home, played)


def test_a_batch_that_the_endpoint_never_had_costs_nothing(home: Home) -> None:
    clock = Clock()

    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        endpoint.fails.add("submit")
        with pytest.raises(BatchError):
            await handed_in(opened, purse, 3)
        assert len(await collect(opened, purse, lambda _batch, _answer: None)) == 1
        clock.now += timedelta(hours=1)
        assert await collect(opened, purse, lambda _batch, _answer: None) == []
        assert (month(purse).spent, month(purse).held) == (0, 0)

    play(home, played, clock=clock)


def test_refused_rows_cost_nothing_and_missing_ones_their_worst(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        await handed_in(opened, purse, 4)
        endpoint.finish("expired", unanswered=1, refused=1)
        assert await collect(opened, purse, lambda _batch, _answer: None) == []
        assert (month(purse).spent, month(purse).held) == (2 * 120 + 300, 0)

    play(home, played)


def test_fetching_that_was_cut_off_is_repeated_without_charging_twice(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        await handed_in(opened, purse, 4)
        endpoint.finish()
        kept: list[str] = []

        def keep(_batch: str, answer: BatchAnswer) -> None:
            if len(kept) == 2:
                raise KeyboardInterrupt
            kept.append(answer.custom_id)

        with pytest.raises(KeyboardInterrupt):
            await collect(opened, purse, keep)
        assert (month(purse).spent, month(purse).held) == (240, 600)
        again: list[str] = []
        assert await collect(opened, purse, lambda _batch, each: again.append(each.custom_id)) == []
        assert again == ["q0", "q1", "q2", "q3"]
        assert (month(purse).spent, month(purse).held) == (480, 0)

    play(home, played)


def test_what_a_batch_holds_is_no_abandoned_money(home: Home) -> None:
    clock = Clock()

    async def played(opened: BatchEndpoint, purse: LedgerPurse, _endpoint: Endpoint) -> None:
        await handed_in(opened, purse, 2)
        clock.now += timedelta(hours=20)
        assert purse.settle_abandoned() == []
        assert month(purse).held == 600

    play(home, played, clock=clock)


def test_a_batch_refused_as_a_whole_costs_nothing(home: Home) -> None:
    async def played(opened: BatchEndpoint, purse: LedgerPurse, endpoint: Endpoint) -> None:
        await handed_in(opened, purse, 2)
        for batch in endpoint.batches.values():
            batch |= {"status": "failed", "errors": {"data": [{"message": "bad file"}]}}
        assert await collect(opened, purse, lambda _batch, _answer: None) == []
        assert (month(purse).spent, month(purse).held) == (0, 0)

    play(home, played)
