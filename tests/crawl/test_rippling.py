"""A Rippling board's run: its list, then a record of each posting."""

from pathlib import Path

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome, PageRole
from tests.crawl.loopback import Loopback, crawl, routes

JOBS = "/platform/api/ats/v1/board/acme/jobs"


def row(uuid: str, place: str) -> dict[str, object]:
    return {"uuid": uuid, "name": "Baker", "workLocation": {"label": place, "id": place}}


def test_a_posting_with_two_locations_is_one_posting_and_one_record(tmp_path: Path) -> None:
    pages = {
        JOBS: [row("a", "Leeds"), row("b", "London"), row("a", "York")],
        f"{JOBS}/a": {"uuid": "a", "name": "Baker"},
        f"{JOBS}/b": {"uuid": "b", "name": "Baker"},
    }
    with Loopback({"127.0.0.1": routes(**pages)}) as server:
        found = crawl(tmp_path, [Board("rippling", "acme", base_url=server.url())])
        assert sorted(server.paths()) == [JOBS, f"{JOBS}/a", f"{JOBS}/b"]
    day = found.boards["rippling:acme"]
    assert (day.outcome, day.postings, day.pages) == (BoardOutcome.COMPLETE, 2, 3)
    assert [fetch.role for fetch in found.fetched("rippling:acme", "/a")] == [PageRole.POSTING]


def test_a_list_that_is_an_object_is_no_list_and_fails_the_board(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{JOBS: {"items": []}})}) as server:
        found = crawl(tmp_path, [Board("rippling", "acme", base_url=server.url())])
    day = found.boards["rippling:acme"]
    assert day.outcome is BoardOutcome.FAILED
    assert "a list was due" in (day.message or "")
