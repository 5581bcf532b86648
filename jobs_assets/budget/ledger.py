"""The ledger: money is put aside before a request is sent, and each hold ends settled, unknown or released.

One transaction per step, each a few rows. What a request costs is `prices.py`, what a month looks like
`spend.py`, what the client speaks to `purse.py`. docs/budget.md says why it is shaped so.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from jobs_assets.budget.holders import is_gone, this_process
from jobs_assets.budget.prices import MICRO, Price, Usage, whole
from jobs_assets.budget.statements import (
    ADD_REQUEST,
    CHANGE_REQUEST,
    COUNT_LOCAL,
    HELD,
    MONTH,
    MONTH_EXISTS,
    MOVE_MONTH,
    PRICE,
    REQUEST,
    insert_or_nothing,
    put_aside,
)
from jobs_assets.budget.tables import llm_months, llm_prices, llm_requests
from jobs_assets.errors import HomeError
from jobs_assets.store.engine import Store, explained

FORGOTTEN_AFTER = timedelta(hours=6)
"""Far above any timeout: after it a hold is nobody's, whether its process lives or nobody can tell."""

_CHECKPOINT_EVERY = 128  # of our own transactions: about 10 MB of log


@dataclass(frozen=True, slots=True)
class Limits:
    """What must hold when money is put aside.

    `cap`: micro-dollars that a month may cost. `paid_share`: of a million requests, how many may be paid
    ones; null where no local pool is set, so that there is no share to keep.
    """

    cap: int
    paid_share: int | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Money put aside for one request, in whole micro-dollars, in the month of `reserved_at`."""

    request_id: str
    model: str
    reserved: int
    reserved_at: datetime


@dataclass(frozen=True, slots=True)
class LocalRequest:
    """A request that a local pool answered, free of charge."""

    request_id: str
    model: str
    usage: Usage
    answered_at: datetime


def month_of(moment: datetime) -> str:
    """The UTC month of a moment: "2026-11"."""
    return moment.astimezone(UTC).strftime("%Y-%m")


class Ledger:
    """The month's counters and a row for each request, always in step.

        hold = ledger.reserve("acme-7/1", price, price.worst(900, 200), limits, now)
        if hold is not None:  # send, then
            ledger.settle(hold.request_id, Usage(880, 140), price, limits, now)

    The store's connections should be opened with `full_sync`: a commit must outlive a power cut.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._written = 0

    def reserve(
        self,
        request_id: str,
        price: Price,
        amount: int,
        limits: Limits,
        now: datetime,
        *,
        batch_id: str | None = None,
    ) -> Hold | None:
        """Put `amount` aside if the month has room for it; null where not, or where the id was used before.

        An id that was released, having surely not been sent, can be used again.
        """
        month = month_of(now)
        row: dict[str, Any] = {
            "month": month,
            "tier": "cloud",
            "model": price.model,
            "state": "held",
            "reserved": amount,
            "cost": 0,
            "beyond": 0,
            "over": False,
            "batch_id": batch_id,
            "holder": this_process(),
            "reserved_at": now,
            "ended_at": None,
            "reason": None,
        }
        try:
            with self.transaction() as connection:
                known = connection.execute(REQUEST, {"given_id": request_id}).first()
                if known is not None and known.state != "released":
                    return None
                if not _put_aside(connection, month, amount, limits):
                    return None
                row["price_id"] = _price_id(connection, price)
                if known is None:
                    connection.execute(ADD_REQUEST, {"request_id": request_id, **row})
                else:
                    connection.execute(CHANGE_REQUEST, {"given_id": request_id, **row})
        except IntegrityError:  # on Postgres another process may use the id at the same instant
            return None
        return Hold(request_id, price.model, amount, now)

    def settle(self, request_id: str, usage: Usage, price: Price, limits: Limits, now: datetime) -> bool:
        """Charge what was billed; false where that was done before, and nothing changes.

        A request that was charged whole, its outcome being unknown, is put right. `LookupError` for one that
        nothing was put aside for.
        """
        with self.transaction() as connection:
            row = _request(connection, request_id)
            if row.state == "settled":
                return False
            parts = price.parts(usage)
            _charge(
                connection,
                row,
                parts,
                limits.cap,
                state="settled",
                over=parts > row.reserved * MICRO,
                prompt_tokens=usage.prompt,
                completion_tokens=usage.completion,
                cached_tokens=usage.cached,
                price_id=_price_id(connection, price),
                ended_at=now,
                reason=None,
            )
            return True

    def charge_unknown(self, request_id: str, reason: str, now: datetime) -> bool:
        """Charge all that was put aside; false where the request is no open hold, and nothing changes."""
        with self.transaction() as connection:
            row = _request(connection, request_id)
            if row.state != "held":
                return False
            parts = row.reserved * MICRO
            _charge(connection, row, parts, 0, state="unknown", ended_at=now, reason=reason)
            return True

    def release(self, request_id: str, now: datetime) -> bool:
        """Give back what was put aside; false where the request is no open hold, and nothing changes."""
        with self.transaction() as connection:
            row = _request(connection, request_id)
            if row.state != "held":
                return False
            _charge(connection, row, 0, 0, state="released", ended_at=now, reason="not sent")
            return True

    def count_local(self, requests: Sequence[LocalRequest]) -> None:
        """Put local requests on record, in one transaction; each counts once, however often it is told."""
        if not requests:
            return
        with self.transaction() as connection:
            counted: Counter[str] = Counter()
            # What comes back is what was new: not every driver counts the rows of many inserts at once.
            add = insert_or_nothing(connection.dialect.name, llm_requests).returning(
                llm_requests.c.request_id
            )
            for month in {month_of(each.answered_at) for each in requests}:
                _open_month(connection, month)
                rows = [_local_row(each, month) for each in requests if month_of(each.answered_at) == month]
                counted[month] = len(connection.execute(add, rows).all())
            for month, number in counted.items():
                connection.execute(COUNT_LOCAL, {"given_month": month, "given_requests": number})

    def settle_abandoned(self, now: datetime) -> list[str]:
        """Charge the holds whose process is gone, or of which nobody can tell for six hours; their ids.

        Whether they were sent is not known, so all that was put aside is spent. Requests of a batch wait for
        their batch.
        """
        with self.store.reader() as connection:
            held = connection.execute(HELD).all()
        charged = []
        for request_id, holder, reserved_at in held:
            gone = is_gone(holder or "")
            if gone or now - reserved_at > FORGOTTEN_AFTER:
                reason = "its process is gone" if gone else "never settled"
                if self.charge_unknown(request_id, reason, now):
                    charged.append(request_id)
        return charged

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A short write. It waits for the store's writer as that waits for it: in SQLite itself.

        The writer's lock file is for long work, and folding the log in after each request would cost four
        times the request; so that is done now and then, when nobody else writes.
        """
        store = self.store
        with explained(store.location), store.engine.connect() as connection:
            connection.execution_options(writing=True)
            with connection.begin():
                yield connection
        self._written += 1
        if store.file is not None and self._written % _CHECKPOINT_EVERY == 0:
            self.fold_log()

    def fold_log(self) -> None:
        """Fold the log into the database file, unless somebody else is about to."""
        try:
            with self.store.writer(wait=0):
                pass
        except HomeError:  # locked: whoever writes folds it in
            return


def _open_month(connection: Connection, month: str) -> None:
    names = ("spent", "held", "ahead", "beyond", "local_requests", "cloud_requests")
    row = {"month": month} | dict.fromkeys(names, 0)
    connection.execute(insert_or_nothing(connection.dialect.name, llm_months), [row])


def _put_aside(connection: Connection, month: str, amount: int, limits: Limits) -> bool:
    """Whether the month had room. A month begins with its first request."""
    take = put_aside(limits.paid_share)
    given = {"given_month": month, "given_amount": amount, "given_cap": limits.cap}
    if connection.execute(take, given).rowcount == 1:
        return True
    if connection.scalar(MONTH_EXISTS, {"given_month": month}):
        return False
    _open_month(connection, month)
    return connection.execute(take, given).rowcount == 1


def _charge(
    connection: Connection,
    row: Row[Any],
    parts: int,
    cap: int,
    **changes: Any,  # noqa: ANN401 - columns of the request
) -> None:
    """Charge a request `parts` millionths of a micro-dollar in all, in the month of its hold.

    What exceeds its hold is charged as far as the cap has room; the rest is on record as `beyond`.
    """
    month = connection.execute(MONTH, {"given_month": row.month}).one()
    aside = row.reserved if row.state == "held" else 0
    more_parts = parts - row.cost * MICRO
    more = whole(more_parts - month.ahead)
    charged = min(more, aside + max(0, cap - month.spent - month.held))
    moved = (row.state == "released") - (changes["state"] == "released")
    moves = {
        "given_month": row.month,
        "given_spent": charged,
        "given_aside": aside,
        "given_ahead": month.ahead + more * MICRO - more_parts,
        "given_beyond": more - charged,
        "given_requests": moved,
    }
    connection.execute(MOVE_MONTH, moves)
    changes |= {"cost": row.cost + charged, "beyond": more - charged}
    connection.execute(CHANGE_REQUEST, {"given_id": row.request_id, **changes})


def _request(connection: Connection, request_id: str) -> Row[Any]:
    row = connection.execute(REQUEST, {"given_id": request_id}).first()
    if row is None or row.tier != "cloud":
        raise LookupError(f"Nothing was put aside for the request {request_id!r}.")
    return row


def _price_id(connection: Connection, price: Price) -> int:
    """The number of a price row, put on record where it is new."""
    given = {"given_digest": _digest(price)}
    number = connection.scalar(PRICE, given)
    if number is None:
        names = ("model", "source", "tier", "starts_on", "above_tokens", "input", "cached", "output")
        row: dict[str, Any] = {name: getattr(price, name) for name in names} | {"digest": _digest(price)}
        for name in ("daily_from", "daily_until"):
            hour = getattr(price, name)
            row[name] = None if hour is None else hour.isoformat("minutes")
        connection.execute(insert_or_nothing(connection.dialect.name, llm_prices), [row])
        number = connection.scalar(PRICE, given)
    return int(number or 0)


@cache
def _digest(price: Price) -> str:
    return "|".join("" if each is None else str(each) for each in astuple(price))


def _local_row(each: LocalRequest, month: str) -> dict[str, Any]:
    return {
        "request_id": each.request_id,
        "month": month,
        "tier": "local",
        "model": each.model,
        "state": "settled",
        "reserved": 0,
        "cost": 0,
        "beyond": 0,
        "over": False,
        "prompt_tokens": each.usage.prompt,
        "completion_tokens": each.usage.completion,
        "cached_tokens": each.usage.cached,
        "reserved_at": each.answered_at,
    }


Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)
