"""`jobs crash-test`: kill real runs, run them again, compare."""

from dataclasses import asdict
from typing import Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption


def crash_test(
    *,
    points: Annotated[int, typer.Option("--points", min=1, help="How many runs to kill.")] = 10,
    seed: Annotated[int, typer.Option("--seed", help="Which instants.")] = 0,
    postings: Annotated[int, typer.Option("--postings", min=1, help="Size of the sample boards.")] = 200,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Kill real runs at random instants, run them again, and compare with runs nobody disturbed.

    Works in a temporary folder; your data home is not touched. Kills the crawl, the run, and both, in turn.

    Example: [bold]jobs crash-test --points 50[/bold]
    """
    from jobs_assets.crash_test import crash_test as run_crash_test  # noqa: PLC0415 - needs the store

    report = run_crash_test(points, seed=seed, postings=postings, told=output.tell)
    if json:
        output.emit(asdict(report))
    else:
        for finding in report.findings:
            output.display(finding)
        killed = ", ".join(f"{who} {count}" for who, count in report.kills.items())
        output.display(
            f"{output.counted(report.points, 'run')} killed ({killed}): "
            f"{report.lost} lost, {report.duplicated} duplicated, {report.partial} partial"
        )
    if report.lost or report.duplicated or report.partial:
        raise typer.Exit(1)
