"""What a look at a board leaves: where its redirects ended, and whether it answers."""

from datetime import UTC, datetime

import pytest

from jobs_assets.boards.board import board_at
from jobs_assets.boards.discovery import SeenPage, boards_behind
from jobs_assets.boards.probe import Look, _seen
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole

BOARD = board_at("https://www.acme.example/careers")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def fetch(url: str, outcome: PageOutcome = PageOutcome.OK, location: str = "", body: str = "") -> Fetch:
    headers = {"location": location} if location else {}
    return Fetch(BOARD.board_id, url, PageRole.LISTING, outcome, NOW, headers=headers, body_hash=body or None)


def seen(*fetches: Fetch) -> SeenPage | None:
    return _seen(fetches, lambda body_hash: body_hash.encode())


def test_the_page_is_the_one_where_the_redirects_ended() -> None:
    page = seen(
        fetch("https://a.example/", PageOutcome.REDIRECT, "/jobs"), fetch("https://a.example/jobs", body="x")
    )
    assert page == SeenPage("https://a.example/jobs", b"x", ("https://a.example/",))


@pytest.mark.parametrize("outcome", [PageOutcome.DISALLOWED, PageOutcome.NETWORK_ERROR, PageOutcome.BOT_WALL])
def test_a_board_that_a_redirect_leads_to_is_found_though_it_could_not_be_had(outcome: PageOutcome) -> None:
    page = seen(
        fetch("https://www.acme.example/careers", PageOutcome.REDIRECT, "https://jobs.lever.co/acme"),
        fetch("https://jobs.lever.co/acme", outcome),
    )
    assert page is not None
    assert [found.board.board_id for found in boards_behind([page])] == ["lever:acme"]


def test_a_redirect_that_was_not_followed_is_known_by_where_it_leads() -> None:
    page = seen(fetch("https://a.example/x", PageOutcome.REDIRECT, "https://acme.breezy.hr/", body="moved"))
    assert page == SeenPage("https://acme.breezy.hr/", b"", ("https://a.example/x",))


def test_nothing_fetched_is_no_page() -> None:
    assert seen() is None


@pytest.mark.parametrize(
    ("day", "answers", "goes_on"),
    [
        (BoardDay("x", BoardOutcome.COMPLETE, postings=3), True, False),
        (BoardDay("x", BoardOutcome.EMPTY), True, False),
        (BoardDay("x", BoardOutcome.PARTIAL, postings=20, truncated=True, message="stopped"), True, True),
        (BoardDay("x", BoardOutcome.PARTIAL, postings=20, advertised=21, message="states"), True, True),
        (BoardDay("x", BoardOutcome.PARTIAL, postings=20, message="a page is missing"), False, False),
        (
            BoardDay("x", BoardOutcome.PARTIAL, truncated=True, message="our reading of y failed"),
            False,
            True,
        ),
        (BoardDay("x", BoardOutcome.GONE), False, False),
        (BoardDay("x", BoardOutcome.THROTTLED), False, False),
    ],
)
def test_a_board_answers_where_its_first_page_was_good(day: BoardDay, answers: bool, goes_on: bool) -> None:
    look = Look(BOARD, day, None)
    assert (look.answers, look.goes_on) == (answers, goes_on)
