"""What is searched for: a query and what narrows it, checked. Pure; no clock, no store."""

import difflib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from jobs_assets.errors import UsageError
from jobs_assets.postings import EmploymentType, Workplace
from jobs_assets.search.words import words

WORKPLACES: tuple[str, ...] = get_args(Workplace)
EMPLOYMENT_TYPES: tuple[str, ...] = get_args(EmploymentType)
SENIORITIES = (
    *("intern", "entry", "junior", "mid", "senior", "staff", "principal", "lead", "manager", "director"),
    "executive",
)
STATUSES = ("open", "closed", "all")
SORTS = ("relevance", "date", "salary")
MOST_RESULTS = 1000


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it is carried out: every value checked and in the form in which it is stored."""

    query: str = ""
    workplace: str | None = None
    seniority: str | None = None
    employment_type: str | None = None
    min_salary: float | None = None  # a year, compared with what a posting pays at most
    currency: str | None = None  # in which pay is stated
    country: str | None = None
    company: str | None = None
    skills: tuple[str, ...] = ()
    since: date | None = None  # first seen on that day or later
    status: str = "open"
    sort: str = "relevance"
    limit: int = 20
    offset: int = 0
    duplicates: bool = False  # each on its own, rather than one for all


def search_for(
    query: str | None = None,
    *,
    workplace: str | None = None,
    seniority: str | None = None,
    employment_type: str | None = None,
    min_salary: float | None = None,
    currency: str | None = None,
    country: str | None = None,
    company: str | None = None,
    skills: Iterable[str] = (),
    since: date | str | None = None,
    status: str = "open",
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    duplicates: bool = False,
) -> Search:
    """A search from what a person wrote, in any case. `UsageError` names the option and what it may be."""
    return Search(
        query=(query or "").strip(),
        workplace=_one_of("--workplace", workplace, WORKPLACES),
        seniority=_one_of("--seniority", seniority, SENIORITIES),
        employment_type=_one_of("--employment-type", employment_type, EMPLOYMENT_TYPES),
        min_salary=_amount(min_salary),
        currency=_currency(currency),
        country=_country(country),
        company=_name("--company", company),
        skills=tuple(filter(None, (_name("--skill", skill) for skill in skills))),
        since=_day(since),
        status=_one_of("--status", status, STATUSES) or "open",
        sort=_one_of("--sort", sort, SORTS) or "relevance",
        limit=_count("--limit", limit, MOST_RESULTS),
        offset=_count("--offset", offset, 2**31),
        duplicates=duplicates,
    )


def _one_of(option: str, given: str | None, known: tuple[str, ...]) -> str | None:
    if given is None:
        return None
    plain = given.strip().replace("-", "_").replace(" ", "_").casefold()
    by_plain = {word.casefold(): word for word in known}
    if plain in by_plain:
        return by_plain[plain]
    near = difflib.get_close_matches(plain, by_plain, n=1)
    hint = f" Did you mean {by_plain[near[0]]}?" if near else ""
    raise UsageError(f"{option} {given!r} is not one of {', '.join(known)}.{hint}")


def _country(given: str | None) -> str | None:
    if given is None:
        return None
    from jobs_assets.parsing.countries import country_named  # noqa: PLC0415  # its room holds every parser

    code = country_named(given) or country_named(given.upper())
    if code is None:
        raise UsageError(
            f"--country {given!r} is no country we know. Give its two letters (ISO 3166), as DE, or its name."
        )
    return code


def _currency(given: str | None) -> str | None:
    if given is None:
        return None
    code = given.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise UsageError(f"--currency {given!r} is no currency code. Give three letters (ISO 4217), as EUR.")
    return code


def _amount(given: float | None) -> float | None:
    if given is not None and (math.isnan(given) or given < 0):
        raise UsageError("--min-salary must be an amount of 0 or more, for a year of full-time work.")
    return given


def _name(option: str, given: str | None) -> str | None:
    if given is None:
        return None
    if not words(given):
        raise UsageError(f"{option} {given!r} has no letter or digit to look for.")
    return given


def _day(given: date | str | None) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise UsageError(f"--since {given!r} is no day. Write it as 2026-11-01.") from None


def _count(option: str, given: int, most: int) -> int:
    if not 0 <= given <= most:
        raise UsageError(f"{option} {given} must be 0 to {most:,}.")
    return given
