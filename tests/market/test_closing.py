"""Time to close against published numbers, and who is left out."""

import pytest

from jobs_assets.market.closing import ClosingFigure, ClosingTimes
from jobs_assets.market.openings import Opening, Span
from tests.market.openings import an_opening, day

# The 21 remissions of patients under 6-MP (Freireich 1963), in weeks: those that ended, those still going on.
ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
GOING_ON = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)


def figure_of(openings: list[Opening], until: int = 100) -> ClosingFigure:
    times = ClosingTimes(day(until))
    for opening in openings:
        times.add(opening, "Health")
    return times.figure()


@pytest.fixture(scope="module")
def freireich() -> ClosingFigure:
    return figure_of([an_opening(0, end) for end in ENDED] + [an_opening(0, seen=end) for end in GOING_ON])


def test_the_curve_is_that_of_kaplan_and_meier(freireich: ClosingFigure) -> None:
    shares = [(step.day, round(step.share, 3), step.at_risk) for step in freireich.curve]
    assert shares == [
        (0, 1.0, 21),
        (6, 0.857, 21),
        (7, 0.807, 17),
        (10, 0.753, 15),
        (13, 0.69, 12),
        (16, 0.627, 11),
    ]


def test_its_interval_is_that_of_log_minus_log(freireich: ClosingFigure) -> None:
    """As R's survfit(conf.type = "log-log") has it for week 6 and 10."""
    ends = {step.day: (round(step.low, 3), round(step.high, 3)) for step in freireich.curve}
    assert (ends[6], ends[10]) == ((0.620, 0.952), (0.503, 0.889))


def test_the_curve_ends_where_too_few_are_left_and_what_lies_beyond_is_unknown(
    freireich: ClosingFigure,
) -> None:
    assert freireich.curve[-1].day == 16
    assert (freireich.all.quarter, freireich.all.median, freireich.all.three_quarters) == (13, None, None)


def test_what_was_found_open_and_what_opened_before_the_year_is_left_out() -> None:
    figure = figure_of([an_opening(0, 5, found=True), an_opening(0, 500), an_opening(300, 310)], until=600)
    assert (figure.found, figure.all.count, figure.all.closed) == (1, 1, 1)


def test_one_that_came_back_was_open_until_it_closed_for_good() -> None:
    back = an_opening(spans=(Span(day(0), day(5)), Span(day(9), day(30))), last_seen=day(29))
    figure = figure_of([back] * 25)
    assert (figure.all.median, figure.curve[-1].day) == (30, 30)


def test_few_openings_make_no_figure() -> None:
    assert not figure_of([an_opening(0, 5)] * 19).enough
    assert not figure_of([an_opening(0)] * 50 + [an_opening(0, 5)] * 4).enough
    assert figure_of([an_opening(0, 5)] * 20).enough


def test_roles_are_ordered_by_their_median() -> None:
    times = ClosingTimes(day(100))
    for role, days in (("Teaching", 9), ("Health", 4), ("Driving", 30)):
        for _ in range(20):
            times.add(an_opening(0, days), role)
    for _ in range(20):
        times.add(an_opening(0, seen=40), "Legal")  # none has closed: no row
    assert [(row.name, row.median) for row in times.figure().roles] == [
        ("Health", 4),
        ("Teaching", 9),
        ("Driving", 30),
    ]
