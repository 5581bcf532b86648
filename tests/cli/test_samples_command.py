import signal
import subprocess
import sys
import urllib.request

import orjson

from jobs_assets.samples.faults import FAULTS


def test_sample_boards_say_where_they_are_and_stop_when_asked() -> None:
    command = [sys.executable, "-m", "jobs_assets.cli", "samples", "serve", "--postings", "16", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        ready = orjson.loads(process.stdout.readline())
        with urllib.request.urlopen(f"{ready['url']}/truth.jsonl") as answer:
            truth = answer.read().splitlines()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert len(truth) == 16
    assert (process.returncode, out, err) == (0, b"", b"")


def test_the_faults_there_are_can_be_listed() -> None:
    listing = [sys.executable, "-m", "jobs_assets.cli", "samples", "serve", "--faults", "help"]
    told = subprocess.run(listing, capture_output=True, text=True, check=True).stdout
    (throttling,) = (line.split(maxsplit=1) for line in told.splitlines() if line.startswith("  429 "))
    assert throttling == ["429", "429 with Retry-After: VALUE seconds (VALUE: 2)"]
    as_json = subprocess.run([*listing, "--json"], capture_output=True, check=True).stdout
    assert set(orjson.loads(as_json)["faults"]) == set(FAULTS)
