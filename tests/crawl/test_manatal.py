"""A Manatal board's run: page by page for as long as a next one is named."""

from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Handler, Loopback, crawl, routes

JOBS = "/api/v1.0/c/acme/jobs/"
MOST = 20


def career_page(total: int, *, endless: bool = False) -> Handler:
    """A list whose server gives at most twenty rows a page and answers 404 past its end."""

    def page(request: web.Request) -> object:
        number = int(request.query["page"])
        size = min(MOST, int(request.query["page_size"]))
        rows = [{"id": at} for at in range(total)][(number - 1) * size : number * size]
        if endless:
            rows = [{"id": at} for at in range(size)]
        elif number > 1 and not rows:
            return 404
        more = endless or number * size < total
        return {"count": total, "next": f"http://x/?page={number + 1}" if more else None, "results": rows}

    return routes(**{JOBS: page})


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (137, 7)])
def test_every_page_is_fetched_and_none_past_the_end(total: int, pages: int, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": career_page(total)}) as server:
        day = crawl(tmp_path, [Board("manatal", "acme", base_url=server.url())]).boards["manatal:acme"]
    assert (day.postings, day.advertised, day.pages) == (total, total, pages)
    assert day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)


def test_a_list_that_names_the_same_postings_for_ever_is_left_and_partial(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": career_page(137, endless=True)}) as server:
        day = crawl(tmp_path, [Board("manatal", "acme", base_url=server.url())]).boards["manatal:acme"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.PARTIAL, 20, 2)
    assert "states 137 postings and lists 20" in (day.message or "")
