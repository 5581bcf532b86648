"""What only iCIMS does: pages counted from zero, a number of pages and no total, portals that have moved."""

from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, BoardOutcome
from tests.crawl.loopback import Handler, Loopback, crawl, routes

SIZE = 20
POSTING = '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Baker"}</script></html>'


def portal(
    total: int, *, says: int | None = None, repeats_from: int | None = None, broken: int | None = None
) -> Handler:
    def answer(request: web.Request) -> object:
        number = int(request.query["pr"])
        if number == broken:
            return 404
        assert request.query["in_iframe"] == "1"
        number = number if repeats_from is None else min(number, repeats_from)
        shown = range(number * SIZE, min(total, (number + 1) * SIZE))
        cards = "".join(
            f'<li class="iCIMS_JobCardItem"><a href="/jobs/{one}/baker/job?in_iframe=1"><h3>B</h3></a></li>'
            for one in shown
        )
        paging = f"Page {number + 1} of {says}" if says else ""
        return f'<div class="iCIMS_Paging">{paging}</div><ul class="iCIMS_JobsTable">{cards}</ul>'

    pages = {f"/jobs/{number}/job": POSTING for number in range(total)}
    return routes(**{"/jobs/search": answer}, **pages)


def crawled(tmp_path: Path, handler: Handler) -> tuple[BoardDay, int]:
    with Loopback({"127.0.0.1": handler}) as server:
        board = Board("icims", "careers-acme", base_url=server.url())
        day = crawl(tmp_path, [board]).boards["icims:careers-acme"]
        return day, sum(path.startswith("/jobs/search") for path in server.paths())


@pytest.mark.parametrize(
    ("total", "says", "asked"), [(0, None, 1), (5, 1, 1), (5, None, 2), (45, 3, 3), (40, 2, 2)]
)
def test_a_search_is_paged_to_its_end(total: int, says: int | None, asked: int, tmp_path: Path) -> None:
    day, searches = crawled(tmp_path, portal(total, says=says))
    assert (day.postings, searches, day.truncated) == (total, asked, False)
    assert day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)


def test_a_search_that_repeats_itself_before_its_last_page_is_partial(tmp_path: Path) -> None:
    day, searches = crawled(tmp_path, portal(200, says=10, repeats_from=1))
    assert (day.outcome, day.postings, searches) == (BoardOutcome.PARTIAL, 40, 3)
    assert "says that it has 10 pages" in (day.message or "")


def test_a_search_goes_on_behind_a_page_that_is_missing(tmp_path: Path) -> None:
    day, searches = crawled(tmp_path, portal(100, says=5, broken=2))
    assert (day.outcome, day.postings, searches) == (BoardOutcome.PARTIAL, 80, 5)


def test_a_portal_that_has_moved_says_where_to(tmp_path: Path) -> None:
    moved = (
        "<script>window.top.location.href = 'https:\\/\\/careers.acme.example\\/jobs';</script>"
        + "<p>.</p>" * 99
    )
    day, _ = crawled(tmp_path, routes(**{"/jobs/search": moved}))
    assert day.outcome is BoardOutcome.FAILED
    assert "moved to https://careers.acme.example/jobs" in (day.message or "")
