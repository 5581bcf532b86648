"""`jobs history`: the life of one posting, change by change, with what the person did woven in."""

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption
from jobs_assets.tracking.records import manual_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.text import Text

    from jobs_assets.history import History
    from jobs_assets.tracking.records import Tracked


class _Event(NamedTuple):
    """Something on a day: its line, and what is shown under it. `rank` orders a day's events."""

    day: date
    rank: int
    line: "Text"
    below: "Sequence[Text]" = ()


def history(
    *,
    posting_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Its id, the beginning of it, or its address.", show_default=False),
    ],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show the life of a posting: when it appeared, what changed, when and why it closed, that it came back.

    Example: [bold]jobs history greenhouse:acme:4000123[/bold]
    """
    from jobs_assets.cli.asked_for import asked_for  # noqa: PLC0415 - only when the command runs

    found, tracked = asked_for(home, posting_id)
    if json:
        output.emit(_document(found, tracked))
    else:
        output.display(*_page(found, tracked))


def _document(history: "History", tracked: "list[Tracked]") -> dict[str, Any]:
    from jobs_assets.cli.record import change_record, record  # noqa: PLC0415 - as above
    from jobs_assets.cli.tracked import document  # noqa: PLC0415

    return {
        "posting_id": history.posting.posting_id,
        "posting": record(history.posting, history.life, history.enrichment),
        "life": history.life,
        "changes": [change_record(change) for change in history.changes],
        "representative": history.representative,
        "duplicates": [asdict(each) for each in history.duplicates],
        "reposts": [asdict(each) for each in history.reposts],
        "closings": [asdict(each) for each in history.closings],
        "tracked": [document(each) for each in tracked],
    }


def _page(history: "History", tracked: "list[Tracked]") -> "list[RenderableType]":
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    posting, life = history.posting, history.life
    employer = f", {posting.hiring_organization}" if posting.hiring_organization else ""
    page: list[RenderableType] = [Text.assemble((posting.title, "bold"), employer)]
    page += [Text(posting.posting_id, style="dim"), Text("")]
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    shown: date | None = None
    for event in sorted(_events(history, tracked), key=lambda event: event[:2]):
        table.add_row("" if event.day == shown else str(event.day), event.line)
        for line in event.below:
            table.add_row("", Text("  ").append_text(line))
        shown = event.day
    page.append(table)
    if life.closed_at is None and manual_number(posting.posting_id) is None:
        page += [Text(""), Text(f"Open; last seen on {life.last_seen}.")]
    return page + _kin_lines(history)


def _events(history: "History", tracked: "list[Tracked]") -> "Iterator[_Event]":
    from rich.text import Text  # noqa: PLC0415 - as above

    from jobs_assets.cli.change_words import headline, text_lines  # noqa: PLC0415

    if not history.changes and manual_number(history.posting.posting_id) is None:
        yield _Event(history.life.first_seen, 0, Text("first seen", style="bold green"))
    for number, change in enumerate(history.changes):
        quotes = [
            Text(f'"{closing.quote}" ({closing.url})', style="italic")
            for closing in history.closings
            if change.change == "closed" and closing.day == change.day and closing.quote
        ]
        yield _Event(change.day, 1 + number, headline(change), [*text_lines(change), *quotes])
    for repost in history.reposts:
        yield _Event(repost.first_seen, 0, Text(f"the same content is listed as {repost.posting_id}"))
    late = 1 + len(history.changes)  # what a person did comes after what they could see
    for each in tracked:
        about = each.posting.posting_id
        other = f" (about {about})" if about != history.posting.posting_id else ""
        for step in each.stages:
            yield _Event(step.day, late, Text(f"you: {step.stage}{other}", style="cyan"))
        for note in each.notes:
            day = datetime.fromisoformat(note.written_at).date()
            remind = f" → {note.remind_on}" if note.remind_on else ""
            yield _Event(day, late + 1, Text(f"your note: {note.text}{remind}{other}", style="cyan"))


def _kin_lines(history: "History") -> "list[RenderableType]":
    from rich.text import Text  # noqa: PLC0415 - as above

    from jobs_assets.cli.show import kin_line  # noqa: PLC0415

    if not history.duplicates:
        return []
    return [Text(""), Text("The same opening", style="bold"), *map(kin_line, history.duplicates)]
