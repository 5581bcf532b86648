"""Whether a posting's text proves what a model claims of it: one function a field.

What is not proven raises `UnprovenError`; nothing is corrected, but that a part (a currency, a place) may
fall away where the rest stands. Reading the reply is `answer_json.py`, going through its fields `answers.py`.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, get_args

from jobs_assets.enrichment import proof_words
from jobs_assets.enrichment.injection import Injection, find_injections
from jobs_assets.enrichment.numerals import numbers_in
from jobs_assets.enrichment.quotes import Passage, fold
from jobs_assets.enrichment.records import Education, EducationLevel, Experience, Seniority, Skill
from jobs_assets.parsing import pay
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.places import is_wide
from jobs_assets.postings import Evidence, PayKind, Posting, SalaryBand, Workplace

MAX_QUOTE = 500
"""Characters of a quote that is kept as evidence."""

Claim = Any
"""What a model says of one field: decoded JSON of any shape."""

_MAX_NAME = 60
_MAX_YEARS = 50
_INTERVALS = frozenset(("HOUR", "DAY", "WEEK", "MONTH", "YEAR"))
_KINDS = frozenset(("base", "ote", "bonus", "equity"))
# What is pay for an hour, a day, …: outside of it the figure counts something else. Where a unit is worth a
# fraction of a euro, the upper end is that many times higher.
_PLAUSIBLE = {
    "HOUR": (2.0, 1_500.0), "DAY": (10.0, 10_000.0), "WEEK": (50.0, 40_000.0), "MONTH": (100.0, 150_000.0),
    "YEAR": (1_000.0, 2_000_000.0), None: (2.0, 2_000_000.0),
}  # fmt: skip
_STRONG = frozenset({"AUD", "CAD", "CHF", "EUR", "GBP", "NZD", "SGD", "USD"})
_WEAK_BY = 30_000.0
_A_YEAR = 20_000.0
_BESIDE = 40
_FILLER = re.compile("9{6,}")


class UnprovenError(Exception):
    """A claim that the text does not prove; `reason` is a short stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place in a posting's text: `quote` is what stands there, `folded` the same as it is compared."""

    start: int
    end: int
    quote: str
    folded: str


@dataclass
class Witness:
    """A posting as claims about it are checked; made once an answer.

    `dropped` collects the parts of claims that fell away while the rest stood: (part, reason).
    """

    posting: Posting
    passage: Passage
    injections: list[Injection]
    dropped: list[tuple[str, str]] = field(default_factory=list)

    def quoted(self, claim: Claim) -> Quoted:
        """Where the claim's quote stands in the text."""
        quote = text_of(claim, "quote")
        if not quote.strip():
            raise UnprovenError("quote_empty")
        if (place := self.passage.find(quote)) is None:
            raise UnprovenError("quote_not_found")
        start, end = place
        if end - start > MAX_QUOTE:
            raise UnprovenError("quote_too_long")
        if any(found.start < end and start < found.end for found in self.injections):
            raise UnprovenError("quote_in_injection")
        stored = self.passage.text[start:end]
        return Quoted(start, end, stored, fold(stored))

    def line(self, quoted: Quoted, reach: int = 300) -> str:
        """The folded line (or lines) that the quote stands in: a unit may stand beside the figures."""
        text = self.passage.text
        start = max(text.rfind("\n", 0, quoted.start) + 1, quoted.start - reach)
        end = text.find("\n", quoted.end)
        return fold(text[start : min(len(text) if end < 0 else end, quoted.end + reach)])

    def needs_words(self, quoted: Quoted, pattern: re.Pattern[str]) -> None:
        """Raises unless the quote has one of the words; in languages whose words are known."""
        if self.posting.language in proof_words.LANGUAGES and not pattern.search(quoted.folded):
            raise UnprovenError("not_in_quote")


def witness_of(posting: Posting) -> Witness:
    """The posting, ready for its answer."""
    passage = Passage(posting.description_text)
    return Witness(posting, passage, find_injections(passage))


def evidence(quoted: Quoted, model: str, version: str) -> Evidence:
    """A model's evidence: `quote` is the text's own wording."""
    return Evidence("model", quoted.quote, quoted.start, quoted.end, model=model, prompt_version=version)


