"""Captures: a recorded response, a page or a text, read into postings without crawl or database.

Which parser reads a format is `kinds/`; formats without one (`text`, `records`) are built here.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from jobs_assets.boards.board import Board, recognise
from jobs_assets.errors import UsageError
from jobs_assets.kinds import KINDS
from jobs_assets.pages import SourcePage
from jobs_assets.parsing.facilities import read_facility
from jobs_assets.parsing.fields import language
from jobs_assets.parsing.html_text import describe
from jobs_assets.parsing.recognition import is_other_xml, recognised
from jobs_assets.parsing.registry import parse_page
from jobs_assets.postings import Evidence, Posting, Record, content_hash

FORMATS = (*(ats for ats in KINDS if ats != "site"), "html", "text", "records")

_UNNAMED = "capture"


def format_of(body: bytes, url: str | None) -> str:
    """The format of a capture: its address's kind, or what its shape is.

    Raises `UsageError` for JSON and XML of a shape that is nobody's, or more than one's.
    """
    board = recognise(url) if url else None
    if board is not None and board.ats != "site":
        return board.ats
    if kind := recognised(body):
        return kind
    start = body[:5000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")) or is_other_xml(body):
        raise UsageError(
            "This capture has the shape of no format for certain. Name its board with --url, or its format "
            f"with --format: {', '.join(FORMATS)}."
        )
    return "html" if start.startswith(b"<") or b"<html" in start.lower() else "text"


def postings_of(body: bytes, capture_format: str, url: str | None = None) -> Iterator[Record]:
    """What a capture holds, in its order. `url` names the board; without it the board is "capture"."""
    board = recognise(url) if url else None
    if capture_format == "text":
        yield _text_posting(body.decode("utf-8", "replace"), board, url)
        return
    ats = "site" if capture_format == "html" else capture_format
    if board is None or board.ats != ats:
        board = Board(ats, _UNNAMED)
    yield from parse_page(
        SourcePage(
            board_id=board.board_id,
            ats=ats,
            token=board.token,
            employer=board.name,
            url=url or "",
            body=body,
            content_type="text/html" if ats == "site" else "application/json",
        )
    )


def posting_of_record(line: bytes) -> tuple[Any, Posting]:
    """One line of `{id, title, company, location, description, url?}`: its id as given, and the posting.

    Raises `ValueError` saying what is missing or wrong.
    """
    given = orjson.loads(line)
    if not isinstance(given, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - wrong data, not a wrong call
    for key in ("id", "title", "description"):
        if key not in given:
            raise ValueError(f"`{key}` is missing")
    texts = {key: given.get(key) or "" for key in ("title", "company", "location", "description", "url")}
    if wrong := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise ValueError(f"`{wrong[0]}` is not text")
    html, text = describe(texts["description"])
    posting = Posting(
        posting_id=f"records:{_UNNAMED}:{given['id']}",
        board_id=f"records:{_UNNAMED}",
        url=texts["url"] or None,
        title=" ".join(texts["title"].split()),
        hiring_organization=texts["company"] or None,
        description_html=html,
        description_text=text,
        evidence={"title": Evidence("ats_field", texts["title"])},
    )
    if posting.hiring_organization:
        posting.evidence["hiring_organization"] = Evidence("ats_field", texts["company"])
    _state_location(posting, texts["location"])
    language(posting)
    posting.content_hash = content_hash(posting)
    return given["id"], posting


def _state_location(posting: Posting, line: str) -> None:
    found = read_facility(line)
    posting.job_location, posting.workplace = found.places, found.workplace
    posting.remote_eligibility = found.eligible or None
    for name in ("job_location", "workplace", "remote_eligibility"):
        if getattr(posting, name):
            posting.evidence[name] = Evidence("ats_field", line)


def _text_posting(text: str, board: Board | None, url: str | None) -> Posting:
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    html, plain = describe(text)
    board_id = board.board_id if board else f"text:{_UNNAMED}"
    posting = Posting(
        posting_id=f"{board_id}:1",
        board_id=board_id,
        url=url,
        title=title,
        description_html=html,
        description_text=plain,
    )
    language(posting)
    posting.content_hash = content_hash(posting)
    return posting
