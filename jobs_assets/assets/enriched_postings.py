"""`enriched_postings`: what the texts of a day's postings say beyond their fields, each value with its proof.

How a day is enriched is `enriching.py`; whom a model can be is `resources/llm.py`.
"""

import asyncio
import logging
from collections.abc import Iterator
from datetime import date
from time import monotonic

import dagster as dg

from jobs_assets.assets.check_results import ERROR, result
from jobs_assets.assets.days import DAYS, OWNERS, days_of
from jobs_assets.enriching import EnrichCounts, ask_about_day, enrich_by_rules_of_day, recipe
from jobs_assets.resources.crawl_messages import LOGGED_SECONDS
from jobs_assets.resources.data_home import DataHome
from jobs_assets.resources.llm import LanguageModels
from jobs_assets.store.engine import Store
from jobs_assets.store.enriched_facts import enriched_facts, enriched_preview, evidence_problems
from jobs_assets.store.preview import bar_chart

ENRICHED = dg.AssetKey("enriched_postings")

_CHECKS = [
    dg.AssetCheckSpec(
        "every_value_is_proven",
        asset=ENRICHED,
        description="Each value of a rule or model quotes the posting's own words, to the letter.",
    ),
]


@dg.multi_asset(
    name="enrichment",
    specs=[
        dg.AssetSpec(
            ENRICHED,
            deps=["parsed_postings", "postings"],
            group_name="postings",
            kinds={"python", "sqlite"},
            owners=OWNERS,
            tags={"jobs/reads": "store"},
            partitions_def=DAYS,
            description="""Pay, workplace and where a remote worker may live, seniority, experience,
education, skills, visa sponsorship and a summary, **each with the words of the posting that prove it**.

- What a field states is taken, then what a precise rule finds, then what a model says; the loser is kept as a
  contradiction.
- Rules work by themselves, at once. A model is asked for what they leave open, where one is set
  (`JOBS_LLM__SHORT__BASE_URL`), within the month's budget; what it cannot answer now waits for a later run.
- Content pays once: an unchanged posting costs nothing tomorrow, on any board, in any backfill.
""",
        )
    ],
    check_specs=_CHECKS,
    backfill_policy=dg.BackfillPolicy.single_run(),
)
def enrichment(
    context: dg.AssetExecutionContext, home: DataHome, llm: LanguageModels
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Has the rules read the days' postings, then asks a model for what they leave open."""
    days = days_of(context.partition_key_range)
    until = monotonic() + llm.batch_seconds
    counts = EnrichCounts()
    with home.store() as store:
        told = monotonic()
        for done, day in enumerate(days):
            if monotonic() - told > LOGGED_SECONDS:
                context.log.info(f"{done} days are done; now {day}")
                told = monotonic()
            counts += _day(store, day, llm, until, context.log)
        facts = enriched_facts(store, days[0], days[-1])
        yield dg.MaterializeResult(
            asset_key=ENRICHED,
            metadata={
                "dagster/partition_row_count": facts.rows,
                "enriched": counts.enriched,
                "cached": counts.cached,
                "pending": counts.pending,
                "asked": counts.asked,
                "cost_usd": counts.micro_usd / 1_000_000,
                **({} if counts.local_ratio is None else {"local_ratio": counts.local_ratio}),
                "coverage": dg.MetadataValue.md(bar_chart(facts.coverage)),
                "latest": dg.MetadataValue.md(enriched_preview(store, days[-1])),
                **({"outcomes": dict(counts.outcomes)} if counts.outcomes else {}),
                **({"rejected": dict(counts.rejected)} if counts.rejected else {}),
            },
        )
        yield _every_value_is_proven(store, days)


def _day(store: Store, day: date, llm: LanguageModels, until: float, log: logging.Logger) -> EnrichCounts:
    wanted = recipe(llm.names.values())
    counts = enrich_by_rules_of_day(store, day, wanted)
    if llm.names:
        asyncio.run(_ask(store, day, llm, until, counts))
        if counts.outcomes:
            log.info(f"{day}: {counts.asked} requests, {dict(counts.outcomes)}")
    return counts


async def _ask(store: Store, day: date, llm: LanguageModels, until: float, counts: EnrichCounts) -> None:
    async with llm.asking(until) as asking:
        await ask_about_day(store, day, recipe(llm.names.values()), asking, counts)


def _every_value_is_proven(store: Store, days: list[date]) -> dg.AssetCheckResult:
    looked_at, problems = evidence_problems(store, days[0], days[-1])
    return result(
        ENRICHED,
        "every_value_is_proven",
        not problems,
        f"{len(problems)} values do not quote their posting, the first: {problems[0]}. Enrich the day again; "
        "if that does not help, it is a fault of this program."
        if problems
        else f"{looked_at:,} values quote their posting to the letter.",
        {"values": looked_at},
        severity=ERROR,
    )
