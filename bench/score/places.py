"""City and country of location lines, held against labels: the first place of a line, as labels give one."""

from collections.abc import Iterable

from bench.score.labelled import at_hand, corpus, whole_postings
from bench.score.scored import Row, Score, score_rows
from jobs_assets.parsing.cities.cities import folded
from jobs_assets.parsing.countries import country_named
from jobs_assets.parsing.facilities import read_facility
from jobs_assets.postings import Place

_Labelled = tuple[str, str | None, str | None]


def scores() -> list[Score]:
    """Country and city, of the corpus of location lines and of whole postings."""
    if not at_hand("places"):
        return []
    lines = [(row["location_raw"] or "", row["country"], row["city"]) for row in corpus("geo")]
    postings = [
        (row["location_raw"] or "", row["gold"]["country"], row["gold"]["city"]) for row in whole_postings()
    ]
    return [
        score for name, rows in (("lines", lines), ("postings", postings)) for score in _scores(name, rows)
    ]


def _scores(name: str, rows: Iterable[_Labelled]) -> list[Score]:
    countries, cities = [], []
    for line, country, city in rows:
        place = next(iter(read_facility(line).places), Place())
        code = country_named(country) if country else None
        countries.append(_row(code, place.country))
        cities.append(_row(_key(city), _key(place.city)))
    return [score_rows(f"places/country of {name}", countries), score_rows(f"places/city of {name}", cities)]


def _row(label: str | None, found: str | None) -> Row:
    return Row(label is not None, found is not None, right=label == found)


def _key(city: str | None) -> str | None:
    return folded(city) if city else None
