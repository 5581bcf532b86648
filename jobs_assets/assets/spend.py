"""`llm_spend`: what language models cost, from the ledger, and whether somebody should hear of it.

The ledger itself is written by `budget/` while requests are made; what there is to find is `budget/spend.py`.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from jobs_assets.assets.check_results import ERROR, WARN, Numbers, result, table
from jobs_assets.assets.days import OWNERS
from jobs_assets.budget.ledger import Ledger, utc_now
from jobs_assets.budget.prices import dollars
from jobs_assets.budget.purse import limits_of
from jobs_assets.budget.spend import (
    LEVELS,
    Finding,
    ModelSpend,
    MonthSpend,
    by_model,
    by_month,
    findings,
    ledger_problems,
    month_spend,
    tell_once,
)
from jobs_assets.errors import NotificationError
from jobs_assets.resources.data_home import DataHome
from jobs_assets.resources.notifications import notify
from jobs_assets.settings import Settings, load_settings
from jobs_assets.store.preview import bar_chart

SPEND = dg.AssetKey("llm_spend")

_SPEC = dg.AssetSpec(
    SPEND,
    deps=["enriched_postings"],
    group_name="postings",
    kinds={"python", "sqlite"},
    owners=OWNERS,
    tags={"jobs/reads": "store"},
    description="""What models cost, **month by month and model by model, in whole micro-dollars**, and the
share of requests that stayed local.

- Every paid request has its money put aside before it is sent; no number of processes can pass the cap
  (`JOBS_BUDGET__MONTHLY_USD`, `JOBS_BUDGET__CLOUD_USD`).
- What became of a request that nobody heard of again is charged at its worst.
- `jobs budget` says the same in a terminal.
""",
)
_CHECKS = [
    dg.AssetCheckSpec(
        "within_budget",
        asset=SPEND,
        description=f"Less than {LEVELS[0]}% of the month's cap is spent; at {LEVELS[-1]}% no more is paid.",
    ),
    dg.AssetCheckSpec(
        "stays_local",
        asset=SPEND,
        description="The local share of the month's requests is at least JOBS_BUDGET__LOCAL_RATIO.",
    ),
    dg.AssetCheckSpec(
        "ledger_adds_up",
        asset=SPEND,
        description="The month's counters are the sum of its requests, and these what their tokens cost.",
    ),
]


@dg.multi_asset(name="spend", specs=[_SPEC], check_specs=_CHECKS)
def llm_spend(
    context: dg.AssetExecutionContext, home: DataHome
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Charges what processes that are gone had put aside, looks at the month, and tells of it once."""
    settings, now = load_settings(), utc_now()
    limits = limits_of(settings)
    with home.store() as store:
        if abandoned := Ledger(store).settle_abandoned(now):
            context.log.warning(f"{len(abandoned)} requests of processes that are gone were charged whole")
        month = month_spend(store, now, limits)
        found = findings(month, limits)
        told = tell_once(store, month.month, found, lambda each: _told(context, settings, each), now)
        if told:
            context.log.info(f"A notice was sent of: {', '.join(each.name for each in told)}")
        models, months = by_model(store, month.month), by_month(store)
        problems = ledger_problems(store)
    yield dg.MaterializeResult(
        asset_key=SPEND,
        metadata={
            **_numbers(month),
            "models": _models(models),
            "months": table(("month", "USD"), [(name, str(usd)) for name, usd in months.items()]),
            **({"requests": _drawn(models)} if models else {}),
        },
    )
    yield from checks(month, found, problems)


def checks(
    month: MonthSpend, found: Sequence[Finding], problems: Sequence[str]
) -> Iterator[dg.AssetCheckResult]:
    """What was found, as results of the three checks."""
    shares = [each for each in found if each.name == "local_share"]
    money = [each for each in found if each.name != "local_share"]
    numbers = _numbers(month)
    yield _check("within_budget", money, numbers, f"{100 * month.committed:.0f}% of the cap is spent.")
    ratio = "no requests" if month.local_ratio is None else f"{month.local_ratio:.1%} of requests"
    yield _check("stays_local", shares, numbers, f"{ratio} of {month.month} answered locally.")
    wrong = [Finding("ledger", "error", each) for each in problems]
    yield _check("ledger_adds_up", wrong, numbers, "Counters, requests, tokens and prices agree.")


def _check(name: str, found: Sequence[Finding], numbers: Numbers, fine: str) -> dg.AssetCheckResult:
    grave = any(each.level == "error" for each in found)
    said = " ".join(each.message for each in found) or fine
    return result(SPEND, name, not found, said, numbers, severity=ERROR if grave else WARN)


def _told(context: dg.AssetExecutionContext, settings: Settings, finding: Finding) -> bool:
    """Whether somebody was told. A notice that fails is no reason for a run to fail: the check has it too."""
    title = "Model budget" if finding.level == "warning" else "Model budget: paid requests wait"
    try:
        return notify(settings.notify.url, title, finding.message)
    except NotificationError as error:
        context.log.warning(str(error))
        return False


def _numbers(month: MonthSpend) -> Numbers:
    return {
        "month": dg.MetadataValue.text(month.month),
        "spent_usd": float(dollars(month.spent)),
        "held_usd": float(dollars(month.held)),
        "cap_usd": float(dollars(month.cap)),
        "beyond_usd": float(dollars(month.beyond)),
        "local_requests": month.local_requests,
        "cloud_requests": month.cloud_requests,
        **({} if month.local_ratio is None else {"local_ratio": month.local_ratio}),
    }


def _drawn(models: Sequence[ModelSpend]) -> dg.MetadataValue:
    return dg.MetadataValue.md(bar_chart({f"{each.model}, {each.tier}": each.requests for each in models}))


def _models(models: Sequence[ModelSpend]) -> dg.MetadataValue:
    head = (
        *("model", "tier", "requests", "tokens in", "cached", "tokens out", "USD"),
        *("unknown outcome", "above what was put aside"),
    )
    rows = [
        (
            each.model,
            each.tier,
            f"{each.requests:,}",
            f"{each.prompt_tokens:,}",
            f"{each.cached_tokens:,}",
            f"{each.completion_tokens:,}",
            str(dollars(each.cost)),
            f"{each.unknown:,}",
            f"{each.over:,}",
        )
        for each in models
    ]
    return table(head, rows)
