"""The installed programs, called as a user calls them."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever the document is
        """Standard output, which must be exactly one JSON document."""
        return json.loads(self.out)


def run(
    program: str,
    *arguments: str,
    home: Path,
    expect: int | None = 0,
    cwd: Path = ROOT,
    settings: Mapping[str, str] | None = None,
) -> Done:
    """Runs `program` of this environment on a data home; any other status than `expect` fails the test.

    `settings` are those of the environment that it sees; it sees no others.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JOBS_")}
    environment |= {"JOBS_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}
    environment |= settings or {}
    done = subprocess.run(
        [str(BIN / program), *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
        check=False,
    )
    if expect is not None and done.returncode != expect:
        raise AssertionError(
            f"{program} {' '.join(arguments)}: status {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
    return Done(done.returncode, done.stdout, done.stderr)
