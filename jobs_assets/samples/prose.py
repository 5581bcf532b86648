"""The text of a posting: which sentences it has, under which headings, and what can be read only there."""

from dataclasses import dataclass, field
from typing import Any, Literal

from jobs_assets.samples.draws import Draw
from jobs_assets.samples.employers import Employer
from jobs_assets.samples.pay import Pay
from jobs_assets.samples.templates import Language, Template
from jobs_assets.samples.wording import Sentence

_RANGES = {
    "few": (2, 9),
    "days": (2, 3),
    "tens": (11, 96),
    "tens2": (71, 97),
    "hundreds": (102, 980),
    "months": (3, 9),
    "leave": (25, 32),
    "founded2": (2015, 2025),
    "part_hours": (16, 30),
}
_REQUIRED = {"duties": None, "requirements": True, "preferred": False}
_TITLED_LEVELS = ("intern", "junior", "senior", "lead", "principal")

SectionName = Literal["about", "role", "duties", "requirements", "preferred", "offer", "pay", "apply"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and list items under it, as plain text."""

    name: SectionName
    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(slots=True)
class Stated:
    """What a careful reader learns from title and text alone. Null or empty: the text does not say."""

    seniority: str | None = None
    experience_years: dict[str, int | None] | None = None
    education: dict[str, Any] | None = None
    skills: dict[str, bool | None] = field(
        default_factory=dict
    )  # required, preferred, or only part of the work
    visa_sponsorship: bool | None = None
    salary: Pay | None = None
    workplace: str | None = None
    employment_type: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is decided about a posting before its text is written."""

    employer: Employer
    template: Template
    language: Language
    level: str
    employment_type: str
    workplace: str
    pay: Pay | None


class Slots(dict[str, str]):
    """The values for slots: words fixed for the posting, numbers drawn anew at each place."""

    def __init__(self, draw: Draw, words: dict[str, str]) -> None:
        super().__init__(words)
        self._draw = draw

    def __missing__(self, name: str) -> str:
        return str(self._draw.between(*_RANGES[name]))


def write(draw: Draw, brief: Brief, slots: Slots) -> tuple[tuple[Section, ...], Stated]:
    """The sections of a posting's description, and what they alone state."""
    stated = Stated(seniority=seniority(brief.template, brief.level))
    sections = [
        _about(draw, brief, slots),
        _role(draw, brief, slots, stated),
        _list(draw, brief, slots, stated, "duties"),
    ]
    sections += _asked(draw, brief, slots, stated)
    sections.append(
        Section(
            "offer",
            _heading(draw, brief, slots, "offer"),
            (),
            _said(draw, brief.language.offer, slots, draw.between(5, 8)),
        )
    )
    if brief.pay is not None and draw.chance(0.62):
        stated.salary = brief.pay
        sections.append(Section("pay", _heading(draw, brief, slots, "pay"), (brief.pay.sentence,)))
    sections.append(_apply(draw, brief, slots, stated))
    return tuple(sections), stated


def seniority(template: Template, level: str) -> str | None:
    """The level that the title states."""
    return template.fixed_level or (level if level in _TITLED_LEVELS else None)


def _heading(draw: Draw, brief: Brief, slots: Slots, name: str) -> str:
    return draw.pick(brief.language.headings[name]).format_map(slots)


def _said(draw: Draw, lines: tuple[Sentence, ...], slots: Slots, count: int) -> tuple[str, ...]:
    return tuple(line.say(draw, slots) for line in draw.some(lines, count))


def _about(draw: Draw, brief: Brief, slots: Slots) -> Section:
    about = brief.language.about
    said = [*_said(draw, about["any"], slots, 3), *_said(draw, about[brief.employer.sector], slots, 1)]
    return Section("about", _heading(draw, brief, slots, "about"), (" ".join(said),))


def _role(draw: Draw, brief: Brief, slots: Slots, stated: Stated) -> Section:
    language = brief.language
    paragraphs = [" ".join(_said(draw, language.role, slots, 3))]
    terms = []
    if draw.chance(0.75):
        terms.append(draw.pick(language.types[brief.employment_type]).say(draw, slots))
        stated.employment_type = brief.employment_type
    if draw.chance(0.7):
        terms.append(draw.pick(language.workplace[brief.workplace]).say(draw, slots))
        stated.workplace = brief.workplace
    if terms:
        paragraphs.append(" ".join(terms))
    return Section("role", _heading(draw, brief, slots, "role"), tuple(paragraphs))


def _list(
    draw: Draw,
    brief: Brief,
    slots: Slots,
    stated: Stated,
    name: Literal["duties", "requirements", "preferred"],
) -> Section:
    lines: tuple[Sentence, ...] = getattr(brief.template, name)
    count = {"duties": draw.between(5, 8), "requirements": draw.between(3, 5), "preferred": 2}[name]
    items = []
    for line in draw.some(lines, count):
        text, skills = line.say_with_skills(draw, slots)
        items.append(text)
        for skill in skills:
            # A skill that is asked for outweighs the same skill named among the duties or the extras.
            if not stated.skills.get(skill):
                stated.skills[skill] = _REQUIRED[name]
    return Section(name, _heading(draw, brief, slots, name), (), tuple(items))


def _asked(draw: Draw, brief: Brief, slots: Slots, stated: Stated) -> list[Section]:
    """Requirements and what is welcome, with experience and schooling where they belong."""
    required = _list(draw, brief, slots, stated, "requirements")
    first = list(required.items)
    experience = _experience(draw, brief, slots, stated)
    if experience:
        first.insert(draw.between(0, len(first)), experience)
    extra: list[str] = []
    if brief.template.education and brief.level != "intern" and draw.chance(0.6):
        asked = draw.pick(brief.template.education)
        stated.education = {"level": asked.level, "required": asked.required}
        (first if asked.required else extra).insert(0, asked.sentence.say(draw, slots))
    sections = [Section("requirements", required.heading, (), tuple(first))]
    if extra or draw.chance(0.8):
        welcome = _list(draw, brief, slots, stated, "preferred")
        sections.append(Section("preferred", welcome.heading, (), (*extra, *welcome.items)))
    return sections


def _experience(draw: Draw, brief: Brief, slots: Slots, stated: Stated) -> str | None:
    if brief.level == "intern" or not draw.chance(0.85):
        return None
    lines = brief.language.experience
    if brief.level == "junior" and draw.chance(0.5):
        stated.experience_years = {"min": 0, "max": None}
        return draw.pick(lines["none"]).say(draw, slots)
    least = {
        "junior": 1,
        "none": draw.between(2, 4),
        "senior": draw.between(5, 7),
        "principal": draw.between(8, 12),
    }
    low = least.get(brief.level) or draw.between(5, 9)
    if draw.chance(0.35):
        high = low + draw.between(1, 4)
        stated.experience_years = {"min": low, "max": high}
        slots |= {"n": str(low), "m": str(high)}
        return draw.pick(lines["range"]).say(draw, slots)
    stated.experience_years = {"min": low, "max": None}
    slots["n"] = str(low)
    return draw.pick(lines["min"]).say(draw, slots)


def _apply(draw: Draw, brief: Brief, slots: Slots, stated: Stated) -> Section:
    language = brief.language
    said = list(_said(draw, language.apply, slots, 3))
    if draw.chance(0.15):
        stated.visa_sponsorship = draw.chance(0.4)
        said.insert(0, draw.pick(language.visa["yes" if stated.visa_sponsorship else "no"]).say(draw, slots))
    paragraphs = [" ".join(said), draw.pick(language.equal).say(draw, slots)]
    return Section("apply", _heading(draw, brief, slots, "apply"), tuple(paragraphs))
