"""Turns among many hosts and vendors, on a clock that the test moves: who leaves when, and what it takes."""

import asyncio
import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.settings import Settings

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS, Pace
from jobs_assets.pages import PageRole
from scrapy_project import scheduler as scheduler_module
from scrapy_project.origins import OriginMap, origin_of
from scrapy_project.requests import Page
from scrapy_project.robots import ALLOW_ALL
from scrapy_project.scheduler import HostScheduler, Origin

PACED = KINDS["breezy"]  # a kind whose boards have hosts of their own


@dataclass
class World:
    """A scheduler among servers that answer after `latency` seconds; time passes from event to event."""

    delay: float = 0.5
    per_host: int = 2
    concurrency: int = 64
    latency: Callable[[str], float] = lambda host: 0.05
    now: float = 1000.0
    sent: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._events: list[tuple[float, int, Callable[..., object], tuple[object, ...]]] = []
        self._order = count()
        self._flying = 0
        self.flying: dict[str, int] = defaultdict(int)
        self.most_flying: dict[str, int] = defaultdict(int)
        given = {
            "HOST_DELAY": self.delay,
            "HOST_CONCURRENCY": self.per_host,
            "MAX_CRAWL_DELAY": 60,
            "ROBOTS_TIMEOUT": 15,
        }
        engine = SimpleNamespace(_slot=None)
        crawler = SimpleNamespace(settings=Settings(given), engine=engine)

        async def made() -> HostScheduler:
            return HostScheduler(cast("Any", crawler))

        self.scheduler = asyncio.run(made())
        self.scheduler._loop = cast("Any", self)

    def call_later(self, seconds: float, call: Callable[..., object], *arguments: object) -> None:
        heapq.heappush(self._events, (self.now + seconds, next(self._order), call, arguments))

    def ask(self, host: str, times: int, ats: str = "site", base_url: str | None = None) -> None:
        run = SimpleNamespace(ats=ats, board=Board(ats, host, base_url=base_url), origin_map=OriginMap(""))
        for number in range(times):
            url = f"https://{host}/{number}"
            self.scheduler.origins.setdefault(origin_of(url), Origin(ALLOW_ALL))
            meta = {"page": Page(url, PageRole.POSTING), "run": run, "vendor_name": ats}
            self.scheduler.enqueue_request(Request(url, meta=meta))

    def run(self) -> float:
        """Lets everything happen; the seconds it took."""
        started = self.now
        self._send()
        while self._events:
            self.now, _, call, arguments = heapq.heappop(self._events)
            call(*arguments)
            self._send()
        assert not self.scheduler.has_pending_requests()
        return self.now - started

    def _send(self) -> None:
        while self._flying < self.concurrency and (request := self.scheduler.next_request()) is not None:
            host = origin_of(request.url).removeprefix("https://")
            self.sent.append((self.now, host))
            self._flying += 1
            for name in (host, request.meta["vendor_name"]):
                self.flying[name] += 1
                self.most_flying[name] = max(self.most_flying[name], self.flying[name])
            self.call_later(self.latency(host), self._answer, request, host)

    def _answer(self, request: Request, host: str) -> None:
        self._flying -= 1
        for name in (host, request.meta["vendor_name"]):
            self.flying[name] -= 1
        self.scheduler.answered(request)
        self.scheduler.finished(request)


@contextmanager
def world(**options: Any) -> Iterator[World]:  # noqa: ANN401 # the fields of a World
    made = World(**options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scheduler_module, "monotonic", lambda: made.now)
        yield made


def times(sent: Iterable[tuple[float, str]]) -> dict[str, list[float]]:
    found = defaultdict(list)
    for at, host in sent:
        found[host].append(at)
    return found


HOSTS = st.lists(st.integers(1, 12), min_size=1, max_size=12)


@given(
    hosts=HOSTS, delay=st.sampled_from([0.1, 0.5, 1.0]), latencies=st.lists(st.floats(0.01, 2), min_size=12)
)
def test_every_request_leaves_once_and_no_host_sees_two_within_the_delay(
    hosts: list[int], delay: float, latencies: list[float]
) -> None:
    with world(delay=delay, latency=lambda host: latencies[int(host[1:])]) as simulated:
        for number, requests in enumerate(hosts):
            simulated.ask(f"h{number}", requests)
        simulated.run()
        sent = times(simulated.sent)
    assert [len(sent[f"h{number}"]) for number in range(len(hosts))] == hosts
    for number in range(len(hosts)):
        gaps = [later - earlier for earlier, later in pairwise(sent[f"h{number}"])]
        assert all(gap >= delay for gap in gaps)


@given(hosts=HOSTS, slowest=st.integers(0, 11), latency=st.floats(0.01, 0.1))
def test_a_crawl_takes_as_long_as_its_slowest_host_and_no_longer(
    hosts: list[int], slowest: int, latency: float
) -> None:
    def answers_after(host: str) -> float:
        return 3.0 if host == f"h{slowest}" else latency

    with world(latency=answers_after) as simulated:
        for number, requests in enumerate(hosts):
            simulated.ask(f"h{number}", requests)
        seconds = simulated.run()
    floors = [
        requests * answers_after(f"h{number}") + (requests - 1) * simulated.delay
        for number, requests in enumerate(hosts)
    ]
    assert seconds == pytest.approx(max(floors))


