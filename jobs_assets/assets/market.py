"""`market_report`: what the postings say of the market, drawn; as a page in the data home, and in Dagster.

What is counted is `market/figures.py`, what is read `store/market_facts.py`, how it looks `market/report.py`.
"""

import dagster as dg

from jobs_assets.assets.days import OWNERS
from jobs_assets.market.report import markdown, write_report
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.market_facts import market_figures


@dg.asset(
    deps=["postings", "posting_duplicates", "enriched_postings"],
    group_name="market",
    kinds={"python", "html"},
    owners=OWNERS,
    tags={"jobs/reads": "store"},
    description="""The market in pictures: **openings by week, who hires, pay by role and place, remote share,
time to close, skills rising and falling**. Every figure says what it is a share of; one that has too little
to stand on says so instead.

- `reports/market.html` in the data home: one page, light and dark, for desk and phone, without scripts.
- `reports/market.json`: the figures.
- Pay only where it is stated, as stated; duplicates count once; what a board had when it was first seen did
  not open then.
""",
)
def market_report(home: DataHome) -> dg.MaterializeResult[None]:
    """Draws the report anew, from all that is known."""
    with home.store() as store:
        figures = market_figures(store)
    write_report(home.home, figures)
    return dg.MaterializeResult(
        metadata={
            "report": dg.MetadataValue.md(markdown(figures)),
            "page": dg.MetadataValue.path(home.home.market_report),
            "figures": dg.MetadataValue.path(home.home.market_figures),
            "openings": figures.openings,
            "open": figures.open,
            "state_pay": figures.pay.stated,
            **(
                {}
                if figures.closing.all.median is None
                else {"days_until_half_closed": figures.closing.all.median}
            ),
        }
    )
