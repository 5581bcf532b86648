"""robots.txt: nothing disallowed is ever asked for, whatever state the file is in. Counted by the server."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole
from scrapy_project.robots import PARSED_BYTES, rules_from_body, rules_from_failure, rules_from_status
from tests.crawl.loopback import Crawled, Handler, Loopback, crawl, routes

HOSTS = 50
BOARDS_PER_HOST = 20
DENY_ALL = "User-agent: *\nDisallow: /\n"
LONG = "# padding that a short reader would stop in\n" * 14_000  # 600 KiB
assert len(LONG) > 600 * 1024


def text(body: str | bytes) -> web.Response:
    return web.Response(body=body.encode() if isinstance(body, str) else body, content_type="text/plain")


async def slow(request: web.Request) -> web.Response:
    await asyncio.sleep(0.3)
    return text(DENY_ALL)


async def hangs(request: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return text("")


async def resets(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return text("")


async def drips(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for line in ("User-agent: *\n", "Allow: /\n") * 50:
        await response.write(line.encode())
        await asyncio.sleep(0.2)
    return response


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"User-agent: *\nAllow: /\n")
    assert request.transport is not None
    request.transport.close()
    return response


def status(code: int) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=code, text=DENY_ALL)

    return answer


def redirect(to: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": to})

    return answer


# name: (what robots.txt answers, how many of the 20 boards may be asked for)
ROBOTS: dict[str, tuple[Any, int]] = {
    "disallows all, slowly": (slow, 0),
    "disallows all": (lambda r: text(DENY_ALL), 0),
    "disallows us by name": (
        lambda r: text("User-agent: jobs-assets\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
        0,
    ),
    "disallows half": (
        lambda r: text("User-agent: *\n" + "".join(f"Disallow: /v1/boards/t{n}/\n" for n in range(0, 20, 2))),
        10,
    ),
    "disallows after 600 KiB": (lambda r: text("User-agent: *\n" + LONG + "Disallow: /\n"), 0),
    "disallows behind a byte order mark": (lambda r: text(b"\xef\xbb\xbf" + DENY_ALL.encode()), 0),
    "redirects to one that disallows": (redirect("/elsewhere/robots.txt"), 0),
    "redirects in a circle": (redirect("/robots.txt"), 0),
    "redirects to a private address": (redirect("http://10.0.0.1/robots.txt"), 0),
    "answers 500": (status(500), 0),
    "answers 503": (status(503), 0),
    "answers 429": (status(429), 0),
    "hangs": (hangs, 0),
    "drips": (drips, 0),
    "breaks off": (breaks_off, 0),
    "resets the connection": (resets, 0),
    "answers 404": (status(404), BOARDS_PER_HOST),
    "answers 403": (status(403), BOARDS_PER_HOST),
    "answers 401": (status(401), BOARDS_PER_HOST),
    "is empty": (lambda r: text(""), BOARDS_PER_HOST),
    "allows after 600 KiB": (lambda r: text("User-agent: *\n" + LONG + "Allow: /\n"), BOARDS_PER_HOST),
}
# The host as such is in trouble, so the board has failed; its pages are disallowed all the same.
UNREADABLE = {"hangs", "drips", "breaks off", "resets the connection", "redirects in a circle"}
NAMES = [list(ROBOTS)[number % len(ROBOTS)] for number in range(HOSTS)]
ADDRESSES = [f"127.0.1.{number + 1}" for number in range(HOSTS)]


def host(name: str) -> Handler:
    answer = ROBOTS[name][0]

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            found = answer(request)
            return await found if asyncio.iscoroutine(found) else found
        if request.path == "/elsewhere/robots.txt":
            return text(DENY_ALL)
        return web.json_response({"jobs": [], "meta": {"total": 0}})

    return handler


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loopback, Crawled]:
    handlers = dict(zip(ADDRESSES, map(host, NAMES), strict=True))
    with Loopback(handlers) as server:
        boards = [
            Board("greenhouse", f"t{number}", base_url=server.url(address), name=address)
            for address in ADDRESSES
            for number in range(BOARDS_PER_HOST)
        ]
        crawled = crawl(
            tmp_path_factory.mktemp("robots"),
            boards,
            per_host=0,
            concurrency=HOSTS * BOARDS_PER_HOST,
            timeout=2.0,
        )
    return server, crawled


@pytest.mark.parametrize("name", ROBOTS)
def test_no_disallowed_page_is_asked_for_where_robots(name: str, harness: tuple[Loopback, Crawled]) -> None:
    server, _ = harness
    for address, name_of_host in zip(ADDRESSES, NAMES, strict=True):
        if name_of_host == name:
            pages = [path for path in server.paths(address) if path.startswith("/v1/")]
            assert len(pages) == ROBOTS[name][1], address
            assert len(set(pages)) == len(pages)


def test_every_robots_txt_is_asked_for_once_and_once_more_where_that_may_help(
    harness: tuple[Loopback, Crawled],
) -> None:
    server, _ = harness
    for address, name in zip(ADDRESSES, NAMES, strict=True):
        asked = sum(hit.path == "/robots.txt" and hit.address == address for hit in server.hits)
        if name == "redirects in a circle":
            assert asked == 6
        else:
            assert asked == 1 + (
                name
                in {"answers 500", "answers 503", "hangs", "drips", "breaks off", "resets the connection"}
            )


def test_every_board_of_a_disallowed_host_is_closed_with_the_reason(
    harness: tuple[Loopback, Crawled],
) -> None:
    _, crawled = harness
    assert crawled.status == 0
    days = [event for event in crawled.events if event["event"] == "board"]
    assert len(days) == HOSTS * BOARDS_PER_HOST
    outcomes = Counter(day["outcome"] for day in days)
    assert outcomes == {
        "empty": sum(ROBOTS[name][1] for name in NAMES),
        "refused": NAMES.count("redirects to a private address") * BOARDS_PER_HOST,
        "failed": sum(name in UNREADABLE for name in NAMES) * BOARDS_PER_HOST,
        "disallowed": sum(
            BOARDS_PER_HOST - ROBOTS[name][1]
            for name in NAMES
            if name not in UNREADABLE and name != "redirects to a private address"
        ),
    }
    assert all("robots.txt" in day["message"] for day in days if day["outcome"] in ("disallowed", "failed"))


def test_refusals_and_robots_files_are_kept_as_exchanges(harness: tuple[Loopback, Crawled]) -> None:
    _, crawled = harness
    kept = [fetch for fetches in crawled.fetches.values() for fetch in fetches]
    robots = [fetch for fetch in kept if fetch.role is PageRole.ROBOTS]
    assert len([fetch for fetch in robots if fetch.outcome is PageOutcome.OK]) >= 20
    disallowed = [fetch for fetch in kept if fetch.outcome is PageOutcome.DISALLOWED]
    assert disallowed
    assert all(fetch.status is None and fetch.error and fetch.body_hash is None for fetch in disallowed)


def test_a_crawl_delay_beyond_the_limit_leaves_the_board_with_a_message(tmp_path: Path) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        return text("User-agent: *\nCrawl-delay: 90\n")

    with Loopback({"127.0.0.1": handler}) as server:
        crawled = crawl(tmp_path, [Board("ashby", "acme", base_url=server.url())])
    assert server.paths() == []
    board = crawled.boards["ashby:acme"]
    assert board.outcome is BoardOutcome.DISALLOWED
    assert "asks for 90 seconds" in (board.message or "")


def test_a_site_behind_a_stand_in_keeps_to_its_own_file_in_its_own_words(tmp_path: Path) -> None:
    listing = '<a href="/jobs/1">one</a><a href="/private/jobs/2">two</a>'
    pages: dict[str, object] = {
        "/robots.txt": "User-agent: *\nDisallow: /\n",  # of whoever hosts the stand-in: not the site's
        "/site/acme/robots.txt": "User-agent: *\nDisallow: /private/\n",
        "/site/acme/": listing,
        "/site/acme/jobs/1": "<h1>one</h1>",
        "/site/acme/private/jobs/2": "<h1>two</h1>",
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        board = Board(
            "site", "acme.example", url="https://acme.example/", base_url=server.url(path="/site/acme")
        )
        crawl(tmp_path, [board])
    assert "/site/acme/jobs/1" in server.paths()
    assert "/site/acme/private/jobs/2" not in server.paths()


@given(st.binary(max_size=300))
def test_any_bytes_are_rules(body: bytes) -> None:
    rules = rules_from_body(body, max_crawl_delay=60)
    assert rules.refusal("https://example.org/") is None or rules.refusal("https://example.org/")


@given(st.integers(100, 599))
def test_only_a_4xx_but_429_means_no_rules(code: int) -> None:
    allowed = rules_from_status(code).refusal("https://example.org/x") is None
    assert allowed == (400 <= code < 500 and code != 429)


@given(st.sampled_from(PageOutcome))
def test_a_file_that_could_not_be_read_is_never_a_yes(outcome: PageOutcome) -> None:
    assert rules_from_failure(outcome, "reason").refusal("https://example.org/") is not None


def test_more_than_the_500_kib_of_the_standard_is_parsed() -> None:
    assert PARSED_BYTES >= 500 * 1024
    filler = b"#" + b"x" * (510 * 1024) + b"\n"
    rules = rules_from_body(b"User-agent: *\n" + filler + b"Disallow: /private\n", 60)
    assert rules.refusal("https://example.org/private/x")
    assert rules.refusal("https://example.org/open") is None
