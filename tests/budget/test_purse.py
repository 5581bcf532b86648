import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from jobs_assets.budget.holders import is_gone, this_process
from jobs_assets.budget.ledger import Hold
from jobs_assets.budget.purse import LedgerPurse, limits_of, open_purse
from jobs_assets.budget.spend import MonthSpend, by_model, ledger_problems, month_spend
from jobs_assets.budget.statements import HELD, MONTH, insert_or_nothing, put_aside
from jobs_assets.budget.tables import llm_prices, llm_requests
from jobs_assets.errors import SettingsError
from jobs_assets.home import Home
from jobs_assets.llm.paying import Purse
from jobs_assets.settings import Settings
from jobs_assets.store.engine import Store, open_store

MODEL = "paid"


class SteppedClock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


def the_settings(home: Home, **budget: Any) -> Settings:  # noqa: ANN401 - fields of the settings
    """One micro-dollar for a token asked, two for one answered, a tenth for a cached one."""
    endpoint = {"base_url": "http://127.0.0.1:9/v1", "model": MODEL}
    prices = {"price_input": "1", "price_output": "2", "price_cached": "0.1"}
    local = {"base_url": "http://127.0.0.1:9/v1", "model": "own"} if budget.pop("local", False) else {}
    return Settings(home=home.path, llm={"fallback": endpoint | prices, "short": local}, budget=budget)


@contextmanager
def purse_with(home: Home, clock: SteppedClock, **budget: Any) -> Iterator[LedgerPurse]:  # noqa: ANN401 - as above
    with open_purse(home, the_settings(home, **budget), clock) as purse:
        yield purse


@pytest.fixture
def purse(home: Home, clock: SteppedClock) -> Iterator[LedgerPurse]:
    with purse_with(home, clock, cloud_usd="0.001") as opened:  # a thousand micro-dollars
        yield opened


def month(purse: LedgerPurse, now: datetime) -> MonthSpend:
    return month_spend(purse.ledger.store, now, purse.limits)


def reserved(purse: LedgerPurse, request_id: str, prompt: int = 100, answer: int = 50) -> Hold:
    hold = purse.reserve(request_id, MODEL, prompt, answer)
    assert hold is not None
    return hold


def test_the_purse_is_what_the_client_asks_for(purse: LedgerPurse) -> None:
    given: Purse = purse  # held by mypy
    assert given.cloud_allowed()


def test_the_worst_case_is_put_aside_and_what_was_billed_is_charged(
    purse: LedgerPurse, clock: SteppedClock
) -> None:
    hold = reserved(purse, "r1")
    assert (month(purse, clock.now).held, month(purse, clock.now).spent) == (200, 0)
    purse.settle(hold, 90, 10, 40)
    after = month(purse, clock.now)
    assert (after.held, after.spent, after.cloud_requests) == (0, 50 + 4 + 20, 1)


def test_requests_that_do_not_fit_are_refused_and_smaller_ones_still_go(purse: LedgerPurse) -> None:
    reserved(purse, "r1", 400, 250)
    assert purse.reserve("r2", MODEL, 101, 0) is None
    reserved(purse, "r3", 100, 0)
    assert purse.reserve("r4", MODEL, 1, 0) is None


@pytest.mark.parametrize("cap", [{"monthly_usd": "0.0001"}, {"cloud_usd": "0.0001"}])
def test_both_caps_bind(home: Home, clock: SteppedClock, cap: dict[str, str]) -> None:
    with purse_with(home, clock, **cap) as purse:
        assert purse.reserve("r1", MODEL, 101, 0) is None
        reserved(purse, "r2", 100, 0)


def test_a_cap_of_nothing_allows_nothing(home: Home, clock: SteppedClock) -> None:
    with purse_with(home, clock, cloud_usd=0) as purse:
        assert purse.reserve("r1", MODEL, 1, 0) is None


def test_an_id_is_used_once_unless_it_was_surely_not_sent(purse: LedgerPurse, clock: SteppedClock) -> None:
    hold = reserved(purse, "r1")
    assert purse.reserve("r1", MODEL, 1, 1) is None
    purse.release(hold)
    again = reserved(purse, "r1", 10, 0)
    purse.settle(again, 10, 0, 0)
    assert purse.reserve("r1", MODEL, 1, 1) is None
    assert (month(purse, clock.now).spent, month(purse, clock.now).cloud_requests) == (10, 1)


def test_nothing_is_charged_twice(purse: LedgerPurse, clock: SteppedClock) -> None:
    hold = reserved(purse, "r1")
    for _ in range(3):
        purse.settle(hold, 100, 0, 0)
        purse.charge_unknown(hold)
        purse.release(hold)
    assert (month(purse, clock.now).spent, month(purse, clock.now).held) == (100, 0)


