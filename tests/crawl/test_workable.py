"""A Workable account's run: one page, and a host that is soon asked too often."""

from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

LIST = "/api/v1/widget/accounts/acme"


def test_an_account_is_one_request(tmp_path: Path) -> None:
    jobs = [{"shortcode": f"A{number}", "title": "Baker"} for number in range(230)]
    with Loopback({"127.0.0.1": routes(**{LIST: {"name": "Acme", "jobs": jobs}})}) as server:
        found = crawl(tmp_path, [Board("workable", "acme", base_url=server.url())])
        assert server.paths() == [f"{LIST}?details=true"]
    day = found.boards["workable:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 230)


@pytest.mark.parametrize("document", [{"error": "Not found"}, {"jobs": None}, []])
def test_json_without_a_list_of_jobs_fails_the_account(document: object, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{LIST: document})}) as server:
        found = crawl(tmp_path, [Board("workable", "acme", base_url=server.url())])
    assert found.boards["workable:acme"].outcome is BoardOutcome.FAILED


def test_an_account_that_is_put_off_for_long_is_left_alone(tmp_path: Path) -> None:
    def later(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "600"})

    with Loopback({"127.0.0.1": routes(**{LIST: later})}) as server:
        found = crawl(tmp_path, [Board("workable", "acme", base_url=server.url())])
        assert len(server.paths()) == 1
    assert found.boards["workable:acme"].outcome is BoardOutcome.THROTTLED
