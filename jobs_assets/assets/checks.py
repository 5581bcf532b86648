"""What must hold after each step. A failing check is a sign on the data, never a reason to hide it.

The numbers come from `store/facts.py`. One step per asset looks at them all, since each step costs a tenth of
a second.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import dagster as dg

from jobs_assets.assets.days import days_of, listed, today
from jobs_assets.daily import BODY_UNREADABLE
from jobs_assets.pages import BoardOutcome
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.facts import BoardCounts, ParsedFacts, board_outcomes, parsed_facts

LEAST_PARSED_SHARE = 0.99
_SAW_ALL = frozenset({BoardOutcome.COMPLETE.value, BoardOutcome.EMPTY.value})
_ROWS_SHOWN = 50

RAW = dg.AssetKey("raw_pages")
PARSED = dg.AssetKey("parsed_postings")

RAW_CHECKS = [
    dg.AssetCheckSpec(
        "every_board_has_an_outcome",
        asset=RAW,
        description="Each followed board has a record of how its crawl ended, good or bad.",
    ),
    dg.AssetCheckSpec(
        "no_board_failed",
        asset=RAW,
        description="Each board was seen whole. Those that were not are listed, with what to do.",
    ),
]
PARSED_CHECKS = [
    dg.AssetCheckSpec(
        "parsed_share",
        asset=PARSED,
        description=f"At least {LEAST_PARSED_SHARE:.0%} of what pages hold is parsed. The rest has reasons.",
    ),
    dg.AssetCheckSpec(
        "bodies_readable",
        asset=PARSED,
        description="The archive gave every page's body, whole and undamaged.",
    ),
    dg.AssetCheckSpec("postings_are_named", asset=PARSED, description="Every posting has an id and a title."),
    dg.AssetCheckSpec("postings_are_distinct", asset=PARSED, description="No posting occurs twice on a day."),
    dg.AssetCheckSpec(
        "counts_agree",
        asset=PARSED,
        description="As many postings were parsed as the crawl counted, board by board.",
    ),
]


@dg.multi_asset_check(name="raw_pages_checks", specs=RAW_CHECKS)
def raw_pages_checks(
    context: dg.AssetCheckExecutionContext, crawler: ScrapyCrawler, home: DataHome
) -> Iterator[dg.AssetCheckResult]:
    """Looks at the boards of the days just published."""
    days = days_of(context.partition_key_range)
    with home.store() as store:
        boards = list(board_outcomes(store, days[0], days[-1]))
    followed = {board.board_id for board in crawler.followed()} if today() in days else set()
    yield outcome_for_every_board(boards, followed, today())
    yield no_board_failed(boards)


@dg.multi_asset_check(name="parsed_postings_checks", specs=PARSED_CHECKS)
def parsed_postings_checks(
    context: dg.AssetCheckExecutionContext, home: DataHome
) -> Iterator[dg.AssetCheckResult]:
    """Looks at the days just parsed."""
    days = days_of(context.partition_key_range)
    with home.store() as store:
        facts = parsed_facts(store, days[0], days[-1])
    yield from (check(facts) for check in (parsed_share, bodies_readable, named, distinct, counts_agree))


def outcome_for_every_board(
    boards: Sequence[BoardCounts], followed: Iterable[str], day: date
) -> dg.AssetCheckResult:
    """`followed` boards must have an outcome on `day`, every other board wherever it has pages."""
    recorded = {board.board_id for board in boards if board.day == day and board.outcome}
    silent = sorted({board.board_id for board in boards if not board.outcome} | (set(followed) - recorded))
    return _result(
        RAW,
        "every_board_has_an_outcome",
        not silent,
        f"No record of {listed(silent)}. Run the day again; if it stays, the crawl's log says why."
        if silent
        else f"{len(boards)} outcomes on record.",
        {"boards": len(boards), "without outcome": len(silent)},
    )


def no_board_failed(boards: Sequence[BoardCounts]) -> dg.AssetCheckResult:
    """A warning that names each board that was not seen whole, with its remedy."""
    failed = [board for board in boards if board.outcome and board.outcome not in _SAW_ALL]
    metadata: dict[str, dg.MetadataValue | int | float] = {"boards": len(boards), "failed": len(failed)}
    if failed:
        metadata["what happened"] = _table(
            ("day", "board", "outcome", "what happened and what to do"),
            [(str(board.day), board.board_id, board.outcome or "", board.message or "") for board in failed],
        )
    return _result(
        RAW,
        "no_board_failed",
        not failed,
        f"Not seen whole: {listed([board.board_id for board in failed])}. All other boards went on."
        if failed
        else f"All {len(boards)} boards were seen whole.",
        metadata,
        severity=dg.AssetCheckSeverity.WARN,
    )


def parsed_share(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether almost everything could be parsed, and why the rest could not."""
    lost = facts.reasons.total()
    share = facts.rows / (facts.rows + lost) if facts.rows + lost else 1.0
    metadata: dict[str, dg.MetadataValue | int | float] = {
        "parsed": facts.rows,
        "unparsed": lost,
        "share": share,
    }
    if facts.reasons:
        metadata["reasons"] = _table(
            ("reason", "how many"), [(reason, str(count)) for reason, count in facts.reasons.most_common()]
        )
    return _result(
        PARSED,
        "parsed_share",
        share >= LEAST_PARSED_SHARE,
        f"{facts.rows:,} parsed, {lost:,} not ({share:.1%}).",
        metadata,
        severity=dg.AssetCheckSeverity.WARN,
    )


