"""What `jobs run` says when it is done: a table of the boards, the totals, and what to try next."""

import shlex
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jobs_assets.cli import output
from jobs_assets.pages import BoardOutcome
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import RenderableType

    from jobs_assets.home import Home
    from jobs_assets.refresh import BoardReport, RunReport
    from jobs_assets.settings import Settings

_GOOD = frozenset({BoardOutcome.COMPLETE, BoardOutcome.EMPTY})
_SHOWN_BOARDS = 40


def _stated_beyond(row: "BoardReport") -> int:
    stated = row.crawl.advertised or 0
    return stated if stated > row.crawl.postings else 0


_COUNTS: "dict[str, Callable[[BoardReport], int]]" = {
    "pages": lambda row: row.crawl.pages,
    "postings": lambda row: row.parsed,
    "stated": _stated_beyond,
    "details failed": lambda row: row.crawl.details_failed,
    "later": lambda row: row.crawl.details_pending,
    "new": lambda row: row.postings_new,
    "changed": lambda row: row.postings_changed,
    "closed": lambda row: row.postings_closed,
    "back": lambda row: row.postings_reopened,
}
_ALWAYS = frozenset({"pages", "postings"})
_OF_SOME = frozenset({"stated", "details failed", "later"})


def display_report(report: "RunReport", home: "Home", settings: "Settings") -> None:
    """The whole report, on standard output."""
    output.display(_table(report.by_board), "")
    output.display(*_remarks(report.by_board))
    output.display(_totals(report))
    for line in _troubles(report):
        output.display(Text(line, style="yellow"))
    output.display("", *_next_things(report, home, settings))


def _table(boards: "list[BoardReport]") -> Table:
    """Boards that miss something first, then the largest; the smallest of very many are one line.

    No column is blank. `stated` is what a board says it has where more than was seen; `later` counts
    postings' own pages that are left to the next run.
    """
    ordered = sorted(boards, key=_failed_first)
    shown, rest = ordered[:_SHOWN_BOARDS], ordered[_SHOWN_BOARDS:]
    counted = {name: count for name, count in _COUNTS.items() if name in _ALWAYS or any(map(count, boards))}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("board", overflow="fold")
    table.add_column("outcome", no_wrap=True)
    for name in counted:
        table.add_column(name, justify="right", no_wrap=True)
    for row in shown:
        table.add_row(
            Text(row.crawl.board_id),
            Text(row.crawl.outcome.value, style="" if row.crawl.outcome in _GOOD else "red"),
            *(_number(name, count(row)) for name, count in counted.items()),
        )
    if rest:
        sums = (_number(name, sum(map(count, rest))) for name, count in counted.items())
        table.add_row(f"… and {len(rest):,} more", "", *sums)
    return table


def _failed_first(row: "BoardReport") -> tuple[bool, bool, int, str]:
    whole = not (row.crawl.details_failed or row.unparsed)
    return row.crawl.outcome in _GOOD, whole, -row.parsed, row.crawl.board_id


def _number(column: str, count: int) -> str:
    return "" if column in _OF_SOME and not count else f"{count:,}"


def _remarks(boards: "list[BoardReport]") -> "Iterator[RenderableType]":
    """What went wrong, board by board, and what to do: under the table, where sentences have room."""
    remarked = [(row, remark) for row in sorted(boards, key=_failed_first) if (remark := _remark(row))]
    for row, remark in remarked[:_SHOWN_BOARDS]:
        yield Text(row.crawl.board_id, style="" if row.crawl.outcome in _GOOD else "red")
        yield Padding(Text(remark), (0, 0, 0, 4))
    if (more := len(remarked) - _SHOWN_BOARDS) > 0:
        yield f"… and {more:,} more; --json names them all"
    if remarked:
        yield ""


def _remark(row: "BoardReport") -> str:
    unread = f"{output.counted(row.unparsed, 'posting')} could not be parsed" if row.unparsed else ""
    message = (row.crawl.message or "").removeprefix(f"{row.crawl.board_id}: ")
    since = "" if row.crawl.outcome in _GOOD else _last_whole(row)
    return "; ".join(part for part in (message, unread, since) if part)