def test_an_unknown_outcome_costs_the_hold_and_is_put_right_by_a_late_bill(
    purse: LedgerPurse, clock: SteppedClock
) -> None:
    hold = reserved(purse, "r1")
    purse.charge_unknown(hold)
    assert month(purse, clock.now).spent == 200
    purse.settle(hold, 90, 10, 0)
    assert (month(purse, clock.now).spent, month(purse, clock.now).held) == (110, 0)
    assert ledger_problems(purse.ledger.store) == []


def test_what_is_billed_above_the_hold_is_charged_and_flagged(
    purse: LedgerPurse, clock: SteppedClock
) -> None:
    purse.settle(reserved(purse, "r1"), 150, 100, 0)
    assert month(purse, clock.now).spent == 350
    [spend] = by_model(purse.ledger.store, "2026-11")
    assert (spend.over, spend.cost) == (1, 350)


def test_what_is_billed_beyond_the_cap_is_on_record_and_takes_nothing_of_others(
    purse: LedgerPurse, clock: SteppedClock
) -> None:
    other = reserved(purse, "r2", 300, 0)
    purse.settle(reserved(purse, "r1"), 1_000_000, 0, 0)
    after = month(purse, clock.now)
    assert (after.spent, after.held, after.beyond) == (700, 300, 999_300)
    purse.settle(other, 300, 0, 0)
    assert month(purse, clock.now).spent == 1000
    assert purse.reserve("r3", MODEL, 1, 0) is None
    assert ledger_problems(purse.ledger.store) == []


@pytest.mark.parametrize("counts", [(-5, 1, 0), (10, 1, 11), (None, 2, 0), (10, 1 << 60, 0), (1.5, 1, 0)])
def test_counts_that_cannot_be_true_cost_the_hold(
    purse: LedgerPurse,
    clock: SteppedClock,
    counts: Any,  # noqa: ANN401 - what a server may say
) -> None:
    purse.settle(reserved(purse, "r1"), *counts)
    assert (month(purse, clock.now).spent, month(purse, clock.now).held) == (200, 0)


def test_fractions_add_up_before_they_are_rounded(home: Home, clock: SteppedClock) -> None:
    settings = the_settings(home)
    prices = {"price_input": Decimal("0.15"), "price_output": Decimal("0.6"), "price_cached": None}
    fallback = settings.llm.fallback.model_copy(update=prices)
    cheap = settings.model_copy(update={"llm": settings.llm.model_copy(update={"fallback": fallback})})
    with open_purse(home, cheap, clock) as purse:
        for number in range(100):
            purse.settle(reserved(purse, f"r{number}", 10, 1), 3, 1, 0)  # 1.05 micro-dollars
        assert month(purse, clock.now).spent == 105
        assert ledger_problems(purse.ledger.store) == []


def test_a_month_is_that_of_utc_and_charges_fall_into_the_month_of_their_hold(
    home: Home, clock: SteppedClock
) -> None:
    with purse_with(home, clock, cloud_usd="0.0002") as purse:
        clock.now = datetime.fromisoformat("2026-12-01T00:59:59+01:00")  # still November in UTC
        late = reserved(purse, "r1")
        assert purse.reserve("r2", MODEL, 1, 0) is None
        clock.now += timedelta(seconds=1)
        reserved(purse, "r3")  # December has its own
        purse.settle(late, 100, 50, 0)
        november = month(purse, datetime(2026, 11, 30, tzinfo=UTC))
        assert (november.spent, november.held) == (200, 0)
        assert (month(purse, clock.now).spent, month(purse, clock.now).held) == (0, 200)


def test_the_row_that_a_request_was_charged_by_is_kept(purse: LedgerPurse) -> None:
    purse.settle(reserved(purse, "r1"), 1, 1, 0)
    purse.settle(reserved(purse, "r2"), 1, 1, 0)
    with purse.ledger.store.reader() as connection:
        [price] = connection.execute(select(llm_prices)).all()
        used = set(connection.scalars(select(llm_requests.c.price_id)))
    assert (price.source, price.input, price.cached, price.output) == (
        "settings",
        1_000_000,
        100_000,
        2_000_000,
    )
    assert used == {price.price_id}


def test_a_model_without_a_price_is_not_paid(purse: LedgerPurse) -> None:
    with pytest.raises(SettingsError, match="the price of 'other' is not known"):
        purse.reserve("r1", "other", 1, 1)


