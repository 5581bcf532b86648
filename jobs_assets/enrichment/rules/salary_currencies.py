"""What a currency's sign or word means in a posting: by itself, or by the countries of the posting and the
words of its text. The signs are in `salary_currencies.yaml`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from jobs_assets.enrichment.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Signs:
    """The table, and a pattern of all signs, codes and words, the longest first."""

    certain: Mapping[str, str]
    codes: frozenset[str]
    shared: Mapping[str, Mapping[str, str]]
    also: Mapping[str, str]
    must_be_settled: frozenset[str]
    of_country: Mapping[str, str]
    per_dollar: Mapping[str, float]
    us_words: tuple[str, ...]
    other_dollars: tuple[str, ...]
    other_words: tuple[str, ...]
    every: tuple[str, ...]
    pattern: str

    def code_of(self, sign: str) -> str | None:
        """ISO 4217 of a sign or code that is certain by itself."""
        return sign if sign in self.codes else self.certain.get(sign)


@cache
def signs() -> Signs:
    """The table, read once per process."""
    stated: dict[str, Any] = yaml.safe_load((files(__package__) / "salary_currencies.yaml").read_bytes())
    every = sorted(
        {*stated["certain"], *stated["codes"], *stated["shared"], *stated["also"]}, key=len, reverse=True
    )
    return Signs(
        certain=stated["certain"],
        codes=frozenset(stated["codes"]),
        shared=stated["shared"],
        also=stated["also"],
        must_be_settled=frozenset(stated["must_be_settled"]),
        of_country=stated["of_country"],
        per_dollar=stated["per_dollar"],
        us_words=tuple(stated["us_words"]),
        other_dollars=tuple(stated["other_dollars"]),
        other_words=tuple(stated["other_words"]),
        every=tuple(every),
        pattern="|".join(map(re.escape, every)),
    )


# "Austin, TX"; and "US" where it is no "ABOUT US".
_STATE = re.compile(
    r", (?:AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ"
    r"|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY)\b"
    r"|(?:\b[a-z]+ |\()US\b|\bUS[- ](?:[a-z]|Salary|Pay|Base|Remote|Only|Citizen)"
)
_AN_HOUR = re.compile(r"\b(?:per|an) hour\b|\bhourly\b|/ ?h(?:ou)?r\b", re.IGNORECASE)


def _names(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text as a word; as a plain string it is found faster."""
    return any(name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


class Currencies:
    """The currencies of one posting. What its text says about dollars is looked up at most once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, sign: str, country: str | None = None) -> tuple[str | None, bool]:
        """ISO 4217 of a figure's sign, and whether the figure may be told at all.

        "$" means what the posting's country says, else US dollars where the text speaks of the United States
        and of no other dollar; if neither does, its currency is null and the pay is told all the same. "kr",
        "Rs" and "pesos" without a country are not told. A figure without any sign takes the currency of the
        one country. `country` is that of the place which the band itself is limited to, where it is certain.
        """
        table = signs()
        here = frozenset([country]) if country else self.reading.countries
        if code := table.code_of(sign):
            return code, True
        if not sign:
            return _only({table.of_country.get(each) for each in here}), True
        sign = table.also.get(sign, sign)
        countries = table.shared[sign]
        code = _only({countries[each] for each in here if each in countries})
        if code or sign in table.must_be_settled:
            return code, code is not None
        return self._dollars, True

    @cached_property
    def _dollars(self) -> str | None:
        reading, table = self.reading, signs()
        text = "\n".join((reading.text, reading.title, *reading.places))
        here = reading.countries & table.shared["$"].keys()
        speaks_of_us = "US" in here or _names(text, table.us_words) or bool(_STATE.search(text))
        if here - {"US"} or _names(text, (*table.other_dollars, *table.other_words)):
            # Two dollars in one posting: those of other countries are marked, if any of them is.
            return "USD" if speaks_of_us and _names(text, table.other_dollars) else None
        if speaks_of_us:
            return "USD"
        english = reading.language in {None, "en"} and not reading.countries
        return "USD" if english and _AN_HOUR.search(text) else None


def _only(codes: Collection[str | None]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None
