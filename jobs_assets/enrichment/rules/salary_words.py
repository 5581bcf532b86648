"""The words of pay, from `salary_words.yaml`, as patterns over lower-case text. What they mean for a figure
is decided in `salary_context.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from jobs_assets.postings import Interval

Sense = Literal["base", "ote", "bonus", "equity", "never"]


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns. `senses` and `rhythms` name each alternative's meaning by its group."""

    senses: re.Pattern[str]
    allowed: re.Pattern[str]
    apart: re.Pattern[str]
    ends_context: re.Pattern[str]
    open_from: re.Pattern[str]
    open_to: re.Pattern[str]
    open_after: re.Pattern[str]
    between: re.Pattern[str]
    receives: re.Pattern[str]
    rhythms: re.Pattern[str]
    unit_after: re.Pattern[str]
    gross_after: re.Pattern[str]
    gross: re.Pattern[str]

    def senses_in(self, lowered: str) -> Iterator[tuple[int, int, Sense]]:
        """Where words of pay and of other money stand, in order; phrases that say nothing are left out."""
        spared = [match.span() for match in self.allowed.finditer(lowered)]
        for match in self.senses.finditer(lowered):
            start, end = match.span()
            sense: Sense = match.lastgroup  # type: ignore[assignment]  # the groups are named by the senses
            if sense == "never" and any(low <= start and end <= high for low, high in spared):
                continue
            yield start, end, sense

    def rhythms_in(self, lowered: str) -> Iterator[tuple[int, int, Interval | None]]:
        """Where the text says how often; null for what is none of the five ("biweekly", "per session")."""
        for match in self.rhythms.finditer(lowered):
            yield match.start(), match.end(), _interval(match)

    def unit_at(self, lowered: str, at: int) -> tuple[int, Interval | None] | None:
        """Where the unit right after a figure ends, and which it is: "/h", " brutto im Monat", " a year"."""
        match = self.unit_after.match(lowered, at)
        return (match.end(), _interval(match)) if match else None

    def gross_at(self, lowered: str, at: int) -> tuple[int, None] | None:
        """Where a word like "gross" right after a figure ends."""
        match = self.gross_after.match(lowered, at)
        return (match.end(), None) if match else None


@cache
def words() -> Words:
    """The patterns, made once per process."""
    stated: dict[str, Any] = yaml.safe_load((files(__package__) / "salary_words.yaml").read_bytes())
    senses = {
        "never": stated["never"],
        "ote": stated["pay"]["ote"],
        **stated["beside"],
        "base": stated["pay"]["base"],
    }
    rhythms = {"other": stated["other_rhythm"], **stated["rhythm"]}
    gross = _any(stated["gross"])
    about = rf"[.:]?\s{{0,2}}(?:(?:{_any(stated['about'])})\.?\s)?\Z"
    return Words(
        senses=_bounded(_named(senses)),
        allowed=_bounded(_any(stated["allowed"])),
        apart=re.compile(rf"(?<!\w)(?:{_any(stated['apart'])})(?!\w)"),
        ends_context=re.compile(
            rf"(?<!\w)(?:{_any(stated['ends_context'])})(?!\w)|[,;(+&•|·\n:!?]|\.(?!\w)|\s\s"
        ),
        open_from=re.compile(rf"(?<!\w)(?:{_any(stated['open_from'])}){about}"),
        open_to=re.compile(rf"(?<!\w)(?:{_any(stated['open_to'])}){about}"),
        open_after=re.compile(rf"\s?(?:{_any(stated['open_after'])})(?!\w)"),
        between=re.compile(rf"(?<!\w)(?:{_any(stated['between'])})(?!\w)[^\d\n]{{0,30}}\Z"),
        receives=_bounded(_any(stated["receives"])),
        rhythms=_bounded(_named(rhythms)),
        unit_after=re.compile(_unit_after(stated, gross)),
        gross_after=re.compile(rf"{_GAP}(?:{gross})(?!\w)"),
        gross=_bounded(gross),
    )


def _unit_after(stated: dict[str, Any], gross: str) -> str:
    each = "|".join(_each(word) for word in sorted(stated["each"], key=len, reverse=True))
    units = "|".join(f"(?P<{name}_unit>{_any(names)})" for name, names in stated["units"].items())
    rhythms = _named({"other": stated["other_rhythm"], **stated["rhythm"]})
    return (
        rf"[.,]?{_GAP}(?:[(+]{_GAP})?(?:(?:{gross})(?!\w){_GAP}[/.,)]?{_GAP}){{0,2}}[(]?"
        rf"(?:/?{_GAP}(?:{rhythms})|(?:{each})(?:{units}))(?!\w)"
    )


_GAP = r"[ \u00a0\u202f]{0,2}"


def _each(word: str) -> str:
    """A word for "each" and the gap after it, which a word needs and a sign does not: "a day", not "aday"."""
    return re.escape(word) + (" {1,2}" if word[-1].isalpha() else " {0,2}")


def _interval(match: re.Match[str]) -> Interval | None:
    group = (match.lastgroup or "").removesuffix("_unit")
    return None if group == "other" else group  # type: ignore[return-value]  # the groups are named by the intervals


def _named(groups: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{_any(phrases)})" for name, phrases in groups.items())


def _any(phrases: Iterable[str]) -> str:
    """An alternation, the longest first, since the first that fits is taken."""
    return "|".join(_pattern(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]{1,2}")


def _bounded(alternation: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation})(?!\w)")