def test_local_answers_count_once_and_are_there_when_the_purse_is_closed(
    home: Home, store: Store, clock: SteppedClock
) -> None:
    for _ in range(2):
        with purse_with(home, clock) as purse:
            for number in range(300):
                purse.local(f"l{number}", "own", 700, 100, 600)
    assert month_spend(store, clock.now, limits_of(the_settings(home))).local_requests == 300
    assert ledger_problems(store) == []


def test_the_local_share_is_kept_by_asking_and_by_putting_aside(home: Home, clock: SteppedClock) -> None:
    with purse_with(home, clock, local=True) as purse:  # 98 of a hundred
        assert not purse.cloud_allowed()
        assert purse.reserve("r1", MODEL, 1, 1) is None
        for number in range(49):
            purse.local(f"l{number}", "own", 700, 100, 600)
        assert purse.cloud_allowed()
        reserved(purse, "r1")
        assert not purse.cloud_allowed()
        assert purse.reserve("r2", MODEL, 1, 1) is None


def test_without_a_local_pool_there_is_no_share_to_keep(purse: LedgerPurse) -> None:
    reserved(purse, "r1", 1, 1)
    assert purse.cloud_allowed()


HOLDER = """
import os, signal, sys
from pathlib import Path
from jobs_assets.budget.purse import open_purse
from jobs_assets.home import Home
from jobs_assets.settings import load_settings

home = Home(Path(sys.argv[1]))
with open_purse(home, load_settings(home=home.path)) as purse:
    assert purse.reserve(sys.argv[2], "paid", 100, 50)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_holding(home: Home, request_id: str) -> None:
    fallback = {
        "BASE_URL": "http://127.0.0.1:9/v1",
        "MODEL": MODEL,
        "PRICE_INPUT": "1",
        "PRICE_OUTPUT": "2",
    }
    given = {f"JOBS_LLM__FALLBACK__{name}": value for name, value in fallback.items()}
    done = subprocess.run(
        [sys.executable, "-c", HOLDER, str(home.path), request_id], env=os.environ | given, check=False
    )
    assert done.returncode == -9


def test_what_a_killed_process_had_put_aside_is_charged_by_the_next_run(home: Home) -> None:
    killed_while_holding(home, "r1")
    clock = SteppedClock()
    clock.now = datetime.now(UTC)
    with purse_with(home, clock) as purse:
        after = month(purse, clock.now)
        assert (after.spent, after.held, after.cloud_requests) == (200, 0, 1)
        with purse.ledger.store.reader() as connection:
            row = connection.execute(select(llm_requests.c.state, llm_requests.c.reason)).one()
        assert row == ("unknown", "its process is gone")


def test_the_hold_of_a_living_process_is_left_alone_for_six_hours(
    home: Home, purse: LedgerPurse, clock: SteppedClock
) -> None:
    reserved(purse, "r1")
    clock.now += timedelta(hours=6)
    with purse_with(home, clock) as other:
        assert month(other, clock.now).held == 200
    clock.now += timedelta(seconds=1)
    with purse_with(home, clock) as other:
        assert (month(other, clock.now).held, month(other, clock.now).spent) == (0, 200)


def test_a_process_of_another_machine_is_never_said_to_be_gone() -> None:
    assert is_gone("elsewhere/0a1b2c3d/1/77") is None
    assert is_gone(this_process()) is False
    machine, pid, _ = this_process().rsplit("/", 2)
    assert is_gone(f"{machine}/{pid}/1") is True, "a number that another process had before"


def test_open_holds_are_found_without_reading_the_rest(store: Store) -> None:
    with store.reader() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {HELD}").scalars(3).all()
    assert any("ix_llm_requests_held" in step for step in plan), plan


def test_a_busy_store_costs_no_local_answer(home: Home, clock: SteppedClock) -> None:
    settings = the_settings(home).model_copy(update={"database_wait": 0.0})
    with open_purse(home, settings, clock) as purse:
        with closing(open_store(home)) as other, other.writer():
            for number in range(600):
                purse.local(f"l{number}", "own", 700, 100, 600)
        clock.now += timedelta(minutes=2)
        purse.local("l600", "own", 700, 100, 600)
        assert month(purse, clock.now).local_requests == 601


def test_the_statements_are_those_of_both_databases() -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        take = str(put_aside(20_000).compile(dialect=dialect))
        assert take.startswith("UPDATE llm_months SET held=")
        assert "spent + llm_months.held +" in take
        assert "ON CONFLICT DO NOTHING" in str(
            insert_or_nothing(dialect.name, llm_prices).compile(dialect=dialect)
        )
    assert "FOR UPDATE" in str(MONTH.compile(dialect=postgresql.dialect()))
