"""From pairs to links: which postings are one opening, and which of them stands for the others.

A function of the set of postings and the set of their matches, in whatever order either comes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from jobs_assets.duplicates.comparing import Reading
from jobs_assets.duplicates.names import terms_agree
from jobs_assets.duplicates.places import Known, covers
from jobs_assets.duplicates.records import LAYERS, Candidate, Duplicate, Match

_LAST = "~"  # sorts behind any date


def rank(candidate: Candidate) -> tuple[bool, bool, bool, int, str, str]:
    """Who stands for the others, smallest first.

    What is open before what is closed; the employer's own ATS before its site and before a feed; then the
    richer text, where it is about twice as rich; then who was seen first; then the smaller id.
    """
    ats = candidate.board_id.partition(":")[0]
    richness = -len(candidate.text).bit_length()
    seen = candidate.first_seen or _LAST
    return candidate.closed, ats == "feed", ats == "site", richness, seen, candidate.posting_id


def link(candidates: Iterable[Candidate], matches: Iterable[Match]) -> list[Duplicate]:
    """One link for each posting that another one stands for, sorted. Matches with others do not count.

    Stronger matches are followed first. One that would bring together what cannot be one opening is left
    out: a copy without a place or requisition id joins the posting it is most like, and does not join two
    of them with each other.
    """
    matched = list(matches)
    named = {name for match in matched for name in (match.first, match.second)}
    readings = {each.posting_id: Reading(each) for each in candidates if each.posting_id in named}
    usable = [match for match in matched if match.first in readings and match.second in readings]
    groups = _grouped(readings, sorted(usable, key=_strength))
    neighbours: dict[str, list[Match]] = defaultdict(list)
    for match in usable:
        if groups[match.first] is groups[match.second]:
            neighbours[match.first].append(match)
            neighbours[match.second].append(match)
    links: list[Duplicate] = []
    for group in {id(each): each for each in groups.values()}.values():
        links += _links(group.members, readings, neighbours)
    return sorted(links, key=lambda each: each.posting_id)


def _strength(match: Match) -> tuple[int, float, str, str]:
    return LAYERS.index(match.layer), -match.similarity, match.first, match.second


class _Group:
    """Postings that are one opening so far, and what they state of it."""

    __slots__ = ("cores", "members", "places", "requisitions", "terms")

    def __init__(self, posting_id: str, read: Reading) -> None:
        self.members = [posting_id]
        self.requisitions = {read.requisition} - {None}
        self.places: set[Known] = {read.places}
        self.cores = {read.core}
        self.terms = read.title.terms

    def can_be(self, other: "_Group") -> bool:
        """Whether nothing that the two state says that they are two openings."""
        if self.requisitions and other.requisitions and not self.requisitions & other.requisitions:
            return False
        if any(not (one <= two or two <= one) for one in self.cores for two in other.cores):
            return bool(self.requisitions & other.requisitions)
        if not terms_agree(self.terms, other.terms):
            return False
        places = self.places | other.places
        return any(all(covers(place, precise) for place in places) for precise in places)

    def take(self, other: "_Group") -> None:
        """Both in one."""
        self.members += other.members
        self.requisitions |= other.requisitions
        self.places |= other.places
        self.cores |= other.cores
        self.terms |= other.terms


def _grouped(readings: Mapping[str, Reading], matches: list[Match]) -> dict[str, _Group]:
    named = {name for match in matches for name in (match.first, match.second)}
    groups = {name: _Group(name, readings[name]) for name in named}
    for match in matches:
        one, other = groups[match.first], groups[match.second]
        if one is other or (match.layer != "same_native_id" and not one.can_be(other)):
            continue
        if len(one.members) < len(other.members):
            one, other = other, one
        one.take(other)
        for name in other.members:
            groups[name] = one
    return groups


def _links(
    members: list[str], readings: Mapping[str, Reading], neighbours: Mapping[str, list[Match]]
) -> list[Duplicate]:
    """Outwards from the representative, so that a posting's link is the most direct one there is."""
    of = min(members, key=lambda name: rank(readings[name].candidate))
    reached = {of}
    edge = [of]
    links = []
    while edge:
        best: dict[str, tuple[tuple[int, float, str, str], Match, str]] = {}
        for through in edge:
            for match in neighbours[through]:
                name = match.second if match.first == through else match.first
                if name not in reached and (name not in best or _strength(match) < best[name][0]):
                    best[name] = _strength(match), match, through
        for name, (_, match, through) in best.items():
            links.append(Duplicate(name, of, match.layer, match.reason, match.similarity, through))
        reached.update(best)
        edge = list(best)
    return links
