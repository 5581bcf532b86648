"""`jobs run --estimate`: what asking models about all that waits would come to."""

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from jobs_assets.cli import output

if TYPE_CHECKING:
    from jobs_assets.estimate import Estimate
    from jobs_assets.home import Home
    from jobs_assets.settings import Settings

_BACKFILL = (
    'DAGSTER_HOME="{home}/dagster" dagster asset materialize -m jobs_assets.definitions '
    "--select enriched_postings --partition-range {first}...{last}"
)


def show_estimate(home: "Home", settings: "Settings", *, json: bool) -> None:
    """Print the estimate, and the command that it is of."""
    from jobs_assets.budget.price_list import prices_of  # noqa: PLC0415 - the store is loaded when it is asked
    from jobs_assets.budget.purse import limits_of  # noqa: PLC0415
    from jobs_assets.enriching import recipe  # noqa: PLC0415
    from jobs_assets.estimate import estimate  # noqa: PLC0415
    from jobs_assets.store.engine import open_store  # noqa: PLC0415

    llm = settings.llm
    names = [pool.model for pool in (llm.short, llm.long, llm.fallback) if pool.base_url and pool.model]
    with closing(open_store(settings.database_url or home)) as store:
        found = estimate(store, recipe(names), prices_of(llm.fallback), limits_of(settings))
    if json:
        given = asdict(found)
        for name in ("usd_if_all_paid", "usd_left"):
            given[name] = None if given[name] is None else float(given[name])
        output.emit(given)
    else:
        output.display(*_lines(home, found))


def _lines(home: "Home", found: "Estimate") -> list[str]:
    if not found.models:
        waits = (
            f"{output.counted(found.contents, 'text')} not read by the present rules"
            if found.contents
            else ""
        )
        return [
            "No model is set (JOBS_LLM__SHORT__BASE_URL): rules alone work, and cost nothing.",
            *([f"{waits}; the next run reads those of its day."] if waits else []),
        ]
    if not found.contents:
        return [f"Nothing waits: {', '.join(found.models)} read everything under the present prompt."]
    lines = [
        f"{output.counted(found.contents, 'text')} wait for {' or '.join(found.models)}: about "
        f"{found.prompt_tokens:,} tokens of prompts and {found.answer_tokens:,} of answers.",
    ]
    if found.usd_if_all_paid is not None:
        covered = "covers it" if found.is_covered else "does not cover it: what is left over waits"
        lines.append(
            f"Local pools cost nothing. If the fallback answered everything: ${found.usd_if_all_paid:.2f}, "
            f"before rebates for repeated prompts; the month has ${found.usd_left:.2f} left, which {covered}."
        )
    command = _BACKFILL.format(home=home.path, first=found.first, last=found.last)
    return [*lines, "", "All days at once:", f"  {command}"]
