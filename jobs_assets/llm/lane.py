"""A pool as one uses it: what fits, whose turn it is, which troubles are tried again and when.

Which pool a request goes to is `client.py`; a single exchange is `server.py`.
"""

import asyncio
import time
from collections.abc import Callable

import orjson

from jobs_assets.llm.patience import Timeout
from jobs_assets.llm.records import Attempt, PoolName, Request
from jobs_assets.llm.server import Server
from jobs_assets.llm.sizes import byte_size
from jobs_assets.llm.tolls import Toll
from jobs_assets.llm.watch import Watch
from jobs_assets.llm.window import Window
from jobs_assets.llm.wire import Dialect, Kind, Reply, Trouble, Usage, chat_body

_START = {"local": 32, "cloud": 4}
_MOST = {"local": 256, "cloud": 8}
_MARGIN = 8  # tokens, for what a server adds beside the template it counts with
_TEMPLATE = 256  # tokens, for a system prompt that a chat template may bring itself
_TRIPS = ("hung", "stalled")  # found by looking, not by a single request: no second one is needed


class Lane:
    """One pool: a share of one server, with a length limit and a window of its own."""

    def __init__(
        self,
        pool: PoolName,
        server: Server,
        watch: Watch | None,
        *,
        max_model_len: int | None,
        max_in_flight: int | None,
        observe: Callable[[Attempt], None],
    ) -> None:
        self.pool: PoolName = pool
        self.server = server
        self.window = Window(max_in_flight or _MOST[server.tier], _START[server.tier])
        self._watch = watch
        self.set_length = max_model_len
        self._observe = observe
        most = server.patience.cloud if server.tier == "cloud" else server.patience.most
        self._timeout = Timeout(server.patience, most)
        server.windows.append(self.window)

    async def limit(self) -> int | None:
        """Tokens of prompt and answer together: what is set, or what the server states if that is less."""
        stated = await self.server.max_model_len() if self.server.tier == "local" else None
        limits = [limit for limit in (self.set_length, stated) if limit is not None]
        return min(limits, default=None)

    async def fits(self, request: Request, size: int) -> bool:
        """Whether prompt and answer fit. Asks the server to count only where an estimate cannot decide."""
        limit = await self.limit()
        if limit is None:
            return True
        room = limit - request.max_tokens - _MARGIN
        fewest, most = self.server.sizes.bounds(size)
        if most <= room:
            return True
        if fewest > room:
            return False
        tokens = await self.server.tokenize(request.messages)
        if tokens is None:  # if this is wrong, the server says so, and costs nothing
            return self.server.sizes.estimate(size) <= room
        self.server.sizes.counted(size, tokens)
        return tokens <= room

    def worst(self, request: Request, size: int) -> Usage:
        """More tokens than can be billed: one for each byte of prompt and schema, and the whole answer."""
        return Usage(size + len(orjson.dumps(request.schema)) + _TEMPLATE, request.max_tokens, 0)

    async def send(
        self, request: Request, temperature: float, toll: Callable[[], Toll]
    ) -> tuple[Reply | Trouble, Usage, float]:
        """The outcome, its tokens and its seconds. Tries again what passes by itself, each time in turn.

        At a paid endpoint only what was surely not billed is tried again.
        """
        pauses = self.server.patience.pauses
        for retry in range(len(pauses) + 1):
            outcome, usage, seconds = await self._in_turn(request, temperature, toll())
            if isinstance(outcome, Reply) or retry == len(pauses) or not self._again(outcome):
                break
            await asyncio.sleep(self.server.patience.pause(retry, outcome.retry_after))
        return outcome, usage, seconds

    def _again(self, trouble: Trouble) -> bool:
        if trouble.kind is Kind.DIALECT:
            return True
        if self.server.breaker.is_open or not trouble.retry:
            return False
        if (trouble.retry_after or 0) > self.server.patience.retry_after:
            return False
        return not (trouble.billed and self.server.tier == "cloud")

    async def _in_turn(
        self, request: Request, temperature: float, toll: Toll
    ) -> tuple[Reply | Trouble, Usage, float]:
        breaker = self.server.breaker
        if breaker.is_open or not await self.window.enter():
            return self._closed(), _NOTHING, 0.0
        try:
            if not breaker.admits():
                return self._closed(), _NOTHING, 0.0
            try:
                refused = toll.pay()
            except BaseException:
                breaker.undecided()
                raise
            if refused is None:
                return await self._exchange(request, temperature, toll)
            breaker.undecided()
            return refused, _NOTHING, 0.0
        finally:
            self.window.leave()

    def _closed(self) -> Trouble:
        cause = self.server.breaker.cause
        if cause is None:
            return Trouble(Kind.DOWN, "unreachable", "it was given up while this request waited for its turn")
        return Trouble(cause.kind, cause.word, cause.detail)

    async def _exchange(
        self, request: Request, temperature: float, toll: Toll
    ) -> tuple[Reply | Trouble, Usage, float]:
        size = byte_size(request.messages)
        worst = self.worst(request, size)
        dialect = self.server.dialect
        body = chat_body(request, self.server.model, dialect, temperature)
        if self._watch is not None:
            self._watch.start()
        began = time.monotonic()
        try:
            outcome = await self.server.chat(
                body, self._timeout.seconds, prompt_bound=worst.prompt, max_tokens=request.max_tokens
            )
        except BaseException:
            self.server.breaker.undecided()
            toll.unknown()
            raise
        seconds = time.monotonic() - began
        if isinstance(outcome, Trouble) and outcome.kind is Kind.DIALECT:
            outcome = self._in_another_dialect(outcome, dialect)
        usage = self._usage(outcome, size)
        toll.settle(outcome, usage)
        self._learn(outcome, size, seconds)
        word = outcome.word if isinstance(outcome, Trouble) else outcome.flaw or "answered"
        self._observe(
            Attempt(self.pool, self.server.tier, word, seconds, usage.prompt, usage.completion, usage.cached)
        )
        return _without_room(outcome, request), usage, seconds

    def _usage(self, outcome: Reply | Trouble, size: int) -> Usage:
        """The server's counts; our estimate where it gave none that can be true."""
        if isinstance(outcome, Trouble):
            return _NOTHING
        if outcome.usage is not None:
            return outcome.usage
        return Usage(self.server.sizes.estimate(size), len(outcome.text.encode()) // 4 + 1, 0)

    def _learn(self, outcome: Reply | Trouble, size: int, seconds: float) -> None:
        """What an outcome says of the server beyond the request."""
        server, breaker = self.server, self.server.breaker
        if isinstance(outcome, Reply):
            breaker.succeeded()
            self.window.answered()
            self._timeout.answered(seconds)
            if outcome.usage is not None:
                server.sizes.counted(size, outcome.usage.prompt)
            return
        match outcome.kind:
            case Kind.BUSY:
                self._learn_refusal(outcome)
            case Kind.DOWN:
                if outcome.word == "timeout":
                    self._timeout.expired()
                if outcome.word in _TRIPS:
                    breaker.trip(outcome)
                else:
                    breaker.failed(outcome)
            case Kind.MISCONFIGURED:
                breaker.trip(outcome)
            case _:
                breaker.succeeded()  # it answers; the request was not to its liking
                if outcome.kind is Kind.TOO_LONG:
                    server.forget_length()

    def _learn_refusal(self, trouble: Trouble) -> None:
        """A full server is no broken one, unless it refuses the only request that it has of ours."""
        breaker, wish = self.server.breaker, trouble.retry_after or 0.0
        alone = self.window.inside == 1
        self.window.refused()
        if wish > self.server.patience.retry_after:
            breaker.trip(trouble, rest=wish)
        elif alone:
            breaker.failed(trouble)
        else:
            breaker.undecided()

    def _in_another_dialect(self, trouble: Trouble, spoken: Dialect) -> Trouble:
        """The same trouble where another dialect may help, which is spoken from now on; else a rejection."""
        if self.server.dialect == spoken:
            other = spoken.without(trouble.word)
            if other is None:
                return Trouble(Kind.REJECTED, "bad_request", trouble.detail)
            self.server.dialect = other
        return trouble


def _without_room(outcome: Reply | Trouble, request: Request) -> Reply | Trouble:
    """A server may take a prompt that just fits and cut the answer where its length ends: it was too long."""
    if isinstance(outcome, Trouble) or outcome.flaw != "length" or outcome.usage is None:
        return outcome
    if outcome.usage.completion >= request.max_tokens:
        return outcome
    detail = f"a prompt of {outcome.usage.prompt:,} tokens left room for {outcome.usage.completion:,}"
    return Trouble(Kind.TOO_LONG, "no_room", detail, billed=True)


_NOTHING = Usage(0, 0, 0)
