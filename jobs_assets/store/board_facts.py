"""What a day's records say of boards and of the postings they do not show, for `lives.py` to tell from.

How it is understood is `lives/life.py`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from jobs_assets.pages import READABLE, PageOutcome, PageRole
from jobs_assets.store.bulk import batches
from jobs_assets.store.page_numbers import pages_of
from jobs_assets.store.tables import board_days, closings, raw_pages, unparsed

_TOLD = tuple(sorted(READABLE | {PageOutcome.NOT_FOUND, PageOutcome.REDIRECT}))
"""Outcomes of a posting's own page that leave no doubt about it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page said of a posting that is over; the posting is named by its id or by the page's address."""

    posting_id: str | None
    url: str
    reason: str


@dataclass(slots=True)
class BoardFacts:
    """One board on one day: the outcome of its crawl, and what was lost between its pages and the store.

    `unread_ids` and `unread_urls` name postings and pages that were there but could not be read.
    """

    outcome: str | None = None
    readable: bool = True
    unread_ids: set[str] = field(default_factory=set)
    unread_urls: set[str] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)


def board_facts(
    connection: Connection, day: date, boards: Iterable[str], by_design: Collection[str]
) -> dict[str, BoardFacts]:
    """The facts of each of the boards on the day. `by_design` are reasons of unparsed records that are no
    loss.
    """
    facts = {board_id: BoardFacts() for board_id in boards}
    for some in batches(facts):
        _crawled(connection, day, some, facts)
        _unparsed(connection, day, some, by_design, facts)
        _closings(connection, day, some, facts)
    return facts


def _crawled(connection: Connection, day: date, boards: list[str], facts: dict[str, BoardFacts]) -> None:
    board = board_days.c
    query = select(board.board_id, board.outcome, board.details_failed).where(
        board.day == day, board.board_id.in_(boards)
    )
    doubtful = []
    for board_id, outcome, details_failed in connection.execute(query):
        facts[board_id].outcome = outcome
        if details_failed or outcome not in ("complete", "empty"):
            doubtful.append(board_id)
    page = raw_pages.c
    failed = select(page.board_id, page.url).where(
        pages_of(day),
        page.board_id.in_(doubtful),
        page.role == PageRole.POSTING.value,
        page.outcome.not_in(_TOLD),
    )
    if doubtful:
        for board_id, url in connection.execute(failed):
            facts[board_id].unread_urls.add(url)


def _unparsed(
    connection: Connection,
    day: date,
    boards: list[str],
    by_design: Collection[str],
    facts: dict[str, BoardFacts],
) -> None:
    lost = unparsed.c
    query = (
        select(lost.board_id, lost.native_id, lost.url, raw_pages.c.role)
        .join_from(unparsed, raw_pages, raw_pages.c.page_id == lost.page_id, isouter=True)
        .where(lost.day == day, lost.board_id.in_(boards), lost.reason.not_in(by_design))
    )
    for board_id, native_id, url, role in connection.execute(query):
        if native_id is not None:
            facts[board_id].unread_ids.add(f"{board_id}:{native_id}")
        elif role == PageRole.POSTING:
            facts[board_id].unread_urls.add(url)
        else:  # a listing that could not be read may have named any posting
            facts[board_id].readable = False


def _closings(connection: Connection, day: date, boards: list[str], facts: dict[str, BoardFacts]) -> None:
    said = closings.c
    query = (
        select(said.board_id, said.posting_id, said.url, said.reason)
        .where(said.day == day, said.board_id.in_(boards))
        .order_by(said.page_id)
    )
    for board_id, posting_id, url, reason in connection.execute(query):
        facts[board_id].said.append(Said(posting_id, url, reason))
