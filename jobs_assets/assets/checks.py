"""What must hold after each step. A failing check is a sign on the data, never a reason to hide it.

The numbers come from `store/facts.py`. One step per asset looks at them all, since each step costs a tenth of
a second.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import dagster as dg

from jobs_assets.assets import completeness
from jobs_assets.assets.check_results import ERROR, PARSED, RAW, WARN, Numbers, result, table
from jobs_assets.assets.days import days_of, listed, today
from jobs_assets.daily import BODY_UNREADABLE
from jobs_assets.parsing.registry import BY_DESIGN
from jobs_assets.resources.crawler import ScrapyCrawler
from jobs_assets.resources.data_home import DataHome
from jobs_assets.store.facts import (
    SEEN_WHOLE,
    BoardCounts,
    ParsedFacts,
    board_outcomes,
    fields_unknown,
    parsed_facts,
)

LEAST_PARSED_SHARE = 0.99
USABLE_PARSED_SHARE = 0.5

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
    dg.AssetCheckSpec(
        "no_board_truncated",
        asset=RAW,
        description="No board was cut off by a bound, or lists fewer postings than it states.",
    ),
    dg.AssetCheckSpec(
        "details_fetched",
        asset=RAW,
        description="Postings' own pages were all had; those left to the next run are counted.",
    ),
    dg.AssetCheckSpec(
        "yields_hold",
        asset=RAW,
        description="No board lists less than half of what it usually does (the median of seven days).",
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
    dg.AssetCheckSpec(
        "fields_known",
        asset=PARSED,
        description="Rows have no keys that are new to their format: else the vendor changed something.",
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
    yield completeness.no_board_truncated(boards)
    yield completeness.details_fetched(boards)
    yield completeness.yields_hold(boards)


@dg.multi_asset_check(name="parsed_postings_checks", specs=PARSED_CHECKS)
def parsed_postings_checks(
    context: dg.AssetCheckExecutionContext, home: DataHome
) -> Iterator[dg.AssetCheckResult]:
    """Looks at the days just parsed."""
    days = days_of(context.partition_key_range)
    with home.store() as store:
        facts = parsed_facts(store, days[0], days[-1])
        unknown = fields_unknown(store, days[0], days[-1])
    yield from (check(facts) for check in (parsed_share, bodies_readable, named, distinct, counts_agree))
    yield completeness.fields_known(unknown, days[0])


def outcome_for_every_board(
    boards: Sequence[BoardCounts], followed: Iterable[str], day: date
) -> dg.AssetCheckResult:
    """`followed` boards must have an outcome on `day`, every other board wherever it has pages."""
    recorded = {board.board_id for board in boards if board.day == day and board.outcome}
    silent = sorted({board.board_id for board in boards if not board.outcome} | (set(followed) - recorded))
    return result(
        RAW,
        "every_board_has_an_outcome",
        not silent,
        f"No record of {listed(silent)}. Run the day again; if it stays, the crawl's log says why."
        if silent
        else f"{len(boards)} outcomes on record.",
        {"boards": len(boards), "without outcome": len(silent)},
    )


def no_board_failed(boards: Sequence[BoardCounts]) -> dg.AssetCheckResult:
    """Names each board that was not seen whole, with its remedy. An error if nothing came of any."""
    failed = [board for board in boards if board.outcome and board.outcome not in SEEN_WHOLE]
    metadata: Numbers = {"boards": len(boards), "failed": len(failed)}
    if failed:
        metadata["what happened"] = table(
            ("day", "board", "outcome", "what happened and what to do"),
            [(str(board.day), board.board_id, board.outcome or "", board.message or "") for board in failed],
        )
    return result(
        RAW,
        "no_board_failed",
        not failed,
        f"Not seen whole: {listed([board.board_id for board in failed])}. All other boards went on."
        if failed
        else f"All {len(boards)} boards were seen whole.",
        metadata,
        severity=WARN if len(failed) < len(boards) or any(board.seen for board in boards) else ERROR,
    )


def parsed_share(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether almost everything could be parsed, and why the rest could not. An error if it is the half.

    What employers do not offer as an opening is no loss.
    """
    lost = sum(count for reason, count in facts.reasons.items() if reason not in BY_DESIGN)
    share = facts.rows / (facts.rows + lost) if facts.rows + lost else 1.0
    metadata: Numbers = {
        "parsed": facts.rows,
        "unparsed": lost,
        "share": share,
    }
    if facts.reasons:
        metadata["reasons"] = table(
            ("reason", "how many"), [(reason, str(count)) for reason, count in facts.reasons.most_common()]
        )
    return result(
        PARSED,
        "parsed_share",
        share >= LEAST_PARSED_SHARE,
        f"{facts.rows:,} parsed, {lost:,} not ({share:.1%}). `jobs run` names the boards; their pages are "
        "kept, so that a better parser can read them.",
        metadata,
        severity=WARN if share >= USABLE_PARSED_SHARE else ERROR,
    )


def bodies_readable(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether the archive gave every body."""
    lost = facts.reasons[BODY_UNREADABLE]
    said = (
        f"{lost} pages have no readable body: `jobs verify` lists them, `jobs restore FILE` brings them back."
    )
    return result(
        PARSED, "bodies_readable", not lost, said if lost else "Every body was read.", {"unreadable": lost}
    )


def named(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether every posting has an id and a title."""
    return result(
        PARSED,
        "postings_are_named",
        not facts.nameless,
        f"{facts.nameless:,} of {facts.rows:,} postings lack an id or a title.",
        {"postings": facts.rows, "nameless": facts.nameless},
    )


def distinct(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether no posting occurs twice on a day."""
    return result(
        PARSED,
        "postings_are_distinct",
        not facts.repeated,
        f"{facts.repeated:,} of {facts.rows:,} rows repeat a posting of their day.",
        {"postings": facts.rows, "repeated": facts.repeated},
    )


def counts_agree(facts: ParsedFacts) -> dg.AssetCheckResult:
    """Whether each board that was seen whole gave as many postings as its crawl counted.

    One that was parsed or is known to be lost is accounted for; of a posting that has several pages, any will
    do.
    """
    whole = [board for board in facts.boards if board.outcome in SEEN_WHOLE]
    apart = [board for board in whole if not board.parsed <= board.seen <= board.parsed + board.lost]
    metadata: Numbers = {
        "crawl counted": sum(board.seen for board in whole),
        "parsed": sum(board.parsed for board in whole),
        "boards": len(whole),
        "boards that differ": len(apart),
    }
    if apart:
        metadata["where"] = table(
            ("day", "board", "crawl counted", "parsed", "unparsed"),
            [
                (str(board.day), board.board_id, str(board.seen), str(board.parsed), str(board.unparsed))
                for board in apart
            ],
        )
    return result(
        PARSED,
        "counts_agree",
        not apart,
        f"{len(apart)} boards differ: {listed([board.board_id for board in apart])}."
        if apart
        else f"{len(whole)} boards agree.",
        metadata,
        severity=WARN,
    )
