"""Ticks, numbers and labels as people write them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.market.plots.scales import Scale, counts, money, month_labels, percent, ticks


@given(st.integers(-(10**9), 10**9), st.floats(1, 1e9), st.integers(2, 8))
def test_ticks_are_even_and_hold_all_values(low: int, span: float, about: int) -> None:
    marks = ticks(low, low + span, about)
    steps = [after - before for before, after in pairwise(marks)]
    assert marks[0] <= low + 1e-6 * span
    assert marks[-1] >= (low + span) - 1e-6 * span
    assert 2 <= len(marks) <= about + 3
    assert max(steps) - min(steps) <= 1e-6 * max(steps)


@given(st.integers(0, 10**7), st.integers(1, 8))
def test_ticks_of_counts_are_whole_from_zero_and_hold_all_values(high: int, about: int) -> None:
    marks = counts(high, about)
    assert marks[0] == 0
    assert marks[-1] >= high
    assert all(mark == int(mark) for mark in marks)


def test_a_scale_ends_at_its_edges() -> None:
    x = Scale(10, 20, 0, 100)
    assert [x(value) for value in (0, 10, 15, 20, 99)] == [0, 0, 50, 100, 100]


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "0"), (999, "999"), (999.6, "1k"), (1_000, "1k"), (6_480, "6.5k"), (9_960, "10k"),
        (61_600, "62k"), (99_700, "100k"), (999_600, "1m"), (1_250_000, "1.25m"), (17_700_000, "17.7m"),
        (320_000_000, "320m"), (2_400_000_000, "2.4bn"),
    ],
)  # fmt: skip
def test_money_is_short(amount: float, shown: str) -> None:
    assert money(amount) == shown


def test_a_share_is_nothing_or_all_only_where_it_is() -> None:
    shares = (0, 0.001, 0.384, 0.999, 1)
    shown = [percent(share) for share in shares]
    assert shown == [
        "0 %",
        "< 1 %",
        "38 %",
        "> 99 %",
        "100 %",
    ]


def test_months_are_named_where_they_begin_and_never_touch() -> None:
    mondays = [date(2026, 6, 29) + timedelta(weeks=number) for number in range(40)]
    wide = month_labels(mondays, 16)
    assert wide[:3] == [(1, "Jul 2026"), (5, "Aug"), (10, "Sep")]
    assert (27, "Jan 2027") in wide
    near = month_labels(mondays, 4)
    assert all((after - before) * 4 >= 36 for (before, _), (after, _) in pairwise(near))
