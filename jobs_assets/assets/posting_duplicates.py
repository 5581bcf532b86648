"""`posting_duplicates`: which postings show one opening. A link with its reason, never a deletion.

What makes two postings one opening is `duplicates/`; what has to be compared is `store/duplicates.py`.
"""

import dagster as dg

from jobs_assets.assets.days import OWNERS
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.duplicates import update_duplicates
from jobs_assets.store.life_facts import duplicates_preview
from jobs_assets.store.preview import bar_chart


@dg.asset(
    deps=["postings"],
    group_name="postings",
    kinds={"python", "sqlite"},
    owners=OWNERS,
    tags={"jobs/reads": "store"},
    description="""Which postings show **one opening**, in three layers: the same id of the same ATS, the same
requisition of the same employer, and a text that is nearly the same.

- A link from a posting to the one that stands for it, with the layer, the reason and the similarity. Nothing
  is deleted; a link goes as soon as its reason does.
- What is open stands before what is closed, the employer's own ATS before its site and before a feed.
- The same text for two levels, two cities or two requisitions is two openings.
- Each day only what is new or changed is compared.
""",
)
def posting_duplicates(context: dg.AssetExecutionContext, home: DataHome) -> dg.MaterializeResult[None]:
    """Compares what was not compared as it stands."""
    with home.store() as store:
        counts = update_duplicates(store)
        context.log.info(f"{counts.compared} postings compared")
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": counts.layers.total(),
                "compared": counts.compared,
                "linked": counts.linked,
                "unlinked": counts.unlinked,
                "layers": dg.MetadataValue.md(bar_chart(dict(counts.layers.most_common()))),
                "latest": dg.MetadataValue.md(duplicates_preview(store)),
            }
        )
