"""Skills by the lexicon, held against labelled postings and against the sample boards' own truth.

A name is right if the lexicon takes it and the label for one skill ("golang" and "Go"). Where the labels are
out of a closed list of names (`ergon`, `midat`), what is not on that list is not judged: nobody looked.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from bench.score.scored import Score
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.skills import find_skills
from jobs_assets.enrichment.rules.skills_lexicon import canonical

LABELLED = Path(__file__).parents[2] / "../shared/data/labelled"


class Judged(NamedTuple):
    """The skills of a posting by their names in the lexicon."""

    text: str
    labelled: frozenset[str]
    found: frozenset[str]


def scores() -> list[Score]:
    """Micro-averaged over all skills of all postings of a file."""
    if not LABELLED.is_dir():
        print(f"skills: skipped, since {LABELLED} is not there")
        return []
    return [
        score("skills/en", closed("ergon/skills_corpus.jsonl", "skills")),
        score("skills/en by hand", closed("midat_skills_eval_40.jsonl", "expected")),
    ]


def closed(name: str, key: str) -> list[Judged]:
    """The rows of a file whose labels are out of a closed list: those that occur in it."""
    rows = [orjson.loads(line) for line in (LABELLED / name).read_bytes().splitlines()]
    listed = {canonical(label) for row in rows for label in row[key]}
    return [
        Judged(
            row["text"],
            frozenset(map(canonical, row[key])),
            frozenset(name for name in found_in(row["text"]) if name in listed),
        )
        for row in rows
    ]


def found_in(text: str) -> Iterator[str]:
    """The names of the skills that the rules find."""
    return (found.value.name for found in find_skills(Reading("", text)))


def score(name: str, judged: Iterable[Judged]) -> Score:
    """The counts over all rows; `of` is the number of labels."""
    rows = list(judged)
    return Score(
        name,
        right=sum(len(row.labelled & row.found) for row in rows),
        wrong=sum(len(row.found - row.labelled) for row in rows),
        missed=sum(len(row.labelled - row.found) for row in rows),
        of=sum(len(row.labelled) for row in rows),
    )
