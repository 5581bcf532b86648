"""Families: one job of one employer, posted once for each place. No duplicates: each can be applied to."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from jobs_assets.duplicates.comparing import Reading
from jobs_assets.duplicates.names import plain_words
from jobs_assets.duplicates.places import Known, words_of_places
from jobs_assets.duplicates.records import Candidate, Sibling

_SHORTEST = 12  # words


def family_key(candidate: Candidate) -> int | None:
    """A whole number below 2^63 that the members of a family share; null where nothing would tell a family.

    Employer, title and text but for the posting's own places and for numbers: pay differs between places.
    """
    read = Reading(candidate)
    if not read.places or not read.employer:
        return None
    own = words_of_places(read.places)
    text = [word for word in plain_words(candidate.text) if word not in own and not word.isdigit()]
    if len(text) < _SHORTEST:
        return None
    said = "\0".join([read.employer, *sorted(read.title.levels), "", *sorted(read.core), "", *text])
    return int.from_bytes(blake2b(said.encode("utf-8", "replace"), digest_size=8).digest(), "little") >> 1


def families(candidates: Iterable[Candidate]) -> list[Sibling]:
    """The members of all families, sorted. A family has at least two postings that state different places."""
    alike: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if (key := family_key(candidate)) is not None:
            alike[key].append(candidate)
    found = []
    for members in alike.values():
        places: set[Known] = {Reading(each).places for each in members}
        if len(places) > 1:
            first = min(each.posting_id for each in members)
            found += [Sibling(each.posting_id, first) for each in members]
    return sorted(found, key=lambda each: each.posting_id)
