"""The level of education by the rules alone, held against labelled postings, per language.

The labels know high school, associate, bachelor, master, doctorate. They have no word for "none needed" and,
but for the associate's degree and its like in France and Spain, none for vocational training. Rows without a
label, of which a rule says one of these, are not judged. `education_required` is of rows of the right level.
"""

from collections.abc import Iterator
from typing import Any

from bench.score.labelled import LANGUAGES, at_hand, corpus, traps
from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.records import Education, Found
from jobs_assets.enrichment.rules.education import find_education
from jobs_assets.enrichment.rules.reading import Reading

_LEVELS = {"highschool": "secondary", "associate": "vocational", "phd_md": "doctorate"}


def scores() -> list[Score]:
    """The scores by language, and of the hand-written traps."""
    if not at_hand("education"):
        return []
    scored = []
    for language in LANGUAGES:
        judged = list(_judged(language))
        scored.append(score_rows(f"education/{language}", (_level(*each) for each in judged)))
        scored.append(score_rows(f"education_required/{language}", _required(judged)))
    scored.append(score_rows("education/traps", _traps()))
    return scored


def _judged(language: str) -> Iterator[tuple[dict[str, Any] | None, Found[Education] | None]]:
    for row in corpus(f"{LANGUAGES[language]}degree"):
        found = find_education(Reading("", row["text"], language))
        label = _label(row["expect"])
        if label or not (found and _is_beyond_labels(found.value, language)):
            yield label, found


def _label(expected: dict[str, Any] | None) -> dict[str, Any] | None:
    """The corpora name the two parts differently."""
    if expected is None:
        return None
    level = expected["degree_min"] if "degree_min" in expected else expected["level"]
    required = expected["degree_required"] if "degree_min" in expected else expected["required"]
    return {"level": _LEVELS.get(level, level), "required": required}


def _is_beyond_labels(value: Education, language: str) -> bool:
    return value.level == "none" or (value.level == "vocational" and language != "en")


def _level(label: dict[str, Any] | None, found: Found[Education] | None) -> Row:
    right = bool(label and found and found.value.level == label["level"])
    return Row(label is not None, found is not None, right)


def _required(judged: list[tuple[dict[str, Any] | None, Found[Education] | None]]) -> Iterator[Row]:
    for label, found in judged:
        if label and found and label["required"] is not None and found.value.level == label["level"]:
            yield Row(there=True, found=True, right=found.value.required == label["required"])


def _traps() -> Iterator[Row]:
    for row in traps():
        if "education_level" in row["labels"]:
            label = {"level": row["labels"]["education_level"]}
            yield _level(label, find_education(Reading(row["title"], row["description"])))
