"""`jobs llm`: the endpoints of enrichment, tried."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home

if TYPE_CHECKING:
    from jobs_assets.llm.checkup import Finding
    from jobs_assets.settings import LlmSettings

app = typer.Typer(help="Try the language models that enrichment may ask.", no_args_is_help=True)
_STYLES = {"ok": "green", "warning": "yellow", "failed": "red", "unknown": "dim"}


@app.callback()
def _group() -> None:
    """Try the language models that enrichment may ask."""


@app.command("check")
def check(
    *,
    pool: Annotated[
        Literal["short", "long", "fallback"] | None,
        typer.Option("--pool", help="This one alone.", show_default=False),
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Try each endpoint from end to end and say what to change.

    Its models, a generated token, context length, whether a JSON schema is kept, prefix cache and speed, with
    some sixty short questions; a paid endpoint is only asked for its models. Status 1 where one
    cannot be used.

    Example: [bold]jobs llm check --pool short[/bold]
    """
    import asyncio  # noqa: PLC0415 - commands pay for what they use when they run

    _, settings = open_home(home, missing_is_fine=True)
    named = [
        name for name in ("short", "long", "fallback") if getattr(settings.llm, name).base_url is not None
    ]
    chosen = [name for name in named if pool in (None, name)]
    findings = asyncio.run(_findings(settings.llm, chosen, quiet=json))
    failed = sorted({finding.pool for finding in findings if finding.outcome == "failed"})
    if json:
        output.emit({"pools": chosen, "failed": failed, "findings": [asdict(each) for each in findings]})
    elif chosen:
        _display(findings)
    else:
        what = f"the {pool} pool has" if pool else "no pool has"
        output.display(
            f"Nothing to try: {what} an address. Set JOBS_LLM__SHORT__BASE_URL and JOBS_LLM__SHORT__MODEL"
            " (docs/vllm.md); until then enrichment works by rules."
        )
    if failed:
        raise typer.Exit(1)


async def _findings(llm: "LlmSettings", pools: list[str], *, quiet: bool) -> "list[Finding]":
    from jobs_assets.llm.checkup import check_pool  # noqa: PLC0415 - as above
    from jobs_assets.llm.client import LlmClient  # noqa: PLC0415
    from jobs_assets.llm.paying import NoPurse  # noqa: PLC0415

    findings = []
    async with LlmClient(llm, NoPurse()) as client:
        for lane in client.lanes:
            if lane.pool not in pools:
                continue
            if not quiet:
                output.tell(f"Trying {lane.pool}: {lane.server.model} at {lane.server.api} …")
            findings += [finding async for finding in check_pool(lane)]
    return findings


def _display(findings: "list[Finding]") -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("pool", "check", "outcome", ""):
        table.add_column(column, no_wrap=bool(column), overflow="fold")
    for finding in findings:
        outcome = Text(finding.outcome, style=_STYLES[finding.outcome])
        table.add_row(finding.pool, finding.check, outcome, Text(finding.detail))
    output.display(table)
    for finding in findings:
        if finding.remedy:
            output.display("", Text(f"{finding.pool}, {finding.check}: {finding.remedy}"))
