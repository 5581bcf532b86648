"""What only BambooHR does: two ways to a board, and a name nobody has leads away."""

from pathlib import Path

from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

EMBEDDED = (
    '<div class="BambooHR-ATS-board"><ul><li id="bhrPositionID_7" class="BambooHR-ATS-Jobs-Item">'
    '<a href="//acme.bamboohr.com/careers/7">Baker</a></li></ul></div>'
)


def acme(server: Loopback) -> Board:
    return Board("bamboohr", "acme", base_url=server.url())


def test_a_list_leads_to_each_openings_record(tmp_path: Path) -> None:
    rows = [{"id": "7", "jobOpeningName": "Baker"}, {"id": "9", "jobOpeningName": "Cook"}]
    pages = {
        "/careers/list": {"meta": {"totalCount": 2}, "result": rows},
        "/careers/7/detail": {"result": {"jobOpening": {"jobOpeningName": "Baker"}}},
        "/careers/9/detail": {"result": {"jobOpening": {"jobOpeningName": "Cook"}}},
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["bamboohr:acme"]
        assert sorted(server.paths()) == sorted(pages)
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.COMPLETE, 2, 2)


def test_where_the_list_is_gone_the_embedded_one_is_read(tmp_path: Path) -> None:
    pages = {
        "/careers/list": 404,
        "/jobs/embed2.php": EMBEDDED,
        "/careers/7/detail": {"result": {"jobOpening": {"jobOpeningName": "Baker"}}},
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["bamboohr:acme"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.COMPLETE, 1, 3)


def test_robots_txt_keeps_us_from_the_embedded_list_and_the_list_decides(tmp_path: Path) -> None:
    pages = {"/robots.txt": "User-agent: *\nDisallow: /jobs/embed2.php\n", "/careers/list": 404}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["bamboohr:acme"]
        assert server.paths() == ["/careers/list"]
    assert day.outcome is BoardOutcome.GONE
    assert "/careers/list" in (day.message or "")


def test_a_name_that_leads_to_the_vendors_site_is_gone(tmp_path: Path) -> None:
    def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "https://www.bamboohr.com/"})

    with Loopback({"127.0.0.1": routes(**{"/careers/list": away, "/jobs/embed2.php": away})}) as server:
        day = crawl(tmp_path, [acme(server)]).boards["bamboohr:acme"]
    assert day.outcome is BoardOutcome.GONE
    assert "no such company" in (day.message or "")


def test_an_empty_list_is_an_empty_board_only_where_its_total_says_so(tmp_path: Path) -> None:
    stated = {"/careers/list": {"meta": {"totalCount": 0}, "result": []}}
    silent = {"/careers/list": {"result": []}}
    found = []
    for number, pages in enumerate((stated, silent)):
        (folder := tmp_path / str(number)).mkdir()
        with Loopback({"127.0.0.1": routes(**pages)}) as server:
            found.append(crawl(folder, [acme(server)]).boards["bamboohr:acme"])
    assert [day.outcome for day in found] == [BoardOutcome.EMPTY, BoardOutcome.FAILED]
    assert "empty list without its total" in (found[1].message or "")
