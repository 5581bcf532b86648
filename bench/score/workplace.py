"""Where the work is done and where remote people may live, by the rules, held against labelled postings and
cases by hand. What a location field says comes first, as it does in the pipeline.
"""

from collections.abc import Iterator
from pathlib import Path

import orjson

from bench.score.labelled import at_hand, traps, whole_postings
from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.rules.eligibility import find_eligibility
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.workplace import find_workplace
from jobs_assets.parsing.facilities import read_facility
from jobs_assets.postings import Workplace

BY_HAND = Path(__file__).with_name("workplace_by_hand.jsonl")


def scores() -> list[Score]:
    """The cases by hand for each language, the traps, and whether whole postings are remote at all."""
    found = [
        score
        for language in ("en", "de", "fr", "es")
        for score in (
            score_rows(f"workplace/{language} by hand", _by_hand(language)),
            score_rows(f"eligibility/{language} by hand", _eligible_by_hand(language)),
        )
    ]
    if at_hand("workplace"):
        found.append(score_rows("workplace/traps", _traps()))
        found.append(score_rows("workplace/remote at all", _remote_at_all()))
    return found


def _by_hand(language: str) -> Iterator[Row]:
    for case in map(orjson.loads, BY_HAND.read_bytes().splitlines()):
        if case["language"] == language:
            yield _row(case["workplace"], _workplace("", case["text"], language))


def _eligible_by_hand(language: str) -> Iterator[Row]:
    for case in map(orjson.loads, BY_HAND.read_bytes().splitlines()):
        if case["language"] == language:
            limits = find_eligibility(Reading("", case["text"], language))
            yield _row(case["eligibility"], limits.value if limits else None)


def _traps() -> Iterator[Row]:
    """A trap that has no label for the workplace states none in its text: any that is found is too much."""
    for row in traps():
        label = row["labels"].get("placement")
        yield _row(label, _workplace(row["location"] if label else "", row["description"]))


def _remote_at_all() -> Iterator[Row]:
    """The label tells remote or hybrid from all else, and was made with the location line and a cut text."""
    for row in whole_postings():
        found = _workplace(row["location_raw"] or "", row["description_text"] or "")
        yield _row(row["gold"]["remote"] or None, found in ("remote", "hybrid") or None)


def _workplace(line: str, text: str, language: str | None = None) -> Workplace | None:
    if stated := read_facility(line).workplace:
        return stated
    found = find_workplace(Reading("", text, language))
    return found.value if found else None


def _row(label: object, found: object) -> Row:
    return Row(label is not None, found is not None, right=label == found)
