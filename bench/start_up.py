"""What it costs to ask the command line for something small. Nothing heavy may load on the way."""

import os
import subprocess
import sys
from pathlib import Path

from bench.figure import Figure

_BIN = Path(sys.executable).parent
_ROUNDS = 7


def measure() -> list[Figure]:
    """CPU-seconds of a whole `jobs --help`, beside Dagster's own."""
    ours, peer = [], []
    for _ in range(_ROUNDS):
        ours.append(_cpu([str(_BIN / "jobs"), "--help"]))
        peer.append(_cpu([str(_BIN / "dagster"), "--help"]))
    return [
        Figure(
            "jobs --help",
            sorted(ours)[_ROUNDS // 2],
            sorted(peer)[_ROUNDS // 2],
            "CPU-s",
            sorted(theirs / own for own, theirs in zip(ours, peer, strict=True))[_ROUNDS // 2],
            "< 0.4 s",
            sorted(ours)[_ROUNDS // 2] < 0.4,
            "peer: dagster --help",
        )
    ]


def _cpu(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
