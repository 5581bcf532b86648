"""Known boards by name: the packed list and what a search of it gives."""

import csv
import gzip
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.file import add_board, load_boards
from jobs_assets.boards.seeds import seeds
from jobs_assets.boards.seeds.build import seeds_of
from jobs_assets.boards.seeds.seeds import Seed, folded, packed, suggestions
from jobs_assets.kinds import KINDS

LISTS = Path(__file__).parents[2] / "../shared/data/board_seeds"


def found(text: str, *kinds: str) -> list[tuple[str, str]]:
    return [(each.seed.board.board_id, each.match) for each in suggestions(text, kinds=kinds)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = [
        Seed("lever", "acme", "Acme"),
        Seed("ashby", "Acme Bakery", "Acme Bakery"),
        Seed("workday", "acme/external", "Acme", "https://acme.wd5.myworkdayjobs.com/external"),
        Seed("personio", "baeckerei", "Bäckerei Möller & Söhne"),
        Seed("greenhouse", "bakersofacme", "Bakers of Acme"),
        Seed("gem", "macmel", "Macmel"),
    ]
    path = tmp_path / "seeds.tsv.zst"
    path.write_bytes(packed(rows))
    monkeypatch.setattr(seeds, "FILE", path)


@pytest.mark.usefixtures("small")
def test_the_whole_name_comes_first_then_beginnings_words_and_parts() -> None:
    assert found("acme") == [
        ("lever:acme", "exact"),
        ("workday:acme/external", "exact"),
        ("ashby:Acme Bakery", "prefix"),
        ("greenhouse:bakersofacme", "word"),
        ("gem:macmel", "part"),
    ]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", ["BÄCKEREI", "backerei moller", "möller söhne", "Bäckerei Möller & Söhne"])
def test_case_accents_and_signs_are_forgiven(text: str) -> None:
    assert [board_id for board_id, _ in found(text)] == ["personio:baeckerei"]


@pytest.mark.usefixtures("small")
def test_what_is_spelt_alike_is_offered_where_nothing_else_is() -> None:
    assert found("acme bakkery") == [("ashby:Acme Bakery", "similar")]
    assert found("zzzzzz") == []


@pytest.mark.usefixtures("small")
def test_a_search_can_be_for_some_kinds_only() -> None:
    assert found("acme", "workday") == [("workday:acme/external", "exact")]


@given(st.text(max_size=30))
def test_any_text_can_be_searched_for(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    if not folded(text):
        assert suggestions(text) == []


@pytest.mark.parametrize(
    ("name", "board_id"),
    [("gitlab", "greenhouse:gitlab"), ("Spotify", "lever:spotify"), ("notion", "ashby:notion")],
)
def test_employers_that_many_look_for_are_there(name: str, board_id: str) -> None:
    assert board_id in [each for each, match in found(name) if match == "exact"]


def test_the_list_is_of_kinds_that_are_here_and_small() -> None:
    lines = seeds._lines()
    assert len(lines) > 40_000
    assert len({line.partition("\t")[0] for line in lines} - set(KINDS)) == 0
    assert len({line.partition("\t")[0] for line in lines}) >= 15
    assert seeds.FILE.stat().st_size < 2_000_000


def test_what_is_suggested_can_be_followed(tmp_path: Path) -> None:
    path = tmp_path / "boards.yaml"
    wanted = [suggestion.seed.board for suggestion in suggestions("energy")[::20]]
    assert len({board.ats for board in wanted}) > 5
    for board in wanted:
        add_board(path, board)
    assert [board.board_id for board in load_boards(path)] == [board.board_id for board in wanted]


@pytest.mark.skipif(not LISTS.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize("ats", ["lever", "workday", "successfactors", "icims"])
def test_a_list_is_taken_over_as_it_is(ats: str) -> None:
    path = LISTS / f"{ats}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    taken = list(seeds_of(path))
    assert len(taken) >= 0.98 * rows
    for seed in islice(taken, 0, None, 50):
        assert seed.board.token == seed.token
