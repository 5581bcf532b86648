"""`jobs changes`: what changed, over all postings."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from jobs_assets.store.change_search import Found


def changes(
    *,
    effect: Annotated[
        str | None,
        typer.Option("--effect", metavar="E", help="pay_cut, remote_withdrawn, …", show_default=False),
    ] = None,
    change: Annotated[
        str | None,
        typer.Option(
            "--change",
            metavar="C",
            help="opened, changed, reparsed, replaced, closed or reopened.",
            show_default=False,
        ),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option("--field", metavar="F", help="title, salary, description_text, …", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="D", help="From that day on, YYYY-MM-DD.", show_default=False),
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="NAME", help="Part of the employer's name.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Leave out the first N.")] = 0,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Find changes over all postings, the latest first.

    Example: [bold]jobs changes --effect pay_cut --since 2026-11-01[/bold]
    """
    from jobs_assets.history import EFFECTS  # noqa: PLC0415 - only where needed
    from jobs_assets.lives.changes import CONTENT_COLUMNS, ChangeKind  # noqa: PLC0415
    from jobs_assets.store.change_search import Wanted, find_changes  # noqa: PLC0415
    from jobs_assets.store.engine import open_store  # noqa: PLC0415

    wanted = Wanted(
        _one_of("--effect", effect, tuple(EFFECTS)),
        _one_of("--change", change, get_args(ChangeKind)),
        _one_of("--field", field, (*CONTENT_COLUMNS, "description_text")),
        _day(since),
        company,
    )
    opened, settings = open_home(home)
    store = open_store(settings.database_url or opened)
    try:
        total, found = find_changes(store, wanted, limit, offset)
    finally:
        store.close()
    if json:
        from jobs_assets.cli.record import change_record  # noqa: PLC0415

        names = ("title", "hiring_organization", "url")
        rows = [change_record(each.change) | {name: getattr(each, name) for name in names} for each in found]
        output.emit({"total": total, "changes": rows})
    elif found:
        _display(found)
        shown = f"{len(found):,} of " if total > len(found) else ""
        output.display("", f"{shown}{output.counted(total, 'change')}")
    else:
        output.display("Nothing of that has changed.")


def _one_of(option: str, given: str | None, known: tuple[str, ...]) -> str | None:
    if given is None:
        return None
    word = given.strip().lower().replace("-", "_").replace(" ", "_")
    if word not in known:
        raise UsageError(f"{option} {given!r} is not one of {', '.join(known)}.")
    return word


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError as error:
        raise UsageError(f"--since {given!r} is not a day as YYYY-MM-DD.") from error


def _display(found: "list[Found]") -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    from jobs_assets.cli.change_words import headline  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("day", "posting", "change"):
        table.add_column(column, no_wrap=column == "day", overflow="fold")
    for each in found:
        employer = f", {each.hiring_organization}" if each.hiring_organization else ""
        named = Text.assemble(each.title, employer, "\n", (each.change.posting_id, "dim"))
        table.add_row(str(each.change.day), named, headline(each.change, most=80))
    output.display(table)
