"""A feed's run: on to its last page whatever its shape, and honest where it shows its newest alone."""

from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

import orjson
import pytest
from aiohttp import web
from scrapy.http import TextResponse

from jobs_assets.boards.board import Board, board_at, board_by_url
from jobs_assets.kinds import KINDS
from jobs_assets.pages import BoardDay, BoardOutcome, PageOutcome
from scrapy_project.bounds import Bounds
from scrapy_project.spiders.feed import FeedSpider
from tests.crawl.loopback import Loopback, crawl, routes

Query: TypeAlias = dict[str, str]

HIMALAYAS = {"companyName": "Acme", "locationRestrictions": []}


def muse_page(number: int, last: int, ids: range) -> dict[str, Any]:
    rows = [{"id": one, "name": "Baker", "refs": {}, "publication_date": "2026-01-01"} for one in ids]
    return {"page": number, "page_count": last, "total": 45, "results": rows}


def rss(count: int, head: str = "") -> str:
    items = "".join(f"<item><title>Baker</title><guid>{number}</guid></item>" for number in range(count))
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>"


def run(board: Board, answer: Callable[[Query], object]) -> tuple[BoardDay, list[str]]:
    """The day that a spider's run leaves, and the addresses it asked for; `answer` stands for the site."""
    spider = FeedSpider(board, bounds=Bounds())
    waiting = deque(spider.begin())
    asked: list[str] = []
    while waiting:
        output = waiting.popleft()
        if isinstance(output, BoardDay):
            return output, asked
        asked.append(output.url)
        body = answer(dict(parse_qsl(urlsplit(output.url).query)))
        whole = body.encode() if isinstance(body, str) else orjson.dumps(body)
        request = output.replace(meta=output.meta | {"outcome": PageOutcome.OK, "message": None})
        waiting.extend(spider.on_page(TextResponse(output.url, body=whole, request=request)))
    raise AssertionError("the run has no end")


def over_http(folder: Path, board: Board, pages: Mapping[str, object]) -> BoardDay:
    """The day that a crawl of the board leaves."""
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(folder, [Board(board.ats, board.token, url=board.url, base_url=server.url())])
    return found.boards[board.board_id]


def feed(url: str) -> Board:
    return board_by_url(KINDS["feed"], url)


@pytest.mark.parametrize("first", [0, 1])
def test_a_site_that_counts_its_pages_from_0_or_from_1_is_read_whole(first: int) -> None:
    def answer(query: Query) -> object:
        number = int(query["page"])
        place = max(number, first) - first
        return muse_page(number, 3, range(20 * place, min(45, 20 * place + 20)))

    day, asked = run(board_at("https://www.themuse.com/jobs"), answer)
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.COMPLETE, 45, 45)
    assert asked == [f"https://www.themuse.com/api/public/jobs?page={number}" for number in range(4)]


def test_a_cursor_is_followed_before_an_offset() -> None:
    def answer(query: Query) -> object:
        start = int(query.get("cursor", "0"))
        jobs = [
            HIMALAYAS | {"title": "Baker", "guid": f"https://himalayas.app/j/{n}"}
            for n in range(start, start + 20)
        ]
        more = {"nextCursor": str(start + 20)} if start < 40 else {}
        return {"totalCount": 60, "jobs": jobs} | more

    day, asked = run(board_at("https://himalayas.app/jobs"), answer)
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 60)
    assert [dict(parse_qsl(urlsplit(path).query)) for path in asked] == [
        {"limit": "20"},
        {"limit": "20", "cursor": "20"},
        {"limit": "20", "cursor": "40"},
    ]


def test_a_stated_total_that_is_not_reached_is_told() -> None:
    document = {"job-count": 2, "total-job-count": 9, "jobs": [
        {"id": number, "title": "Baker", "candidate_required_location": ""} for number in (1, 2)
    ]}  # fmt: skip
    day, _ = run(board_at("https://remotive.com"), lambda query: document)
    assert (day.outcome, day.postings, day.advertised) == (BoardOutcome.PARTIAL, 2, 9)