def bodies_readable(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether the archive gave every body."""
    lost = facts.reasons[BODY_UNREADABLE]
    said = (
        f"{lost} pages have no readable body: `jobs verify` lists them, `jobs restore FILE` brings them back."
    )
    return _result(
        PARSED, "bodies_readable", not lost, said if lost else "Every body was read.", {"unreadable": lost}
    )


def named(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether every posting has an id and a title."""
    return _result(
        PARSED,
        "postings_are_named",
        not facts.nameless,
        f"{facts.nameless:,} of {facts.rows:,} postings lack an id or a title.",
        {"postings": facts.rows, "nameless": facts.nameless},
    )


def distinct(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether no posting occurs twice on a day."""
    return _result(
        PARSED,
        "postings_are_distinct",
        not facts.repeated,
        f"{facts.repeated:,} of {facts.rows:,} rows repeat a posting of their day.",
        {"postings": facts.rows, "repeated": facts.repeated},
    )


def counts_agree(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether each board that was seen whole gave as many postings as its crawl counted."""
    whole = [board for board in facts.boards if board.outcome in _SAW_ALL]
    apart = [board for board in whole if board.parsed + board.unparsed != board.seen]
    metadata: dict[str, dg.MetadataValue | int | float] = {
        "crawl counted": sum(board.seen for board in whole),
        "parsed": sum(board.parsed for board in whole),
        "boards": len(whole),
        "boards that differ": len(apart),
    }
    if apart:
        metadata["where"] = _table(
            ("day", "board", "crawl counted", "parsed", "unparsed"),
            [
                (str(board.day), board.board_id, str(board.seen), str(board.parsed), str(board.unparsed))
                for board in apart
            ],
        )
    return _result(
        PARSED,
        "counts_agree",
        not apart,
        f"{len(apart)} boards differ: {listed([board.board_id for board in apart])}."
        if apart
        else f"{len(whole)} boards agree.",
        metadata,
        severity=dg.AssetCheckSeverity.WARN,
    )


def _result(
    asset: dg.AssetKey,
    name: str,
    passed: bool,
    description: str,
    metadata: Mapping[str, dg.MetadataValue | int | float],
    *,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=passed,
        severity=severity,
        description=description,
        metadata=dict(metadata),
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> dg.MetadataValue:
    """A Markdown table; what a page or a server said cannot break out of its cell."""
    lines = [head, ["---"] * len(head), *rows[:_ROWS_SHOWN]]
    body = "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)
    more = len(rows) - _ROWS_SHOWN
    return dg.MetadataValue.md(body + (f"\n\nand {more} more" if more > 0 else ""))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
