"""Faults that the sample boards can have, by name: how they are asked for and which board gets which.

`NAME[=VALUE][@BOARD]`, several with commas between: `429=5@acme, bomb, slow=3@*`. BOARD is a token, a board
id, or `*` for every board it can befall; without one, it befalls the first such board that has no fault yet.
What a fault does is `misbehaviour.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jobs_assets.boards.board import Board
from jobs_assets.errors import UsageError
from jobs_assets.kinds import KINDS
from jobs_assets.samples.kinds import has_own_host, speaks

_SITES = frozenset({"site"})
_ALL = frozenset(KINDS)
_JSON = frozenset(ats for ats in KINDS if speaks(ats) == "json")
_NO_HTML = frozenset(ats for ats in KINDS if speaks(ats) != "html")
_OWN_HOST = frozenset(ats for ats in KINDS if has_own_host(ats))


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A fault: what happens, its value where none is given, and what kinds of board it can befall."""

    description: str
    default: str | None = None
    ats: frozenset[str] = _ALL


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as asked for. `board` is null where any will do."""

    name: str
    value: str | None = None
    board: str | None = None

    @property
    def amount(self) -> float:
        """The value as a number."""
        return float(self.value or 0)


FAULTS: dict[str, FaultKind] = {
    "slow": FaultKind("every answer waits VALUE seconds", "2"),
    "drip": FaultKind("bodies arrive a byte at a time, VALUE seconds apart", "0.2"),
    "reset": FaultKind("the connection is reset before an answer"),
    "truncated": FaultKind("the connection closes halfway through the stated length"),
    "429": FaultKind("429 with Retry-After: VALUE seconds", "2"),
    "5xx": FaultKind("status VALUE", "500"),
    "burst": FaultKind("429 to the first VALUE requests for every page, with Retry-After: 0", "2"),
    "some-5xx": FaultKind("500 for every VALUE-th page", "3"),
    "some-reset": FaultKind("the connection is reset for every VALUE-th page", "3"),
    "some-truncated": FaultKind("the connection closes halfway for every VALUE-th page", "3"),
    "notfound": FaultKind("404, as for a token that does not exist"),
    "botwall": FaultKind("403 with a bot check in place of the page"),
    "loginwall": FaultKind("200 with a form to sign in"),
    "shell": FaultKind("200 with an empty page that only JavaScript would fill", ats=_SITES),
    "closed200": FaultKind("every VALUE-th posting is closed: 200, a notice, and stale JSON-LD", "3", _SITES),
    "nearly-closed": FaultKind(
        "every VALUE-th posting is open, on a page that speaks of closing all the same", "1", _SITES
    ),
    "charset": FaultKind("the header says charset=VALUE, the bytes are UTF-8", "iso-8859-1"),
    "invalid-utf8": FaultKind("bytes that are no UTF-8 in the first description"),
    "nested": FaultKind("VALUE nested tags in the first description", "200000"),
    "bomb": FaultKind("VALUE megabytes behind a small gzip body", "300"),
    "endless": FaultKind("paging never ends; where there is none, the body never ends"),
    "html": FaultKind("200 with an HTML page where JSON or XML was due", ats=_NO_HTML),
    "nan": FaultKind("NaN as a number in the JSON", ats=_JSON),
    "duplicate-keys": FaultKind("a key twice in a JSON object; the second is right", ats=_JSON),
    "robots-503": FaultKind("robots.txt answers 503", ats=_OWN_HOST),
    "robots-slow": FaultKind("robots.txt waits VALUE seconds", "10", _OWN_HOST),
}

_TURN = {None: 1, "*": 2}
_GRAMMAR = re.compile(r"(?P<name>[^=@]+)(?:=(?P<value>[^@]*))?(?:@(?P<board>.+))?")
_NUMBERED = frozenset(
    name
    for name, kind in FAULTS.items()
    if kind.default is not None and kind.default.replace(".", "").isdecimal()
)


def fault_names() -> dict[str, str]:
    """Every fault's name with what it does, and its value where it takes one."""
    return {
        name: kind.description + (f" (VALUE: {kind.default})" if kind.default else "")
        for name, kind in FAULTS.items()
    }


def read_faults(texts: str | Iterable[str]) -> list[Fault]:
    """The faults asked for, with their defaults filled in.

    Raises `UsageError` naming everything that is wrong, and the names there are.
    """
    listed = [texts] if isinstance(texts, str) else list(texts)
    problems: list[str] = []
    found = [_read(word.strip(), problems) for text in listed for word in text.split(",") if word.strip()]
    if problems:
        names = ", ".join(FAULTS)
        raise UsageError("; ".join(problems) + f". Faults are NAME[=VALUE][@BOARD]; names: {names}")
    return [fault for fault in found if fault is not None]


def _read(word: str, problems: list[str]) -> Fault | None:
    match = _GRAMMAR.fullmatch(word)
    name = match["name"].strip() if match else word
    if match is None or name not in FAULTS:
        problems.append(f"there is no fault {name!r}")
        return None
    kind = FAULTS[name]
    value = match["value"]
    if value is not None and kind.default is None:
        problems.append(f"{name} takes no value")
    elif value is not None and name in _NUMBERED and not _is_number(value):
        problems.append(f"{name}={value}: the value must be a number, such as {kind.default}")
    return Fault(name, kind.default if value is None else value, match["board"])


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None


def faults_by_board(faults: Iterable[Fault], boards: list[Board]) -> dict[str, list[Fault]]:
    """Which board has which faults, by board id. Raises `UsageError` for a board that is not there."""
    given: dict[str, list[Fault]] = {}
    # Those that name their board come first, then the choosiest, so that the others find one that is left;
    # those of every board last, since they leave none.
    for fault in sorted(faults, key=lambda fault: (_TURN.get(fault.board, 0), len(FAULTS[fault.name].ats))):
        for board in _befallen(fault, boards, given):
            given.setdefault(board.board_id, []).append(fault)
    return given


def _befallen(fault: Fault, boards: list[Board], given: dict[str, list[Fault]]) -> list[Board]:
    possible = [board for board in boards if board.ats in FAULTS[fault.name].ats]
    if fault.board == "*":
        return possible
    if fault.board is not None:
        named = [board for board in possible if _is_named(board, fault.board)]
        if not named:
            raise UsageError(f"{fault.name}@{fault.board}: no sample board of that name can have this fault")
        return named
    free = [board for board in possible if board.board_id not in given]
    if not free:
        raise UsageError(
            f"{fault.name}: no sample board is left for it; name one with @BOARD, or serve more postings"
        )
    return free[:1]


def _is_named(board: Board, name: str) -> bool:
    return name in (board.board_id, board.token, (board.base_url or "").rpartition("/")[2])
