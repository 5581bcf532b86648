"""On what footing a board is read, for whoever follows it: its policy, what must be set, what ends soon.

Wording and dates only. Whether a board is fetched is decided where it is fetched (scrapy_project/footing.py).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from jobs_assets.boards.board import Board
from jobs_assets.kinds import KINDS, Policy
from jobs_assets.kinds.feeds import policy_of

SUNSET_NEAR = timedelta(days=60)
_NAMED = 3


def policy_of_board(board: Board) -> Policy:
    """The policy that a board is read under: its feed's own, or its kind's."""
    own = policy_of(board.token) if board.ats == "feed" else None
    return own or KINDS[board.ats].policy


def footing(board: Board) -> str:
    """In a word: "documented", "tolerated", "opt-in" or "off"."""
    policy = policy_of_board(board)
    if policy.default != "on":
        return policy.default
    return "documented" if policy.documented else "tolerated"


def needs_opt_in(board: Board, opted_in: Collection[str]) -> bool:
    """Whether the board is fetched only once its kind is named in JOBS_CRAWL__OPT_IN.

    A board with a `base_url` is read from elsewhere: whether that is its vendor again, the crawl sees.
    """
    policy = policy_of_board(board)
    return board.base_url is None and policy.default != "on" and board.ats not in opted_in


def opt_in_setting(kinds: Iterable[str], opted_in: Collection[str]) -> str:
    """The setting that has these kinds read, beside those that it names already."""
    return "JOBS_CRAWL__OPT_IN=" + ",".join(dict.fromkeys([*opted_in, *kinds]))


def remarks(boards: Iterable[Board], opted_in: Collection[str], today: date) -> Iterator[str]:
    """What their follower should know of boards: what is not fetched without a setting, what ends soon."""
    boards = list(boards)
    if needing := [board for board in boards if needs_opt_in(board, opted_in)]:
        setting = opt_in_setting((board.ats for board in needing), opted_in)
        yield f"Not fetched until you opt in: {_some(needing)}. If you may read them, set {setting}"
    ending: dict[str, list[Board]] = {}
    for board in boards:
        if (warning := sunset_warning(board, today)) is not None:
            ending.setdefault(warning, []).append(board)
    for warning, affected in ending.items():
        yield f"{_some(affected)}: {warning}"


def _some(boards: Sequence[Board]) -> str:
    shown = ", ".join(board.board_id for board in boards[:_NAMED])
    return shown if len(boards) <= _NAMED else f"{shown} and {len(boards) - _NAMED} more"


def sunset_warning(board: Board, today: date) -> str | None:
    """What ends, and when, where that is at most `SUNSET_NEAR` away or past."""
    policy, label = policy_of_board(board), KINDS[board.ats].label
    if policy.sunset is None or today < policy.sunset - SUNSET_NEAR:
        return None
    verb = "ends" if today < policy.sunset else "ended"
    then = (
        f"then {policy.after_sunset} is read" if today < policy.sunset else f"{policy.after_sunset} is read"
    )
    said = then if policy.after_sunset else "nothing takes its place yet: look for a newer version"
    return f"what {label} boards are read from {verb} on {policy.sunset}; {said}"


def policy_document(board: Board) -> dict[str, object]:
    """The policy as JSON says it."""
    policy = policy_of_board(board)
    return {
        "default": policy.default,
        "documented": policy.documented,
        "terms": policy.terms,
        "robots": policy.robots,
        "sunset": policy.sunset,
        "after_sunset": policy.after_sunset,
    }
