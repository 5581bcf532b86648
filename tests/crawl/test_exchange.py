"""One exchange and its bounds: conditional requests, retries, redirects, sizes, broken answers."""

import asyncio
import gzip
import zlib
from pathlib import Path

import brotli
import orjson
import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole
from tests.crawl.loopback import Crawled, Loopback, crawl, routes

LISTING = "/posting-api/job-board/{}"
JOBS = orjson.dumps({"jobs": [{"id": "a"}, {"id": "b"}]})
MEGABYTE = 1024 * 1024
BOMB = gzip.compress(bytes(MEGABYTE)) * 300  # 300 MiB of zeros, in as many members
NESTED_BOMB = gzip.compress(gzip.compress(bytes(64 * MEGABYTE), 6))
BROTLI_BOMB = brotli.compress(bytes(64 * MEGABYTE), quality=1)


def compressed(body: bytes, coding: str) -> web.Response:
    return web.Response(body=body, headers={"Content-Encoding": coding, "Content-Type": "application/json"})


async def truncated(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"jobs": [{"id": "a"}')
    assert request.transport is not None
    request.transport.close()
    return response


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(100):
        await response.write(b" ")
        await asyncio.sleep(0.1)
    return response


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(400):
        await response.write(bytes(256 * 1024))
    return response


def flaky() -> object:
    answers = iter((500, 502))
    return lambda request: next(answers, {"jobs": [{"id": "a"}]})


def moved(to: str) -> object:
    return lambda request: web.Response(status=302, headers={"Location": to})


WALL = """<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>
<noscript>Enable JavaScript and cookies to continue</noscript></body></html>"""

ANSWERS: dict[str, object] = {
    "fine": lambda r: web.Response(body=JOBS, content_type="application/json"),
    "unknown": 404,
    "removed": 410,
    "html": "<!doctype html><title>Welcome</title><p>Our jobs have moved: come and see</p>" + "x" * 3000,
    "list": [1, 2],
    "nojobs": {"error": "no"},
    "nan": '{"jobs": [{"id": "1", "rank": NaN, "rank": 2}]}',
    "cutjson": '{"jobs": [{"id": "1"}',
    "garbage": b"\xff\xfe\x00not json",
    "empty": b"",
    "flaky": flaky(),
    "broken": 500,
    "forbidden": lambda r: web.Response(status=403, text=WALL, content_type="text/html"),
    "gzip": lambda r: compressed(gzip.compress(JOBS), "gzip"),
    "deflate": lambda r: compressed(zlib.compress(JOBS), "deflate"),
    "rawdeflate": lambda r: compressed(zlib.compress(JOBS)[2:-4], "deflate"),
    "br": lambda r: compressed(brotli.compress(JOBS), "br"),
    "nested": lambda r: compressed(gzip.compress(gzip.compress(JOBS)), "gzip, gzip"),
    "bomb": lambda r: compressed(BOMB, "gzip"),
    "nestedbomb": lambda r: compressed(NESTED_BOMB, "gzip, gzip"),
    "brbomb": lambda r: compressed(BROTLI_BOMB, "br"),
    "liar": lambda r: compressed(JOBS, "gzip"),
    "strange": lambda r: compressed(JOBS, "rot13"),
    "cutgzip": lambda r: compressed(gzip.compress(JOBS * 1000)[:60], "gzip"),
    "truncated": truncated,
    "drip": drip,
    "endless": endless,
    "once": moved(LISTING.format("fine")),
    "circle": moved(LISTING.format("circle")),
    "nowhere": moved("http://["),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawled, Loopback]:
    with Loopback(
        {"127.0.0.1": routes(**{LISTING.format(name): answer for name, answer in ANSWERS.items()})}
    ) as server:
        boards = [Board("ashby", name, base_url=server.url()) for name in ANSWERS]
        boards.append(Board("ashby", "dead", base_url="http://127.0.0.1:9"))
        boards.append(Board("site", "nohost", url="http://careers.invalid/"))
        found = crawl(
            tmp_path_factory.mktemp("exchange"), boards, per_host=0, timeout=2.0, max_body_bytes=8 * MEGABYTE
        )
    return found, server


@pytest.mark.parametrize(
    ("name", "outcome", "page", "says"),
    [
        ("fine", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("unknown", BoardOutcome.GONE, PageOutcome.NOT_FOUND, "heck the token or address in boards.yaml"),
        ("removed", BoardOutcome.GONE, PageOutcome.NOT_FOUND, "heck the token"),
        ("html", BoardOutcome.FAILED, PageOutcome.WRONG_TYPE, "HTML where JSON was due"),
        ("list", BoardOutcome.FAILED, PageOutcome.OK, "a JSON list where an object was due"),
        ("nojobs", BoardOutcome.FAILED, PageOutcome.OK, "without a list of jobs"),
        ("nan", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("cutjson", BoardOutcome.FAILED, PageOutcome.OK, "not JSON"),
        ("garbage", BoardOutcome.FAILED, PageOutcome.OK, "not JSON"),
        ("empty", BoardOutcome.FAILED, PageOutcome.OK, "not JSON"),
        ("flaky", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("broken", BoardOutcome.FAILED, PageOutcome.HTTP_ERROR, "status 500"),
        ("forbidden", BoardOutcome.BLOCKED, PageOutcome.BOT_WALL, "bot check"),
        ("gzip", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("deflate", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("rawdeflate", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("br", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("nested", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("bomb", BoardOutcome.FAILED, PageOutcome.TOO_LARGE, "unpacks to more than"),
        ("nestedbomb", BoardOutcome.FAILED, PageOutcome.TOO_LARGE, "unpacks to more than"),
        ("brbomb", BoardOutcome.FAILED, PageOutcome.TOO_LARGE, "unpacks to more than"),
        ("liar", BoardOutcome.FAILED, PageOutcome.HTTP_ERROR, "not gzip"),
        ("strange", BoardOutcome.FAILED, PageOutcome.HTTP_ERROR, "rot13"),
        ("cutgzip", BoardOutcome.FAILED, PageOutcome.TRUNCATED, "ends too early"),
        ("truncated", BoardOutcome.FAILED, PageOutcome.TRUNCATED, "ends too early"),
        ("drip", BoardOutcome.FAILED, PageOutcome.NETWORK_ERROR, "timeout"),
        ("endless", BoardOutcome.FAILED, PageOutcome.TOO_LARGE, "larger than"),
        ("once", BoardOutcome.COMPLETE, PageOutcome.OK, ""),
        ("circle", BoardOutcome.FAILED, PageOutcome.REDIRECT, "more than 5 redirects"),
        ("nowhere", BoardOutcome.FAILED, PageOutcome.REDIRECT, "no address"),
        ("dead", BoardOutcome.FAILED, PageOutcome.DISALLOWED, "no connection"),
    ],
)
def test_a_board_that_answers(
    name: str, outcome: BoardOutcome, page: PageOutcome, says: str, crawled: tuple[Crawled, Loopback]
) -> None:
    found, _ = crawled
    day = found.boards[f"ashby:{name}"]
    assert day.outcome is outcome, day.message
    last = [fetch for fetch in found.fetches[day.board_id] if fetch.role is PageRole.LISTING][-1]
    assert last.outcome is page
    if says:
        assert day.message is not None
        assert day.message.startswith(f"ashby:{name}: ")
        assert says in day.message
        assert " object at 0x" not in day.message
    else:
        assert day.message is None


def test_a_host_without_an_address_is_named_with_the_remedy(crawled: tuple[Crawled, Loopback]) -> None:
    day = crawled[0].boards["site:nohost"]
    assert day.outcome is BoardOutcome.FAILED
    assert "no such host" in (day.message or "")
    assert "heck the address in boards.yaml" in (day.message or "")


@pytest.mark.parametrize(
    ("name", "tries"), [("flaky", 3), ("broken", 3), ("truncated", 3), ("unknown", 1), ("bomb", 1)]
)
def test_every_try_of_a_request_is_kept(name: str, tries: int, crawled: tuple[Crawled, Loopback]) -> None:
    found, server = crawled
    path = LISTING.format(name)
    assert sum(asked.startswith(f"{path}?") for asked in server.paths()) == tries
    assert len([fetch for fetch in found.fetches[f"ashby:{name}"] if fetch.role is PageRole.LISTING]) == tries


def test_bodies_are_kept_as_they_were_but_for_their_encoding(crawled: tuple[Crawled, Loopback]) -> None:
    found, _ = crawled
    for name in ("fine", "gzip", "deflate", "rawdeflate", "br", "nested", "once"):
        last = found.fetches[f"ashby:{name}"][-1]
        assert last.body_hash is not None
        assert found.bodies[last.body_hash] == JOBS
    broken = found.fetches["ashby:truncated"][-1]
    assert broken.body_hash is not None
    assert found.bodies[broken.body_hash] == b'{"jobs": [{"id": "a"}'


def test_a_redirect_is_kept_and_its_target_recorded_under_the_boards_own_address(
    crawled: tuple[Crawled, Loopback],
) -> None:
    first, last = (fetch for fetch in crawled[0].fetches["ashby:once"] if fetch.role is PageRole.LISTING)
    assert (first.outcome, first.status) == (PageOutcome.REDIRECT, 302)
    assert last.url == "https://api.ashbyhq.com/posting-api/job-board/fine"


def test_we_say_who_we_are_and_send_no_cookies(crawled: tuple[Crawled, Loopback]) -> None:
    _, server = crawled
    agents = {hit.headers["User-Agent"] for hit in server.hits}
    assert len(agents) == 1
    (agent,) = agents
    assert agent.startswith("jobs-assets/")
    assert agent.endswith("(+me@example.org)")
    assert not any("Cookie" in hit.headers for hit in server.hits)


def test_an_unchanged_page_is_asked_for_with_its_validators_and_read_from_the_archive(tmp_path: Path) -> None:
    def page(request: web.Request) -> web.Response:
        skip = int(request.query["skip"])
        tag = f'"v1-{skip}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        postings = [{"id": f"p{number}"} for number in range(250)][skip : skip + 100]
        return web.json_response(
            postings, headers={"ETag": tag, "Last-Modified": "Mon, 23 Nov 2026 00:00:00 GMT"}
        )

    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": page})}) as server:
        board = Board("lever", "acme", base_url=server.url())
        first = crawl(tmp_path, [board])
        second = crawl(tmp_path, [board])
    before, after = first.boards["lever:acme"], second.boards["lever:acme"]
    assert (before.postings, before.pages) == (after.postings, after.pages) == (250, 3)
    assert after.outcome is BoardOutcome.COMPLETE
    listing = [fetch for fetch in second.fetches["lever:acme"] if fetch.role is PageRole.LISTING]
    assert [fetch.outcome for fetch in listing] == [PageOutcome.NOT_MODIFIED] * 3
    hashes = [fetch.body_hash for fetch in first.fetches["lever:acme"] if fetch.role is PageRole.LISTING]
    assert [fetch.body_hash for fetch in listing] == hashes
    conditional = [hit.headers for hit in server.hits if hit.path.startswith("/v0/")][3:]
    assert all("If-Modified-Since" in headers for headers in conditional)


def test_of_a_304_only_what_a_reader_of_its_body_must_know_is_kept(tmp_path: Path) -> None:
    named = {
        "ETag": '"v1"',
        "Content-Type": "application/json; charset=utf-16",
        "Server": "acme",
        "X-Day": "1",
    }

    def page(request: web.Request) -> web.Response:
        if "If-None-Match" in request.headers:
            return web.Response(status=304, headers=named)
        return web.Response(body="[]".encode("utf-16"), headers=named)

    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": page})}) as server:
        board = Board("lever", "acme", base_url=server.url())
        (whole,), (unchanged,) = (
            [one for one in crawl(tmp_path, [board]).fetches["lever:acme"] if one.role is PageRole.LISTING]
            for _ in range(2)
        )
    assert whole.headers["x-day"] == "1"
    assert (unchanged.outcome, unchanged.error) == (PageOutcome.NOT_MODIFIED, None)
    assert unchanged.headers == {"content-type": "application/json; charset=utf-16"}


def test_a_304_that_does_not_repeat_its_bodys_encoding_is_read_in_it_all_the_same(tmp_path: Path) -> None:
    tag = {"ETag": '"v1"'}

    def page(request: web.Request) -> web.Response:
        if "If-None-Match" in request.headers:
            return web.Response(status=304, headers=tag)
        body = '[{"id": "Größe"}]'.encode("utf-16-be")
        return web.Response(body=body, headers=tag | {"Content-Type": "application/json; charset=utf-16-be"})

    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": page})}) as server:
        board = Board("lever", "acme", base_url=server.url())
        first, second = crawl(tmp_path, [board]), crawl(tmp_path, [board])
    before, after = first.boards["lever:acme"], second.boards["lever:acme"]
    assert (before.outcome, before.postings) == (after.outcome, after.postings) == (BoardOutcome.COMPLETE, 1)
    [unchanged] = [one for one in second.fetches["lever:acme"] if one.role is PageRole.LISTING]
    assert unchanged.outcome is PageOutcome.NOT_MODIFIED
    assert unchanged.headers == {"content-type": "application/json; charset=utf-16-be"}


def test_a_304_that_nobody_asked_for_is_an_error(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{LISTING.format("acme"): 304})}) as server:
        found = crawl(tmp_path, [Board("ashby", "acme", base_url=server.url())])
    day = found.boards["ashby:acme"]
    assert day.outcome is BoardOutcome.FAILED
    assert "304 to a request that asked for no condition" in (day.message or "")
