"""Finding changes among those of all postings: the pay cuts of a month, what was withdrawn from remote."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, FromClause, Join, func, select

from jobs_assets.lives.changes import Change
from jobs_assets.store.engine import Store
from jobs_assets.store.histories import in_order
from jobs_assets.store.tables import posting_changes, posting_lives, posting_versions


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: what is null does not matter. `company` is a part of the employer's name."""

    effect: str | None = None
    change: str | None = None
    field: str | None = None
    since: date | None = None
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A change, and the name of its posting as it is now."""

    change: Change
    title: str
    hiring_organization: str | None
    url: str | None


def find_changes(store: Store, wanted: Wanted, limit: int, offset: int = 0) -> tuple[int, list[Found]]:
    """How many changes are wanted, and `limit` of them, the latest first."""
    conditions = _conditions(wanted)
    source: FromClause = posting_changes
    if wanted.company is not None:  # the name decides which; else it is looked up for those shown alone
        source = _with_versions(source)
    change = posting_changes.c
    order = (change.day.desc(), change.posting_id, change.change, change.field)
    some = select(posting_changes).select_from(source).where(*conditions).order_by(*order)
    shown = some.limit(limit).offset(offset).subquery()
    version = posting_versions.c
    query = select(*shown.c, version.title, version.hiring_organization, version.url)
    with store.reader() as connection:
        total = connection.scalar(select(func.count()).select_from(source).where(*conditions)) or 0
        rows = connection.execute(query.select_from(_with_versions(shown))).all()
    found = [Found(Change(*row[:7]), row.title, row.hiring_organization, row.url) for row in rows]
    return total, sorted(found, key=_latest_first)


def _latest_first(found: Found) -> tuple[int, str, tuple[date, int, str]]:
    change = found.change
    return -change.day.toordinal(), change.posting_id, in_order(change)


def _with_versions(changes: FromClause) -> Join:
    life = posting_lives.c
    return changes.join(posting_lives, life.posting_id == changes.c.posting_id).join(
        posting_versions, posting_versions.c.version_id == life.version_id
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    change = posting_changes.c
    conditions = [
        column == value
        for column, value in (
            (change.effect, wanted.effect),
            (change.change, wanted.change),
            (change.field, wanted.field),
        )
        if value is not None
    ]
    if wanted.since is not None:
        conditions.append(change.day >= wanted.since)
    if wanted.company is not None:
        name = func.lower(posting_versions.c.hiring_organization)
        conditions.append(name.contains(wanted.company.lower(), autoescape=True))
    return conditions
