from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.budget.price_list import listed_prices, prices_of
from jobs_assets.budget.prices import MICRO, Price, PriceRows, Usage, micro_dollars, rate, whole
from jobs_assets.settings import FallbackSettings

NIGHT = Price(
    "m", "list", input=300_000, cached=6_000, output=1_200_000, daily_from=time(23), daily_until=time(4)
)
ALWAYS = Price("m", "list", input=150_000, cached=3_000, output=600_000)
AUTUMN = Price("m", "list", input=90_000, cached=9_000, output=90_000, starts_on=date(2026, 10, 1))

counts = st.integers(0, 2_000_000)
rates = st.integers(0, 100_000_000)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_price_a_million_tokens_is_exact_for_one_token() -> None:
    price = Price("m", "settings", input=rate(Decimal("0.15")), cached=0, output=rate(Decimal("0.6")))
    assert price.parts(Usage(1, 0)) == 150_000  # 0.15 micro-dollars
    assert whole(price.parts(Usage(1000, 200))) == 270
    assert whole(price.parts(Usage(1001, 200))) == 271  # 270.15


def test_a_cap_is_never_above_what_was_said_and_a_rate_never_below() -> None:
    assert micro_dollars(Decimal("2.0000009")) == 2_000_000
    assert rate(Decimal("0.0000001")) == 1


def test_cached_tokens_are_part_of_the_prompt_and_have_a_rate_of_their_own() -> None:
    assert ALWAYS.parts(Usage(1000, 0, cached=900)) == 100 * 150_000 + 900 * 3_000


@given(st.tuples(rates, rates, rates), counts, counts, st.data())
def test_no_request_within_its_bounds_costs_more_than_the_worst_case(
    of: tuple[int, int, int], prompt: int, completion: int, data: st.DataObject
) -> None:
    price = Price("m", "list", input=of[0], cached=of[1], output=of[2])
    used = data.draw(st.integers(0, prompt))
    usage = Usage(used, data.draw(st.integers(0, completion)), data.draw(st.integers(0, used)))
    assert price.parts(usage) <= price.worst(prompt, completion) * MICRO


@pytest.mark.parametrize(
    "usage",
    [
        Usage(-1, 0),
        Usage(1, 0, 2),
        Usage(1, True),
        Usage(1, 1.5),  # type: ignore[arg-type]  # what a server may say
        Usage(None, 1),  # type: ignore[arg-type]  # likewise
        Usage(1 << 50, 1),
    ],
)
def test_counts_that_cannot_be_true_are_known(usage: Usage) -> None:
    assert not usage.possible


def test_a_row_holds_from_its_day_and_within_its_hours_also_over_midnight() -> None:
    rows = PriceRows([ALWAYS, NIGHT])
    assert rows.at(at("2026-11-01T22:59:59"), 1) == ALWAYS
    assert rows.at(at("2026-11-01T23:00"), 1) == NIGHT
    assert rows.at(at("2026-11-02T03:59:59"), 1) == NIGHT
    assert rows.at(at("2026-11-02T04:00"), 1) == ALWAYS
    days = PriceRows([ALWAYS, AUTUMN])
    assert days.at(at("2026-09-30T23:59:59"), 1) == ALWAYS
    assert days.at(at("2026-10-01T00:00"), 1) == AUTUMN


def test_hours_are_those_of_utc_wherever_the_clock_is() -> None:
    berlin = datetime.fromisoformat("2026-11-02T00:30+01:00")  # 23:30 UTC
    assert PriceRows([ALWAYS, NIGHT]).at(berlin, 1) == NIGHT


def test_a_request_that_may_reach_into_dear_hours_is_put_aside_for_at_their_price() -> None:
    rows = PriceRows([ALWAYS, NIGHT])
    assert rows.dearest(at("2026-11-01T22:30"), timedelta(hours=1), 100, 100) == NIGHT
    assert rows.dearest(at("2026-11-01T21:30"), timedelta(hours=1), 100, 100) == ALWAYS
    assert rows.dearest(at("2026-11-01T05:00"), timedelta(days=2), 100, 100) == NIGHT


def test_a_long_prompt_pays_its_own_rate_for_all_of_it() -> None:
    long = Price("m", "list", input=500_000, cached=50_000, output=900_000, above_tokens=100_000)
    rows = PriceRows([ALWAYS, long])
    assert rows.at(at("2026-11-01"), 100_000) == ALWAYS
    assert rows.at(at("2026-11-01"), 100_001) == long


def test_a_batch_costs_half_where_no_rate_is_stated_and_what_is_stated_else() -> None:
    half = PriceRows([ALWAYS]).at(at("2026-11-01"), 1, "batch")
    assert (half.input, half.cached, half.output) == (75_000, 1_500, 300_000)
    stated = Price("m", "list", input=1, cached=1, output=1, tier="batch")
    assert PriceRows([ALWAYS, stated]).at(at("2026-11-01"), 1, "batch") == stated


def test_what_the_settings_say_comes_before_the_list() -> None:
    fallback = FallbackSettings(
        base_url="https://api.deepseek.com/v1",
        model="deepseek-flash",
        price_input=Decimal("0.20"),
        price_output=Decimal("0.80"),
    )
    rows = prices_of(fallback)
    assert rows is not None
    assert rows.rows == [Price("deepseek-flash", "settings", input=200_000, cached=200_000, output=800_000)]


def test_the_list_knows_hours_and_cached_rates() -> None:
    rows = prices_of(FallbackSettings(base_url="https://api.deepseek.com/v1", model="deepseek-flash"))
    assert rows is not None
    quiet, peak = (rows.at(at(f"2026-11-03T{hour}:30"), 1000) for hour in ("12", "07"))
    assert (quiet.input, quiet.cached, quiet.output) == (150_000, 3_000, 600_000)
    assert (peak.input, peak.cached, peak.output) == (300_000, 6_000, 1_200_000)
    assert peak.source.startswith("genai-prices 0.")


def test_the_list_knows_sizes_and_batches() -> None:
    rows = listed_prices("https://api.anthropic.com/v1", "claude-haiku-5.5")
    assert rows is not None
    short, long = (rows.at(at("2026-11-03"), size) for size in (100_000, 100_001))
    assert (short.input, long.input) == (100_000, 500_000)
    batch = rows.at(at("2026-11-03"), 1000, "batch")
    assert (batch.input, batch.output) == (50_000, 250_000)


def test_a_name_at_an_unknown_address_has_no_listed_price() -> None:
    assert listed_prices("http://127.0.0.1:9/v1", "gpt-5-nano") is None


def test_an_endpoint_of_the_list_needs_no_prices_in_the_settings_and_any_other_does() -> None:
    assert FallbackSettings(base_url="https://api.openai.com/v1", model="gpt-5-nano").price_input is None
    with pytest.raises(ValueError, match="__PRICE_INPUT and __PRICE_OUTPUT are needed beside"):
        FallbackSettings(base_url="https://reseller.example/v1", model="gpt-5-nano")
