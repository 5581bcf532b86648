"""Pay on one scale, so that a posting paid by the hour is found by a yearly amount. For comparing only: what
is stored and shown stays as stated.
"""

from collections.abc import Iterable, Mapping
from typing import Any

PER_YEAR = {"HOUR": 2080, "DAY": 260, "WEEK": 52, "MONTH": 12, "YEAR": 1}
"""Full-time years: 52 weeks of 5 days of 8 hours; 12 months, since a 13th is not on every page."""

NO_CURRENCY = ""
"""Stands for the currency of an amount that was stated without one."""


def yearly_by_currency(bands: Iterable[Mapping[str, Any]]) -> dict[str, float | None]:
    """What a posting pays at most, a year, in each currency it states. An open end ("from 50,000") counts as
    what is stated; bonus, equity and pay without a known interval cannot be compared and are null.
    """
    most: dict[str, float | None] = {}
    for band in bands:
        currency = band["currency"] or NO_CURRENCY
        so_far = most.setdefault(currency, None)
        amount = band["max"] if band["max"] is not None else band["min"]
        a_year = PER_YEAR.get(band["interval"] or "")
        if amount is not None and a_year is not None and band["kind"] == "base":
            most[currency] = max(so_far or 0.0, amount * a_year)
    return most
