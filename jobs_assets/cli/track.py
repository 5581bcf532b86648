"""`jobs track`: what a person says of postings: stage, star, notes, reminders, and postings of their own."""

import re
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home
from jobs_assets.errors import UsageError
from jobs_assets.tracking.records import STAGES, Entry, Words, manual_number

if TYPE_CHECKING:
    from jobs_assets.store.engine import Store


_OWN = "A posting of your own"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A command line, understood: what to write down of which posting, and what to take back."""

    posting: str | None
    new: bool
    words: Words
    entry: Entry
    drop_note: int | None
    forget: bool

    @property
    def writes(self) -> bool:
        """Whether something is said of a posting."""
        return self.entry != Entry() or bool(self.words.given)


def track(
    *,
    posting: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Its id, the beginning of it, or its address.", show_default=False),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage", metavar="STAGE", help=f"How far it is: {', '.join(STAGES)}.", show_default=False
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="D", help="When it came to that, YYYY-MM-DD; today.", show_default=False
        ),
    ] = None,
    star: Annotated[
        bool | None, typer.Option("--star/--no-star", help="Mark it, or not.", show_default=False)
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Add a note.", show_default=False)
    ] = None,
    remind: Annotated[
        str | None,
        typer.Option("--remind", metavar="D", help="The day to come back to that note.", show_default=False),
    ] = None,
    drop_note: Annotated[
        int | None, typer.Option("--drop-note", metavar="N", help="Take note N back.", show_default=False)
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Take everything back.")] = False,
    new: Annotated[
        bool,
        typer.Option("--new", help="Write down a posting that no board carries.", rich_help_panel=_OWN),
    ] = False,
    title: Annotated[
        str | None, typer.Option("--title", help="Its title.", rich_help_panel=_OWN, show_default=False)
    ] = None,
    company: Annotated[
        str | None, typer.Option("--company", help="Who hires.", rich_help_panel=_OWN, show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Where it stands.", rich_help_panel=_OWN, show_default=False)
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="Its text, from a file; - is standard input.",
            rich_help_panel=_OWN,
            show_default=False,
        ),
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Follow postings: say how far each is, mark it, note what matters. No crawl touches what you write.

    With an ID alone it shows what you wrote; without one it lists what you follow, of one --stage or with a
    --star if given.

    Example: [bold]jobs track greenhouse:acme:4000123 --stage applied --note "Asked Anna for a word"[/bold]
    """
    from jobs_assets.cli.tracked import display_list, display_one  # noqa: PLC0415 - the store is loaded late
    from jobs_assets.store.engine import open_store  # noqa: PLC0415

    opened, settings = open_home(home, create=new)
    now = datetime.now(ZoneInfo(settings.schedule.timezone))
    today = now.date()
    entry = _entry(stage=stage, on=on, star=star, note=note, remind=remind, today=today)
    words = Words(title, company, url, _read(text))
    wanted = _Wanted(posting, new, words, entry, drop_note, forget)
    _check(wanted)
    # What a person wrote must survive a power cut as well.
    store = open_store(settings.database_url or opened, full_sync=True, wait=settings.database_wait)
    try:
        if posting is None and not new:
            display_list(store, entry.stage, entry.starred, today, json=json)
            return
        posting_id = _named(store, wanted, now, today)
        if forget:
            _forget(store, posting_id, json=json)
            return
        _write(store, posting_id, wanted, now, today)
        display_one(store, posting_id, today, written=wanted.writes or new, json=json)
    finally:
        store.close()


def _entry(
    *, stage: str | None, on: str | None, star: bool | None, note: str | None, remind: str | None, today: date
) -> Entry:
    given = next((each for each in STAGES if stage is not None and each == stage.strip().lower()), None)
    if stage is not None and given is None:
        raise UsageError(f"--stage {stage!r} is not one of {', '.join(STAGES)}.")
    if note is not None and not note.strip():
        raise UsageError("--note is empty; a note needs words.")
    if on is not None and given is None:
        raise UsageError("--on says when a stage was reached: give --stage too.")
    if remind is not None and note is None:
        raise UsageError("--remind is the day of a note: give --note too.")
    day = _day("--on", on)
    if day is not None and day > today:
        raise UsageError(f"--on {on} is yet to come. For that, there is --note TEXT --remind {on}.")
    return Entry(given, day, star, note.strip() if note else None, _day("--remind", remind))