def test_the_next_page_is_asked_from_the_feeds_own_host_whichever_way_that_is_written() -> None:
    def answer(query: Query) -> object:
        number = int(query.get("page", "1"))
        rows = [{"slug": f"baker-{number}", "company_name": "Acme", "title": "Baker"}]
        following = f"http://arbeitnow.com/api/job-board-api?page={number + 1}" if number < 3 else None
        return {"data": rows, "links": {"next": following}, "meta": {}}

    day, asked = run(board_at("https://www.arbeitnow.com"), answer)
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 3)
    api = "https://www.arbeitnow.com/api/job-board-api"
    assert asked == [api, f"{api}?page=2", f"{api}?page=3"]


def test_a_feed_that_goes_on_at_another_host_is_not_followed_there() -> None:
    head = '<link rel="next" href="https://elsewhere.example/jobs.rss"/>'
    day, asked = run(feed("https://acme.example/jobs.rss"), lambda query: rss(3, head))
    assert (day.outcome, day.truncated, len(asked)) == (BoardOutcome.PARTIAL, True, 1)
    assert "elsewhere.example" in (day.message or "")


def test_a_page_that_always_names_a_next_one_ends_where_nothing_is_new() -> None:
    def answer(query: Query) -> object:
        number = int(query.get("page", "1"))
        return rss(3, f'<link rel="next" href="?page={number + 1}"/>')

    day, asked = run(feed("https://acme.example/jobs.rss"), answer)
    assert (day.outcome, day.postings, len(asked)) == (BoardOutcome.COMPLETE, 3, 3)


@pytest.mark.parametrize(
    ("count", "head", "outcome"),
    [
        (3, "", BoardOutcome.COMPLETE),
        (50, "", BoardOutcome.PARTIAL),
        (51, "", BoardOutcome.COMPLETE),
        (50, "<totalResults>50</totalResults>", BoardOutcome.COMPLETE),
        (0, "", BoardOutcome.EMPTY),
    ],
)
def test_a_feed_of_a_round_number_of_entries_shows_its_newest(
    count: int, head: str, outcome: BoardOutcome
) -> None:
    day, _ = run(feed("https://acme.example/jobs.rss"), lambda query: rss(count, head))
    assert (day.outcome, day.postings) == (outcome, count)
    if outcome is BoardOutcome.PARTIAL:
        assert "exactly 50 entries" in (day.message or "")


@pytest.mark.parametrize(("count", "outcome"), [(30, BoardOutcome.COMPLETE), (99, BoardOutcome.PARTIAL)])
def test_a_site_known_to_show_its_newest_alone_is_never_a_complete_board_once_full(
    count: int, outcome: BoardOutcome
) -> None:
    jobs = [{"id": str(number), "position": "Baker", "company": "Acme"} for number in range(count)]
    day, _ = run(board_at("https://remoteok.com"), lambda query: [{"legal": "Link back."}, *jobs])
    assert (day.outcome, day.postings) == (outcome, count)


def test_a_feed_is_told_by_its_content_whatever_its_type_says(tmp_path: Path) -> None:
    pages = {"/jobs.rss": web.Response(text=rss(2), content_type="text/html")}
    day = over_http(tmp_path, feed("https://acme.example/jobs.rss"), pages)
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 2)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!doctype html><html><body>Jobs</body></html>", "HTML where XML was due"),
        ("<offers><offer><title>Baker</title></offer></offers>", "<offers> with offer"),
        ({"jobs": [{"id": 1, "title": "Baker"}]}, "an object with the keys jobs"),
    ],
)
def test_what_is_no_known_feed_fails_and_says_what_it_is(tmp_path: Path, body: object, reason: str) -> None:
    day = over_http(tmp_path, feed("https://acme.example/jobs"), {"/jobs": body})
    assert (day.outcome, day.postings) == (BoardOutcome.FAILED, 0)
    assert reason in (day.message or "")


def test_an_opening_that_is_over_is_not_counted() -> None:
    one = (
        "<PositionOpening><DocumentID>{}</DocumentID><PositionOpeningStatusCode>{}</PositionOpeningStatusCode>"
        "</PositionOpening>"
    )
    body = one.format(1, "Active") + one.format(2, "Inactive")
    whole = f"<ShowPositionOpening><DataArea>{body}</DataArea></ShowPositionOpening>"
    day, _ = run(feed("https://acme.example/o.xml"), lambda query: whole)
    assert (day.outcome, day.postings) == (BoardOutcome.COMPLETE, 1)
