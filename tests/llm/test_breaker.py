from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.llm.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def breaker(clock: Clock, opened: list[float] | None = None) -> Breaker[str]:
    times = opened if opened is not None else []
    return Breaker(3, 10.0, 60.0, on_open=lambda: times.append(clock.now), clock=clock)


def test_it_opens_after_failures_in_a_row_and_says_why() -> None:
    made = breaker(Clock())
    for _ in range(2):
        made.failed("refused")
        assert made.admits()
    made.failed("refused")
    assert not made.admits()
    assert made.cause == "refused"


def test_a_success_between_failures_keeps_it_closed() -> None:
    made = breaker(Clock())
    for _ in range(10):
        made.failed("refused")
        made.failed("refused")
        made.succeeded()
    assert made.admits()


def test_after_its_rest_one_probe_is_let_through() -> None:
    clock = Clock()
    made = breaker(clock)
    made.trip("hung")
    clock.now += 10
    assert [made.admits() for _ in range(3)] == [True, False, False]
    made.succeeded()
    assert made.admits()
    assert made.cause is None


def test_each_failed_probe_doubles_the_rest_up_to_a_limit() -> None:
    clock = Clock()
    made = breaker(clock)
    made.trip("hung")
    rests = []
    for _ in range(5):
        before = clock.now
        while not made.admits():
            clock.now += 1
        rests.append(clock.now - before)
        made.failed("hung")
    assert rests == [10, 20, 40, 60, 60]


def test_a_probe_that_says_nothing_leaves_the_next_one_to_ask() -> None:
    clock = Clock()
    made = breaker(clock)
    made.trip("hung")
    clock.now += 10
    assert made.admits()
    made.undecided()
    assert made.admits()


def test_looking_takes_no_probe() -> None:
    clock = Clock()
    made = breaker(clock)
    made.trip("hung")
    clock.now += 10
    assert not made.is_open
    assert not made.is_open
    assert made.admits()


@given(st.lists(st.sampled_from(["ask", "fail", "succeed", "trip", "wait"]), max_size=60))
def test_never_are_two_probes_out_at_once(steps: list[str]) -> None:
    clock = Clock()
    made = breaker(clock)
    probes = 0
    for step in steps:
        match step:
            case "ask":
                if made.admits() and made.cause is not None:
                    probes += 1
            case "fail":
                made.failed("x")
                probes = 0
            case "succeed":
                made.succeeded()
                probes = 0
            case "trip":
                made.trip("x")
                probes = 0
            case "wait":
                clock.now += 15
        assert probes <= 1
