"""`jobs boards`: which boards are followed. `add`, `check` and `suggest` have modules of their own."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from jobs_assets.cli import boards_add, boards_check, boards_suggest, output
from jobs_assets.cli.opening import HomeOption, JsonOption, boards_path, open_home

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jobs_assets.boards.board import Board
    from jobs_assets.home import Home
    from jobs_assets.pages import BoardDay
    from jobs_assets.settings import Settings
    from jobs_assets.store.last_outcomes import LastDays

app = typer.Typer(
    help="Follow a board, find one, list and check those followed, stop following one.", no_args_is_help=True
)
app.command("add")(boards_add.add)
app.command("suggest")(boards_suggest.suggest)
app.command("check")(boards_check.check)


@app.command("list")
def list_boards(*, home: HomeOption = None, json: JsonOption = False) -> None:
    """Show the boards followed: on what footing each is read, and how its last crawl went.

    Example: [bold]jobs boards list --json[/bold]
    """
    from jobs_assets.boards.file import load_boards  # noqa: PLC0415 - as above
    from jobs_assets.boards.footing import (  # noqa: PLC0415
        footing,
        needs_opt_in,
        opt_in_setting,
        policy_of_board,
        remarks,
        sunset_warning,
    )

    opened, settings = open_home(home)
    path = boards_path(opened, settings)
    boards = load_boards(path) if path.exists() else []
    last, good = _last_outcomes(opened, settings, boards)
    opted_in, today = settings.crawl.opt_in, datetime.now(UTC).date()
    rows: list[dict[str, object]] = [
        {
            "board_id": board.board_id,
            "ats": board.ats,
            "name": board.name,
            "url": board.url,
            "base_url": board.base_url,
            "policy": policy_of_board(board).terms,
            "footing": footing(board),
            "needs": opt_in_setting([board.ats], opted_in) if needs_opt_in(board, opted_in) else None,
            "warning": sunset_warning(board, today),
            "last_outcome": last[board.board_id][1].outcome if board.board_id in last else None,
            "last_day": last[board.board_id][0] if board.board_id in last else None,
            "last_postings": last[board.board_id][1].postings if board.board_id in last else None,
            "last_success": good[board.board_id].success if board.board_id in good else None,
            "last_yield": good[board.board_id].yielded if board.board_id in good else None,
            "message": last[board.board_id][1].message if board.board_id in last else None,
        }
        for board in boards
    ]
    if json:
        output.emit({"boards": rows})
    elif rows:
        _display(rows, remarks(boards, opted_in, today))
    else:
        output.display("No board is followed yet. Try: jobs boards add https://boards.greenhouse.io/gitlab")


@app.command("remove")
def remove(
    *,
    board: Annotated[str, typer.Argument(help="Its id, token, name or address.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Stop following a board. Its postings and pages stay.

    Example: [bold]jobs boards remove lever:acme[/bold]
    """
    from jobs_assets.boards.file import remove_board  # noqa: PLC0415 - as above

    opened, settings = open_home(home)
    path = boards_path(opened, settings)
    gone = remove_board(path, board)
    if json:
        output.emit({"board_id": gone.board_id, "removed": True, "boards": path})
    else:
        output.display(f"No longer following {gone.board_id}. What was fetched from it stays.")


def _display(rows: list[dict[str, object]], said: "Iterable[str]") -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    named = any(row["name"] for row in rows)
    for column in ("board", *(["name"] if named else []), "footing", "read by", "last crawl"):
        table.add_column(column, overflow="fold", no_wrap=column == "footing")
    for row in rows:
        crawl = "never" if row["last_day"] is None else f"{row['last_day']}: {row['last_outcome']}"
        if row["last_postings"]:
            crawl += f", {row['last_postings']} postings"
        if row["last_success"] not in (None, row["last_day"]):
            crawl += f", last whole {row['last_success']}"
        names = [row["name"] or ""] if named else []
        cells = (row["board_id"], *names, row["footing"], row["policy"], crawl)
        table.add_row(*(Text(str(cell)) for cell in cells))
    output.display(table)
    for remark in said:
        output.display(Text(remark, style="yellow"))


def _last_outcomes(
    home: "Home", settings: "Settings", boards: list["Board"]
) -> "tuple[dict[str, tuple[date, BoardDay]], dict[str, LastDays]]":
    if not boards or (settings.database_url is None and not home.database.exists()):
        return {}, {}
    from jobs_assets.store.engine import open_store  # noqa: PLC0415 - only where there is something to read
    from jobs_assets.store.last_outcomes import last_days, last_outcomes  # noqa: PLC0415

    store = open_store(settings.database_url or home)
    try:
        return last_outcomes(store), last_days(store)
    finally:
        store.close()
