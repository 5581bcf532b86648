"""Reading all that is known of one posting: the version that stands for it, life, changes, duplicates,
reposts, and what pages said of its end. Writes nothing; how it came to be is `lives.py`.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    Integer,
    RowMapping,
    Text,
    and_,
    column,
    or_,
    select,
    table,
)

from jobs_assets.enrichment.records import Enrichment
from jobs_assets.history import Closing, History, Kin, PostingLife, Repost, Sibling
from jobs_assets.lives.changes import Change, ChangeKind
from jobs_assets.postings import Posting
from jobs_assets.store.bulk import batches
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichment_rows import enrichments_of
from jobs_assets.store.observations import posting as last_observed
from jobs_assets.store.observations import seen
from jobs_assets.store.tables import (
    POSTING_COLUMNS,
    closings,
    compared_postings,
    posting_changes,
    posting_duplicates,
    posting_lives,
    posting_versions,
)
from jobs_assets.store.versions import posting_of

# The view, with the types that its name alone does not carry.
postings_view = table(
    "postings",
    column("posting_key", BigInteger),
    *(column(name, Text) for name in POSTING_COLUMNS),
    column("first_seen", Date),
    column("last_seen", Date),
    column("closed_at", Date),
    column("closed_reason", Text),
    column("reopened", Integer),
    column("repost_of", Text),
    column("duplicate_of", Text),
)

_LIFE = ("first_seen", "last_seen", "closed_at", "closed_reason", "reopened", "repost_of", "duplicate_of")
# Within a day, what must come before what.
_DAY_ORDER: tuple[ChangeKind, ...] = ("opened", "reopened", "replaced", "changed", "reparsed", "closed")
_MOST_LINKS = 1000  # followed in a chain, should one be a ring


def history(store: Store, posting_id: str) -> History | None:
    """All that is known of a posting; null if it was never observed.

    A posting whose days wait to be told (`jobs run` tells them) has no changes yet, and is known by the days
    on which it was observed.
    """
    with store.reader() as connection:
        row = connection.execute(select(postings_view).where(_of([posting_id]))).mappings().first()
        if row is not None:
            return _history(connection, row)
    found, days = last_observed(store, posting_id), seen(store, posting_id)
    if found is None or days is None:
        return None
    return History(found, PostingLife(*days), representative=posting_id)


def lives(store: Store, posting_ids: Iterable[str]) -> dict[str, tuple[Posting, PostingLife]]:
    """Those of the postings that have a life, each as it stands."""
    found: dict[str, tuple[Posting, PostingLife]] = {}
    with store.reader() as connection:
        for some in batches(posting_ids):
            query = select(postings_view).where(_of(some))
            for row in connection.execute(query).mappings():
                found[row["posting_id"]] = (_posting(row), _life(row))
    return found


def _of(posting_ids: list[str]) -> ColumnElement[bool]:
    """Which rows of the view are these postings': by their keys, for the view has its ids from the versions,
    and from those no index leads back to the lives.
    """
    life = posting_lives.c
    return postings_view.c.posting_key.in_(select(life.posting_key).where(life.posting_id.in_(posting_ids)))


def duplicates_of(connection: Connection, posting_id: str) -> tuple[str, list[tuple[str, str]]]:
    """The representative of a posting's cluster, and the cluster's links without it: (posting, what it is
    linked to), in the order of their ids. A posting without a cluster represents itself.
    """
    link = posting_duplicates.c
    top, met = posting_id, {posting_id}
    while (above := connection.scalar(select(link.duplicate_of).where(link.posting_id == top))) is not None:
        if above in met or len(met) > _MOST_LINKS:
            break
        top = above
        met.add(above)
    links: dict[str, str] = {}
    below = [top]
    while below and len(links) < _MOST_LINKS:
        query = select(link.posting_id, link.duplicate_of).where(link.duplicate_of.in_(below[:500]))
        fresh = {one: of for one, of in connection.execute(query) if one not in links and one != top}
        links |= fresh
        below = [*below[500:], *fresh]
    return top, sorted(links.items())


def _history(connection: Connection, row: RowMapping) -> History:
    posting, life = _posting(row), _life(row)
    representative, links = duplicates_of(connection, posting.posting_id)
    return History(
        posting,
        life,
        _changes(connection, posting.posting_id),
        representative,
        _kin(connection, posting.posting_id, representative, links),
        _reposts(connection, posting),
        _closings(connection, posting),
        _dates_stated(connection, posting),
        _family(connection, posting, {representative, *(one for one, _ in links)}),
        _enrichment(connection, row["posting_key"]),
    )


def _posting(row: RowMapping) -> Posting:
    return posting_of(tuple(row[name] for name in POSTING_COLUMNS))


def _life(row: RowMapping) -> PostingLife:
    return PostingLife(*(row[name] for name in _LIFE))


def _changes(connection: Connection, posting_id: str) -> list[Change]:
    table = posting_changes
    rows = connection.execute(select(table).where(table.c.posting_id == posting_id))
    return sorted((Change(**row._mapping) for row in rows), key=in_order)


def in_order(change: Change) -> tuple[date, int, str]:
    """What sorts changes as they came about."""
    return change.day, _DAY_ORDER.index(change.change), change.field


def _kin(
    connection: Connection, posting_id: str, representative: str, links: list[tuple[str, str]]
) -> list[Kin]:
    """The cluster's others. Each says why by its own link; the representative has none, so this posting's
    says it.
    """
    others = {representative, *(one for one, _ in links)} - {posting_id}
    if not others:
        return []
    link, view = posting_duplicates.c, postings_view.c
    why = {
        row.posting_id: row
        for some in batches([posting_id, *others])
        for row in connection.execute(select(posting_duplicates).where(link.posting_id.in_(some)))
    }
    columns = (
        view.posting_id,
        view.board_id,
        view.title,
        view.hiring_organization,
        view.url,
        view.closed_at,
    )
    known = {
        row.posting_id: row
        for some in batches(sorted(others))
        for row in connection.execute(select(*columns).where(_of(some)))
    }
    found = []
    for other in sorted(others, key=lambda other: (other != representative, other)):
        reason, row = why.get(other) or why[posting_id], known.get(other)
        if row is not None:  # a link may be a day older than what it links
            found.append(Kin(*row, reason.layer, reason.reason, reason.similarity))
    return found


def _family(connection: Connection, posting: Posting, cluster: set[str]) -> list[Sibling]:
    """The same job at other places, the open ones first. Another showing of this opening is none of them, nor
    is what is at this posting's own places.
    """
    compared = compared_postings.c
    own = select(compared.family).join_from(
        compared_postings, posting_lives, compared.posting_key == posting_lives.c.posting_key
    )
    own = own.where(posting_lives.c.posting_id == posting.posting_id, compared.family.is_not(None))
    rows = connection.execute(
        select(postings_view)
        .where(
            postings_view.c.posting_key.in_(
                select(compared.posting_key).where(compared.family == own.scalar_subquery())
            )
        )
        .limit(_MOST_LINKS)
    ).mappings()
    found = [
        Sibling(other.posting_id, other.title, other.job_location, other.url, row["closed_at"])
        for row in rows
        if (other := _posting(row)).posting_id not in cluster | {posting.posting_id}
        and other.job_location != posting.job_location
    ]
    return sorted(found, key=lambda one: (one.closed_at is not None, one.posting_id))


def _enrichment(connection: Connection, posting_key: int) -> Enrichment | None:
    life = posting_lives.c
    version = connection.scalar(select(life.version_id).where(life.posting_key == posting_key))
    return None if version is None else enrichments_of(connection, [version]).get(version)


def _reposts(connection: Connection, posting: Posting) -> list[Repost]:
    """The postings that this one repeats and those that repeat it, the first of them first."""
    life = posting_lives.c
    query = select(life.posting_id, life.repost_of).where(
        life.board_id == posting.board_id, life.repost_of.is_not(None)
    )
    links = connection.execute(query).all()
    chain, grown = {posting.posting_id}, True
    while grown:
        joined = {one for pair in links if not chain.isdisjoint(pair) for one in pair}
        grown = not joined <= chain
        chain |= joined
    view = postings_view.c
    columns = (view.posting_id, view.first_seen, view.last_seen, view.closed_at)
    found = [
        Repost(*row)
        for some in batches(sorted(chain - {posting.posting_id}))
        for row in connection.execute(select(*columns).where(_of(some)))
    ]
    return sorted(found, key=lambda repost: (repost.first_seen, repost.posting_id))


def _closings(connection: Connection, posting: Posting) -> list[Closing]:
    said = closings.c
    addresses = [address for address in (posting.url, posting.apply_url) if address]
    of_it = or_(
        said.posting_id == posting.posting_id, and_(said.posting_id.is_(None), said.url.in_(addresses))
    )
    query = (
        select(said.day, said.url, said.reason, said.quote)
        .where(said.board_id == posting.board_id, of_it)
        .order_by(said.day, said.url)
        .distinct()
    )
    return [Closing(*row) for row in connection.execute(query)]


def _dates_stated(connection: Connection, posting: Posting) -> list[str]:
    version = posting_versions.c
    query = (
        select(version.date_posted)
        .where(
            version.posting_id == posting.posting_id,
            version.title == posting.title,
            version.description_text == posting.description_text,
            version.date_posted.is_not(None),
        )
        .distinct()
        .order_by(version.date_posted)
    )
    return list(connection.scalars(query))
