"""The ledger's statements, made once: building one anew takes longer than running it.

Their parameters start with `given_`; when and in which order they run is `ledger.py`.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Table,
    bindparam,
    func,
    insert,
    select,
    text,
    true,
    update,
)

from jobs_assets.budget.prices import MICRO
from jobs_assets.budget.tables import llm_months, llm_prices, llm_requests

_counters, _request = llm_months.c, llm_requests.c

IS_HELD = text("llm_requests.state = 'held'")
"""To the letter, else SQLite does not use the index of open holds."""


def keeps_share(paid_share: int | None) -> ColumnElement[bool]:
    """Whether one more paid request leaves the local share of the month at what is set.

    `paid_share`: of a million requests, how many may be paid ones; null sets no share.
    """
    if paid_share is None:
        return true()
    requests = _counters.local_requests + _counters.cloud_requests + 1
    return (_counters.cloud_requests + 1) * MICRO <= requests * paid_share


@cache
def put_aside(paid_share: int | None) -> Any:  # noqa: ANN401 - an Update
    """Take `given_amount` of the month, if it has room: asked and taken in one, so no two take the same."""
    amount: BindParameter[int] = bindparam("given_amount", type_=BigInteger)
    return (
        update(llm_months)
        .where(
            _counters.month == bindparam("given_month"),
            _counters.spent + _counters.held + amount <= bindparam("given_cap"),
            keeps_share(paid_share),
        )
        .values(held=_counters.held + amount, cloud_requests=_counters.cloud_requests + 1)
    )


MONTH = select(llm_months).where(_counters.month == bindparam("given_month")).with_for_update()
MOVE_MONTH = (
    update(llm_months)
    .where(_counters.month == bindparam("given_month"))
    .values(
        spent=_counters.spent + bindparam("given_spent"),
        held=_counters.held - bindparam("given_aside"),
        ahead=bindparam("given_ahead"),
        beyond=_counters.beyond + bindparam("given_beyond"),
        cloud_requests=_counters.cloud_requests + bindparam("given_requests"),
    )
)
COUNT_LOCAL = (
    update(llm_months)
    .where(_counters.month == bindparam("given_month"))
    .values(local_requests=_counters.local_requests + bindparam("given_requests"))
)
REQUEST = select(llm_requests).where(_request.request_id == bindparam("given_id")).with_for_update()
ADD_REQUEST = insert(llm_requests)
CHANGE_REQUEST = update(llm_requests).where(_request.request_id == bindparam("given_id"))
"""With the columns that are given beside the id."""
PRICE = select(llm_prices.c.price_id).where(llm_prices.c.digest == bindparam("given_digest"))
HELD = select(_request.request_id, _request.holder, _request.reserved_at).where(
    IS_HELD, _request.batch_id.is_(None)
)
MONTH_EXISTS = select(func.count()).where(_counters.month == bindparam("given_month"))


@cache
def insert_or_nothing(dialect: str, table: Table) -> Any:  # noqa: ANN401 - each dialect has an Insert of its own
    """Insert rows, leaving out those whose key is there."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as upsert  # noqa: PLC0415 - one of the two is needed
    else:
        from sqlalchemy.dialects.sqlite import insert as upsert  # type: ignore[assignment]  # noqa: PLC0415
    return upsert(table).on_conflict_do_nothing()
