"""Rows with a name, a number of openings and a value, on one scale: where they stand, on a phone too."""

from dataclasses import dataclass

from jobs_assets.market.plots.canvas import NARROW, WIDE, Canvas, text_width
from jobs_assets.market.plots.scales import number

HEAD = 34


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows stand in a drawing of a width. On a phone a name is above its bar, which has all room."""

    width: float
    count: int

    @property
    def narrow(self) -> bool:
        """Whether names stand above their bars."""
        return self.width < (WIDE + NARROW) / 2

    @property
    def height(self) -> float:
        """The height of a row."""
        return 40 if self.narrow else 26

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return HEAD + self.height * self.count

    @property
    def left(self) -> float:
        """Where bars begin."""
        return 8 if self.narrow else 220

    @property
    def right(self) -> float:
        """Where the scale ends."""
        return self.width - 20

    def middle(self, place: int) -> float:
        """The height at which a row's bar is drawn."""
        return HEAD + self.height * place + (27 if self.narrow else 13)

    def head(self, canvas: Canvas, title: str, more: str = "") -> None:
        """The title of the rows and of their column of numbers."""
        canvas.words_in_turn(0, 14, (title, "strong"), (more, "small"))
        if not self.narrow:
            canvas.text(self.left - 10, 14, "n", "small", "end")

    def name(self, canvas: Canvas, place: int, name: str, count: int, *, value: str, at: float) -> None:
        """A row's name, number of openings and value, which is at `at`, or on a phone at the right edge."""
        y = self.middle(place)
        if self.narrow:
            words = f"n {number(count)}"
            canvas.text(0, y - 11, name, room=self.width - 60 - text_width(words))
            canvas.text(self.width - 46, y - 11, words, "small", "end")
            canvas.text(self.width, y - 11, value, "strong", "end")
            return
        shown = number(count)
        canvas.text(self.left - 10, y + 4, shown, "small", "end")
        canvas.text(0, y + 4, name, room=self.left - 20 - text_width(shown))
        canvas.text(at, y - 8, value, "strong", "middle")
