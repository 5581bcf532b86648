"""Sample postings: any number, from a seed. Posting `i` can be made without the ones before it.

What a posting is, before any vendor's shape. The same seed gives the same postings on any day and machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from uuid import UUID

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.employers import GENERATION, Employer, board_of, employer
from jobs_assets.samples.pay import Pay, draw_pay
from jobs_assets.samples.prose import Brief, Section, Slots, Stated, write
from jobs_assets.samples.templates import City, Language, Template, language, templates_for

ANCHOR = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""Day 0 of the samples. All dates are counted from here, so that nothing changes with the calendar."""


@dataclass(frozen=True)
class SamplePosting:
    """One posting. `revision` counts its changes since it was published."""

    index: int
    seed: int
    revision: int
    employer: Employer
    template: str
    title: str
    department: str
    team: str
    requisition_id: str
    cities: tuple[City, ...]
    workplace: str
    employment_type: str
    commitment: str
    posted: datetime
    updated: datetime
    valid_through: datetime | None
    pay: Pay | None
    states_pay: bool  # the board's own pay field says it too, not only the text
    sections: tuple[Section, ...]
    stated: Stated

    @cached_property
    def number(self) -> int:
        """A number of its own, as Greenhouse counts its jobs over all boards."""
        generation, slot = divmod(self.index, GENERATION)
        return 4_000_000_000 + (slot * 1000 + generation) * 7 + self.seed % 7

    @cached_property
    def uuid(self) -> str:
        """A UUID of its own, as Lever and Ashby name their postings."""
        return str(UUID(bytes=self._digest(), version=4))

    @property
    def native_id(self) -> str:
        """The posting's id on its board."""
        if self.employer.ats == "greenhouse":
            return str(self.number)
        return self.requisition_id if self.employer.ats == "site" else self.uuid

    def part_id(self, part: str) -> str:
        """A UUID for a part of the posting, such as a tier of its pay."""
        return str(UUID(bytes=self._digest(part), version=4))

    def _digest(self, part: str = "") -> bytes:
        return blake2b(f"{self.seed}/{self.index}/{part}".encode(), digest_size=16).digest()


def postings(count: int, seed: int = 0) -> Iterator[SamplePosting]:
    """The first `count` postings of a seed, one at a time.

    >>> [posting.employer.language for posting in postings(2, seed=1)]
    ['en', 'en']
    """
    return (sample(index, seed) for index in range(count))


def sample(
    index: int, seed: int = 0, revision: int = 0, *, employer_is: Employer | None = None
) -> SamplePosting:
    """Posting number `index` of a seed, of the employer whose turn it is unless another one is named.

    A revision changes its text and pay, never who hires, for what and where.
    """
    draw = Draw(seed, Stream.POSTING, index)
    firm = employer_is or employer(board_of(index), seed)
    words = language(firm.language)
    template = draw.pick(templates_for(firm.language, firm.sector))
    level = template.fixed_level or draw.pick(template.levels)
    contract = "INTERN" if level == "intern" else draw.pick(template.types)
    workplace = draw.pick(template.workplaces)
    cities = _cities(draw, firm)
    posted = _posted(draw, index)
    kept = {name: draw.pick(values) for name, values in template.slots.items()}
    team = draw.pick(template.teams)
    title = draw.pick(template.titles).format_map(kept)
    requisition = requisition_id(firm, index)
    expires = _expiry(draw, posted)
    states_pay = draw.chance(0.6)
    mark = draw.pick(words.title_marks)
    department = draw.pick(template.departments)

    if revision:
        draw = Draw(seed, Stream.REVISION, index, revision)
    pay = draw_pay(
        draw,
        firm.country,
        words,
        relative=template.pay,
        level=level,
        shapes=("day", "none") if contract == "CONTRACTOR" else template.shapes,
        cities=[city.name for city in (cities if len(cities) > 1 else firm.cities[:2])],
    )
    brief = Brief(firm, template, words, level, contract, workplace, pay)
    slots = _slots(
        draw, brief, kept | {"title": title, "team": team, "ref": requisition, "city": cities[0].name}
    )
    sections, stated = write(draw, brief, slots)
    return SamplePosting(
        index=index,
        seed=seed,
        revision=revision,
        employer=firm,
        template=f"{template.language}/{template.name}",
        title=_title(words, template, level, title) + mark,
        department=department,
        team=team,
        requisition_id=requisition,
        cities=cities,
        workplace=workplace,
        employment_type=contract,
        commitment=words.commitments[contract],
        posted=posted,
        updated=max(posted, ANCHOR - (ANCHOR - posted) * draw.random()) + timedelta(days=revision),
        valid_through=expires,
        pay=pay,
        states_pay=states_pay and pay is not None,
        sections=sections,
        stated=stated,
    )


def _title(words: Language, template: Template, level: str, title: str) -> str:
    return title if template.fixed_level else words.titles[level].format(title=title)


def _cities(draw: Draw, firm: Employer) -> tuple[City, ...]:
    count = 1 if draw.chance(0.82) else draw.between(2, 3)
    return tuple(draw.some(firm.cities, count))


def _posted(draw: Draw, index: int) -> datetime:
    generation = index // GENERATION
    if generation:  # it appeared on that very day
        return ANCHOR + timedelta(days=generation, seconds=-draw.between(0, 20 * 3_600))
    return ANCHOR - timedelta(seconds=draw.between(3_600, 120 * 86_400))


def requisition_id(firm: Employer, index: int) -> str:
    """The employer's own number for a posting."""
    generation, slot = divmod(index, GENERATION)
    later = f"-{generation}" if generation else ""
    match firm.number % 3:
        case 0:
            return f"R-{10_000 + slot}{later}"
        case 1:
            return f"{firm.token[:3].upper()}{slot:06d}{later}"
    return f"2026-{slot:05d}{later}"


def _expiry(draw: Draw, posted: datetime) -> datetime | None:
    # Years ahead, as many systems set it: a sample must not count as expired on the day someone tries it.
    return (
        (posted + timedelta(days=draw.between(900, 1500))).replace(microsecond=0)
        if draw.chance(0.3)
        else None
    )


def _slots(draw: Draw, brief: Brief, words: dict[str, str]) -> Slots:
    firm, tongue = brief.employer, brief.language
    hours = f"{firm.country.hours:g}"
    return Slots(
        draw,
        words
        | {
            "employer": firm.name,
            "founded": str(firm.founded),
            "staff": str(firm.staff),
            "contact": draw.pick(tongue.people),
            "area": brief.template.area,
            "hours": hours if tongue.code == "en" else hours.replace(".", ","),
            "start": f"{draw.pick(tongue.months)} {draw.pick(('2027', '2028'))}",
            "place": tongue.countries[firm.country.code],
        },
    )
