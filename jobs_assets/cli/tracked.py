"""What a person has on record, as `jobs track`, `jobs show` and `jobs history` show it."""

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jobs_assets.cli import output
from jobs_assets.history import PostingLife
from jobs_assets.store.histories import duplicates_of, lives
from jobs_assets.store.observations import posting as last_observed
from jobs_assets.tracking.entries import all_tracked, tracked_of
from jobs_assets.tracking.manual import manual_posting
from jobs_assets.tracking.records import STAGES, Snapshot, Stage, Tracked, manual_number

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from jobs_assets.store.engine import Store

_STAGE_STYLES: dict[Stage, str] = {
    "inbox": "dim",
    "saved": "cyan",
    "applied": "blue",
    "interview": "magenta",
    "offer": "green",
    "closed": "dim",
}
_SOON_DAYS = 14


def snapshot(store: "Store", posting_id: str) -> Snapshot:
    """What names the posting now; as last known where the store has lost it."""
    if (own := manual_posting(store, posting_id)) is not None:
        posting = own[0]
    elif (alive := lives(store, [posting_id]).get(posting_id)) is not None:
        posting = alive[0]
    elif (observed := last_observed(store, posting_id)) is not None:
        posting = observed
    else:
        known = tracked_of(store, [posting_id])
        return known[0].posting if known else Snapshot(posting_id, "")
    return Snapshot(posting_id, posting.title, posting.hiring_organization, posting.url)


def of_cluster(store: "Store", posting_id: str) -> list[Tracked]:
    """What is on record of a posting and of those linked to it as the same opening, its own first."""
    with store.reader() as connection:
        representative, links = duplicates_of(connection, posting_id)
    return tracked_of(store, [posting_id, representative, *(one for one, _ in links)])


def document(tracked: Tracked) -> dict[str, Any]:
    """What is on record of a posting, as JSON has it."""
    posting = tracked.posting
    return {
        "posting_id": posting.posting_id,
        "title": posting.title,
        "hiring_organization": posting.hiring_organization,
        "url": posting.url,
        "stage": tracked.stage,
        "since": tracked.since,
        "starred": tracked.starred,
        "tracked_at": tracked.tracked_at,
        "stages": tracked.stages,
        "notes": tracked.notes,
    }


_NOTHING: dict[str, Any] = {
    "stage": None,
    "since": None,
    "starred": False,
    "tracked_at": None,
    "stages": [],
    "notes": [],
}


def display_list(
    store: "Store", stage: Stage | None, starred: bool | None, today: date, *, json: bool
) -> None:
    """Everything on record, or what is at a stage or has a star: the furthest first, then the latest."""
    chosen = [
        each for each in all_tracked(store) if stage in (None, each.stage) and starred in (None, each.starred)
    ]
    alive = lives(store, [each.posting.posting_id for each in chosen])
    rows = [(each, _named_now(store, each, alive)) for each in sorted(chosen, key=_furthest_first)]
    if json:
        output.emit({"total": len(rows), "tracked": [_row_document(each, *named) for each, named in rows]})
    elif rows:
        _display_table(rows, today)
    elif stage is None and starred is None:
        output.display("Nothing is tracked yet. Try: jobs track ID --stage saved")
    else:
        output.display("Nothing of that is tracked.")


def _furthest_first(tracked: Tracked) -> tuple[int, int, str]:
    # Over is over: below what can still become something.
    rank = -1 if tracked.stage == "closed" else STAGES.index(tracked.stage)
    return -rank, -tracked.since.toordinal(), tracked.posting.posting_id


def _named_now(
    store: "Store", tracked: Tracked, alive: dict[str, Any]
) -> tuple[Snapshot, PostingLife | None, bool]:
    """The posting's name now, its life if it has one, and whether it can still be shown."""
    posting_id = tracked.posting.posting_id
    if posting_id in alive:
        posting, life = alive[posting_id]
        return Snapshot(posting_id, posting.title, posting.hiring_organization, posting.url), life, True
    if manual_number(posting_id) is not None:
        return snapshot(store, posting_id), None, True
    return tracked.posting, None, last_observed(store, posting_id) is not None


def _row_document(
    tracked: Tracked, posting: Snapshot, life: PostingLife | None, known: bool
) -> dict[str, Any]:
    return document(tracked) | {
        "title": posting.title,
        "hiring_organization": posting.hiring_organization,
        "url": posting.url,
        "title_when_written": tracked.posting.title,
        "known": known,
        "last_seen": life.last_seen if life else None,
        "closed_at": life.closed_at if life else None,
        "closed_reason": life.closed_reason if life else None,
        "duplicate_of": life.duplicate_of if life else None,
    }


