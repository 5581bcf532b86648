"""The written material as records: posting templates, what a language's postings share, countries.

Reads and checks the data files beside it. What is drawn from them is `generator.py`'s business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from jobs_assets.samples.wording import Sentence, sentence, sentences

LANGUAGES = ("en", "de", "fr", "es")
SECTORS = ("care", "industry", "services")

_DATA = files("jobs_assets.samples")
_SHARED = ("any", *SECTORS)


@dataclass(frozen=True, slots=True)
class City:
    """A place of work. `short` is the region as locals abbreviate it ("CO"), where they do."""

    name: str
    region: str
    short: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its cities, by language, and how pay is stated there."""

    code: str
    name: str
    currency: str
    symbol: str
    year: int
    round: int
    hours: float
    shapes: tuple[str, ...]
    cities: Mapping[str, tuple[City, ...]]


@dataclass(frozen=True, slots=True)
class Education:
    """A sentence that asks for schooling, and what it asks for."""

    level: str
    required: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of job in one language. `pay` is relative to the country's typical wage."""

    name: str
    language: str
    field: str
    sector: str
    departments: tuple[str, ...]
    teams: tuple[str, ...]
    titles: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]
    area: str
    levels: tuple[str, ...]
    fixed_level: str | None
    types: tuple[str, ...]
    workplaces: tuple[str, ...]
    pay: float
    shapes: tuple[str, ...]
    duties: tuple[Sentence, ...]
    requirements: tuple[Sentence, ...]
    preferred: tuple[Sentence, ...]
    education: tuple[Education, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What all postings of a language share: names, headings and sentences that any employer could write."""

    code: str
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    people: tuple[str, ...]
    months: tuple[str, ...]
    countries: Mapping[str, str]
    titles: Mapping[str, str]
    title_marks: tuple[str, ...]
    commitments: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    about: Mapping[str, tuple[Sentence, ...]]
    role: tuple[Sentence, ...]
    experience: Mapping[str, tuple[Sentence, ...]]
    workplace: Mapping[str, tuple[Sentence, ...]]
    types: Mapping[str, tuple[Sentence, ...]]
    offer: tuple[Sentence, ...]
    visa: Mapping[str, tuple[Sentence, ...]]
    pay: Mapping[str, tuple[str, ...]]
    pay_join: str
    pay_per: Mapping[str, tuple[str, ...]]
    pay_salaries: str
    apply: tuple[Sentence, ...]
    equal: tuple[Sentence, ...]


@cache
def countries() -> dict[str, Country]:
    """Every country, by ISO 3166-1 alpha-2 code."""
    return {code: _country(code, entry) for code, entry in _read(_DATA / "world.yaml").items()}


@cache
def language(code: str) -> Language:
    """What postings in this language share."""
    return _language(code, _read(_DATA / "languages" / f"{code}.yaml"))


@cache
def templates(code: str) -> tuple[Template, ...]:
    """All templates of a language, by name."""
    folder = _DATA / "templates" / code
    paths = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name
    )
    return tuple(_template(code, path) for path in paths)


@cache
def templates_for(code: str, sector: str) -> tuple[Template, ...]:
    """The templates an employer of this sector hires for."""
    return tuple(each for each in templates(code) if each.sector in (sector, "any"))


def _read(path: Traversable) -> dict[str, Any]:
    # libyaml reads the 64 files in a tenth of the time, where the wheel carries it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 both are safe loaders
    return loaded


def _country(code: str, entry: dict[str, Any]) -> Country:
    cities = {each: tuple(City(*city) for city in entry["cities"]) for each in entry["languages"]}
    for key, listed in entry.items():
        if key.startswith("cities_"):
            cities[key.removeprefix("cities_")] = tuple(City(*city) for city in listed)
    return Country(
        code=code,
        name=entry["name"],
        currency=entry["currency"],
        symbol=entry["symbol"],
        year=entry["year"],
        round=entry["round"],
        hours=entry["hours"],
        shapes=tuple(entry["shapes"]),
        cities=cities,
    )


def _template(code: str, path: Traversable) -> Template:
    entry = _read(path)
    if entry["sector"] not in _SHARED:
        raise ValueError(
            f"{code}/{path.name}: sector is {entry['sector']!r}, not one of {', '.join(_SHARED)}"
        )
    return Template(
        name=path.name.removesuffix(".yaml"),
        language=code,
        field=entry["field"],
        sector=entry["sector"],
        departments=tuple(entry["departments"]),
        teams=tuple(entry["teams"]),
        titles=tuple(entry["titles"]),
        slots={name: tuple(values) for name, values in entry.get("slots", {}).items()},
        area=entry["area"],
        levels=tuple(entry.get("levels", ["none", "none", "junior", "senior"])),
        fixed_level=entry.get("fixed_level"),
        types=tuple(entry.get("types", ["FULL_TIME", "FULL_TIME", "FULL_TIME", "PART_TIME", "TEMPORARY"])),
        workplaces=tuple(entry.get("workplaces", ["onsite", "hybrid", "remote"])),
        pay=entry.get("pay", 1.0),
        shapes=tuple(entry.get("shapes", [])),
        duties=sentences(entry["duties"]),
        requirements=sentences(entry["requirements"]),
        preferred=sentences(entry["preferred"]),
        education=tuple(
            Education(each["level"], each["required"], sentence(each["text"]))
            for each in entry.get("education", [])
        ),
    )


def _language(code: str, entry: dict[str, Any]) -> Language:
    def each(name: str) -> dict[str, tuple[Sentence, ...]]:
        return {key: sentences(lines) for key, lines in entry[name].items()}

    pay = entry["pay"]
    shapes = ("range", "from", "exact", "bands", "ote")
    return Language(
        code=code,
        first_names=tuple(entry["names"]["first"]),
        last_names=tuple(entry["names"]["last"]),
        people=tuple(entry["people"]),
        months=tuple(entry["months"]),
        countries=entry["countries"],
        titles=entry["titles"],
        title_marks=tuple(entry["title_marks"]),
        commitments=entry["commitments"],
        headings={key: tuple(lines) for key, lines in entry["headings"].items()},
        about=each("about"),
        role=sentences(entry["role"]),
        experience=each("experience"),
        workplace=each("workplace"),
        types=each("types"),
        offer=sentences(entry["offer"]),
        visa=each("visa"),
        pay={shape: tuple(pay[shape]) for shape in shapes},
        pay_join=pay["join"],
        pay_per={interval: tuple(words) for interval, words in pay["per"].items()},
        pay_salaries=pay["salaries"],
        apply=sentences(entry["apply"]),
        equal=sentences(entry["equal"]),
    )
