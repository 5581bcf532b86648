"""`jobs run` and what reads its home, as processes on the sample boards."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from jobs_assets.cli.record import KEYS
from tests.cli.conftest import Finished, Run, jobs_finished

CONTRACT = {
    *("boards", "boards_failed", "pages", "bytes", "seconds"),
    *("postings_seen", "postings_new", "postings_changed", "postings_closed", "postings_reopened"),
    *("enriched", "enrichment_cached", "enrichment_pending", "local_ratio", "cost_usd"),
}
POSTINGS = 40


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / "home"


@pytest.fixture(scope="module")
def first(home: Path) -> Finished:
    return jobs_finished("run", "--samples", str(POSTINGS), "--json", "--home", str(home))


@pytest.fixture(scope="module")
def again(home: Path, first: Finished) -> Finished:
    assert first.status == 0, first.err
    return jobs_finished("run", "--samples", str(POSTINGS), "--home", str(home))


def test_a_run_is_one_json_document_with_the_keys_of_the_contract(first: Finished) -> None:
    assert first.status == 0, first.err
    report = first.document
    assert set(report) >= CONTRACT
    assert report["boards_failed"] == []
    assert report["postings_seen"] == report["postings_new"] == POSTINGS


def test_every_posting_is_read_by_the_rules_once(first: Finished, again: Finished) -> None:
    assert first.document["enriched"] + first.document["enrichment_cached"] == POSTINGS
    assert "read for skills" not in again.out


def test_what_is_not_worked_out_is_null_and_not_zero(jobs: Run, first: Finished, tmp_path: Path) -> None:
    assert first.document["local_ratio"] is None, "nobody was asked"
    bare = jobs("run", "--samples", "5", "--no-enrich", "--json", "--home", tmp_path / "home").document
    for key in ("enriched", "enrichment_cached", "enrichment_pending", "local_ratio", "cost_usd"):
        assert bare[key] is None


def test_a_second_run_on_the_day_changes_nothing_and_says_so(again: Finished) -> None:
    assert again.status == 0, again.err
    assert "Nothing has changed since the last run." in again.out


def test_the_report_ends_with_commands_that_work(again: Finished, home: Path) -> None:
    command = next(line for line in again.out.splitlines() if "jobs search " in line)
    phrase, option, folder = shlex.split(command.partition("jobs search ")[2], comments=True)
    assert (option, Path(folder)) == ("--home", home)
    found = jobs_finished("search", phrase, option, folder, "--json")
    assert found.status == 0, found.err
    assert found.document["total"] >= 1
    posting_id = found.document["results"][0]["posting_id"]
    shown = jobs_finished("show", posting_id, option, folder, "--json")
    assert shown.status == 0, shown.err
    assert tuple(shown.document)[: len(KEYS)] == KEYS
    assert shown.document["posting_id"] == posting_id
    assert shown.document["first_seen"] == shown.document["last_seen"]


def test_no_address_of_the_sample_server_is_on_record(first: Finished, home: Path) -> None:
    assert first.status == 0, first.err
    with closing(sqlite3.connect(home / "jobs.sqlite")) as connection:
        urls = [
            url
            for (url,) in connection.execute(
                "SELECT url FROM raw_pages UNION SELECT url FROM posting_versions"
            )
        ]
    assert urls
    assert not [url for url in urls if "127.0.0.1" in url]


def test_a_posting_for_a_person_shows_its_text_and_evidence(again: Finished, home: Path) -> None:
    assert again.status == 0, again.err
    with closing(sqlite3.connect(home / "jobs.sqlite")) as connection:
        query = (
            "SELECT posting_id, title FROM posting_versions WHERE evidence LIKE '%title%' ORDER BY posting_id"
        )
        posting_id, title = connection.execute(query).fetchone()
    shown = jobs_finished("show", posting_id, "--home", str(home))
    assert title in shown.out
    assert "Evidence" in shown.out


def test_a_posting_that_is_not_there_is_wrong_usage(again: Finished, home: Path) -> None:
    assert again.status == 0, again.err
    assert jobs_finished("show", "lever:acme:none", "--home", str(home)).status == 2


def test_a_home_goes_into_a_file_and_comes_back_whole(
    again: Finished, home: Path, jobs: Run, tmp_path: Path
) -> None:
    assert again.status == 0, again.err
    made = jobs("backup", tmp_path / "copy.tar.zst", "--home", home, "--json")
    assert made.document["members"] == ["jobs.sqlite", "pages.sqlite"]
    assert jobs("restore", tmp_path / "copy.tar.zst", "--home", home).status == 1, "the home is in use"

    restored = jobs("restore", tmp_path / "copy.tar.zst", "--home", tmp_path / "other", "--json")
    assert restored.status == 0, restored.err
    assert (tmp_path / "other" / "dagster").is_dir()
    assert jobs("verify", "--home", tmp_path / "other", "--json").document["ok"] is True


def test_a_damaged_home_fails_verification_and_names_the_damage(
    again: Finished, home: Path, jobs: Run, tmp_path: Path
) -> None:
    assert again.status == 0, again.err
    jobs("backup", tmp_path / "copy.tar.zst", "--home", home)
    jobs("restore", tmp_path / "copy.tar.zst", "--home", tmp_path / "other")
    with closing(sqlite3.connect(tmp_path / "other" / "jobs.sqlite")) as connection:
        connection.execute("UPDATE posting_versions SET title = title || '!' WHERE version_id = 1")
        connection.commit()
    finished = jobs("verify", "--home", tmp_path / "other", "--json")
    assert finished.status == 1
    assert [
        problem["kind"] for problem in finished.document["problems"] if problem["severity"] == "error"
    ] == ["version_hash"]


def test_a_dead_board_fails_the_run_and_the_others_are_kept(tmp_path: Path) -> None:
    (tmp_path / "boards.yaml").write_text(
        "boards:\n  - {ats: lever, token: acme, base_url: 'http://127.0.0.1:9'}\n"
    )
    finished = jobs_finished(
        "run",
        "--boards",
        "boards.yaml",
        "--json",
        "--home",
        "home",
        JOBS_CRAWL__ALLOW_HOSTS="127.0.0.1",
        cwd=tmp_path,
    )
    assert finished.status == 1
    assert finished.document["boards_failed"] == ["lever:acme"]
    [board] = finished.document["by_board"]
    assert board["crawl"]["message"]


def test_an_empty_list_of_boards_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "boards.yaml").write_text("boards: []\n")
    finished = jobs_finished("run", "--boards", "boards.yaml", "--home", "home", "--json", cwd=tmp_path)
    assert finished.status == 2
    assert "No board is listed" in orjson.loads(finished.out)["error"]["message"]


def test_a_past_day_cannot_be_crawled(tmp_path: Path) -> None:
    finished = jobs_finished("run", "--date", "2025-01-01", "--samples", "4", "--home", "home", cwd=tmp_path)
    assert finished.status == 1
    assert "A past day cannot be fetched any more" in finished.err
    assert "Traceback" not in finished.err
