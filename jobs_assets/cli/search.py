"""`jobs search`: postings by words and facets."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, open_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs_assets.home import Home
    from jobs_assets.search.search import Search
    from jobs_assets.settings import Settings
    from jobs_assets.store.engine import Store
    from jobs_assets.store.search import Results


def _option(name: str, metavar: str, help_text: str) -> Any:  # noqa: ANN401 - what typer.Option returns
    return typer.Option(name, metavar=metavar, help=help_text, show_default=False)


def search(
    *,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]",
            help='Words, "a phrase", -excluded, one OR another, begin*.',
            show_default=False,
        ),
    ] = None,
    workplace: Annotated[str | None, _option("--workplace", "W", "remote, hybrid or onsite.")] = None,
    seniority: Annotated[str | None, _option("--seniority", "S", "junior, senior, …; by enrichment.")] = None,
    employment_type: Annotated[
        str | None, _option("--employment-type", "T", "full_time, part_time, contractor, intern, …")
    ] = None,
    min_salary: Annotated[
        float | None,
        _option("--min-salary", "N", "Pays up to N a year or more; hours, days, months × 2080, 260, 12."),
    ] = None,
    currency: Annotated[str | None, _option("--currency", "C", "States its pay in it: EUR, USD, …")] = None,
    country: Annotated[
        str | None, _option("--country", "CC", "A place there, or remote from there: DE, or Germany.")
    ] = None,
    company: Annotated[str | None, _option("--company", "NAME", "Words of the employer's name.")] = None,
    skill: Annotated[
        list[str] | None, _option("--skill", "S", "Each of them, may be repeated; by enrichment.")
    ] = None,
    since: Annotated[
        str | None, _option("--since", "D", "First seen on that day, YYYY-MM-DD, or later.")
    ] = None,
    status: Annotated[str, typer.Option("--status", metavar="S", help="open, closed or all.")] = "open",
    sort: Annotated[
        str, typer.Option("--sort", metavar="S", help="relevance, date or salary.")
    ] = "relevance",
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option("--offset", metavar="N", help="Leave out the first N.")] = 0,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Postings of one opening each, not one for all.")
    ] = False,
    reindex: Annotated[bool, typer.Option("--reindex", help="Make the search index anew first.")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Find postings, the best match first; without words, the newest.

    A word counts most in a title, then in the name of employer, place or skill, then in the text.

    Example: [bold]jobs search '"data engineer" python OR scala -senior' --workplace remote[/bold]
    """
    from jobs_assets.search.query import parse  # noqa: PLC0415 - commands pay for what they use
    from jobs_assets.search.search import search_for  # noqa: PLC0415

    wish = search_for(
        query,
        workplace=workplace,
        seniority=seniority,
        employment_type=employment_type,
        min_salary=min_salary,
        currency=currency,
        country=country,
        company=company,
        skills=skill or (),
        since=since,
        status=status,
        sort=sort,
        limit=limit,
        offset=offset,
        duplicates=duplicates,
    )
    parse(wish.query)  # what cannot be meant is said before a home is looked for
    opened, settings = open_home(home)
    results, remarks = _searched(opened, settings, wish, reindex=reindex)
    if json:
        output.emit(_document(results))
    else:
        from jobs_assets.cli.found import page  # noqa: PLC0415 - only where a person looks

        output.display(*page(results, wish))
    for remark in remarks:
        output.tell(remark)


def _searched(
    home: "Home", settings: "Settings", wish: "Search", *, reindex: bool
) -> "tuple[Results, list[str]]":
    """What was found, and what to tell about it."""
    from jobs_assets.store.engine import open_store  # noqa: PLC0415 - as above
    from jobs_assets.store.search import Results  # noqa: PLC0415
    from jobs_assets.store.search import search as carry_out  # noqa: PLC0415
    from jobs_assets.store.search_index import rebuild  # noqa: PLC0415

    if settings.database_url is None and not home.database.exists():
        return Results(0, 0.0, []), [_EMPTY.format(home=home.path)]
    store = open_store(settings.database_url or home)
    try:
        if reindex:
            with store.writer() as connection:
                rebuild(connection)
        results = carry_out(store, wish)
        return results, list(_remarks(store, wish, results))
    finally:
        store.close()


def _document(results: "Results") -> dict[str, Any]:
    from jobs_assets.cli.record import record  # noqa: PLC0415 - as above

    rows = [
        record(hit.posting, hit.life, hit.enrichment) | {"duplicates": hit.duplicates} for hit in results.hits
    ]
    return {"total": results.total, "took_ms": results.took_ms, "results": rows}


def _remarks(store: "Store", wish: "Search", results: "Results") -> "Iterator[str]":
    """What a person should know about these results: how they came about, or why there are none."""
    if wish.min_salary is not None and wish.currency is None and results.total:
        yield "Amounts are compared as they stand, whatever their currency; --currency EUR keeps to one."
    if results.currency and wish.currency is None:
        yield f"Sorted by pay in {results.currency}, which most of them state; --currency names another."
    if not results.total:
        yield from _why_nothing(store, wish)


def _why_nothing(store: "Store", wish: "Search") -> "Iterator[str]":
    from jobs_assets.store.search import is_empty, is_enriched, stated_currencies  # noqa: PLC0415 - as above

    if is_empty(store):
        yield _EMPTY.format(home=store.location)
        return
    if (wish.seniority or wish.skills) and not is_enriched(store):
        yield "Seniority and skills are found by enrichment, and nothing has been enriched yet: none match."
    if wish.currency and wish.currency not in (stated := stated_currencies(store)):
        named = ", ".join(stated[:12]) or "none at all"
        yield f"No posting states its pay in {wish.currency}. Stated are: {named}."
    yield from _what_would_match(store, wish)


def _what_would_match(store: "Store", wish: "Search") -> "Iterator[str]":
    from jobs_assets.search.search import Search  # noqa: PLC0415 - as above
    from jobs_assets.store.search import search as carry_out  # noqa: PLC0415

    wider = [(replace(wish, status="all"), "with --status all")] if wish.status != "all" else []
    if wish.query and wish != Search(wish.query, status=wish.status, sort=wish.sort):
        wider.append((Search(wish.query, status=wish.status), "without the options that narrow"))
    for other, how in wider:
        if count := carry_out(store, replace(other, limit=0, offset=0)).total:
            yield f"{output.counted(count, 'posting')} would match {how}."
            return
    if wish.query:
        yield "No posting has all these words. Fewer words find more, and engineer* finds engineering too."


_EMPTY = "No posting is known yet in {home}. `jobs run` crawls the boards that are followed."
