"""The bundled sample boards, from `jobs run` to rows, against their own labels."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from jobs_assets.home import Home
from jobs_assets.postings import Posting
from jobs_assets.samples.catalog import SampleCatalog
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings
from tests.end_to_end.programs import Done, run

POSTINGS, SEED = 400, 5
_FIELDS = {field.name for field in fields(Posting)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def first(home: Path) -> Done:
    return run("jobs", "run", "--samples", str(POSTINGS), "--seed", str(SEED), "--json", home=home)


@pytest.fixture(scope="module")
def rows(home: Path, first: Done) -> dict[str, dict[str, Any]]:
    assert first.json["boards_failed"] == []
    with closing(open_store(Home(home))) as store:
        return {posting.posting_id: asdict(posting) for posting in postings(store)}


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, Any]]:
    return {label["posting_id"]: label for label in SampleCatalog(POSTINGS, SEED).truth()}


def test_every_posting_that_exists_is_stored_and_no_other(
    rows: dict[str, dict[str, Any]], truth: dict[str, dict[str, Any]]
) -> None:
    assert rows.keys() == truth.keys()


def test_every_stated_field_is_parsed_as_stated(
    rows: dict[str, dict[str, Any]], truth: dict[str, dict[str, Any]]
) -> None:
    stated, wrong = Counter[tuple[str, str]](), dict[tuple[str, str], list[str]]()
    for posting_id, label in truth.items():
        for name, value in _comparable(label):
            cell = (posting_id.partition(":")[0], name)
            stated[cell] += value not in (None, [])
            if rows[posting_id][name] != value:
                wrong.setdefault(cell, []).append(f"{posting_id}: {value!r} but {rows[posting_id][name]!r}")
    for (kind, name), count in sorted(stated.items()):
        missed = len(wrong.get((kind, name), []))
        print(f"{kind:12} {name:28} stated {count:5} parsed {count - missed:5} wrong {missed:5}")
    assert not wrong


def _comparable(label: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in label.keys() & _FIELDS:
        # Lever and Ashby do not state a language: what is detected in the text is not in the labels.
        if not (name == "language" and label[name] is None):
            yield name, label[name]


def test_a_second_run_of_the_day_changes_nothing_and_says_so(home: Path, first: Done) -> None:
    before = _content(home)
    again = run("jobs", "run", "--samples", str(POSTINGS), "--seed", str(SEED), home=home)
    assert "Nothing has changed" in again.out
    assert _content(home) == before


def _content(home: Path) -> list[tuple[Any, ...]]:
    """Everything a run stores, but for clock readings and what a second answer may differ in."""
    with closing(open_store(Home(home))) as store, store.reader() as connection:
        return [
            tuple(row)
            for query in (
                "SELECT * FROM observations ORDER BY version_id",
                "SELECT * FROM posting_versions ORDER BY version_id",
                "SELECT day, board_id, advertised, postings, truncated, outcome FROM board_days ORDER BY 2",
                "SELECT page_id, url, body_hash FROM raw_pages WHERE role = 'posting' ORDER BY page_id",
                "SELECT * FROM unparsed",
            )
            for row in connection.execute(text(query))
        ]


def test_a_rebuild_from_the_archive_alone_gives_the_same_rows(home: Path, first: Done) -> None:
    """Names that only boards.yaml gave are on record: no boards.yaml is there now."""
    before, day = _content(home), first.json["day"]
    materialize = ("asset", "materialize", "-m", "jobs_assets.definitions", "--select", "parsed_postings")
    run("dagster", *materialize, "--partition", day, home=home)
    assert _content(home) == before


def test_the_home_can_be_moved(home: Path, first: Done, tmp_path: Path) -> None:
    moved = home.rename(tmp_path / "elsewhere")
    try:
        assert run("jobs", "verify", "--json", home=moved).json["problems"] == []
        assert (
            "Nothing has changed"
            in run("jobs", "run", "--samples", str(POSTINGS), "--seed", str(SEED), home=moved).out
        )
    finally:
        moved.rename(home)
