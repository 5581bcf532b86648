"""What it costs to ask the command line for something small. Nothing heavy may load on the way."""

import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bench.figure import Figure
from bench.search import fill
from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from jobs_assets.store.search_index import rebuild

_BIN = Path(sys.executable).parent
_ROUNDS = 7


def measure() -> list[Figure]:
    """CPU-seconds of a whole `jobs --help` and `jobs search`, beside Dagster's own `--help`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home").create()
        with closing(open_store(home)) as store, store.writer() as connection:
            fill(connection, 100, 100)
            rebuild(connection)
        find = [
            str(_BIN / "jobs"),
            "search",
            "engineer",
            "--workplace",
            "remote",
            "--json",
            "--home",
            str(home.path),
        ]
        return [
            _figure("jobs --help", [str(_BIN / "jobs"), "--help"], 0.4),
            _figure("jobs search, cold", find, 0.6),
        ]


def _figure(name: str, command: list[str], bound: float) -> Figure:
    ours, peer = [], []
    for _ in range(_ROUNDS):
        ours.append(_cpu(command))
        peer.append(_cpu([str(_BIN / "dagster"), "--help"]))
    median = sorted(ours)[_ROUNDS // 2]
    return Figure(
        name,
        median,
        sorted(peer)[_ROUNDS // 2],
        "CPU-s",
        sorted(theirs / own for own, theirs in zip(ours, peer, strict=True))[_ROUNDS // 2],
        f"< {bound:g} s",
        median < bound,
        "peer: dagster --help",
    )


def _cpu(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
