"""`jobs extract`: captures in, postings out; no database, no network."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jobs_assets.cli import output
from jobs_assets.cli.opening import HomeOption, JsonOption
from jobs_assets.errors import UsageError


def extract(
    *,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The capture; standard input.", show_default=False)
    ] = None,
    capture_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F",
            help="A kind (greenhouse, workday, …), html, text or records; by its shape.",
            show_default=False,
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Where it was fetched; names the board.", show_default=False)
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Fields and rules only.")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Read a capture and write its postings, one JSON document a line.

    `--format records` reads JSON Lines of {id, title, company, location, description, url?} and carries `id`
    through.

    Example: [bold]jobs extract --url https://careers.acme.example/jobs/12 saved-page.html[/bold]
    """
    from jobs_assets.captures import FORMATS, format_of  # noqa: PLC0415 - parsers are loaded to parse

    if capture_format is not None and capture_format not in FORMATS:
        raise UsageError(f"--format {capture_format!r} is not one of {', '.join(FORMATS)}.")
    if capture_format == "records":
        failed = _extract_records(_lines(file))
    else:
        body = _bytes(file)
        failed = _extract_capture(body, capture_format or format_of(body, url), url)
    if failed:
        raise typer.Exit(1)


def _extract_capture(body: bytes, capture_format: str, url: str | None) -> int:
    from jobs_assets.captures import postings_of  # noqa: PLC0415
    from jobs_assets.cli.record import record  # noqa: PLC0415
    from jobs_assets.enriching import enriched  # noqa: PLC0415
    from jobs_assets.parsing.registry import BY_DESIGN  # noqa: PLC0415
    from jobs_assets.postings import Closed, Posting  # noqa: PLC0415

    found = unread = failed = 0
    for each in postings_of(body, capture_format, url):
        if isinstance(each, Posting):
            found += 1
            output.emit(record(each, enrichment=enriched(each)))
        elif isinstance(each, Closed):
            unread += 1
            output.tell(f"Closed ({each.reason}), so no posting: {each.posting_id or each.url}: {each.quote}")
        else:
            failed += each.reason not in BY_DESIGN
            unread += 1
            output.tell(f"Not parsed ({each.reason}): {each.detail}")
    if not found and not unread:
        output.tell(f"No posting in this capture, read as {capture_format}; --format reads it as another.")
        return 1
    return failed


def _extract_records(lines: Iterator[bytes]) -> int:
    from jobs_assets.captures import posting_of_record  # noqa: PLC0415
    from jobs_assets.cli.record import record  # noqa: PLC0415
    from jobs_assets.enriching import enriched  # noqa: PLC0415

    failed = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given_id, posting = posting_of_record(line)
        except ValueError as error:
            failed += 1
            output.tell(f"Line {number}: {error}")
            output.emit({"id": None, "line": number, "error": str(error)})
        else:
            output.emit({"id": given_id, **record(posting, enrichment=enriched(posting))})
    return failed


def _bytes(file: Path | None) -> bytes:
    return b"".join(_lines(file))


def _lines(file: Path | None) -> Iterator[bytes]:
    if file is None:
        yield from sys.stdin.buffer
        return
    try:
        with file.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
