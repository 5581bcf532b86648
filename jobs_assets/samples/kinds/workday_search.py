"""The search of a sample Workday site: which of its postings, by position, have which facet values.

Pure arithmetic on positions, so that a site of 25,000 answers a page without making 25,000 postings. The
paths, words and texts of postings are `workday.py`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal

CLAMP = 2_000
LIMIT = 20

Habit = Literal["open", "clamped", "paging_clamped"]
"""What a tenant's server does past 2,000: goes on; counts to it and begins again; or only begins again."""

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class SiteSearch:
    """A site with `total` postings and its server's habit.

    Every posting has one worker type, time type and job family group; all but one in 40 have a brand; one in
    eight has two locations. The facet of locations stands in a group, as it does with the vendor.
    """

    total: int
    habit: Habit = "open"

    def page(self, applied: Values, offset: int) -> tuple[int, Sequence[int]]:
        """(the total that the page states, the positions of its postings).

        The total is stated on the first page, and where the server has begun again.
        """
        found = _matching(self.total, _frozen(applied))
        stated = min(len(found), CLAMP) if self.habit == "clamped" else len(found)
        if self.habit != "open" and offset >= CLAMP and len(found) > CLAMP:
            return stated, found[:LIMIT]
        return stated if offset == 0 else 0, found[offset : offset + LIMIT]

    def facets(self, applied: Values) -> list[dict[str, Any]]:
        """The facets of a search with their counts, which no server clamps. Those applied are left out."""
        found = _matching(self.total, _frozen(applied))
        flat = {name: _facet(name, found, self.total) for name in _PLAIN if name not in applied}
        stated = [facet for facet in flat.values() if facet["values"]]
        if "locations" not in applied:
            places = _facet("locations", found, self.total)
            stated.append({"facetParameter": "locationMainGroup", "values": [places]})
        return stated


_PLAIN = {
    "jobFamilyGroup": "Job Category",
    "workerSubType": "Job Type",
    "timeType": "Time Type",
    "brand": "Brand",
}


def values_of(name: str, position: int, total: int) -> Iterator[int]:
    """The numbers of a posting's values of a facet."""
    drawn = (position * 2_654_435_761 + 97) % 4_294_967_291
    match name:
        case "workerSubType":
            yield int(drawn % 50 == 0)
        case "timeType":
            yield int(drawn % 9 == 0)
        case "jobFamilyGroup":
            yield min(drawn // 7 % 5, drawn // 35 % 5)
        case "brand":
            if drawn // 11 % 40:
                yield min(drawn // 440 % 4, drawn // 1760 % 4)
        case "locations":
            places = max(2, total // 90)
            first = drawn // 13 % places
            yield first
            if drawn // 17 % 8 == 0:
                yield (first + 1) % places


@lru_cache(maxsize=4096)
def value_id(name: str, number: int) -> str:
    """The id of a facet's value: 32 hex digits, as the vendor's."""
    return blake2b(f"{name} {number}".encode(), digest_size=16).hexdigest()


def _facet(name: str, found: Sequence[int], total: int) -> dict[str, Any]:
    counts = Counter(number for position in found for number in values_of(name, position, total))
    descriptor = _PLAIN.get(name, "Locations")
    values = [
        {"descriptor": f"{descriptor} {number + 1}", "id": value_id(name, number), "count": count}
        for number, count in counts.most_common()
    ]
    return {"facetParameter": name, "descriptor": descriptor, "values": values}


def _frozen(applied: Values) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(ids)) for name, ids in sorted(applied.items()) if ids)


@lru_cache(maxsize=64)
def _matching(total: int, applied: tuple[tuple[str, tuple[str, ...]], ...]) -> Sequence[int]:
    if not applied:
        return range(total)
    (name, ids), *rest = applied
    wanted = set(ids)
    return [
        position
        for position in _matching(total, tuple(rest))
        if any(value_id(name, number) in wanted for number in values_of(name, position, total))
    ]
