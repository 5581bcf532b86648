"""`jobs show`: one posting, whole: where each value comes from, its life, what there is to notice."""

from dataclasses import asdict
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from jobs_assets.enrichment.records import Enrichment, Experience
    from jobs_assets.history import History, Kin
    from jobs_assets.postings import Evidence, Place, SalaryBand
    from jobs_assets.signals import Signal
    from jobs_assets.tracking.records import Tracked


def show(
    *,
    posting_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="As `jobs run` prints it (ats:board:id), the beginning of it, or its address.",
            show_default=False,
        ),
    ],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show one posting, with the evidence for each value, its life, and what there is to notice about it.

    Example: [bold]jobs show greenhouse:acme:4000123[/bold]
    """
    from jobs_assets.cli.asked_for import asked_for  # noqa: PLC0415 - only when the command runs
    from jobs_assets.signals import signals  # noqa: PLC0415

    found, tracked = asked_for(home, posting_id)
    noticed = signals(found)
    if json:
        output.emit(_document(found, noticed, tracked))
    else:
        output.display(*_page(found, noticed, tracked))


def _document(history: "History", noticed: "list[Signal]", tracked: "list[Tracked]") -> dict[str, Any]:
    from jobs_assets.cli.record import record  # noqa: PLC0415 - as above
    from jobs_assets.cli.tracked import document  # noqa: PLC0415

    return record(history.posting, history.life, history.enrichment) | {
        "repost_of": history.life.repost_of,
        "representative": history.representative,
        "duplicates": [asdict(each) for each in history.duplicates],
        "family": [asdict(each) for each in history.family],
        "signals": [asdict(each) for each in noticed],
        "tracked": [document(each) for each in tracked],
    }


def _page(history: "History", noticed: "list[Signal]", tracked: "list[Tracked]") -> "list[RenderableType]":
    from rich.rule import Rule  # noqa: PLC0415 - only where a person looks
    from rich.text import Text  # noqa: PLC0415

    from jobs_assets.cli.record import evidence_of  # noqa: PLC0415
    from jobs_assets.cli.tracked import lines  # noqa: PLC0415

    posting = history.posting
    page: list[RenderableType] = [Text(posting.title, style="bold"), _two_columns(_facts(history))]
    today = datetime.now(UTC).date()
    if tracked:
        page.append(Text("What you wrote", style="bold"))
    for each in tracked:
        page += lines(each, today, about=each.posting.posting_id != posting.posting_id)
    if history.duplicates:
        page += [Text("The same opening", style="bold"), *map(kin_line, history.duplicates)]
    if at_other_places := [each for each in history.family if each.closed_at is None]:
        page += [Text("The same job at other places", style="bold")]
        page += [
            _two_columns([(f"  {each.posting_id}", places(each.job_location)) for each in at_other_places])
        ]
    if noticed:
        page += [Text("Signals", style="bold")]
        page += [_two_columns([(each.name.replace("_", " "), each.says) for each in noticed])]
    page += [Rule(style="dim"), Text(posting.description_text), ""]
    return page + _evidence(evidence_of(posting, history.enrichment), _names(history.enrichment))


def _two_columns(rows: list[tuple[str, str]]) -> "RenderableType":
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    return table


def kin_line(kin: "Kin") -> "RenderableType":
    """Another posting of the same opening, and why it is taken for that."""
    from rich.text import Text  # noqa: PLC0415 - as above

    over = f", over since {kin.closed_at}" if kin.closed_at else ""
    alike = f", {kin.similarity:.0%} alike" if kin.similarity is not None else ""
    return Text(f"  {kin.posting_id}  {kin.hiring_organization or ''}{over} ({kin.reason}{alike})")


def _names(found: "Enrichment | None") -> dict[str, str]:
    """What values of lists are called, by their keys in the evidence."""
    return (
        {} if found is None else {f"skills[{at}]": f"skill {one.name}" for at, one in enumerate(found.skills)}
    )


def _evidence(given: "Mapping[str, Evidence]", names: dict[str, str]) -> "list[RenderableType]":
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415

    if not given:
        return []
    evidence = Table(title="Evidence", title_justify="left", box=None, pad_edge=False)
    for column in ("field", "source", "as stated"):
        evidence.add_column(column, overflow="fold")
    for name, proof in sorted(
        ((names.get(key, key), proof) for key, proof in given.items()), key=itemgetter(0)
    ):
        quote = " ".join((proof.quote or "").split())
        evidence.add_row(name, proof.source, Text(quote if len(quote) <= 200 else quote[:199] + "…"))
    return [evidence]


def _facts(history: "History") -> list[tuple[str, str]]:
    from jobs_assets.enrichment.records import Enrichment  # noqa: PLC0415 - as above

    posting, found = history.posting, history.enrichment or Enrichment()
    eligible = ", ".join(found.remote_eligibility or posting.remote_eligibility or ())
    workplace: str = found.workplace or posting.workplace or ""
    workplace += f", from {eligible}" if eligible else ""
    return [
        ("employer", posting.hiring_organization or ""),
        ("team", ", ".join(part for part in (posting.department, posting.team) if part)),
        ("place", places(posting.job_location)),
        ("workplace", workplace),
        ("type", ", ".join(each.replace("_", " ").lower() for each in posting.employment_type)),
        ("pay", "\n".join(pay(band) for band in found.salary or posting.salary)),
        *_asked_for(found),
        ("posted", posting.date_posted or ""),
        ("valid through", posting.valid_through or ""),
        *_life(history),
        ("language", posting.language or ""),
        ("requisition", posting.requisition_id or ""),
        ("page", posting.url or ""),
        ("apply", posting.apply_url if posting.apply_url and posting.apply_url != posting.url else ""),
        ("id", posting.posting_id),
    ]


def _asked_for(found: "Enrichment") -> list[tuple[str, str]]:
    """What the text says of whom is sought."""
    musts = ", ".join(skill.name for skill in found.skills if skill.required)
    others = ", ".join(skill.name for skill in found.skills if not skill.required)
    education = found.education
    level = {"none": "no degree needed"}.get(education.level, education.level) if education else ""
    wished = "" if education is None or education.required or education.level == "none" else ", a plus"
    return [
        ("in short", found.summary or ""),
        ("level", found.seniority or ""),
        ("experience", years(found.experience_years)),
        ("education", level + wished),
        ("must have", musts),
        ("skills" if not musts else "other skills", others),
        ("visa", {True: "sponsored", False: "not sponsored", None: ""}[found.visa_sponsorship]),
    ]


def years(asked: "Experience | None") -> str:
    """Years of experience in words: "3 to 5 years", "5 years or more"."""
    if asked is None:
        return ""
    if asked.max is None:
        return f"{asked.min} year{'s' * (asked.min != 1)} or more"
    if asked.min is None or asked.min == asked.max:
        return f"{'up to ' if asked.min is None else ''}{asked.max} year{'s' * (asked.max != 1)}"
    return f"{asked.min} to {asked.max} years"


def _life(history: "History") -> list[tuple[str, str]]:
    from jobs_assets.history import closed_because  # noqa: PLC0415 - as above

    life = history.life
    often = "once" if life.reopened == 1 else f"{life.reopened} times"
    back = f", came back {often}" if life.reopened else ""
    over = f"{life.closed_at}: {closed_because(life.closed_reason)}" if life.closed_at else ""
    first = history.representative
    return [
        ("seen", f"{life.first_seen} to {life.last_seen}{back}"),
        ("over since", over),
        ("repost of", life.repost_of or ""),
        ("duplicate of", first if first and first != history.posting.posting_id else ""),
    ]


def places(stated: "Iterable[Place]") -> str:
    """Places in words: "Graz, Styria, AT; Linz, AT"."""
    return "; ".join(map(in_words, stated))


def in_words(place: "Place") -> str:
    """A place: "Graz, Styria, AT"."""
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
