"""Openings by week: how many are open, and below on the same weeks what opened and what closed."""

from collections.abc import Sequence

from jobs_assets.market.plots.canvas import Canvas
from jobs_assets.market.plots.scales import Scale, counts, day, month_labels, number
from jobs_assets.market.weeks import Week

LEAST = 2
"""Weeks that a course of time needs."""

_LEFT = 40
_STOCK = (26, 120)  # from top to bottom
_FLOW = (172, 322)
_HEIGHT = 352


def openings_plot(weeks: Sequence[Week], width: float) -> Canvas:
    """The stock as an area, the flow as bars up and down; weeks without a crawl are shaded."""
    canvas = Canvas(width, _HEIGHT, _words(weeks))
    shown = weeks[-26:] if canvas.narrow else weeks
    x = Columns(len(shown), _LEFT, width - 8)
    _gaps(canvas, shown, x)
    _stock(canvas, shown, x)
    _flow(canvas, shown, x)
    month_axis(canvas, shown, x, _FLOW[1] + 16)
    return canvas


class Columns:
    """Weeks side by side: the left edge, middle and right edge of each."""

    def __init__(self, count: int, left: float, right: float) -> None:
        self.left, self.right = left, right
        self.step = (right - left) / max(1, count)

    def edge(self, number: int) -> float:
        """The left edge of a week."""
        return self.left + number * self.step

    def middle(self, number: int) -> float:
        """Its middle."""
        return self.edge(number) + self.step / 2


def month_axis(canvas: Canvas, weeks: Sequence[Week], x: Columns, y: float) -> None:
    """The names of months below the weeks in which they begin."""
    for place, name in month_labels([week.monday for week in weeks], x.step):
        canvas.line(x.edge(place), y - 14, x.edge(place), y - 10, "axis")
        anchor = "end" if x.edge(place) + 7 * len(name) > x.right else "start"
        canvas.text(min(x.edge(place), x.right), y, name, "small", anchor)


def _gaps(canvas: Canvas, weeks: Sequence[Week], x: Columns) -> None:
    for place, week in enumerate(weeks):
        if not week.boards:
            canvas.rect(
                x.edge(place),
                _STOCK[0],
                x.step,
                _FLOW[1] - _STOCK[0],
                "gap",
                tip=f"No crawl in the week of {day(week.monday)}",
            )


def _stock(canvas: Canvas, weeks: Sequence[Week], x: Columns) -> None:
    top, bottom = _STOCK
    marks = counts(max(week.open for week in weeks), 2)
    y = Scale(0, marks[-1], bottom, top)
    for mark in marks:
        canvas.line(_LEFT, y(mark), x.right, y(mark), "axis" if not mark else "rule")
        canvas.text(_LEFT - 6, y(mark) + 4, number(mark), "small", "end")
    points = [(x.middle(place), y(week.open)) for place, week in enumerate(weeks)]
    canvas.path([(points[0][0], bottom), *points, (points[-1][0], bottom)], "blue-wash", closed=True)
    canvas.path(points, "blue-line")
    canvas.circle(*points[-1], 4, "dot")
    canvas.text(_LEFT, 12, "Open at the end of each week", "strong")
    last_x, last_y = points[-1]
    canvas.text(last_x, max(10, last_y - 9), number(weeks[-1].open), "blue-text", "end")
    _new_boards(canvas, weeks, x)


def _new_boards(canvas: Canvas, weeks: Sequence[Week], x: Columns) -> None:
    """Boards that were first seen later: their openings were there before, so that the stock leaps."""
    for place, week in enumerate(weeks):
        if place and week.new_boards:
            canvas.line(x.middle(place), _STOCK[0] - 4, x.middle(place), _STOCK[1], "guide")
            words = f"+{week.new_boards} board{'s' * (week.new_boards > 1)}"
            before = place > len(weeks) / 2
            canvas.text(
                x.middle(place) + (-4 if before else 4),
                _STOCK[1] - 6,
                words,
                "small",
                "end" if before else "start",
            )


def _flow(canvas: Canvas, weeks: Sequence[Week], x: Columns) -> None:
    top, bottom = _FLOW
    up = counts(max(week.opened for week in weeks))
    down = counts(max(week.closed for week in weeks))
    y = Scale(-down[-1], up[-1], bottom, top)
    for mark in sorted({*up, *(-each for each in down)}):
        if abs(y(mark) - y(0)) >= 14 or not mark:
            canvas.line(_LEFT, y(mark), x.right, y(mark), "axis" if not mark else "rule")
            canvas.text(_LEFT - 6, y(mark) + 4, number(abs(mark)), "small", "end")
    gap = max(x.step - 18, min(3.0, x.step * 0.2))
    for place, week in enumerate(weeks):
        pale = "" if week.whole else " pale"
        left, wide = x.edge(place) + gap / 2, x.step - gap
        tip = _tip(week)
        if week.opened:
            canvas.rect(left, y(week.opened), wide, y(0) - y(week.opened), "blue" + pale, tip=tip)
        if week.closed:
            canvas.rect(left, y(0), wide, y(-week.closed) - y(0), "orange" + pale, tip=tip)
    legend = (
        ("Opened", "blue-text"),
        (" and ", "label"),
        ("closed", "orange-text"),
        (" in each week", "label"),
    )
    canvas.words_in_turn(_LEFT, top - 14, *legend)
    if not weeks[-1].whole:
        canvas.text(x.right, top - 14, f"last: {weeks[-1].days} days so far", "small", "end")


def _tip(week: Week) -> str:
    return f"Week of {day(week.monday)}: {number(week.opened)} opened, {number(week.closed)} closed"


def _words(weeks: Sequence[Week]) -> str:
    opened, closed = sum(week.opened for week in weeks), sum(week.closed for week in weeks)
    return (
        f"Openings by week from {day(weeks[0].monday)}: {number(opened)} opened, {number(closed)} closed, "
        f"{number(weeks[-1].open)} open at the end."
    )
