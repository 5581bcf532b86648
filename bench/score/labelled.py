"""The labelled postings, as the scoring modules read them. They are not ours, so they may be missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

LABELLED = Path(__file__).parents[2] / "../shared/data/labelled"
LANGUAGES = {"en": "", "de": "de_", "fr": "fr_", "es": "es_"}
"""The prefixes of the corpora's files, by language."""


def at_hand(what: str) -> bool:
    """Whether the labelled postings are there; says so if they are not."""
    if not LABELLED.is_dir():
        print(f"{what}: skipped, since {LABELLED} is not there")
    return LABELLED.is_dir()


def corpus(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a corpus: snippets, each with its label."""
    return _rows(LABELLED / "ergon" / f"{name}_corpus.jsonl")


def whole_postings() -> Iterator[dict[str, Any]]:
    """Whole postings with several labels."""
    return _rows(LABELLED / "ergon" / "gold.jsonl")


def traps() -> Iterator[dict[str, Any]]:
    """Short postings written by hand to lead into claiming too much, with hand-written labels."""
    return _rows(LABELLED / "complete_labs" / "edge_cases_44.jsonl")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_bytes().splitlines():
        yield orjson.loads(line)
