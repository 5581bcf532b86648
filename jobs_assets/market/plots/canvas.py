"""A small SVG writer. Shapes have classes, and `theme.css` gives these their colours: one drawing is light or
dark as its reader has it, and its text is text.

Ours instead of matplotlib or altair: no dependency, nothing to load at a start, a few KB a picture.
"""

import base64
import re
from functools import cache
from importlib.resources import files

from jobs_assets.market.markup import escaped

WIDE, NARROW = 720, 350
"""Widths in which everything is drawn: for a desk, and for a phone held upright."""

_TIP = re.compile(r"><title>[^<]*</title></(?:rect|circle)>")
_MARGIN = 16  # around an image
_LETTER = 0.56  # the width of an average letter of a sans-serif face, in its size


class Canvas:
    """A drawing of a width and height in CSS pixels, with words for those who cannot see it.

    canvas = Canvas(720, 200, "Open postings by week")
    canvas.rect(10, 10, 40, 90, "opened", tip="Week of 2 November: 90")
    canvas.inline()  # for a page that has the theme's styles, or .image() where nothing is around it
    """

    def __init__(self, width: float, height: float, words: str) -> None:
        self.width, self.height, self.words = width, height, words
        self._parts: list[str] = []

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width < (WIDE + NARROW) / 2

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> None:
        """A straight line."""
        self._parts.append(f'<path class="{kind}" d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"/>')

    def rect(
        self, x: float, y: float, width: float, height: float, kind: str, *, tip: str = "", **more: float
    ) -> None:
        """A rectangle; `tip` is shown where a pointer rests on it. `more`: attributes such as `rx`."""
        given = "".join(f' {name.replace("_", "-")}="{_n(value)}"' for name, value in more.items())
        where = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{given}'
        self._add("rect", f'class="{kind}" {where}', tip)

    def circle(self, x: float, y: float, radius: float, kind: str, tip: str = "") -> None:
        """A dot."""
        self._add("circle", f'class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"', tip)

    def path(self, points: list[tuple[float, float]], kind: str, *, closed: bool = False) -> None:
        """A line through points, or the area within it."""
        steps = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._parts.append(f'<path class="{kind}" d="M{steps}{"Z" if closed else ""}"/>')

    def text(
        self, x: float, y: float, words: str, kind: str = "label", anchor: str = "start", *, room: float = 0
    ) -> None:
        """Text on its base line, cut to `room` pixels where they are given."""
        shown = fitted(words, room) if room else words
        end = "" if anchor == "start" else f' text-anchor="{anchor}"'
        tip = f"<title>{escaped(words)}</title>" if shown != words else ""
        self._parts.append(f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}"{end}>{escaped(shown)}{tip}</text>')

    def words_in_turn(self, x: float, y: float, *words: tuple[str, str]) -> None:
        """Text in several kinds, each after the one before it."""
        spans = "".join(f'<tspan class="{kind}">{escaped(each)}</tspan>' for each, kind in words)
        self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}" xml:space="preserve">{spans}</text>')

    def inline(self, kind: str = "") -> str:
        """The drawing within a page that has `theme()` among its styles."""
        return f'<svg class="plot {kind}" {self._frame()}>{"".join(self._parts)}</svg>'

    def image(self) -> str:
        """The drawing as a `data:` address, with its own styles and ground."""
        ground = f'<rect class="ground" width="{_n(self.width)}" height="{_n(self.height)}" rx="6"/>'
        shapes = _TIP.sub("/>", "".join(self._parts))  # nobody can point at a part of an image
        width, height = _n(self.width + 2 * _MARGIN), _n(self.height + 2 * _MARGIN)
        frame = self._frame(_MARGIN)
        ground = (
            f'<rect class="ground" x="{-_MARGIN}" y="{-_MARGIN}" width="{width}" height="{height}" rx="8"/>'
        )
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" class="plot" {frame}>'
            f"<style>{theme()}</style>{ground}{shapes}</svg>"
        )
        return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()

    def _frame(self, margin: float = 0) -> str:
        box = (-margin, -margin, self.width + 2 * margin, self.height + 2 * margin)
        return f'viewBox="{" ".join(map(_n, box))}" role="img" aria-label="{escaped(self.words)}"'

    def _add(self, name: str, attributes: str, tip: str) -> None:
        inner = f"><title>{escaped(tip)}</title></{name}>" if tip else "/>"
        self._parts.append(f"<{name} {attributes}{inner}")


@cache
def theme() -> str:
    """The styles of all drawings, light and dark."""
    return files("jobs_assets.market").joinpath("theme.css").read_text("utf-8")


def text_width(words: str, size: float = 12) -> float:
    """About how wide a text is."""
    return len(words) * _LETTER * size


def fitted(words: str, room: float, size: float = 12) -> str:
    """A text, cut where it would be wider than `room`."""
    most = max(1, int(room / (_LETTER * size)))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _n(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")
