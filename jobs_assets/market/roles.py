"""Which kind of work a title names, by a small rule that can be stated: see roles.yaml.

For grouping in figures only: it is stored nowhere, and a title that names none of them stays without.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_GENDER = re.compile(
    r"\((?:[mwfhdxi]|gn|all genders|all gender)(?:\s*[/|,*]\s*(?:[mwfhdxi]|divers|gn|all))*\)"
    r"|(?<=\w)[/:*_]-?(?:in|innen|a|e|se|euse|trice|ra|r)\b|\((?:in|e|ne|se|a|ra)\)"
)
_PART = re.compile(r"\s*[,(|–—]\s*|\s+-\s+|:\s")


def roles() -> tuple[str, ...]:
    """The names of all roles, in the order in which they are tried."""
    return tuple(name for name, _ in _rules())


@lru_cache(maxsize=16384)
def role_of(title: str) -> str | None:
    """The role that a title names, or null.

    >>> role_of("Softwareentwickler:in Zahlungen (m/w/d)")
    'Software engineering'
    >>> role_of("Wizard of Light Bulb Moments")
    """
    # What comes before a comma, a dash or a parenthesis is the work; what follows is its field or place.
    plain = _plain(title)
    parts = (*_PART.split(plain), plain)
    return next((name for part in parts for name, phrases in _rules() if phrases.search(part)), None)


def _plain(title: str) -> str:
    parts = unicodedata.normalize("NFKD", title[:200].lower().replace("ß", "ss").replace("’", "'"))
    return _GENDER.sub("", "".join(each for each in parts if not unicodedata.combining(each)))


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files(__package__).joinpath("roles.yaml").read_text("utf-8")
    named: dict[str, list[str]] = yaml.safe_load(text)
    return tuple((name, re.compile("|".join(map(_pattern, phrases)))) for name, phrases in named.items())


def _pattern(phrase: str) -> str:
    anywhere, ends = phrase.startswith("~"), phrase.endswith(".")
    words = re.escape(phrase.removeprefix("~").removesuffix("."))
    return ("" if anywhere else r"\b") + words + (r"\b" if ends else "")
