"""A process killed while somebody writes: what was acknowledged is there, and nothing is half there."""

import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from jobs_assets.store.verify import verify
from jobs_assets.tracking.entries import all_tracked

WRITER = """
import sys
from datetime import UTC, datetime
from itertools import count
from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from jobs_assets.tracking.entries import write_down
from jobs_assets.tracking.records import Entry, Snapshot
from pathlib import Path

store = open_store(Home(Path(sys.argv[1])), full_sync=True)
now = datetime.now(UTC)
for number in count():
    posting = Snapshot(f"lever:acme:{number % 3}", "Engineer")
    stage = ("saved", "applied")[number % 2]
    write_down(store, posting, Entry(stage, note=str(number)), now, now.date())
    print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_every_note_that_was_acknowledged_outlives_the_process(home: Home, acknowledged: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home.path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in range(acknowledged):
        writer.stdout.readline()
    os.kill(writer.pid, signal.SIGKILL)
    told = acknowledged + len(writer.stdout.read().split())
    writer.wait()
    writer.stdout.close()
    with closing(open_store(home)) as store:
        found = all_tracked(store)
    notes = sorted(int(note.text) for tracked in found for note in tracked.notes)
    assert notes == list(range(len(notes)))
    assert told <= len(notes) <= told + 1
    assert all(tracked.stages for tracked in found)
    assert [problem for problem in verify(home) if problem.severity == "error"] == []
