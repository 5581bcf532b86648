"""Feeds as boards: named by their URL, by the name of a known one, and on what footing each is read."""

from pathlib import Path

import pytest

from jobs_assets.boards.board import Board, UnknownBoardError, board_at, named_board
from jobs_assets.boards.file import load_boards
from jobs_assets.errors import SettingsError
from jobs_assets.kinds import KINDS
from jobs_assets.kinds.feeds import FEEDS, newest_of, policy_of


def listed(folder: Path, entry: str) -> Board:
    path = folder / "boards.yaml"
    path.write_text(f"boards:\n  - {entry}\n")
    [board] = load_boards(path)
    return board


@pytest.mark.parametrize(
    ("entry", "board_id", "url"),
    [
        (
            "{ats: feed, url: 'https://acme.example/jobs.rss'}",
            "feed:acme.example/jobs.rss",
            "https://acme.example/jobs.rss",
        ),
        (
            "{ats: feed, url: 'https://acme.example/?feed=job_feed&utm_source=x'}",
            "feed:acme.example?feed=job_feed",
            "https://acme.example/?feed=job_feed&utm_source=x",
        ),
        (
            "{ats: feed, url: 'https://remotive.com/remote-jobs'}",
            "feed:remotive",
            "https://remotive.com/api/remote-jobs",
        ),
        ("{ats: feed, token: arbeitnow}", "feed:arbeitnow", "https://www.arbeitnow.com/api/job-board-api"),
        (
            "{ats: feed, token: 'remotive?category=qa'}",
            "feed:remotive?category=qa",
            "https://remotive.com/api/remote-jobs?category=qa",
        ),
        (
            "{url: 'https://weworkremotely.com/remote-jobs.rss'}",
            "feed:weworkremotely",
            "https://weworkremotely.com/remote-jobs.rss",
        ),
        (
            "{url: 'https://acme.example/jobs.rss'}",
            "site:acme.example/jobs.rss",
            "https://acme.example/jobs.rss",
        ),
    ],
)
def test_an_entry_of_boards_yaml(tmp_path: Path, entry: str, board_id: str, url: str) -> None:
    board = listed(tmp_path, entry)
    assert (board.board_id, board.url) == (board_id, url)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("{ats: feed}", "named by `url`"),
        ("{ats: feed, token: acme}", "names no Job feed"),
        ("{ats: feed, token: 'remotive?colour=red'}", "names no Job feed"),
        ("{ats: feed, url: 'https://jobs.lever.co/acme'}", "lever:acme"),
        ("{ats: site, url: 'https://remotive.com'}", "feed:remotive"),
    ],
)
def test_an_entry_that_names_no_feed_says_why(tmp_path: Path, entry: str, wrong: str) -> None:
    with pytest.raises(SettingsError) as caught:
        listed(tmp_path, entry)
    assert wrong in str(caught.value)


@pytest.mark.parametrize("token", [*FEEDS, "weworkremotely/remote-programming-jobs", "jobicy?geo=usa"])
def test_a_known_feed_has_the_same_token_by_name_and_by_address(token: str) -> None:
    board = named_board(KINDS["feed"], token)
    assert board_at(board.url or "") == board


def test_a_site_has_no_token() -> None:
    with pytest.raises(UnknownBoardError, match="named by `url`"):
        named_board(KINDS["site"], "acme.example")


def test_every_known_feed_says_what_it_asks_for_in_return() -> None:
    for feed in FEEDS.values():
        policy = policy_of(feed.token)
        assert policy is not None
        assert policy.documented
        assert len(policy.terms) > 20
    assert policy_of("remotive?category=qa") == policy_of("remotive")
    assert policy_of("remoteok.com/remote-jobs.rss") == policy_of("remoteok")
    assert policy_of("acme.example/jobs.rss") is None


def test_a_feed_that_shows_its_newest_alone_is_known_to() -> None:
    assert newest_of("jobicy") == newest_of("jobicy?geo=usa") == 100
    assert newest_of("arbeitnow") is None
    assert newest_of("jobicy.com?feed=job_feed") is None