def _last_whole(row: "BoardReport") -> str:
    if row.last_success is not None:
        return f"last seen whole on {row.last_success}"
    return "" if row.last_yield is None else f"last listed postings on {row.last_yield}"


def _totals(report: "RunReport") -> Text:
    new, changed = report.postings_new, report.postings_changed
    line = Text(f"{report.day}  ", style="bold")
    line.append(
        f"{output.counted(report.postings_seen, 'posting')} on {output.counted(report.boards, 'board')}, "
        f"{output.counted(report.pages, 'page')}, {output.size(report.bytes)}, {report.seconds:.1f} s",
        style="not bold",
    )
    closed, back = report.postings_closed, report.postings_reopened
    if report.postings_seen and not (new or changed or closed or back):
        line.append("\nNothing has changed since the last run.", style="green")
    else:
        counts = {"new": new, "changed": changed, "closed": closed, "back": back}
        said = [f"{count:,} {word}" for word, count in counts.items() if count or word in ("new", "changed")]
        line.append("\n" + ", ".join(said), style="green")
    if report.enriched is not None:
        line.append(_enriched(report), style="not bold")
    return line


def _enriched(report: "RunReport") -> str:
    """What was found in texts, in words; nothing where all was known from before."""
    said = []
    if report.enriched:
        said.append(f"{report.enriched:,} read for skills, pay and the rest")
    if report.enrichment_pending:
        said.append(f"{report.enrichment_pending:,} wait for a model")
    if report.cost_usd:
        said.append(f"${report.cost_usd:.4f}")
    return "\n" + ", ".join(said) if said else ""


def _troubles(report: "RunReport") -> "Iterable[str]":
    if report.boards_failed:
        failed = output.counted(len(report.boards_failed), "board was", "boards were")
        yield f"{failed} not seen whole; what came is kept."
    if report.checks_failed:
        yield f"Checks that did not pass: {', '.join(report.checks_failed)}. `make web` shows what they saw."


def _as_typed(home: "Home") -> tuple[str, str, str]:
    """How this program is called from here, and what names the home to it and to make where they need it."""
    here = Path.cwd()
    program = Path(sys.argv[0]).absolute()
    if shutil.which("jobs") or program.name != "jobs" or not program.is_relative_to(here):
        jobs = "jobs"
    else:
        jobs = shlex.quote(str(program.relative_to(here)))
    if home.path.absolute() == here / "home":
        return jobs, "", ""
    folder = shlex.quote(str(home.path))
    return jobs, f" --home {folder}", f" HOME_DIR={folder}"


def _near(path: Path) -> Path:
    """The path as one would type it from here."""
    here = Path.cwd()
    return path.absolute().relative_to(here) if path.absolute().is_relative_to(here) else path


def _phrase(title: str) -> str:
    """The title as a search takes it; a quotation mark within would end it."""
    return '"' + " ".join(title.replace('"', " ").split()) + '"'


def _next_things(report: "RunReport", home: "Home", settings: "Settings") -> list[Text]:
    with closing(open_store(settings.database_url or home)) as store:
        first = next(postings(store, report.day), None)
    jobs, at, make_at = _as_typed(home)
    things = [
        (
            f"{jobs} search {shlex.quote(_phrase(first.title))}{at}",
            "by words and facets; jobs show ID for one",
        )
        if first
        else None,
        (f"{jobs} boards add URL{at}", "follow an employer: any board, posting or careers page"),
        (f"make web{make_at}", "the same run as a graph, with checks and history"),
        (str(_near(home.market_report)), "the market, drawn: open it in a browser")
        if home.market_report.exists()
        else None,
    ]
    lines = [Text("Next:", style="bold")]
    for thing in things:
        if thing:
            # Left to the terminal to wrap: what is copied from it is one line.
            said = ("  ", (thing[0], "cyan"), f"  # {thing[1]}")
            lines.append(Text.assemble(*said, no_wrap=True))
    return lines
