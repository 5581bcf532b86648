"""What enrichment finds in a posting: the values, and where in its text each of them stands.

Pure data. How values are found is `rules/` and, for a model, `prompt/` and `answers.py`.
"""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from jobs_assets.postings import Evidence, SalaryBand, Workplace

Seniority = Literal[
    "intern", "entry", "junior", "mid", "senior", "staff", "principal", "lead", "manager", "director",
    "executive",
]  # fmt: skip
EducationLevel = Literal["none", "secondary", "vocational", "bachelor", "master", "doctorate"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value, and the words that prove it: `text[start:end]` of the text that was read.

    `confidence` is between 0 and 1; null where a rule is either right or silent.
    """

    value: Value
    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """Years of experience asked for. An open end is null: "3+ years" is (3, null)."""

    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Education:
    """The lowest level of education that will do, and whether it is a must. "none": explicitly not needed."""

    level: EducationLevel
    required: bool


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill by its usual name, and whether it is a must; null where the posting does not say."""

    name: str
    required: bool | None


@dataclass(slots=True)
class Enrichment:
    """What a posting's text says beyond its fields. Unknown is null (or an empty list), never a guess.

    `evidence` has a key for each value: the field's name, and for lists `skills[0]`, `salary[1]`, in the
    lists' order.
    """

    salary: list[SalaryBand] = field(default_factory=list)
    workplace: Workplace | None = None
    remote_eligibility: list[str] | None = None
    seniority: Seniority | None = None
    experience_years: Experience | None = None
    education: Education | None = None
    skills: list[Skill] = field(default_factory=list)
    visa_sponsorship: bool | None = None
    summary: str | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
