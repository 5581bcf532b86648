"""Seniority by titles alone, held against labelled titles; "unknown" is null."""

from collections.abc import Iterable

from bench.score.labelled import at_hand, corpus, traps, whole_postings
from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.rules.seniority import seniority_of


def scores() -> list[Score]:
    """The scores of the titles, of those of whole postings, and of the hand-written traps."""
    if not at_hand("seniority"):
        return []
    titles = [(row["title"], row["level"]) for row in corpus("level")]
    whole = [(row["title"], row["gold"]["level"]) for row in whole_postings()]
    tricky = [(row["title"], row["labels"]["seniority"]) for row in traps() if "seniority" in row["labels"]]
    return [
        score_rows("seniority/titles", _rows(titles)),
        score_rows("seniority/whole", _rows(whole)),
        score_rows("seniority/traps", _rows(tricky)),
    ]


def _rows(labelled: Iterable[tuple[str, str | None]]) -> Iterable[Row]:
    for title, label in labelled:
        found = seniority_of(title)
        yield Row(label not in {None, "unknown"}, found is not None, found == label)
