"""`jobs run`: the main job once, watched and reported. The work itself is `refresh.py`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, boards_path, open_home
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from jobs_assets.boards.board import Board
    from jobs_assets.home import Home
    from jobs_assets.settings import Settings

SAMPLE_POSTINGS = 300
SAMPLE_SEED = 1


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The options that choose boards."""

    file: Path | None
    samples: int | None
    seed: int | None

    @property
    def sampled(self) -> bool:
        return self.samples is not None or self.seed is not None


def run(
    *,
    boards: Annotated[
        Path | None, typer.Option("--boards", metavar="FILE", help="A boards.yaml.", show_default=False)
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(
            "--samples", metavar="N", min=1, help="Crawl sample boards of N postings.", show_default=False
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="S", help="Which sample boards.", show_default=False)
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar="D", help="The day, YYYY-MM-DD; today.", show_default=False),
    ] = None,
    no_enrich: Annotated[bool, typer.Option("--no-enrich", help="Leave enrichment for another run.")] = False,
    estimate: Annotated[
        bool,
        typer.Option("--estimate", help="Run nothing: say what waits for a model, and what it would cost."),
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Crawl the boards, keep every page, parse and store every posting, and report.

    The boards are those of --boards, else of JOBS_BOARDS, else of the home's boards.yaml (`jobs boards add`),
    else the bundled sample boards on this machine. Running it again on the same day replaces that
    day; of a board that fails then, what the day already had stays.

    Example: [bold]jobs run --boards boards.yaml[/bold]
    """
    opened, settings = open_home(home, create=not estimate)
    if estimate:
        from jobs_assets.cli.estimating import show_estimate  # noqa: PLC0415

        show_estimate(opened, settings, json=json)
        return
    day = _day(on, settings)
    with _chosen_boards(opened, settings, _Wanted(boards, samples, seed), day) as (chosen, tuned, described):
        if not json:
            output.tell(described)
        from jobs_assets.cli.progress import watched  # noqa: PLC0415

        with watched(chosen) as progress:
            # Here, so that wrong arguments are told before Dagster is loaded, and somebody sees it loading.
            from jobs_assets.refresh import refresh  # noqa: PLC0415

            report = refresh(opened, tuned, chosen, day, progress, enrich=not no_enrich)
    if json:
        output.emit(report.to_json())
    else:
        from jobs_assets.cli.report import display_report  # noqa: PLC0415

        display_report(report, opened, settings)
    if report.boards_failed:
        raise typer.Exit(1)


def _day(given: str | None, settings: "Settings") -> date:
    if given is None:
        return datetime.now(UTC).astimezone(ZoneInfo(settings.schedule.timezone)).date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"--date {given!r} is not a day as YYYY-MM-DD.") from error


@contextmanager
def _chosen_boards(
    home: "Home", settings: "Settings", wanted: _Wanted, day: date
) -> "Iterator[tuple[list[Board], Settings, str]]":
    """The boards to crawl, the settings to crawl them with, and which boards these are, in words."""
    from jobs_assets.boards.file import load_boards  # noqa: PLC0415 - YAML is read when a command runs

    if wanted.file is not None and wanted.sampled:
        raise UsageError("--boards is for real boards, --samples and --seed for sample boards: give one.")
    path = wanted.file or boards_path(home, settings)
    if wanted.file is not None or (not wanted.sampled and (settings.boards is not None or path.exists())):
        boards = load_boards(path)
        if not boards:
            raise UsageError(f"No board is listed in {path}. Add one: jobs boards add URL")
        yield boards, settings, f"{output.counted(len(boards), 'board')} of {path}"
        return
    from jobs_assets.samples.server import SampleServer  # noqa: PLC0415 - only where samples are crawled

    count = wanted.samples or SAMPLE_POSTINGS
    seed = SAMPLE_SEED if wanted.seed is None else wanted.seed
    with SampleServer(postings=count, seed=seed, day=_age(home, settings, day)) as server:
        boards, address = server.boards, urlsplit(server.base_url).netloc
        allowed = (*settings.crawl.allow_hosts, address)
        crawl = settings.crawl.model_copy(update={"allow_hosts": allowed, "delay": 0.0})
        tuned = settings.model_copy(update={"crawl": crawl})
        yield boards, tuned, f"{len(boards)} sample boards on this machine, {count:,} made-up postings"


def _age(home: "Home", settings: "Settings", day: date) -> int:
    """Days since this home's first crawl: sample postings change, close and appear from day to day."""
    if settings.database_url is None and not home.database.exists():
        return 0
    from jobs_assets.store.engine import open_store  # noqa: PLC0415 - only where there is something to read
    from jobs_assets.store.facts import published_days  # noqa: PLC0415

    with closing(open_store(settings.database_url or home)) as store:
        return (day - min(published_days(store, date.min, day), default=day)).days
