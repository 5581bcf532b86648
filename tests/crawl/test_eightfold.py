"""Eightfold's two APIs, ten positions a page, from servers that do not agree on an order."""

from pathlib import Path

from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

CAREERS = (
    f'<html><body>{"Work with us. " * 60}<script>window._EF_GROUP_ID = "acme.com";</script></body></html>'
)
REFUSED = {"message": "PCSX is not enabled for this user."}


def position(number: int) -> dict[str, object]:
    return {"id": number, "name": f"Baker {number}"}


def refused(request: web.Request) -> web.Response:
    return web.json_response(REFUSED, status=403)


def crawled(tmp_path: Path, **answers: object) -> tuple[BoardDay, list[str]]:
    record = {"data": position(1)}
    known = {"/careers": CAREERS, "/api/pcsx/position_details": record} | answers
    known |= {f"/api/apply/v2/jobs/{number}": position(number) for number in range(60)}
    with Loopback({"127.0.0.1": routes(**known)}) as server:
        board = Board("eightfold", "acme", url="https://acme.eightfold.ai/careers", base_url=server.url())
        return crawl(tmp_path, [board]).boards["eightfold:acme"], server.paths()


def test_positions_are_paged_by_ten_to_their_count_and_each_is_asked_for(tmp_path: Path) -> None:
    def search(request: web.Request) -> object:
        assert request.query["domain"] == "acme.com"
        start = int(request.query["start"])
        return {"data": {"count": 35, "positions": [position(one) for one in range(35)][start : start + 10]}}

    day, paths = crawled(tmp_path, **{"/api/pcsx/search": search})
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.COMPLETE, 35, 35)
    assert sum("/api/pcsx/search" in path for path in paths) == 4
    assert sum("/api/pcsx/position_details" in path for path in paths) == 35


def test_what_a_sweep_missed_because_the_order_changed_is_found_by_the_next(tmp_path: Path) -> None:
    asked: list[int] = []

    def search(request: web.Request) -> object:
        start = int(request.query["start"])
        asked.append(start)
        order = range(30) if len(asked) <= 3 and start != 10 else range(29, -1, -1)
        positions = [position(one) for one in order][start : start + 10]
        if len(asked) == 3:
            positions = [position(one) for one in range(10)]  # the first ten again: the last ten are missing
        return {"data": {"count": 30, "positions": positions}}

    day, _ = crawled(tmp_path, **{"/api/pcsx/search": search})
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 30)
    assert len(asked) == 6


def test_a_tenant_without_the_newer_api_is_read_from_the_older(tmp_path: Path) -> None:
    def search(request: web.Request) -> object:
        start = int(request.query["start"])
        return {"count": 12, "positions": [position(one) for one in range(12)][start : start + 10]}

    day, paths = crawled(tmp_path, **{"/api/pcsx/search": refused, "/api/apply/v2/jobs": search})
    assert (day.outcome, day.postings, day.message) == (BoardOutcome.COMPLETE, 12, None)
    assert sum("/api/apply/v2/jobs/" in path for path in paths) == 12


def test_without_a_count_pages_are_read_until_one_is_empty(tmp_path: Path) -> None:
    def search(request: web.Request) -> object:
        start = int(request.query["start"])
        return {"data": {"positions": [position(one) for one in range(20)][start : start + 10]}}

    day, paths = crawled(tmp_path, **{"/api/pcsx/search": search})
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 20)
    assert sum("/api/pcsx/search" in path for path in paths) == 3


def test_a_list_that_stays_short_of_its_count_is_partial(tmp_path: Path) -> None:
    def search(request: web.Request) -> object:
        return {"data": {"count": 12, "positions": [position(one) for one in range(10)]}}

    day, paths = crawled(tmp_path, **{"/api/pcsx/search": search})
    assert (day.outcome, day.postings) == (BoardOutcome.PARTIAL, 10)
    assert sum("/api/pcsx/search" in path for path in paths) == 4


def test_refused_by_both_apis_a_board_says_what_the_first_answered(tmp_path: Path) -> None:
    day, _ = crawled(tmp_path, **{"/api/pcsx/search": refused, "/api/apply/v2/jobs": refused})
    assert (day.outcome, day.status) == (BoardOutcome.FAILED, 403)
    assert "/api/pcsx/search" in (day.message or "")


def test_a_page_that_is_not_eightfolds_is_asked_by_the_older_api_once(tmp_path: Path) -> None:
    day, paths = crawled(tmp_path, **{"/careers": CAREERS.replace("_EF_GROUP_ID", "x")})
    assert day.outcome is BoardOutcome.FAILED
    assert "names no _EF_GROUP_ID" in (day.message or "")
    assert len(paths) == 2
