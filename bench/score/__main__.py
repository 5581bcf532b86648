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
from bench.score.scored import Interval, Score

MODULES = (
    "duplicates",
    "education",
    "experience",
    "places",
    "salary",
    "seniority",
    "skills",
    "sponsorship",
    "workplace",
)


def _table(scores: list[Score], least: dict[str, gates.Gate]) -> Table:
    table = Table(title="Scoreboard: shares, their 95% intervals, and gates", title_justify="left")
    table.add_column("score", no_wrap=True)
    for heading in ("precision", "recall", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
        table.add_column("gate", justify="right")
    for heading in (
        "coverage",
        "accuracy",
        "gate",
        "over-claim",
        "gate",
        "right",
        "wrong",
        "missed",
        "of",
        "met",
    ):
        table.add_column(heading, justify="right", no_wrap=True)
    for score in scores:
        gate = least.get(score.name, gates.Gate())
        by_row = score.answered is not None
        table.add_row(
            score.name,
            _with_interval(score.precision, score.precision_interval),
            _asked(gate.precision),
            _with_interval(score.recall, score.recall_interval),
            _asked(gate.recall),
            _with_interval(score.f1, score.f1_interval),
            _asked(gate.f1),
            f"{score.coverage:.3f}" if by_row else "",
            _with_interval(score.accuracy, score.accuracy_interval) if by_row else "",
            _asked(gate.accuracy),
            _with_interval(score.overclaim, score.overclaim_interval) if score.blank else "",
            f"{gate.overclaim:.3f}" if gate.overclaim < 1 else "",
            *map(str, (score.right, score.wrong, score.missed, score.of)),
            "yes" if gate.holds(score) else "NO",
        )
    return table


def _with_interval(share: float, interval: Interval) -> str:
    return f"{share:.3f} {interval.low:.2f}–{interval.high:.2f}"


def _asked(least: float) -> str:
    return f"{least:.3f}" if least else ""


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
        print(orjson.dumps([_entry(score, least) for score in scores], default=list).decode())
    else:
        Console(width=220 if not sys.stdout.isatty() else None).print(_table(scores, least))
    return 0 if all(least.get(score.name, gates.Gate()).holds(score) for score in scores) else 1


def _entry(score: Score, least: dict[str, gates.Gate]) -> dict[str, object]:
    gate = least.get(score.name, gates.Gate())
    return {
        "name": score.name,
        "precision": score.precision,
        "precision_interval": score.precision_interval,
        "recall": score.recall,
        "recall_interval": score.recall_interval,
        "f1": score.f1,
        "f1_interval": score.f1_interval,
        "coverage": score.coverage,
        "accuracy": score.accuracy,
        "accuracy_interval": score.accuracy_interval,
        "overclaim": score.overclaim,
        "overclaim_interval": score.overclaim_interval,
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "of": score.of,
        "blank": score.blank,
        "overclaimed": score.overclaimed,
        "gate": gate,
        "met": gate.holds(score),
    }


if __name__ == "__main__":
    sys.exit(main())
