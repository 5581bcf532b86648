"""What differs between two versions of a posting, field by field, and what it means to a reader. Pure.

Values are compared and kept as stored: lists as JSON, a text by the lines that were taken out and put in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import orjson

ChangeKind = Literal["opened", "changed", "reparsed", "replaced", "closed", "reopened"]
"""`reparsed`: another parser reads the posting differently, whether or not its page changed too. `replaced`:
the id now names another job.
"""

CHANGE_ORDER: tuple[ChangeKind, ...] = ("opened", "replaced", "reparsed", "changed", "reopened", "closed")
"""How the changes of one day follow each other."""

CONTENT_COLUMNS = (
    "title",
    "hiring_organization",
    "department",
    "team",
    "employment_type",
    "job_location",
    "workplace",
    "remote_eligibility",
    "salary",
)
"""What a change can be of, beside the text: as in `postings.content_hash`."""

_MOST_KEPT = 2000  # characters of lines taken out or put in
_SHARED_LEAST = 0.2  # of a text's lines, below which two texts have nothing in common


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a posting on a day.

    `closed`: `old` is the day it closed, which may lie before the day that confirms it, `new` the reason.
    `reopened`: `old` is why it was closed. `opened`: `new` is the posting it repeats, if any.
    """

    posting_id: str
    day: date
    change: ChangeKind
    field: str = ""
    old: str | None = None
    new: str | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader sees of a version: `CONTENT_COLUMNS` as stored, and the text."""

    content_hash: str
    columns: tuple[str | None, ...]
    description_text: str
    valid_through: str | None = None


def is_poorer(new: Content, old: Content) -> bool:
    """Whether the new version tells less because less was fetched: a listing's row without the text, or with
    the beginning of it.
    """
    if not new.description_text:
        return bool(old.description_text)
    teaser = new.description_text.rstrip("… .\n")
    return len(teaser) * 2 < len(old.description_text) and old.description_text.startswith(teaser)


def compared(posting_id: str, day: date, old: Content, new: Content, *, reparsed: bool) -> Iterator[Change]:
    """What differs between two versions whose content hashes differ."""
    if not reparsed and _is_another_job(old, new):
        yield Change(posting_id, day, "replaced", "", old.columns[0], new.columns[0])
    kind: ChangeKind = "reparsed" if reparsed else "changed"
    for name, before, after in zip(CONTENT_COLUMNS, old.columns, new.columns, strict=True):
        if before != after:
            yield Change(posting_id, day, kind, name, before, after, _effect(name, before, after))
    if old.description_text != new.description_text:
        out, put = _lines(old.description_text), _lines(new.description_text)
        gone, come = _kept(out - put), _kept(put - out)
        if gone or come:
            yield Change(posting_id, day, kind, "description_text", gone, come)


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in (line.strip() for line in text.splitlines()) if line)


def _kept(lines: Counter[str]) -> str | None:
    """The lines in their order, as far as they are worth keeping beside the versions themselves."""
    text = "\n".join(lines.elements())
    return (text if len(text) <= _MOST_KEPT else text[:_MOST_KEPT] + "…") or None


def _is_another_job(old: Content, new: Content) -> bool:
    """Whether the id was given to another job: not a word of the title is left, and next to none of the
    text.
    """
    if not (old.description_text and new.description_text):
        return False
    if _words(old.columns[0]) & _words(new.columns[0]):
        return False
    before, after = _lines(old.description_text), _lines(new.description_text)
    return (before & after).total() < _SHARED_LEAST * min(before.total(), after.total())


def _words(title: str | None) -> set[str]:
    return {word for word in (title or "").casefold().split() if len(word) > 2}


def _effect(name: str, old: str | None, new: str | None) -> str | None:
    if name == "salary":
        return _pay_effect(_bands(old), _bands(new))
    if name == "workplace":
        if old == "remote":
            return "remote_withdrawn"
        return "remote_offered" if new == "remote" else "workplace_changed"
    return None


def _bands(stored: str | None) -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = orjson.loads(stored) if stored else []
    return bands


def _pay_effect(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> str:
    if not old:
        return "pay_stated"
    if not new:
        return "pay_withdrawn"
    before, after = _comparable(old), _comparable(new)
    if before.keys() != after.keys():
        return "pay_changed"
    moves = {
        (late > early) - (late < early)
        for band, ends in before.items()
        for early, late in zip(ends, after[band], strict=True)
        if early is not None and late is not None
    } - {0}
    one_ended = any(
        (early is None) != (late is None)
        for band, ends in before.items()
        for early, late in zip(ends, after[band], strict=True)
    )
    if one_ended or len(moves) != 1:
        return "pay_changed"
    return "pay_raised" if moves == {1} else "pay_cut"


_BandKey = tuple[str | None, str | None, str | None, str | None, int]


def _comparable(bands: list[dict[str, Any]]) -> dict[_BandKey, tuple[float | None, float | None]]:
    """Each band's ends, by what makes two bands of two versions comparable without converting anything; bands
    that are alike in all of it are told apart by their order.
    """
    alike: Counter[tuple[str | None, ...]] = Counter()
    found: dict[_BandKey, tuple[float | None, float | None]] = {}
    for band in bands:
        key = (band["kind"], band["currency"], band["interval"], band["place"])
        found[*key, alike[key]] = (band["min"], band["max"])
        alike[key] += 1
    return found
