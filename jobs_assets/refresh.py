"""The main job once, in this process and on the home's Dagster instance, so that `make web` shows the run.

What the job does is `assets/`; how it is shown in a terminal is `cli/`. Importing this loads Dagster.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from time import monotonic
from typing import Any, cast

import dagster as dg

from jobs_assets import interrupts
from jobs_assets.assets.check_results import PARSED
from jobs_assets.assets.days import DAYS
from jobs_assets.assets.enriched_postings import ENRICHED
from jobs_assets.assets.postings import POSTINGS
from jobs_assets.automation import REFRESH
from jobs_assets.boards.board import Board
from jobs_assets.definitions import definitions
from jobs_assets.errors import PastDayError
from jobs_assets.home import Home
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.resources.crawl_messages import CrawlMessage, listener
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.settings import Settings
from jobs_assets.store.engine import explained, open_store
from jobs_assets.store.facts import parsed_facts
from jobs_assets.store.last_outcomes import last_days
from jobs_assets.store.pages import stored_boards

_SEEN_WHOLE = frozenset({BoardOutcome.COMPLETE, BoardOutcome.EMPTY})


@dataclass(frozen=True, slots=True)
class BoardReport:
    """One board in a run's report: how its crawl ended, what was parsed of it, and when it last went well."""

    crawl: BoardDay
    parsed: int
    unparsed: int
    postings_new: int = 0
    postings_changed: int = 0
    postings_closed: int = 0
    postings_reopened: int = 0
    last_success: date | None = None
    last_yield: date | None = None


@dataclass(slots=True)
class RunReport:
    """What one run did. Null is for stages that did not run."""

    day: date
    run_id: str
    boards: int = 0
    boards_failed: list[str] = field(default_factory=list)
    pages: int = 0
    bytes: int = 0
    postings_seen: int = 0
    postings_new: int = 0
    postings_changed: int = 0
    postings_closed: int = 0
    postings_reopened: int = 0
    enriched: int | None = None
    enrichment_cached: int | None = None
    enrichment_pending: int | None = None
    local_ratio: float | None = None
    cost_usd: float | None = None
    seconds: float = 0.0
    unparsed: int = 0
    checks_failed: list[str] = field(default_factory=list)
    by_board: list[BoardReport] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The keys of the contract, with the day, the run and one row per board beside them."""
        return asdict(self)


def refresh(
    home: Home,
    settings: Settings,
    boards: Sequence[Board],
    day: date,
    progress: Callable[[CrawlMessage], None] | None = None,
    *,
    enrich: bool = True,
) -> RunReport:
    """Crawls `boards` for `day`, parses what came, tells lives, enriches if wanted, and says what came of it.

    `progress` hears of the crawl while it works, in another thread. Raises what the day's work raises
    (`CrawlError`, `PastDayError`, `HomeError`, …). KeyboardInterrupt ends the crawl, and the run stands as
    canceled.
    """
    started = monotonic()
    if not DAYS.has_partition_key(day.isoformat()):
        raise PastDayError(
            f"{day}: days run from {DAYS.get_first_partition_key()} to {DAYS.get_last_partition_key()}."
        )
    heard = listener.set(progress)
    try:
        with (
            interrupts.on_record(),
            explained(str(home.dagster)),  # Dagster's records are databases too
            dg.DagsterInstance.from_config(str(home.dagster)) as instance,
        ):
            result = _execute(instance, settings, boards, day, enrich=enrich)
            interrupts.raise_if_stopped()
    finally:
        listener.reset(heard)
    report = _report(result, settings, home, day)
    report.seconds = round(monotonic() - started, 3)
    return report


def _execute(
    instance: dg.DagsterInstance, settings: Settings, boards: Sequence[Board], day: date, *, enrich: bool
) -> dg.ExecuteInProcessResult:
    run_id = str(uuid.uuid4())
    job = definitions(settings).resolve_job_def(REFRESH)
    wanted = None if enrich else sorted(job.asset_layer.selected_asset_keys - {ENRICHED})
    try:
        return job.execute_in_process(
            asset_selection=wanted,
            instance=instance,
            run_id=run_id,
            partition_key=day.isoformat(),
            run_config={
                "resources": {"crawler": {"config": ScrapyCrawler.config_of(settings, boards)}},
                "loggers": {"log_file": {}},
            },
            # Whoever started this sees it fail; a daemon that is up must not start it once more.
            tags={"dagster/max_retries": "0"},
        )
    except (KeyboardInterrupt, dg.DagsterExecutionInterruptedError, Exception) as error:
        # An interrupt that came through a library may arrive as that library's error.
        if isinstance(error, Exception) and not interrupts.stopped():
            raise
        if run := instance.get_run_by_id(run_id):
            instance.report_run_canceled(run, message="Interrupted by whoever started it.")
        raise KeyboardInterrupt from None


def _report(result: dg.ExecuteInProcessResult, settings: Settings, home: Home, day: date) -> RunReport:
    report = RunReport(day, result.run_id)
    with closing(open_store(settings.database_url or home)) as store:
        crawled = list(stored_boards(store, day))
        facts = parsed_facts(store, day, day)
        last = last_days(store, day)
    report.boards = len(crawled)
    report.boards_failed = [board.board_id for board in crawled if board.outcome not in _SEEN_WHOLE]
    report.pages = sum(board.pages for board in crawled)
    report.bytes = sum(board.bytes for board in crawled)
    news, closed = _by_board(result, PARSED, "news"), _by_board(result, POSTINGS, "by_board")
    parsed = {board.board_id: board for board in facts.boards}
    for board in crawled:
        new, changed = news.get(board.board_id, (0, 0))
        over, back = closed.get(board.board_id, (0, 0))
        report.by_board.append(
            BoardReport(
                board,
                parsed[board.board_id].parsed,
                parsed[board.board_id].unparsed,
                postings_new=new,
                postings_changed=changed,
                postings_closed=over,
                postings_reopened=back,
                last_success=last[board.board_id].success,
                last_yield=last[board.board_id].yielded,
            )
        )
    report.postings_new = sum(new for new, _ in news.values())
    report.postings_changed = sum(changed for _, changed in news.values())
    report.postings_closed = sum(count for count, _ in closed.values())
    report.postings_reopened = sum(reopened for _, reopened in closed.values())
    report.postings_seen, report.unparsed = facts.rows, facts.reasons.total()
    _tell_enrichment(report, result)
    report.checks_failed = [
        check.check_name for check in result.get_asset_check_evaluations() if not check.passed
    ]
    return report


def _tell_enrichment(report: RunReport, result: dg.ExecuteInProcessResult) -> None:
    """What enrichment came to, where the run had any."""
    for event in result.get_asset_materialization_events():
        if event.asset_key == ENRICHED:
            said: dict[str, Any] = {
                name: given.value for name, given in event.materialization.metadata.items()
            }
            report.enriched, report.enrichment_cached = said["enriched"], said["cached"]
            report.enrichment_pending = said["pending"]
            report.local_ratio, report.cost_usd = said.get("local_ratio"), said["cost_usd"]


def _by_board(
    result: dg.ExecuteInProcessResult, asset: dg.AssetKey, name: str
) -> Mapping[str, Sequence[int]]:
    """Two numbers of each board that an asset's materialisation of the run says under `name`."""
    for event in result.get_asset_materialization_events():
        if event.asset_key == asset:
            return cast("Mapping[str, Sequence[int]]", event.materialization.metadata[name].value)
    return {}
