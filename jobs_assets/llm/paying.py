"""What the client needs of whoever keeps the money: a purse that says no before anything is spent.

The interface only; budget, ledger and prices are `jobs_assets/budget/`.
"""

from typing import Protocol


class Hold(Protocol):
    """Money put aside for one paid request, until it is settled, charged whole or released."""

    @property
    def request_id(self) -> str:
        """The request that it was made for."""


class Purse(Protocol):
    """Reserve, call, settle. Every hold ends in exactly one of `settle`, `charge_unknown` and `release`.

    Calls are made from the event loop and not awaited: each is one short transaction at most, and `local`,
    which every local answer makes, should do no more than take note.
    """

    def reserve(self, request_id: str, model: str, prompt_tokens: int, max_tokens: int) -> Hold | None:
        """Put the worst case aside; null where the budget does not cover it.

        `prompt_tokens` is an upper bound, not an estimate. A request id is used once.
        """

    def settle(self, hold: Hold, prompt_tokens: int, completion_tokens: int, cached_tokens: int) -> None:
        """The request was answered, and billed by these counts; `cached_tokens` are part of the prompt's."""

    def charge_unknown(self, hold: Hold) -> None:
        """Nobody knows whether it was answered, or the counts cannot be true: the whole hold is spent."""

    def release(self, hold: Hold) -> None:
        """It was surely not sent, or refused unread: nothing is spent."""

    def local(
        self, request_id: str, model: str, prompt_tokens: int, completion_tokens: int, cached_tokens: int
    ) -> None:
        """A local pool answered, free of charge; counts for the local share."""

    def cloud_allowed(self) -> bool:
        """Whether one more paid request keeps the local share. Asked only where a local pool is set."""


class NoPurse:
    """Has nothing to spend and keeps no record: for trying endpoints, where nothing paid is asked."""

    def reserve(self, request_id: str, model: str, prompt_tokens: int, max_tokens: int) -> Hold | None:
        """No."""
        return None

    def settle(self, hold: Hold, prompt_tokens: int, completion_tokens: int, cached_tokens: int) -> None:
        """Never called, as there are no holds."""

    def charge_unknown(self, hold: Hold) -> None:
        """Never called."""

    def release(self, hold: Hold) -> None:
        """Never called."""

    def local(
        self, request_id: str, model: str, prompt_tokens: int, completion_tokens: int, cached_tokens: int
    ) -> None:
        """Forgotten."""

    def cloud_allowed(self) -> bool:
        """No."""
        return False
