"""Where work is done, by week: shares of the open postings that say so, and below how many do."""

from collections.abc import Sequence

from jobs_assets.market.plots.canvas import Canvas
from jobs_assets.market.plots.openings import Columns, month_axis
from jobs_assets.market.plots.scales import Scale, day, number, percent
from jobs_assets.market.weeks import Week

LEAST_STATED = 20
"""Open postings that state a workplace, below which a week's shares are not drawn."""

_LEFT = 40
_SHARES = (16, 176)
_COVERAGE = (206, 236)
_HEIGHT = 266
_NAMES = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On site"}
_COLOURS = {"remote": "blue", "hybrid": "teal", "onsite": "rest"}


def drawable(weeks: Sequence[Week]) -> list[Week]:
    """The weeks from the first to the last that have enough to tell."""
    enough = [place for place, week in enumerate(weeks) if week.stated >= LEAST_STATED]
    return list(weeks[enough[0] : enough[-1] + 1]) if enough else []


def workplace_plot(weeks: Sequence[Week], width: float) -> Canvas:
    """Shares as bands that add up to all, the most remote at the bottom."""
    shown = drawable(weeks)
    canvas = Canvas(width, _HEIGHT, _words(shown))
    shown = shown[-26:] if canvas.narrow else shown
    x = Columns(len(shown), _LEFT, width - 94)
    y = Scale(0, 1, _SHARES[1], _SHARES[0])
    _bands(canvas, shown, x, y)
    for mark in (0, 0.25, 0.5, 0.75, 1):
        canvas.line(_LEFT, y(mark), x.right, y(mark), "axis" if not mark else "rule")
        canvas.text(_LEFT - 6, y(mark) + 4, percent(mark), "small", "end")
    _coverage(canvas, shown, x)
    month_axis(canvas, shown, x, _HEIGHT - 12)
    return canvas


def _bands(canvas: Canvas, weeks: Sequence[Week], x: Columns, y: Scale) -> None:
    below = [0.0] * len(weeks)
    labels: list[tuple[float, str, str]] = []
    for name, title in _NAMES.items():
        above = [
            low + (getattr(week, name) / week.stated if week.stated else 0)
            for low, week in zip(below, weeks, strict=True)
        ]
        floor = [(_x(x, place, weeks), y(low)) for place, low in enumerate(below)]
        roof = [(_x(x, place, weeks), y(high)) for place, high in enumerate(above)]
        canvas.path([*floor, *reversed(roof)], f"band {_COLOURS[name]}", closed=True)
        share = above[-1] - below[-1]
        middle = (y(above[-1]) + y(below[-1])) / 2 + 4
        kind = {"remote": "blue-text", "hybrid": "teal-text"}.get(name, "quiet")
        labels.append((middle, f"{title} {percent(share)}", kind))
        below = above
    for place, (at, words, kind) in zip(_apart([at for at, _, _ in labels]), labels, strict=True):
        del at
        canvas.text(x.right + 8, place, words, kind)


def _x(x: Columns, place: int, weeks: Sequence[Week]) -> float:
    """Bands reach from edge to edge."""
    return x.left + (x.right - x.left) * place / max(1, len(weeks) - 1)


def _apart(places: list[float], least: float = 15) -> list[float]:
    """Heights of labels from the lowest up, moved up where they would touch."""
    moved: list[float] = []
    for place in places:
        moved.append(min(place, moved[-1] - least) if moved else place)
    return moved


def _coverage(canvas: Canvas, weeks: Sequence[Week], x: Columns) -> None:
    top, bottom = _COVERAGE
    y = Scale(0, 1, bottom, top)
    shares = [week.stated / week.open if week.open else 0.0 for week in weeks]
    points = [(_x(x, place, weeks), y(share)) for place, share in enumerate(shares)]
    canvas.rect(_LEFT, top, x.right - _LEFT, bottom - top, "gap")
    canvas.path([(points[0][0], bottom), *points, (points[-1][0], bottom)], "rest", closed=True)
    canvas.text(_LEFT, top - 6, "Share of open postings that say where", "small")
    canvas.text(x.right + 8, (top + bottom) / 2 + 4, percent(shares[-1]), "quiet")


def shares(week: Week) -> str:
    """A week's shares in words."""
    parts = [f"{title} {percent(getattr(week, name) / week.stated)}" for name, title in _NAMES.items()]
    return (
        f"{', '.join(parts)} of {number(week.stated)} open postings that say so, out of {number(week.open)}"
    )


def _words(weeks: Sequence[Week]) -> str:
    return f"Workplaces by week since {day(weeks[0].monday)}; in the last: {shares(weeks[-1])}."
