"""Which kinds are fetched at all: their policy, the opt-in, the sunset. Over all kinds of the registry."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS, Kind
from jobs_assets.pages import BoardOutcome
from scrapy_project.footing import refusal
from tests.crawl.loopback import crawl

TODAY = date(2026, 11, 23)
ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def board_of(kind: Kind, base_url: str | None = None) -> Board:
    return Board(kind.ats, "acme", url="https://careers.acme.example/", base_url=base_url)


@ALL
def test_a_kind_is_fetched_where_it_is_on_or_opted_into(kind: Kind) -> None:
    board = board_of(kind)
    refused = refusal(kind, board, TODAY, ())
    assert (refused is None) == (kind.policy.default == "on")
    assert refusal(kind, board, TODAY, {kind.ats}) is None
    others = KINDS.keys() - {kind.ats}
    assert refusal(kind, board, TODAY, others) == refused


@ALL
def test_a_refusal_names_the_reason_and_the_remedy(kind: Kind) -> None:
    off = replace(kind, policy=replace(kind.policy, default="off"))
    refused = refusal(off, board_of(kind), TODAY, ())
    assert refused is not None
    for said in (kind.label, kind.policy.terms, kind.policy.robots, f"name {kind.ats} in JOBS_CRAWL__OPT_IN"):
        assert said in refused


@ALL
def test_what_stands_in_for_a_vendor_is_bound_by_no_terms_of_its(kind: Kind) -> None:
    assert refusal(kind, board_of(kind, "http://127.0.0.1:8099"), TODAY, ()) is None


def test_a_vendor_does_not_stand_in_for_itself() -> None:
    board = Board("smartrecruiters", "acme", base_url="https://api.smartrecruiters.com")
    assert refusal(KINDS["smartrecruiters"], board, TODAY, ()) is not None


@ALL
def test_an_endpoint_is_read_until_its_sunset_and_beyond_only_where_something_follows(kind: Kind) -> None:
    opted_in = {kind.ats}
    ends = replace(kind, policy=replace(kind.policy, sunset=TODAY, after_sunset=None))
    goes_on = replace(ends, policy=replace(ends.policy, after_sunset="another feed"))
    eve = TODAY - timedelta(days=1)
    assert refusal(ends, board_of(kind), eve, opted_in) is None
    assert "2026-11-23" in (refusal(ends, board_of(kind), TODAY, opted_in) or "")
    assert refusal(goes_on, board_of(kind), TODAY, opted_in) is None


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
