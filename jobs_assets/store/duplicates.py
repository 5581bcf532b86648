"""Which postings show one opening, kept up to date: what is new or changed is compared, and linked again
where that touches a group.

What makes two postings one opening is `duplicates/`; here are the keys and pairs it works from. The links
are a function of the postings as they stand, in whatever order they came.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, delete, func, insert, or_, select

from jobs_assets.duplicates.families import family_key
from jobs_assets.duplicates.linking import link
from jobs_assets.duplicates.matching import RECIPE, find_matches, keys
from jobs_assets.duplicates.records import Candidate, Duplicate, Location, Match
from jobs_assets.store.bulk import BulkInsert, batches
from jobs_assets.store.engine import Store
from jobs_assets.store.search_index import reindex
from jobs_assets.store.tables import (
    compared_postings,
    duplicate_keys,
    posting_duplicates,
    posting_lives,
    posting_matches,
    posting_versions,
)

_AT_ONCE = 1000  # postings compared in one transaction
_ASKED = 500  # values of one question


@dataclass(slots=True)
class DuplicateCounts:
    """What an update did: postings that were compared, links that are new and links that are no more."""

    compared: int = 0
    linked: int = 0
    unlinked: int = 0
    layers: Counter[str] = field(default_factory=Counter)  # of all links there are now


def update_duplicates(store: Store) -> DuplicateCounts:
    """Compare what was not compared as it stands, some postings a transaction; links and the search index
    are in step after each. Killed in between, it is gone on with.
    """
    counts = DuplicateCounts()
    more = some_removed = True
    while more:
        with store.writer() as connection:
            update = _Update(connection, counts)
            removed = update.removed() if some_removed else []
            some_removed = bool(removed)  # looked for until there are none: each look is at all postings
            more = update.some(removed)
    with store.reader() as connection:
        layer = posting_duplicates.c.layer
        counts.layers = Counter(dict(connection.execute(select(layer, func.count()).group_by(layer)).all()))
    return counts


class _Update:
    """Some postings compared and linked, inside the transaction of `connection`."""

    def __init__(self, connection: Connection, counts: DuplicateCounts) -> None:
        self._connection = connection
        self._counts = counts

    def some(self, removed: list[int]) -> bool:
        """Compare and link the next postings, forget those `removed`; false if there was nothing to do."""
        stale = self._connection.execute(_STALE).all()
        if not removed and not stale:
            return False
        moved = [row.posting_key for row in stale if _is_to_compare(row)]
        seeds = {row.posting_id for row in stale}
        seeds |= self._forget([*removed, *moved])
        families = {row.posting_key: row.family for row in stale} | self._compare(moved)
        self._note(stale, families)
        self._link(seeds)
        self._counts.compared += len(moved)
        return True

    def removed(self) -> list[int]:
        """Postings that were compared and are no more."""
        return list(self._connection.scalars(_REMOVED))

    def _forget(self, posting_keys: Sequence[int]) -> set[str]:
        """Take what is known of the postings away; whom they were alike."""
        alike: set[str] = set()
        for some in batches(posting_keys, _ASKED):
            named = select(compared_postings.c.posting_id).where(compared_postings.c.posting_key.in_(some))
            ids = list(self._connection.scalars(named))
            of_them = or_(posting_matches.c.first.in_(ids), posting_matches.c.second.in_(ids))
            pairs = select(posting_matches.c.first, posting_matches.c.second).where(of_them)
            alike |= {*ids, *(name for pair in self._connection.execute(pairs) for name in pair)}
            self._connection.execute(delete(posting_matches).where(of_them))
            for table in (duplicate_keys, compared_postings):
                self._connection.execute(delete(table).where(table.c.posting_key.in_(some)))
        return alike

    def _compare(self, posting_keys: Sequence[int]) -> dict[int, int | None]:
        """Find the postings' matches, and keep these and the keys by which later ones find them; the family
        of each.
        """
        new = dict(self._candidates(posting_keys))
        keyed = {candidate.posting_id: keys(candidate) for candidate in new.values()}
        found = find_matches(new.values(), self._sharing, keyed)
        add_keys = BulkInsert(self._connection, insert(duplicate_keys), ("key", "posting_key"))
        for some in batches(new.items(), 100):
            add_keys(
                [(key, number) for number, candidate in some for key in sorted(keyed[candidate.posting_id])]
            )
        columns = [column.name for column in posting_matches.c]
        BulkInsert(self._connection, insert(posting_matches), columns)(
            [(one.first, one.second, one.layer, one.reason, one.similarity) for one in found]
        )
        return {number: family_key(candidate) for number, candidate in new.items()}

    def _sharing(self, wanted: frozenset[int]) -> Iterator[tuple[int, Candidate]]:
        shared: list[tuple[int, int]] = []
        for some in batches(wanted, _ASKED):
            query = select(duplicate_keys.c.posting_key, duplicate_keys.c.key).where(
                duplicate_keys.c.key.in_(some)
            )
            shared += [(number, key) for number, key in self._connection.execute(query)]
        known = dict(self._candidates({number for number, _ in shared}))
        yield from ((key, known[number]) for number, key in shared)

    def _candidates(self, posting_keys: Collection[int]) -> Iterator[tuple[int, Candidate]]:
        for some in batches(sorted(posting_keys), _ASKED):
            for row in self._connection.execute(_CANDIDATES.where(posting_lives.c.posting_key.in_(some))):
                yield row.posting_key, _candidate(row)

    def _named(self, posting_ids: Iterable[str]) -> Iterator[Candidate]:
        for some in batches(sorted(posting_ids), _ASKED):
            for row in self._connection.execute(_CANDIDATES.where(posting_lives.c.posting_id.in_(some))):
                yield _candidate(row)

    def _note(self, stale: Sequence[Any], families: Mapping[int, int | None]) -> None:
        numbers = [row.posting_key for row in stale]
        for some in batches(numbers, _ASKED):
            self._connection.execute(
                delete(compared_postings).where(compared_postings.c.posting_key.in_(some))
            )
        columns = [column.name for column in compared_postings.c]
        BulkInsert(self._connection, insert(compared_postings), columns)(
            [
                (
                    row.posting_key,
                    row.posting_id,
                    row.version_id,
                    row.first_seen.isoformat(),
                    row.closed,
                    RECIPE,
                    families[row.posting_key],
                )
                for row in stale
            ]
        )

    def _link(self, seeds: set[str]) -> None:
        """Link the groups anew that any of the seeds is in."""
        members, matches = self._groups(seeds)
        links = {each.posting_id: each for each in link(self._named(members), matches)} if matches else {}
        before = self._links_of(members)
        moved = {name for name in members if _as_stored(links.get(name)) != before.get(name)}
        for some in batches(sorted(moved), _ASKED):
            self._connection.execute(
                delete(posting_duplicates).where(posting_duplicates.c.posting_id.in_(some))
            )
        columns = [column.name for column in posting_duplicates.c]
        fresh = [row for name in sorted(moved) if (row := _as_stored(links.get(name)))]
        BulkInsert(self._connection, insert(posting_duplicates), columns)(fresh)
        for some in batches(sorted(moved), _ASKED):
            numbers = select(posting_lives.c.posting_key).where(posting_lives.c.posting_id.in_(some))
            reindex(self._connection, self._connection.scalars(numbers).all())
        self._counts.linked += len(fresh)
        self._counts.unlinked += len(before.keys() & moved) - len(before.keys() & {row[0] for row in fresh})

    def _groups(self, seeds: set[str]) -> tuple[set[str], list[Match]]:
        """All that is alike the seeds, or alike what is alike them, and the matches between them."""
        members, edge = set(seeds), set(seeds)
        matches: dict[tuple[str, str], Match] = {}
        while edge:
            reached: set[str] = set()
            for some in batches(sorted(edge), _ASKED):
                pair = posting_matches.c
                query = select(posting_matches).where(or_(pair.first.in_(some), pair.second.in_(some)))
                for row in self._connection.execute(query):
                    matches[row.first, row.second] = Match(*row)
                    reached |= {row.first, row.second}
            edge = reached - members
            members |= edge
        return members, list(matches.values())

    def _links_of(self, posting_ids: set[str]) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for some in batches(sorted(posting_ids), _ASKED):
            query = select(posting_duplicates).where(posting_duplicates.c.posting_id.in_(some))
            found |= {row.posting_id: tuple(row) for row in self._connection.execute(query)}
        return found


def _is_to_compare(row: Any) -> bool:  # noqa: ANN401  # a row of _STALE
    return bool(row.compared_version != row.version_id or row.compared_recipe != RECIPE)


def _as_stored(link: Duplicate | None) -> tuple[Any, ...] | None:
    if link is None:
        return None
    return link.posting_id, link.of, link.layer, link.reason, link.similarity


def _candidate(row: Any) -> Candidate:  # noqa: ANN401  # a row of _CANDIDATES
    return Candidate(
        posting_id=row.posting_id,
        board_id=row.board_id,
        title=row.title,
        text=row.description_text,
        hiring_organization=row.hiring_organization,
        requisition_id=row.requisition_id,
        places=tuple(Location(**place) for place in orjson.loads(row.job_location)),
        language=row.language,
        url=row.url,
        apply_url=row.apply_url,
        first_seen=_iso(row.first_seen),
        closed=bool(row.closed),
    )


def _iso(day: date) -> str:
    return day.isoformat()


_life, _version, _compared = posting_lives.c, posting_versions.c, compared_postings.c
_closed = _life.closed_at.is_not(None).label("closed")

_CANDIDATES = select(
    _life.posting_key,
    _life.posting_id,
    _life.board_id,
    _life.first_seen,
    _closed,
    _version.title,
    _version.description_text,
    _version.hiring_organization,
    _version.requisition_id,
    _version.job_location,
    _version.language,
    _version.url,
    _version.apply_url,
).join_from(posting_lives, posting_versions, _version.version_id == _life.version_id)

_STALE = (
    select(
        _life.posting_key,
        _life.posting_id,
        _life.version_id,
        _life.first_seen,
        _closed,
        _compared.version_id.label("compared_version"),
        _compared.recipe.label("compared_recipe"),
        _compared.family,
    )
    .join_from(posting_lives, compared_postings, _compared.posting_key == _life.posting_key, isouter=True)
    .where(
        or_(
            _compared.posting_key.is_(None),
            _compared.version_id != _life.version_id,
            _compared.first_seen != _life.first_seen,
            _compared.closed != _life.closed_at.is_not(None),
            _compared.recipe != RECIPE,
        )
    )
    .order_by(_life.posting_key)
    .limit(_AT_ONCE)
)

_REMOVED = (
    select(_compared.posting_key)
    .join_from(compared_postings, posting_lives, _compared.posting_key == _life.posting_key, isouter=True)
    .where(_life.posting_key.is_(None))
    .limit(_AT_ONCE)
)
