"""A purse in memory, beside which the ledger of `jobs_assets/budget/` is the real one.

Keeps its own bill of what every hold became, so that tests can ask for it.
"""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(eq=False)
class HeldCoins:
    """A hold of so many micro-dollars."""

    request_id: str
    amount: int


@dataclass
class Pocket:
    """Micro-dollars for paid requests, at one a prompt token and four a completion token."""

    cap: int = 0
    share_allows: bool = True
    spent: int = 0
    held: int = 0
    most_committed: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    local_ids: list[str] = field(default_factory=list)
    _open: set[HeldCoins] = field(default_factory=set)

    def reserve(self, request_id: str, model: str, prompt_tokens: int, max_tokens: int) -> HeldCoins | None:
        """Null where the cap does not cover it."""
        amount = prompt_tokens + 4 * max_tokens
        if self.spent + self.held + amount > self.cap:
            return None
        hold = HeldCoins(request_id, amount)
        assert request_id not in {each.request_id for each in self._open}, "a request id is used once"
        self._open.add(hold)
        self.held += amount
        self.most_committed = max(self.most_committed, self.spent + self.held)
        return hold

    def settle(self, hold: HeldCoins, prompt_tokens: int, completion_tokens: int, cached_tokens: int) -> None:
        """Pay what was used."""
        self._end(hold, "settled", prompt_tokens + 4 * completion_tokens)

    def charge_unknown(self, hold: HeldCoins) -> None:
        """Pay all of it."""
        self._end(hold, "charged", hold.amount)

    def release(self, hold: HeldCoins) -> None:
        """Pay nothing."""
        self._end(hold, "released", 0)

    def local(
        self, request_id: str, model: str, prompt_tokens: int, completion_tokens: int, cached_tokens: int
    ) -> None:
        """Note a free answer."""
        self.local_ids.append(request_id)

    def cloud_allowed(self) -> bool:
        """As told."""
        return self.share_allows

    def _end(self, hold: HeldCoins, how: str, amount: int) -> None:
        self._open.remove(hold)  # a second end of the same hold raises
        self.held -= hold.amount
        self.spent += amount
        self.endings[how] += 1
