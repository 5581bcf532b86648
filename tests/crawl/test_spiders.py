"""Each kind's run from its first page to its outcome, against a server that speaks it."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board, board_at
from jobs_assets.pages import BoardOutcome, PageOutcome, PageRole
from scrapy_project.spiders.boards import spider_class
from tests.crawl.loopback import Handler, Loopback, crawl, routes

ROOT = Path(__file__).parents[2]
POSTING = (
    '<html><script type="application/ld+json">{{"@type": "JobPosting", "title": "{}"}}</script>'
    + "text " * 400
)


def html(*links: str) -> str:
    body = "".join(f'<a href="{link}">link</a>' for link in links)
    return f"<html><body><h1>Careers</h1><p>{'Work with us. ' * 60}</p>{body}</body></html>"


def site(pages: dict[str, object]) -> Handler:
    return routes(**pages)


def careers(server: Loopback, path: str = "/careers/") -> Board:
    return Board("site", f"acme.example{path}", url=f"https://acme.example{path}", base_url=server.url())


def lever(total: int) -> Handler:
    def page(request: web.Request) -> object:
        skip, limit = int(request.query["skip"]), int(request.query["limit"])
        return [{"id": f"p{number}"} for number in range(total)][skip : skip + limit]

    return routes(**{"/v0/postings/acme": page})


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (99, 1), (100, 2), (101, 2), (350, 4)])
def test_lever_is_paged_to_its_end(total: int, pages: int, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": lever(total)}) as server:
        day = crawl(tmp_path, [Board("lever", "acme", base_url=server.url())]).boards["lever:acme"]
        assert len(server.paths()) == pages
    assert (day.postings, day.pages, day.truncated) == (total, pages, False)
    assert day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)


def test_lever_without_paging_is_read_once_more_and_is_complete(tmp_path: Path) -> None:
    everything = [{"id": f"p{number}"} for number in range(150)]
    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": everything})}) as server:
        day = crawl(tmp_path, [Board("lever", "acme", base_url=server.url())]).boards["lever:acme"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.COMPLETE, 150, 2)


def test_a_listing_without_end_stops_at_the_bound_and_says_so(tmp_path: Path) -> None:
    def page(request: web.Request) -> object:
        skip = int(request.query["skip"])
        return [{"id": f"p{number}"} for number in range(skip, skip + 100)]

    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": page})}) as server:
        board = Board("lever", "acme", base_url=server.url())
        day = crawl(tmp_path, [board], max_pages=7).boards["lever:acme"]
        assert len(server.paths()) == 7
    assert (day.outcome, day.truncated, day.postings) == (BoardOutcome.PARTIAL, True, 700)
    assert "stopped after 7 pages" in (day.message or "")


def test_a_page_that_fails_in_the_middle_leaves_the_board_partial(tmp_path: Path) -> None:
    def page(request: web.Request) -> object:
        skip = int(request.query["skip"])
        return 500 if skip else [{"id": f"p{number}"} for number in range(100)]

    with Loopback({"127.0.0.1": routes(**{"/v0/postings/acme": page})}) as server:
        day = crawl(tmp_path, [Board("lever", "acme", base_url=server.url())]).boards["lever:acme"]
    assert (day.outcome, day.postings, day.status) == (BoardOutcome.PARTIAL, 100, 500)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://jobs.lever.co/acme", "https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100"),
        (
            "https://jobs.eu.lever.co/acme",
            "https://api.eu.lever.co/v0/postings/acme?mode=json&skip=0&limit=100",
        ),
        (
            "https://boards.greenhouse.io/acme",
            "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true",
        ),
        (
            "https://jobs.ashbyhq.com/Acme%20Inc",
            "https://api.ashbyhq.com/posting-api/job-board/Acme%20Inc?includeCompensation=true",
        ),
        ("https://acme.example/careers/#jobs", "https://acme.example/careers/"),
    ],
)
def test_a_boards_address_leads_to_its_listing(url: str, asked: str) -> None:
    board = board_at(url)
    spider = spider_class(board.ats)(board)
    assert [page.url for page in spider.first_pages()] == [asked]


def test_greenhouse_is_one_request_and_its_total_is_checked(tmp_path: Path) -> None:
    pages = {
        "/v1/boards/whole/jobs": {"jobs": [{"id": 1}, {"id": 2}], "meta": {"total": 2}},
        "/v1/boards/short/jobs": {"jobs": [{"id": 1}, {"id": 2}], "meta": {"total": 3}},
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        boards = [Board("greenhouse", token, base_url=server.url()) for token in ("whole", "short")]
        found = crawl(tmp_path, boards).boards
        assert len(server.paths()) == 2
    whole, short = found["greenhouse:whole"], found["greenhouse:short"]
    assert (whole.outcome, whole.advertised, whole.postings) == (BoardOutcome.COMPLETE, 2, 2)
    assert (short.outcome, short.advertised, short.postings) == (BoardOutcome.PARTIAL, 3, 2)
    assert "states 3 postings and lists 2" in (short.message or "")


def test_greenhouse_details_are_asked_for_when_wanted_and_a_closed_one_is_no_failure(tmp_path: Path) -> None:
    base = "/v1/boards/acme/jobs"
    pages = {
        base: {"jobs": [{"id": 1}, {"id": 2}, {"id": 3}], "meta": {"total": 3}},
        f"{base}/1": {"id": 1, "pay_input_ranges": []},
        f"{base}/2": 404,
        f"{base}/3": 500,
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("greenhouse", "acme", base_url=server.url())], details=True)
    day = found.boards["greenhouse:acme"]
    assert (day.outcome, day.details_failed, day.pages) == (BoardOutcome.PARTIAL, 1, 4)
    assert {fetch.role for fetch in found.fetched("greenhouse:acme", "pay_transparency=true")} == {
        PageRole.POSTING
    }


def test_ashby_does_not_count_what_is_not_listed(tmp_path: Path) -> None:
    jobs = [{"id": "a", "isListed": True}, {"id": "b", "isListed": False}, {"id": "c"}]
    with Loopback({"127.0.0.1": routes(**{"/posting-api/job-board/acme": {"jobs": jobs}})}) as server:
        day = crawl(tmp_path, [Board("ashby", "acme", base_url=server.url())]).boards["ashby:acme"]
        assert server.paths() == ["/posting-api/job-board/acme?includeCompensation=true"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 2)


def test_a_site_is_found_through_the_sitemaps_that_its_robots_names(tmp_path: Path) -> None:
    # Addresses as the site itself writes them, under its own name.
    robots = "User-agent: *\nAllow: /\nSitemap: https://acme.example/maps/index.xml\n"
    index = (
        '<?xml version="1.0"?><s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<s:sitemap><s:loc>https://acme.example/maps/jobs.xml.gz</s:loc></s:sitemap>"
        "<s:sitemap><s:loc>https://elsewhere.example/jobs.xml</s:loc></s:sitemap></s:sitemapindex>"
    )
    listed = "".join(
        f"<url><loc><![CDATA[https://acme.example/jobs/{n}?a=1&b=2]]></loc></url>" for n in range(5)
    )
    other = "<url><loc>https://acme.example/blog/hello</loc></url><url><loc>https://elsewhere.example/jobs/9</loc></url>"
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}{other}</urlset>'
    pages: dict[str, object] = {
        "/robots.txt": robots,
        "/maps/index.xml": index,
        "/maps/jobs.xml.gz": gzip.compress(sitemap.encode()),
        "/careers/": html(),
        **{f"/jobs/{number}": POSTING.format(number) for number in range(5)},
    }
    with Loopback({"127.0.0.1": site(pages)}) as server:
        found = crawl(tmp_path, [careers(server)])
        assert "/blog/hello" not in server.paths()
    board_id = "site:acme.example/careers/"
    day = found.boards[board_id]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 5)
    assert sorted(fetch.url for fetch in found.fetched(board_id, "?a=1&b=2")) == [
        f"https://acme.example/jobs/{number}?a=1&b=2" for number in range(5)
    ]
    sitemaps = [fetch for fetch in found.fetches[board_id] if fetch.role is PageRole.SITEMAP]
    assert [fetch.outcome for fetch in sitemaps] == [PageOutcome.OK] * 2


def test_a_site_without_a_sitemap_is_found_through_its_links_and_pages(tmp_path: Path) -> None:
    pages: dict[str, object] = {
        "/careers/": html(
            "/jobs/1", "jobs/2?utm_source=x", "/about", "/careers/?page=2", "https://elsewhere.example/jobs/7"
        ),
        "/jobs/1": POSTING.format("one"),
        "/careers/jobs/2": POSTING.format("two") + html("/jobs/77"),
        "/careers/team/": html("/jobs/3"),
        "/jobs/3": POSTING.format("three"),
    }

    def listing(request: web.Request) -> object:
        return html("/jobs/1", "/careers/team/") if "page" in request.query else pages["listing"]

    pages["listing"] = pages["/careers/"]
    pages["/careers/"] = listing
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
        paths = server.paths()
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 3)
    assert "/about" not in paths
    assert "/jobs/77" not in paths
    assert len(paths) == len(set(paths))


def test_paging_that_never_ends_but_shows_nothing_new_is_left(tmp_path: Path) -> None:
    def listing(request: web.Request) -> object:
        number = int(request.query.get("page", "1"))
        return html("/jobs/1", f"/careers/?page={number + 1}")

    pages: dict[str, object] = {"/careers/": listing, "/jobs/1": POSTING.format("one")}
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
        assert len(server.paths()) < 6
    assert (day.outcome, day.postings, day.truncated) == (BoardOutcome.COMPLETE, 1, False)


def test_paging_that_always_shows_something_new_stops_at_the_bound(tmp_path: Path) -> None:
    async def anything(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/jobs/"):
            return web.Response(text=POSTING.format("x"), content_type="text/html")
        if request.path != "/careers/":
            return web.Response(status=404)
        number = int(request.query.get("page", "1"))
        text = html(f"/jobs/{number}", f"/careers/?page={number + 1}")
        return web.Response(text=text, content_type="text/html")

    with Loopback({"127.0.0.1": anything}) as server:
        day = crawl(tmp_path, [careers(server)], max_pages=40).boards["site:acme.example/careers/"]
        assert len(server.paths()) == 40
    assert (day.outcome, day.truncated) == (BoardOutcome.PARTIAL, True)


def test_calendars_and_growing_paths_are_not_entered(tmp_path: Path) -> None:
    traps = [
        "/careers/calendar/2026/12/",
        "/careers/2026/11/",
        "/careers/?date=2026-12-01",
        "/careers/jobs/jobs/jobs/jobs/",
        "/careers/apply/1",
        "/careers/brochure.pdf",
    ]
    with Loopback(
        {"127.0.0.1": site({"/careers/": html("/jobs/1", *traps), "/jobs/1": POSTING.format("x")})}
    ) as server:
        crawl(tmp_path, [careers(server)])
        assert sorted(server.paths()) == ["/careers/", "/jobs/1", "/sitemap.xml"]


def test_a_deep_site_is_followed_to_the_bound_on_depth_and_says_so(tmp_path: Path) -> None:
    async def deeper(request: web.Request) -> web.StreamResponse:
        depth = request.path.strip("/").removeprefix("careers").strip("/d") or "0"
        if not depth.isdecimal():
            return web.Response(status=404)
        return web.Response(text=html(f"/careers/d{int(depth) + 1}"), content_type="text/html")

    with Loopback({"127.0.0.1": deeper}) as server:
        day = crawl(tmp_path, [careers(server)], max_depth=3).boards["site:acme.example/careers/"]
        assert "/careers/d3" in server.paths()
        assert "/careers/d4" not in server.paths()
    assert day.truncated


def test_the_first_page_may_lead_to_the_sites_real_host_and_others_may_not(tmp_path: Path) -> None:
    def to(server: Loopback, path: str) -> object:
        return lambda request: web.Response(status=301, headers={"Location": server.url("127.0.0.2", path)})

    async def entrance(request: web.Request) -> web.StreamResponse:
        return await site(pages)(request)

    real = site({"/jobs/": html("/jobs/1", "/jobs/2"), "/jobs/1": POSTING.format("x"), "/jobs/2": moved_away})
    pages: dict[str, object] = {}
    with Loopback({"127.0.0.1": entrance, "127.0.0.2": real, "127.0.0.3": site({"/": html()})}) as server:
        pages["/jobs/"] = to(server, "/jobs/")
        board = Board("site", "acme", url=server.url(path="/jobs/"))
        found = crawl(tmp_path, [board], allow_hosts=("127.0.0.0/8",))
        assert server.paths("127.0.0.3") == []
    day = found.boards["site:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 1)


def moved_away(request: web.Request) -> object:
    return web.Response(status=302, headers={"Location": f"http://127.0.0.3:{request.url.port}/"})


def test_a_site_that_shows_a_bot_wall_is_blocked(tmp_path: Path) -> None:
    wall = (
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
        "<script>window._cf_chl_opt={}</script>"
        '<script src="/cdn-cgi/challenge-platform/h/b/x"></script></body></html>'
    )
    with Loopback({"127.0.0.1": site({"/careers/": wall})}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert day.outcome is BoardOutcome.BLOCKED
    assert "bot check" in (day.message or "")


def test_a_spider_of_one_kind_runs_by_itself(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": lever(120)}) as server:
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "lever",
            "-a",
            "token=acme",
            "-a",
            f"base_url={server.url()}",
        ]
        options = ["-s", "ALLOW_HOSTS=127.0.0.1", "-s", "HOST_DELAY=0", "-O", f"{tmp_path}/out.jsonl"]
        subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True, timeout=60)
    (item,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (item["board_id"], item["outcome"], item["postings"]) == ("lever:acme", "complete", 120)


ROBOTS_CLOSE_POSTINGS = "User-agent: *\nDisallow: /careers/jobs/\n"


def test_a_site_whose_postings_pages_are_all_disallowed_says_so_and_is_not_empty(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": ROBOTS_CLOSE_POSTINGS,
        "/careers/": html("/careers/jobs/1-baker", "/careers/jobs/2-cook"),
    }
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert (day.outcome, day.postings) == (BoardOutcome.DISALLOWED, 0)
    assert "no posting was seen: 2 pages could not be had" in (day.message or "")
    assert "robots.txt" in (day.message or "")


def test_a_disallowed_page_beside_postings_costs_a_site_nothing(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": "User-agent: *\nDisallow: /careers/internal\n",
        "/careers/": html("/careers/jobs/1-baker", "/careers/internal"),
        "/careers/jobs/1-baker": POSTING.format("Baker"),
    }
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert (day.outcome, day.postings, day.message) == (BoardOutcome.COMPLETE, 1, None)


def test_a_site_whose_pages_all_lead_elsewhere_is_not_empty(tmp_path: Path) -> None:
    def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "https://boards.example/acme"})

    pages = {"/careers/": html("/careers/all-jobs"), "/careers/all-jobs": away}
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert day.outcome is BoardOutcome.PARTIAL
    assert "https://boards.example/acme" in (day.message or "")


def test_a_site_whose_sitemap_cannot_be_had_now_is_not_whole(tmp_path: Path) -> None:
    pages = {
        "/careers/": html("/careers/jobs/1-baker"),
        "/careers/jobs/1-baker": POSTING.format("Baker"),
        "/sitemap.xml": 503,
    }
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert (day.outcome, day.postings) == (BoardOutcome.PARTIAL, 1)
    assert "/sitemap.xml" in (day.message or "")


def test_postings_pages_without_markup_are_not_taken_for_none(tmp_path: Path) -> None:
    pages = {
        "/careers/": html("/careers/jobs/4711-baker", "/careers/benefits"),
        "/careers/jobs/4711-baker": html(),
        "/careers/benefits": html(),
    }
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert day.outcome is BoardOutcome.PARTIAL
    assert "1 page is a posting by the address" in (day.message or "")


def test_a_site_with_pages_and_no_openings_is_empty(tmp_path: Path) -> None:
    pages = {"/careers/": html("/careers/benefits", "/careers/jobs/1-gone"), "/careers/benefits": html()}
    with Loopback({"127.0.0.1": site(pages)}) as server:
        day = crawl(tmp_path, [careers(server)]).boards["site:acme.example/careers/"]
    assert (day.outcome, day.message) == (BoardOutcome.EMPTY, None)


@pytest.mark.parametrize(
    ("board", "path", "listing"),
    [
        (Board("greenhouse", "acme"), "/v1/boards/acme/jobs", {"jobs": [{"internal": 1}]}),
        (Board("lever", "acme"), "/v0/postings/acme", [{"uid": "a"}]),
        (Board("rippling", "acme"), "/platform/api/ats/v1/board/acme/jobs", [{"id": "a"}]),
        (
            Board("smartrecruiters", "acme"),
            "/v1/companies/acme/postings",
            {"content": [{"name": "Baker"}], "totalFound": 0},
        ),
        (
            Board("workday", "acme/Site", url="https://acme.wd5.myworkdayjobs.com/Site"),
            "/wday/cxs/acme/Site/jobs",
            {"total": 0, "jobPostings": [{"title": "Baker"}]},
        ),
        (
            Board("personio", "acme"),
            "/xml",
            b"<?xml version='1.0'?><workzag-jobs><position><name>Baker</name></position></workzag-jobs>",
        ),
        (Board("teamtailor", "acme"), "/jobs.json", {"items": [{"title": "Baker"}]}),
    ],
    ids=lambda value: value.ats if isinstance(value, Board) else "",
)
def test_rows_without_an_id_are_postings_that_nobody_knows(
    board: Board, path: str, listing: object, tmp_path: Path
) -> None:
    with Loopback({"127.0.0.1": routes(**{path: listing})}) as server:
        day = crawl(tmp_path, [replace(board, base_url=server.url())]).boards[board.board_id]
    assert (day.outcome, day.postings) == (BoardOutcome.PARTIAL, 0)
    assert "a row of its listing is without an id" in (day.message or "")
