"""Turns per host: delays, requests in flight, Retry-After, stops. Judged by the server's own log."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome
from scrapy_project.hosts import MAX_THROTTLED, Host, host_key, retry_after_seconds
from tests.crawl.loopback import Handler, Loopback, crawl, routes

EMPTY = {"jobs": [], "meta": {"total": 0}}


def ashby(count: int, base_url: str) -> list[Board]:
    return [Board("ashby", f"org{number}", base_url=base_url) for number in range(count)]


def every(answer: object, robots: str = "") -> Handler:
    """The same answer to any page."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(text=robots)
        return await routes(**{request.path: answer})(request)

    return handler


def test_requests_to_a_host_are_a_delay_apart_and_hosts_do_not_wait_for_each_other(tmp_path: Path) -> None:
    addresses = [f"127.0.3.{number}" for number in range(1, 6)]
    with Loopback(dict.fromkeys(addresses, every(EMPTY))) as server:
        boards = [
            Board("ashby", f"{address}-{number}", base_url=server.url(address))
            for address in addresses
            for number in range(4)
        ]
        assert crawl(tmp_path, boards, delay=0.3).status == 0
    for address in addresses:
        times = server.times(address)
        assert len(times) == 5
        assert [later - earlier for earlier, later in pairwise(times) if later - earlier < 0.3] == []
    # One host alone takes 1.2 s; five, one after the other, would take 6.
    everything = sorted(hit.at for hit in server.hits)
    starts = [server.times(address)[0] for address in addresses]
    assert max(starts) < min(server.times(address)[-1] for address in addresses)
    assert everything


def test_a_crawl_delay_is_kept_although_our_own_is_shorter(tmp_path: Path) -> None:
    robots = "User-agent: *\nCrawl-delay: 0.4\n"
    with Loopback({"127.0.0.1": every(EMPTY, robots)}) as server:
        assert crawl(tmp_path, ashby(4, server.url())).status == 0
    pages = [hit.at for hit in server.hits if hit.path != "/robots.txt"]
    assert len(pages) == 4
    assert all(later - earlier >= 0.4 for earlier, later in pairwise(pages))


def test_at_most_two_requests_are_in_flight_to_a_host(tmp_path: Path) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.05)
        return web.json_response(EMPTY)

    with Loopback({"127.0.0.1": every(slow)}) as server:
        assert crawl(tmp_path, ashby(12, server.url())).status == 0
    assert len(server.paths()) == 12
    assert server.most_in_flight["127.0.0.1"] == 2


def test_one_host_that_hangs_does_not_hold_up_the_others(tmp_path: Path) -> None:
    finished: list[str] = []

    async def hangs(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(3)
        finished.append("slow")
        return web.json_response(EMPTY)

    async def answers(request: web.Request) -> web.StreamResponse:
        finished.append("fast")
        return web.json_response(EMPTY)

    with Loopback({"127.0.0.1": every(hangs), "127.0.0.2": every(answers)}) as server:
        slow = ashby(4, server.url("127.0.0.1"))
        fast = [Board("lever", f"l{number}", base_url=server.url("127.0.0.2")) for number in range(30)]
        assert crawl(tmp_path, [*slow, *fast], concurrency=4, timeout=10.0).status == 0
    assert finished[:30] == ["fast"] * 30


def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def busy_at_first(request: web.Request) -> object:
        asked.append(request.path)
        if len(asked) == 1:
            return web.Response(status=429, headers={"Retry-After": "1"})
        return EMPTY

    with Loopback({"127.0.0.1": every(busy_at_first)}) as server:
        crawled = crawl(tmp_path, ashby(3, server.url()))
    pages = [hit for hit in server.hits if hit.path != "/robots.txt"]
    # Whatever was already in flight may arrive beside the 429; everything after it waits.
    after = [hit.at - pages[0].at for hit in pages if hit.at - pages[0].at > 0.2]
    assert after
    assert min(after) >= 1.0
    assert len(pages) == 4
    assert {day.outcome for day in crawled.boards.values()} == {BoardOutcome.EMPTY}
    kept = [fetch.outcome for fetch in crawled.fetches["ashby:org0"] if fetch.role == "listing"]
    assert kept == [PageOutcome.THROTTLED, PageOutcome.OK] or PageOutcome.OK in kept


def test_a_host_that_asks_for_too_long_a_wait_is_left_alone(tmp_path: Path) -> None:
    def busy(request: web.Request) -> object:
        return web.Response(status=503, headers={"Retry-After": "3600"})

    with Loopback({"127.0.0.1": every(busy), "127.0.0.2": every(EMPTY)}) as server:
        boards = [*ashby(10, server.url()), Board("greenhouse", "other", base_url=server.url("127.0.0.2"))]
        crawled = crawl(tmp_path, boards)
    assert len(server.paths()) <= 2
    days = [crawled.boards[f"ashby:org{number}"] for number in range(10)]
    assert {day.outcome for day in days} == {BoardOutcome.THROTTLED}
    assert all("asks to wait 3600 seconds" in (day.message or "") for day in days[2:])
    assert crawled.boards["greenhouse:other"].outcome is BoardOutcome.EMPTY


def test_a_host_that_keeps_answering_429_is_stopped(tmp_path: Path) -> None:
    def busy(request: web.Request) -> object:
        return web.Response(status=429, headers={"Retry-After": "0"})

    with Loopback({"127.0.0.1": every(busy)}) as server:
        crawled = crawl(tmp_path, ashby(10, server.url()))
    assert len(server.paths()) <= MAX_THROTTLED + 1
    assert {day.outcome for day in crawled.boards.values()} == {BoardOutcome.THROTTLED}
    assert any("times in a row" in (day.message or "") for day in crawled.boards.values())


NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Mon, 23 Nov 2026 12:02:00 GMT", 120.0),
        ("Monday, 23-Nov-26 12:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str, seconds: float | None) -> None:
    assert retry_after_seconds(header, NOW) == seconds


@given(st.text(max_size=40))
def test_no_retry_after_is_an_error_or_negative(header: str) -> None:
    seconds = retry_after_seconds(header, NOW)
    assert seconds is None or seconds >= 0


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3000)))
def test_a_retry_after_date_is_its_distance_from_now(distance: timedelta) -> None:
    header = (NOW + distance).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after_seconds(header, NOW) == int(distance.total_seconds())


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://example.org/a", "example.org"),
        ("http://EXAMPLE.org/", "example.org"),
        ("http://example.org:80/", "example.org"),
        ("https://example.org:8443/", "example.org:8443"),
        ("http://127.0.0.1:8099/x", "127.0.0.1:8099"),
    ],
)
def test_a_host_is_the_same_by_http_and_https_but_not_on_another_port(url: str, key: str) -> None:
    assert host_key(url) == key


@given(
    delay=st.floats(0.1, 5),
    latencies=st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3)), min_size=2, max_size=20),
)
def test_a_host_never_sees_two_requests_closer_than_the_delay(
    delay: float, latencies: list[tuple[float, float]]
) -> None:
    host = Host("h", per_host=2, delay=delay)
    now, seen = 0.0, []
    for way_there, answering in latencies:
        assert host.may_start()
        now = max(now, host.start_at())
        host.started(now)
        assert not host.may_start()
        seen.append(now + way_there)
        now += way_there + answering
        host.answered(now)
        host.in_flight -= 1
    assert all(later - earlier >= delay - 1e-9 for earlier, later in pairwise(seen))
