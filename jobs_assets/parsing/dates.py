"""Dates as sources state them, to ISO 8601 of the same precision. A date that cannot be is null, never
guessed.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from jobs_assets.parsing.json_bytes import Json

_YEARS = range(1995, 2101)
_DAY_ONLY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_AMBIGUOUS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\Z")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\Z"
)
_SPACED_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?\Z", re.I
)
_OFFSET = re.compile(r"([+-]\d{2}):?(\d{2})\Z")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}


def iso(stated: Json) -> str | None:
    """ISO 8601 of a stated date, as precise as stated: a day stays a day, an instant keeps its offset.

    Understood: ISO 8601 and its common slips, epoch seconds and milliseconds (UTC), RFC 2822, "July 1, 2026",
    "1.7.2026", "2026/07/01", and "13/07/2026" where only one reading is a date. Null: "07/01/2026" (two
    readings), years outside 1995 to 2100, days that no calendar has.
    """
    if isinstance(stated, bool):
        return None
    if isinstance(stated, int | float):
        return from_epoch(stated)
    if not isinstance(stated, str):
        return None
    text = stated.strip()
    if not text or len(text) > 80:
        return None
    if text.isdecimal() and len(text) in (10, 13):
        return from_epoch(int(text))
    return _iso_text(text)


def from_epoch(number: float) -> str | None:
    """The instant of an epoch, in seconds or milliseconds, in UTC."""
    seconds = number / 1000 if abs(number) >= 1e11 else number
    try:
        instant = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return instant.isoformat() if instant.year in _YEARS else None


def _iso_text(text: str) -> str | None:
    if len(text) > 10 and text[4:5] == "-":
        return _instant(text)
    if match := _DAY_ONLY.match(text) or _SLASHED.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.match(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _AMBIGUOUS.match(text):
        return _one_reading(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.match(text):
        month, day = _MONTHS.get(match[2][:3].lower()), match[1] or match[3]
        return _day(int(match[4]), month, int(day)) if month and day else None
    if len(text) == 8 and text.isdecimal():
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return _rfc_2822(text)


def _instant(text: str) -> str | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        match = _SPACED_TIME.match(text)
        if not match:
            return None
        zone = (match[3] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
        hour = match[2] if match[2][1] != ":" else "0" + match[2]
        try:
            instant = datetime.fromisoformat(f"{match[1]}T{hour}{zone}")
        except ValueError:
            return None
    return instant.isoformat() if instant.year in _YEARS else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def _one_reading(first: int, second: int, year: int) -> str | None:
    """Day and month in either order, where just one order is a date (or both are the same date)."""
    readings = {_day(year, first, second), _day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _rfc_2822(text: str) -> str | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return instant.isoformat() if instant.year in _YEARS else None
