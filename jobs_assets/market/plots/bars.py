"""Rows of bars: who hires, and which skills rise and fall."""

from collections.abc import Sequence

from jobs_assets.market.figures import Hiring
from jobs_assets.market.plots.canvas import WIDE, Canvas
from jobs_assets.market.plots.scales import MINUS, Scale, number, percent
from jobs_assets.market.skills import SkillChange, SkillsFigure

_ROW = 22
_HEAD = 28


def hiring_plot(title: str, rows: Sequence[Hiring], width: float) -> Canvas:
    """Open postings by name; what opened within four weeks is the dark part of a bar."""
    words = "; ".join(f"{row.name} {row.open} ({row.opened} new)" for row in rows)
    narrow = width < WIDE
    height = 36 if narrow else _ROW
    canvas = Canvas(width, _HEAD + height * len(rows) + 6, f"{title}: {words}.")
    x = Scale(0, max(row.open for row in rows), *((0, width - 86) if narrow else (220, width - 84)))
    canvas.text(0, 14, title, "strong")
    for place, row in enumerate(rows):
        y = _HEAD + height * place + (24 if narrow else 11)
        if narrow:
            canvas.text(0, y - 10, row.name, room=width)
        else:
            canvas.text(x.start - 10, y + 4, row.name, "label", "end", room=x.start - 12)
        _bar(canvas, row, x, y)
    return canvas


def _bar(canvas: Canvas, row: Hiring, x: Scale, y: float) -> None:
    tip = f"{row.name}: {number(row.open)} open, {number(row.opened)} opened within four weeks"
    high = 12 if canvas.narrow else 14
    canvas.rect(x.start, y - high / 2, x(row.open) - x.start, high, "blue pale", tip=tip)
    canvas.rect(x.start, y - high / 2, x(min(row.opened, row.open)) - x.start, high, "blue", tip=tip)
    new = f"  {number(row.opened)} new" if row.opened else ""
    canvas.words_in_turn(x(row.open) + 6, y + 4, (number(row.open), "strong"), (new, "small"))


def named_plot(figure: SkillsFigure, width: float) -> Canvas:
    """Shares of the open postings that name a skill."""
    words = "; ".join(f"{row.name} {percent(row.count / figure.open_read)}" for row in figure.named)
    narrow = width < WIDE
    canvas = Canvas(width, _HEAD + _ROW * len(figure.named) + 6, f"Skills named most: {words}.")
    x = Scale(0, figure.named[0].count, 136 if narrow else 220, width - 50)
    canvas.text(0, 14, "Named most, share of open postings", "strong")
    for place, row in enumerate(figure.named):
        y = _HEAD + _ROW * place + 11
        canvas.text(x.start - 10, y + 4, row.name, "label", "end", room=x.start - 12)
        tip = f"{row.name}: {number(row.count)} of {number(figure.open_read)}"
        canvas.rect(x.start, y - 7, x(row.count) - x.start, 14, "blue", tip=tip)
        canvas.text(x(row.count) + 6, y + 4, percent(row.count / figure.open_read), "strong")
    return canvas


def skills_plot(figure: SkillsFigure, width: float) -> Canvas:
    """Changes in percentage points around zero with their intervals, rising above falling; pale: unclear."""
    rows = [*figure.rising, *reversed(figure.falling)]
    words = "; ".join(f"{row.name} {_points(row.change)}" for row in rows)
    canvas = Canvas(width, _HEAD + _ROW * len(rows) + 8, f"Skills by change of their share: {words}.")
    left, right = (136.0, width - 44) if canvas.narrow else (200.0, width - 120)
    ends = max((max(abs(row.low), abs(row.high)) for row in rows), default=0.01)
    x = Scale(-ends, ends, left, right)
    head = ("Change of the share", "strong"), ("  points, interval of 95 %", "small")
    canvas.words_in_turn(0, 14, *head)
    canvas.line(x(0), _HEAD - 6, x(0), canvas.height - 4, "axis")
    for place, row in enumerate(rows):
        _skill(canvas, row, x, _HEAD + _ROW * place + _ROW / 2)
    return canvas


def _skill(canvas: Canvas, row: SkillChange, x: Scale, y: float) -> None:
    colour = ("blue" if row.change > 0 else "orange") + ("" if row.clear else " pale")
    tip = f"{row.name}: from {row.before:.1%} to {row.now:.1%} of openings"
    canvas.text(0, y + 4, row.name, "label" if row.clear else "quiet", room=x.start - 8)
    start, end = sorted((x(0), x(row.change)))
    canvas.rect(start, y - 6, max(1, end - start), 12, colour, tip=tip)
    canvas.line(x(row.low), y, x(row.high), y, "whisker")
    canvas.text(canvas.width, y + 4, _points(row.change), "strong" if row.clear else "quiet", "end")


def _points(change: float) -> str:
    return f"{'+' if change > 0 else MINUS}{abs(change) * 100:.1f}"
