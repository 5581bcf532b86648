"""What a month has cost and what there is to say about it: read from the ledger, nothing written but alerts.

Findings are values; how they are shown is an asset's, a command's or a notice's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy import case, func, insert, select

from jobs_assets.budget.ledger import Limits, month_of
from jobs_assets.budget.prices import MICRO, Price, Usage, dollars, whole
from jobs_assets.budget.statements import IS_HELD
from jobs_assets.budget.tables import llm_alerts, llm_months, llm_prices, llm_requests
from jobs_assets.store.engine import Store

LEVELS = (80, 95, 100)
"""Percent of the cap at which somebody should hear of it."""

_LEAST_REQUESTS = 50
"""Below so many requests a single paid one is more than two percent of them, and says nothing."""


@dataclass(frozen=True, slots=True)
class MonthSpend:
    """A month, in micro-dollars. `beyond` was billed and is more than the cap had room for."""

    month: str
    cap: int
    spent: int = 0
    held: int = 0
    beyond: int = 0
    local_requests: int = 0
    cloud_requests: int = 0

    @property
    def requests(self) -> int:
        """All that were answered by somebody, or may have been."""
        return self.local_requests + self.cloud_requests

    @property
    def local_ratio(self) -> float | None:
        """The share of local requests; null where there were none at all."""
        return self.local_requests / self.requests if self.requests else None

    @property
    def committed(self) -> float:
        """The share of the cap that is spent or put aside; 1 where there is no cap to spend."""
        return (self.spent + self.held) / self.cap if self.cap else float(bool(self.spent + self.held))


@dataclass(frozen=True, slots=True)
class ModelSpend:
    """What one model did in a month. `unknown` requests were charged whole; `over` ones above their hold."""

    tier: str
    model: str
    requests: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    cost: int
    unknown: int
    over: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to hear of. `name` is stable; at level "error" paid requests have stopped, or should."""

    name: str
    level: Literal["warning", "error"]
    message: str


def month_spend(store: Store, now: datetime, limits: Limits) -> MonthSpend:
    """The counters of the month of `now`; zeros for one that nothing happened in."""
    month = month_of(now)
    names = ("spent", "held", "beyond", "local_requests", "cloud_requests")
    query = select(*(llm_months.c[name] for name in names)).where(llm_months.c.month == month)
    with store.reader() as connection:
        row = connection.execute(query).first()
    return MonthSpend(month, limits.cap, **(row._asdict() if row else {}))


def by_model(store: Store, month: str) -> list[ModelSpend]:
    """The month, model by model, the dearest first."""
    request = llm_requests.c
    query = (
        select(
            request.tier,
            request.model,
            func.count(),
            *(
                func.coalesce(func.sum(column), 0)
                for column in (request.prompt_tokens, request.cached_tokens, request.completion_tokens)
            ),
            func.sum(request.cost),
            func.sum(case((request.state == "unknown", 1), else_=0)),
            func.sum(case((request.over, 1), else_=0)),
        )
        .where(request.month == month, request.state != "released")
        .group_by(request.tier, request.model)
    )
    with store.reader() as connection:
        found = [ModelSpend(*row[:2], *map(int, row[2:])) for row in connection.execute(query)]
    return sorted(found, key=lambda each: (-each.cost, -each.requests, each.model))


def by_month(store: Store, most: int = 12) -> dict[str, Decimal]:
    """What the last months cost, in USD, the latest first."""
    query = select(llm_months.c.month, llm_months.c.spent).order_by(llm_months.c.month.desc()).limit(most)
    with store.reader() as connection:
        return {month: dollars(spent) for month, spent in connection.execute(query)}


def findings(spend: MonthSpend, limits: Limits) -> list[Finding]:
    """What somebody should hear of, the gravest first."""
    found = [each for each in (_beyond(spend), _level(spend), _share(spend, limits)) if each is not None]
    return sorted(found, key=lambda each: each.level != "error")


def _beyond(spend: MonthSpend) -> Finding | None:
    if not spend.beyond:
        return None
    return Finding(
        "billed_beyond_cap",
        "error",
        f"{spend.month}: the paid endpoint billed ${dollars(spend.beyond)} beyond what was put aside and the "
        "cap had room for. It counts more tokens than were asked for: look at `jobs budget --json`, then at "
        "its bill. Nothing more is sent to it this month.",
    )


