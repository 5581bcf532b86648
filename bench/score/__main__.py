"""`make score`: how right the pipeline is, held against truth, beside gates that only rise.

Each scoring module offers `scores() -> list[Score]`.
"""

import argparse
import importlib
import sys

import orjson
from rich.console import Console
from rich.table import Table

from bench.score import gates
from bench.score.scored import Score

MODULES = ("duplicates",)


def _table(scores: list[Score], least: dict[str, gates.Gate]) -> Table:
    table = Table(title="Scoreboard", title_justify="left")
    for heading in ("score", "precision", "gate", "recall", "gate", "right", "wrong", "missed", "of", "met"):
        table.add_column(heading, justify="left" if heading == "score" else "right")
    for score in scores:
        gate = least.get(score.name, gates.Gate())
        table.add_row(
            score.name,
            f"{score.precision:.4f}",
            f"{gate.precision:.3f}",
            f"{score.recall:.4f}",
            f"{gate.recall:.3f}",
            *map(str, (score.right, score.wrong, score.missed, score.of)),
            "yes" if gate.holds(score) else "NO",
        )
    return table


def main() -> int:
    """Score and print; exit status 1 when a score is below its gate."""
    arguments = argparse.ArgumentParser(prog="python -m bench.score", description=__doc__)
    arguments.add_argument("only", nargs="*", choices=[*MODULES, []], help="score these alone")
    arguments.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    arguments.add_argument("--ratchet", action="store_true", help="raise the gates to what is reached")
    asked = arguments.parse_args()
    scores = [
        score
        for name in asked.only or MODULES
        for score in importlib.import_module(f"bench.score.{name}").scores()
    ]
    least = gates.read()
    if asked.ratchet:
        least = gates.raised(least, scores)
        gates.write(least)
    if asked.json:
        print(orjson.dumps([_entry(score, least) for score in scores]).decode())
    else:
        Console(width=140 if not sys.stdout.isatty() else None).print(_table(scores, least))
    return 0 if all(least.get(score.name, gates.Gate()).holds(score) for score in scores) else 1


def _entry(score: Score, least: dict[str, gates.Gate]) -> dict[str, object]:
    gate = least.get(score.name, gates.Gate())
    return {
        "name": score.name,
        "precision": score.precision,
        "recall": score.recall,
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "of": score.of,
        "gate": gate,
        "met": gate.holds(score),
    }


if __name__ == "__main__":
    sys.exit(main())
