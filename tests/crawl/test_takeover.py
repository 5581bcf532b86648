"""A crawl after one of its day that was killed: what that one had is not fetched again, nothing is lost."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardDay, BoardOutcome, PageOutcome, PageRole
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import sqlite_driver
from scrapy_project.process import given
from scrapy_project.spec import CrawlSpec
from tests.crawl.loopback import Loopback, crawl, spec_of, start_crawl
from tests.store.records import a_fetch

SITE, POSTINGS = "site:acme.example/careers/", 150
LEVERS = [f"lever:l{number}" for number in range(3)]
TEXT = "Work with us. " * 60
NOW = datetime.now(UTC)
TODAY = NOW.date()


async def careers(request: web.Request) -> web.StreamResponse:
    """A careers site whose pages take their time."""
    if request.path == "/careers/":
        links = "".join(f'<a href="/careers/jobs/{number}">job</a>' for number in range(POSTINGS))
        return web.Response(text=f"<html><p>{TEXT}</p>{links}</html>", content_type="text/html")
    if not request.path.startswith("/careers/jobs/"):
        raise LookupError(request.path)
    await asyncio.sleep(0.07)
    posting = '{"@type": "JobPosting", "title": "Baker"}'
    html = f'<html><script type="application/ld+json">{posting}</script><p>{TEXT} {request.path}</p></html>'
    return web.Response(text=html, content_type="text/html")


async def lever(request: web.Request) -> web.StreamResponse:
    return web.json_response([{"id": f"{request.path}-{number}"} for number in range(7)])


def boards_of(server: Loopback) -> list[Board]:
    levers = [Board("lever", f"l{number}", base_url=server.url("127.0.0.2")) for number in range(3)]
    return [
        *levers,
        Board("site", "acme.example/careers/", url="https://acme.example/careers/", base_url=server.url()),
    ]


def spooled(spec: CrawlSpec) -> list[str]:
    """The addresses of the postings' pages that an unfinished crawl has on record."""
    if not spec.archive.exists():
        return []
    connection = sqlite_driver().connect(str(spec.archive))
    try:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'spooled_fetches'").fetchone():
            return []
        rows = connection.execute("SELECT fetch FROM spooled_fetches").fetchall()
    finally:
        connection.close()
    return [fetch["url"] for (row,) in rows if (fetch := orjson.loads(row))["role"] == "posting"]


