"""The tables of the ledger. What is read and written here is `ledger.py`; nothing else writes them.

All amounts are whole micro-dollars (a millionth of a dollar). A rate is in micro-dollars per million tokens.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from jobs_assets.store.column_types import Instant
from jobs_assets.store.tables import metadata

_RowId = BigInteger().with_variant(Integer, "sqlite")

# A month in one row, so that "is there room, then put it aside" is one statement on one row.
llm_months = Table(
    "llm_months",
    metadata,
    Column("month", Text, primary_key=True),  # "2026-11", UTC
    Column("spent", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    # What `spent` is ahead of the exact sum, in millionths of a micro-dollar: the sum is rounded up, not each
    # call.
    Column("ahead", Integer, nullable=False),
    Column("beyond", BigInteger, nullable=False),  # billed, and more than the cap had room for
    Column("local_requests", BigInteger, nullable=False),
    Column("cloud_requests", BigInteger, nullable=False),
)

# Prices that requests were charged by, kept as they were then.
llm_prices = Table(
    "llm_prices",
    metadata,
    Column("price_id", _RowId, primary_key=True),
    Column("model", Text, nullable=False),
    Column("source", Text, nullable=False),  # "settings", or the price list and its release
    Column("tier", Text, nullable=False),  # "standard" or "batch"
    Column("starts_on", Date),
    Column("daily_from", Text),  # "06:00", UTC; a window may reach over midnight
    Column("daily_until", Text),
    Column("above_tokens", Integer, nullable=False),  # holds for prompts of more tokens than this
    Column("input", BigInteger, nullable=False),
    Column("cached", BigInteger, nullable=False),
    Column("output", BigInteger, nullable=False),
    Column("digest", Text, nullable=False, unique=True),  # of all the others: one row a price
)

# A batch of requests handed in at once. On record, with the ids of its requests, before it is handed in.
llm_batches = Table(
    "llm_batches",
    metadata,
    Column("batch_id", Text, primary_key=True),  # ours
    Column("model", Text, nullable=False),
    Column("state", Text, nullable=False),  # see llm/batch.py
    Column("remote_id", Text),  # the endpoint's, once it has said one
    Column("remote_file", Text),
    Column("made_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("detail", Text),
)

# One row per request that was paid for, may be paid for, or was answered by a local pool.
llm_requests = Table(
    "llm_requests",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("month", Text, nullable=False),  # of the reservation: that is where it is charged
    Column("tier", Text, nullable=False),  # "local" or "cloud"
    Column("model", Text, nullable=False),
    Column("state", Text, nullable=False),  # held, settled, unknown, released
    Column("reserved", BigInteger, nullable=False),
    Column("cost", BigInteger, nullable=False),  # what it added to `spent`
    Column("beyond", BigInteger, nullable=False),
    Column("over", Boolean(create_constraint=False), nullable=False),  # billed above what was reserved
    Column("prompt_tokens", BigInteger),
    Column("completion_tokens", BigInteger),
    Column("cached_tokens", BigInteger),
    Column("price_id", _RowId, ForeignKey("llm_prices.price_id")),
    Column("batch_id", Text, ForeignKey("llm_batches.batch_id")),
    Column("holder", Text),  # the process: host, boot, pid, start
    Column("reserved_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("reason", Text),
    Index("ix_llm_requests_month", "month", "tier", "model"),
)
# Open holds are few among many rows, and every run looks for those that nobody will settle any more.
Index(
    "ix_llm_requests_held",
    llm_requests.c.request_id,
    sqlite_where=llm_requests.c.state == "held",
    postgresql_where=llm_requests.c.state == "held",
)

# What a person was told of a month, so that it is told once.
llm_alerts = Table(
    "llm_alerts",
    metadata,
    Column("month", Text, primary_key=True),
    Column("alert", Text, primary_key=True),
    Column("told_at", Instant, nullable=False),
)
