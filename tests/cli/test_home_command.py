from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_home_is_made_and_described(jobs: Run, tmp_path: Path) -> None:
    document = jobs("home", "--home", tmp_path / "home", "--json").document
    assert document["database"] == str(tmp_path / "home" / "jobs.sqlite")
    assert (tmp_path / "home" / "dagster" / "dagster.yaml").is_file()


def test_home_quiet_says_nothing(jobs: Run, tmp_path: Path) -> None:
    finished = jobs("home", "--quiet", "--home", tmp_path / "home")
    assert (finished.status, finished.out, finished.err) == (0, "", "")


def test_the_option_goes_before_the_environment(
    jobs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS_HOME", str(tmp_path / "other"))
    assert jobs("home", "--json").document["home"] == str(tmp_path / "other")
    assert jobs("home", "--json", "--home", tmp_path / "this").document["home"] == str(tmp_path / "this")
