"""`jobs boards suggest`: known boards by their employer's name, ready to be added."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs_assets.boards.seeds.seeds import Suggestion


def suggest(
    *,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="An employer's name, or a part of it.")
    ],
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help="Only boards of this kind; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to show.")] = 10,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Find known boards by their employer's name.

    The list is a start: boards move, and `jobs boards check` tells. Nothing is fetched here.

    Example: [bold]jobs boards suggest spotify[/bold]
    """
    from jobs_assets.boards.seeds.seeds import suggestions  # noqa: PLC0415 - the list is read when it runs
    from jobs_assets.kinds import KINDS  # noqa: PLC0415

    wanted = " ".join(text)
    if unknown := [kind for kind in kinds or () if kind not in KINDS]:
        raise UsageError(f"No kind {unknown[0]!r}. The kinds are {', '.join(KINDS)}.")
    found = suggestions(wanted, kinds=kinds or ())
    shown = found[:limit]
    if json:
        output.emit({"query": wanted, "total": len(found), "results": [_document(each) for each in shown]})
    elif shown:
        _display(shown, len(found))
    else:
        output.display(
            f"No known board of {wanted!r}. Give `jobs boards add` the address of its careers page: the "
            "board behind it is looked for."
        )


def _document(suggestion: "Suggestion") -> dict[str, object]:
    from jobs_assets.boards.footing import footing  # noqa: PLC0415 - as above

    board = suggestion.seed.board
    return {
        "name": suggestion.seed.name,
        "ats": board.ats,
        "token": board.token,
        "board_id": board.board_id,
        "url": board.url,
        "footing": footing(board),
        "match": suggestion.match,
    }


def _display(suggestions: "Sequence[Suggestion]", total: int) -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    from jobs_assets.boards.footing import footing  # noqa: PLC0415 - as above

    if suggestions[0].match == "similar":
        output.display("Nothing of that name. Spelt alike:")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("employer", "kind", "footing"):
        table.add_column(column, overflow="ellipsis", no_wrap=column != "employer")
    table.add_column("to follow it", no_wrap=True, overflow="ignore")
    for each in suggestions:
        board = each.seed.board
        table.add_row(
            Text(each.seed.name),
            board.ats,
            footing(board),
            Text(f"jobs boards add {board.url}", no_wrap=True),
        )
    output.display(table)
    if total > len(suggestions):
        output.display(f"… and {total - len(suggestions):,} more; --limit shows them.")
