"""A SmartRecruiters board's run: pages by offset to the stated total, then a detail of each posting."""

from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Handler, Loopback, crawl, routes

POSTINGS = "/v1/companies/acme/postings"


def company(total: int, *, stated: int | None = None, most: int = 100) -> Handler:
    """A company whose server gives at most `most` rows a page, whatever was asked for."""

    def page(request: web.Request) -> object:
        offset, limit = int(request.query["offset"]), min(most, int(request.query["limit"]))
        rows = [{"id": str(number), "name": "Baker"} for number in range(total)][offset : offset + limit]
        return {
            "offset": offset,
            "limit": limit,
            "totalFound": total if stated is None else stated,
            "content": rows,
        }

    details = {f"{POSTINGS}/{number}": {"id": str(number), "jobAd": {}} for number in range(total)}
    return routes(**{POSTINGS: page}, **details)


@pytest.mark.parametrize(("total", "listings"), [(0, 1), (1, 1), (100, 1), (101, 2), (230, 3)])
def test_every_page_and_every_detail_is_fetched(total: int, listings: int, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": company(total)}) as server:
        board = Board("smartrecruiters", "acme", base_url=server.url())
        day = crawl(tmp_path, [board]).boards["smartrecruiters:acme"]
    assert (day.postings, day.advertised, day.pages) == (total, total, listings + total)
    assert day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)


def test_a_page_shorter_than_asked_for_loses_nothing(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": company(35, most=10)}) as server:
        board = Board("smartrecruiters", "acme", base_url=server.url())
        day = crawl(tmp_path, [board]).boards["smartrecruiters:acme"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.COMPLETE, 35, 4 + 35)


def test_a_total_that_is_not_reached_leaves_the_board_partial(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": company(12, stated=20)}) as server:
        board = Board("smartrecruiters", "acme", base_url=server.url())
        day = crawl(tmp_path, [board]).boards["smartrecruiters:acme"]
    assert (day.outcome, day.advertised, day.postings) == (BoardOutcome.PARTIAL, 20, 12)
    assert "states 20 postings and lists 12" in (day.message or "")
