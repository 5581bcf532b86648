"""Which kinds are fetched at all: their policy, the opt-in, the sunset. Over all kinds of the registry."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from scrapy import Request

from jobs_assets.boards.board import Board
from jobs_assets.boards.footing import policy_of_board
from jobs_assets.kinds import KINDS, Kind, Policy, feeds
from jobs_assets.kinds.feeds import FEEDS
from jobs_assets.pages import BoardDay, BoardOutcome
from scrapy_project.bounds import Bounds
from scrapy_project.footing import refusal
from scrapy_project.spiders.feed import FeedSpider
from tests.crawl.loopback import crawl

TODAY = date(2026, 11, 23)
ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def board_of(kind: Kind, base_url: str | None = None) -> Board:
    return Board(kind.ats, "acme", url="https://careers.acme.example/", base_url=base_url)


@ALL
def test_a_kind_is_fetched_where_it_is_on_or_opted_into(kind: Kind) -> None:
    board = board_of(kind)
    refused = refusal(board, kind.policy, TODAY, ())
    assert (refused is None) == (kind.policy.default == "on")
    assert refusal(board, kind.policy, TODAY, {kind.ats}) is None
    others = KINDS.keys() - {kind.ats}
    assert refusal(board, kind.policy, TODAY, others) == refused


@ALL
def test_a_refusal_names_the_reason_and_the_remedy(kind: Kind) -> None:
    refused = refusal(board_of(kind), replace(kind.policy, default="off"), TODAY, ())
    assert refused is not None
    for said in (kind.label, kind.policy.terms, kind.policy.robots, f"name {kind.ats} in JOBS_CRAWL__OPT_IN"):
        assert said in refused


@ALL
def test_what_stands_in_for_a_vendor_is_bound_by_no_terms_of_its(kind: Kind) -> None:
    off = replace(kind.policy, default="off")
    assert refusal(board_of(kind, "http://127.0.0.1:8099"), off, TODAY, ()) is None


def test_a_vendor_does_not_stand_in_for_itself() -> None:
    board = Board("smartrecruiters", "acme", base_url="https://api.smartrecruiters.com")
    assert refusal(board, policy_of_board(board), TODAY, ()) is not None


@ALL
def test_an_endpoint_is_read_until_its_sunset_and_beyond_only_where_something_follows(kind: Kind) -> None:
    opted_in = {kind.ats}
    ends = replace(kind.policy, sunset=TODAY, after_sunset=None)
    goes_on = replace(ends, after_sunset="another feed")
    eve = TODAY - timedelta(days=1)
    assert refusal(board_of(kind), ends, eve, opted_in) is None
    assert "2026-11-23" in (refusal(board_of(kind), ends, TODAY, opted_in) or "")
    assert refusal(board_of(kind), goes_on, TODAY, opted_in) is None


FEED_URLS = {
    "remotive": "https://remotive.com/api/remote-jobs",
    "remotive?category=qa": "https://remotive.com/api/remote-jobs?category=qa",
    "remotive.com/feed": "https://remotive.com/feed",
}


@pytest.mark.parametrize(("token", "url"), FEED_URLS.items(), ids=FEED_URLS)
def test_a_known_feed_is_read_on_its_own_footing(
    token: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = replace(FEEDS["remotive"], policy=Policy(documented=True, default="off", terms="ask Remotive"))
    monkeypatch.setattr(feeds, "_ALL", (off,))
    monkeypatch.setitem(FEEDS, "remotive", off)
    own, other = Board("feed", token, url=url), Board("feed", "a.example/rss", url="https://a.example/rss")
    runs = [FeedSpider(board, bounds=Bounds(day=TODAY)) for board in (own, other)]
    asked = [list(run.begin()) for run in runs]
    [ended], [request] = asked
    assert isinstance(ended, BoardDay)
    assert ended.outcome is BoardOutcome.DISALLOWED
    for said in ("Remotive is off by default", "ask Remotive", "name feed in JOBS_CRAWL__OPT_IN"):
        assert said in (ended.message or "")
    assert isinstance(request, Request)
    assert isinstance(
        next(iter(FeedSpider(own, bounds=Bounds(day=TODAY, opted_in={"feed"})).begin())), Request
    )


def test_a_feeds_own_host_does_not_stand_in_for_it() -> None:
    off = replace(FEEDS["remotive"].policy, default="off")
    board = Board("feed", "remotive", url=FEED_URLS["remotive"], base_url="https://www.remotive.io")
    assert refusal(board, off, TODAY, ()) is not None


def test_a_board_that_may_not_be_fetched_is_not_asked_for_anything(tmp_path: Path) -> None:
    off = [ats for ats, kind in KINDS.items() if kind.policy.default != "on"]
    boards = [
        Board(ats, f"acme/{ats}" if ats == "workday" else "acme", url="https://acme.wd5.myworkdayjobs.com/")
        for ats in off
    ]
    crawled = crawl(tmp_path, boards)
    assert crawled.status == 0
    assert {day.outcome for day in crawled.boards.values()} == {BoardOutcome.DISALLOWED}
    assert len(crawled.boards) == len(off) > 5
    assert not crawled.fetches
    for board_id, day in crawled.boards.items():
        assert (day.message or "").startswith(f"{board_id}: not fetched: ")
        assert day.pages == 0
