"""A Teamtailor site's run: two feeds, each paged in its own way."""

from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Handler, Loopback, crawl, routes

HOST = "https://careers.acme.example"


def items(total: int, start: int, size: int = 100) -> list[dict[str, object]]:
    return [{"id": f"u{n}", "url": f"{HOST}/jobs/{n}-baker"} for n in range(start, min(start + size, total))]


def site(total: int, *, names_next: bool) -> Handler:
    def json_feed(request: web.Request) -> object:
        page = int(request.query.get("page", "1"))
        found = items(total, 100 * (page - 1))
        more = names_next and 100 * page < total
        return {"items": found} | ({"next_url": f"{HOST}/jobs.json?page={page + 1}"} if more else {})

    def rss_feed(request: web.Request) -> object:
        found = items(total, int(request.query["offset"]), int(request.query["per_page"]))
        inner = "".join(f"<item><link>{one['url']}</link><guid>{one['id']}</guid></item>" for one in found)
        return f"<?xml version='1.0'?><rss><channel>{inner}</channel></rss>"

    return routes(**{"/jobs.json": json_feed, "/jobs.rss": rss_feed})


@pytest.mark.parametrize("names_next", [True, False])
def test_both_feeds_are_paged_to_their_ends(names_next: bool, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": site(230, names_next=names_next)}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
        assert sorted(server.paths()) == [
            "/jobs.json",
            "/jobs.json?page=2",
            "/jobs.json?page=3",
            "/jobs.rss?offset=0&per_page=100",
            "/jobs.rss?offset=100&per_page=100",
            "/jobs.rss?offset=200&per_page=100",
        ]
    day = found.boards["teamtailor:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 230)


def test_a_full_last_page_is_asked_beyond_once(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": site(100, names_next=False)}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
        assert len(server.paths()) == 4
    assert found.boards["teamtailor:acme"].postings == 100


def test_feeds_that_do_not_page_end_when_nothing_new_comes(tmp_path: Path) -> None:
    everything = {"items": items(150, 0, 150), "next_url": f"{HOST}/jobs.json?page=2"}
    inner = "".join(f"<item><link>{one['url']}</link></item>" for one in items(150, 0, 150))
    pages = {"/jobs.json": everything, "/jobs.rss": f"<rss><channel>{inner}</channel></rss>"}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
        assert len(server.paths()) == 4
    day = found.boards["teamtailor:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 150)


@pytest.mark.parametrize(("rss", "outcome"), [(404, BoardOutcome.COMPLETE), (500, BoardOutcome.PARTIAL)])
def test_a_site_without_an_rss_is_complete_and_one_whose_rss_fails_is_not(
    rss: int, outcome: BoardOutcome, tmp_path: Path
) -> None:
    pages = {"/jobs.json": {"items": items(3, 0)}, "/jobs.rss": rss}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
    assert found.boards["teamtailor:acme"].outcome is outcome


def test_a_site_without_a_json_feed_is_read_from_its_rss(tmp_path: Path) -> None:
    rss = "<rss><channel><item><link>https://careers.acme.example/jobs/7-baker</link></item></channel></rss>"
    with Loopback({"127.0.0.1": routes(**{"/jobs.rss": rss})}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
    day = found.boards["teamtailor:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 1)


def test_a_site_with_neither_feed_is_gone(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes()}) as server:
        found = crawl(tmp_path, [Board("teamtailor", "acme", base_url=server.url())])
    assert found.boards["teamtailor:acme"].outcome is BoardOutcome.GONE
