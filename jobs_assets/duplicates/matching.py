"""Which pairs are worth a comparison, and the matches among many postings.

Two postings are compared only if they share a key, so that keys kept in a table find a new posting's matches
without a look at the others.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations
from zlib import crc32

from jobs_assets.duplicates.comparing import Reading, compare
from jobs_assets.duplicates.names import VOCABULARY
from jobs_assets.duplicates.records import Candidate, Match
from jobs_assets.duplicates.texts import band_keys

_RULES = 2  # one more whenever `keys`, `family_key` or `compare` would say otherwise of a posting or pair
RECIPE = crc32(VOCABULARY, _RULES) >> 1
"""The recipe of `keys` and of matches, below 2^31. What is kept of another recipe is to be made again."""

_SALT = (1 << 31) - 1
_AROUND = (1 << 63) - (1 << 32)  # the upper half of a key by text: what is around it


def keys(candidate: Candidate) -> frozenset[int]:
    """Whole numbers below 2^63, at least one of which a posting shares with each that it matches.

    About twenty a posting: bands of its text, its ids, its requisition, its employer with its title.
    """
    return _keys(Reading(candidate))


def _keys(read: Reading) -> frozenset[int]:
    found = {_key(*parts) for parts in _stated(read)}
    if read.employer:
        # Texts count within an employer and level, which have to agree in any case. Of two names of one
        # employer, title and requisition still lead from one to the other.
        around = _key(read.employer, *sorted(read.title.levels))
        found.update(around & _AROUND | each for each in band_keys(read.candidate.text, around & _SALT))
    return frozenset(found)


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
        yield "requisition", read.stem, read.requisition
    for core in {read.core, read.title.head - read.around}:
        if core:
            yield "title", read.stem, *sorted(read.title.levels), "", *sorted(core)


def _key(*parts: str) -> int:
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


Sharing = Callable[[frozenset[int]], Iterable[tuple[int, Candidate]]]
"""Gives the known postings that have any of these keys, once with each such key."""


def find_matches(
    candidates: Iterable[Candidate],
    sharing: Sharing = lambda _: (),
    keyed: Mapping[str, frozenset[int]] | None = None,
) -> list[Match]:
    """All matches of the candidates with each other and with known postings, sorted; whatever their order.

    Matches of known postings with each other are not looked for: they are known from before. `keyed` are the
    candidates' keys, by posting id, where the caller has made them already.
    """
    new = {each.posting_id: Reading(each) for each in candidates}
    keys_of: dict[str, Collection[int]] = {
        posting_id: keyed[posting_id] if keyed else _keys(read) for posting_id, read in new.items()
    }
    readings, shared = dict(new), defaultdict[str, list[int]](list)
    for key, known in sharing(frozenset().union(*keys_of.values())):
        if known.posting_id not in new:
            shared[known.posting_id].append(key)
            if known.posting_id not in readings:
                readings[known.posting_id] = Reading(known)
    keys_of.update(shared)
    found = []
    compared: set[tuple[str, str]] = set()
    for bucket in _buckets(keys_of):
        for pair in _pairs(bucket, readings):
            if pair not in compared and (pair[0] in new or pair[1] in new):
                compared.add(pair)
                if match := compare(readings[pair[0]], readings[pair[1]]):
                    found.append(match)
    return sorted(found, key=lambda match: (match.first, match.second))


def _buckets(keys_of: Mapping[str, Collection[int]]) -> Iterable[list[str]]:
    """The postings that share a key, for each key that several have; in the order of their ids."""
    first: dict[int, str] = {}
    shared: dict[int, list[str]] = {}
    for posting_id in sorted(keys_of):
        for key in keys_of[posting_id]:
            if key in shared:
                shared[key].append(posting_id)
            elif (other := first.setdefault(key, posting_id)) != posting_id:
                shared[key] = [other, posting_id]
    return shared.values()


def _pairs(bucket: list[str], readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
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
