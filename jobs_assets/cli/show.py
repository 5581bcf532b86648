"""`jobs show`: one posting, whole, with where each value comes from."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home
from jobs_assets.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from jobs_assets.postings import Place, Posting, SalaryBand


def show(
    *,
    posting_id: Annotated[
        str, typer.Argument(metavar="ID", help="As `jobs run` prints it: ats:board:id.", show_default=False)
    ],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show one posting, with the evidence for each value.

    Example: [bold]jobs show greenhouse:acme:4000123[/bold]
    """
    from jobs_assets.cli.record import record  # noqa: PLC0415 - the store is loaded when a command runs
    from jobs_assets.store.engine import open_store  # noqa: PLC0415
    from jobs_assets.store.observations import posting, seen  # noqa: PLC0415

    opened, settings = open_home(home)
    store = open_store(settings.database_url or opened)
    try:
        found = posting(store, posting_id)
        days = seen(store, posting_id)
    finally:
        store.close()
    if found is None:
        raise UsageError(f"No posting {posting_id!r} in {opened.path}. `jobs run` ends with ids that exist.")
    if json:
        output.emit(record(found, days))
    else:
        output.display(*_page(found, days))


def _page(posting: "Posting", days: "tuple[date, date] | None") -> "list[RenderableType]":
    from rich.rule import Rule  # noqa: PLC0415 - only where a person looks
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    for name, value in _facts(posting, days):
        if value:
            facts.add_row(name, Text(value))
    page: list[RenderableType] = [Text(posting.title, style="bold"), facts]
    page += [Rule(style="dim"), Text(posting.description_text), ""]
    if posting.evidence:
        evidence = Table(title="Evidence", title_justify="left", box=None, pad_edge=False)
        for column in ("field", "source", "as stated"):
            evidence.add_column(column, overflow="fold")
        for name, proof in sorted(posting.evidence.items()):
            quote = " ".join((proof.quote or "").split())
            evidence.add_row(name, proof.source, Text(quote if len(quote) <= 200 else quote[:199] + "…"))
        page.append(evidence)
    return page


def _facts(posting: "Posting", days: "tuple[date, date] | None") -> list[tuple[str, str]]:
    eligible = ", ".join(posting.remote_eligibility or ())
    workplace = (posting.workplace or "") + (f", from {eligible}" if eligible else "")
    return [
        ("employer", posting.hiring_organization or ""),
        ("team", ", ".join(part for part in (posting.department, posting.team) if part)),
        ("place", "; ".join(_place(place) for place in posting.job_location)),
        ("workplace", workplace),
        ("type", ", ".join(each.replace("_", " ").lower() for each in posting.employment_type)),
        ("pay", "\n".join(pay(band) for band in posting.salary)),
        ("posted", posting.date_posted or ""),
        ("valid through", posting.valid_through or ""),
        ("seen", f"{days[0]} to {days[1]}" if days else ""),
        ("language", posting.language or ""),
        ("requisition", posting.requisition_id or ""),
        ("page", posting.url or ""),
        ("apply", posting.apply_url if posting.apply_url and posting.apply_url != posting.url else ""),
        ("id", posting.posting_id),
    ]


def _place(place: "Place") -> str:
    return ", ".join(part for part in (place.city, place.region, place.country) if part)


def pay(band: "SalaryBand") -> str:
    """A pay band in words, as stated: "90,000 to 120,000 USD a year (London)"."""
    low, high = (None if end is None else f"{end:,.2f}".removesuffix(".00") for end in (band.min, band.max))
    if low is None or high is None:
        amount = f"from {low}" if low else f"up to {high}"
    else:
        amount = low if low == high else f"{low} to {high}"
    words = [
        amount,
        band.currency or "",
        f"a{'n' * (band.interval == 'HOUR')} {band.interval.lower()}" if band.interval else "",
    ]
    words.append("" if band.kind == "base" else f"({band.kind})")
    words.append(f"({band.place})" if band.place else "")
    return " ".join(word for word in words if word)
