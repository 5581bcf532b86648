"""The words that a quote must have to prove a value: `proof_words.yaml` as patterns for folded text.

They keep a model from proving "remote" by a sentence about lunch, and decide nothing themselves. Finding
values by words alone is `rules/`.
"""

import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import yaml

from jobs_assets.enrichment.prompt.files import SCHEMA

LANGUAGES = frozenset({"en", "de", "fr", "es", None})
"""Postings in other languages are believed their quote."""

_Words = list["str | _Words"]
_STATED: dict[str, Any] = yaml.safe_load(
    (files("jobs_assets.enrichment") / "proof_words.yaml").read_text(encoding="utf-8")
)


def _flat(words: _Words) -> list[str]:
    return [pattern for word in words for pattern in ([word] if isinstance(word, str) else _flat(word))]


def _beginnings(words: _Words) -> re.Pattern[str]:
    joined = unicodedata.normalize("NFKD", "|".join(_flat(words)))
    return re.compile(rf"(?<![^\W_])(?:{joined})", re.IGNORECASE)


WORKPLACE = {value: _beginnings(words) for value, words in _STATED["workplace"].items()}
NOT_REMOTE = _beginnings(_STATED["not_remote"])
SENIORITY = {level: _beginnings(words) for level, words in _STATED["seniority"].items()}
YEARS = _beginnings(_STATED["experience_years"])
EDUCATION = _beginnings(_STATED["education"])
SPONSORSHIP = _beginnings(_STATED["visa_sponsorship"])
NO_PAY = _beginnings(_STATED["no_pay"])
PAY = _beginnings(_STATED["pay"])
INTERVALS = {interval: _beginnings(words) for interval, words in _STATED["interval"].items()}
ADDRESS = re.compile(
    r"://|\bwww\.|@|\b[\w-]+\.(?:com|org|net|io|de|fr|es|eu|ai|dev|app|co|uk|jobs|info|biz|ru|cn)\b",
    re.IGNORECASE,
)

CURRENCIES = frozenset(
    filter(None, SCHEMA["properties"]["salary"]["items"]["properties"]["currency"]["enum"])
)
"""The codes that an answer can give."""

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_CERTAIN = {
    currency: re.compile(unicodedata.normalize("NFKD", sign), re.IGNORECASE)
    for currency, sign in _STATED["currency"].items()
}
_SHARED = [
    (re.compile(unicodedata.normalize("NFKD", sign), re.IGNORECASE), meant)
    for sign, meant in _STATED["shared_currency"].items()
]


def currencies_in(text: str, countries: Iterable[str]) -> set[str]:
    """The currencies that a folded text states, by code or sign.

    "$" and the like count where exactly one of the countries' currencies is written so.
    """
    found = {currency for currency, sign in _CERTAIN.items() if sign.search(text)}
    found |= CURRENCIES.intersection(_CODE.findall(text))
    if not found:
        for sign, by_country in _SHARED:
            meant = {by_country[country] for country in countries if country in by_country}
            if len(meant) == 1 and sign.search(text):
                found |= meant
    return found
