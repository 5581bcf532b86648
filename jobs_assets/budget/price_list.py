"""Where price rows come from: the settings first, else genai-prices, a kept list of what providers charge.

The list is the one that is installed: nothing is asked over the network. How rows are used is `prices.py`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from jobs_assets.budget.prices import Price, PriceRows, PriceTier, rate

if TYPE_CHECKING:
    from jobs_assets.settings import FallbackSettings


def prices_of(fallback: "FallbackSettings") -> PriceRows | None:
    """The rows of the paid endpoint's model; null where there is no endpoint, or nobody knows its price."""
    if fallback.base_url is None or fallback.model is None:
        return None
    if fallback.price_input is None or fallback.price_output is None:
        return listed_prices(fallback.base_url, fallback.model)
    given, output = rate(fallback.price_input), rate(fallback.price_output)
    cached = given if fallback.price_cached is None else rate(fallback.price_cached)
    return PriceRows([Price(fallback.model, "settings", input=given, output=output, cached=cached)])


def listed_prices(base_url: str, model: str) -> PriceRows | None:
    """What the list has of a model at the provider of that address; null for one that it does not know.

    A model's name alone is no ground: resellers ask their own prices for the same name.
    """
    from genai_prices import data_snapshot  # noqa: PLC0415 - a quarter of a second, where settings have no price

    try:
        _, found = data_snapshot.get_snapshot().find_provider_model(model, None, None, base_url)
    except LookupError:
        return None
    source = f"genai-prices {version('genai-prices')}"
    rows = list(_rows(found, model, source))
    return PriceRows(rows) if any(row.tier == "standard" for row in rows) else None


def _rows(found: Any, model: str, source: str) -> Iterator[Price]:  # noqa: ANN401 - untyped attributes of a ModelInfo
    given = found.prices if isinstance(found.prices, list) else [None]
    for each in given:
        prices = found.prices if each is None else each.prices
        yield from _sized(prices, model, source, "standard", None if each is None else each.constraint)
    for variant in found.price_variants or ():
        # Those of a size or window of their own would need the rates that they leave out.
        if variant.when == {"processing": "batch"} and len(given) == 1:
            yield from _sized(variant.prices, model, source, "batch", variant.constraint)


def _sized(prices: Any, model: str, source: str, tier: PriceTier, constraint: Any) -> Iterator[Price]:  # noqa: ANN401 - as above
    """A row for each size of prompt that has a price of its own."""
    if prices.input_mtok is None or prices.output_mtok is None:
        return
    kinds = (prices.input_mtok, prices.output_mtok, prices.cache_read_mtok)
    bounds = {0} | {step.start for kind in kinds for step in getattr(kind, "tiers", ())}
    for above in sorted(bounds):
        asked, answered, cached = (_rate_above(kind, above) for kind in kinds)
        if asked is None or answered is None:
            continue
        yield Price(
            model,
            source,
            input=asked,
            output=answered,
            cached=asked if cached is None else cached,
            tier=tier,
            above_tokens=above,
            starts_on=_day(constraint),
            daily_from=_utc(constraint, "start_time"),
            daily_until=_utc(constraint, "end_time"),
        )


def _rate_above(price: Any, above: int) -> int | None:  # noqa: ANN401 - a Decimal, TieredPrices or nothing
    if price is None:
        return None
    if isinstance(price, Decimal):
        return rate(price)
    steps = [step.price for step in price.tiers if step.start <= above and above]
    return rate(steps[-1] if steps else price.base)


def _day(constraint: Any) -> date | None:  # noqa: ANN401 - as above
    day: date | None = getattr(constraint, "start_date", None)
    return day


def _utc(constraint: Any, name: str) -> time | None:  # noqa: ANN401 - as above
    given: time | None = getattr(constraint, name, None)
    if given is None or given.tzinfo is None:
        return given
    return datetime.combine(date(2000, 1, 1), given).astimezone(UTC).time()