def salary(claim: Claim, witness: Witness) -> tuple[SalaryBand, Quoted]:
    """A pay band whose figures stand in the quote, and whose unit and currency the text states."""
    quoted = witness.quoted(claim)
    kind: PayKind = _one_of(claim, "kind", _KINDS)
    low, high = _number(claim, "min"), _number(claim, "max")
    if low is None and high is None:
        raise UnprovenError("no_value")
    if proof_words.NO_PAY.search(quoted.folded) and not proof_words.PAY.search(quoted.folded):
        raise UnprovenError("no_pay")
    figures = numbers_in(quoted.quote)
    if any(figure is not None and figure not in figures for figure in (low, high)):
        raise UnprovenError("number_not_in_quote")
    line = witness.line(quoted)
    if not _is_kind(kind, quoted.folded, line):
        raise UnprovenError("kind_not_proven")
    currency = _part(witness, "currency", _currency, claim, witness, quoted, line)
    interval = _part(witness, "interval", _interval, claim, line, witness.line(quoted, _BESIDE))
    _check_range(low, high, claim.get("currency"), interval)
    place = _part(witness, "place", _pay_place, claim, line)
    return SalaryBand(low, high, currency, interval, kind, place), quoted


def _part(witness: Witness, name: str, prove: Any, *about: Any) -> Any:  # noqa: ANN401 - passes its function's on
    try:
        return prove(*about)
    except UnprovenError as unproven:
        witness.dropped.append((name, unproven.reason))
        return None


def _currency(claim: Claim, witness: Witness, quoted: Quoted, line: str) -> str | None:
    currency = claim.get("currency")
    if currency is None:
        return None
    _one_of(claim, "currency", proof_words.CURRENCIES)
    countries = {place.country for place in witness.posting.job_location if place.country}
    for text in (quoted.folded, line, witness.passage.folded):
        stated = proof_words.currencies_in(text, countries)
        if stated:
            if currency in stated:
                return str(currency)
            break
    raise UnprovenError("not_in_text")


def _interval(claim: Claim, line: str, beside: str) -> Any:  # noqa: ANN401 - one of the literals
    if claim.get("interval") is None:
        return None
    interval = _one_of(claim, "interval", _INTERVALS)
    stated = any(words.search(beside) for words in proof_words.INTERVALS.values())
    if not proof_words.INTERVALS[interval].search(line) and (stated or not _is_a_years(claim)):
        raise UnprovenError("not_in_text")
    return interval


def _is_a_years(claim: Claim) -> bool:
    """Whether nobody is paid so much a month: a sum in a currency whose unit is worth something."""
    least = min(filter(None, (_number(claim, "min"), _number(claim, "max"))), default=0.0)
    return claim["interval"] == "YEAR" and _is_strong(claim.get("currency")) and least >= _A_YEAR


def _is_strong(currency: Claim) -> bool:
    return isinstance(currency, str) and currency in _STRONG


def _is_kind(kind: PayKind, quote: str, line: str) -> bool:
    """Whether the words call the figures so. What is named after base pay comes on top of it."""
    if kind != "base":
        return kind in (pay.kind_of(quote), pay.kind_of(quote, line))
    last = max((at for at, sign in enumerate(quote) if sign.isdigit()), default=0)
    return pay.kind_of(quote[:last]) == "base" and pay.kind_of(quote) != "ote"


def _pay_place(claim: Claim, line: str) -> str | None:
    place = claim.get("place")
    if place is None:
        return None
    name = _name(claim, "place")
    if Passage(line).find(name) is None:
        raise UnprovenError("not_in_text")
    return name


def _check_range(low: float | None, high: float | None, currency: Claim, interval: str | None) -> None:
    least, most = _PLAUSIBLE[interval]
    if any(figure is not None and _FILLER.fullmatch(str(int(figure))) for figure in (low, high)):
        raise UnprovenError("out_of_range")
    if not _is_strong(currency):
        most *= _WEAK_BY
    if any(figure is not None and not least <= figure <= most for figure in (low, high)):
        raise UnprovenError("out_of_range")
    if low is not None and high is not None and low > high:
        raise UnprovenError("min_over_max")


def workplace(claim: Claim, witness: Witness) -> tuple[Workplace, Quoted]:
    """Where the work is done, in a quote that speaks of it."""
    quoted = witness.quoted(claim)
    value: Workplace = _one_of(claim, "value", frozenset(get_args(Workplace)))
    witness.needs_words(quoted, proof_words.WORKPLACE[value])
    if value == "remote" and proof_words.NOT_REMOTE.search(witness.line(quoted)):
        raise UnprovenError("only_partly")
    return value, quoted


