"""How found postings look in a terminal."""

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from jobs_assets.cli import output
from jobs_assets.cli.show import in_words, pay
from jobs_assets.search.query import Query, parse
from jobs_assets.search.search import Search
from jobs_assets.search.snippet import Piece, marked, snippet
from jobs_assets.store.search import Hit, Results

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from jobs_assets.postings import Posting, SalaryBand

_FOUND = "bold yellow"
_QUIET = "dim"


def page(results: Results, wish: Search) -> "list[RenderableType]":
    """A page of results, and how many there are."""
    query = parse(wish.query)
    shown: list[RenderableType] = []
    if results.hits:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
        for name, ratio in (("posting", 5), ("employer", 2), ("place", 2), ("pay", 2)):
            table.add_column(name, ratio=ratio, overflow="fold")
        table.add_column("first seen", width=10)
        for hit in results.hits:
            table.add_row(*_row(hit, query))
        shown.append(table)
    return [*shown, Text(_count(results, wish), style=_QUIET)]


def _row(hit: Hit, query: Query) -> "tuple[Text, ...]":
    posting, life = hit.posting, hit.life
    title = _marked(marked(posting.title, query))
    title.stylize("bold")
    pieces = [title]
    if quoted := snippet(posting.description_text, query):
        pieces.append(_marked(quoted))
    pieces.append(Text(posting.posting_id, style="cyan"))
    if hit.duplicates:
        others = output.counted(hit.duplicates, "other posting")
        pieces.append(Text(f"and {others} of the same opening", style=_QUIET))
    seen = [Text(str(life.first_seen))]
    if life.closed_at:
        seen.append(Text(f"closed {life.closed_at}", style="red"))
    return (
        Text("\n").join(pieces),
        Text(posting.hiring_organization or ""),
        _place(posting),
        Text(_pay(posting.salary)),
        Text("\n").join(seen),
    )


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
