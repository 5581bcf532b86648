"""What a currency's sign or word means in a posting: by itself, or by the countries of the posting and the
words of its text. The signs are in `salary_currencies.yaml`.
"""

import re
from collections.abc import Collection, Mapping
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
        every=tuple(every),
        pattern="|".join(map(re.escape, every)),
    )


_DOLLARS_OF_THE_US = re.compile(
    r"\bUSD\b|US\$|\b401\s?\(?k\b|\b403\s?\(?b\b|\bU\.S\.(?!\w)|\bUSA?\b|\bUnited States\b|\bW-?2\b|\bFLSA\b"
    r"|, (?:AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ"
    r"|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY)\b"
    r"|\b(?:California|New York|NYC|San Francisco|Texas|Colorado|Massachusetts|Illinois|Florida|Seattle"
    r"|Boston|Chicago|Los Angeles|Oregon"
    r"|Arizona|Minnesota|New Jersey|Pennsylvania|North Carolina|Ohio|Michigan|Utah"
    r"|Maryland|Connecticut|Nevada|Tennessee|Wisconsin|Missouri|Indiana|Virginia|Washington State)\b"
)
_OTHER_DOLLARS = re.compile(
    r"\b(?:CAD|AUD|NZD|SGD|HKD|MXN|COP|CLP|ARS|Canad\w*|Ontario|Toronto|Vancouver|Qu[ée]bec|RRSP|Austral\w*|Sydney"
    r"|Melbourne|superannuation|New Zealand|Auckland|Singapore|CPF|Hong Kong|M[ée]xico|Colombia|Chile"
    r"|Argentina|Uruguay)\b|\b(?:CA|C|A|AU|NZ|S|HK|MX)\$"
)
_AN_HOUR = re.compile(r"\b(?:per|an) hour\b|\bhourly\b|/ ?h(?:ou)?r\b", re.IGNORECASE)


class Currencies:
    """The currencies of one posting. What its text says about dollars is looked up at most once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, sign: str) -> tuple[str | None, bool]:
        """ISO 4217 of a figure's sign, and whether the figure may be told at all.

        "$" means what the posting's country says, else US dollars where the text speaks of the United States
        and of no other dollar; if neither does, its currency is null and the pay is told all the same. "kr",
        "Rs" and "pesos" without a country are not told. A figure without any sign takes the currency of the
        one country.
        """
        table, here = signs(), self.reading.countries
        if code := table.code_of(sign):
            return code, True
        if not sign:
            return _only({table.of_country.get(country) for country in here}), True
        sign = table.also.get(sign, sign)
        countries = table.shared[sign]
        code = _only({countries[country] for country in here if country in countries})
        if code or sign in table.must_be_settled:
            return code, code is not None
        return self._dollars, True

    @cached_property
    def _dollars(self) -> str | None:
        reading = self.reading
        text = "\n".join((reading.text, reading.title, *reading.places))
        here = reading.countries & signs().shared["$"].keys()
        speaks_of_us = "US" in here or bool(_DOLLARS_OF_THE_US.search(text))
        if here - {"US"} or _OTHER_DOLLARS.search(text):
            # Two dollars in one posting: those of other countries are marked, if any of them is.
            return "USD" if speaks_of_us and _MARKED.search(text) else None
        if speaks_of_us:
            return "USD"
        english = reading.language in {None, "en"} and not reading.countries
        return "USD" if english and _AN_HOUR.search(text) else None


def _only(codes: Collection[str | None]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


_MARKED = re.compile(r"\b(?:CAD|AUD|NZD|SGD|HKD|MXN)\b|\b(?:CA|C|A|AU|NZ|S|HK|MX)\$")
