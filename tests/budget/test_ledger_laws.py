"""The ledger's laws, under any order of steps: the cap is never passed, counters are the sum of rows, nothing
is charged twice, and a month costs what its tokens cost, rounded up once.
"""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jobs_assets.budget.ledger import Ledger, Limits, LocalRequest, month_of
from jobs_assets.budget.prices import MICRO, Price, Usage, whole
from jobs_assets.budget.spend import MonthSpend, ledger_problems, month_spend
from jobs_assets.home import Home
from jobs_assets.store.engine import open_store

PRICES = (
    Price("m", "settings", input=150_001, cached=3_000, output=600_000),
    Price("m", "settings", input=1, cached=1, output=333_333),
    Price("m", "settings", input=0, cached=0, output=0),
)
CAP = 600
LIMITS = Limits(CAP)

ids = st.sampled_from([f"r{number}" for number in range(8)])
asked = st.integers(100, 400)
tokens = st.integers(0, 2_000)  # more than was asked for, at times


class LedgerMachine(RuleBasedStateMachine):
    """Beside the ledger, what each request was put aside for and should have come to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Home(Path(self.folder.name) / "home").create())
        self.ledger = Ledger(self.store)
        self.now = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
        self.months: dict[str, str] = {}
        self.reserved: dict[str, int] = {}
        self.state: dict[str, str] = {}
        self.parts: dict[str, int] = {}
        self.local: dict[str, str] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def counters(self, moment: datetime) -> MonthSpend:
        return month_spend(self.store, moment, LIMITS)

    @rule(request=ids, price=st.sampled_from(PRICES), prompt=asked, most=asked)
    def reserve(self, request: str, price: Price, prompt: int, most: int) -> None:
        amount, before = price.worst(prompt, most), self.counters(self.now)
        hold = self.ledger.reserve(request, price, amount, LIMITS, self.now)
        unused = self.state.get(request, "released") == "released"
        room = before.spent + before.held + amount <= CAP
        assert (hold is not None) == (unused and room)
        if hold is not None:
            self.months[request], self.reserved[request] = before.month, amount
            self.state[request] = "held"

    @precondition(lambda self: self.state)
    @rule(
        data=st.data(),
        price=st.sampled_from(PRICES),
        usage=st.builds(lambda p, c, k: Usage(p, c, min(p, k)), tokens, tokens, tokens),
    )
    def settle(self, data: st.DataObject, price: Price, usage: Usage) -> None:
        """Also twice, also after its outcome was unknown, also for more than was put aside."""
        request = data.draw(st.sampled_from(sorted(self.state)))
        done = self.ledger.settle(request, usage, price, LIMITS, self.now)
        assert done == (self.state[request] != "settled")
        if done:
            self.state[request], self.parts[request] = "settled", price.parts(usage)

    @precondition(lambda self: self.state)
    @rule(data=st.data())
    def charge_unknown(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.state)))
        done = self.ledger.charge_unknown(request, "outcome unknown", self.now)
        assert done == (self.state[request] == "held")
        if done:
            self.state[request], self.parts[request] = "unknown", self.reserved[request] * MICRO

    @precondition(lambda self: self.state)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.state)))
        done = self.ledger.release(request, self.now)
        assert done == (self.state[request] == "held")
        if done:
            self.state[request] = "released"

    @rule(requests=st.lists(ids.map("local-{}".format), max_size=8))
    def answer_locally(self, requests: list[str]) -> None:
        usage = Usage(700, 100, 500)
        self.ledger.count_local([LocalRequest(each, "own", usage, self.now) for each in requests])
        for each in requests:
            self.local.setdefault(each, month_of(self.now))

    @rule(hours=st.sampled_from([0, 1, 3, 24]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_cap_is_never_passed(self) -> None:
        for month in {month_of(self.now), *self.months.values()}:
            spend = self.counters(datetime.fromisoformat(f"{month}-01T00:00+00:00"))
            assert spend.spent + spend.held <= CAP
            assert min(spend.spent, spend.held, spend.beyond) >= 0

    @invariant()
    def a_month_is_the_sum_of_its_requests(self) -> None:
        for month in {month_of(self.now), *self.months.values()}:
            spend = self.counters(datetime.fromisoformat(f"{month}-01T00:00+00:00"))
            mine = [request for request, its in self.months.items() if its == month]
            parts = sum(self.parts[each] for each in mine if self.state[each] in ("settled", "unknown"))
            assert spend.spent + spend.beyond == whole(parts)
            assert spend.held == sum(self.reserved[each] for each in mine if self.state[each] == "held")
            assert spend.cloud_requests == sum(self.state[each] != "released" for each in mine)
            assert spend.local_requests == list(self.local.values()).count(month)
        assert ledger_problems(self.store) == []


def test_the_laws_hold_in_any_order() -> None:
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=[*HealthCheck]
        ),
    )
