"""A day at a glance, as Markdown: a few rows, its boards, a bar chart. Shown beside each materialisation.

Only text is made here; what a day holds is asked of the store.
"""

import base64
import html
from collections.abc import Mapping, Sequence
from datetime import date

import orjson
from sqlalchemy import func, select

from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.store.engine import Store
from jobs_assets.store.last_outcomes import last_days
from jobs_assets.store.page_numbers import pages_of
from jobs_assets.store.pages import stored_boards
from jobs_assets.store.tables import observations, posting_versions, raw_pages

ROWS = 5
BOARDS = 200
BARS = 12

_BAR_HEIGHT = 22
_LABEL_WIDTH = 260
_BAR_WIDTH = 360


def pages_preview(store: Store, day: date) -> str:
    """The first pages of a day."""
    columns = (
        raw_pages.c.board_id,
        raw_pages.c.url,
        raw_pages.c.outcome,
        raw_pages.c.status,
        raw_pages.c.body_bytes,
    )
    in_order = (raw_pages.c.board_id, raw_pages.c.position)
    query = select(*columns).where(pages_of(day)).order_by(*in_order).limit(ROWS)
    with store.reader() as connection:
        rows = connection.execute(query).all()
    return table([column.name for column in columns], rows)


def boards_preview(store: Store, day: date) -> str:
    """What each board stated and what was had of it, those with something missing first."""
    last = last_days(store, day)
    boards = sorted(stored_boards(store, day), key=lambda board: (_all_had(board), board.board_id))
    rows = [
        (
            board.board_id,
            board.outcome,
            board.status,
            board.advertised,
            board.postings,
            board.pages,
            board.details_pending,
            board.details_failed,
            board.bytes,
            "yes" if board.truncated else "",
            last[board.board_id].success,
            last[board.board_id].yielded,
        )
        for board in boards[:BOARDS]
    ]
    more = len(boards) - BOARDS
    return table(_BOARD_HEADINGS, rows) + (f"\n\nand {more:,} more" if more > 0 else "")


_BOARD_HEADINGS = (
    *("board", "outcome", "status", "states", "seen", "pages", "details pending", "details failed"),
    *("bytes", "truncated", "last success", "last yield"),
)


def _all_had(board: BoardDay) -> bool:
    whole = board.outcome in (BoardOutcome.COMPLETE, BoardOutcome.EMPTY)
    return whole and not board.details_failed and not board.truncated


def postings_preview(store: Store, day: date) -> str:
    """Some postings of a day."""
    version = posting_versions.c
    query = (
        select(
            version.title, version.hiring_organization, version.job_location, version.date_posted, version.url
        )
        .join(observations, observations.c.version_id == version.version_id)
        .where(observations.c.day == day)
        .order_by(observations.c.version_id)
        .limit(ROWS)
    )
    with store.reader() as connection:
        rows = connection.execute(query).all()
    return table(
        ["title", "employer", "location", "posted", "url"],
        [
            (row.title, row.hiring_organization, _places(row.job_location), row.date_posted, row.url)
            for row in rows
        ],
    )


def postings_by_board(store: Store, day: date) -> dict[str, int]:
    """How many postings each board showed on a day, the most first."""
    count = func.count().label("postings")
    query = (
        select(posting_versions.c.board_id, count)
        .join(observations, observations.c.version_id == posting_versions.c.version_id)
        .where(observations.c.day == day)
        .group_by(posting_versions.c.board_id)
        .order_by(count.desc(), posting_versions.c.board_id)
    )
    with store.reader() as connection:
        return {row.board_id: row.postings for row in connection.execute(query)}


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table. Values are text from web pages: nothing in them may be read as markup."""
    if not rows:
        return "*no rows*"
    lines = ["| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def bar_chart(values: Mapping[str, int]) -> str:
    """Horizontal bars as an SVG image in Markdown, in the order given; what is beyond twelve is one bar."""
    shown = dict(list(values.items())[:BARS])
    if rest := sum(values.values()) - sum(shown.values()):
        shown[f"{len(values) - BARS} more"] = rest
    longest = max(shown.values(), default=0) or 1
    bars = "".join(
        _bar(row * _BAR_HEIGHT, label, value, round(value / longest * _BAR_WIDTH))
        for row, (label, value) in enumerate(shown.items())
    )
    width, height = _LABEL_WIDTH + _BAR_WIDTH + 80, max(1, len(shown)) * _BAR_HEIGHT
    image = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="sans-serif" font-size="12" fill="#667">{bars}</svg>'
    )
    words = ", ".join(f"{label} {value}" for label, value in shown.items())
    return f"![{_plain(words)}](data:image/svg+xml;base64,{base64.b64encode(image.encode()).decode()})"


def _bar(top: int, label: str, value: int, length: int) -> str:
    named = html.escape(label[-38:])
    return (
        f'<text x="{_LABEL_WIDTH - 8}" y="{top + 15}" text-anchor="end">{named}</text>'
        f'<rect x="{_LABEL_WIDTH}" y="{top + 3}" width="{max(1, length)}" height="16" fill="#4f6ef7"/>'
        f'<text x="{_LABEL_WIDTH + 6 + length}" y="{top + 15}">{value:,}</text>'
    )


def _places(stored: str) -> str:
    places = orjson.loads(stored)
    return "; ".join(", ".join(filter(None, place.values())) for place in places[:3])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return _plain(text if len(text) <= 80 else text[:79] + "…")


def _plain(text: str) -> str:
    for mark in "\\`*_[]<>|!#":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
