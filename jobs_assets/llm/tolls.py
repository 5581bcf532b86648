"""What an exchange costs: nothing at a local pool, held money at a paid one.

One toll an exchange. The money itself is kept behind `paying.Purse`.
"""

import secrets
from collections.abc import Callable
from typing import Protocol

from jobs_assets.llm.paying import Hold, Purse
from jobs_assets.llm.wire import Kind, Reply, Trouble, Usage


class Toll(Protocol):
    """Paid before an exchange and settled after it, whatever became of it."""

    def pay(self) -> Trouble | None:
        """Null: go on. Called when it is the request's turn, so that nothing is held while it waits."""

    def settle(self, outcome: Reply | Trouble, usage: Usage) -> None:
        """The exchange is over. `usage` is the server's count, or our estimate where `outcome` has none."""

    def unknown(self) -> None:
        """The exchange was broken off from our side: nobody will know."""


class LocalToll:
    """Free; what was answered is noted, so that the local share can be told."""

    def __init__(self, purse: Purse, custom_id: str, model: str) -> None:
        self._purse = purse
        self._request_id = request_id(custom_id)
        self._model = model

    def pay(self) -> Trouble | None:
        """Free."""
        return None

    def settle(self, outcome: Reply | Trouble, usage: Usage) -> None:
        """Note an answer."""
        if isinstance(outcome, Reply):
            self._purse.local(self._request_id, self._model, usage.prompt, usage.completion, usage.cached)

    def unknown(self) -> None:
        """Costs nothing."""


class PaidToll:
    """The worst case held before, the bill settled after; what nobody can know is charged whole.

    `keep` hears an answer before it is paid for: a process that ends between the two has paid and kept it.
    """

    def __init__(
        self,
        purse: Purse,
        custom_id: str,
        model: str,
        worst: Usage,
        *,
        local_share: bool,
        keep: Callable[[str], None] = lambda text: None,
    ) -> None:
        self._purse = purse
        self._keep = keep
        self._request_id = request_id(custom_id)
        self._model = model
        self._worst = worst
        self._local_share = local_share
        self._hold: Hold | None = None

    def pay(self) -> Trouble | None:
        """Hold the worst case, if budget and local share allow."""
        if self._local_share and not self._purse.cloud_allowed():
            return Trouble(
                Kind.UNPAID, "local_share", "the share of local answers would fall below its limit"
            )
        self._hold = self._purse.reserve(
            self._request_id, self._model, self._worst.prompt, self._worst.completion
        )
        if self._hold is None:
            return Trouble(Kind.UNPAID, "over_budget", "the budget does not cover the worst case")
        return None

    def settle(self, outcome: Reply | Trouble, usage: Usage) -> None:
        """Pay what the usage says; all that was held where it says nothing that can be true."""
        hold, self._hold = self._hold, None
        if hold is None:
            return
        if isinstance(outcome, Reply) and outcome.text:
            self._keep(outcome.text)
        if isinstance(outcome, Reply) and outcome.usage is not None:
            self._purse.settle(hold, usage.prompt, usage.completion, usage.cached)
        elif isinstance(outcome, Reply) or outcome.billed:
            self._purse.charge_unknown(hold)
        else:
            self._purse.release(hold)

    def unknown(self) -> None:
        """Sent, and nobody waits for the answer any more."""
        hold, self._hold = self._hold, None
        if hold is not None:
            self._purse.charge_unknown(hold)


def request_id(custom_id: str) -> str:
    """A name for one exchange, never used before: the same question may be asked again another day."""
    return f"{custom_id}/{secrets.token_hex(8)}"
