"""Families: one job of one employer, posted once for each place. No duplicates: each can be applied to."""

import re
from functools import lru_cache
from hashlib import blake2b

from jobs_assets.duplicates.comparing import Reading
from jobs_assets.duplicates.records import Candidate, Location
from jobs_assets.duplicates.texts import letters

_SHORTEST = 60  # letters; less is what any posting says
_DIGITS = b"0123456789"


def family_key(candidate: Candidate) -> int | None:
    """A whole number below 2^63 that the members of a family share; null where nothing would tell a family.

    Employer, title and text but for the posting's own places and for numbers: pay differs between places.
    Postings that share it and are at different places are a family.
    """
    read = Reading(candidate)
    if not read.places or not read.employer:
        return None
    text = letters(_names_of(candidate.places).sub("", candidate.text)).translate(None, _DIGITS)
    if len(text) < _SHORTEST:
        return None
    said = "\0".join([read.employer, *sorted(read.title.levels), "", *sorted(read.core), ""])
    digest = blake2b(said.encode("utf-8", "replace") + text, digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


@lru_cache(maxsize=1 << 12)
def _names_of(places: tuple[Location, ...]) -> re.Pattern[str]:
    """The names of the places as they are stated, where they are words of their own."""
    names = {name for place in places for name in (place.city, place.region, place.country) if name}
    # What precedes is looked at last, so that the search can run for the names themselves.
    words = sorted((rf"{re.escape(name)}(?!\w)(?<!\w{re.escape(name)})" for name in names), reverse=True)
    return re.compile("|".join(words))
