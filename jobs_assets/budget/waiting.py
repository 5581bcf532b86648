"""How many postings wait for a model: those of the latest day that none of the set ones has read."""

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobs_assets.store.engine import Store
from jobs_assets.store.tables import observations

if TYPE_CHECKING:
    from jobs_assets.settings import LlmSettings


def pending(store: Store, llm: "LlmSettings") -> int:
    """Postings of the latest parsed day that wait for a model; none where no model is set."""
    from jobs_assets.enriching import recipe  # noqa: PLC0415 - rules and prompt, where a model is set
    from jobs_assets.store.enrichments import count  # noqa: PLC0415 - as above

    names = [pool.model for pool in (llm.short, llm.long, llm.fallback) if pool.base_url and pool.model]
    if not names:
        return 0
    with store.reader() as connection:
        day = connection.scalar(select(func.max(observations.c.day)))
    return 0 if day is None else count(store, day, recipe(names))[2]