def _day(option: str, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{option} {given!r} is not a day as YYYY-MM-DD.") from error


def _check(wanted: _Wanted) -> None:
    """Raise `UsageError` for options that contradict each other, and for words that no store takes."""
    words = {"--note": wanted.entry.note, **_options_of(wanted.words)}
    for option, given in words.items():
        if given is not None and not given.isascii() and any(0xD800 <= ord(each) < 0xE000 for each in given):
            raise UsageError(f"{option} is not text in UTF-8.")
    if wanted.words.url and not re.match(r"https?://[^/\s]+\S*$", wanted.words.url, re.IGNORECASE):
        raise UsageError(f"--url {wanted.words.url!r} is not an http(s) address.")
    takes_back = wanted.forget or wanted.drop_note is not None
    if wanted.new and wanted.posting is not None:
        raise UsageError("--new writes down another posting, which gets an id of its own: give no ID.")
    if wanted.new and not (wanted.words.title or "").strip():
        raise UsageError("A posting needs a title: jobs track --new --title TITLE")
    if takes_back and (wanted.new or wanted.posting is None):
        raise UsageError("--forget and --drop-note take back what was said of a posting: give its ID.")
    if wanted.forget and (wanted.writes or wanted.drop_note is not None):
        raise UsageError("--forget takes everything back: give nothing beside it.")
    if wanted.posting is None and not wanted.new:
        filters = Entry(stage=wanted.entry.stage, starred=wanted.entry.starred)
        if wanted.entry != filters or wanted.words.given:
            raise UsageError("Of which posting? Give its ID, or --new for one that no board carries.")


def _options_of(words: Words) -> dict[str, str | None]:
    return {"--title": words.title, "--company": words.hiring_organization, "--url": words.url}


def _read(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        read = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return read.decode().replace("\0", "")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--text {file} cannot be read: {error}.") from error


def _named(store: "Store", wanted: _Wanted, now: datetime, today: date) -> str:
    """The id of the posting that is meant; with --new, that of the one written down now."""
    from jobs_assets.cli.naming import posting_named  # noqa: PLC0415 - as above
    from jobs_assets.store.posting_ids import postings_named  # noqa: PLC0415
    from jobs_assets.tracking.entries import tracked_addresses  # noqa: PLC0415
    from jobs_assets.tracking.manual import add_manual  # noqa: PLC0415

    if wanted.posting is not None:
        return posting_named(store, wanted.posting)
    own = tracked_addresses(store)
    if wanted.words.url and (known := postings_named(store, wanted.words.url, own)):
        raise UsageError(f"That one is known already: jobs track {known[0]}")
    return add_manual(store, wanted.words, wanted.entry, now, today)


def _write(store: "Store", posting_id: str, wanted: _Wanted, now: datetime, today: date) -> None:
    from jobs_assets.cli.tracked import snapshot  # noqa: PLC0415 - as above
    from jobs_assets.tracking.entries import drop_note, write_down  # noqa: PLC0415
    from jobs_assets.tracking.manual import correct_manual  # noqa: PLC0415

    if wanted.new:
        return
    if wanted.words.given:
        if manual_number(posting_id) is None:
            raise UsageError(f"{posting_id} is its board's: its words are not yours to change. Use --note.")
        correct_manual(store, posting_id, wanted.words)
    if wanted.drop_note is not None:
        dropped = drop_note(store, posting_id, wanted.drop_note)
        output.tell(f"Dropped note {dropped.number}: {dropped.text}")
    if wanted.writes:
        write_down(store, snapshot(store, posting_id), wanted.entry, now, today)


def _forget(store: "Store", posting_id: str, *, json: bool) -> None:
    from jobs_assets.cli.tracked import document  # noqa: PLC0415 - as above
    from jobs_assets.tracking.entries import forget  # noqa: PLC0415

    gone = forget(store, posting_id)
    if json:
        output.emit({"forgotten": document(gone)})
        return
    output.display(f"Forgot {posting_id}: it was at {gone.stage} since {gone.since}.")
    for note in gone.notes:
        output.display(f"  its note {note.number}, once more: {note.text}")
