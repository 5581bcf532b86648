from typing import Any

import pytest

from jobs_assets.settings import Home
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.engine import sqlite_driver
from jobs_assets.store.verify import Problem, verify
from tests.store.test_backup import TODAY, publish


@pytest.fixture
def filled(home: Home) -> Home:
    publish(home, [b"one " * 100, b"two " * 100, b"three " * 100])
    return home


def change(file: Any, statement: str) -> None:  # noqa: ANN401  # a Path
    connection = sqlite_driver().connect(str(file), isolation_level=None)
    assert connection.execute(statement).rowcount > 0
    connection.close()


def kinds(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.severity, problem.kind) for problem in problems}


def test_a_whole_home_has_no_problems(filled: Home) -> None:
    assert verify(filled) == []


def test_a_missing_home_is_one_problem(home: Home) -> None:
    assert kinds(verify(home)) == {("error", "no_database")}


def test_a_damaged_body_is_named(filled: Home) -> None:
    change(filled.archive, "UPDATE bodies SET data = zeroblob(length(data)) WHERE body_id = 2")
    problems = verify(filled)
    assert kinds(problems) == {("error", "body")}
    assert "is damaged" in problems[0].message


def test_a_body_under_the_wrong_key_is_found(filled: Home) -> None:
    change(filled.archive, "UPDATE bodies SET hash = zeroblob(16) WHERE body_id = 3")
    messages = [problem.message for problem in verify(filled)]
    assert len(messages) == 2
    assert "is damaged" in messages[0]
    assert "is missing, and pages refer to it" in messages[1]


def test_a_lost_archive_is_found(filled: Home) -> None:
    filled.archive.unlink()
    assert kinds(verify(filled)) == {("error", "body")}


def test_a_changed_version_is_found(filled: Home) -> None:
    change(filled.database, "UPDATE posting_versions SET title = 'Director' WHERE posting_id = 'site:acme:1'")
    (problem,) = verify(filled)
    assert problem.kind == "version_hash"
    assert "site:acme:1" in problem.message


def test_an_observation_of_nothing_is_found(filled: Home) -> None:
    change(filled.database, "DELETE FROM posting_versions WHERE posting_id = 'site:acme:1'")
    assert kinds(verify(filled)) == {("error", "reference")}


def test_damage_to_the_file_itself_is_found(filled: Home) -> None:
    stored = bytearray(filled.database.read_bytes())
    half = len(stored) // 2
    stored[half:] = bytes(len(stored) - half)
    filled.database.write_bytes(stored)
    assert ("error", "integrity") in kinds(verify(filled))


def test_crawls_under_way_are_worth_knowing_and_no_error(filled: Home) -> None:
    with PageArchive(filled.archive) as archive:
        archive.finish_crawl(archive.begin_crawl(TODAY))
        archive.begin_crawl(TODAY)
    assert kinds(verify(filled)) == {("info", "unfinished_crawl"), ("info", "unpublished_crawl")}
