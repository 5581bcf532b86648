"""`postings`, `posting_changes` and `posting_duplicates`: what became of each posting, told from all days
that are parsed, and which of them show one opening.

How a life is told is `lives/`, what makes two postings one opening `duplicates/`; what has to be done is
`store/lives.py` and `store/duplicates.py`. One step for all three, since a step costs a tenth of a second.
"""

from collections import Counter
from collections.abc import Iterator

import dagster as dg

from jobs_assets.assets.check_results import WARN, result, table
from jobs_assets.assets.days import OWNERS, listed
from jobs_assets.parsing import BY_DESIGN
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.duplicates import update_duplicates
from jobs_assets.store.engine import Store
from jobs_assets.store.life_facts import changes_preview, duplicates_preview, life_facts, open_postings
from jobs_assets.store.lives import LifeCounts, update_lives
from jobs_assets.store.preview import bar_chart

POSTINGS = dg.AssetKey("postings")
CHANGES = dg.AssetKey("posting_changes")
DUPLICATES = dg.AssetKey("posting_duplicates")

SUSPECT_SHARE = 0.5
"""Of a board's open postings, closed at once, from which on somebody should look; of fewer than
`SUSPECT_LEAST` it means nothing.
"""
SUSPECT_LEAST = 10

_SPECS = [
    dg.AssetSpec(
        POSTINGS,
        deps=["parsed_postings"],
        group_name="postings",
        kinds={"python", "sqlite"},
        owners=OWNERS,
        tags={"jobs/reads": "store"},
        description="""One row per posting: **when it appeared, was last seen, closed and why**, that it
came back. A view over `posting_lives` and the version that stands for each.

- A function of all observations and board days: days may be built and rebuilt in any order.
- Only a board that was seen whole closes anything, and only what it misses twice; a page that is gone or says
  so closes its posting at once. A failed, cut off or suddenly empty crawl closes nothing.
- A day costs what it changed.
""",
    ),
    dg.AssetSpec(
        CHANGES,
        deps=["parsed_postings"],
        group_name="postings",
        kinds={"python", "sqlite"},
        owners=OWNERS,
        tags={"jobs/reads": "store"},
        description="""What changed, field by field, with the day, the old and the new value, and what it
means to a reader: `pay_cut`, `remote_withdrawn`, … What only a better parser reads otherwise is `reparsed`.
""",
    ),
    dg.AssetSpec(
        DUPLICATES,
        deps=[POSTINGS],
        group_name="postings",
        kinds={"python", "sqlite"},
        owners=OWNERS,
        tags={"jobs/reads": "store"},
        description="""Which postings show **one opening**, in three layers: the same id of the same ATS,
the same requisition of the same employer, and a text that is nearly the same.

- A link from a posting to the one that stands for it, with the layer, the reason and the similarity. Nothing
  is deleted; a link goes as soon as its reason does.
- What is open stands before what is closed, the employer's own ATS before its site and before a feed.
- The same text for two levels, two cities or two requisitions is two openings.
- Each day only what is new or changed is compared.
""",
    ),
]
_CHECKS = [
    dg.AssetCheckSpec(
        "closings_are_plausible",
        asset=POSTINGS,
        description="No board lost most of its open postings at once. Those that did are listed.",
    ),
]


@dg.multi_asset(name="lives", specs=_SPECS, check_specs=_CHECKS)
def lives(
    context: dg.AssetExecutionContext, home: DataHome
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Tells the days that are new or were built again, and compares what is new or changed."""
    with home.store() as store:
        counts = update_lives(store, by_design=BY_DESIGN)
        context.log.info(f"{counts.days} days of boards told, {counts.retold} boards told from the start")
        facts = life_facts(store)
        yield dg.MaterializeResult(
            asset_key=POSTINGS,
            metadata={
                "dagster/row_count": facts.open + facts.closed.total(),
                "open": facts.open,
                "opened": sum(counts.opened.values()),
                "closed": sum(counts.closed.values()),
                "reopened": sum(counts.reopened.values()),
                "boards_told_again": counts.retold,
                "by_board": dg.MetadataValue.json(_by_board(counts)),
                **({"closed_why": _drawn(facts.closed)} if facts.closed else {}),
            },
        )
        yield dg.MaterializeResult(
            asset_key=CHANGES,
            metadata={
                "dagster/row_count": facts.changes,
                "changed": sum(counts.changed.values()),
                "latest": dg.MetadataValue.md(changes_preview(store)),
            },
        )
        linked = update_duplicates(store)
        context.log.info(f"{linked.compared} postings compared")
        yield dg.MaterializeResult(
            asset_key=DUPLICATES,
            metadata={
                "dagster/row_count": linked.layers.total(),
                "compared": linked.compared,
                "linked": linked.linked,
                "unlinked": linked.unlinked,
                **({"layers": _drawn(linked.layers)} if linked.layers else {}),
                "latest": dg.MetadataValue.md(duplicates_preview(store)),
            },
        )
        yield _closings_are_plausible(store, counts)


def _drawn(counts: Counter[str]) -> dg.MetadataValue:
    return dg.MetadataValue.md(bar_chart(dict(counts.most_common())))


def _by_board(counts: LifeCounts) -> dict[str, list[int]]:
    """Closed and reopened postings, by board, where there are any."""
    boards = sorted(counts.closed.keys() | counts.reopened.keys())
    return {board: [counts.closed.get(board, 0), counts.reopened.get(board, 0)] for board in boards}


def _closings_are_plausible(store: Store, counts: LifeCounts) -> dg.AssetCheckResult:
    """Whether boards kept most of their postings. What is closed reopens as soon as it is seen again."""
    many = {board: count for board, count in counts.closed.items() if count >= SUSPECT_LEAST}
    left = open_postings(store, sorted(many))
    suspect = {
        board: count for board, count in many.items() if count > SUSPECT_SHARE * (count + left.get(board, 0))
    }
    metadata = {"boards": table(("board", "closed", "still open"), _rows(suspect, left))} if suspect else {}
    return result(
        POSTINGS,
        "closings_are_plausible",
        not suspect,
        f"Most postings of {listed(sorted(suspect))} closed at once. Look at the board; what it shows again "
        "reopens by itself."
        if suspect
        else f"{sum(counts.closed.values()):,} postings closed.",
        {"closed": sum(counts.closed.values()), **metadata},
        severity=WARN,
    )


def _rows(suspect: dict[str, int], left: dict[str, int]) -> list[tuple[str, str, str]]:
    return [(board, str(count), str(left.get(board, 0))) for board, count in sorted(suspect.items())]
