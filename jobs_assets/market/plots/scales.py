"""From values to pixels: scales, round ticks, and numbers and dates as people write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

MINUS = "\N{MINUS SIGN}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on the pixels from `start` to `end`; what is beyond ends at the edge.

    >>> Scale(0, 10, 100, 200)(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        span = self.high - self.low or 1
        share = min(1.0, max(0.0, (value - self.low) / span))
        return self.start + (self.end - self.start) * share


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from below `low` to above `high`, about as many as asked for.

    >>> ticks(0, 87)
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    if high <= low:
        high = low + 1
    rough = (high - low) / max(1, about)
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def counts(high: float, about: int = 3) -> list[float]:
    """Ticks of a count, from zero: whole numbers."""
    return [tick for tick in ticks(0, max(high, 1), about) if tick == int(tick)]


def number(value: float) -> str:
    """A count: 1,204."""
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """A share: 38 %. What is not nothing is not zero, and what is not all is not a hundred."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 < share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def money(amount: float) -> str:
    """A yearly amount, short: 62k, 6.5k, 1.25m.

    >>> [money(each) for each in (950, 6_480, 61_600, 1_250_000, 32_000_000)]
    ['950', '6.5k', '62k', '1.25m', '32m']
    """
    for least, sign in ((999_500_000, "bn"), (999_500, "m"), (999.5, "k")):
        if amount >= least:
            value = amount / {"bn": 1e9, "m": 1e6, "k": 1e3}[sign]
            digits = 0 if value >= 99.5 or (value >= 9.95 and sign == "k") else 1 if value >= 9.95 else 2
            shown = f"{value:.{1 if sign == 'k' and digits else digits}f}"
            return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + sign
    return f"{amount:.0f}"


def day(value: date) -> str:
    """A date: 2 Nov 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month_labels(days: Sequence[date], room: float) -> list[tuple[int, str]]:
    """Where in a row of weeks months begin, with their names: as many as `room` pixels a week allow.

    The first name, and each January, has its year.
    """
    begins = [
        number for number, each in enumerate(days) if number == 0 or each.month != days[number - 1].month
    ]
    shown: list[tuple[int, str]] = []
    for number in begins:
        if shown and (number - shown[-1][0]) * room < (64 if len(shown) == 1 else 36):
            if len(shown) > 1 or shown[0][0] or days[0].day <= 7:
                continue
            shown.pop()  # the rest of a month at the very beginning
        shown.append((number, MONTHS[days[number].month - 1]))
    return [
        (number, f"{name} {days[number].year}" if not place or name == "Jan" else name)
        for place, (number, name) in enumerate(shown)
    ]
