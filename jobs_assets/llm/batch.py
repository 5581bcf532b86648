"""The batch API of the paid endpoint: many questions at once, answered within a day, at half the price.

For backfills where money binds and time does not. Everything is on record before it is handed in, and
fetching can be repeated: a kill at any point loses no paid answer and pays for none twice.
"""

import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson

from jobs_assets.budget.batches import Batch, holds_of, make_batch, move_batch, open_batches
from jobs_assets.errors import JobsError
from jobs_assets.llm.records import Request
from jobs_assets.llm.wire import Dialect, Reply, Trouble, Usage, chat_body, read_answer

if TYPE_CHECKING:
    from jobs_assets.budget.ledger import Hold
    from jobs_assets.budget.purse import LedgerPurse
    from jobs_assets.settings import ModelSettings

MOST_REQUESTS = 50_000
"""Of one batch, as OpenAI bounds it."""
LOST_AFTER = timedelta(hours=1)
"""A batch whose handing in was cut off and that the endpoint does not list after this was never handed in."""
_OVER = ("completed", "expired", "cancelled")
_MOST_LISTED = 100
_UNBOUNDED = 1 << 40  # a batch's counts are charged as billed: the ledger knows what to do with too many


class BatchError(JobsError):
    """The endpoint did not take or give something of a batch. Running again goes on where it ended."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What became of one request of a batch: a reply, or why there is none."""

    custom_id: str
    outcome: Reply | Trouble


