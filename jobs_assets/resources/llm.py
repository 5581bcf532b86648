"""The door to language models: the client over the home's ledger, opened for as long as a day is asked about.

What is asked is `enriching.py`; how, `llm/`; what it may cost, `budget/`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import dagster as dg

from jobs_assets.budget.ledger import utc_now
from jobs_assets.budget.purse import open_purse
from jobs_assets.budget.spend import month_spend
from jobs_assets.enriching import Asking
from jobs_assets.enrichment.prompt.rendering import Prompt, render
from jobs_assets.llm.records import PoolName
from jobs_assets.llm.sizes import byte_size
from jobs_assets.postings import Posting
from jobs_assets.resources.data_home import DataHome
from jobs_assets.settings import LlmSettings, load_settings

if TYPE_CHECKING:
    from jobs_assets.llm.lane import Lane

_WAITING = 2  # requests made up for each that is under way, so that a lane never waits for us
_MARGIN = 1.15  # what a text may have more in tokens than texts of its length have
_UNBOUNDED = 1 << 20  # tokens of an endpoint that states no limit


class LanguageModels(dg.ConfigurableResource[Any]):
    """The short pool, the long pool and the paid fallback, any of them absent.

    No fields but the home: the settings hold keys, and what a resource is made of is shown to everybody.
    """

    home: dg.ResourceDependency[DataHome]

    @property
    def names(self) -> dict[PoolName, str]:
        """The model of each pool that is set."""
        return _names(load_settings().llm)

    @property
    def batch_seconds(self) -> float:
        """How long a run sends requests; what is not asked by then waits for the next."""
        return load_settings().llm.batch_timeout

    @asynccontextmanager
    async def asking(self, until: float) -> AsyncIterator[Asking]:
        """How to ask, until a moment of `time.monotonic`."""
        from jobs_assets.llm.client import LlmClient  # noqa: PLC0415 - aiohttp is loaded where somebody is asked

        settings = load_settings()
        with open_purse(self.home.home, settings) as purse:
            async with LlmClient(settings.llm, purse) as client:
                lanes = client.lanes
                yield Asking(
                    client,
                    _names(settings.llm),
                    _Prompts(lanes).of,
                    in_flight=_WAITING * sum(lane.window.most for lane in lanes),
                    until=until,
                    spent=lambda: month_spend(purse.ledger.store, utc_now(), purse.limits).spent,
                )


def _names(llm: LlmSettings) -> dict[PoolName, str]:
    pools: dict[PoolName, Any] = {"short": llm.short, "long": llm.long, "fallback": llm.fallback}
    return {name: pool.model for name, pool in pools.items() if pool.base_url and pool.model}


class _Prompts:
    """Prompts that fit the longest of the lanes; their text is cut only where it has to be."""

    def __init__(self, lanes: "list[Lane]") -> None:
        self._lanes = lanes

    async def of(self, posting: Posting, fields: frozenset[str]) -> Prompt:
        """The prompt that asks for `fields` of a posting."""
        limits = {lane: await lane.limit() or _UNBOUNDED for lane in self._lanes}
        longest = max(limits, key=lambda lane: limits[lane])
        sizes = longest.server.sizes

        def tokens(size: int) -> int:
            return int(sizes.estimate(size) * _MARGIN) + 1

        def count(text: str) -> int:
            return tokens(len(text.encode("utf-8", "surrogatepass")))

        empty = render(posting, fields, max_text_tokens=0, count=count)
        around = tokens(byte_size(empty.messages))
        room = limits[longest] - empty.max_tokens - around
        return render(posting, fields, max_text_tokens=max(room, 0), count=count)