def test_hosts_take_turns_where_places_are_few() -> None:
    with world(delay=0.0, concurrency=1) as simulated:
        for host in ("h0", "h1", "h2"):
            simulated.ask(host, 4)
        simulated.run()
    assert [host for _, host in simulated.sent] == ["h0", "h1", "h2"] * 4


@given(
    hosts=st.lists(st.integers(1, 8), min_size=1, max_size=10),
    latency=st.floats(0.01, 2),
    pace=st.builds(
        Pace,
        in_flight=st.integers(1, 4),
        requests=st.integers(1, 6),
        seconds=st.sampled_from([0.5, 1.0, 7.0]),
    ),
)
@settings(max_examples=60)
def test_a_vendor_sees_no_more_than_its_pace_over_all_its_hosts(
    hosts: list[int], latency: float, pace: Pace
) -> None:
    with world(latency=lambda host: latency) as simulated, pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, PACED.ats, replace(PACED, pace=pace))
        for number, requests in enumerate(hosts):
            simulated.ask(f"h{number}", requests, PACED.ats)
        simulated.ask("elsewhere", 3)
        simulated.run()
        begun = sorted(at for at, host in simulated.sent if host != "elsewhere")
    assert len(begun) == sum(hosts)
    assert simulated.most_flying[PACED.ats] <= pace.in_flight
    for first, at in enumerate(begun):
        assert bisect_left(begun, at + pace.seconds - 1e-9) - first <= pace.requests
    # Nobody else waits for it.
    assert times(simulated.sent)["elsewhere"] == pytest.approx(
        [1000.0 + number * (latency + simulated.delay) for number in range(3)]
    )


def test_a_vendor_is_asked_as_fast_as_its_pace_allows() -> None:
    with world(delay=0.5) as simulated, pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, PACED.ats, replace(PACED, pace=Pace(requests=5)))
        for number in range(20):
            simulated.ask(f"h{number}", 5, PACED.ats)
        seconds = simulated.run()
    assert seconds == pytest.approx(100 / 5 - 1, abs=0.5)


def test_a_stand_in_is_not_the_vendor() -> None:
    with world(delay=0.0, per_host=0) as simulated:
        simulated.ask("127.0.0.1", 50, PACED.ats, base_url="https://127.0.0.1/")
        seconds = simulated.run()
    assert seconds == pytest.approx(0.05)
    assert simulated.scheduler.vendors == {}


def throttled(simulated: World, host: str, seconds: float, *, all_of_vendor: bool) -> None:
    simulated.scheduler.throttled(simulated.scheduler.hosts[host], seconds, 120, all_of_vendor=all_of_vendor)


@pytest.mark.parametrize("all_of_vendor", [True, False])
def test_a_429_pauses_all_hosts_of_a_vendor_and_a_503_its_own(all_of_vendor: bool) -> None:
    with world() as simulated:
        simulated.ask("h0", 3, PACED.ats)
        simulated.ask("h1", 3, PACED.ats)
        simulated.call_later(0.2, lambda: throttled(simulated, "h0", 30.0, all_of_vendor=all_of_vendor))
        simulated.run()
        sent = times(simulated.sent)
    assert sent["h0"][1] >= 1030.2
    assert (sent["h1"][1] >= 1030) == all_of_vendor
    assert (sent["h1"][1] < 1002) == (not all_of_vendor)


def test_a_vendor_that_asks_to_wait_too_long_is_left_alone_at_all_its_hosts() -> None:
    with world() as simulated:
        for host in ("h0", "h1"):
            simulated.ask(host, 5, PACED.ats)
        simulated.call_later(0.2, lambda: throttled(simulated, "h0", 3600.0, all_of_vendor=True))
        seconds = simulated.run()  # what is in line is handed out at once, to be refused
        stopped = [simulated.scheduler.hosts[host].stopped for host in ("h0", "h1")]
    assert seconds < 2
    assert stopped == [f"{PACED.label} asks to wait 3600 seconds, more than the 120 of our settings"] * 2


def test_a_vendors_own_longest_wait_goes_before_the_crawls() -> None:
    with world() as simulated, pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, PACED.ats, replace(PACED, pace=Pace(longest_wait=30)))
        simulated.ask("h0", 1, PACED.ats)
        simulated.run()
        throttled(simulated, "h0", 31.0, all_of_vendor=True)
        assert "more than the 30 of" in (simulated.scheduler.hosts["h0"].stopped or "")


@pytest.mark.parametrize("ats", KINDS)
def test_every_kind_but_sites_has_a_pace_that_is_no_faster_than_ten_a_second(ats: str) -> None:
    pace = KINDS[ats].pace
    if pace is None:
        assert ats in {"site", "feed"}
    else:
        assert 0 < pace.requests / pace.seconds <= 10
        assert 0 < pace.in_flight <= 4
