"""Salary by the rules alone, held against labelled postings: both bounds within 5%, per language.

A label has one range where a posting may state several, so a row is right if a band fits its label, or the
span of all bands of base pay in one currency and interval does. The labels write a single figure both as
(24, 24) and as (24, null), by language and sometimes by row; `salary` takes either for one figure,
`salary_strict` does not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary import find_salary
from jobs_assets.parsing.places import read_line
from jobs_assets.postings import Interval, SalaryBand

LABELLED = Path(__file__).parents[2] / "../shared/data/labelled"
TOLERANCE = 0.05
_CORPORA = {
    "en": "salary_corpus",
    "de": "de_salary_corpus",
    "fr": "fr_salary_corpus",
    "es": "es_salary_corpus",
}
_INTERVALS: dict[str, Interval] = {
    "hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A posting and its label: null where it states no pay."""

    source: str
    language: str
    reading: Reading
    label: SalaryBand | None


def scores() -> list[Score]:
    """The scores by language, with and without leniency for single figures."""
    if not LABELLED.is_dir():
        print(f"salary: skipped, since {LABELLED} is not there")
        return []
    lenient: dict[str, list[Row]] = defaultdict(list)
    strict: dict[str, list[Row]] = defaultdict(list)
    for row in labelled():
        found = [each.value for each in find_salary(row.reading)]
        there = row.label is not None
        lenient[row.language].append(Row(there, bool(found), fits(found, row.label, single_figures=True)))
        strict[row.language].append(Row(there, bool(found), fits(found, row.label, single_figures=False)))
    return [
        score_rows(f"{name}/{language}", rows)
        for name, by_language in (("salary", lenient), ("salary_strict", strict))
        for language, rows in by_language.items()
    ]


def labelled() -> Iterator[Labelled]:
    """Every row. Of the gold rows those whose pay the labeller saw in the text: not in a field beside it."""
    for language, name in _CORPORA.items():
        for row in _rows(f"ergon/{name}.jsonl"):
            yield Labelled(name, language, Reading("", row["text"], language), _label(row["expect"]))
    for row in _rows("ergon/gold.jsonl"):
        if row["structured_salary"] is None:
            reading = _reading(row["title"], row["description_text"], row["location_raw"], "en")
            yield Labelled("gold", "en", reading, _label(row["gold"]["salary"]))
    for row in _rows("complete_labs/edge_cases_44.jsonl"):
        language = next((code for code in ("german", "french", "spanish") if code in row["id"]), "en")[:2]
        language = {"ge": "de", "fr": "fr", "sp": "es"}.get(language, language)
        reading = _reading(row["title"], row["description"], row["location"], language)
        yield Labelled("edge_cases", language, reading, _edge(row["labels"]))


def fits(found: list[SalaryBand], label: SalaryBand | None, *, single_figures: bool) -> bool:
    """Whether a band, or the span of several, is what the label says."""
    if label is None:
        return not found
    return any(_same(band, label, single_figures) for band in [*found, *_spans(found)])


def _spans(found: list[SalaryBand]) -> Iterator[SalaryBand]:
    groups: dict[tuple[Any, ...], list[SalaryBand]] = defaultdict(list)
    for band in found:
        if band.kind == "base":
            groups[band.currency, band.interval].append(band)
    for (currency, interval), bands in groups.items():
        ends = [end for band in bands for end in (band.min, band.max) if end is not None]
        yield SalaryBand(min(ends), max(ends), currency, interval)


def _same(band: SalaryBand, label: SalaryBand, single_figures: bool) -> bool:
    lenient = single_figures and band.currency is None
    if label.currency and band.currency != label.currency and not lenient:
        return False
    if label.interval and band.interval != label.interval:
        return False
    ends, wanted = (band.min, band.max), (label.min, label.max)
    if single_figures:
        ends, wanted = _as_single(*ends), _as_single(*wanted)
    return _near(ends[0], wanted[0]) and _near(ends[1], wanted[1])


def _as_single(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (low, low) if high is None else (low, high)


def _near(end: float | None, wanted: float | None) -> bool:
    if end is None or wanted is None:
        return end is wanted
    return abs(end - wanted) <= TOLERANCE * wanted


def _rows(name: str) -> Iterator[dict[str, Any]]:
    yield from map(orjson.loads, (LABELLED / name).read_bytes().splitlines())


def _reading(title: str, text: str | None, location: str | None, language: str) -> Reading:
    places = read_line(location or "").places
    return Reading(
        title,
        text or "",
        language,
        frozenset(place.country for place in places if place.country),
        tuple(name for place in places for name in (place.city, place.region) if name),
    )


def _label(stated: Mapping[str, Any] | None) -> SalaryBand | None:
    if stated is None:
        return None
    return SalaryBand(
        stated.get("min"),
        stated.get("max"),
        stated.get("currency"),
        _INTERVALS.get(stated.get("interval") or ""),
    )


def _edge(labels: Mapping[str, Any]) -> SalaryBand | None:
    low, high = labels.get("salary_min"), labels.get("salary_max")
    if low is None and high is None:
        return None
    if "salary_max" not in labels:  # how these rows write a single figure
        high = low
    return SalaryBand(low, high, labels.get("salary_currency"), labels.get("salary_period"))
