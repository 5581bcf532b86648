"""Several records of one posting as one: its own page's, its row in a listing, the same in another feed.

Pure but for a nameless file that holds what a very large board would take in memory. Which pages are read
together is `daily.py`.
"""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import fields, replace
from enum import IntEnum
from types import TracebackType
from typing import IO, Self

from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.postings import Evidence, Posting, Record, content_hash

IN_MEMORY = 32 << 20
"""Bytes of a board's records, by estimate, beyond which the further ones wait in a file."""

_OBJECTS = 3000  # bytes that a record's many small values take beside its text

_IDENTITY = {"posting_id", "board_id", "content_hash", "evidence"}
_TEXT = {"description_html", "description_text"}
_FILLED = tuple(
    field.name for field in fields(Posting) if field.name not in _IDENTITY | _TEXT | {"hiring_organization"}
)


class Standing(IntEnum):
    """What a page's records count for, the first for most."""

    OWN = 0
    LISTING = 1
    OUTDATED = 2  # a posting's own page, older than the row that a listing has of it now


def standing(fetch: Fetch) -> Standing:
    """What the records of a page count for."""
    if fetch.role is not PageRole.POSTING:
        return Standing.LISTING
    return Standing.OUTDATED if fetch.outcome is PageOutcome.OUTDATED else Standing.OWN


def one_each(
    records: Iterable[tuple[int, Standing, Record]],
) -> Iterator[tuple[int, Record]]:
    """The records of one board's pages, given in the order of the pages, with one for each posting.

    A record of a posting's own page wins over those of listings, then the earlier page over the later; it
    comes with its page's id. See `merged` for what the others add, and `restated` for an own page that is
    outdated. What is no posting passes as it is: a page
    that says that its posting is over takes nothing from the listing that still shows it.
    """
    by_posting: dict[str, list[tuple[Standing, int, int]]] = {}
    with _Shelf() as shelf:
        for page_id, standing, record in records:
            if not isinstance(record, Posting):
                yield page_id, record
            else:
                place = (standing, shelf.put(record), page_id)
                by_posting.setdefault(record.posting_id, []).append(place)
        for places in by_posting.values():
            places.sort()
            found = [shelf.take(number) for _, number, _ in places]
            first = next((at for at, place in enumerate(places) if place[0] is Standing.OUTDATED), 0)
            if first and places[0][0] is Standing.LISTING:
                yield places[first][2], restated(merged(found[first:]), merged(found[:first]))
            else:
                yield places[0][2], merged(found)


def merged(records: list[Posting]) -> Posting:
    """The first record, with what it leaves open filled from the others in their order, evidence and all.

    An employer that a page states wins over the name given in boards.yaml. What was found in a text counts
    for a record that has this text only.
    """
    first, *others = records
    if not others:
        return first
    whole = replace(first, evidence=dict(first.evidence))
    for other in others:
        _fill_text(whole, other)
        _fill_employer(whole, other)
        for name in _FILLED:
            if _is_open(name, getattr(whole, name)) and not _is_open(name, given := getattr(other, name)):
                _fill(whole, other, name, given)
    whole.content_hash = content_hash(whole)
    return whole


def restated(own: Posting, row: Posting) -> Posting:
    """An own page's record with whatever the newer row of a listing states in its place; the text stays.

    What a reader of the row found in a text says nothing of the posting's whole text.
    """
    whole = replace(own, evidence=dict(own.evidence))
    for name in (*_FILLED, "hiring_organization"):
        evidence, given = row.evidence.get(name), getattr(row, name)
        stated = evidence is not None and evidence.start is None
        if stated and not _is_open(name, given):
            _fill(whole, row, name, given)
    whole.content_hash = content_hash(whole)
    return whole


def _is_open(name: str, value: object) -> bool:
    """Null, or a list with nothing in it; only for eligibility that states something, namely nowhere."""
    return value is None or value == "" or (value == [] and name != "remote_eligibility")


def _fill(whole: Posting, other: Posting, name: str, value: object) -> None:
    evidence = other.evidence.get(name)
    if (
        evidence is not None
        and evidence.start is not None
        and whole.description_text != other.description_text
    ):
        return
    setattr(whole, name, value)
    _take_evidence(whole, name, evidence)


def _fill_text(whole: Posting, other: Posting) -> None:
    if not whole.description_text and other.description_text:
        whole.description_html, whole.description_text = other.description_html, other.description_text
        _take_evidence(whole, "description_text", other.evidence.get("description_text"))


def _fill_employer(whole: Posting, other: Posting) -> None:
    """What has evidence is stated; a name without it is what boards.yaml calls the board."""
    name = "hiring_organization"
    unstated = other.hiring_organization and name not in whole.evidence
    if unstated and (whole.hiring_organization is None or name in other.evidence):
        _fill(whole, other, name, other.hiring_organization)


def _take_evidence(whole: Posting, name: str, evidence: Evidence | None) -> None:
    if evidence is None:
        whole.evidence.pop(name, None)
    else:
        whole.evidence[name] = evidence


class _Shelf:
    """Postings by number, in memory up to a bound and in a file from there on."""

    def __init__(self) -> None:
        self._held: list[Posting | int] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._open.close()

    def put(self, posting: Posting) -> int:
        if self._file is None and self._bytes > IN_MEMORY:
            self._file = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is
        if self._file is None:
            self._bytes += _OBJECTS + len(posting.description_html) + len(posting.description_text)
            self._held.append(posting)
        else:
            self._held.append(self._file.tell())
            pickle.dump(posting, self._file, pickle.HIGHEST_PROTOCOL)
        return len(self._held) - 1

    def take(self, number: int) -> Posting:
        """Gives a posting away, once: what has been read is held no longer."""
        held = self._held[number]
        if isinstance(held, Posting):
            self._held[number] = 0
            return held
        assert self._file is not None  # noqa: S101 - it is where the numbers come from
        self._file.seek(held)
        posting: Posting = pickle.load(self._file)  # noqa: S301 - written above, in a file without a name
        return posting
