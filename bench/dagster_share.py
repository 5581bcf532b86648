"""What Dagster adds to a refresh: the job, and beside it the functions it is made of, called in turn.

The peer crawls, publishes, parses and asks for the checks' numbers, and records none of it anywhere.
"""

import os
import resource
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bench.figure import Figure
from bench.sample_day import sample_server

POSTINGS = 10_000
ROUNDS = 3
MOST = 1.3
APIS = frozenset({"greenhouse", "lever", "ashby"})


def measure() -> list[Figure]:
    """CPU-seconds of both, children included, on a home where nothing changes any more.

    Board APIs alone give a hundred postings a page: the least work of ours, the largest share of Dagster's.
    """
    with sample_server(POSTINGS) as base_url:
        return [_figure("refresh, all kinds", base_url, None), _figure("refresh, board APIs", base_url, APIS)]


def _figure(name: str, base_url: str, kinds: frozenset[str] | None) -> Figure:
    from jobs_assets.samples.catalog import sample_boards

    boards = [board for board in sample_boards(POSTINGS, 1, base_url) if kinds is None or board.ats in kinds]
    with tempfile.TemporaryDirectory() as folder:
        with_dagster, without, postings = _both(Path(folder), boards)
        with_dagster(), without()  # imports, the first crawl, the first rows
        pairs = [
            (_spent(with_dagster), _spent(without)) if number % 2 else _reversed(with_dagster, without)
            for number in range(ROUNDS)
        ]
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    return Figure(
        name,
        statistics.median(ours for ours, _ in pairs),
        statistics.median(bare for _, bare in pairs),
        "CPU-s",
        ratio,
        f"≤ {MOST} x the bare functions",
        ratio <= MOST,
        f"{postings():,} unchanged postings on {len(boards)} boards",
    )


def _both(
    folder: Path, boards: Sequence[object]
) -> tuple[Callable[[], object], Callable[[], object], Callable[[], int]]:
    from jobs_assets.home import Home
    from jobs_assets.settings import load_settings

    home = Home(folder / "home").create()
    os.environ["JOBS_HOME"] = str(home.path)
    settings = load_settings(home=home.path, crawl={"delay": 0, "concurrency": 32})
    from jobs_assets.assets.days import today
    from jobs_assets.daily import crawled_days, parsed_days
    from jobs_assets.enriching import enrich_by_rules_of_day, recipe
    from jobs_assets.market.report import write_report
    from jobs_assets.parsing import BY_DESIGN
    from jobs_assets.refresh import refresh
    from jobs_assets.resources.crawler import ScrapyCrawler
    from jobs_assets.store.archive import PageArchive
    from jobs_assets.store.duplicates import update_duplicates
    from jobs_assets.store.engine import open_store
    from jobs_assets.store.enriched_facts import enriched_facts
    from jobs_assets.store.facts import board_outcomes, parsed_facts
    from jobs_assets.store.life_facts import life_facts
    from jobs_assets.store.lives import update_lives
    from jobs_assets.store.market_facts import market_figures
    from jobs_assets.store.observations import replace_day
    from jobs_assets.store.pages import replace_raw_day, stored_day

    day = today()
    seen = 0

    def bare() -> None:
        nonlocal seen
        ScrapyCrawler.of(settings).crawl(None, boards, day)
        with closing(open_store(home)) as store, PageArchive(home.archive) as archive:
            for raw in crawled_days(archive, [day]):
                replace_raw_day(store, raw)
            for parsed in parsed_days([stored_day(store, day)], archive.read):
                replace_day(store, parsed.day, parsed.records, parser_version=parsed.parser_version)
            update_lives(store, by_design=BY_DESIGN)
            life_facts(store)
            update_duplicates(store)
            enrich_by_rules_of_day(store, day, recipe())
            enriched_facts(store, day, day)
            write_report(home, market_figures(store))
            list(board_outcomes(store, day, day))
            seen = parsed_facts(store, day, day).rows

    return lambda: refresh(home, settings, boards, day, None), bare, lambda: seen


def _reversed(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    theirs = _spent(second)
    return _spent(first), theirs


def _spent(work: Callable[[], object]) -> float:
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    """CPU-seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
