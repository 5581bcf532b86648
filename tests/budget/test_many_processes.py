"""Real processes, real SQLite, and a provider on loopback that keeps its own bill; see bench/ledger.py.

The full size, 32 processes and 10,000 calls with 200 kills, is `python -m bench ledger`.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def played(**size: str) -> Any:  # noqa: ANN401 - a JSON document
    options = [f"--{name.replace('_', '-')}={value}" for name, value in size.items()]
    done = subprocess.run(
        [sys.executable, "-m", "bench.ledger", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_the_ledger_is_the_bill_through_drops_refusals_duplicates_and_kills() -> None:
    found = played(processes="8", calls="160", kills="12")
    assert found["killed"] == 12
    assert found["unknown"] > 12, "some connections are dropped too"
    assert (found["wrong_rows"], found["problems"], found["held"]) == (0, [], 0)
    assert found["spent_before_statement"] > found["bill"], "what is not known is charged at its worst"
    assert found["spent"] == found["bill"] > 0


def test_no_number_of_processes_overspends() -> None:
    found = played(processes="32", calls="192", kills="4", cap_usd="0.01")
    assert found["refused"] > 60, "the cap binds"
    assert found["overspend"] == 0
    assert found["bill"] <= found["spent_before_statement"] <= found["cap"] == 10_000
    assert (found["wrong_rows"], found["problems"]) == (0, [])
