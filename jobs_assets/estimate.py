"""What asking models about all that waits would come to, before anything is asked: `jobs run --estimate`.

Nothing is sent and nothing written. How it is asked is `enriching.py`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobs_assets.budget.ledger import Limits, utc_now
from jobs_assets.budget.prices import PriceRows, Usage, dollars
from jobs_assets.budget.spend import month_spend
from jobs_assets.enrichment.prompt.files import PREFIX
from jobs_assets.llm.sizes import byte_size
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichments import Recipe, Unasked, unasked

BYTES_A_TOKEN = 4
ANSWER_TOKENS = 350
"""Of an answer with every field; most are shorter."""
_AROUND = 200  # bytes: title, employer, places and the names of fields


@dataclass(frozen=True, slots=True)
class Estimate:
    """`contents` that no model has read under the present prompt, on `days` days, and what they would take.

    `usd_if_all_paid` is null where no fallback is set or its price is not known; `usd_left` is what the
    month's budget still has for it.
    """

    first: date | None
    last: date | None
    days: int
    contents: int
    rules_first: int
    prompt_tokens: int
    answer_tokens: int
    models: list[str]
    usd_if_all_paid: Decimal | None
    usd_left: Decimal

    @property
    def is_covered(self) -> bool:
        """Whether the budget would cover it if a paid endpoint answered everything."""
        return self.usd_if_all_paid is None or self.usd_if_all_paid <= self.usd_left


def estimate(store: Store, recipe: Recipe, prices: PriceRows | None, limits: Limits) -> Estimate:
    """What waits in the whole store, in tokens and money. Prompts are counted by their bytes."""
    waiting = unasked(store, recipe)
    sent = _bytes(waiting) // BYTES_A_TOKEN
    answered = waiting.contents * ANSWER_TOKENS
    now = utc_now()
    month = month_spend(store, now, limits)
    price = None
    if prices is not None and waiting.contents:
        mean = sent // waiting.contents
        each = prices.at(now, mean).parts(Usage(mean, ANSWER_TOKENS, 0))
        price = dollars(-(-each * waiting.contents // 1_000_000))
    return Estimate(
        waiting.first,
        waiting.last,
        waiting.days,
        waiting.contents,
        waiting.unread,
        sent,
        answered,
        sorted(recipe.models),
        price,
        dollars(max(0, limits.cap - month.spent - month.held)),
    )


def _bytes(waiting: Unasked) -> int:
    return waiting.characters + waiting.contents * (byte_size(PREFIX) + _AROUND)
