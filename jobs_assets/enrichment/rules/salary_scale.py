"""What an amount can be: how often it is paid where only its size says so, and what is absurd as pay."""

from jobs_assets.enrichment.rules.salary_currencies import signs
from jobs_assets.enrichment.rules.salary_spans import Amount
from jobs_assets.postings import Interval

# What people are paid at least and at most, in US dollars; wide, since they only tell a slip from pay.
_PAID: dict[Interval, tuple[float, float]] = {
    "HOUR": (1, 700),
    "DAY": (20, 6_000),
    "WEEK": (80, 25_000),
    "MONTH": (120, 80_000),
    "YEAR": (3_000, 1_600_000),
}
_STRONG = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"})
_WEAKEST = 4_500
"""The most of any currency that an unknown one may make to a dollar."""
_A_YEAR, _A_YEAR_IN_FRANCS = 12_000, 22_000
_A_MONTH = {"EUR": (850, 9_500), "CHF": (2_200, 18_000)}
"""Sums that employers of these currencies state a month: too little for a year, too much for a week."""
_AN_HOUR = (7, 120)


def interval_by_size(
    amount: Amount, currency: str | None, language: str | None
) -> tuple[Interval | None, bool]:
    """How often an amount is paid of which nothing says it, and whether it can be pay at all.

    In strong currencies a sum that nobody earns in a month is a year's; in euros and francs one that nobody
    lives on for a year is a month's, outside English; small ranges and amounts with cents are an hour's. What
    else is without a rhythm is refused, or in weak currencies kept without one.
    """
    dollars = currency is None and (language in {None, "en"} or not amount.sign)
    if currency not in _STRONG and not dollars:
        return None, is_possible(amount, currency, "MONTH") or is_possible(amount, currency, "YEAR")
    if amount.least >= (_A_YEAR_IN_FRANCS if currency == "CHF" else _A_YEAR):
        return "YEAR", is_possible(amount, currency, "YEAR")
    low, high = _A_MONTH.get(currency or "", (1.0, 0.0))
    if language != "en" and low <= amount.least and amount.most <= high:
        return "MONTH", True
    cents = amount.least % 1 > 0 or amount.digits > 4
    if _AN_HOUR[0] <= amount.least and amount.most <= _AN_HOUR[1] and (amount.is_range or cents):
        return "HOUR", True
    return None, False


def is_possible(amount: Amount, currency: str | None, interval: Interval) -> bool:
    """Whether people are paid so much. "999,999" is a filler, not pay."""
    if _is_filler(amount):
        return False
    low, high = _PAID[interval]
    if currency is None:
        return low <= amount.least and amount.most <= high * _WEAKEST
    to_a_dollar = signs().per_dollar.get(currency, 1.0)
    return low <= amount.least / to_a_dollar and amount.most / to_a_dollar <= high


def _is_filler(amount: Amount) -> bool:
    digits = str(int(amount.most))
    return len(digits) >= 6 and set(digits) == {"9"}
