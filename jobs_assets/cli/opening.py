"""The options that every command has, and opening the data home they name."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs_assets.errors import HomeError

if TYPE_CHECKING:
    from jobs_assets.home import Home
    from jobs_assets.settings import Settings

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="The data home; JOBS_HOME, or ./home.", show_default=False),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON document on standard output, nothing else there.")
]


def open_home(
    folder: Path | None,
    *,
    create: bool = False,
    missing_is_fine: bool = False,
    **overrides: Any,  # noqa: ANN401 - settings, checked there
) -> tuple["Home", "Settings"]:
    """The data home of this command with its log open, and the checked settings.

    Raises `SettingsError` for wrong settings, `HomeError` where there is no home yet and `create` is off;
    with `missing_is_fine` such a home is only named, and nothing is logged.
    """
    from jobs_assets import logs  # noqa: PLC0415 - commands pay for what they use when they run
    from jobs_assets.home import Home  # noqa: PLC0415
    from jobs_assets.settings import load_settings  # noqa: PLC0415

    if folder is not None:
        overrides["home"] = folder
    settings = load_settings(**overrides)
    opened = Home(settings.home)
    if missing_is_fine and not opened.path.is_dir():
        return opened, settings
    if not create and not opened.path.is_dir():
        raise HomeError(
            f"There is no data home at {opened.path}. `jobs run` makes one; --home DIR names another."
        )
    if create or not opened.logs.is_dir():
        opened.create()
    logs.set_up(opened, settings.log.level)
    return opened, settings


def boards_path(home: "Home", settings: "Settings") -> Path:
    """The file that lists the boards followed: JOBS_BOARDS, or the home's own."""
    return settings.boards or home.boards
