"""The posting record: what every parser returns and everything downstream speaks of.

Field names follow schema.org JobPosting where it has one. Pure data: no parsing, no storage.
"""

import hashlib
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, TypeAlias

import orjson

EmploymentType = Literal[
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"
]
Workplace = Literal["remote", "hybrid", "onsite"]
Interval = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]
PayKind = Literal["base", "ote", "bonus", "equity"]
Source = Literal["ats_field", "json_ld", "microdata", "rdfa", "rule", "model"]
ClosingReason = Literal["page_gone", "page_says_closed"]


@dataclass(slots=True)
class Place:
    """Where the work is. `country` is ISO 3166-1 alpha-2; what the page did not state is null."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(slots=True)
class SalaryBand:
    """One pay band as stated: never annualised, never converted.

    `currency` is ISO 4217. An open end is null (`min=50000, max=None` is "from 50,000").
    `place` is the text that limits the band to a place or zone, where the page says so.
    """

    min: float | None
    max: float | None
    currency: str | None
    interval: Interval | None
    kind: PayKind = "base"
    place: str | None = None


@dataclass(slots=True)
class Evidence:
    """Where a value comes from.

    For an ATS field or structured data, `quote` is the value as the page stated it, before normalisation, and
    `start`/`end` are null. For rules and models, `quote == description_text[start:end]` to the letter.
    """

    source: Source
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float | None = None
    model: str | None = None
    prompt_version: str | None = None


@dataclass(slots=True)
class Posting:
    """One posting as its page states it. Unknown is null (or an empty list), never a guess.

    `posting_id` is "{ats}:{board}:{native id}" and `board_id` "{ats}:{board}". Dates are ISO 8601 strings, as
    precise as stated. `description_html` is sanitised; `description_text` keeps lists and headings.
    """

    posting_id: str
    board_id: str
    url: str | None
    title: str
    apply_url: str | None = None
    hiring_organization: str | None = None
    department: str | None = None
    team: str | None = None
    requisition_id: str | None = None
    language: str | None = None
    date_posted: str | None = None
    valid_through: str | None = None
    employment_type: list[EmploymentType] = field(default_factory=list)
    job_location: list[Place] = field(default_factory=list)
    workplace: Workplace | None = None
    remote_eligibility: list[str] | None = None
    salary: list[SalaryBand] = field(default_factory=list)
    description_html: str = ""
    description_text: str = ""
    content_hash: str = ""
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(slots=True)
class Unparsed:
    """A page, or one posting on it, that could not be parsed. Kept, counted and shown; it never stops a day.

    `reason` is a short stable word (`not_json`, `no_title`, `too_deep`, …); `detail` says what was seen.
    `native_id` is set where the posting could at least be named.
    """

    board_id: str
    url: str
    reason: str
    detail: str
    native_id: str | None = None


@dataclass(slots=True)
class Closed:
    """What a page says of a posting that is over: it is gone (`page_gone`), or it says so itself.

    `posting_id` is null where nothing but the address names the posting: `url`, under which it was asked for.
    `quote` is the page's own sentence or field; for an answer without a page, its status.
    """

    board_id: str
    posting_id: str | None
    url: str
    reason: ClosingReason
    quote: str | None


Record: TypeAlias = Posting | Unparsed | Closed
"""What a parser finds on a page."""


# What a reader sees. Identity, links and dates are not content: the same job on a second board, or with a
# refreshed date, has the same hash.
_CONTENT_FIELDS = (
    "title",
    "hiring_organization",
    "department",
    "team",
    "employment_type",
    "job_location",
    "workplace",
    "remote_eligibility",
    "salary",
)


_content = attrgetter(*_CONTENT_FIELDS)
_WHITE_SPACE = b" \t\n\r\x0b\x0c"


def content_hash(posting: Posting) -> str:
    """The one recipe for "is this the same content": 32 hex digits over what a reader sees.

    White space in the text does not count, so a re-indented template is not a change; leaving it out
    costs a tenth of making it one space. SHA-256 because processors have it built in.
    """
    seen = orjson.dumps(_content(posting))
    text = posting.description_text.encode().translate(None, _WHITE_SPACE)
    return hashlib.sha256(seen + text).hexdigest()[:32]
