import signal
import subprocess
import sys
import urllib.request

import orjson


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
