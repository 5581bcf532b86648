"""Pay on one scale, so that a posting paid by the hour is found by a yearly amount. For comparing only: what
is stored and shown stays as stated.
"""

from collections.abc import Iterable, Mapping
from typing import Any

PER_YEAR = {"HOUR": 2080, "DAY": 260, "WEEK": 52, "MONTH": 12, "YEAR": 1}
"""Full-time years: 52 weeks of 5 days of 8 hours; 12 months, since a 13th is not on every page."""

NO_CURRENCY = ""
"""Stands for the currency of an amount that was stated without one."""


def yearly_by_currency(bands: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """What a posting pays at most, a year, in each currency it states. Base pay with a known interval only;
    an open end ("from 50,000") counts as what is stated.
    """
    most: dict[str, float] = {}
    for band in bands:
        amount = band["max"] if band["max"] is not None else band["min"]
        a_year = PER_YEAR.get(band["interval"] or "")
        if amount is None or a_year is None or band["kind"] != "base":
            continue
        currency = band["currency"] or NO_CURRENCY
        most[currency] = max(most.get(currency, 0.0), amount * a_year)
    return most
