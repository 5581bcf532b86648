"""A posting as the rules read it: its words, its language, and what its fields tell about their meaning.

Made once per posting and shared by all rules; what several of them need is worked out here, once.
"""

from dataclasses import dataclass
from functools import cached_property

from jobs_assets.enrichment.rules.sections import Section, sections_of
from jobs_assets.parsing.language import detect
from jobs_assets.postings import Posting, Workplace

LANGUAGES = ("en", "de", "fr", "es")
"""The languages that the rules' vocabularies know."""

_TYPED = (("\u2019", "'"), ("\xa0", " "), ("\u202f", " "), ("\u2011", "-"))


@dataclass
class Reading:
    """`text` is the posting's `description_text`: offsets of all that is found are into it.

    `language` is ISO 639-1, null where unknown. `countries` are the ISO 3166-1 codes of its places; what "$"
    means depends on them. `places` are the names of its cities and regions, `workplace` is what its fields
    say of it. `employer` is its hiring organization.
    """

    title: str
    text: str
    language: str | None = None
    countries: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    workplace: Workplace | None = None
    employer: str | None = None

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, of the same length, so that offsets agree."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else "".join(map(_lower, self.text))

    @cached_property
    def plain(self) -> str:
        """`lowered` with typeset apostrophes and spaces as they are typed, of the same length."""
        plain = self.lowered
        for typeset, typed in _TYPED:
            plain = plain.replace(typeset, typed)
        return plain

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages whose words are tried: English and the text's own; all four where it is unknown."""
        language = self.language
        if language is None and (detected := detect(self.text)):
            language = detected[0]
        if language in {None, "en"}:
            return LANGUAGES if language is None else ("en",)
        return ("en", language) if language in LANGUAGES else LANGUAGES

    @cached_property
    def sections(self) -> list[Section]:
        """The text's sections, in order and without gaps."""
        return sections_of(self.text)


def _lower(sign: str) -> str:
    lowered = sign.lower()
    return lowered if len(lowered) == 1 else sign


def reading_of(posting: Posting) -> Reading:
    """The posting, ready to be read by every rule."""
    return Reading(
        posting.title,
        posting.description_text,
        posting.language,
        frozenset(place.country for place in posting.job_location if place.country),
        tuple(name for place in posting.job_location for name in (place.city, place.region) if name),
        posting.workplace,
        posting.hiring_organization,
    )
