"""`jobs home`: make the data home, and say what lies where."""

from typing import Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home

_CONTENTS = {
    "database": "postings and their history",
    "archive": "every page as fetched",
    "boards": "the boards you follow",
    "logs": "log files",
    "dagster": "runs, schedules, checks (DAGSTER_HOME)",
    "locks": "who is at work",
}


def home(
    *,
    home: HomeOption = None,
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Make it, say nothing.")] = False,
) -> None:
    """Make the data home and show what lies where.

    Moving the folder moves everything. Example: [bold]jobs home --home ~/jobs[/bold]
    """
    opened, _ = open_home(home, create=True)
    paths = {name: getattr(opened, name) for name in _CONTENTS}
    if json:
        output.emit({"home": opened.path, **paths})
    elif not quiet:
        from rich.table import Table  # noqa: PLC0415 - only where a person looks

        table = Table(title=str(opened.path), title_justify="left", box=None, pad_edge=False)
        for column in ("what", "holds", ""):
            table.add_column(column)
        for name, path in paths.items():
            table.add_row(path.name, _CONTENTS[name], "" if path.exists() else "not yet")
        output.display(table)
