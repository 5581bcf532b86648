"""Employment types as stated, to the words of schema.org. What says nothing about the type ("Permanent") is
empty.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from jobs_assets.parsing.json_bytes import Json
from jobs_assets.postings import EmploymentType

# In English, German, French and Spanish, on the text in lower case with every other sign made a space. Order
# matters only for the result's order.
_RULES: tuple[tuple[EmploymentType, str], ...] = (
    (
        "FULL_TIME",
        r"full ?time|vollzeit|temps plein|temps complet|tiempo completo|jornada completa|a tempo pieno"
        r"|voltijds",
    ),
    ("PART_TIME", r"part ?time|teilzeit|temps partiel|tiempo parcial|medio tiempo|media jornada|deeltijds"),
    (
        "CONTRACTOR",
        r"contract(?:or|ors|ing|ed)?(?! (?:type|duree))|freelancer?|independent|1099|freiberuflich"
        r"|selbst(?:st)?ändig|corp to corp|c2c|werkvertrag",
    ),
    (
        "TEMPORARY",
        r"temp(?:orary)?|fixed ?term|seasonal|befristet|cdd|temporal|interim|zeitarbeit|short ?term",
    ),
    (
        "INTERN",
        r"intern(?:ship|ships|s)?|praktikum|praktikant(?:in)?|stage|stagiaire|prácticas|practicas"
        r"|trainee ?ship|co ?op",
    ),
    ("VOLUNTEER", r"volunteer(?:ing)?|ehrenamt(?:lich)?|bénévolat|voluntariado"),
    ("PER_DIEM", r"per ?diem|prn"),
    ("OTHER", r"other"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _RULES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")
# Words that make a type's word mean something else: a fixed-term contract is temporary, not a contractor's.
_NOT_CONTRACTOR = re.compile(
    r"\b(?:fixed ?term contract|permanent contract|unbefristet\w*|contract of employment)\b"
)


def types_of(stated: Json) -> list[EmploymentType]:
    """Every employment type that a string, or a list of strings, names, without repeats.

    "Full-time", FULL_TIME, FullTime, "Vollzeit" and "https://schema.org/FULL_TIME" are the same. "Permanent"
    and "Regular" name none.
    """
    if isinstance(stated, str):
        return list(_types_in(stated))
    if isinstance(stated, Iterable) and not isinstance(stated, dict | bytes):
        found: dict[EmploymentType, None] = {}
        for item in stated:
            if isinstance(item, str):
                found.update(dict.fromkeys(_types_in(item)))
        return list(found)
    return []


@lru_cache(maxsize=2048)
def _types_in(stated: str) -> tuple[EmploymentType, ...]:
    text = _SIGNS.sub(" ", _CAMEL.sub(" ", stated[:200].rsplit("schema.org/", 1)[-1])).lower().strip()
    found = [name for name, pattern in _PATTERNS if pattern.search(text)]
    if "CONTRACTOR" in found and _NOT_CONTRACTOR.search(text):
        found.remove("CONTRACTOR")
    return tuple(found)
