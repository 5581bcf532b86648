"""Pages asked for by POST: what is sent, what is on record, redirects, tries, robots.txt, conditions."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole
from tests.crawl.loopback import Crawled, Hit, Loopback, crawl

JOBS = "/wday/cxs/acme/careers/jobs"
BOARD_ID = "workday:acme/careers"
URL = "https://acme.wd5.myworkdayjobs.com/careers"

Answer = Callable[[web.Request, dict[str, object]], web.Response]


def listing(asked: dict[str, object], total: int = 30) -> web.Response:
    offset = asked["offset"]
    assert isinstance(offset, int)
    rows = [{"title": f"Job {n}", "externalPath": f"/job/x/Job-{n}_R{n}"} for n in range(total)]
    return web.json_response(
        {"total": total if offset == 0 else 0, "jobPostings": rows[offset : offset + 20], "facets": []},
        headers={"ETag": f'"{offset}"'},
    )


def found(request: web.Request, asked: dict[str, object]) -> web.Response:
    return listing(asked)


class Tenant:
    """One Workday site; `answer` is what its list answers, and `bodies` what it was asked."""

    def __init__(self, answer: Answer = found, robots: str = "") -> None:
        self._answer = answer
        self._robots = robots
        self.bodies: list[dict[str, object]] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(text=self._robots)
        if "/job/" in request.path:
            return web.json_response({"jobPostingInfo": {"title": "Baker"}})
        asked = orjson.loads(await request.read() or b"{}")
        self.bodies.append(asked)
        return self._answer(request, asked)


def crawled_twice(tenant: Tenant, folder: Path) -> tuple[list[Crawled], list[Hit]]:
    with Loopback({"127.0.0.1": tenant}) as server:
        board = Board("workday", "acme/careers", url=URL, base_url=server.url())
        crawls = [crawl(folder, [board]) for _ in range(2)]
    return crawls, [hit for hit in server.hits if "/job/" not in hit.path and hit.path != "/robots.txt"]


def crawled_once(tenant: Tenant, folder: Path) -> tuple[Crawled, list[Hit]]:
    with Loopback({"127.0.0.1": tenant}) as server:
        crawled = crawl(folder, [Board("workday", "acme/careers", url=URL, base_url=server.url())])
    return crawled, [hit for hit in server.hits if "/job/" not in hit.path and hit.path != "/robots.txt"]


def listings(crawled: Crawled) -> list[tuple[str, PageOutcome]]:
    return [
        (fetch.url.partition(".com")[2], fetch.outcome)
        for fetch in crawled.fetches[BOARD_ID]
        if fetch.role is PageRole.LISTING
    ]


def test_a_body_is_posted_and_its_page_is_told_from_others_by_a_fragment_that_is_not_sent(
    tmp_path: Path,
) -> None:
    tenant = Tenant()
    (first, second), hits = crawled_twice(tenant, tmp_path)
    assert first.boards[BOARD_ID].outcome is BoardOutcome.COMPLETE
    assert first.boards[BOARD_ID].postings == 30
    assert {(hit.method, hit.path) for hit in hits} == {("POST", JOBS)}
    for hit in hits:
        assert hit.headers["Content-Type"] == hit.headers["Accept"] == "application/json"
    assert [body["offset"] for body in tenant.bodies] == [0, 20, 0, 20]
    pages = [(f"{JOBS}#offset=0", PageOutcome.OK), (f"{JOBS}#offset=20", PageOutcome.OK)]
    assert listings(first) == listings(second) == pages
    # The server names a tag, but a POST has no conditional form.
    assert not any("If-None-Match" in hit.headers for hit in hits)


@pytest.mark.parametrize(
    ("status", "method", "page"), [(301, "POST", "#offset=0"), (308, "POST", "#offset=0"), (303, "GET", "")]
)
def test_a_redirected_post_is_sent_again_but_after_see_other(
    status: int, method: str, page: str, tmp_path: Path
) -> None:
    def moved(request: web.Request, asked: dict[str, object]) -> web.Response:
        if request.path == JOBS:
            return web.Response(status=status, headers={"Location": f"{JOBS}/new"})
        return listing(asked or {"offset": 0}, total=7)

    crawled, hits = crawled_once(Tenant(moved), tmp_path)
    assert [(hit.method, hit.path) for hit in hits] == [("POST", JOBS), (method, f"{JOBS}/new")]
    assert ("Content-Type" in hits[1].headers) == (method == "POST")
    assert listings(crawled) == [
        (f"{JOBS}#offset=0", PageOutcome.REDIRECT),
        (f"{JOBS}/new{page}", PageOutcome.OK),
    ]
    assert crawled.boards[BOARD_ID].postings == 7


def test_a_failed_post_is_tried_again_with_its_body(tmp_path: Path) -> None:
    failures = iter([503, 502])

    def flaky(request: web.Request, asked: dict[str, object]) -> web.Response:
        status = next(failures, 200)
        return web.Response(status=status) if status != 200 else listing(asked, total=7)

    tenant = Tenant(flaky)
    crawled, hits = crawled_once(tenant, tmp_path)
    assert crawled.boards[BOARD_ID].outcome is BoardOutcome.COMPLETE
    assert [hit.method for hit in hits] == ["POST"] * 3
    assert tenant.bodies == tenant.bodies[:1] * 3


def test_robots_txt_is_asked_about_the_address_without_its_fragment(tmp_path: Path) -> None:
    crawled, hits = crawled_once(Tenant(robots=f"User-agent: *\nDisallow: {JOBS}$\n"), tmp_path)
    assert hits == []
    assert crawled.boards[BOARD_ID].outcome is BoardOutcome.DISALLOWED


def test_a_post_to_a_private_address_is_refused(tmp_path: Path) -> None:
    def moved(request: web.Request, asked: dict[str, object]) -> web.Response:
        return web.Response(status=307, headers={"Location": "http://127.0.0.2:1/jobs"})

    crawled, hits = crawled_once(Tenant(moved), tmp_path)
    assert crawled.boards[BOARD_ID].outcome is BoardOutcome.REFUSED
    assert len(hits) == 1
