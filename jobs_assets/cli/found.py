"""How found postings look in a terminal."""

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jobs_assets.cli import output
from jobs_assets.cli.show import in_words, pay
from jobs_assets.search.query import Query, parse
from jobs_assets.search.search import Search
from jobs_assets.search.snippet import Piece, marked, snippet
from jobs_assets.store.search import Hit, Results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from jobs_assets.postings import Posting, SalaryBand

_FOUND = "bold yellow"
_QUIET = "dim"


def page(results: Results, wish: Search) -> "list[RenderableType]":
    """A page of results, and how many there are."""
    query = parse(wish.query)
    shown: list[RenderableType] = []
    if results.hits:
        headings = ("posting", "employer", "place", "pay", "first seen")
        shown += [_in_columns(*(Text(heading, style=_QUIET) for heading in headings)), Text()]
    for hit in results.hits:
        shown += [_in_columns(*_columns(hit, query)), *_below(hit, query), Text()]
    return [*shown, Text(_count(results, wish), style=_QUIET)]


def _in_columns(*cells: Text) -> Table:
    """A row of the same columns as every other, with room below for what is wider than a column."""
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for ratio in (5, 3, 3, 3):
        row.add_column(ratio=ratio, overflow="fold")
    row.add_column(width=10)
    row.add_row(*cells)
    return row


def _columns(hit: Hit, query: Query) -> tuple[Text, ...]:
    posting, life = hit.posting, hit.life
    title = _marked(marked(posting.title, query))
    title.stylize("bold")
    seen = [Text(str(life.first_seen))]
    if life.closed_at:
        seen += [Text("closed", style="red"), Text(str(life.closed_at), style="red")]
    return (
        title,
        Text(posting.hiring_organization or ""),
        _place(posting),
        Text(_pay(posting.salary)),
        Text("\n").join(seen),
    )


def _below(hit: Hit, query: Query) -> "Iterator[RenderableType]":
    if quoted := snippet(hit.posting.description_text, query):
        yield Padding(_marked(quoted), (0, 0, 0, 2))
    yield Text(f"  {hit.posting.posting_id}", style="cyan", no_wrap=True)  # to be copied
    if hit.duplicates:
        others = output.counted(hit.duplicates, "other posting")
        yield Text(f"  and {others} of the same opening; --duplicates shows them", style=_QUIET)


def _marked(pieces: "Iterable[Piece]") -> Text:
    return Text.assemble(*((piece.text, _FOUND if piece.found else "") for piece in pieces))


def _place(posting: "Posting") -> Text:
    places = [in_words(place) for place in posting.job_location]
    if len(places) > 2:
        places = [places[0], f"and {len(places) - 1} more"]
    if posting.workplace:
        places.append(posting.workplace)
    return Text("\n".join(filter(None, places)))


def _pay(bands: "list[SalaryBand]") -> str:
    if not bands:
        return ""
    more = f"\nand {len(bands) - 1} more" if len(bands) > 1 else ""
    return pay(bands[0]) + more


def _count(results: Results, wish: Search) -> str:
    took = f"{results.took_ms:.1f} ms"
    if not results.total:
        return f"Nothing found ({took})."
    total = output.counted(results.total, "posting")
    first, last = wish.offset + 1, wish.offset + len(results.hits)
    if not results.hits:
        return f"{total} found ({took}); none from number {first:,} on."
    if len(results.hits) == results.total:
        return f"{total} found ({took})."
    more = f" More with --offset {last}." if last < results.total else ""
    return f"{total} found ({took}), shown are {first:,} to {last:,}.{more}"