class BatchEndpoint:
    """Files and batches of an OpenAI-compatible endpoint. `async with open_endpoint(settings)` makes one."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        base = base_url.rstrip("/")
        self._api = base if base.endswith("/v1") else f"{base}/v1"
        self._session = session

    async def upload(self, lines: bytes, name: str) -> str:
        """Hand a file of requests over; its id."""
        form = aiohttp.FormData()
        form.add_field("purpose", "batch")
        form.add_field("file", lines, filename=f"{name}.jsonl", content_type="application/jsonl")
        return str((await self._json("POST", "/files", data=form))["id"])

    async def submit(self, file_id: str, batch_id: str) -> str:
        """Have the file worked on; the endpoint's id of the batch."""
        wanted = {
            "input_file_id": file_id,
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "metadata": {"jobs_batch": batch_id},  # by which it is found again
        }
        return str((await self._json("POST", "/batches", json=wanted))["id"])

    async def find(self, batch_id: str) -> str | None:
        """The endpoint's id of a batch that may have been handed in; null where it has none such."""
        after = ""
        while True:
            page = await self._json("GET", f"/batches?limit={_MOST_LISTED}{after}")
            for each in page["data"]:
                if (each.get("metadata") or {}).get("jobs_batch") == batch_id:
                    return str(each["id"])
            if not page.get("has_more") or not page["data"]:
                return None
            after = f"&after={page['data'][-1]['id']}"

    async def state(self, remote_id: str) -> dict[str, Any]:
        """How far a batch is, as the endpoint tells it."""
        return await self._json("GET", f"/batches/{remote_id}")

    async def lines(self, file_id: str) -> AsyncIterator[dict[str, Any]]:
        """The rows of a file of answers, one at a time."""
        async with self._asked("GET", f"/files/{file_id}/content") as response:
            rest = b""
            async for chunk in response.content.iter_chunked(1 << 16):
                *whole, rest = (rest + chunk).split(b"\n")
                for line in whole:
                    if line.strip():
                        yield orjson.loads(line)
            if rest.strip():
                yield orjson.loads(rest)

    async def _json(self, method: str, path: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - of the session
        async with self._asked(method, path, **given) as response:
            try:
                found = orjson.loads(await response.read())
            except orjson.JSONDecodeError as error:
                raise BatchError(f"{self._api}{path}: not JSON ({error})") from error
        if not isinstance(found, dict):
            raise BatchError(f"{self._api}{path}: not an object")
        return found

    @asynccontextmanager
    async def _asked(
        self,
        method: str,
        path: str,
        **given: Any,  # noqa: ANN401 - of the session
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        try:
            async with self._session.request(method, f"{self._api}{path}", **given) as response:
                if response.status != 200:
                    said = (await response.content.read(500)).decode("utf-8", "replace")
                    raise BatchError(f"{self._api}{path}: {response.status} {said}")
                yield response
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise BatchError(f"{self._api}{path}: {type(error).__name__} {error}") from error


@asynccontextmanager
async def open_endpoint(given: "ModelSettings") -> AsyncIterator[BatchEndpoint]:
    """The batch API of an endpoint of the settings."""
    if given.base_url is None:
        raise BatchError("There is no paid endpoint: set JOBS_LLM__FALLBACK__BASE_URL and __MODEL.")
    headers = {"Authorization": f"Bearer {given.api_key.get_secret_value()}"} if given.api_key else {}
    timeout = aiohttp.ClientTimeout(total=600, sock_read=60)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        yield BatchEndpoint(session, given.base_url)


async def hand_in(
    endpoint: BatchEndpoint,
    purse: "LedgerPurse",
    model: str,
    requests: Sequence[Request],
    *,
    prompt_bound: Callable[[Request], int],
    dialect: Dialect = Dialect(),  # noqa: B008 - frozen
) -> tuple[str, list[Request]]:
    """Hand in as many of the requests as the budget covers; our id of the batch, and those left out.

    Custom ids must differ. `BatchError` where the endpoint refused: then nothing stays put aside, unless
    nobody can know whether it was handed in; `collect` finds that out.
    """
    batch_id, now = secrets.token_hex(12), purse.clock()
    make_batch(purse.ledger, batch_id, model, now)
    lines, left = [], []
    for request in requests[:MOST_REQUESTS]:
        name = f"{batch_id}/{request.custom_id}"
        bound = prompt_bound(request)
        if purse.reserve(name, model, bound, request.max_tokens, tier="batch", batch_id=batch_id) is None:
            left.append(request)
            continue
        body = orjson.loads(chat_body(request, model, dialect, 0.0))
        line = {"custom_id": request.custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        lines.append(orjson.dumps(line))
    left += requests[MOST_REQUESTS:]
    if not lines:
        move_batch(purse.ledger, batch_id, "failed", purse.clock(), detail="no request fits the budget")
        return batch_id, left
    try:
        file_id = await endpoint.upload(b"\n".join(lines) + b"\n", batch_id)
    except BatchError as error:
        _give_back(purse, batch_id, str(error))
        raise
    move_batch(purse.ledger, batch_id, "submitting", purse.clock(), remote_file=file_id)
    remote_id = await endpoint.submit(file_id, batch_id)
    move_batch(purse.ledger, batch_id, "submitted", purse.clock(), remote_id=remote_id)
    return batch_id, left


async def collect(
    endpoint: BatchEndpoint, purse: "LedgerPurse", keep: Callable[[str, BatchAnswer], None]
) -> list[Batch]:
    """Fetch what open batches have answered; those that are still open.

    `keep` is given a batch's id and each answer, and must have it safe when it returns: only then is it
    settled. After a kill the same answers come again, and are not charged again.
    """
    still = []
    for batch in open_batches(purse.ledger.store):
        found = await _located(endpoint, purse, batch)
        if found is None or found.remote_id is None:
            still += [batch] if found else []
            continue
        told = await endpoint.state(found.remote_id)
        if told.get("status") == "failed":  # refused as a whole, before anything was asked
            _give_back(purse, batch.batch_id, orjson.dumps(told.get("errors")).decode()[:500])
        elif told.get("status") in _OVER:
            await _settle(endpoint, purse, batch, told, keep)
        else:
            still.append(found)
    return still


async def _located(endpoint: BatchEndpoint, purse: "LedgerPurse", batch: Batch) -> Batch | None:
    """The batch with the endpoint's id where it has one; null where it was never handed in, and is over."""
    if batch.state == "submitted":
        return batch
    if batch.state == "submitting" and (remote_id := await endpoint.find(batch.batch_id)):
        move_batch(purse.ledger, batch.batch_id, "submitted", purse.clock(), remote_id=remote_id)
        return replace(batch, state="submitted", remote_id=remote_id)
    if purse.clock() - batch.changed_at < LOST_AFTER:
        return batch  # somebody may be at it
    _give_back(purse, batch.batch_id, "never handed in")
    return None


async def _settle(
    endpoint: BatchEndpoint,
    purse: "LedgerPurse",
    batch: Batch,
    told: dict[str, Any],
    keep: Callable[[str, BatchAnswer], None],
) -> None:
    """Keep every answer, then charge it. What is in neither file may have been billed: all of it is spent."""
    holds = holds_of(purse.ledger.store, batch.batch_id)
    for name in ("output_file_id", "error_file_id"):
        if not told.get(name):
            continue
        async for row in endpoint.lines(told[name]):
            answer = _read(row)
            if answer is None:
                continue
            keep(batch.batch_id, answer)
            hold = holds.pop(f"{batch.batch_id}/{answer.custom_id}", None)
            if hold is not None:
                _charge(purse, hold, answer.outcome)
    for hold in holds.values():
        purse.charge_unknown(hold)
    move_batch(purse.ledger, batch.batch_id, "ended", purse.clock(), detail=str(told["status"]))


def _read(row: dict[str, Any]) -> BatchAnswer | None:
    """A row of answers; null for one that names no request."""
    custom_id, response = row.get("custom_id"), row.get("response")
    if not isinstance(custom_id, str):
        return None
    status, body = 400, row.get("error") and {"error": row["error"]}
    if isinstance(response, dict):
        status, body = int(response.get("status_code") or 0), response.get("body")
    bounds = {"prompt_bound": _UNBOUNDED, "max_tokens": _UNBOUNDED}
    return BatchAnswer(custom_id, read_answer(status, {}, orjson.dumps(body), **bounds))


def _charge(purse: "LedgerPurse", hold: "Hold", outcome: Reply | Trouble) -> None:
    if isinstance(outcome, Trouble) and not outcome.billed:
        purse.release(hold)
    elif isinstance(outcome, Reply) and isinstance(outcome.usage, Usage):
        usage = outcome.usage
        purse.settle(hold, usage.prompt, usage.completion, usage.cached, tier="batch")
    else:
        purse.charge_unknown(hold)


def _give_back(purse: "LedgerPurse", batch_id: str, detail: str) -> None:
    holds: Iterable[Hold] = holds_of(purse.ledger.store, batch_id).values()
    for hold in holds:
        purse.release(hold)
    move_batch(purse.ledger, batch_id, "failed", purse.clock(), detail=detail)
