"""Batches on record: which are open, how far each is, and what was put aside for its requests.

A batch and its requests stand here before it is handed in. Handing in and fetching is `llm/batch.py`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select, update

from jobs_assets.budget.ledger import Hold, Ledger
from jobs_assets.budget.tables import llm_batches, llm_requests
from jobs_assets.store.engine import Store

BatchState = Literal["made", "submitting", "submitted", "ended", "failed"]
"""`made`: on record, money put aside. `submitting`: it may be handed in, or not. `ended`: all is settled."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch. `batch_id` is ours, `remote_id` the endpoint's; null until it has said one."""

    batch_id: str
    model: str
    state: BatchState
    remote_id: str | None
    changed_at: datetime


def make_batch(ledger: Ledger, batch_id: str, model: str, now: datetime) -> None:
    """Put a batch on record; its requests are reserved with its id afterwards."""
    row = {"batch_id": batch_id, "model": model, "state": "made", "made_at": now, "changed_at": now}
    with ledger.transaction() as connection:
        connection.execute(insert(llm_batches).values(**row))


def move_batch(
    ledger: Ledger,
    batch_id: str,
    state: BatchState,
    now: datetime,
    *,
    remote_file: str | None = None,
    remote_id: str | None = None,
    detail: str | None = None,
) -> None:
    """Say how far a batch is; what is null stays as it is."""
    given = {"remote_file": remote_file, "remote_id": remote_id, "detail": detail}
    changed = {name: value for name, value in given.items() if value is not None}
    with ledger.transaction() as connection:
        statement = update(llm_batches).where(llm_batches.c.batch_id == batch_id)
        connection.execute(statement.values(state=state, changed_at=now, **changed))


def open_batches(store: Store) -> list[Batch]:
    """The batches that are not over, the oldest first."""
    batch = llm_batches.c
    columns = (batch.batch_id, batch.model, batch.state, batch.remote_id, batch.changed_at)
    query = select(*columns).where(batch.state.not_in(("ended", "failed"))).order_by(batch.made_at)
    with store.reader() as connection:
        return [Batch(*row) for row in connection.execute(query)]


def holds_of(store: Store, batch_id: str) -> dict[str, Hold]:
    """What is still put aside for requests of a batch, by the requests' ids."""
    request = llm_requests.c
    columns = (request.request_id, request.model, request.reserved, request.reserved_at)
    query = select(*columns).where(request.batch_id == batch_id, request.state == "held")
    with store.reader() as connection:
        return {row.request_id: Hold(*row) for row in connection.execute(query)}
