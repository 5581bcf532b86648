"""Openings and crawls as the market report wants them, read as a stream: its memory is not the store's size.

What is made of them is `market/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

import orjson
from sqlalchemy import Connection, Row, and_, func, or_, select

from jobs_assets.market.figures import Figures, figures_of
from jobs_assets.market.openings import YEAR, Looked, Opening, Span, spans_of
from jobs_assets.pages import BoardOutcome
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_tables import enrichments, version_enrichments
from jobs_assets.store.tables import (
    board_days,
    board_lives,
    posting_changes,
    posting_duplicates,
    posting_lives,
    posting_versions,
)

_AT_ONCE = 1000
_LONGEST = 300  # of a name that is drawn
_WHOLE = (BoardOutcome.COMPLETE.value, BoardOutcome.EMPTY.value)

_Row: TypeAlias = Row[*tuple[Any, ...]]
_Workplaces = tuple[tuple[date, str | None], ...]


def market_figures(store: Store) -> Figures:
    """The figures of all that is known, from one view of the store."""
    with store.reader() as connection:
        boards = _looked(connection)
        since = boards.until - YEAR if boards.until else date.min
        return figures_of(_openings(connection, boards, since), boards)


def _looked(connection: Connection) -> Looked:
    """When boards were seen whole."""
    day = board_days.c
    whole = day.outcome.in_(_WHOLE)
    boards = select(day.day, func.count()).where(whole).group_by(day.day)
    first = select(day.board_id, func.min(day.day)).where(whole).group_by(day.board_id)
    return Looked(
        dict(map(tuple, connection.execute(boards))),
        dict(map(tuple, connection.execute(first))),
    )


def _openings(connection: Connection, boards: Looked, since: date) -> Iterator[Opening]:
    """Every opening that was open on `since` or later, in no order: postings that stand for themselves."""
    spans, workplaces = _spans(connection), _workplaces(connection)
    life, version, found = posting_lives.c, posting_versions.c, enrichments.c
    last_seen = func.coalesce(life.last_seen, board_lives.c.last_listed)
    query = (
        select(
            life.posting_id,
            life.board_id,
            life.first_seen,
            last_seen,
            life.closed_at,
            version.title,
            version.hiring_organization,
            version.url,
            version.job_location,
            func.coalesce(version.workplace, found.workplace),
            version.salary,
            found.salary,
            found.seniority,
            found.skills,
        )
        .join_from(posting_lives, posting_versions, version.version_id == life.version_id)
        .join(board_lives, board_lives.c.board_id == life.board_id)
        .outerjoin(posting_duplicates, posting_duplicates.c.posting_id == life.posting_id)
        .outerjoin(version_enrichments, version_enrichments.c.version_id == life.version_id)
        .outerjoin(enrichments, found.enrichment_id == version_enrichments.c.enrichment_id)
        .where(
            posting_duplicates.c.duplicate_of.is_(None),
            or_(life.closed_at >= since, and_(life.closed_at.is_(None), last_seen >= since)),
        )
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in connection.execute(query):
        stored = _Stored._make(row)
        yield _opening(stored, boards, spans.get(stored.posting_id), workplaces.get(stored.posting_id, ()))


class _Stored(NamedTuple):
    """A posting as it is read, in the order of the query."""

    posting_id: str
    board_id: str
    first_seen: date
    last_seen: date
    closed_at: date | None
    title: str
    employer: str | None
    url: str | None
    job_location: str
    workplace: str | None
    salary: str
    found_salary: str | None
    seniority: str | None
    skills: str | None


def _opening(row: _Stored, boards: Looked, spans: tuple[Span, ...] | None, changed: _Workplaces) -> Opening:
    places: list[dict[str, str | None]] = orjson.loads(row.job_location)
    first_whole = boards.first.get(row.board_id)
    return Opening(
        posting_id=row.posting_id,
        title=row.title[:_LONGEST],
        employer=row.employer and row.employer[:_LONGEST],
        url=row.url,
        countries=tuple(sorted({place["country"] for place in places if place["country"]})),
        place=_place(places),
        salary=tuple(_bands(row)),
        spans=spans or (Span(row.first_seen, row.closed_at),),
        last_seen=row.last_seen,
        found=first_whole is None or row.first_seen <= first_whole,
        workplaces=((row.first_seen, changed[0][1]), *changed[1:])
        if changed
        else ((row.first_seen, row.workplace),),
        seniority=row.seniority,
        skills=None if row.skills is None else _named(row.skills),
    )


def _bands(row: _Stored) -> list[Mapping[str, Any]]:
    """What fields state; what the text states, where they are silent."""
    stated: list[Mapping[str, Any]] = orjson.loads(row.salary)
    if not stated and row.found_salary is not None:
        return list(orjson.loads(row.found_salary))
    return stated


def _named(stored: str) -> tuple[str, ...]:
    return tuple(skill["name"] for skill in orjson.loads(stored))


def _place(places: Sequence[Mapping[str, str | None]]) -> str | None:
    if not places:
        return None
    words = ", ".join(filter(None, (places[0]["city"], places[0]["country"])))
    return words + (f" and {len(places) - 1} more" if len(places) > 1 else "") if words else None


def _spans(connection: Connection) -> dict[str, tuple[Span, ...]]:
    """When postings were open that came back. Others were open from first seen to closed."""
    change = posting_changes.c
    # A closing is told on the day on which it became certain; `old` names the day on which it closed.
    query = (
        select(change.posting_id, change.change, change.day, change.old)
        .join(posting_lives, posting_lives.c.posting_id == change.posting_id)
        .where(posting_lives.c.reopened > 0, change.change.in_(("opened", "closed", "reopened")))
        .order_by(change.posting_id, change.day, change.change == "closed")
    )
    return {
        posting_id: tuple(spans_of((each.change, _day_of(each)) for each in events))
        for posting_id, events in groupby(connection.execute(query), key=lambda row: str(row.posting_id))
    }


def _day_of(event: _Row) -> date:
    if event.change == "closed" and event.old:
        return date.fromisoformat(event.old)
    day: date = event.day
    return day


def _workplaces(connection: Connection) -> dict[str, _Workplaces]:
    """Since when which workplace was stated, where that changed: the first is of any day before."""
    change = posting_changes.c
    query = (
        select(change.posting_id, change.day, change.old, change.new)
        .where(change.change == "changed", change.field == "workplace")
        .order_by(change.posting_id, change.day)
    )
    return {
        posting_id: tuple(_stated(list(changes)))
        for posting_id, changes in groupby(connection.execute(query), key=lambda row: str(row.posting_id))
    }


def _stated(changes: list[_Row]) -> Iterator[tuple[date, str | None]]:
    yield date.min, changes[0].old
    for change in changes:
        yield change.day, change.new
