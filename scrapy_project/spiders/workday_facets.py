"""How a Workday search that its server cuts short is divided: by the values of a facet. Pure.

What is asked when, and what has come of it, is `workday.py`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CLAMP = 2_000
"""Where many tenants stop counting and paging; others go on."""
_MAX_VALUES = 100  # in one search; more are an error on some tenants
_FULL = CLAMP - 100  # what one search is filled up to: counts move while we read
_OF_PLACES = re.compile(r"location|country|region|state|province|city|site|place", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, and how many of the search's postings have it."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide a search. Counts are of postings, and a posting may have several values, or none."""

    parameter: str
    values: tuple[Value, ...]
    of_places: bool = False

    @property
    def total(self) -> int:
        """All counts together."""
        return sum(value.count for value in self.values)

    @property
    def largest(self) -> int:
        """The largest count of one value."""
        return max(value.count for value in self.values)


def facets_of(stated: Any) -> list[Facet]:  # noqa: ANN401 # a value of a JSON document
    """The facets of a search's answer that have counted values, those inside groups included."""
    return list(_facets(stated, depth=0))


def _facets(stated: Any, depth: int) -> Iterator[Facet]:  # noqa: ANN401
    if not isinstance(stated, list) or depth > 4:
        return
    for facet in stated:
        if not isinstance(facet, dict) or not isinstance(facet.get("values"), list):
            continue
        parameter, entries = facet.get("facetParameter"), facet["values"]
        found = {value.id: value for entry in entries if (value := _value(entry))}
        if isinstance(parameter, str) and found:
            words = f"{parameter} {facet.get('descriptor') or ''}"
            yield Facet(parameter, tuple(found.values()), depth > 0 or bool(_OF_PLACES.search(words)))
        yield from _facets(entries, depth + 1)


def _value(entry: Any) -> Value | None:  # noqa: ANN401
    if not isinstance(entry, dict):
        return None
    name, count = entry.get("id"), entry.get("count")
    if not isinstance(name, str) or not name or not isinstance(count, int) or isinstance(count, bool):
        return None
    return Value(name, count) if count > 0 else None


def true_total(stated: int, facets: Iterable[Facet]) -> int | None:
    """How many postings a search really has, where its stated total is the clamp; null where nothing tells.

    Facet counts are not clamped. A facet of which each posting has one value adds up to the total, so several
    of them agree. Facets of places agree with each other on too many, as a posting has several places.
    """
    if stated != CLAMP:
        return stated
    sums: Counter[int] = Counter()
    of_places: Counter[int] = Counter()
    for facet in facets:
        (of_places if facet.of_places else sums)[facet.total] += 1
    for counted in (sums, sums + of_places):
        agreed = [total for total, times in counted.items() if times > 1 and total >= stated]
        if agreed:
            return min(agreed)
    return None


def best_facet(facets: Iterable[Facet], total: int | None) -> Facet | None:
    """The facet whose values' counts cover a search best, in parts that are not cut short themselves.

    Covering comes first, since what no value has is not found; then the largest part, as far as it is over
    the clamp; then counts that add up to just the total, so that little is read twice. Null where none
    divides the search.
    """

    def rank(facet: Facet) -> tuple[bool, int, int]:
        over = -max(facet.largest, CLAMP)
        if total is None:
            return (False, over, facet.total)
        return (facet.total >= total, over, -abs(facet.total - total))

    dividing = [facet for facet in facets if len(facet.values) > 1 or facet.largest < (total or CLAMP)]
    return max(dividing, key=rank, default=None)


def packs(values: Sequence[Value]) -> list[tuple[Value, ...]]:
    """Values in groups that are searched together: large ones alone, small ones up to the clamp."""
    found: list[list[Value]] = []
    size = _FULL
    for value in sorted(values, key=lambda value: (-value.count, value.id)):
        if not found or size + value.count > _FULL or len(found[-1]) >= _MAX_VALUES:
            found.append([])
            size = 0
        found[-1].append(value)
        size += value.count
    return [tuple(pack) for pack in found]
