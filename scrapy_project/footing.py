"""Whether a board may be fetched at all: what the registry says of its kind, before any request. Pure."""

import re
from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from jobs_assets.boards.board import Board
from jobs_assets.kinds import Kind


def refusal(kind: Kind, board: Board, day: date, opted_in: Collection[str]) -> str | None:
    """Why a board is not fetched, with the remedy, or None.

    A board with a `base_url` is read from elsewhere (a replay, sample boards), which its vendor's terms do
    not bind.
    """
    if board.base_url is not None and not _is_of(kind, board.base_url):
        return None
    policy = kind.policy
    if policy.sunset is not None and day >= policy.sunset and policy.after_sunset is None:
        return (
            f"not fetched: {kind.label} has closed what this is read from on {policy.sunset}. Remove the "
            "board, or look for a newer version of this code"
        )
    if policy.default == "on" or kind.ats in opted_in:
        return None
    how = "off by default" if policy.default == "off" else "read only where you opt in"
    return (
        f"not fetched: {kind.label} is {how} (terms: {policy.terms}; robots.txt: {policy.robots}). "
        f"If you may read it, name {kind.ats} in JOBS_CRAWL__OPT_IN"
    )


def _is_of(kind: Kind, url: str) -> bool:
    return bool(kind.hosts) and re.fullmatch(kind.hosts, (urlsplit(url).hostname or "").lower()) is not None
