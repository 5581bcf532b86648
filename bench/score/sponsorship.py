"""Whether a visa is sponsored, by the rules alone, held against labelled postings: each answer by itself."""

from collections.abc import Iterator

from bench.score.labelled import at_hand, corpus, traps
from bench.score.scored import Row, Score, score_rows
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.sponsorship import find_sponsorship

_TRAPS = {"offered": True, "not_offered": False}


def scores() -> list[Score]:
    """The score of "yes" and that of "no"."""
    if not at_hand("sponsorship"):
        return []
    judged = list(_judged())
    return [
        score_rows(f"sponsorship/{name}", (_row(label, found, answer) for label, found in judged))
        for name, answer in (("yes", True), ("no", False))
    ]


def _judged() -> Iterator[tuple[bool | None, bool | None]]:
    for row in corpus("sponsorship"):
        yield row["sponsorship"], _answer(row["text"])
    for row in traps():
        yield _TRAPS.get(row["labels"].get("visa_sponsorship")), _answer(row["description"])


def _answer(text: str) -> bool | None:
    found = find_sponsorship(Reading("", text))
    return found.value if found else None


def _row(label: bool | None, found: bool | None, answer: bool) -> Row:
    return Row(label is answer, found is answer, right=label is found)
