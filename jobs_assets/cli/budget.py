"""`jobs budget`: what the month has cost, what is left, and how much of the work stayed local."""

from typing import TYPE_CHECKING, Any

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home

if TYPE_CHECKING:
    from jobs_assets.budget.spend import Finding, ModelSpend, MonthSpend


def budget(home: HomeOption = None, json: JsonOption = False) -> None:
    """Show what this month's paid requests cost, and how much is left. Months are those of UTC.

    Example: [bold]jobs budget --json[/bold]
    """
    from jobs_assets.budget.ledger import utc_now  # noqa: PLC0415 - commands pay for what they use
    from jobs_assets.budget.purse import limits_of  # noqa: PLC0415
    from jobs_assets.budget.spend import by_model, findings, month_spend  # noqa: PLC0415
    from jobs_assets.budget.waiting import pending  # noqa: PLC0415
    from jobs_assets.store.engine import open_store  # noqa: PLC0415

    opened, settings = open_home(home)
    limits = limits_of(settings)
    store = open_store(settings.database_url or opened)
    try:
        spend = month_spend(store, utc_now(), limits)
        models = by_model(store, spend.month)
        waiting = pending(store, settings.llm)
    finally:
        store.close()
    found = findings(spend, limits)
    if json:
        output.emit(_document(spend, models, found, waiting))
    else:
        _display(spend, models, found, waiting)


def _document(
    spend: "MonthSpend", models: "list[ModelSpend]", found: "list[Finding]", waiting: int
) -> dict[str, Any]:
    from jobs_assets.budget.prices import dollars  # noqa: PLC0415 - as above

    return {
        "month": spend.month,
        "cap_usd": float(dollars(spend.cap)),
        "spent_usd": float(dollars(spend.spent)),
        "held_usd": float(dollars(spend.held)),
        "beyond_usd": float(dollars(spend.beyond)),
        "local_requests": spend.local_requests,
        "cloud_requests": spend.cloud_requests,
        "local_ratio": spend.local_ratio,
        "pending": waiting,
        "models": [
            {
                "tier": each.tier,
                "model": each.model,
                "requests": each.requests,
                "prompt_tokens": each.prompt_tokens,
                "cached_tokens": each.cached_tokens,
                "completion_tokens": each.completion_tokens,
                "cost_usd": float(dollars(each.cost)),
                "unknown": each.unknown,
                "over": each.over,
            }
            for each in models
        ],
        "findings": found,
    }


def _display(spend: "MonthSpend", models: "list[ModelSpend]", found: "list[Finding]", waiting: int) -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks

    from jobs_assets.budget.prices import dollars  # noqa: PLC0415 - as above

    held = f", ${dollars(spend.held)} put aside" if spend.held else ""
    output.display(f"{spend.month}: ${dollars(spend.spent)} of ${dollars(spend.cap)} spent{held}.")
    if spend.local_ratio is None:
        output.display("No model was asked this month.")
    else:
        counts = f"{spend.local_requests:,} of {output.counted(spend.requests, 'request')}"
        output.display(f"Answered locally: {counts} ({spend.local_ratio:.1%}).")
    if waiting:
        output.display(f"Waiting for a model: {output.counted(waiting, 'posting')} of the latest day.")
    if models:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("model", "tier", "requests", "tokens in", "of these cached", "tokens out", "USD"):
            table.add_column(column, justify="left" if column in ("model", "tier") else "right")
        for each in models:
            numbers = (each.requests, each.prompt_tokens, each.cached_tokens, each.completion_tokens)
            cost = str(dollars(each.cost)) if each.cost else ""
            table.add_row(each.model, each.tier, *(f"{number:,}" for number in numbers), cost)
        output.display("", table)
    for finding in found:
        output.tell(finding.message, style="red" if finding.level == "error" else "yellow")
