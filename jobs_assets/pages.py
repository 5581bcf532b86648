"""What a crawl leaves behind: one record per HTTP response and one outcome per board.

Written by the crawl process into the archive, published by the `raw_pages` asset, read by parsers.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PageRole(StrEnum):
    """What a page is for."""

    LISTING = "listing"  # names postings; for board APIs it carries them whole
    POSTING = "posting"  # one posting (or a few) on a page of its own
    ROBOTS = "robots"
    SITEMAP = "sitemap"


class PageOutcome(StrEnum):
    """What came of one page. Those that are `READABLE` are parsed; all are kept."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"  # 304: the body is the one stored before
    REDIRECT = "redirect"
    NOT_FOUND = "not_found"  # 404, 410
    THROTTLED = "throttled"  # 429, or 503 with Retry-After
    HTTP_ERROR = "http_error"  # any other 4xx or 5xx
    NETWORK_ERROR = "network_error"  # no DNS, refused, reset, timeout
    TRUNCATED = "truncated"  # the connection closed before the stated length
    TOO_LARGE = "too_large"  # over the size bound, on the wire or unpacked
    DISALLOWED = "disallowed"  # robots.txt says no, or cannot be read now
    REFUSED_ADDRESS = "refused_address"  # the address guard said no
    BOT_WALL = "bot_wall"
    LOGIN_WALL = "login_wall"
    EMPTY_SHELL = "empty_shell"  # a page that only a browser's JavaScript would fill
    WRONG_TYPE = "wrong_type"  # HTML where JSON was due, or the reverse
    KEPT = "kept"  # not asked for again: the body is the one stored before; see `Fetch`
    OUTDATED = "outdated"  # as `KEPT`, but its posting's row in the listing has changed since


READABLE = frozenset({PageOutcome.OK, PageOutcome.NOT_MODIFIED, PageOutcome.KEPT, PageOutcome.OUTDATED})
"""The outcomes of pages that hold what was asked for."""


@dataclass(slots=True)
class Fetch:
    """One HTTP exchange, verbatim but for transfer and content encoding.

    `url` is the page's own address, also where the board's `base_url` sent the request elsewhere.
    `body_hash` is null when there is no body. Times are aware, in UTC. Of the headers of a 304 those are kept
    that a reader of its body must know: the others are those of the answer that it stands for.

    A posting's page that is `KEPT` was no exchange: its listing's row has not changed. It is put on record
    all the same, so that its day stands on its own; `fetched_at` is when its body came. Where the row has
    changed and the page could not be had, or its turn comes in the next run (`error` says which), it is
    `OUTDATED`: what the row states wins over it.
    """

    board_id: str
    url: str
    role: PageRole
    outcome: PageOutcome
    fetched_at: datetime
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)  # response headers, names in lower case
    body_hash: str | None = None
    body_bytes: int = 0
    error: str | None = None  # what happened and the remedy, where the outcome is not OK
    seconds: float = 0.0


class BoardOutcome(StrEnum):
    """What came of a board on a day. Only `COMPLETE` and `EMPTY` runs saw everything the board offers."""

    COMPLETE = "complete"
    EMPTY = "empty"  # answered well, and states no postings
    PARTIAL = "partial"  # some pages are missing, or a bound was reached
    GONE = "gone"  # 404 or 410: no such board
    BLOCKED = "blocked"  # bot wall, login wall, empty shell
    DISALLOWED = "disallowed"  # robots.txt
    REFUSED = "refused"  # the address guard
    THROTTLED = "throttled"
    FAILED = "failed"  # network, HTTP or format error


@dataclass(slots=True)
class BoardDay:
    """The completeness record of one board on one day.

    `employer` is the name given in boards.yaml at the time, so that the day can be parsed again as it was.
    `advertised` is the total the board states, where it does. `postings` counts the unique native ids seen.
    `details_pending` counts the postings' own pages that are left to the next run; the ids are complete all
    the same. `signals` are what robots.txt says of uses beyond fetching (its Content-Signal, as "ai-input=no,
    search=yes"), for whoever uses the postings. `message` names the remedy where the outcome is not complete.
    """

    board_id: str
    outcome: BoardOutcome
    status: int | None = None
    advertised: int | None = None
    postings: int = 0
    pages: int = 0
    details_failed: int = 0
    bytes: int = 0
    truncated: bool = False
    message: str | None = None
    started_at: datetime | None = None
    seconds: float = 0.0
    employer: str | None = None
    details_pending: int = 0
    signals: str | None = None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What a parser gets: a page's bytes and where they come from. Nothing else may influence its result."""

    board_id: str
    ats: str
    token: str
    employer: str | None  # the name given in boards.yaml, for formats that do not state it
    url: str
    body: bytes
    content_type: str = ""
