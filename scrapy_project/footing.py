"""Whether a board may be fetched at all: what the registry says of it, before any request. Pure."""

import re
from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS, Policy
from jobs_assets.kinds.feeds import site_of


def refusal(board: Board, policy: Policy, day: date, opted_in: Collection[str]) -> str | None:
    """Why a board is not fetched under the policy that it is read under, with the remedy, or None.

    A board with a `base_url` is read from elsewhere (a replay, sample boards), which its vendor's terms do
    not bind.
    """
    kind = KINDS[board.ats]
    feed = site_of(board.token) if kind.ats == "feed" else None
    label, hosts = (kind.label, kind.hosts) if feed is None else (feed.label, feed.hosts)
    if board.base_url is not None and not _is_on(hosts, board.base_url):
        return None
    if policy.sunset is not None and day >= policy.sunset and policy.after_sunset is None:
        return (
            f"not fetched: {label} has closed what this is read from on {policy.sunset}. Remove the "
            "board, or look for a newer version of this code"
        )
    if policy.default == "on" or kind.ats in opted_in:
        return None
    how = "off by default" if policy.default == "off" else "read only where you opt in"
    return (
        f"not fetched: {label} is {how} (terms: {policy.terms}; robots.txt: {policy.robots}). "
        f"If you may read it, name {kind.ats} in JOBS_CRAWL__OPT_IN"
    )


def _is_on(hosts: str, url: str) -> bool:
    return bool(hosts) and re.fullmatch(hosts, (urlsplit(url).hostname or "").lower()) is not None
