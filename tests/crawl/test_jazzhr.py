"""What only JazzHR does: boards that have left and do not say it by a status, rows nobody can read."""

from pathlib import Path

from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from tests.crawl.loopback import Loopback, crawl, routes

OPENING = f"<html><body><h2>Baker</h2><div id='job-description'>{'Bread. ' * 80}</div></body></html>"


def row(key: str) -> str:
    link = f'<a class="job_title_link" href="/apply/jobs/details/{key}?&">Baker</a>' if key else "Baker"
    return f'<tr id="row_job_20260101000000_{key}"><td>{link}</td><td>Austin, TX</td></tr>'


def table(*keys: str) -> str:
    return f'<html><p>{"Openings. " * 40}</p><table id="jobs_table">{"".join(map(row, keys))}</table></html>'


def test_a_table_leads_to_each_openings_page(tmp_path: Path) -> None:
    pages = {
        "/apply/jobs": table("AbCdEf1234", "GhIjKl5678"),
        "/apply/AbCdEf1234": OPENING,
        "/apply/GhIjKl5678": 410,
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        day = crawl(tmp_path, [Board("jazzhr", "acme", base_url=server.url())]).boards["jazzhr:acme"]
        assert sorted(server.paths()) == sorted(pages)
    assert (day.outcome, day.postings, day.details_failed) == (BoardOutcome.COMPLETE, 2, 0)


def test_an_empty_table_is_an_empty_board(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/apply/jobs": table()})}) as server:
        day = crawl(tmp_path, [Board("jazzhr", "acme", base_url=server.url())]).boards["jazzhr:acme"]
    assert day.outcome is BoardOutcome.EMPTY


def test_an_account_that_is_no_longer_active_is_gone(tmp_path: Path) -> None:
    page = f"<html><title>JazzHR - Inactive Career Page</title>{'<p>No longer active.</p>' * 20}</html>"
    with Loopback({"127.0.0.1": routes(**{"/apply/jobs": page})}) as server:
        day = crawl(tmp_path, [Board("jazzhr", "acme", base_url=server.url())]).boards["jazzhr:acme"]
    assert day.outcome is BoardOutcome.GONE


def test_a_name_that_leads_to_the_vendors_site_is_gone(tmp_path: Path) -> None:
    def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "https://info.jazzhr.com/job-seekers.html"})

    with Loopback({"127.0.0.1": routes(**{"/apply/jobs": away})}) as server:
        day = crawl(tmp_path, [Board("jazzhr", "acme", base_url=server.url())]).boards["jazzhr:acme"]
    assert day.outcome is BoardOutcome.GONE


def test_a_row_that_cannot_be_read_leaves_the_board_partial(tmp_path: Path) -> None:
    pages = {"/apply/jobs": table("AbCdEf1234", ""), "/apply/AbCdEf1234": OPENING}
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        day = crawl(tmp_path, [Board("jazzhr", "acme", base_url=server.url())]).boards["jazzhr:acme"]
    assert (day.outcome, day.truncated) == (BoardOutcome.PARTIAL, True)
    assert "1 of 2 rows" in (day.message or "")
