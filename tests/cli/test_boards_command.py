from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from jobs_assets.home import Home
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.store.engine import open_store
from jobs_assets.store.pages import replace_raw_day
from jobs_assets.store.partitions import RawPagesDay
from tests.cli.conftest import Run


def test_a_board_is_followed_listed_and_let_go(jobs: Run, tmp_path: Path) -> None:
    home = ("--home", tmp_path / "home", "--json")
    added = jobs("boards", "add", "https://jobs.lever.co/acme/posting/apply", "--name", "Acme", *home)
    assert (added.status, added.document["board_id"], added.document["added"]) == (0, "lever:acme", True)
    assert jobs("boards", "add", "https://jobs.lever.co/acme", *home).document["added"] is False

    [row] = jobs("boards", "list", *home).document["boards"]
    assert (row["board_id"], row["name"], row["url"]) == ("lever:acme", "Acme", "https://jobs.lever.co/acme")
    assert row["last_outcome"] is row["last_success"] is row["last_yield"] is None

    assert jobs("boards", "remove", "Acme", *home).document["board_id"] == "lever:acme"
    assert jobs("boards", "list", *home).document == {"boards": []}


def test_the_file_named_by_the_environment_is_the_one_edited(
    jobs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS_BOARDS", str(tmp_path / "mine.yaml"))
    jobs("boards", "add", "https://jobs.lever.co/acme", "--home", tmp_path / "home")
    assert "https://jobs.lever.co/acme" in (tmp_path / "mine.yaml").read_text()


def test_a_file_with_mistakes_names_them_all(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "boards.yaml").write_text("boards:\n  - {ats: levr, token: a}\n  - hello\n")
    finished = jobs("boards", "list", "--home", tmp_path / "home", "--json")
    assert finished.status == 2
    assert len(finished.document["error"]["problems"]) == 2


def test_a_list_for_a_person_shows_the_footing(jobs: Run, tmp_path: Path) -> None:
    jobs("boards", "add", "https://jobs.lever.co/acme", "--home", tmp_path / "home")
    shown = jobs("boards", "list", "--home", tmp_path / "home").out
    assert "Postings API, public" in shown
    assert "never" in shown


def test_the_list_says_when_a_board_last_went_well(jobs: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    jobs("boards", "add", "https://jobs.lever.co/acme", "--home", home)
    with closing(open_store(Home(home))) as store:
        for day, outcome, seen in ((1, BoardOutcome.COMPLETE, 4), (2, BoardOutcome.PARTIAL, 3)):
            board = BoardDay("lever:acme", outcome, postings=seen)
            replace_raw_day(store, RawPagesDay(date(2026, 11, day), [], [board]))
    [row] = jobs("boards", "list", "--home", home, "--json").document["boards"]
    assert (row["last_success"], row["last_yield"]) == ("2026-11-01", "2026-11-02")
    shown = " ".join(jobs("boards", "list", "--home", home).out.split())
    assert "partial, 3 postings, last whole 2026-11-01" in shown


def test_text_with_brackets_is_not_markup(jobs: Run, tmp_path: Path) -> None:
    shown = jobs("boards", "add", "https://acme.example/[red]x", "--home", tmp_path / "ho[b]me").out
    assert "site:acme.example/[red]x" in shown
    assert "ho[b]me" in shown