def _display_table(
    rows: list[tuple[Tracked, tuple[Snapshot, PostingLife | None, bool]]], today: date
) -> None:
    from rich.table import Table  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("stage", "since", "", "posting", "employer", "notes", "its board says"):
        table.add_column(column, no_wrap=column in ("stage", "since", ""), overflow="fold")
    for tracked, (posting, life, known) in rows:
        was = f"\nthen: {tracked.posting.title}" if tracked.posting.title != posting.title else ""
        table.add_row(
            Text(tracked.stage, style=_STAGE_STYLES[tracked.stage]),
            str(tracked.since),
            Text("★" if tracked.starred else "", style="yellow"),
            Text.assemble(posting.title, was, "\n", (posting.posting_id, "dim")),
            Text(posting.hiring_organization or ""),
            str(len(tracked.notes) or ""),
            _standing(posting, life, known),
        )
    output.display(table)
    if coming := _coming(rows, today):
        output.display("", Text("To come:", style="bold"), *coming)
    counts = Counter(tracked.stage for tracked, _ in rows)
    parts = [f"{counts[stage]} {stage}" for stage in reversed(STAGES) if counts[stage]]
    output.display("", f"{output.counted(len(rows), 'posting')}: {', '.join(parts)}")


def _standing(posting: Snapshot, life: PostingLife | None, known: bool) -> "Text":
    from rich.text import Text  # noqa: PLC0415 - as above

    if manual_number(posting.posting_id) is not None:
        return Text("your own", style="dim")
    if life is None:
        return Text("open, as last seen" if known else "no longer known", style="dim")
    if life.closed_at is not None:
        return Text(f"over since {life.closed_at}", style="red")
    return Text("open, a duplicate" if life.duplicate_of else "open", style="green")


def _coming(
    rows: list[tuple[Tracked, tuple[Snapshot, PostingLife | None, bool]]], today: date
) -> "list[RenderableType]":
    from rich.text import Text  # noqa: PLC0415 - as above

    dated = sorted(
        (note.remind_on, note.text, named[0].title)
        for tracked, named in rows
        if tracked.stage != "closed"
        for note in tracked.notes
        if note.remind_on is not None and (note.remind_on - today).days >= -_SOON_DAYS
    )
    return [
        Text(f"  {day}  {words}  ({title})", style="yellow" if (day - today).days <= 0 else "")
        for day, words, title in dated
    ]


def display_one(store: "Store", posting_id: str, today: date, *, written: bool, json: bool) -> None:
    """What is on record of one posting, and of those linked to it as the same opening."""
    entries = of_cluster(store, posting_id)
    own = next((each for each in entries if each.posting.posting_id == posting_id), None)
    others = [each for each in entries if each is not own]
    named = snapshot(store, posting_id)
    if json:
        words: dict[str, Any] = {"posting_id": posting_id, "title": named.title}
        words |= {"hiring_organization": named.hiring_organization, "url": named.url}
        same = {"same_opening": [document(each) for each in others]}
        output.emit((document(own) if own else _NOTHING) | words | same)
        return
    from rich.text import Text  # noqa: PLC0415 - as above

    output.display(Text.assemble((named.title, "bold"), *_employer(named)))
    for each in entries:
        output.display(*lines(each, today, about=each is not own))
    if not entries:
        output.display(f"Nothing is written about it yet. Try: jobs track {posting_id} --stage saved")
    elif written:
        output.display(Text(f"On record: {posting_id}", style="dim"))


def _employer(posting: Snapshot) -> list[str]:
    return [f", {posting.hiring_organization}"] if posting.hiring_organization else []


def lines(tracked: Tracked, today: date, *, about: bool = False) -> "list[Text]":
    """What is on record of a posting, for a person; `about` says of which, where it is another one."""
    from rich.text import Text  # noqa: PLC0415 - as above

    steps = " → ".join(f"{step.stage} {step.day}" for step in tracked.stages)
    said = Text.assemble(("★ " if tracked.starred else "", "yellow"), steps)
    if about:
        said.append(f"  (written about {tracked.posting.posting_id}, the same opening)", style="dim")
    found = [said]
    for note in tracked.notes:
        day = datetime.fromisoformat(note.written_at).date()
        remind = f"  → {note.remind_on}" if note.remind_on else ""
        late = note.remind_on is not None and note.remind_on <= today
        found.append(
            Text.assemble(
                (f"  {note.number}. ", "dim"),
                (f"{day}  ", "dim"),
                note.text,
                (remind, "red" if late else "yellow"),
            )
        )
    return found
