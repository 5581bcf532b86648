"""boards.yaml: reading it with all its mistakes at once, and editing it without losing its comments.

What an address means is `board.py`. An edit replaces the file as a whole or not at all.
"""

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from jobs_assets.boards.board import (
    Board,
    UnknownBoardError,
    board_at,
    board_by_url,
    example_url,
    named_board,
    own_domain_board,
    recognise,
    split_url,
)
from jobs_assets.errors import SettingsError, UsageError
from jobs_assets.kinds import KINDS

_KEYS = ("url", "ats", "token", "base_url", "name")
_HEADER = "# The boards to follow; `jobs boards add URL` appends here.\nboards:\n"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A board and the lines it takes in the file, counted from 0; `end` is the line after its last."""

    board: Board
    start: int
    end: int


class _MistakesError(Exception):
    """What is wrong with one entry, each with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems = problems


def load_boards(path: Path) -> list[Board]:
    """The boards of a boards.yaml, in its order. An empty list is a list.

    Raises `SettingsError` naming every mistake with its line.
    """
    return [entry.board for entry in _entries(_read(path), path)]


def board_to_add(url: str) -> Board:
    """The board at an address that somebody gave; raises `UsageError` where it names none."""
    try:
        return board_at(url)
    except UnknownBoardError as error:
        raise UsageError(f"{error}. Give the address of a board, a posting or a careers page.") from error


def followed_board(path: Path, board: Board) -> Board | None:
    """The entry of the file that names the same board, or null; none where there is no file.

    Raises `SettingsError` where the file has mistakes.
    """
    wanted = board.board_id.casefold()
    boards = load_boards(path) if path.exists() else []
    return next((each for each in boards if each.board_id.casefold() == wanted), None)


def add_board(path: Path, wanted: str | Board, *, name: str | None = None) -> tuple[Board, bool]:
    """Follow a board, or the one at an address: it and whether it is new. Makes the file where there is none.

    Raises `UsageError` where the address names no board, `SettingsError` where the file has mistakes.
    """
    board = replace(board_to_add(wanted) if isinstance(wanted, str) else wanted, name=name)
    if (followed := followed_board(path, board)) is not None:
        return followed, False
    text = _read(path) if path.exists() else _HEADER
    entries = _entries(text, path)
    item = _item(board)
    _write(path, _appended(text, entries, item, path), [*[entry.board for entry in entries], board])
    return board, True


def _item(board: Board) -> list[str]:
    """The lines of a board's entry: its address, and its kind where the address alone does not say it."""
    url = board.url or ""
    known = recognise(url)
    keys = {"url": url} if known and known.board_id == board.board_id else {"ats": board.ats, "url": url}
    if board.name:
        keys["name"] = board.name
    lines = [f"  {key}: {_scalar(value)}" for key, value in keys.items()]
    return [f"- {lines[0].lstrip()}", *lines[1:]]


def remove_board(path: Path, name: str) -> Board:
    """Stop following the board called `name`: its id, token, name or address.

    Raises `UsageError` where no board or more than one answers to it.
    """
    text = _read(path)
    entries = _entries(text, path)
    found = [entry for entry in entries if _answers_to(entry.board, name)]
    if not found:
        raise _no_such(name, [entry.board for entry in entries], path)
    if len(found) > 1:
        ids = ", ".join(entry.board.board_id for entry in found)
        raise UsageError(f"{name!r} could be {ids}: use the whole id.")
    gone = found[0]
    if any(other is not gone and other.start < gone.end and gone.start < other.end for other in entries):
        raise UsageError(f"The boards of {path} share a line: take {gone.board.board_id} out by hand.")
    lines = text.splitlines(keepends=True)
    kept = "".join(lines[: gone.start] + lines[gone.end :])
    _write(path, kept, [entry.board for entry in entries if entry is not gone])
    return gone.board


def boards_named(boards: Sequence[Board], names: Iterable[str], path: Path) -> list[Board]:
    """Those of a file's boards that answer to the names; raises `UsageError` for a name of none."""
    wanted = list(names)
    for name in wanted:
        if not any(_answers_to(board, name) for board in boards):
            raise _no_such(name, boards, path)
    return [board for board in boards if any(_answers_to(board, name) for name in wanted)]


