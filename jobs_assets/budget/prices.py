"""What a request costs: price rows, which of them hold at a moment, and exact sums in whole numbers.

Pure. Where rows come from is `price_list.py` and the settings; what becomes of a cost is `ledger.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

PriceTier = Literal["standard", "batch"]

MICRO = 1_000_000
"""Micro-dollars of a dollar; tokens that a rate is for; parts of a micro-dollar that a cost is summed in."""


def micro_dollars(usd: Decimal) -> int:
    """Dollars as micro-dollars, rounded down: a cap is never above what was said."""
    return int(usd * MICRO)


def rate(usd: Decimal) -> int:
    """USD per million tokens as micro-dollars per million tokens, rounded up where it is finer than that."""
    return int((usd * MICRO).to_integral_value(ROUND_CEILING))


def dollars(amount: int) -> Decimal:
    """Micro-dollars as dollars, exactly."""
    return Decimal(amount) / MICRO


def whole(parts: int) -> int:
    """Millionths of a micro-dollar as micro-dollars, rounded up."""
    return -(-parts // MICRO)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one request, as billed. `cached` are part of the prompt's."""

    prompt: int
    completion: int
    cached: int = 0

    @property
    def possible(self) -> bool:
        """Whether such a request can exist: servers answer with nulls, negative counts and more."""
        counts = (self.prompt, self.completion, self.cached)
        # bool is an int, and no count; beyond 2^40 a count times a rate leaves what a database can hold
        if not all(type(count) is int and 0 <= count < 1 << 40 for count in counts):
            return False
        return self.cached <= self.prompt


@dataclass(frozen=True, slots=True)
class Price:
    """A price row. Rates are micro-dollars per million tokens: $0.15 a million tokens is 150,000.

    It holds from `starts_on` on, daily from `daily_from` until `daily_until` (UTC, may reach over midnight),
    for prompts of more than `above_tokens`; what is null does not restrict it.
    """

    model: str
    source: str
    input: int
    output: int
    cached: int
    tier: PriceTier = "standard"
    starts_on: date | None = None
    daily_from: time | None = None
    daily_until: time | None = None
    above_tokens: int = 0

    def holds(self, moment: datetime) -> bool:
        """Whether it holds at an aware moment, whatever the prompt's size."""
        utc = moment.astimezone(UTC)
        if self.starts_on is not None and utc.date() < self.starts_on:
            return False
        if self.daily_from is None or self.daily_until is None:
            return True
        begin, now, end = self.daily_from, utc.time(), self.daily_until
        return begin <= now < end if begin <= end else now >= begin or now < end

    def parts(self, usage: Usage) -> int:
        """What a request costs, exactly, in millionths of a micro-dollar."""
        uncached = usage.prompt - usage.cached
        return uncached * self.input + usage.cached * self.cached + usage.completion * self.output

    def worst(self, prompt_tokens: int, max_tokens: int) -> int:
        """The most that a request within these bounds can cost, in whole micro-dollars, rounded up."""
        return whole(prompt_tokens * max(self.input, self.cached) + max_tokens * self.output)

    def halved(self) -> "Price":
        """The batch rate that goes with it where none is stated: half, as all providers have it."""
        return replace(
            self,
            tier="batch",
            source=f"half of {self.source}",
            input=-(-self.input // 2),
            cached=-(-self.cached // 2),
            output=-(-self.output // 2),
        )


@dataclass(frozen=True, slots=True)
class PriceRows:
    """The rows of one model, a later one taking precedence over an earlier one that holds too."""

    rows: Sequence[Price]

    def at(self, moment: datetime, prompt_tokens: int, tier: PriceTier = "standard") -> Price:
        """The row by which a prompt of that size is charged at a moment."""
        known = [row for row in self.rows if row.tier == tier]
        active = [row for row in known if row.holds(moment)]
        if not active and tier == "batch":
            return self.at(moment, prompt_tokens).halved()
        group = active[-1] if active else known[0]
        same = (group.starts_on, group.daily_from, group.daily_until)
        sized = [row for row in known if (row.starts_on, row.daily_from, row.daily_until) == same]
        return max(
            (row for row in sized if row.above_tokens == 0 or prompt_tokens > row.above_tokens),
            key=lambda row: row.above_tokens,
        )

    def dearest(
        self,
        begin: datetime,
        span: timedelta,
        prompt_tokens: int,
        max_tokens: int,
        tier: PriceTier = "standard",
    ) -> Price:
        """The row by which a request that is sent at `begin` and answered within `span` can cost most.

        Some providers charge by when they answered, so a request is never surprised by the next window.
        """
        end = begin + span
        moments = [begin, end, *(moment for moment in self._turns(begin, end))]
        found = [self.at(moment, prompt_tokens, tier) for moment in moments]
        return max(found, key=lambda row: row.worst(prompt_tokens, max_tokens))

    def _turns(self, begin: datetime, end: datetime) -> list[datetime]:
        """When a row begins or ends to hold, between two moments."""
        days = [begin.astimezone(UTC).date() + timedelta(days=n) for n in range((end - begin).days + 2)]
        times = {each for row in self.rows for each in (row.daily_from, row.daily_until) if each is not None}
        turns = [datetime.combine(day, each, UTC) for day in days for each in (*times, time())]
        return [turn for turn in turns if begin < turn <= end]
