"""Time to close: the share of openings still open by day, and by role when a quarter to three quarters were
closed.
"""

from jobs_assets.market.closing import ClosingFigure, Step, TimeToClose
from jobs_assets.market.plots.canvas import Canvas
from jobs_assets.market.plots.rows import HEAD, Rows
from jobs_assets.market.plots.scales import Scale, counts, number, percent

_LEFT = 46
_TOP, _BOTTOM = 26, 206
_HEIGHT = 262


def closing_plot(figure: ClosingFigure, width: float) -> Canvas:
    """The curve with its interval of 95 %, the median, and below how many are left to tell."""
    canvas = Canvas(width, _HEIGHT, _words(figure))
    right = width - 16
    marks = counts(figure.curve[-1].day, 4 if canvas.narrow else 7)
    x = Scale(0, max(1, figure.curve[-1].day), _LEFT, right)
    y = Scale(0, 1, _BOTTOM, _TOP)
    for share in (0, 0.25, 0.5, 0.75, 1):
        canvas.line(_LEFT, y(share), right, y(share), "axis" if not share else "rule")
        canvas.text(_LEFT - 6, y(share) + 4, percent(share), "small", "end")
    canvas.text(0, 12, "Still open after so many days", "strong")
    band = [*_stairs(figure.curve, "high", x, y), *reversed(_stairs(figure.curve, "low", x, y))]
    canvas.path(band, "blue-wash", closed=True)
    canvas.path(_stairs(figure.curve, "share", x, y), "blue-line")
    canvas.text(0, _BOTTOM + 38, "n", "small")
    for mark in marks:
        if mark <= figure.curve[-1].day:
            canvas.text(x(mark), _BOTTOM + 18, number(mark), "small", "middle")
            canvas.text(x(mark), _BOTTOM + 38, number(_at_risk(figure.curve, mark)), "small", "middle")
    canvas.text(right, _BOTTOM + 54, "days since first seen", "small", "end")
    if figure.all.median is not None:
        _median(canvas, figure.all.median, x, y)
    return canvas


def _median(canvas: Canvas, median: int, x: Scale, y: Scale) -> None:
    canvas.line(_LEFT, y(0.5), x(median), y(0.5), "guide")
    canvas.line(x(median), y(0.5), x(median), y(0), "guide")
    canvas.circle(x(median), y(0.5), 4.5, "dot")
    canvas.text(x(median) + 10, y(0.5) - 8, f"half closed after {number(median)} days", "blue-text")


def _stairs(curve: tuple[Step, ...], name: str, x: Scale, y: Scale) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for before, step in zip((None, *curve), curve, strict=False):
        if before is not None:
            points.append((x(step.day), y(getattr(before, name))))
        points.append((x(step.day), y(getattr(step, name))))
    return points


def _at_risk(curve: tuple[Step, ...], day: float) -> int:
    """How many were known to be open until the first step on that day or later."""
    return next((step.at_risk for step in curve if step.day >= day), curve[-1].at_risk)


def roles_plot(figure: ClosingFigure, width: float) -> Canvas:
    """A row a role: from a quarter closed to three quarters, the median in figures."""
    rows = Rows(width, len(figure.roles))
    canvas = Canvas(width, rows.bottom + 26, _roles_words(figure))
    ends = [end for row in figure.roles for end in (row.quarter, row.median, row.three_quarters) if end]
    marks = counts(max(ends, default=1), 3 if canvas.narrow else 6)
    x = Scale(0, marks[-1], rows.left, rows.right)
    rows.head(canvas, "Days until closed, by role")
    for mark in marks:
        canvas.line(x(mark), HEAD - 8, x(mark), rows.bottom, "rule")
        canvas.text(x(mark), rows.bottom + 16, number(mark), "small", "middle")
    for place, row in enumerate(figure.roles):
        _row(canvas, row, x, rows.middle(place))
        known = row.median is not None
        value, at = (number(row.median or 0), x(row.median or 0)) if known else ("not yet", x.end - 16)
        rows.name(canvas, place, row.name, row.count, value=value, at=at)
    return canvas


def _row(canvas: Canvas, row: TimeToClose, x: Scale, y: float) -> None:
    start, end = (x.end if day is None else x(day) for day in (row.quarter, row.three_quarters))
    half = "not yet half" if row.median is None else f"half after {row.median} days"
    tip = f"{row.name}: {number(row.closed)} of {number(row.count)} closed; {half}"
    canvas.rect(start, y - 5, max(2, end - start), 10, "blue pale", tip=tip, rx=3)
    if row.median is not None:
        canvas.circle(x(row.median), y, 4.5, "dot", tip)


def _words(figure: ClosingFigure) -> str:
    median = (
        f"half were closed after {figure.all.median} days"
        if figure.all.median is not None
        else "fewer than half have closed"
    )
    return f"Share of openings still open by days since first seen, of {number(figure.all.count)}: {median}."


def _roles_words(figure: ClosingFigure) -> str:
    rows = "; ".join(
        f"{row.name} {row.median if row.median is not None else 'not yet'} (n = {row.count})"
        for row in figure.roles
    )
    return f"Median days until closed by role: {rows}."
