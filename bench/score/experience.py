"""Years of experience by the rules alone, held against labelled postings: the minimum exact, per language.

The labels give a number to words that have none ("mehrjährig" is three years, "première expérience" is up to
two). The rules offer those with little confidence; `experience_figures` leaves them out, on both sides.
"""

from collections.abc import Iterator
from typing import NamedTuple

from bench.score.labelled import LANGUAGES, at_hand, corpus, traps, whole_postings
from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.records import Experience, Found
from jobs_assets.enrichment.rules.experience import find_experience
from jobs_assets.enrichment.rules.reading import Reading


class _Labelled(NamedTuple):
    reading: Reading
    label: dict[str, int | None] | None


def scores() -> list[Score]:
    """The scores by language, of whole postings, and of the hand-written traps."""
    if not at_hand("experience"):
        return []
    scored = []
    for language in LANGUAGES:
        rows = list(_of_corpus(language))
        scored.append(score_rows(f"experience/{language}", map(_minimum, rows)))
        scored.append(score_rows(f"experience_range/{language}", map(_range, rows)))
        scored.append(score_rows(f"experience_figures/{language}", _in_figures(rows)))
    scored.append(score_rows("experience/en whole", map(_minimum, _of_whole())))
    scored.append(score_rows("experience/traps", map(_minimum, _of_traps())))
    return scored


def _of_corpus(language: str) -> Iterator[_Labelled]:
    for row in corpus(f"{LANGUAGES[language]}yoe"):
        yield _Labelled(Reading("", row["text"], language), row["expect"])


def _of_whole() -> Iterator[_Labelled]:
    for row in whole_postings():
        yield _Labelled(Reading(row["title"], row["description_text"] or ""), row["gold"]["yoe"])


def _of_traps() -> Iterator[_Labelled]:
    """These say of the minimum alone."""
    for row in traps():
        if "experience_min_years" in row["labels"]:
            least = row["labels"]["experience_min_years"]
            label = None if least is None else {"min": least}
            yield _Labelled(Reading(row["title"], row["description"]), label)


def _minimum(row: _Labelled) -> Row:
    return _row(row.label, find_experience(row.reading), ("min",))


def _range(row: _Labelled) -> Row:
    return _row(row.label, find_experience(row.reading), ("min", "max"))


def _in_figures(rows: list[_Labelled]) -> Iterator[Row]:
    for row in rows:
        found = find_experience(row.reading)
        if found is None or found.confidence is None:
            yield _row(row.label, found, ("min",))


def _row(label: dict[str, int | None] | None, found: Found[Experience] | None, ends: tuple[str, ...]) -> Row:
    right = bool(label and found) and all(getattr(found.value, end) == label[end] for end in ends)  # type: ignore[union-attr, index]  # both are there
    return Row(label is not None, found is not None, right)
