"""`jobs boards add`: follow the board at an address, or the one behind a company's own careers page."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption, boards_path, open_home

if TYPE_CHECKING:
    from pathlib import Path

    from jobs_assets.boards.board import Board
    from jobs_assets.boards.probe import Discovery

_SHOWN_OTHERS = 5


def add(
    *,
    url: Annotated[str, typer.Argument(help="A board, a posting on it, or a careers page.")],
    name: Annotated[
        str | None, typer.Option("--name", help="The employer, where the board does not say.")
    ] = None,
    no_discover: Annotated[
        bool, typer.Option("--no-discover", help="Follow a careers page as it is; ask it nothing now.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be followed; write nothing.")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Follow a board.

    Of a company's own page, the board behind it is looked for: one polite request, at most two more.

    Example: [bold]jobs boards add https://jobs.lever.co/acme[/bold]
    """
    from jobs_assets.boards.file import add_board, board_to_add, followed_board  # noqa: PLC0415 - YAML

    given = board_to_add(url)
    opened, settings = open_home(home, create=not dry_run, missing_is_fine=dry_run)
    path = boards_path(opened, settings)
    discovery: Discovery | None = None
    if given.ats == "site" and not no_discover and followed_board(path, given) is None:
        from jobs_assets.boards.probe import discover  # noqa: PLC0415 - HTML, JSON, SQLite: only where it is asked

        output.tell(f"Looking for the board behind {given.url} …")
        discovery = discover(given, opened, settings)
    board = discovery.found[0].board if discovery and discovery.found else given
    if dry_run:
        added = followed_board(path, board) is None
    else:
        board, added = add_board(path, board, name=name)
    document = _document(board, discovery, settings.crawl.opt_in)
    document |= {"added": added and not dry_run, "dry_run": dry_run, "boards": path}
    if json:
        output.emit(document)
    else:
        _tell_discovery(given, discovery)
        output.display(_sentence(board, path, added=added, dry_run=dry_run))
        for warning in document["warnings"]:
            output.display(_wrapped(warning, "yellow"))


def _document(board: "Board", discovery: "Discovery | None", opted_in: tuple[str, ...]) -> dict[str, Any]:
    from jobs_assets.boards.footing import needs_opt_in, opt_in_setting, sunset_warning  # noqa: PLC0415 - as above

    needs = opt_in_setting([board.ats], opted_in) if needs_opt_in(board, opted_in) else None
    warnings = [_opt_in_sentence(board, needs)] if needs else []
    if (ending := sunset_warning(board, datetime.now(UTC).date())) is not None:
        warnings.append(f"{ending[0].upper()}{ending[1:]}.")
    return {
        "board_id": board.board_id,
        "ats": board.ats,
        "url": board.url,
        "needs": needs,
        "warnings": warnings,
        "discovery": None if discovery is None else _discovery_document(discovery),
    }


def _discovery_document(discovery: "Discovery") -> dict[str, Any]:
    return {
        "found": [
            {
                "board_id": each.board.board_id,
                "url": each.board.url,
                "how": each.how,
                "votes": each.votes,
                "sure": each.sure,
                "page": each.page,
            }
            for each in discovery.found
        ],
        "looked_at": discovery.looked_at,
        "widgets": discovery.widgets,
        "problem": discovery.problem,
    }


def _opt_in_sentence(board: "Board", needs: str) -> str:
    from jobs_assets.boards.footing import policy_of_board  # noqa: PLC0415 - as above
    from jobs_assets.kinds import KINDS  # noqa: PLC0415

    policy, label = policy_of_board(board), KINDS[board.ats].label
    how = "off by default" if policy.default == "off" else "read only where you opt in"
    return (
        f"{label} is {how} (terms: {policy.terms}; robots.txt: {policy.robots}). "
        f"If you may read it, set {needs}"
    )


def _sentence(board: "Board", path: "Path", *, added: bool, dry_run: bool) -> str:
    if not added:
        return f"{board.board_id} is followed already, in {path}."
    if dry_run:
        return f"Would follow {board.board_id}, in {path}. Nothing was written."
    return f"Following {board.board_id}. `jobs run` fetches it; {path} lists it."


def _tell_discovery(given: "Board", discovery: "Discovery | None") -> None:
    if discovery is None:
        return
    if not discovery.found:
        output.display(_wrapped(_nothing_found(given, discovery), "yellow"))
        return
    first, *others = discovery.found
    output.display(f"{first.page} shows {first.board.board_id} ({first.how}).")
    if not first.sure:
        output.display(_wrapped("That is a weak sign: see that it is the right employer's.", "yellow"))
    if others:
        output.display("It also names these; to follow one of them, add its address:")
        for other in others[:_SHOWN_OTHERS]:
            output.display(f"  {other.board.board_id} ({other.how}): jobs boards add {other.board.url}")
    if (more := len(others) - _SHOWN_OTHERS) > 0:
        output.display(f"  … and {more} more; --json names them all")


def _nothing_found(given: "Board", discovery: "Discovery") -> str:
    if discovery.problem is not None:
        reason = discovery.problem.removeprefix(f"{given.board_id}: ").rstrip(".")
        return f"It could not be looked at, so it is followed as a site: {reason}."
    if discovery.widgets:
        return (
            f"It shows postings through {' and '.join(discovery.widgets)}, without saying on which board: "
            "open one of them and add its address. Until then the site itself is followed."
        )
    return (
        "No board of a kind known here stands on it, so the site itself is followed: its pages with "
        "schema.org JobPosting."
    )


def _wrapped(text: str, style: str) -> "Any":  # noqa: ANN401 - rich is imported where it is used
    from rich.text import Text  # noqa: PLC0415

    return Text(text, style=style)
