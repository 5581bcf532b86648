"""`jobs samples`: the sample boards as a server, for demonstrations, tests and trying faults out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption
from jobs_assets.cli.run import SAMPLE_POSTINGS, SAMPLE_SEED
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from jobs_assets.samples.server import SampleServer

app = typer.Typer(help="Sample boards on this machine.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Sample boards on this machine."""


@app.command("serve")
def serve(
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    postings: Annotated[
        int, typer.Option("--postings", min=0, help="How many, over all boards.")
    ] = SAMPLE_POSTINGS,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same boards.")] = SAMPLE_SEED,
    faults: Annotated[
        str,
        typer.Option(
            "--faults",
            metavar="LIST",
            help="NAME[=VALUE][@BOARD], with commas; `help` lists the names.",
            show_default=False,
        ),
    ] = "",
    replay: Annotated[
        Path | None,
        typer.Option("--replay", metavar="DIR", help="Serve recorded responses too.", show_default=False),
    ] = None,
    boards: Annotated[
        int,
        typer.Option("--boards", min=0, help="So many boards, of --board-size each, in place of --postings."),
    ] = 0,
    board_size: Annotated[int, typer.Option("--board-size", min=0, help="Postings a board.")] = 30,
    kinds: Annotated[
        str, typer.Option("--kinds", metavar="LIST", help="The kinds of those boards, in turn; or `all`.")
    ] = "all",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Serve sample boards until interrupted; one line with the address says when they are ready.

    `GET /truth.jsonl` gives the right answer for every field, `GET /duplicates.jsonl` pairs of postings and
    whether they are one opening, `GET /boards.json` the boards.

    Example: [bold]jobs samples serve --port 8099 --postings 1000 --faults slow=1,429@*[/bold]
    """
    if faults.strip() == "help":
        _tell_faults(json)
        return
    from jobs_assets.samples import server  # noqa: PLC0415 - aiohttp is loaded to serve

    def ready(running: "SampleServer") -> None:
        if json:
            output.emit({"url": running.base_url, "boards": len(running.boards)})
        else:
            output.display(running.base_url)

    import asyncio  # noqa: PLC0415 - a twentieth of a second that only this command needs

    asyncio.run(
        server.serve(
            port,
            postings=postings,
            seed=seed,
            faults=faults,
            replay=replay,
            sizes=[board_size] * boards,
            kinds=_kinds(kinds),
            ready=ready,
        )
    )


def _kinds(listed: str) -> tuple[str, ...]:
    from jobs_assets.kinds import KINDS  # noqa: PLC0415 - only where they are asked for

    named = tuple(KINDS) if listed == "all" else tuple(dict.fromkeys(listed.replace(" ", "").split(",")))
    if unknown := [name for name in named if name not in KINDS]:
        raise UsageError(
            f"--kinds: there is no kind {', '.join(map(repr, unknown))}; known are {', '.join(KINDS)}"
        )
    return named


def _tell_faults(json: bool) -> None:
    from jobs_assets.samples.faults import fault_names  # noqa: PLC0415 - only where they are asked for

    names = fault_names()
    if json:
        output.emit({"faults": names})
        return
    output.display("NAME[=VALUE][@BOARD], with commas: 429=5@acme, bomb, slow=3@*")
    output.display("BOARD is a token, a board id or * for every board; without one, some board has it.", "")
    width = max(map(len, names))
    output.display(*(f"  {name:{width}}  {does}" for name, does in names.items()))
