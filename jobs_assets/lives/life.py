"""The life of a posting, told day by day: opened, seen, absent, closed, back again. Pure.

`hear` says what a day of a board means, `tell` what it means for one of its postings. Told in the order of
the days, whatever the order in which they were stored; days on which nothing happens to a posting may be left
out. How content changes is `changes.py`; where all of this is kept is `store/lives.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jobs_assets.lives.changes import Change, Content, compared, is_poorer
from jobs_assets.pages import BoardOutcome


class ClosedReason(StrEnum):
    """Why a posting counts as closed."""

    ABSENT = "absent_from_two_complete_crawls"
    PAGE_GONE = "page_gone"
    PAGE_SAYS_CLOSED = "page_says_closed"
    VALID_THROUGH_PASSED = "valid_through_passed"
    BOARD_GONE = "board_gone"
    CONFIRMED_EMPTY = "confirmed_empty"


@dataclass(frozen=True, slots=True)
class BoardLife:
    """How a board stands after its days up to `told_until`.

    `last_listed` is the last day on which it listed postings. `empty_since` and `gone_since` are the first of
    the days since then on which it had none, or was not there: one such day may be a fault, two are believed.
    """

    board_id: str
    last_listed: date | None
    told_until: date
    empty_since: date | None = None
    gone_since: date | None = None


@dataclass(frozen=True, slots=True)
class BoardNews:
    """What a day of a board says of postings that it does not show.

    `listed`: it showed postings. `complete`: it showed all it has, so what is not among them was not offered.
    `over` is set where two days agree that nothing is left; `over_since` is the first of them. `before` is
    the last day before this one on which it listed postings.
    """

    day: date
    listed: bool = False
    complete: bool = False
    over: ClosedReason | None = None
    over_since: date | None = None
    before: date | None = None


@dataclass(slots=True)
class Life:
    """How a posting stands.

    `version_id` is the version that stands for it, `seen_version` the one last observed: they differ after a
    poorer observation. `listed`: it was on its board's last listed day, which then is when it was last seen;
    else `last_seen` says. `absent_since` is the first complete day without it. `ends` is the last day of its
    validity where the posting's own page limits it and no listing speaks for it.
    """

    posting_id: str
    board_id: str
    version_id: int
    seen_version: int
    listed: bool
    first_seen: date
    last_seen: date | None = None
    absent_since: date | None = None
    ends: date | None = None
    closed_at: date | None = None
    closed_reason: str | None = None
    reopened: int = 0
    repost_of: str | None = None
    posting_key: int | None = None  # null until stored


class Seen(NamedTuple):
    """A posting as a day shows it."""

    version_id: int
    content_hash: str
    valid_through: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """What can be asked while a posting's day is told.

    `content` gives a version's content; `reparsed` whether the day was read by another parser than the day
    given; `repost_of` the posting that this one repeats, should it be new.
    """

    content: Callable[[int], Content]
    reparsed: Callable[[date], bool]
    repost_of: Callable[[str], str | None]


def hear(
    before: BoardLife | None, board_id: str, day: date, outcome: str | None, *, shown: bool, readable: bool
) -> tuple[BoardLife, BoardNews]:
    """What a day of a board means.

    `shown`: at least one posting was observed; `readable`: nothing that it listed was lost between its pages
    and the store. A day without any posting closes nothing by itself, be it called complete or empty: it is a
    fault until a second day says the same.
    """
    life = replace(before, told_until=day) if before else BoardLife(board_id, None, day)
    last = life.last_listed
    if shown:
        complete = outcome == BoardOutcome.COMPLETE and readable
        news = BoardNews(day, listed=True, complete=complete, before=last)
        return BoardLife(board_id, day, day), news
    if outcome in (BoardOutcome.EMPTY, BoardOutcome.COMPLETE) and readable:
        since = life.empty_since
        news = BoardNews(day, before=last)
        if since is not None:
            news = replace(news, over=ClosedReason.CONFIRMED_EMPTY, over_since=since)
        return replace(life, empty_since=since or day, gone_since=None), news
    if outcome == BoardOutcome.GONE:
        since = life.gone_since
        news = BoardNews(day, before=last)
        if since is not None:
            news = replace(news, over=ClosedReason.BOARD_GONE, over_since=since)
        return replace(life, gone_since=since or day), news
    return life, BoardNews(day, before=last)


def tell(
    life: Life | None,
    news: BoardNews,
    seen: Seen | None,
    witness: Witness,
    *,
    said: str | None = None,
    spared: bool = False,
    identity: tuple[str, str] = ("", ""),
) -> tuple[Life, list[Change]]:
    """The posting's life after the day, changed in place, and what the day changed.

    `seen` is null where the day does not show it; `said` is the reason its page gives for that, and `spared`
    says that its page or record was there but could not be read. `identity` is the id and the board of a
    posting without a life so far.
    """
    if seen is None:
        if life is None:
            raise ValueError(f"{identity[0]}: neither seen nor known")
        return life, _absent(life, news, witness, said, spared=spared)
    if life is None:
        return _opened(news, seen, witness, *identity)
    return life, _seen_again(life, news, seen, witness)


def _opened(
    news: BoardNews, seen: Seen, witness: Witness, posting_id: str, board_id: str
) -> tuple[Life, list[Change]]:
    life = Life(
        posting_id,
        board_id,
        seen.version_id,
        seen.version_id,
        listed=True,
        first_seen=news.day,
        ends=_own_end(board_id, seen.valid_through),
        repost_of=witness.repost_of(posting_id),
    )
    changes = [Change(posting_id, news.day, "opened", new=life.repost_of, effect=_repost(life))]
    return life, changes + _ended(life, news.day)


def _repost(life: Life) -> str | None:
    return "reposted" if life.repost_of else None


def _seen_again(life: Life, news: BoardNews, seen: Seen, witness: Witness) -> list[Change]:
    changes: list[Change] = []
    last = news.before if life.listed else life.last_seen
    if seen.version_id != life.seen_version:
        life.seen_version = seen.version_id
        changes += _content_changes(life, seen, news.day, last, witness)
    life.listed, life.last_seen, life.absent_since = True, None, None
    if life.closed_at is not None and not _has_ended(life, news.day):
        changes.append(Change(life.posting_id, news.day, "reopened", old=life.closed_reason))
        life.closed_at = life.closed_reason = None
        life.reopened += 1
    return changes + _ended(life, news.day)


def _content_changes(life: Life, seen: Seen, day: date, last: date | None, witness: Witness) -> list[Change]:
    """Takes over the version that was seen, unless it tells less; what differs to a reader is a change."""
    if seen.version_id == life.version_id:
        return []
    old, new = witness.content(life.version_id), witness.content(seen.version_id)
    if is_poorer(new, old):
        return []
    life.version_id = seen.version_id
    life.ends = _own_end(life.board_id, seen.valid_through)
    if old.content_hash == new.content_hash:
        return []
    again = last is not None and witness.reparsed(last)
    return list(compared(life.posting_id, day, old, new, reparsed=again))


def _absent(life: Life, news: BoardNews, witness: Witness, said: str | None, *, spared: bool) -> list[Change]:
    if news.listed and life.listed:
        life.listed, life.last_seen = False, news.before
    if life.closed_at is not None:
        return []
    if said is not None:
        return _closed(life, news, news.day, said)
    if news.over is not None:
        return _closed(life, news, life.absent_since or news.over_since or news.day, news.over)
    if not news.complete or spared:
        return []
    if life.absent_since is not None:
        return _closed(life, news, life.absent_since, ClosedReason.ABSENT)
    life.absent_since = news.day
    end = _day_of(witness.content(life.version_id).valid_through)
    if end is not None and end < news.day:
        return _closed(life, news, news.day, ClosedReason.VALID_THROUGH_PASSED)
    return []


def _ended(life: Life, day: date) -> list[Change]:
    if life.closed_at is None and _has_ended(life, day):
        return _close(life, day, day, ClosedReason.VALID_THROUGH_PASSED)
    return []


def _has_ended(life: Life, day: date) -> bool:
    return life.ends is not None and life.ends < day


def _closed(life: Life, news: BoardNews, at: date, reason: str) -> list[Change]:
    if life.listed:  # a day that lists nothing at all
        life.listed, life.last_seen = False, news.before
    return _close(life, news.day, at, reason)


def _close(life: Life, day: date, at: date, reason: str) -> list[Change]:
    life.closed_at, life.closed_reason, life.absent_since = at, str(reason), None
    return [Change(life.posting_id, day, "closed", old=at.isoformat(), new=str(reason))]


def _own_end(board_id: str, valid_through: str | None) -> date | None:
    """A listing that shows a posting speaks for it; on a careers site its own page alone does, stale or
    not.
    """
    return _day_of(valid_through) if board_id.startswith("site:") else None


def _day_of(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:  # as precise as stated: a year and a month end no day
        return None
