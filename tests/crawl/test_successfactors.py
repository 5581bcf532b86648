"""SuccessFactors' feed, what stands in for it, and the older sites."""

from pathlib import Path

from aiohttp import web

from jobs_assets.boards.board import Board, board_at
from jobs_assets.pages import BoardDay, BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

POSTING = (
    '<html><body><div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Baker</h1>'
    f"<span itemprop='description'>{'Bake bread. ' * 60}</span></div></body></html>"
)


def feed(total: int) -> bytes:
    items = "".join(
        f"<item><title>Baker</title><link>https://jobs.acme.example/job/Reading-Baker/{number}/</link></item>"
        for number in range(1000, 1000 + total)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def sitemap(*paths: str) -> bytes:
    urls = "".join(f"<url><loc>https://jobs.acme.example{path}</loc></url>" for path in paths)
    return f"<?xml version='1.0'?><urlset>{urls}</urlset>".encode()


def crawled(tmp_path: Path, budget: int = 1000, **answers: object) -> tuple[BoardDay, list[str]]:
    with Loopback({"127.0.0.1": routes(**answers)}) as server:
        board = Board(
            "successfactors", "jobs.acme.example", url="https://jobs.acme.example", base_url=server.url()
        )
        return crawl(tmp_path, [board], details_per_board=budget).boards[board.board_id], server.paths()


def test_the_feed_is_the_whole_board(tmp_path: Path) -> None:
    day, paths = crawled(tmp_path, **{"/sitemal.xml": feed(30)})
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 30)
    assert paths == ["/sitemal.xml"]


def test_an_empty_feed_is_an_empty_board(tmp_path: Path) -> None:
    assert crawled(tmp_path, **{"/sitemal.xml": feed(0)})[0].outcome is BoardOutcome.EMPTY


def test_without_a_feed_the_sitemap_leads_to_each_posting_once(tmp_path: Path) -> None:
    first, second = "/job/Reading-Baker/1001/", "/job/Leeds-Miller/1002/"
    index = b"<sitemapindex><sitemap><loc>https://jobs.acme.example/jobs.xml</loc></sitemap></sitemapindex>"
    named = sitemap(first, second, "/go/All-Jobs/55/", "/job/Reading-B%C3%A4cker/1001/")
    pages = {"/sitemap.xml": index, "/jobs.xml": named, first: POSTING, second: POSTING}
    day, paths = crawled(tmp_path, **pages)
    assert (day.outcome, day.postings, day.message) == (BoardOutcome.COMPLETE, 2, None)
    assert sorted(path for path in paths if path.startswith("/job/")) == [second, first]


def test_postings_of_a_sitemap_beyond_the_budget_are_not_said_to_be_seen(tmp_path: Path) -> None:
    numbers = range(1001, 1006)
    pages = {f"/job/Reading-Baker/{number}/": POSTING for number in numbers}
    answers = {"/sitemap.xml": sitemap(*pages), **pages}
    day, _ = crawled(tmp_path, budget=3, **answers)
    assert (day.outcome, day.postings, day.details_pending) == (BoardOutcome.PARTIAL, 5, 2)
    assert "2 postings are known by their address alone" in (day.message or "")


def test_html_in_place_of_the_feed_is_no_feed(tmp_path: Path) -> None:
    landing = f"<html><body>{'Work with us. ' * 60}</body></html>"
    day, _ = crawled(
        tmp_path,
        **{
            "/sitemal.xml": landing,
            "/sitemap.xml": sitemap("/job/Reading-Baker/1001/"),
            "/job/Reading-Baker/1001/": POSTING,
        },
    )
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 1)


def test_a_site_without_feed_and_postings_has_failed_and_is_not_empty(tmp_path: Path) -> None:
    day, _ = crawled(tmp_path, **{"/sitemap.xml": sitemap("/about/")})
    assert day.outcome is BoardOutcome.GONE
    assert "/sitemal.xml" in (day.message or "")


def test_an_older_site_answers_its_listing_as_xml(tmp_path: Path) -> None:
    def career(request: web.Request) -> object:
        assert request.query["company"] == "Acme"
        assert request.query["resultType"] == "XML"
        return b"<Job-Listing><Job><JobTitle>Baker</JobTitle><ReqId>12</ReqId></Job></Job-Listing>"

    with Loopback({"127.0.0.1": routes(**{"/career": career})}) as server:
        known = board_at("https://career5.successfactors.eu/career?company=Acme")
        board = Board(known.ats, known.token, url=known.url, base_url=server.url())
        day = crawl(tmp_path, [board]).boards["successfactors:career5.successfactors.eu/Acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 1)
