"""Scores: shares of counts, and intervals that hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.score.gates import Gate
from bench.score.scored import Row, Score, score_rows, wilson

rows = st.lists(st.builds(Row, st.booleans(), st.booleans(), st.booleans()))


def test_a_wrong_value_counts_as_wrong_and_as_missed_and_one_on_an_empty_row_as_overclaimed() -> None:
    score = score_rows(
        "a",
        [
            Row(there=True, found=True, right=True),
            Row(there=True, found=True, right=False),
            Row(there=True, found=False, right=False),
            Row(there=False, found=True, right=False),
            Row(there=False, found=False, right=False),
        ],
    )
    assert (score.right, score.wrong, score.missed, score.of) == (1, 2, 2, 5)
    assert (score.answered, score.blank, score.overclaimed) == (2, 2, 1)
    assert score.precision == score.recall == score.f1 == pytest.approx(1 / 3)
    assert score.coverage == pytest.approx(2 / 3)
    assert score.overclaim == pytest.approx(1 / 2)
    assert score.accuracy == pytest.approx(2 / 5)


@given(rows)
def test_every_share_lies_in_its_interval(judged: list[Row]) -> None:
    score = score_rows("a", judged)
    for share, interval, tried in (
        (score.precision, score.precision_interval, score.right + score.wrong),
        (score.recall, score.recall_interval, score.right + score.missed),
        (score.f1, score.f1_interval, 1),
        (score.overclaim, score.overclaim_interval, 1),
        (score.accuracy, score.accuracy_interval, 1),
    ):
        assert 0 <= interval.low <= interval.high <= 1
        assert interval.low - 1e-9 <= share <= interval.high + 1e-9 or not tried


def test_wilsons_interval_is_the_published_one() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


@given(st.integers(1, 500), st.data())
def test_more_rows_make_an_interval_narrower(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    few, many = wilson(hits, of), wilson(hits * 4, of * 4)
    assert many.high - many.low < few.high - few.low


def test_a_gate_on_overclaim_does_not_let_a_score_above_it_pass() -> None:
    gate = Gate(overclaim=0.01)
    assert gate.holds(Score("a", 9, 1, 0, 109, answered=9, blank=100, overclaimed=1))
    assert not gate.holds(Score("a", 9, 2, 0, 109, answered=9, blank=100, overclaimed=2))


@given(rows)
def test_a_gate_is_set_just_below_what_is_reached_and_never_lowered(judged: list[Row]) -> None:
    score, before = score_rows("a", judged), Gate(f1=0.5, accuracy=0.5, overclaim=0.2)
    after = before.raised_to(score)
    assert after.f1 >= before.f1
    assert after.accuracy >= before.accuracy
    assert after.overclaim <= before.overclaim
    assert after.holds(score) or not before.holds(score)