def _no_such(name: str, boards: Sequence[Board], path: Path) -> UsageError:
    near = difflib.get_close_matches(name, [board.board_id for board in boards], n=1, cutoff=0.4)
    hint = f"Did you mean {near[0]}?" if near else "`jobs boards list` shows them."
    return UsageError(f"No board {name!r} in {path}. {hint}")


def _answers_to(board: Board, name: str) -> bool:
    names = {board.board_id, board.token, board.name or board.token}
    if name.casefold() in {each.casefold() for each in names}:
        return True
    named = recognise(name) if "://" in name else None
    return named is not None and named.board_id == board.board_id


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SettingsError(
            str(path), ["there is no such file; `jobs boards add URL` makes one in the data home"]
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), [f"it is not UTF-8 text (byte {error.start})"]) from error
    except OSError as error:
        raise SettingsError(str(path), [f"it cannot be read: {error.strerror}"]) from error


def _entries(text: str, path: Path) -> list[_Entry]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise SettingsError(str(path), [_syntax_problem(error)]) from error
    except yaml.YAMLError as error:
        raise SettingsError(str(path), [f"it is not YAML: {' '.join(str(error).split())}"]) from error
    except RecursionError as error:
        raise SettingsError(str(path), ["it is nested too deeply"]) from error
    problems: list[str] = []
    entries: list[_Entry] = []
    for item in _items(root, problems):
        try:
            board = _board(item)
        except _MistakesError as mistakes:
            problems += mistakes.problems
            continue
        entries.append(_Entry(board, _dash_line(text, item), _last_line(item) + 1))
    problems += _duplicates(entries)
    if problems:
        raise SettingsError(str(path), sorted(problems, key=_line_of))
    return entries


