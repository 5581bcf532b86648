"""`jobs boards check`: each board asked once, and what came of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, boards_path, open_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobs_assets.boards.board import Board
    from jobs_assets.boards.probe import Look


def check(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BOARD]...", help="Ids, tokens, names or addresses; all, if none."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--boards", metavar="FILE", help="Another boards.yaml.", show_default=False),
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Test boards with one polite request each: do they answer, and with how many postings.

    Nothing of it is kept. Status 1 where a board does not answer.

    Example: [bold]jobs boards check lever:acme[/bold]
    """
    from jobs_assets.boards.file import boards_named, load_boards  # noqa: PLC0415 - YAML is read when it runs
    from jobs_assets.boards.probe import look_at  # noqa: PLC0415

    opened, settings = open_home(home, create=file is not None)
    path = file or boards_path(opened, settings)
    boards = load_boards(path) if file is not None or path.exists() else []
    if names:
        boards = boards_named(boards, names, path)
    if boards:
        output.tell(f"Asking {output.counted(len(boards), 'board')} of {path} …")
    looks = look_at(boards, opened, settings, alone=True) if boards else []
    rows = [_row(look, settings.crawl.opt_in) for look in looks]
    failed = [row["board_id"] for row in rows if not row["answers"]]
    if json:
        output.emit({"boards": rows, "failed": failed})
    elif rows:
        from jobs_assets.boards.footing import remarks  # noqa: PLC0415
        from jobs_assets.kinds import KINDS  # noqa: PLC0415

        # Which kinds are not opted in to, the boards' own messages say.
        _display(rows, remarks(boards, KINDS, datetime.now(UTC).date()))
    else:
        output.display("No board is followed yet. Try: jobs boards add https://boards.greenhouse.io/gitlab")
    if failed:
        raise typer.Exit(1)


def _row(look: "Look", opted_in: tuple[str, ...]) -> dict[str, Any]:
    from jobs_assets.boards.footing import (  # noqa: PLC0415 - as above
        footing,
        needs_opt_in,
        opt_in_setting,
        policy_document,
        sunset_warning,
    )

    board, day = look.board, look.day
    return {
        "board_id": board.board_id,
        "ats": board.ats,
        "name": board.name,
        "url": board.url,
        "footing": footing(board),
        "policy": policy_document(board),
        "answers": look.answers,
        "outcome": day.outcome,
        "status": day.status,
        "advertised": day.advertised,
        "seen": day.postings,
        "goes_on": look.goes_on,
        "seconds": round(day.seconds, 3),
        "message": None if look.answers else _message(board, day.message),
        "needs": opt_in_setting([board.ats], opted_in) if needs_opt_in(board, opted_in) else None,
        "warning": sunset_warning(board, datetime.now(UTC).date()),
    }


def _message(board: "Board", message: str | None) -> str | None:
    return None if message is None else message.removeprefix(f"{board.board_id}: ")


def _display(rows: "Sequence[dict[str, Any]]", said: "Iterable[str]") -> None:
    from rich.padding import Padding  # noqa: PLC0415 - only where a person looks
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("board", overflow="fold")
    table.add_column("footing", no_wrap=True)
    table.add_column("answers", no_wrap=True)
    for column in ("stated", "seen"):
        table.add_column(column, justify="right", no_wrap=True)
    ordered = sorted(rows, key=lambda row: row["answers"])
    for row in ordered:
        answers = Text("yes") if row["answers"] else Text(f"no: {row['outcome'].value}", style="red")
        stated = "" if row["advertised"] is None else f"{row['advertised']:,}"
        seen = f"{row['seen']:,}{'+' if row['goes_on'] else ''}" if row["answers"] else ""
        table.add_row(Text(row["board_id"]), row["footing"], answers, stated, seen)
    output.display(table, "")
    for row in ordered:
        if row["message"]:
            output.display(Text(row["board_id"], style="red"), Padding(Text(row["message"]), (0, 0, 0, 4)))
    for remark in said:
        output.display(Text(remark, style="yellow"))
    answering = sum(row["answers"] for row in rows)
    output.display(f"{answering} of {output.counted(len(rows), 'board')} answered.")
