"""What whoever follows a board is told of the footing it is read on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobs_assets.boards import footing
from jobs_assets.boards.board import Board, board_at
from jobs_assets.kinds import KINDS

SUNSET = date(2027, 2, 10)
RECRUITEE = board_at("https://acme.recruitee.com")
WORKDAY = board_at("https://acme.wd5.myworkdayjobs.com/External")
BAMBOOHR = board_at("https://acme.bamboohr.com/careers")
LEVER = board_at("https://jobs.lever.co/acme")


@pytest.mark.parametrize(
    ("days_before", "said"),
    [(61, None), (60, "ends on 2027-02-10; then the XML feed"), (0, "ended on 2027-02-10; the XML feed")],
)
def test_a_sunset_is_told_sixty_days_before(days_before: int, said: str | None) -> None:
    warning = footing.sunset_warning(RECRUITEE, SUNSET - timedelta(days=days_before))
    assert (warning is None) == (said is None)
    assert said is None or said in str(warning)


def test_a_sunset_with_nothing_after_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = replace(KINDS["lever"].policy, sunset=SUNSET)
    monkeypatch.setitem(KINDS, "lever", replace(KINDS["lever"], policy=policy))
    assert "nothing takes its place yet" in str(footing.sunset_warning(LEVER, SUNSET))


def test_one_line_tells_what_to_set_for_all_boards_that_need_it() -> None:
    [remark] = footing.remarks([WORKDAY, LEVER, BAMBOOHR], ("icims",), date(2026, 11, 1))
    assert "workday:acme/external, bamboohr:acme." in remark
    assert remark.endswith("set JOBS_CRAWL__OPT_IN=icims,workday,bamboohr")


def test_what_is_opted_in_to_or_read_from_elsewhere_needs_nothing() -> None:
    stand_in = replace(BAMBOOHR, base_url="http://127.0.0.1:8099")
    assert list(footing.remarks([WORKDAY, stand_in], ("workday",), date(2026, 11, 1))) == []


@pytest.mark.parametrize(("board", "word"), [(LEVER, "documented"), (WORKDAY, "opt-in"), (BAMBOOHR, "off")])
def test_the_footing_is_a_word(board: Board, word: str) -> None:
    assert footing.footing(board) == word


def test_a_known_feeds_own_policy_is_the_one_told() -> None:
    board = board_at("https://remotive.com/api/remote-jobs")
    assert footing.policy_of_board(board).terms != KINDS["feed"].policy.terms
