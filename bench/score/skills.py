"""Skills by the lexicon, held against labelled postings and against the sample boards' own truth.

A name is right if the lexicon takes it and the label for one skill ("golang" and "Go"). Where the labels
are out of a closed list of names (`ergon`, `midat`), what is not on that list is not judged: nobody looked.
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from bench.score.scored import Score
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.skills import find_skills
from jobs_assets.enrichment.rules.skills_lexicon import canonical
from jobs_assets.samples.generator import postings
from jobs_assets.samples.markup import description_plain

LABELLED = Path(__file__).parents[2] / "../shared/data/labelled"
SAMPLES = 1200
SEED = 4


class Judged(NamedTuple):
    """The skills of a posting by their names in the lexicon."""

    labelled: frozenset[str]
    found: frozenset[str]


def scores() -> list[Score]:
    """Names over all skills of all postings of a file; whether they are a must, on the sample boards."""
    found = list(required_in_samples())
    if not LABELLED.is_dir():
        print(f"skills: labelled postings skipped, since {LABELLED} is not there")
        return found
    return [
        names_of("skills/en", closed("ergon/skills_corpus.jsonl", "skills")),
        names_of("skills/en by hand", closed("midat_skills_eval_40.jsonl", "expected")),
        spans(),
        *found,
    ]


def closed(name: str, key: str) -> list[Judged]:
    """The rows of a file whose labels are out of a closed list: those that occur in it."""
    rows = [orjson.loads(line) for line in (LABELLED / name).read_bytes().splitlines()]
    listed = {canonical(label) for row in rows for label in row[key]}
    return [
        Judged(
            frozenset(map(canonical, row[key])),
            frozenset(each.value.name for each in find_skills(Reading("", row["text"]))) & listed,
        )
        for row in rows
    ]


def names_of(name: str, judged: Iterable[Judged]) -> Score:
    """Micro-averaged: each skill of each posting counts alike. `of` is the number of labels."""
    rows = list(judged)
    return Score(
        name,
        right=sum(len(row.labelled & row.found) for row in rows),
        wrong=sum(len(row.found - row.labelled) for row in rows),
        missed=sum(len(row.labelled - row.found) for row in rows),
        of=sum(len(row.labelled) for row in rows),
    )


def spans() -> Score:
    """SkillSpan: sentences in which people marked knowledge and skills, whole phrases among them.

    Found is right if it lies in a mark; a mark of knowledge is missed if nothing was found in it. Many are
    topics ("banking", "integration") that a lexicon of skills does not have, so the recall is low.
    """
    right = wrong = missed = 0
    for name in ("train", "dev"):
        for line in gzip.decompress((LABELLED / f"skillspan/{name}.json.gz").read_bytes()).splitlines():
            text, marked = _sentence(orjson.loads(line))
            found = [(each.start, each.end) for each in find_skills(Reading("", text))]
            inside = [
                any(start < end_ and end > start_ for start_, end_, _ in marked) for start, end in found
            ]
            right += sum(inside)
            wrong += len(inside) - sum(inside)
            missed += sum(
                knowledge and not any(start < end_ and end > start_ for start_, end_ in found)
                for start, end, knowledge in marked
            )
    return Score("skills/skillspan", right, wrong, missed, right + missed)


def _sentence(row: dict[str, Any]) -> tuple[str, list[tuple[int, int, bool]]]:
    """A sentence of tokens as text, and what is marked in it: from, to, whether as knowledge."""
    text = " ".join(row["tokens"])
    marked: list[tuple[int, int, bool]] = []
    for kind in ("tags_knowledge", "tags_skill"):
        at = 0
        for token, tag in zip(row["tokens"], row[kind], strict=True):
            if tag.startswith("B"):
                marked.append((at, at + len(token), kind == "tags_knowledge"))
            elif tag.startswith("I") and marked:
                start, _, knowledge = marked.pop()
                marked.append((start, at + len(token), knowledge))
            at += len(token) + 1
    return text, marked


def required_in_samples() -> Iterator[Score]:
    """By language: of the skills that a sample posting names and the rules find, whether each is a must.

    Right is a must or a wish as the posting means it, wrong is another, missed is one that stays open.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for posting in postings(SAMPLES, SEED):
        language = posting.employer.language
        text = description_plain(posting.sections)
        truth = {canonical(name): required for name, required in posting.stated.skills.items()}
        for each in find_skills(Reading(posting.title, text, language, employer=posting.employer.name)):
            needed = truth.get(each.value.name, each.value.required)
            if each.value.name not in truth or needed is None is each.value.required:
                continue
            outcome = "missed" if each.value.required is None else "wrong"
            counts[language]["right" if each.value.required == needed else outcome] += 1
    for language, count in counts.items():
        yield Score(
            f"skills_required/{language}", count["right"], count["wrong"], count["missed"], count.total()
        )
