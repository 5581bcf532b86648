"""Exit statuses, where words go, and what is never printed."""

import subprocess
import sys
from pathlib import Path

import pytest

from jobs_assets.cli import boards
from tests.cli.conftest import Run

JOBS = [sys.executable, "-m", "jobs_assets.cli"]
FIVE_MISTAKES = {
    "JOBS_SCHEDULE__CRON": "0 25 * * *",
    "JOBS_SCHEDULE__TIMEZONE": "Mars/Olympus",
    "JOBS_CRAWL__CONCURRENCY": "many",
    "JOBS_LOG__LEVEL": "loud",
    "JOBS_CRAWL__CONCURENCY": "4",
}


def test_five_mistakes_in_the_environment_are_told_at_once(jobs_process: Run) -> None:
    finished = jobs_process("boards", "list", **FIVE_MISTAKES)
    assert finished.status == 2
    assert finished.out == ""
    assert finished.err.startswith("5 problems in the environment:")
    assert all(name in finished.err for name in FIVE_MISTAKES)
    assert "Traceback" not in finished.err


def test_a_failure_is_one_json_document_too(jobs_process: Run) -> None:
    finished = jobs_process("boards", "list", "--json", **FIVE_MISTAKES)
    assert finished.status == 2
    assert finished.document["error"]["type"] == "SettingsError"
    assert len(finished.document["error"]["problems"]) == 5


def test_a_secret_is_printed_nowhere(jobs_process: Run, tmp_path: Path) -> None:
    secrets = {
        "JOBS_DATABASE_URL": "mysql://ana:hunter2@db/x",
        "JOBS_NOTIFY__URL": "hunter2",
        "JOBS_LLM__FALLBACK__APIKEY": "hunter2",
        "JOBS_LOG__LEVEL": "loud",
    }
    finished = jobs_process("home", "--json", "--home", tmp_path / "home", **secrets)
    assert finished.status == 2
    assert len(finished.document["error"]["problems"]) == 4
    assert "hunter2" not in finished.out + finished.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["run", "--bogus"],
        ["show"],
        ["run", "--samples", "0"],
        ["run", "--samples", "many"],
        ["run", "--date", "tomorrow"],
        ["run", "--boards", "a.yaml", "--samples", "3"],
        ["run", "--boards", "missing.yaml"],
        ["extract", "--format", "workdya"],
        ["extract", "missing.json"],
        ["boards", "add", "https://jobs.lever.co/"],
    ],
)
def test_wrong_usage_is_status_2_with_a_message_and_no_traceback(jobs: Run, arguments: list[str]) -> None:
    finished = jobs(*arguments)
    assert finished.status == 2
    assert finished.out == ""
    assert finished.err.strip()
    assert "Traceback" not in finished.err
    document = jobs(*arguments, "--json").document
    assert set(document) == {"error"}


def test_a_home_that_is_not_there_is_status_1_and_is_not_made(jobs: Run, tmp_path: Path) -> None:
    finished = jobs("show", "x", "--home", tmp_path / "none")
    assert finished.status == 1
    assert "`jobs run` makes one" in finished.err
    assert not (tmp_path / "none").exists()


def test_a_defect_of_ours_is_one_line_that_names_the_log_with_the_traceback(
    jobs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero\nand more")

    monkeypatch.setattr(boards, "boards_path", broken)
    (tmp_path / "home").mkdir()
    finished = jobs("boards", "list", "--home", tmp_path / "home")
    log = tmp_path / "home" / "logs" / "jobs.log"
    assert finished.status == 1
    assert finished.err == f"Unexpected ZeroDivisionError: by zero. The traceback is in {log}\n"
    assert "Traceback" in log.read_text()


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(b'{"id": 1, "title": "Cook", "description": "Soup"}\n' * 2000)
    with subprocess.Popen(
        [*JOBS, "extract", "--format", "records", "records.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
