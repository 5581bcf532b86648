"""Which pairs are worth a comparison, and the matches among many postings.

Two postings are compared only if they share a key, so that keys kept in a table find a new posting's matches
without a look at the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations

from jobs_assets.duplicates.comparing import Reading, compare
from jobs_assets.duplicates.records import Candidate, Match
from jobs_assets.duplicates.texts import band_keys

RECIPE = 1
"""The recipe of `keys`, that of the texts' keys included. Keys of another recipe are to be made again."""

_BY_TEXT = 1 << 40  # below are keys by text, from here on those by what the postings state


def keys(candidate: Candidate) -> frozenset[int]:
    """Whole numbers below 2^63, at least one of which a posting shares with each that it matches.

    About twenty a posting: bands of its text, its ids, its requisition, its employer with its title.
    """
    return _keys(Reading(candidate))


def _keys(read: Reading) -> frozenset[int]:
    return frozenset(band_keys(read.candidate.text)) | {_key(*parts) for parts in _stated(read)}


def _stated(read: Reading) -> Iterator[tuple[str, ...]]:
    found = read.addresses
    for name in (found.own, *found.named):
        if name is not None:
            yield "id", name[0], name[2]
    for page in {found.page, *found.pages} - {None}:
        yield "page", str(page)
    if not read.employer:
        return
    if read.requisition:
        yield "requisition", read.employer[0], read.requisition
    for core in {read.core, read.title.head - read.around}:
        if core:
            yield "title", read.employer[0], *sorted(read.title.levels), "", *sorted(core)


def _key(*parts: str) -> int:
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1 | _BY_TEXT


def find_matches(candidates: Iterable[Candidate], among: Iterable[Candidate] = ()) -> list[Match]:
    """All matches of the candidates with each other and with those they are looked for `among`, sorted.

    Whatever their order. Matches among the latter alone are not looked for: they are known from before.
    """
    new = {each.posting_id: Reading(each) for each in candidates}
    known = {each.posting_id: Reading(each) for each in among if each.posting_id not in new}
    buckets: dict[int, list[str]] = defaultdict(list)
    for posting_id, read in sorted((new | known).items()):
        for key in _keys(read):
            buckets[key].append(posting_id)
    readings = new | known
    seen: set[tuple[str, str]] = set()
    found = []
    for bucket in buckets.values():
        for pair in _pairs(bucket, readings):
            if pair in seen or (pair[0] not in new and pair[1] not in new):
                continue
            seen.add(pair)
            if match := compare(readings[pair[0]], readings[pair[1]]):
                found.append(match)
    return sorted(found, key=lambda match: (match.first, match.second))


def _pairs(bucket: list[str], readings: dict[str, Reading]) -> Iterator[tuple[str, str]]:
    """The pairs of a bucket, less those in different cities: a family of thousands has few others."""
    by_city: dict[str, list[str]] = defaultdict(list)
    anywhere: list[str] = []
    for posting_id in bucket:
        cities = {town for town, _, _ in readings[posting_id].places}
        if not cities or "" in cities:
            anywhere.append(posting_id)
            continue
        for town in cities:
            by_city[town].append(posting_id)
    placed = set(bucket).difference(anywhere)
    for posting_id in anywhere:
        yield from ((min(posting_id, other), max(posting_id, other)) for other in placed)
    for there in (anywhere, *by_city.values()):
        yield from combinations(there, 2)
