"""What roles pay where, among the openings of a quarter that state it. As stated, on one scale: nothing is
converted between currencies, and what the market pays beyond what is stated is not known here.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from jobs_assets.enrichment.records import Seniority
from jobs_assets.market.openings import Opening

QUARTER = timedelta(days=91)
LEAST = 5
"""Openings that a group needs before it is drawn."""
LEAST_ROWS = 2
PANELS = 3
ROWS = 10
_LADDER: tuple[str, ...] = get_args(Seniority)


@dataclass(frozen=True, slots=True)
class PayRow:
    """The pay of a group, a year: its deciles and quartiles over `count` openings."""

    name: str
    count: int
    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float


@dataclass(frozen=True, slots=True)
class PayPanel:
    """Groups within one currency, roles with the best paid first; `count` openings are in all groups."""

    currency: str
    count: int
    median: float
    rows: tuple[PayRow, ...]


@dataclass(frozen=True, slots=True)
class PayCell:
    """The median of a role in a country, and beside the median of all that the country's openings state."""

    role: str
    country: str
    count: int
    median: float
    to_country: float


@dataclass(frozen=True, slots=True)
class PayCountry:
    """A country, with the currency that most of its openings state."""

    country: str
    currency: str
    count: int
    median: float


@dataclass(frozen=True, slots=True)
class PayFigure:
    """Of `considered` openings open in the quarter, `stated` state a base pay that can be put on a scale, and
    `without_role` of these have a title that names no role. `levels`: seniority within the currency most
    stated, from intern up, where it is known.
    """

    considered: int
    stated: int
    without_role: int
    panels: tuple[PayPanel, ...]
    levels: tuple[PayPanel, ...]
    countries: tuple[PayCountry, ...]
    cells: tuple[PayCell, ...]


class PayByRole:
    """Collects what openings pay by role, country and currency."""

    def __init__(self, until: date) -> None:
        self._since = until - QUARTER
        self._considered = self._stated = self._without_role = 0
        self._by_level: dict[tuple[str, str], list[float]] = {}
        self._by_role: dict[tuple[str, str], list[float]] = {}
        self._by_currency: dict[str, list[float]] = {}
        self._by_place: dict[tuple[str, str], dict[str, list[float]]] = {}

    def add(self, opening: Opening, role: str | None) -> None:
        """Take in an opening that was open within the quarter; others are left out."""
        if (opening.closed_at or opening.last_seen) < self._since:
            return
        self._considered += 1
        yearly = opening.yearly()
        self._stated += bool(yearly)
        self._without_role += bool(yearly) and role is None
        for currency, amount in yearly.items():
            self._by_currency.setdefault(currency, []).append(amount)
            if role is not None:
                self._by_role.setdefault((currency, role), []).append(amount)
            if opening.seniority is not None:
                self._by_level.setdefault((currency, opening.seniority), []).append(amount)
            for country in opening.countries:
                of_place = self._by_place.setdefault((country, currency), {})
                of_place.setdefault("", []).append(amount)
                if role is not None:
                    of_place.setdefault(role, []).append(amount)

    def figure(self) -> PayFigure:
        """Panels of the currencies most stated, and the roles of all countries that have enough."""
        most = sorted(self._by_currency, key=lambda each: (-len(self._by_currency[each]), each))
        panels = [panel for currency in most if len((panel := self._panel(currency)).rows) >= LEAST_ROWS]
        levels = [panel for currency in most if len((panel := self._levels(currency)).rows) >= LEAST_ROWS]
        countries, cells = self._places()
        return PayFigure(
            self._considered,
            self._stated,
            self._without_role,
            tuple(panels[:PANELS]),
            tuple(levels[:1]),
            countries,
            cells,
        )

    def _panel(self, currency: str) -> PayPanel:
        groups = {role: amounts for (code, role), amounts in self._by_role.items() if code == currency}
        most = sorted(groups, key=lambda role: (-len(groups[role]), role))[:ROWS]
        rows = [_row(role, groups[role]) for role in most if len(groups[role]) >= LEAST]
        rows.sort(key=lambda row: (-row.median, row.name))
        amounts = self._by_currency[currency]
        return PayPanel(currency, len(amounts), quantile(amounts, 0.5), tuple(rows))

    def _levels(self, currency: str) -> PayPanel:
        groups = {level: amounts for (code, level), amounts in self._by_level.items() if code == currency}
        rows = [
            _row(level.capitalize(), groups[level])
            for level in _LADDER
            if len(groups.get(level, ())) >= LEAST
        ]
        amounts = [amount for found in groups.values() for amount in found]
        return PayPanel(currency, len(amounts), quantile(amounts, 0.5) if amounts else 0.0, tuple(rows))

    def _places(self) -> tuple[tuple[PayCountry, ...], tuple[PayCell, ...]]:
        countries: dict[str, PayCountry] = {}
        cells: list[PayCell] = []
        # Of a country's currencies the one that most of its openings state comes last, and stays.
        in_order = sorted(self._by_place, key=lambda key: (len(self._by_place[key][""]), key[1]))
        for country, currency in in_order:
            amounts = self._by_place[country, currency][""]
            if len(amounts) >= LEAST:
                median = quantile(amounts, 0.5)
                countries[country] = PayCountry(country, currency, len(amounts), median)
        for country, chosen in countries.items():
            for role, amounts in self._by_place[country, chosen.currency].items():
                if role and len(amounts) >= LEAST:
                    middle = quantile(amounts, 0.5)
                    cells.append(PayCell(role, country, len(amounts), middle, middle / chosen.median))
        drawn = Counter(cell.country for cell in cells)
        kept = [countries[country] for country in drawn]
        return (
            tuple(sorted(kept, key=lambda each: (-each.count, each.country))),
            tuple(sorted(cells, key=lambda cell: (cell.role, cell.country))),
        )


def quantile(values: list[float], share: float) -> float:
    """The value below which that share lies, between neighbours in proportion (Hyndman and Fan's type 7).

    >>> quantile([10.0, 20.0, 40.0], 0.75)
    30.0
    """
    in_order = sorted(values)
    place = share * (len(in_order) - 1)
    below = int(place)
    above = min(below + 1, len(in_order) - 1)
    return in_order[below] + (in_order[above] - in_order[below]) * (place - below)


def _row(name: str, amounts: list[float]) -> PayRow:
    low, quarter, median, three_quarters, high = (
        quantile(amounts, share) for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    return PayRow(name, len(amounts), low, quarter, median, three_quarters, high)
