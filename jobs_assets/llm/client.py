"""The client of language models: two local pools and a paid fallback, each of them optional.

Which endpoint is asked, in what order, and what an answer is worth. How an endpoint is asked is `lane.py`.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from jobs_assets.llm import readiness
from jobs_assets.llm.lane import Lane
from jobs_assets.llm.patience import Patience
from jobs_assets.llm.paying import Purse
from jobs_assets.llm.records import (
    Answer,
    Attempt,
    Failure,
    FailureReason,
    Pending,
    PendingReason,
    PoolName,
    PoolState,
    Request,
    Tier,
)
from jobs_assets.llm.server import Server
from jobs_assets.llm.sizes import byte_size
from jobs_assets.llm.tolls import LocalToll, PaidToll, Toll
from jobs_assets.llm.watch import Watch
from jobs_assets.llm.wire import Kind, Reply, Trouble, Usage
from jobs_assets.settings import LlmSettings, ModelSettings

Accept = Callable[[Answer], str | None]
"""Null where an answer is good, else why it is not."""

Keep = Callable[[str], None]
"""Hears the text of a paid answer, good or not, before its price is settled."""

_TRIES = (0.0, 0.4)
"""Temperatures of the first and second try: the same question at 0 would be answered the same again."""
_PENDING: dict[Kind, PendingReason] = {
    Kind.BUSY: "busy",
    Kind.DOWN: "down",
    Kind.TOO_LONG: "too_long",
    Kind.MISCONFIGURED: "misconfigured",
    Kind.DIALECT: "misconfigured",
}


@dataclass(frozen=True, slots=True)
class _Invalid:
    """A pool answered, and its answers were no good."""

    reason: FailureReason
    detail: str
    lane: Lane


class LlmClient:
    """Asks for answers, within the budget of `purse`; use it in one event loop and close it.

    >>> async with LlmClient(settings.llm, purse) as client:  # doctest: +SKIP
    ...     outcome = await client.ask(request, accept=lambda answer: None)

    `ask` may be called as often at once as one likes: what does not fit in flight waits for its turn.
    `observe` hears of every exchange, for metrics.
    """

    def __init__(
        self,
        llm: LlmSettings,
        purse: Purse,
        *,
        patience: Patience | None = None,
        observe: Callable[[Attempt], None] = lambda _attempt: None,
    ) -> None:
        self._purse = purse
        self._patience = patience or Patience(most=llm.batch_timeout)
        self._observe = observe
        self._servers: dict[tuple[str, str, Tier], tuple[Server, Watch | None]] = {}
        pools: tuple[tuple[PoolName, ModelSettings], ...] = (("short", llm.short), ("long", llm.long))
        self._local = [lane for pool, given in pools if (lane := self._lane(pool, given, "local"))]
        self._fallback = self._lane("fallback", llm.fallback, "cloud")

    @property
    def lanes(self) -> list[Lane]:
        """All pools that are set, in the order in which they are asked."""
        return [*self._local, *([self._fallback] if self._fallback else [])]

    async def ask(
        self, request: Request, accept: Accept, keep: Keep = lambda text: None
    ) -> Answer | Pending | Failure:
        """One question: local pools first, the fallback where they cannot and it may be paid, else pending.

        The fallback is asked where local pools are down, none is long enough, or what they wrote was invalid
        twice; not where they are merely busy or set up wrongly.
        """
        size = byte_size(request.messages)
        local = await self._ask_locally(request, size, accept)
        if isinstance(local, Answer | Failure):
            return local
        if isinstance(local, Trouble) and local.kind in (Kind.BUSY, Kind.MISCONFIGURED):
            return _pending(local)
        if self._fallback is not None:
            return await self._ask_fallback(self._fallback, request, size, accept, keep)
        if isinstance(local, _Invalid):
            return _failure(local)
        return Pending("no_endpoint") if local is None else _pending(local)

    async def ready(self) -> list[PoolState]:
        """Whether each pool can be used now, tried by generating a token (see `PoolState`)."""
        return list(await asyncio.gather(*(readiness.state_of(lane) for lane in self.lanes)))

    async def close(self) -> None:
        """Close all connections. Whoever still waits for an answer gets none."""
        for server, watch in self._servers.values():
            if watch is not None:
                await watch.close()
            await server.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()

    def _lane(self, pool: PoolName, given: ModelSettings, tier: Tier) -> Lane | None:
        if given.base_url is None or given.model is None:
            return None
        key = (given.base_url.rstrip("/"), given.model, tier)
        if key not in self._servers:
            secret = given.api_key.get_secret_value() if given.api_key else None
            server = Server(given.base_url, given.model, secret, tier, self._patience)
            self._servers[key] = server, Watch(server) if tier == "local" else None
        return Lane(
            pool,
            *self._servers[key],
            max_model_len=given.max_model_len,
            max_in_flight=given.max_in_flight,
            observe=self._observe,
        )

    async def _ask_locally(
        self, request: Request, size: int, accept: Accept
    ) -> Answer | Failure | _Invalid | Trouble | None:
        """An answer, or why there is none: of several troubles the one that will pass soonest."""
        troubles: list[Trouble] = []
        for lane in self._local:
            if not await lane.fits(request, size):
                troubles.append(Trouble(Kind.TOO_LONG, "too_long", f"too long for the {lane.pool} pool"))
                continue
            outcome = await self._ask_lane(lane, request, accept)
            if not isinstance(outcome, Trouble):
                return outcome
            if outcome.kind is Kind.REJECTED:
                return Failure("bad_request", outcome.detail, lane.pool, "local")
            troubles.append(outcome)
        soonest = (Kind.BUSY, Kind.DOWN, Kind.MISCONFIGURED, Kind.DIALECT, Kind.TOO_LONG)
        return min(troubles, key=lambda trouble: soonest.index(trouble.kind), default=None)

    async def _ask_lane(self, lane: Lane, request: Request, accept: Accept) -> Answer | _Invalid | Trouble:
        """Two tries at a local pool."""

        def toll() -> Toll:
            return LocalToll(self._purse, request.custom_id, lane.server.model)

        invalid: _Invalid | None = None
        for temperature in _TRIES:
            outcome, usage, seconds = await lane.send(request, temperature, toll)
            if isinstance(outcome, Trouble):
                return outcome
            judged = _judge(lane, outcome, usage, seconds, accept)
            if isinstance(judged, Answer):
                return judged
            invalid = judged
        assert invalid is not None  # noqa: S101 - there is at least one try
        return invalid

    async def _ask_fallback(
        self, lane: Lane, request: Request, size: int, accept: Accept, keep: Keep
    ) -> Answer | Failure | Pending:
        """One paid try."""
        if not await lane.fits(request, size):
            return Pending("too_long", "too long for every endpoint")
        worst = lane.worst(request, size)

        def toll() -> Toll:
            return PaidToll(
                self._purse,
                request.custom_id,
                lane.server.model,
                worst,
                local_share=bool(self._local),
                keep=keep,
            )

        outcome, usage, seconds = await lane.send(request, _TRIES[0], toll)
        if isinstance(outcome, Reply):
            judged = _judge(lane, outcome, usage, seconds, accept)
            return judged if isinstance(judged, Answer) else _failure(judged)
        if outcome.kind is Kind.REJECTED:
            return Failure("bad_request", outcome.detail, lane.pool, "cloud")
        if outcome.kind is Kind.UNPAID:
            return Pending("local_share" if outcome.word == "local_share" else "over_budget", outcome.detail)
        return _pending(outcome)


def _judge(lane: Lane, reply: Reply, usage: Usage, seconds: float, accept: Accept) -> Answer | _Invalid:
    """A whole reply that the caller accepts is an answer."""
    if reply.flaw == "length":
        return _Invalid("length", f"cut off at {usage.completion} tokens", lane)
    if reply.flaw == "refusal":
        return _Invalid("refusal", "the model declined", lane)
    if reply.flaw is not None:
        return _Invalid("empty", "no text", lane)
    answer = Answer(
        text=reply.text,
        tier=lane.server.tier,
        pool=lane.pool,
        model=reply.model or lane.server.model,
        prompt_tokens=usage.prompt,
        completion_tokens=usage.completion,
        cached_tokens=usage.cached,
        seconds=seconds,
    )
    why = accept(answer)
    return answer if why is None else _Invalid("invalid_output", why, lane)


def _failure(invalid: _Invalid) -> Failure:
    return Failure(invalid.reason, invalid.detail, invalid.lane.pool, invalid.lane.server.tier)


def _pending(trouble: Trouble) -> Pending:
    return Pending(_PENDING[trouble.kind], f"{trouble.word}: {trouble.detail}")
