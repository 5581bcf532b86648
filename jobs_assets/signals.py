"""What can be noticed about a posting, each with its evidence: its age, reposts, pay that is not stated, a
page that is gone, evergreen wording, a date that moves. Signals, never a verdict: nothing is added up.

Pure, and without a clock: time ends with the day on which the posting was last seen.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from jobs_assets.evergreen import evergreen_wording
from jobs_assets.history import History

SignalName = Literal[
    "age",
    "reposted",
    "reopened",
    "no_salary_stated",
    "dead_link",
    "evergreen_wording",
    "date_moved",
    "several_postings",
    "valid_through_passed",
]

AGES = (30, 60, 90)
"""Days from which on a posting's age is a signal, and its next steps."""

_DATE_MOVED_LEAST = timedelta(days=2)  # less is a time zone
_OLDEST = timedelta(days=3 * 365)  # stated before that, a date is more likely a slip than the posting's age
_MOST_QUOTES = 5

_AMOUNT = re.compile(
    r"(?:[$€£¥₹₩]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|INR|JPY|SGD|BRL|MXN|ZAR|HKD|AED)\b)\s*\d"
    r"|\d[\d.,\u202f\u00a0’' ]{0,15}k?\s{0,2}"
    r"(?:[€£$]|(?:USD|EUR|Euro|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|zł|CZK|Kč|kr|INR|JPY|SGD)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something noticed: `says` is a sentence for a person, `evidence` what it rests on."""

    name: SignalName
    says: str
    evidence: dict[str, Any]


def signals(history: History) -> list[Signal]:
    """What there is to notice about a posting, in a fixed order; of most there is nothing."""
    return [signal for rule in _RULES for signal in rule(history)]


def _age(history: History) -> Iterator[Signal]:
    life, stated = history.life, [history.posting.date_posted, *history.dates_stated]
    start, end = life.first_seen, life.closed_at or life.last_seen
    posted = [day for day in map(_day_of, stated) if day is not None and start - _OLDEST < day < start]
    start = min(posted, default=start)
    days = (end - start).days
    step = max((age for age in AGES if days >= age), default=None)
    if step is None:
        return
    since = f"stated as posted on {start}" if posted else f"first seen on {start}"
    until = f"closed on {end}" if life.closed_at else f"last seen on {end}"
    evidence = {
        "days": days,
        "at_least": step,
        "date_posted": start if posted else None,
        "first_seen": life.first_seen,
        "until": end,
    }
    yield Signal("age", f"{days} days: {since}, {until}.", evidence)


def _reposted(history: History) -> Iterator[Signal]:
    if not history.reposts:
        return
    count = len(history.reposts)
    again = "once" if count == 1 else f"{count} times"
    yield Signal(
        "reposted",
        f"Its board has listed the same content {again} under another id: "
        + ", ".join(f"{each.posting_id} ({each.first_seen} to {each.last_seen})" for each in history.reposts)
        + ".",
        {"count": count, "postings": [asdict(each) for each in history.reposts]},
    )


def _reopened(history: History) -> Iterator[Signal]:
    count = history.life.reopened
    if not count:
        return
    days = [change.day for change in history.changes if change.change == "reopened"]
    on = f": on {', '.join(map(str, days))}" if days else ""
    times = "once" if count == 1 else f"{count} times"
    yield Signal("reopened", f"Came back {times} after it was over{on}.", {"count": count, "days": days})


def _no_salary_stated(history: History) -> Iterator[Signal]:
    """Only where no amount of money stands in the text either: what is not there must not be."""
    posting = history.posting
    if posting.salary or not posting.description_text or _AMOUNT.search(posting.description_text):
        return
    evidence = {"salary": [], "amounts_in_text": 0}
    yield Signal("no_salary_stated", "No pay in its fields, and no amount of money in its text.", evidence)


def _dead_link(history: History) -> Iterator[Signal]:
    """Only what a page said, and only while it is the last that was heard of the posting."""
    said = [closing for closing in history.closings if closing.day >= history.life.last_seen]
    if not said:
        return
    last = said[-1]
    words = f' ("{last.quote}")' if last.quote else ""
    what = "says that it is closed" if last.reason == "page_says_closed" else "was gone"
    yield Signal("dead_link", f"{last.url} {what} on {last.day}{words}.", asdict(last))


def _evergreen_wording(history: History) -> Iterator[Signal]:
    posting = history.posting
    found = list(evergreen_wording(posting.title, posting.description_text))[:_MOST_QUOTES]
    if found:
        quoted = ", ".join(f'"{" ".join(each.quote.split())}"' for each in found)
        yield Signal(
            "evergreen_wording",
            f"Its own words speak of no one opening: {quoted}.",
            {"quotes": [each._asdict() for each in found]},
        )


def _date_moved(history: History) -> Iterator[Signal]:
    stated = sorted({day for each in history.dates_stated if (day := _day_of(each))})
    if len(stated) > 1 and stated[-1] - stated[0] >= _DATE_MOVED_LEAST:
        moves = f"{stated[0]} to {stated[-1]}"
        yield Signal(
            "date_moved",
            f"Its date moved from {moves} while its words stayed the same.",
            {"dates_posted": list(history.dates_stated)},
        )


def _several_postings(history: History) -> Iterator[Signal]:
    kin = history.duplicates
    if not kin:
        return
    boards = sorted({each.board_id for each in kin} - {history.posting.board_id})
    employers = {each.hiring_organization for each in kin if each.hiring_organization}
    others = sorted(employers - {history.posting.hiring_organization})
    where = f" on {', '.join(boards)}" if boards else " on the same board"
    named = f", in the name of {', '.join(others)}" if others else ""
    yield Signal(
        "several_postings",
        f"The same opening is posted {len(kin)} more time{'s' * (len(kin) > 1)}{where}{named}.",
        {"boards": boards, "other_names": others, "postings": [asdict(each) for each in kin]},
    )


def _valid_through_passed(history: History) -> Iterator[Signal]:
    end = _day_of(history.posting.valid_through)
    if end is not None and end < history.life.last_seen:
        yield Signal(
            "valid_through_passed",
            f"Says that it is valid through {end}, and was still shown on {history.life.last_seen}.",
            {"valid_through": history.posting.valid_through, "last_seen": history.life.last_seen},
        )


_RULES = (
    _age,
    _reposted,
    _reopened,
    _no_salary_stated,
    _dead_link,
    _evergreen_wording,
    _date_moved,
    _several_postings,
    _valid_through_passed,
)


def _day_of(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:  # as precise as stated: a year and a month are no day
        return None
