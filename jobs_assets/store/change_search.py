"""Finding changes among those of all postings: the pay cuts of a month, what was withdrawn from remote."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

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
    change, version = posting_changes.c, posting_versions.c
    conditions = _conditions(wanted)
    joined = posting_changes.join(posting_lives, posting_lives.c.posting_id == change.posting_id).join(
        posting_versions, version.version_id == posting_lives.c.version_id
    )
    # Names are looked up for what is shown, unless they decide what is.
    counted = joined if wanted.company is not None else posting_changes
    columns = (*change, version.title, version.hiring_organization, version.url)
    order = (change.day.desc(), change.posting_id, change.change, change.field)
    query = select(*columns).select_from(joined).where(*conditions).order_by(*order)
    with store.reader() as connection:
        total = connection.scalar(select(func.count()).select_from(counted).where(*conditions)) or 0
        rows = connection.execute(query.limit(limit).offset(offset)).all()
    found = [Found(Change(*row[:7]), *row[7:]) for row in rows]
    return total, sorted(
        found, key=lambda each: (-each.change.day.toordinal(), each.change.posting_id, in_order(each.change))
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