def eligibility(claim: Claim, witness: Witness) -> tuple[str, Quoted]:
    """A country's code or a wide region, named in the quote."""
    quoted = witness.quoted(claim)
    name = _name(claim, "name")
    if Passage(quoted.folded).find(name) is None:
        raise UnprovenError("name_not_in_quote")
    if code := country_named(name):
        return code, quoted
    if is_wide(name):
        return name, quoted
    raise UnprovenError("no_known_place")


def seniority(claim: Claim, witness: Witness) -> tuple[Seniority, Quoted]:
    """A level that the quote names."""
    quoted = witness.quoted(claim)
    value: Seniority = _one_of(claim, "value", frozenset(get_args(Seniority)))
    witness.needs_words(quoted, proof_words.SENIORITY[value])
    return value, quoted


def experience(claim: Claim, witness: Witness) -> tuple[Experience, Quoted]:
    """Years that stand in the quote, in figures or words, as years."""
    quoted = witness.quoted(claim)
    low, high = _years(claim, "min"), _years(claim, "max")
    if low is None and high is None:
        raise UnprovenError("no_value")
    figures = numbers_in(quoted.quote)
    if any(years is not None and years not in figures for years in (low, high)):
        raise UnprovenError("number_not_in_quote")
    if not proof_words.YEARS.search(quoted.folded):
        raise UnprovenError("not_in_quote")
    if low is not None and high is not None and low > high:
        raise UnprovenError("min_over_max")
    return Experience(low, high), quoted


def education(claim: Claim, witness: Witness) -> tuple[Education, Quoted]:
    """A level of education, in a quote that speaks of one."""
    quoted = witness.quoted(claim)
    level: EducationLevel = _one_of(claim, "level", frozenset(get_args(EducationLevel)))
    required = _flag(claim, "required")
    if required is None:
        raise UnprovenError("wrong_type")
    witness.needs_words(quoted, proof_words.EDUCATION)
    return Education(level, required), quoted


def skill(claim: Claim, witness: Witness) -> tuple[Skill, Quoted]:
    """A skill by a name that stands in the quote."""
    quoted = witness.quoted(claim)
    name = _name(claim, "name")
    place = Passage(quoted.quote).find(name)
    if place is None:
        raise UnprovenError("name_not_in_quote")
    if not any(map(str.isalpha, name)):
        raise UnprovenError("no_name")
    return Skill(_composed(quoted.quote[slice(*place)]), _flag(claim, "required")), quoted


def sponsorship(claim: Claim, witness: Witness) -> tuple[bool, Quoted]:
    """Whether the employer helps with a visa, in a quote that speaks of one."""
    quoted = witness.quoted(claim)
    value = _flag(claim, "value")
    if value is None:
        raise UnprovenError("wrong_type")
    witness.needs_words(quoted, proof_words.SPONSORSHIP)
    return value, quoted


def text_of(claim: Claim, key: str) -> str:
    """A text that the claim must have."""
    if not isinstance(claim, dict):
        raise UnprovenError("wrong_type")
    value = claim.get(key)
    if not isinstance(value, str):
        raise UnprovenError("missing" if value is None else "wrong_type")
    return value


def _name(claim: Claim, key: str) -> str:
    name = _composed(text_of(claim, key))
    if not name or len(name) > _MAX_NAME or proof_words.ADDRESS.search(name):
        raise UnprovenError("no_name")
    return name


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", fold(name)).strip()


def _one_of(claim: Claim, key: str, values: frozenset[str]) -> Any:  # noqa: ANN401 - one of the values, which the caller's literal names
    value = text_of(claim, key)
    if value not in values:
        raise UnprovenError("not_in_enum")
    return value


def _number(claim: Claim, key: str) -> float | None:
    value = claim.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnprovenError("wrong_type")
    return float(value)


def _years(claim: Claim, key: str) -> int | None:
    value = _number(claim, key)
    if value is None:
        return None
    if not value.is_integer():
        raise UnprovenError("wrong_type")
    if not 0 <= value <= _MAX_YEARS:
        raise UnprovenError("out_of_range")
    return int(value)


def _flag(claim: Claim, key: str) -> bool | None:
    value = claim.get(key)
    if value is not None and not isinstance(value, bool):
        raise UnprovenError("wrong_type")
    return value