def kill_midway(spec: CrawlSpec, number: signal.Signals) -> None:
    with start_crawl(spec) as process:
        deadline = time.monotonic() + 60
        while process.poll() is None and len(spooled(spec)) < 40:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(number)
        process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_crawl_is_gone_on_with(number: signal.Signals, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": careers, "127.0.0.2": lever}) as server:
        spec = spec_of(tmp_path, boards_of(server))
        kill_midway(spec, number)
        had = spooled(spec)
        assert 40 <= len(had) < POSTINGS
        before = len(server.hits)
        crawled = crawl(tmp_path, boards_of(server))
        asked = [hit.path for hit in server.hits[before:]]
    assert crawled.status == 0
    assert not [path for path in asked if path.startswith("/v0/")]
    pages = [path for path in asked if path.startswith("/careers/jobs/")]
    assert sorted(pages) == sorted(
        path
        for path in (f"/careers/jobs/{number}" for number in range(POSTINGS))
        if f"https://acme.example{path}" not in had
    )
    outcomes = {board_id: (day.outcome, day.postings) for board_id, day in crawled.boards.items()}
    assert outcomes == {
        SITE: (BoardOutcome.COMPLETE, POSTINGS),
        **dict.fromkeys(LEVERS, (BoardOutcome.COMPLETE, 7)),
    }
    urls = Counter(fetch.url for fetch in crawled.fetches[SITE] if fetch.role in {"posting", "listing"})
    assert set(urls.values()) == {1}
    postings = [fetch for fetch in crawled.fetches[SITE] if fetch.role is PageRole.POSTING]
    assert len(postings) == POSTINGS
    assert all(b"JobPosting" in crawled.bodies[str(fetch.body_hash)] for fetch in postings)
    events = [event["board_id"] for event in crawled.events if event["event"] == "board"]
    assert sorted(events) == sorted([SITE, *LEVERS])


# What is taken over, by the rules of the archive

SINCE = NOW - timedelta(hours=6)


def unfinished(archive: PageArchive, boards: Mapping[str, str], *days: BoardDay, day: date = TODAY) -> None:
    """A crawl that was killed after it had a posting's page of each board and had closed some."""
    crawl_id = archive.begin_crawl(day, boards)
    for number, board_id in enumerate(boards):
        archive.add(crawl_id, a_fetch(number, board_id=board_id, fetched_at=NOW), b"page", "site")
    for board in days:
        archive.close_board(crawl_id, board)
    archive.flush()


def closed(board_id: str, outcome: BoardOutcome = BoardOutcome.COMPLETE, hours: float = 0) -> BoardDay:
    return BoardDay(board_id, outcome, started_at=NOW - timedelta(hours=hours))


@pytest.mark.parametrize(
    ("board", "how", "taken"),
    [
        (closed("b"), "same", "whole"),
        (closed("b", BoardOutcome.EMPTY), "same", "whole"),
        (closed("b", BoardOutcome.PARTIAL), "same", "page"),
        (closed("b", BoardOutcome.FAILED), "same", "page"),
        (None, "same", "page"),
        (closed("b", hours=7), "same", "page"),
        (closed("b"), "other", "nothing"),
        (None, "other", "nothing"),
    ],
)
def test_a_board_is_taken_over_whole_or_its_pages_or_not_at_all(
    board: BoardDay | None, how: str, taken: str, tmp_path: Path
) -> None:
    with PageArchive(tmp_path / "pages.sqlite") as archive:
        unfinished(archive, {"b": "same", "c": "same"}, *([board] if board else []))
        crawl_id = archive.begin_crawl(TODAY, {"b": how, "d": "new"}, SINCE)
        assert [day.board_id for day in archive.boards(crawl_id)] == (["b"] if taken == "whole" else [])
        assert [fetch.board_id for fetch in archive.fetches(crawl_id)] == (["b"] if taken == "whole" else [])
        assert archive.leftovers(crawl_id) == ({"b"} if taken == "page" else set())
        left = archive.leftover(crawl_id, "b", "https://acme.example/jobs/0")
        assert (left is not None) == (taken == "page")


@pytest.mark.parametrize(
    ("fields", "usable"),
    [
        ({}, True),
        ({"outcome": PageOutcome.NOT_MODIFIED}, True),
        ({"role": PageRole.LISTING}, False),
        ({"outcome": PageOutcome.HTTP_ERROR}, False),
        ({"fetched_at": NOW - timedelta(hours=7)}, False),
    ],
)
def test_of_a_board_that_had_not_closed_the_young_good_pages_of_postings_are_taken_over(
    fields: dict[str, object], usable: bool, tmp_path: Path
) -> None:
    with PageArchive(tmp_path / "pages.sqlite") as archive:
        crawl_id = archive.begin_crawl(TODAY, {"b": "same"})
        fetch = a_fetch(1, **{"board_id": "b", "fetched_at": NOW, **fields})
        archive.add(crawl_id, fetch, b"page", "site")
        archive.flush()
        crawl_id = archive.begin_crawl(TODAY, {"b": "same"}, SINCE)
        assert archive.leftover(crawl_id, "b", fetch.url) == (fetch if usable else None)


def test_what_was_taken_over_is_taken_over_again_by_the_crawl_after_the_next(tmp_path: Path) -> None:
    boards = {"b": "same", "c": "same"}
    with PageArchive(tmp_path / "pages.sqlite") as archive:
        unfinished(archive, boards, closed("b"))
        archive.begin_crawl(TODAY, boards, SINCE)
        crawl_id = archive.begin_crawl(TODAY, boards, SINCE)
        assert [day.board_id for day in archive.boards(crawl_id)] == ["b"]
        assert archive.leftover(crawl_id, "c", "https://acme.example/jobs/1") is not None
        archive.finish_crawl(crawl_id)
        archive.forget(crawl_id)
        assert archive.leftovers(crawl_id) == set()


def test_nothing_is_taken_over_from_another_day_or_from_a_finished_crawl(tmp_path: Path) -> None:
    boards = {"b": "same"}
    with PageArchive(tmp_path / "pages.sqlite") as archive:
        unfinished(archive, boards, closed("b"), day=TODAY - timedelta(days=1))
        crawl_id = archive.begin_crawl(TODAY, boards, SINCE)
        assert not list(archive.boards(crawl_id))
        archive.finish_crawl(crawl_id)
        after = archive.begin_crawl(TODAY, boards, SINCE)
        assert not list(archive.boards(after))
        assert archive.finished_crawl(TODAY) == crawl_id


def test_an_archive_from_before_takeovers_is_upgraded_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "pages.sqlite"
    with PageArchive(path) as archive:
        crawl_id = archive.begin_crawl(TODAY)
        archive.add(crawl_id, a_fetch(1), b"page", "site")
        archive.finish_crawl(crawl_id)
    connection = sqlite_driver().connect(str(path))
    for table in ("details", "leftover_fetches", "crawl_boards"):
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    with PageArchive(path, readonly=True) as archive:
        assert archive.finished_crawl(TODAY) == crawl_id
    with PageArchive(path) as archive:
        assert archive.detail("https://acme.example/jobs/1") is None
        assert [fetch.url for fetch in archive.fetches(crawl_id)] == ["https://acme.example/jobs/1"]
        archive.begin_crawl(TODAY, {"b": "same"}, SINCE)


def test_a_board_is_given_alike_while_its_entry_and_what_shapes_its_crawl_are_the_same(
    tmp_path: Path,
) -> None:
    board = Board("lever", "acme", name="Acme")
    spec = spec_of(tmp_path, [board])
    assert given(spec) == given(replace(spec, delay=9.0, timeout=1.0))
    for other in (
        replace(spec, boards=(replace(board, name="Acme Ltd"),)),
        replace(spec, boards=(replace(board, base_url="http://127.0.0.1:1"),)),
        replace(spec, details=True),
        replace(spec, max_pages=3),
    ):
        assert given(other).keys() == given(spec).keys()
        assert given(other) != given(spec)
