"""A company's run on JOIN: pages of five, and each posting's own."""

import json
from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageRole
from tests.crawl.loopback import Handler, Loopback, crawl, routes

WORDS = "<p>" + "Work with us. " * 60 + "</p>"


def html(state: dict[str, object]) -> str:
    data = json.dumps({"props": {"pageProps": state}})
    return (
        f'<html><body>{WORDS}<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )


def company(total: int, *, domain: str = "acme", stated: int | None = None) -> Handler:
    def page(request: web.Request) -> str:
        number = int(request.query.get("page", "1"))
        listed = range(5 * (number - 1), min(5 * number, total))
        items = [{"id": n, "idParam": f"{n}-baker", "title": "Baker"} for n in listed]
        pagination = {
            "page": number,
            "pageCount": -(-total // 5),
            "total": total if stated is None else stated,
        }
        state = {
            "company": {"name": "Acme", "domain": domain},
            "jobs": {"items": items, "pagination": pagination},
        }
        return html({"initialState": state})

    own = {f"/companies/acme/{n}-baker": html({"initialState": {"job": {"id": n}}}) for n in range(total)}
    return routes(**{"/companies/acme": page}, **own)


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (5, 1), (12, 3)])
def test_a_company_is_paged_to_its_end_and_each_posting_asked_for(
    total: int, pages: int, tmp_path: Path
) -> None:
    with Loopback({"127.0.0.1": company(total)}) as server:
        found = crawl(tmp_path, [Board("join", "acme", base_url=server.url())])
    day = found.boards["join:acme"]
    assert (day.postings, day.advertised, day.pages) == (total, total, pages + total)
    assert day.outcome is (BoardOutcome.COMPLETE if total else BoardOutcome.EMPTY)
    assert len([one for one in found.fetches["join:acme"] if one.role is PageRole.POSTING]) == total


def test_a_total_that_is_not_reached_leaves_the_company_partial(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": company(7, stated=9)}) as server:
        found = crawl(tmp_path, [Board("join", "acme", base_url=server.url())])
    day = found.boards["join:acme"]
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.PARTIAL, 7, 9)


def test_another_companys_page_is_not_read_in_the_place_of_ones_own(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": company(7, domain="placeholder")}) as server:
        found = crawl(tmp_path, [Board("join", "acme", base_url=server.url())])
        assert server.paths() == ["/companies/acme"]
    day = found.boards["join:acme"]
    assert (day.outcome, day.postings) == (BoardOutcome.GONE, 0)
    assert "the page of 'placeholder'" in (day.message or "")


@pytest.mark.parametrize("status", [404, 410])
def test_a_company_that_is_gone_says_so_in_its_state(status: int, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/companies/acme": html({"statusCode": status})})}) as server:
        found = crawl(tmp_path, [Board("join", "acme", base_url=server.url())])
    assert found.boards["join:acme"].outcome is BoardOutcome.GONE


def test_a_posting_that_went_meanwhile_is_no_failure(tmp_path: Path) -> None:
    state = {"company": {"name": "Acme"}, "jobs": [{"id": 1}, {"id": 2}]}
    pages = {
        "/companies/acme": html({"companyData": state}),
        "/companies/acme/1": html({"initialState": {"job": {"id": 1}}}),
        "/companies/acme/2": html({"statusCode": 410}),
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("join", "acme", base_url=server.url())])
    day = found.boards["join:acme"]
    assert (day.outcome, day.postings, day.details_failed) == (BoardOutcome.COMPLETE, 2, 0)
