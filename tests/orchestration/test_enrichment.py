"""`enriched_postings` through Dagster, with the real client and ledger and servers on loopback."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import orjson
import pytest

from jobs_assets.assets.enriched_postings import ENRICHED, enrichment
from jobs_assets.assets.parsed_postings import parsed_postings
from jobs_assets.assets.postings import lives
from jobs_assets.budget.ledger import utc_now
from jobs_assets.budget.purse import open_purse
from jobs_assets.budget.spend import month_spend
from jobs_assets.enrichment.prompt.files import FIELDS
from jobs_assets.home import Home
from jobs_assets.resources.data_home import DataHome
from jobs_assets.resources.llm import LanguageModels
from jobs_assets.settings import load_settings
from jobs_assets.store.engine import open_store
from jobs_assets.store.histories import history
from tests.llm.fake_vllm import FakeVllm
from tests.store.told import FIRST, a_job, tell

SENTENCE = "Build bridges over cold rivers."
POSTINGS = 5


def write(_request: dict[str, Any]) -> str:
    empty = {name: [] if name in ("salary", "remote_eligibility", "skills") else None for name in FIELDS}
    return orjson.dumps(empty | {"summary": {"quote": SENTENCE, "text": SENTENCE}}).decode()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path / "home").create()
    with closing(open_store(home)) as store:
        tell(
            store, 0, *(a_job(str(number), title=f"Bridge builder {number:03}") for number in range(POSTINGS))
        )
    monkeypatch.setenv("JOBS_HOME", str(home.path))
    return home


@pytest.fixture
def short() -> Iterator[FakeVllm]:
    with FakeVllm(model="small", max_model_len=16_384, write=write) as server:
        yield server


@pytest.fixture
def paid() -> Iterator[FakeVllm]:
    with FakeVllm(model="dear", max_model_len=65_536, is_vllm=False, write=write) as server:
        yield server


def use(monkeypatch: pytest.MonkeyPatch, pool: str, server: FakeVllm) -> None:
    monkeypatch.setenv(f"JOBS_LLM__{pool}__BASE_URL", server.base_url)
    monkeypatch.setenv(f"JOBS_LLM__{pool}__MODEL", server.model)
    if pool == "FALLBACK":
        monkeypatch.setenv("JOBS_LLM__FALLBACK__PRICE_INPUT", "0.10")
        monkeypatch.setenv("JOBS_LLM__FALLBACK__PRICE_OUTPUT", "0.50")


def enrich(home: Home, day: date = FIRST) -> dict[str, Any]:
    opened = DataHome(path=str(home.path))
    done = dg.materialize(
        [parsed_postings.to_source_assets()[0], *lives.to_source_assets(), enrichment],
        selection=[ENRICHED],
        partition_key=day.isoformat(),
        resources={"home": opened, "llm": LanguageModels(home=opened)},
    )
    assert done.success
    assert all(check.passed for check in done.get_asset_check_evaluations())
    (event,) = done.get_asset_materialization_events()
    return {name: given.value for name, given in event.materialization.metadata.items()}


def summaries(home: Home) -> list[str | None]:
    with closing(open_store(home)) as store:
        known = [history(store, f"lever:acme:{number}") for number in range(POSTINGS)]
    return [each.enrichment.summary if each and each.enrichment else None for each in known]


def spent(home: Home) -> int:
    with open_purse(home, load_settings(home=home.path)) as purse:
        return month_spend(purse.ledger.store, utc_now(), purse.limits).spent


def test_a_local_pool_fills_what_is_open_for_nothing(
    home: Home, short: FakeVllm, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "SHORT", short)
    said = enrich(home)
    assert (said["asked"], said["pending"], said["cost_usd"], said["local_ratio"]) == (POSTINGS, 0, 0.0, 1.0)
    assert summaries(home) == [SENTENCE] * POSTINGS


def test_a_second_run_makes_no_request(home: Home, short: FakeVllm, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "SHORT", short)
    enrich(home)
    before = len(short.requests)
    said = enrich(home)
    assert (said["asked"], said["enriched"], said["pending"]) == (0, 0, 0)
    assert len(short.requests) == before


def test_while_the_pool_is_down_postings_wait_and_a_later_run_takes_them(
    home: Home, short: FakeVllm, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "SHORT", short)
    short.kill()
    said = enrich(home)
    assert (said["pending"], said["outcomes"]) == (POSTINGS, {"down": POSTINGS})
    assert summaries(home) == [None] * POSTINGS
    short.revive()
    assert enrich(home)["pending"] == 0
    assert summaries(home) == [SENTENCE] * POSTINGS


def test_the_fallback_answers_within_the_budget_and_the_rest_waits(
    home: Home, paid: FakeVllm, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "FALLBACK", paid)
    monkeypatch.setenv("JOBS_BUDGET__CLOUD_USD", "0.0018")
    monkeypatch.setenv("JOBS_LLM__FALLBACK__MAX_IN_FLIGHT", "1")
    said = enrich(home)
    answered = said["outcomes"]["cloud"]
    assert 0 < answered < POSTINGS
    assert said["pending"] == POSTINGS - answered
    assert 0 < spent(home) <= 1800
    assert said["cost_usd"] == spent(home) / 1_000_000
    assert summaries(home).count(SENTENCE) == answered


def test_the_fallback_stands_in_for_a_pool_that_is_down_as_far_as_the_local_share_allows(
    home: Home, short: FakeVllm, paid: FakeVllm, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "SHORT", short)
    use(monkeypatch, "FALLBACK", paid)
    short.kill()
    assert enrich(home)["outcomes"] == {"local_share": POSTINGS}
    assert paid.requests == []
    with open_purse(home, load_settings(home=home.path)) as purse:  # a month of local answers
        for number in range(100):
            purse.local(f"before/{number}", "small", 900, 100, 0)
    said = enrich(home)
    assert said["outcomes"]["cloud"] == 2  # of 102 requests that is two in a hundred
    assert said["pending"] == POSTINGS - 2


def test_an_answer_that_was_received_is_kept_whatever_comes_after(
    home: Home, paid: FakeVllm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends before it settles has paid; the next one reads what was answered."""
    use(monkeypatch, "FALLBACK", paid)
    monkeypatch.setattr("jobs_assets.budget.purse.LedgerPurse.settle", _killed)
    with pytest.raises(KeyboardInterrupt):
        enrich(home)
    monkeypatch.undo()
    monkeypatch.setenv("JOBS_HOME", str(home.path))
    use(monkeypatch, "FALLBACK", paid)
    asked = len(paid.requests)
    said = enrich(home)
    assert len(paid.requests) == asked + said["asked"]
    assert said["asked"] < POSTINGS
    assert summaries(home) == [SENTENCE] * POSTINGS


def _killed(*_given: object) -> None:
    raise KeyboardInterrupt
