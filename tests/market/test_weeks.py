"""What each week brought, on small worlds whose counts can be seen at a glance, and by brute force."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.market.openings import UNSEEN, Looked, Opening, Span, spans_of
from jobs_assets.market.weeks import Week, Weeks
from tests.market.openings import an_opening, day, looked_daily


def weeks_of(openings: list[Opening], looked: Looked) -> list[Week]:
    weeks = Weeks(looked)
    for opening in openings:
        weeks.add(opening)
    return weeks.weeks()


def test_openings_and_closings_count_in_their_week_and_the_stock_at_its_end() -> None:
    openings = [an_opening(1), an_opening(6, 7), an_opening(7, 13), an_opening(8), an_opening(13)]
    weeks = weeks_of(openings, looked_daily(14))
    assert [(week.opened, week.closed, week.open) for week in weeks] == [(2, 0, 2), (3, 2, 3)]


def test_what_a_board_had_when_it_was_first_seen_is_open_and_did_not_open() -> None:
    (week,) = weeks_of([an_opening(0, found=True), an_opening(3)], looked_daily(7))
    assert (week.found, week.opened, week.open) == (1, 1, 2)


def test_an_opening_that_came_back_opens_twice_and_closes_twice() -> None:
    back = an_opening(spans=(Span(day(0), day(8)), Span(day(15), day(22))), last_seen=day(21), found=True)
    weeks = weeks_of([back], looked_daily(28))
    assert [(week.found, week.opened, week.closed, week.open) for week in weeks] == [
        (1, 0, 0, 1),
        (0, 0, 1, 0),
        (0, 1, 0, 1),
        (0, 0, 1, 0),
    ]


def test_the_last_week_ends_with_the_last_day() -> None:
    openings = [an_opening(7), an_opening(7, 10), an_opening(7, 9)]
    last = weeks_of(openings, looked_daily(10))[-1]
    assert (last.days, last.whole, last.open, last.closed) == (3, False, 2, 2)


def test_what_no_crawl_shows_for_two_weeks_is_not_open_any_more() -> None:
    weeks = weeks_of([an_opening(0, seen=6)], looked_daily(35))
    assert [week.open for week in weeks] == [1, 1, 1, 0, 0]
    assert sum(week.closed for week in weeks) == 0


def test_a_change_of_workplace_counts_from_its_day() -> None:
    moved = an_opening(workplaces=((day(0), "remote"), (day(9), "hybrid"), (day(15), None)))
    weeks = weeks_of([moved], looked_daily(21))
    assert [(week.remote, week.hybrid, week.stated) for week in weeks] == [(1, 0, 1), (0, 1, 1), (0, 0, 0)]


def test_a_week_without_a_crawl_and_a_board_that_joins_are_told() -> None:
    looked = Looked({day(0): 2, day(15): 3}, {"a:a": day(0), "a:b": day(0), "a:c": day(15)})
    assert [(week.boards, week.new_boards) for week in weeks_of([], looked)] == [(2, 2), (0, 0), (3, 1)]


def test_a_year_is_shown_and_no_more() -> None:
    weeks = weeks_of([an_opening(0, seen=450)], looked_daily(7 * 60))
    assert len(weeks) == 52
    assert weeks[-1].open == 1
    assert sum(week.opened for week in weeks) == 0


def test_without_a_board_seen_whole_there_are_no_weeks() -> None:
    assert weeks_of([an_opening(0)], Looked()) == []


@given(
    st.lists(
        st.tuples(st.integers(-80, 500), st.none() | st.integers(0, 300), st.integers(0, 500)), max_size=20
    ),
    st.integers(1, 450),
)
def test_the_stock_is_what_is_open_on_the_last_day_of_each_week(
    lives: list[tuple[int, int | None, int]], days: int
) -> None:
    openings = [
        an_opening(start, None if length is None else start + length, seen=max(start, seen))
        for start, length, seen in lives
        if start < days
    ]
    for week in weeks_of(openings, looked_daily(days)):
        ends = week.monday + timedelta(days=week.days - 1)
        assert week.open == sum(
            opening.first_seen <= ends
            and (opening.closed_at > ends if opening.closed_at else ends <= opening.last_seen + UNSEEN)
            for opening in openings
        )


def test_spans_are_what_lies_between_openings_and_closings() -> None:
    told = [
        ("opened", day(0)),
        ("closed", day(4)),
        ("reopened", day(9)),
        ("closed", day(12)),
        ("reopened", day(20)),
    ]
    assert list(spans_of(told)) == [Span(day(0), day(4)), Span(day(9), day(12)), Span(day(20), None)]
