"""The posting that a command was asked for, and all that is known of it, what the person wrote included."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobs_assets.cli.naming import posting_named
from jobs_assets.cli.opening import open_home
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from jobs_assets.history import History
    from jobs_assets.store.engine import Store
    from jobs_assets.tracking.records import Tracked


class Asked(NamedTuple):
    """A posting's history, and what the person wrote about it or another showing of it."""

    history: "History"
    tracked: "list[Tracked]"


def asked_for(home: Path | None, given: str) -> Asked:
    """The posting that `given` names: its id, the beginning of it, or its address; else `UsageError`."""
    from jobs_assets.cli.tracked import of_cluster  # noqa: PLC0415 - the store is loaded when a command runs
    from jobs_assets.store.engine import open_store  # noqa: PLC0415

    opened, settings = open_home(home)
    store = open_store(settings.database_url or opened)
    try:
        found = _history(store, posting_named(store, given))
        return Asked(found, of_cluster(store, found.posting.posting_id))
    finally:
        store.close()


def _history(store: "Store", posting_id: str) -> "History":
    """All that is known of a posting, one of the person's own included.

    `UsageError` for one that the store has lost, which then is known by what the person wrote about it.
    """
    from jobs_assets.history import History, PostingLife  # noqa: PLC0415 - as above
    from jobs_assets.store.histories import history  # noqa: PLC0415
    from jobs_assets.tracking.manual import manual_posting  # noqa: PLC0415

    if (own := manual_posting(store, posting_id)) is not None:
        posting, day = own
        return History(posting, PostingLife(day, day), representative=posting_id)
    if (found := history(store, posting_id)) is None:
        raise UsageError(
            f"{posting_id} is no longer in {store.location}. What you wrote about it: jobs track {posting_id}"
        )
    return found
