"""The purse that the client is given: what it may spend, from the settings, on the ledger of a data home.

The interface is `llm/paying.py`; the money itself is `ledger.py`.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobs_assets.budget.ledger import (
    Clock,
    Hold,
    Ledger,
    Limits,
    LocalRequest,
    month_of,
    utc_now,
)
from jobs_assets.budget.price_list import prices_of
from jobs_assets.budget.prices import MICRO, Price, PriceRows, PriceTier, Usage, micro_dollars
from jobs_assets.budget.statements import keeps_share
from jobs_assets.budget.tables import llm_months
from jobs_assets.errors import HomeError, SettingsError
from jobs_assets.llm import paying
from jobs_assets.store.engine import open_store

if TYPE_CHECKING:
    from jobs_assets.home import Home
    from jobs_assets.settings import Settings

ANSWERED_WITHIN = {"standard": timedelta(hours=1), "batch": timedelta(days=2)}
"""How long a request may take; the dearest price of that time is put aside."""

_LOCAL_AT_ONCE = 256
_LOCAL_AT_LEAST_EVERY = timedelta(seconds=2)
_AFTER_BUSY = timedelta(minutes=1)

log = logging.getLogger(__name__)


def limits_of(settings: "Settings") -> Limits:
    """What the settings allow. Only the fallback is paid, so the smaller of both caps binds."""
    budget = settings.budget
    cap = micro_dollars(min(budget.monthly_usd, budget.cloud_usd))
    local = settings.llm.short.base_url or settings.llm.long.base_url
    return Limits(cap, MICRO - round(budget.local_ratio * MICRO) if local else None)


class LedgerPurse:
    """Reserve, call, settle, for one process and any number of threads. Made by `open_purse`.

    The methods are those of `llm.paying.Purse`.
    """

    def __init__(
        self, ledger: Ledger, prices: PriceRows | None, limits: Limits, clock: Clock = utc_now
    ) -> None:
        self.ledger = ledger
        self.limits = limits
        self._prices = prices
        self.clock = clock
        self._noted: list[LocalRequest] = []
        self._not_before = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def reserve(
        self,
        request_id: str,
        model: str,
        prompt_tokens: int,
        max_tokens: int,
        *,
        tier: PriceTier = "standard",
        batch_id: str | None = None,
    ) -> Hold | None:
        """Put the worst case aside; null where the budget does not cover it, or the id was used before.

        `prompt_tokens` is an upper bound. `SettingsError` for a model whose price nobody knows.
        """
        if min(prompt_tokens, max_tokens) < 0:
            raise ValueError(f"{request_id}: a request has no negative number of tokens")
        self.write_down()
        now = self.clock()
        price = self._rows(model).dearest(now, ANSWERED_WITHIN[tier], prompt_tokens, max_tokens, tier)
        amount = price.worst(prompt_tokens, max_tokens)
        return self.ledger.reserve(request_id, price, amount, self.limits, now, batch_id=batch_id)

    def settle(
        self,
        hold: paying.Hold,
        prompt_tokens: int,
        completion_tokens: int,
        cached_tokens: int,
        *,
        tier: PriceTier = "standard",
    ) -> None:
        """Charge what was billed. Counts that cannot be true charge the whole hold."""
        usage, now, own = Usage(prompt_tokens, completion_tokens, cached_tokens), self.clock(), _ours(hold)
        if not usage.possible:
            self.ledger.charge_unknown(own.request_id, "billed by counts that cannot be true", now)
            return
        self.ledger.settle(own.request_id, usage, self._price_of(own, prompt_tokens, tier), self.limits, now)

    def charge_unknown(self, hold: paying.Hold) -> None:
        """Charge the whole hold: whether it was answered is not known."""
        self.ledger.charge_unknown(hold.request_id, "outcome unknown", self.clock())

    def release(self, hold: paying.Hold) -> None:
        """Give the hold back: it was surely not sent."""
        self.ledger.release(hold.request_id, self.clock())

    def local(
        self, request_id: str, model: str, prompt_tokens: int, completion_tokens: int, cached_tokens: int
    ) -> None:
        """Take note of a local answer; notes are written down many at a time, and before money is asked for.

        A process that is killed loses its last notes, which leaves the local share too low, never too high.
        """
        usage = Usage(prompt_tokens, completion_tokens, cached_tokens)
        now = self.clock()
        request = LocalRequest(request_id, model, usage if usage.possible else Usage(0, 0), now)
        with self._lock:
            self._noted.append(request)
            waited = now - self._noted[0].answered_at
            due = len(self._noted) >= _LOCAL_AT_ONCE or waited >= _LOCAL_AT_LEAST_EVERY
            if not due or now < self._not_before:
                return
            self._not_before = now
        try:
            self.write_down()
        except HomeError as error:  # a busy store is no reason to lose an answer that is there
            self._not_before = now + _AFTER_BUSY
            log.warning("%s local answers wait to be written down: %s", len(self._noted), error)

    def cloud_allowed(self) -> bool:
        """Whether one more paid request keeps the local share of this month."""
        self.write_down()
        month = llm_months.c.month == month_of(self.clock())
        with self.ledger.store.reader() as connection:
            allowed = connection.scalar(select(keeps_share(self.limits.paid_share)).where(month))
        return self.limits.paid_share is None if allowed is None else bool(allowed)

    def write_down(self) -> None:
        """Write the noted local answers into the ledger."""
        with self._lock:
            noted, self._noted = self._noted, []
        try:
            self.ledger.count_local(noted)
        except BaseException:
            with self._lock:
                self._noted = noted + self._noted  # for the next time; counting twice is not possible
            raise

    def settle_abandoned(self) -> list[str]:
        """Charge what processes that are gone had put aside; the ids of those requests."""
        return self.ledger.settle_abandoned(self.clock())

    def _rows(self, model: str) -> PriceRows:
        if self._prices is None or self._prices.rows[0].model != model:
            raise SettingsError(
                "the environment",
                [
                    f"JOBS_LLM__FALLBACK__PRICE_INPUT and __PRICE_OUTPUT: the price of {model!r} is not "
                    "known, and without it no request can be held to a budget"
                ],
            )
        return self._prices

    def _price_of(self, hold: Hold, prompt_tokens: int, tier: PriceTier) -> Price:
        moment = min(self.clock(), hold.reserved_at + ANSWERED_WITHIN[tier])
        return self._rows(hold.model).at(moment, prompt_tokens, tier)


def _ours(hold: paying.Hold) -> Hold:
    if not isinstance(hold, Hold):
        raise TypeError(f"{hold.request_id}: a hold of another purse")
    return hold


@contextmanager
def open_purse(home: "Home", settings: "Settings", clock: Clock = utc_now) -> Iterator[LedgerPurse]:
    """The purse of a data home, on connections of its own whose commits outlive a power cut.

    What processes that are gone had put aside is charged first. Notes are written down at the end.
    """
    store = open_store(settings.database_url or home, full_sync=True, wait=settings.database_wait)
    try:
        purse = LedgerPurse(Ledger(store), prices_of(settings.llm.fallback), limits_of(settings), clock)
        purse.settle_abandoned()
        try:
            yield purse
        finally:
            purse.write_down()
    finally:
        store.close()
