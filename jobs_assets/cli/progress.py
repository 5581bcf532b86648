"""The crawl while it runs: a live line on a terminal, and nothing where nobody watches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jobs_assets.boards.board import Board
from jobs_assets.cli import output


@contextmanager
def watched(boards: Sequence[Board]) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """What to tell the crawl's messages to, for as long as it runs. Called from another thread."""
    if not output.is_terminal():
        yield lambda _message: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=output.console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=max(len(boards), 1), counts="")

        def hear(message: Mapping[str, Any]) -> None:
            done = message.get("boards_done")
            if done is None:
                return
            finished = message.get("event") in {"finished", "interrupted", "failed"}
            counts = f"{done} of {output.counted(len(boards), 'board')}"
            counts += f", {output.counted(message.get('pages', 0), 'page')}"
            counts += f", {output.counted(message.get('postings', 0), 'posting')}"
            bar.update(task, description="Parsing" if finished else "Crawling", completed=done, counts=counts)

        yield hear
