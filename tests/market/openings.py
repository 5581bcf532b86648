"""Openings for the tests of figures: on days counted from a Monday."""

from datetime import date, timedelta
from typing import Any

from jobs_assets.market.openings import Looked, Opening, Span

MONDAY = date(2026, 9, 7)


def day(number: int) -> date:
    """The day of that number, 0 being a Monday."""
    return MONDAY + timedelta(days=number)


def an_opening(
    opened: int = 0,
    closed: int | None = None,
    *,
    seen: int = 400,
    found: bool = False,
    **fields: Any,  # noqa: ANN401  # any field of an Opening
) -> Opening:
    """An opening that opened and closed on these days, last seen on day `seen`."""
    given: dict[str, Any] = {
        "posting_id": f"lever:acme:{opened}-{closed}",
        "title": "Software Engineer",
        "employer": "Acme",
        "url": "https://jobs.lever.co/acme/1",
        "countries": ("DE",),
        "place": "Berlin, DE",
        "salary": (),
        "spans": (Span(day(opened), None if closed is None else day(closed)),),
        "last_seen": day(seen if closed is None else closed - 1),
        "found": found,
        "workplaces": ((day(opened), None),),
    }
    return Opening(**given | fields)


def looked_daily(days: int, boards: int = 1, first: dict[str, int] | None = None) -> Looked:
    """Boards that were seen whole on every day from 0 on."""
    return Looked(
        {day(number): boards for number in range(days)},
        {board: day(number) for board, number in (first or {"lever:acme": 0}).items()},
    )


def band(
    low: float | None,
    high: float | None,
    currency: str | None = "EUR",
    interval: str | None = "YEAR",
    *,
    kind: str = "base",
    place: str | None = None,
) -> dict[str, Any]:
    """A band of pay as it is stored."""
    return {"min": low, "max": high, "currency": currency, "interval": interval, "kind": kind, "place": place}
