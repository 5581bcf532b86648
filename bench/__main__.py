"""`make bench`: every measurement beside its peer, one table.

Each measuring module offers `measure() -> list[Figure]`. Ratios come from interleaved rounds in one run and
count CPU-seconds, since the clock of a shared machine says little.
"""

import argparse
import importlib
import sys

from rich.console import Console
from rich.table import Table

from bench.figure import Figure

MODULES = (
    "parse",
    "parse_kinds",
    "archive",
    "store",
    "lives",
    "duplicates",
    "search",
    "rules",
    "llm_client",
    "whole_boards",
    "crawl",
    "every_kind",
    "every_kind_memory",
    "memory",
    "dagster_share",
    "start_up",
    "politeness",
    "completeness",
)
WHERE_NAMED = ("ledger", "worlds", "llm_vllm")
"""Measured only where they are asked for by name: they take minutes, or half an hour."""


def _table(figures: list[Figure]) -> Table:
    table = Table(title="Jobs Assets beside its peers", title_justify="left", caption_justify="left")
    for heading, justify in (
        ("measurement", "left"),
        ("ours", "right"),
        ("peer", "right"),
        ("unit", "left"),
        ("ratio", "right"),
        ("target", "left"),
        ("met", "left"),
        ("note", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich takes the literal only
    for figure in figures:
        table.add_row(*figure.cells())
    return table


def main() -> int:
    """Measure and print; exit status 1 when a target is missed."""
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument(
        "only", nargs="*", choices=[*MODULES, *WHERE_NAMED, []], help="measure these alone"
    )
    chosen = arguments.parse_args().only or MODULES
    console = Console(stderr=True)
    figures: list[Figure] = []
    for name in chosen:
        console.print(f"measuring {name} …", style="dim")
        figures += importlib.import_module(f"bench.{name}").measure()
    Console(width=160 if not sys.stdout.isatty() else None).print(_table(figures))
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