def _syntax_problem(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    where = f"line {mark.line + 1}: " if mark else ""
    if "\\t" in (error.problem or ""):
        return f"{where}a tab; YAML is indented with spaces"
    return f"{where}not YAML: {error.problem or error.context}"


def _line_of(problem: str) -> int:
    number = problem.removeprefix("line ").partition(":")[0]
    return int(number) if number.isdigit() else 0


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"


def _items(root: yaml.Node | None, problems: list[str]) -> Iterator[yaml.Node]:
    """The nodes under `boards:`, noting what else stands at the top."""
    if not isinstance(root, yaml.MappingNode):
        where = _line(root) if root else "line 1"
        problems.append(f"{where}: should start with `boards:` and a list under it")
        return
    listed = False
    for key, value in root.value:
        if key.value != "boards":
            problems.append(f"{_line(key)}: unknown key {key.value!r}; only `boards` stands at the top")
        elif listed:
            problems.append(f"{_line(key)}: a second `boards:`")
        elif isinstance(value, yaml.SequenceNode):
            yield from value.value
        elif not _is_null(value):
            problems.append(f"{_line(value)}: `boards` should be a list, each board after a dash")
        listed = listed or key.value == "boards"
    if not listed:
        problems.append(f"{_line(root)}: `boards:` is missing")


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _board(item: yaml.Node) -> Board:
    """The board one entry describes; raises `_MistakesError`."""
    if not isinstance(item, yaml.MappingNode):
        raise _MistakesError(
            [f"{_line(item)}: a board is `url: …` or `{{ats: …, token: …}}`, not {_shown(item)}"]
        )
    given, problems = _given(item)
    if problems:
        raise _MistakesError(problems)
    try:
        board = _from_keys(given)
        base_url = given.get("base_url")
        if base_url is not None:
            split_url(base_url)
    except UnknownBoardError as error:
        raise _MistakesError([f"{_line(item)}: {error}"]) from error
    return replace(board, name=given.get("name"), base_url=base_url.rstrip("/") if base_url else None)


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"{node.value!r}" if node.value else "nothing"
    return "a list"


def _given(item: yaml.MappingNode) -> tuple[dict[str, str], list[str]]:
    """The entry's keys and values as text, and what is wrong with them."""
    given: dict[str, str] = {}
    problems: list[str] = []
    for key, value in item.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in _KEYS:
            near = difflib.get_close_matches(str(key.value), _KEYS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "known are " + ", ".join(_KEYS)
            problems.append(f"{_line(key)}: unknown key {str(key.value)!r}; {hint}")
        elif not isinstance(value, yaml.ScalarNode) or _is_null(value) or not value.value.strip():
            problems.append(f"{_line(value)}: `{key.value}` should be text")
        elif key.value in given:
            problems.append(f"{_line(key)}: `{key.value}` stands twice")
        else:
            given[key.value] = value.value.strip()
    ats = given.get("ats")
    if ats is not None and ats not in KINDS:
        near = difflib.get_close_matches(ats.lower(), KINDS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(KINDS)
        problems.append(f"{_line(item)}: unknown ats {ats!r}; {hint}")
    return given, problems


def _from_keys(given: dict[str, str]) -> Board:
    """The board that `url`, or `ats` with `token` or `url`, name together."""
    ats, token, url = given.get("ats"), given.get("token"), given.get("url")
    if ats is None:
        if url is None:
            raise UnknownBoardError("neither `url` nor `ats` says which board this is")
        if token is not None:
            raise UnknownBoardError("`token` needs `ats` beside it")
        return board_at(url)
    kind = KINDS[ats]
    if kind.named_by_url and (url is None) == (token is None):
        raise UnknownBoardError(f"a {ats} is named by `url` alone")
    if url is not None:
        board = board_at(url)
        if board.ats == "site" and kind.named_by_url:
            return board_by_url(kind, url)
        if board.ats == "site" and kind.own_domains and token is None:
            return own_domain_board(kind, url)
        if board.ats != ats or (token is not None and named_board(kind, token).token != board.token):
            return _mismatch(ats, url)
        return board
    if token is None:
        raise UnknownBoardError(f"`token` is missing: the last part of {example_url(kind)}")
    return named_board(kind, token)


def _mismatch(ats: str, url: str) -> Board:
    raise UnknownBoardError(f"{url!r} is not this {ats} board, it is {board_at(url).board_id}")


def _duplicates(entries: list[_Entry]) -> Iterator[str]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        seen = first.setdefault(entry.board.board_id.casefold(), entry)
        if seen is not entry:
            yield f"line {entry.start + 1}: {entry.board.board_id} again, as in line {seen.start + 1}"


def _dash_line(text: str, item: yaml.Node) -> int:
    """The line of an item's dash: its own, or one above where the item starts on a line of its own."""
    lines = text.splitlines()
    line: int = item.start_mark.line
    if "-" in lines[line][: item.start_mark.column]:
        return line
    above = line
    while above > 0 and not lines[above].strip().startswith("-"):
        above -= 1
    return above if lines[above].strip() == "-" else line


def _last_line(node: yaml.Node) -> int:
    """The last line with content of a node: the end of a block node would count the comments that follow."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return max(_last_line(value) for _, value in node.value)
    end = node.end_mark
    return int(end.line if end.column else max(end.line - 1, node.start_mark.line))


def _appended(text: str, entries: list[_Entry], item: list[str], path: Path) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if entries:
        dash = lines[entries[-1].start]
        indent = dash[: len(dash) - len(dash.lstrip())]
        if not dash.lstrip().startswith("-"):
            raise UsageError(f"The boards of {path} are written on one line: add `{item[0][2:]}` by hand.")
        lines[entries[-1].end : entries[-1].end] = [f"{indent}{line}\n" for line in item]
        return "".join(lines)
    for number, line in enumerate(lines):
        if line.startswith("boards:"):
            lines[number] = line.replace("[]", "", 1)
            lines[number + 1 : number + 1] = [f"  {line}\n" for line in item]
            return "".join(lines)
    raise UsageError(f"{path} has no line `boards:` to add to: write one.")


def _scalar(text: str) -> str:
    """`text` as YAML on one line, quoted only where it must be."""
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _write(path: Path, text: str, boards: list[Board]) -> None:
    """Replace the file in one step, after making sure that the new text says exactly `boards`."""
    if [entry.board for entry in _entries(text, path)] != boards:
        raise UsageError(f"{path} is laid out in a way that cannot be edited safely: change it by hand.")
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
