"""What only Breezy HR does: a list with its texts, and portals that are none."""

from pathlib import Path

from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

POSITION = '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Cook"}</script></html>'


def acme(server: Loopback) -> Board:
    return Board("breezy", "acme", base_url=server.url())


def test_only_a_position_without_its_text_is_asked_for_by_its_page(tmp_path: Path) -> None:
    rows = [
        {"id": "0a1b", "friendly_id": "0a1b-baker", "name": "Baker", "description": "<p>Bread.</p>"},
        {"id": "2c3d", "friendly_id": "2c3d-cook", "name": "Cook"},
    ]
    with Loopback({"127.0.0.1": routes(**{"/json": rows, "/p/2c3d-cook": POSITION})}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["breezy:acme"]
        assert server.paths() == ["/json?verbose=true", "/p/2c3d-cook"]
    assert (day.outcome, day.postings, day.details_failed) == (BoardOutcome.COMPLETE, 2, 0)


def test_a_position_that_leads_to_the_portals_front_is_just_gone(tmp_path: Path) -> None:
    def front(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/"})

    rows = [{"id": "2c3d", "friendly_id": "2c3d-cook", "name": "Cook"}]
    with Loopback({"127.0.0.1": routes(**{"/json": rows, "/p/2c3d-cook": front})}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["breezy:acme"]
    assert (day.outcome, day.details_failed) == (BoardOutcome.COMPLETE, 0)


def test_a_name_that_leads_to_the_vendors_site_is_gone(tmp_path: Path) -> None:
    def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "https://breezy.hr/"})

    with Loopback({"127.0.0.1": routes(**{"/json": away})}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["breezy:acme"]
    assert day.outcome is BoardOutcome.GONE
    assert "no such portal" in (day.message or "")


def test_an_empty_list_is_an_empty_board(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/json": []})}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["breezy:acme"]
    assert day.outcome is BoardOutcome.EMPTY
