import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from jobs_assets.cli.main import status_of

Run = Callable[..., "Finished"]


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - any JSON
        """Standard output as the one JSON document it should be."""
        return orjson.loads(self.out)


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.upper().startswith(("JOBS_", "DAGSTER_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def jobs(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `jobs …` in this process."""

    def run(*arguments: str | Path) -> Finished:
        status = status_of([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Finished(status, captured.out, captured.err)

    return run


def jobs_finished(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> Finished:
    """Runs `jobs …` as a process of its own, without the machine's settings."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("JOBS_", "DAGSTER_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "jobs_assets.cli", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env=inherited | environment,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def jobs_process() -> Run:
    """Runs `jobs …` as a process of its own, in an empty folder."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Finished:
        return jobs_finished(*map(str, arguments), stdin=stdin, **environment)

    return run
