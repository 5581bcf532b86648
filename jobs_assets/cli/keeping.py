"""`jobs verify`, `jobs backup`, `jobs restore`: is it whole, keep a copy, bring the copy back."""

from pathlib import Path
from typing import Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home


def verify(home: HomeOption = None, json: JsonOption = False) -> None:
    """Read everything in the data home and say what is not whole. Changes nothing.

    Example: [bold]jobs verify --json[/bold]
    """
    from jobs_assets.store.verify import verify as problems_of  # noqa: PLC0415 - the store is loaded to be read

    opened, _ = open_home(home)
    problems = problems_of(opened)
    broken = [problem for problem in problems if problem.severity == "error"]
    if json:
        output.emit({"ok": not broken, "home": opened.path, "problems": problems})
    else:
        for problem in problems:
            output.display(f"{problem.severity}: {problem.message}")
        if not broken:
            output.display(f"{opened.path} is whole: every row, every page's body, every reference.")
    if broken:
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.", show_default=False)],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Copy rows, pages and boards into one file, also while a run is under way.

    Example: [bold]jobs backup ~/jobs-2026-11-23.tar.zst[/bold]
    """
    from jobs_assets.store.backup import backup as write_backup  # noqa: PLC0415 - as above

    opened, _ = open_home(home)
    made = write_backup(opened, file)
    if json:
        output.emit(made)
    else:
        output.display(f"{made.file}: {', '.join(made.members)}, {output.size(made.bytes)}")


def restore(
    file: Annotated[Path, typer.Argument(help="What `jobs backup` wrote.", show_default=False)],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Make a data home from a backup. The home must not exist yet or be empty.

    Example: [bold]jobs restore ~/jobs-2026-11-23.tar.zst --home ~/jobs[/bold]
    """
    from jobs_assets.home import Home  # noqa: PLC0415 - as above
    from jobs_assets.settings import load_settings  # noqa: PLC0415
    from jobs_assets.store.backup import restore as read_backup  # noqa: PLC0415

    settings = load_settings(**({} if home is None else {"home": home}))
    fresh = Home(settings.home)  # opened only afterwards: a log in it would make it a home that is in use
    restored = read_backup(file, fresh)
    fresh.create()
    if json:
        output.emit({"home": fresh.path, "file": restored.file, "members": restored.members})
    else:
        output.display(f"{fresh.path} holds {', '.join(restored.members)} of {restored.file}.")
