"""For every kind: nothing that robots.txt disallows is asked for, no redirect leads to a private address."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.samples.server import SampleServer
from tests.crawl.loopback import Crawled, Handler, Loopback, crawl
from tests.kinds.played import ALL

POSTINGS = 3
DENY_ALL = "User-agent: *\nDisallow: /\n"
DENY_US = "User-agent: jobs-assets\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
PLACES = {ats: f"127.0.3.{number + 1}" for number, ats in enumerate(ALL)}  # a host for each kind
WITH_DETAILS = (
    "bamboohr", "eightfold", "icims", "jazzhr", "join", "rippling", "site", "smartrecruiters", "workday",
)  # fmt: skip

WITH_ANOTHER_WAY = ("bamboohr", "eightfold")  # to their list, where the first has no answer


def at(server: Loopback, board: Board) -> Board:
    """The board, reached at its kind's own address of the server."""
    assert board.base_url is not None
    return replace(board, base_url=server.url(PLACES[board.ats], urlsplit(board.base_url).path))


def is_robots(path: str) -> bool:
    return path.endswith("/robots.txt")


@pytest.fixture(scope="module")
def samples() -> Iterator[SampleServer]:
    with SampleServer(sizes=[POSTINGS] * len(ALL), kinds=ALL, seed=3) as server:
        yield server


def robots_of(text: str) -> Handler:
    """A host that would answer anything, and whose robots.txt says this, wherever it is asked for."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(text=text if is_robots(request.path) else "{}")

    return answer


@pytest.mark.parametrize("rules", [DENY_ALL, DENY_US], ids=["everyone", "us"])
def test_no_kind_asks_for_what_robots_disallows(rules: str, samples: SampleServer, tmp_path: Path) -> None:
    with Loopback(dict.fromkeys(PLACES.values(), robots_of(rules))) as server:
        boards = [at(server, board) for board in samples.boards]
        crawled = crawl(tmp_path, boards, per_host=0)
    assert {hit.address for hit in server.hits} == set(PLACES.values())
    assert [hit.path for hit in server.hits if not is_robots(hit.path)] == []
    for board in boards:
        day = crawled.boards[board.board_id]
        assert day.outcome is BoardOutcome.DISALLOWED
        assert "robots.txt" in (day.message or "")


@dataclass(frozen=True)
class Front:
    """A host before the sample boards of a kind: it may disallow postings' pages, or redirect some pages."""

    origin: str
    redirected: frozenset[str] = frozenset()
    disallowed: tuple[str, ...] = ()
    target: str = ""

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        if is_robots(request.path):
            lines = "".join(f"Disallow: {path}\n" for path in self.disallowed)
            return web.Response(text=f"User-agent: *\n{lines or 'Allow: /'}\n")
        if request.path in self.redirected:
            return web.Response(status=302, headers={"Location": self.target})
        body = await request.read() if request.method == "POST" else None
        async with (
            aiohttp.ClientSession() as session,
            session.request(request.method, self.origin + request.raw_path, data=body) as response,
        ):
            content_type = response.headers.get("Content-Type", "text/plain")
            return web.Response(
                status=response.status, body=await response.read(), headers={"Content-Type": content_type}
            )


def contacted(board: Board, fetch: Fetch) -> str:
    """The path that a page was asked for at the board's stand-in."""
    prefix = urlsplit(board.base_url or "").path
    return prefix + urlsplit(fetch.url).path


@pytest.fixture(scope="module")
def plain(samples: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """What the spiders ask for where nothing is in their way."""
    return crawl(tmp_path_factory.mktemp("plain"), samples.boards, per_host=0)


def paths(crawled: Crawled, board: Board, role: PageRole) -> frozenset[str]:
    """The paths of a board's pages of this role, as they were asked for."""
    return frozenset(
        contacted(board, fetch) for fetch in crawled.fetches[board.board_id] if fetch.role is role
    )


def first_paths(crawled: Crawled, board: Board) -> frozenset[str]:
    """The path that a board's run begins with."""
    pages = [fetch for fetch in crawled.fetches[board.board_id] if fetch.role is not PageRole.ROBOTS]
    return frozenset({contacted(board, pages[0])})


def test_the_kinds_with_postings_pages_are_these(samples: SampleServer, plain: Crawled) -> None:
    found = [board.ats for board in samples.boards if paths(plain, board, PageRole.POSTING)]
    assert sorted(found) == sorted(WITH_DETAILS)


def test_no_kind_asks_for_postings_pages_that_robots_disallows(
    samples: SampleServer, plain: Crawled, tmp_path: Path
) -> None:
    boards = [board for board in samples.boards if board.ats in WITH_DETAILS]
    # What the robots.txt of a host of the board's own says is of its own paths, without the stand-in's.
    closed = {board.ats: paths(plain, board, PageRole.POSTING) for board in boards}
    fronts: dict[str, Handler] = {
        PLACES[board.ats]: Front(
            samples.base_url,
            disallowed=tuple(
                path.removeprefix(urlsplit(board.base_url or "").path) for path in closed[board.ats]
            ),
        )
        for board in boards
    }
    with Loopback(fronts) as server:
        crawled = crawl(tmp_path, [at(server, board) for board in boards], per_host=0)
    for board in boards:
        asked = {urlsplit(path).path for path in server.paths(PLACES[board.ats])}
        assert asked & closed[board.ats] == set(), board.ats
        day = crawled.boards[board.board_id]
        if (
            board.ats == "site"
        ):  # names postings by their pages alone, and counts no link that it may not follow
            assert day.postings == 0
            continue
        assert (day.postings, day.details_failed) == (POSTINGS, POSTINGS), board.ats
        assert day.outcome is BoardOutcome.PARTIAL, board.ats


@pytest.mark.parametrize("what", ["first page", "postings' pages"])
def test_no_redirect_of_any_kind_reaches_a_private_address(
    what: str, samples: SampleServer, plain: Crawled, tmp_path: Path
) -> None:
    boards = [board for board in samples.boards if what == "first page" or board.ats in WITH_DETAILS]

    async def caught(request: web.Request) -> web.StreamResponse:
        return web.json_response({"jobs": []})

    with Loopback({"127.0.4.1": caught}) as trap:
        fronts: dict[str, Handler] = {
            PLACES[board.ats]: Front(
                samples.base_url,
                redirected=first_paths(plain, board)
                if what == "first page"
                else paths(plain, board, PageRole.POSTING),
                target=trap.url("127.0.4.1", "/taken"),
            )
            for board in boards
        }
        with Loopback(fronts) as server:
            crawled = crawl(tmp_path, [at(server, board) for board in boards], per_host=0)
        assert trap.hits == []
    for board in boards:
        day = crawled.boards[board.board_id]
        outcomes = {fetch.outcome for fetch in crawled.fetches[board.board_id]}
        # Refused by its address; or not followed at all, where a vendor redirects what it does not have.
        assert outcomes & {PageOutcome.REFUSED_ADDRESS, PageOutcome.REDIRECT}, board.ats
        if what == "first page" and board.ats not in WITH_ANOTHER_WAY:
            assert day.outcome in (BoardOutcome.REFUSED, BoardOutcome.GONE, BoardOutcome.FAILED), board.ats
            assert day.postings == 0
            assert day.message
