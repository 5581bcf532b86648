from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
from sqlalchemy import update

from jobs_assets.assets.spend import SPEND, checks, llm_spend
from jobs_assets.budget.ledger import Ledger, Limits, LocalRequest, utc_now
from jobs_assets.budget.prices import Price, Usage
from jobs_assets.budget.spend import (
    Finding,
    MonthSpend,
    by_month,
    findings,
    ledger_problems,
    month_spend,
    tell_once,
)
from jobs_assets.budget.tables import llm_months, llm_requests
from jobs_assets.home import Home
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.engine import Store
from jobs_assets.store.verify import verify
from tests.cli.conftest import jobs_finished

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PRICE = Price("paid", "settings", input=1_000_000, cached=1_000_000, output=1_000_000)
HALF_LOCAL = Limits(1000, paid_share=500_000)


def spent(amount: int, held: int = 0, **more: int) -> MonthSpend:
    return MonthSpend("2026-11", 1000, spent=amount, held=held, **more)


def spend_on(store: Store, amount: int, now: datetime = NOW, request_id: str = "r1") -> None:
    ledger = Ledger(store)
    assert ledger.reserve(request_id, PRICE, amount, Limits(10**9), now)
    ledger.settle(request_id, Usage(amount, 0), PRICE, Limits(10**9), now)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (spent(799), []),
        (spent(800), ["budget_80"]),
        (spent(700, held=100), ["budget_80"]),
        (spent(949), ["budget_80"]),
        (spent(950), ["budget_95"]),
        (spent(1000), ["budget_100"]),
        (spent(1000, beyond=1), ["billed_beyond_cap", "budget_100"]),
        (spent(0, local_requests=50, cloud_requests=50), []),
        (spent(0, local_requests=49, cloud_requests=51), ["local_share"]),
        (spent(0, local_requests=1, cloud_requests=2), []),  # too few to say anything
    ],
)
def test_findings_come_at_80_95_and_100_percent_and_below_the_local_share(
    month: MonthSpend, names: list[str]
) -> None:
    assert [each.name for each in findings(month, HALF_LOCAL)] == names


def test_without_a_local_pool_no_share_is_missed() -> None:
    assert findings(spent(0, cloud_requests=1000), Limits(1000)) == []


def test_where_nothing_may_be_spent_nothing_is_told_of_it() -> None:
    assert findings(MonthSpend("2026-11", 0), Limits(0)) == []


def test_everybody_is_told_once_a_month_and_again_where_a_notice_failed(store: Store) -> None:
    found = findings(spent(960), HALF_LOCAL)
    assert tell_once(store, "2026-11", found, lambda _: False, NOW) == []
    assert tell_once(store, "2026-11", found, lambda _: True, NOW) == found
    assert tell_once(store, "2026-11", found, lambda _: True, NOW) == []
    assert tell_once(store, "2026-12", found, lambda _: True, NOW) == found


def test_a_month_without_requests_is_zeros(store: Store) -> None:
    assert month_spend(store, NOW, Limits(7)) == MonthSpend("2026-11", 7)
    assert by_month(store) == {}


def test_counters_that_are_not_the_sum_of_their_requests_are_found(home: Home, store: Store) -> None:
    spend_on(store, 500)
    assert ledger_problems(store) == []
    with store.writer() as connection:
        connection.execute(update(llm_months).values(spent=llm_months.c.spent - 1))
    [problem] = ledger_problems(store)
    assert "the ledger of 2026-11 has spent 499 where its requests make 500" in problem
    assert [each.kind for each in verify(home) if each.severity == "error"] == ["ledger"]


def test_a_cost_that_no_price_explains_is_found(store: Store) -> None:
    spend_on(store, 500)
    with store.writer() as connection:
        connection.execute(update(llm_requests).values(prompt_tokens=400))
    [problem] = ledger_problems(store)
    assert "spent 500 where its tokens cost 400" in problem


def test_the_asset_shows_the_month_and_its_checks(
    home: Home, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv("JOBS_HOME", str(home.path))
    monkeypatch.setenv("JOBS_BUDGET__CLOUD_USD", "0.001")
    monkeypatch.setattr(
        "jobs_assets.assets.spend.notify", lambda _url, title, _body: bool(told.write_text(title))
    )
    spend_on(store, 1000, utc_now())
    Ledger(store).count_local([LocalRequest("l1", "own", Usage(700, 100, 600), utc_now())])
    done = dg.materialize([llm_spend], resources={"home": DataHome(path=str(home.path))})
    [shown] = done.asset_materializations_for_node("spend")
    assert shown.metadata["spent_usd"].value == 0.001
    assert "| paid | cloud | 1 | 1,000 | 0 | 0 | 0.001 |" in str(shown.metadata["models"].value)
    results = {each.check_name: each for each in done.get_asset_check_evaluations()}
    assert {name: each.passed for name, each in results.items()} == {
        "within_budget": False,
        "stays_local": True,
        "ledger_adds_up": True,
    }
    assert results["within_budget"].severity == dg.AssetCheckSeverity.ERROR
    assert told.read_text() == "Model budget: paid requests wait"


def test_a_share_that_is_missed_is_a_warning() -> None:
    low = [Finding("local_share", "warning", "40% …")]
    results = {each.check_name: each for each in checks(spent(0), low, [])}
    assert (results["stays_local"].passed, results["stays_local"].severity) == (
        False,
        dg.AssetCheckSeverity.WARN,
    )
    assert results["within_budget"].passed
    assert results["stays_local"].asset_key == SPEND


def test_the_command_has_the_keys_of_the_contract(home: Home, store: Store) -> None:
    spend_on(store, 1_500_000, utc_now())
    Ledger(store).count_local([LocalRequest("l1", "own", Usage(700, 100, 600), utc_now())])
    done = jobs_finished("budget", "--json", "--home", str(home.path))
    assert done.status == 0, done.err
    shown = done.document
    kept = ("cap_usd", "spent_usd", "held_usd", "local_requests", "cloud_requests", "local_ratio", "pending")
    assert [shown[key] for key in kept] == [2.0, 1.5, 0.0, 1, 1, 0.5, 0]


def test_the_command_tells_a_person_what_is_left_and_what_to_do(home: Home, store: Store) -> None:
    spend_on(store, 1_900_000, utc_now())
    done = jobs_finished("budget", "--home", str(home.path))
    assert "$1.9 of $2 spent" in done.out
    assert "95% of $2 is spent or put aside" in done.err
    assert "JOBS_BUDGET__CLOUD_USD" in done.err
