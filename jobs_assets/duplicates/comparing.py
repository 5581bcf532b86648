"""Whether two postings are one opening: the three layers, as a function of the pair and nothing else.

No other posting of the set has a say, so pairs can be kept, and taken back when a posting changes.
"""

from jobs_assets.duplicates.addresses import Addresses, addresses_of, same_id, same_page
from jobs_assets.duplicates.names import (
    SHORTEST_NAME,
    employer_name,
    read_title,
    requisition,
    same_employer,
    terms_agree,
    words_of,
)
from jobs_assets.duplicates.places import compatible, known_places, words_of_places
from jobs_assets.duplicates.records import Candidate, Match
from jobs_assets.duplicates.texts import letters, mentions, similarity

ENOUGH = 0.83
"""Texts that have so much in common are one, if employer, title and place agree."""
ENOUGH_FOR_ANOTHER_TITLE = 0.9
"""The same, if one title says more than the other and the texts bear it out."""
_SHORT, _ENOUGH_IF_SHORT = 300, 0.9  # letters; a short text is mostly what any posting says
_SHORTEST = 60  # letters; less proves nothing


class Reading:
    """A candidate, read for comparing.

    `employer` is its name in one word; where none is stated and the board is one employer's, the board's
    token. `stem` is how that begins: one for all names that can be one employer's. `around` are words that
    a title may have on top, of its employer, places and requisition; `core` are the title's others.
    """

    __slots__ = (
        "_addresses",
        "around",
        "candidate",
        "core",
        "employer",
        "is_feed",
        "places",
        "requisition",
        "stem",
        "title",
    )

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        ats, _, token = candidate.board_id.partition(":")
        self.is_feed = ats == "feed"
        self.employer = employer_name(candidate.hiring_organization or ("" if self.is_feed else token))
        self.stem = self.employer[:SHORTEST_NAME]
        self.title = read_title(candidate.title)
        self.places = known_places(candidate.places)
        self.requisition = requisition(candidate.requisition_id)
        self._addresses: Addresses | None = None
        self.around = words_of(candidate.hiring_organization or "") | words_of_places(self.places)
        if candidate.requisition_id:
            self.around |= words_of(candidate.requisition_id)
        self.core = self.core_beside(self)

    @property
    def addresses(self) -> Addresses:
        """What its addresses name."""
        if self._addresses is None:
            self._addresses = addresses_of(self.candidate)
        return self._addresses

    def core_beside(self, other: "Reading") -> frozenset[str]:
        """The title's words but for those around it and around another showing."""
        core = self.title.core
        return (core - self.around - other.around) or core


def compare(one: Reading, other: Reading) -> Match | None:
    """The match of the strongest layer that holds; null where nothing says that these are one opening."""
    first, second = sorted((one, other), key=lambda each: each.candidate.posting_id)
    names = first.candidate.posting_id, second.candidate.posting_id
    hires = employers_agree(one, other)
    if same_id(one.addresses, other.addresses, same_employer=hires):
        return Match(*names, "same_native_id", "the same id on the employer's ATS", 1.0)
    if not hires:
        return None
    if same_page(one.addresses, other.addresses) and titles_agree(one, other):
        return Match(*names, "same_native_id", "the same address", 1.0)
    if not places_agree(one, other):
        return None
    if one.requisition and other.requisition:
        if one.requisition != other.requisition or not _one_job(one, other):
            return None
        said = f"requisition {first.candidate.requisition_id} of the same employer"
        return Match(*names, "same_requisition", said, 1.0)
    return _same_text(one, other, names)


def employers_agree(one: Reading, other: Reading) -> bool:
    """Whether one employer hires in both."""
    same_board = one.candidate.board_id == other.candidate.board_id and not one.is_feed
    return same_board or same_employer(one.employer, other.employer)


def places_agree(one: Reading, other: Reading) -> bool:
    """Whether both can be at one place. On one board, places that differ are there to tell postings apart."""
    if one.candidate.board_id == other.candidate.board_id:
        return one.places == other.places
    return compatible(one.places, other.places)


def titles_agree(one: Reading, other: Reading) -> bool:
    """Whether both titles name one job at one level."""
    return levels_agree(one, other) and one.core_beside(other) == other.core_beside(one)


def levels_agree(one: Reading, other: Reading) -> bool:
    """Whether both titles are at one level and, where both say, on the same terms."""
    return one.title.levels == other.title.levels and terms_agree(one.title.terms, other.title.terms)


def _one_job(one: Reading, other: Reading) -> bool:
    """Whether a requisition id of both can mean one job: ids are used again, and for whole campaigns."""
    languages = one.candidate.language, other.candidate.language
    if all(languages) and languages[0] != languages[1]:
        return True  # the same in two languages: the titles cannot agree
    if not levels_agree(one, other):
        return False
    first, second = one.core_beside(other), other.core_beside(one)
    return (
        2 * len(first & second) >= len(first | second)
        or similarity(one.candidate.text, other.candidate.text) >= ENOUGH
    )


def _same_text(one: Reading, other: Reading, names: tuple[str, str]) -> Match | None:
    if not levels_agree(one, other):
        return None
    needed = ENOUGH
    if one.core_beside(other) != other.core_beside(one):
        if not _borne_out(one, other):
            return None
        needed = ENOUGH_FOR_ANOTHER_TITLE
    shorter = min(len(letters(one.candidate.text)), len(letters(other.candidate.text)))
    if shorter < _SHORTEST:
        return None
    if shorter < _SHORT:
        needed = max(needed, _ENOUGH_IF_SHORT)
    found = similarity(one.candidate.text, other.candidate.text)
    if found < needed:
        return None
    said = "the same employer, title and place, and near the same text"
    return Match(*names, "same_text", said, round(found, 4))


def _borne_out(one: Reading, other: Reading) -> bool:
    """Whether one title only says more than the other, and what it says stands in the other's text.

    On one board, titles that differ are there to tell postings apart.
    """
    if one.candidate.board_id == other.candidate.board_id:
        return False
    first, second = one.core_beside(other), other.core_beside(one)
    if not (first > second or second > first):
        return False
    less = other if first > second else one
    return mentions(less.candidate.text, first ^ second)