def _level(spend: MonthSpend) -> Finding | None:
    percent = 100 * spend.committed
    level = max((each for each in LEVELS if percent >= each), default=None)
    if level is None or not spend.cap:
        return None
    what = "Paid requests wait for the next month, or a higher cap" if level == 100 else "Local pools go on"
    return Finding(
        f"budget_{level}",
        "error" if level == 100 else "warning",
        f"{spend.month}: {percent:.0f}% of ${dollars(spend.cap)} is spent or put aside "
        f"(${dollars(spend.spent)} and ${dollars(spend.held)}). {what}: JOBS_BUDGET__CLOUD_USD, "
        "JOBS_BUDGET__MONTHLY_USD.",
    )


def _share(spend: MonthSpend, limits: Limits) -> Finding | None:
    ratio = spend.local_ratio
    if limits.paid_share is None or ratio is None or spend.requests < _LEAST_REQUESTS:
        return None
    least = 1 - limits.paid_share / MICRO
    if spend.cloud_requests * MICRO <= spend.requests * limits.paid_share:
        return None
    return Finding(
        "local_share",
        "warning",
        f"{spend.month}: {ratio:.1%} of {spend.requests:,} requests were answered locally, less than "
        f"{least:.1%}. Are the local pools up? `jobs llm check` asks them. Until the share is back, paid "
        "requests wait.",
    )


def tell_once(
    store: Store, month: str, found: Sequence[Finding], tell: Callable[[Finding], bool], now: datetime
) -> list[Finding]:
    """Hand `tell` the findings that nobody was told of this month; those that it took.

    A finding is on record once `tell` has taken it, so a notice that failed is tried again.
    """
    with store.reader() as connection:
        query = select(llm_alerts.c.alert).where(llm_alerts.c.month == month)
        known = set(connection.scalars(query))
    told = [each for each in found if each.name not in known and tell(each)]
    if told:
        rows = [{"month": month, "alert": each.name, "told_at": now} for each in told]
        with store.writer() as connection:
            connection.execute(insert(llm_alerts), rows)
    return told


def ledger_problems(store: Store) -> list[str]:
    """Where the counters of months disagree with the rows of their requests, or with tokens and prices."""
    request = llm_requests.c
    sums = (
        func.coalesce(func.sum(request.cost), 0),
        func.coalesce(func.sum(case((IS_HELD, request.reserved), else_=0)), 0),
        func.coalesce(func.sum(request.beyond), 0),
        func.coalesce(func.sum(case((request.tier == "local", 1), else_=0)), 0),
        func.coalesce(
            func.sum(case(((request.tier == "cloud") & (request.state != "released"), 1), else_=0)), 0
        ),
    )
    names = ("spent", "held", "beyond", "local_requests", "cloud_requests")
    query = select(request.month, *sums).group_by(request.month)
    with store.reader() as connection:
        counted = {row[0]: tuple(map(int, row[1:])) for row in connection.execute(query)}
        kept = {
            row.month: (tuple(getattr(row, name) for name in names), row.ahead)
            for row in connection.execute(select(llm_months))
        }
        exact = _exact_costs(store)
    problems = []
    for name in sorted(counted.keys() | kept.keys()):
        counters, ahead = kept.get(name, ((0,) * 5, 0))
        rows = counted.get(name, (0,) * 5)
        apart = [
            f"{column} {counter} where its requests make {row}"
            for column, counter, row in zip(names, counters, rows, strict=True)
            if counter != row
        ]
        billed = exact.get(name, 0)
        if (counters[0] + counters[2]) * MICRO - ahead != billed:
            apart.append(f"spent {counters[0]} where its tokens cost {whole(billed)}")
        if apart:
            problems.append(f"{store.location}: the ledger of {name} has {'; '.join(apart)}.")
    return problems


def _exact_costs(store: Store) -> dict[str, int]:
    """What the requests of each month cost by their tokens and prices, in millionths of a micro-dollar."""
    request, price = llm_requests.c, llm_prices.c
    columns = (request.month, request.state, request.reserved, price.input, price.cached, price.output)
    tokens = (request.prompt_tokens, request.completion_tokens, request.cached_tokens)
    query = (
        select(*columns, *tokens)
        .join(llm_prices, price.price_id == request.price_id)
        .where(request.tier == "cloud", request.state.in_(("settled", "unknown")))
    )
    found: dict[str, int] = {}
    with store.reader() as connection:
        for month, state, reserved, given, cached, output, *usage in connection.execution_options(
            yield_per=1000
        ).execute(query):
            if state == "unknown":
                parts = reserved * MICRO
            else:
                parts = Price("", "", given, output, cached).parts(Usage(*usage))
            found[month] = found.get(month, 0) + parts
    return found
