"""The rules of enrichment over the sample boards' postings in four languages, evidence included.

No peer does the same work; the target is postings of 5 KB per CPU-second, all rules together.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from bench.figure import Figure
from jobs_assets.enrichment.rules.all_rules import enrich_by_rules
from jobs_assets.postings import Place, Posting
from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.generator import postings as sample_postings
from jobs_assets.samples.markup import description_plain

POSTINGS = int(os.environ.get("BENCH_RULES_POSTINGS", "2000"))
ROUNDS = 3
SIZE = 5_000
LEAST = 400
"""Postings of `SIZE` characters per CPU-second."""


def measure() -> list[Figure]:
    """Postings of 5 KB per CPU-second: of all languages, and of each."""
    by_language: dict[str, list[Posting]] = defaultdict(list)
    for sample in sample_postings(2 * POSTINGS, 1):
        posting = _posting(sample)
        by_language[posting.language or "?"].append(posting)
    paired = {name: list(_in_pairs(some)) for name, some in sorted(by_language.items())}
    everything = [posting for some in paired.values() for posting in some]
    _spent(everything)  # vocabularies are loaded
    figures = [_figure("rules: all languages", everything, LEAST)]
    return figures + [_figure(f"rules: {name}", some, None) for name, some in paired.items()]


def _posting(sample: SamplePosting) -> Posting:
    firm = sample.employer
    return Posting(
        f"{firm.board_id}:{sample.native_id}",
        firm.board_id,
        None,
        sample.title,
        hiring_organization=firm.name,
        language=firm.language,
        job_location=[Place(city.name, None, firm.country.code) for city in sample.cities],
        description_text=description_plain(sample.sections),
    )


def _in_pairs(postings: list[Posting]) -> Iterator[Posting]:
    """Postings of 5 KB: a sample's text is half as long, so that of another one goes after it."""
    for one, other in zip(postings[::2], postings[1::2], strict=False):
        yield replace(one, description_text=f"{one.description_text}\n\n{other.description_text}")


def _figure(name: str, postings: list[Posting], least: int | None) -> Figure:
    characters = sum(len(posting.description_text) for posting in postings)
    spent = median(_spent(postings) for _ in range(ROUNDS))
    values = sum(len(enrich_by_rules(posting).evidence) for posting in postings)
    rate = characters / SIZE / spent
    return Figure(
        name,
        rate,
        None,
        "5 KB / CPU-s",
        None,
        f">= {least}" if least else "",
        least is None or rate >= least,
        f"{len(postings):,} postings of {characters / len(postings) / 1000:.1f} KB, {values:,} proven values",
    )


def _spent(postings: list[Posting]) -> float:
    before = time.process_time()
    for posting in postings:
        enrich_by_rules(posting)
    return time.process_time() - before
