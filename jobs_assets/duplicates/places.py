"""Whether two postings' places can be one: equal, or one of them says less than the other.

Compares what was stated; geography beyond that (which city lies in which region) is not known here.
"""

from functools import lru_cache

from jobs_assets.duplicates.names import city, plain, plain_words
from jobs_assets.duplicates.records import Location

Known = frozenset[tuple[str, str, str]]
"""A posting's places as (city, region, country), plain, "" for what is not stated; none: not known."""


@lru_cache(maxsize=1 << 12)
def known_places(places: tuple[Location, ...]) -> Known:
    """What is known of a posting's places."""
    read = {(city(each.city or ""), plain(each.region or ""), plain(each.country or "")) for each in places}
    return frozenset(place for place in read if any(place))


@lru_cache(maxsize=1 << 12)
def words_of_places(places: Known) -> frozenset[str]:
    """The words of all their names."""
    return frozenset(word for place in places for part in place for word in plain_words(part))


def covers(vague: Known, precise: Known) -> bool:
    """Whether `vague` says no more than `precise`: nothing, or of each of its places one that lies within.

    {Germany} covers {Berlin}; {Berlin} covers {Berlin, Munich}, since it leaves one out.
    """
    return all(any(_lies_in(place, wider) for place in precise) for wider in vague)


def compatible(one: Known, other: Known) -> bool:
    """Whether the postings can be at the same place."""
    return one == other or covers(one, other) or covers(other, one)


def _lies_in(place: tuple[str, str, str], wider: tuple[str, str, str]) -> bool:
    town, region, country = place
    wide_city, wide_region, wide_country = wider
    if wide_country and country and wide_country != country:
        return False
    if wide_city:
        return wide_city == town and (not wide_region or not region or _same_region(region, wide_region))
    if wide_region:
        return bool(region) and _same_region(region, wide_region)
    return bool(wide_country) and wide_country == country


def _same_region(one: str, other: str) -> bool:
    """ "CO" and "Colorado" are one: the letters of a short form come in this order in the long one."""
    if one == other:
        return True
    short, long = sorted((one.replace(".", ""), other), key=len)
    if len(short) > 3 or short[:1] != long[:1]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
