from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from jobs_assets.cli.record import KEYS
from jobs_assets.home import Home
from jobs_assets.store.engine import open_store
from jobs_assets.store.search_index import reindex
from tests.cli.conftest import Run
from tests.store.lived import add_life, link
from tests.store.records import a_posting


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two postings of one opening, and one that is closed."""
    folder = tmp_path / "home"
    Home(folder).create()
    with closing(open_store(folder)) as store, store.writer() as connection:
        keys = [
            add_life(
                connection,
                a_posting("1", "Bridges in Graz, with Python and C++.", title="Bridge [b]Builder[/b]"),
            ),
            add_life(connection, a_posting("2", "Bridges.", title="Bridge Builder")),
            add_life(connection, a_posting("3", "Tunnels."), closed_at=date(2026, 11, 3)),
        ]
        link(connection, "site:acme:2", "site:acme:1")
        reindex(connection, keys)
    return folder


def test_a_table_shows_what_a_person_decides_by(home: Path, jobs: Run) -> None:
    done = jobs("search", "bridge", "--home", home)
    assert done.status == 0
    for shown in ("Bridge [b]Builder[/b]", "Acme", "Graz, AT", "hybrid", "50,000 to 60,000.50"):
        assert shown in done.out
    for shown in (
        "2026-11-01",
        "  site:acme:1\n",
        "1 other posting of the same opening",
        "1 posting found (",
    ):
        assert shown in done.out
    assert "site:acme:2" not in done.out
    assert done.err == ""


def test_json_is_one_document_with_every_key_of_a_posting(home: Path, jobs: Run) -> None:
    done = jobs("search", "c++ python", "--home", home, "--json")
    (found,) = done.document["results"]
    assert done.document["total"] == 1
    assert done.document["took_ms"] > 0
    assert tuple(found) == (*KEYS, "duplicates")
    assert (found["posting_id"], found["first_seen"], found["last_seen"]) == (
        "site:acme:1",
        *["2026-11-01"] * 2,
    )
    assert (found["closed_at"], found["reopened"], found["duplicate_of"]) == (None, 0, None)
    assert (found["seniority"], found["skills"], found["duplicates"]) == (None, None, 1)
    assert found["evidence"]["title"]["source"] == "ats_field"


def test_linked_postings_are_shown_apart_on_request(home: Path, jobs: Run) -> None:
    done = jobs("search", "bridge", "--duplicates", "--home", home, "--json")
    assert {row["posting_id"]: row["duplicate_of"] for row in done.document["results"]} == {
        "site:acme:1": None,
        "site:acme:2": "site:acme:1",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (['"open'], "left open"),
        (["x OR"], "OR must stand between words"),
        (["--country", "Atlantis"], "no country"),
        (["--workplace", "hybird"], "Did you mean hybrid?"),
        (["--limit", "-1"], "--limit -1 must be 0 to 1,000"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(home: Path, jobs: Run, arguments: list[str], said: str) -> None:
    done = jobs("search", *arguments, "--home", home, "--json")
    assert done.status == 2
    assert said in done.document["error"]["message"]
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tunnels"], "1 posting would match with --status all."),
        (["bridge", "--workplace", "remote"], "1 posting would match without the options that narrow."),
        (["viaduct"], "No posting has all these words."),
        (
            ["--min-salary", "1", "--currency", "XAU"],
            "No posting states its pay in XAU. Stated are: EUR, USD.",
        ),
        (["--skill", "python"], "nothing has been enriched yet"),
    ],
)
def test_finding_nothing_is_no_failure_and_says_what_would_find_more(
    home: Path, jobs: Run, arguments: list[str], said: str
) -> None:
    done = jobs("search", *arguments, "--home", home, "--json")
    assert (done.status, done.document["total"], done.document["results"]) == (0, 0, [])
    assert said in done.err


def test_amounts_of_any_currency_are_compared_with_a_word_of_warning(home: Path, jobs: Run) -> None:
    done = jobs("search", "--min-salary", "55000", "--home", home, "--json")
    assert done.document["total"] == 1
    assert "whatever their currency" in done.err


@pytest.mark.parametrize("there", [False, True])
def test_a_home_without_postings_says_how_to_get_some(tmp_path: Path, jobs: Run, there: bool) -> None:
    home = Home(tmp_path / "fresh").create()
    if there:
        open_store(home).close()
    done = jobs("search", "x", "--home", home.path, "--json")
    assert (done.status, done.document["total"]) == (0, 0)
    assert "`jobs run` crawls the boards" in done.err
    assert home.database.exists() == there


def test_an_index_out_of_step_is_made_anew_on_request(home: Path, jobs: Run) -> None:
    with closing(open_store(home)) as store, store.writer() as connection:
        connection.exec_driver_sql("DELETE FROM posting_words")
    assert jobs("search", "bridge", "--home", home, "--json").document["total"] == 0
    assert jobs("search", "bridge", "--home", home, "--json", "--reindex").document["total"] == 1


def test_a_page_past_the_end_says_so(home: Path, jobs: Run) -> None:
    done = jobs("search", "bridge", "--offset", "5", "--home", home)
    assert "none from number 6 on" in done.out
