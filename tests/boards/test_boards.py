import csv
import gzip
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.board import Board, UnknownBoardError, board_at, recognise
from jobs_assets.boards.file import add_board, load_boards, remove_board
from jobs_assets.boards.seeds import seeds
from jobs_assets.errors import SettingsError, UsageError
from jobs_assets.kinds import KINDS

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "../shared/data/board_seeds"


@pytest.mark.parametrize(
    ("url", "board_id", "page"),
    [
        ("https://boards.greenhouse.io/Acme", "greenhouse:acme", "https://job-boards.greenhouse.io/acme"),
        ("https://job-boards.greenhouse.io/acme/jobs/4000?gh_jid=4000", "greenhouse:acme", None),
        (
            "https://job-boards.eu.greenhouse.io/acme",
            "greenhouse:acme",
            "https://job-boards.eu.greenhouse.io/acme",
        ),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse:acme", None),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse:acme", None),
        ("https://boards.greenhouse.io/embed/job_board/js?b=x&for=acme&c=d", "greenhouse:acme", None),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=4000", "greenhouse:acme", None),
        ("https://jobs.lever.co/Acme", "lever:Acme", "https://jobs.lever.co/Acme"),
        ("https://jobs.lever.co/acme/0b8f6c1e/apply?lever-source=x", "lever:acme", None),
        ("https://jobs.eu.lever.co/acme?team=Sales", "lever:acme", "https://jobs.eu.lever.co/acme"),
        ("https://api.lever.co/v0/postings/acme?mode=json", "lever:acme", "https://jobs.lever.co/acme"),
        ("https://api.eu.lever.co/v0/postings/acme", "lever:acme", "https://jobs.eu.lever.co/acme"),
        ("https://jobs.ashbyhq.com/acme/0b8f6c1e/application", "ashby:acme", "https://jobs.ashbyhq.com/acme"),
        ("https://jobs.ashbyhq.com/A1%20Doors", "ashby:A1 Doors", "https://jobs.ashbyhq.com/A1%20Doors"),
        ("https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true", "ashby:acme", None),
        ("jobs.lever.co/acme", "lever:acme", None),
        (
            "https://Careers.Acme.example/Jobs/",
            "site:careers.acme.example/Jobs",
            "https://careers.acme.example/Jobs/",
        ),
        ("http://127.0.0.1:8099/site?x=1", "site:127.0.0.1:8099/site", "http://127.0.0.1:8099/site?x=1"),
        ("https://acme.example:443", "site:acme.example", "https://acme.example/"),
    ],
)
def test_an_ordinary_address_names_its_board(url: str, board_id: str, page: str | None) -> None:
    board = board_at(url)
    assert board.board_id == board_id
    assert page is None or board.url == page


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://boards.greenhouse.io/embed/job_board", "on Greenhouse but names no board"),
        ("https://jobs.lever.co/", "on Lever but names no board"),
        ("https://jobs.ashbyhq.com/%2e%2e", "cannot be a board's name on Ashby"),
        ("ftp://acme.example/", "not an http"),
        ("acme", "not an http"),
        ("https://", "not an http"),
        ("https://acme.example:99999/", "not a URL"),
        ("https://ana:hunter2@acme.example/", "user name or password"),
        ("https://acme.example/a b", "not an http"),
    ],
)
def test_what_names_no_board_says_why(url: str, reason: str) -> None:
    with pytest.raises(UnknownBoardError, match=reason):
        board_at(url)
    assert recognise(url) is None


@given(st.text())
def test_any_text_is_a_board_or_is_not_and_never_breaks(text: str) -> None:
    board = recognise(text)
    assert board is None or (board.url is not None and recognise(board.url) == board)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize(
    "ats", sorted(set(KINDS) & {path.name.partition(".")[0] for path in SEEDS.glob("*.gz")})
)
def test_every_known_board_is_recognised_by_its_address(ats: str) -> None:
    with gzip.open(SEEDS / f"{ats}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {row["url"]: recognise(row["url"]) for row in rows}
    wrong = [url for url, board in found.items() if board is None or board.ats not in {ats, "site"}]
    own_domains = [url for url, board in found.items() if board is not None and board.ats == "site"]
    assert len(rows) > 50
    assert len(wrong) <= max(1, 0.01 * len(rows)), wrong  # the lists name a few hosts of the vendors too
    assert KINDS[ats].own_domains or own_domains == []


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        load_boards(path)
    assert str(path) in str(refused.value)
    return refused.value.problems


def test_the_three_forms_of_an_entry(tmp_path: Path) -> None:
    path = written(
        tmp_path / "boards.yaml",
        """\
boards:
  - url: https://boards.greenhouse.io/acme
  - {ats: lever, token: acme, base_url: "http://127.0.0.1:8099/"}
  - {ats: site, url: "https://careers.acme.example/", name: Acme}
""",
    )
    assert load_boards(path) == [
        Board("greenhouse", "acme", url="https://job-boards.greenhouse.io/acme"),
        Board("lever", "acme", url="https://jobs.lever.co/acme", base_url="http://127.0.0.1:8099"),
        Board("site", "careers.acme.example", name="Acme", url="https://careers.acme.example/"),
    ]


def test_all_mistakes_are_listed_with_their_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path / "boards.yaml",
        """\
boards:
  - {ats: greenhous, token: a}
  - {ats: lever}
  - url: ftp://x
  - url: https://jobs.lever.co/acme
    nme: Acme
  - {ats: lever, token: two}
  - {ats: lever, token: TWO}
  - hello
  -
  - {ats: ashby, url: "https://jobs.lever.co/x"}
  - url: [a]
  - {token: acme}
  - {ats: site, url: "https://acme.example/", base_url: nowhere}
other: 1
""",
    )
    assert problems(path) == [
        "line 2: unknown ats 'greenhous'; did you mean greenhouse?",
        "line 3: `token` is missing: the last part of https://jobs.lever.co/acme",
        "line 4: 'ftp://x' is not an http(s) URL",
        "line 6: unknown key 'nme'; did you mean `name`?",
        "line 8: lever:TWO again, as in line 7",
        "line 9: a board is `url: …` or `{ats: …, token: …}`, not 'hello'",
        "line 10: a board is `url: …` or `{ats: …, token: …}`, not nothing",
        "line 11: 'https://jobs.lever.co/x' is not this ashby board, it is lever:x",
        "line 12: `url` should be text",
        "line 13: neither `url` nor `ats` says which board this is",
        "line 14: 'nowhere' is not an http(s) URL",
        "line 15: unknown key 'other'; only `boards` stands at the top",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("boards:\n\t- a\n", "line 2: a tab; YAML is indented with spaces"),
        ("- a\n", "line 1: should start with `boards:` and a list under it"),
        ("", "line 1: should start with `boards:` and a list under it"),
        ("boards: 3\n", "line 1: `boards` should be a list, each board after a dash"),
        ("boards:\n  - {a\n", "line 3: not YAML: expected ',' or '}', but got '<stream end>'"),
        ("boards: []\nboards: []\n", "line 2: a second `boards:`"),
        ("boards:\n  - {ats: lever, token: a, token: b}\n", "line 2: `token` stands twice"),
        ("a: \x07\n", "it is not YAML: "),
    ],
)
def test_a_file_that_is_not_a_list_of_boards(tmp_path: Path, text: str, problem: str) -> None:
    [found, *_] = problems(written(tmp_path / "boards.yaml", text))
    assert found.startswith(problem)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    assert "no such file" in problems(tmp_path / "none.yaml")[0]
    (tmp_path / "latin.yaml").write_bytes(b"boards: # caf\xe9\n")
    assert problems(tmp_path / "latin.yaml") == ["it is not UTF-8 text (byte 13)"]


COMMENTED = """\
# mine
boards:
  # first
  - url: https://jobs.lever.co/acme
    name: Acme

  # second
  - {ats: lever, token: two}   # two!
  -
    ats: ashby
    token: "three"
  # the end
"""


def test_adding_keeps_everything_that_stands_there(tmp_path: Path) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)
    board, added = add_board(path, "https://careers.acme.example/jobs?a=b:c", name="X: y")
    assert added
    assert path.read_text() == COMMENTED.replace(
        "  # the end", "  - url: https://careers.acme.example/jobs?a=b:c\n    name: 'X: y'\n  # the end"
    )
    assert load_boards(path)[-1] == board


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)
    board, added = add_board(path, "https://jobs.lever.co/acme/some-posting")
    assert (board.name, added) == ("Acme", False)
    assert path.read_text() == COMMENTED


@pytest.mark.parametrize("before", [None, "boards:\n", "boards: []  # none yet\n", "boards:\n# soon\n"])
def test_adding_to_nothing_makes_the_file(tmp_path: Path, before: str | None) -> None:
    path = tmp_path / "new" / "boards.yaml"
    if before is not None:
        path.parent.mkdir()
        path.write_text(before)
    add_board(path, "https://jobs.lever.co/acme")
    assert [board.board_id for board in load_boards(path)] == ["lever:acme"]


@pytest.mark.parametrize("name", ["three", "ASHBY:three", "https://jobs.ashbyhq.com/three/posting"])
def test_removing_takes_the_entry_and_leaves_the_rest(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)
    assert remove_board(path, name).board_id == "ashby:three"
    assert path.read_text() == COMMENTED.replace('  -\n    ats: ashby\n    token: "three"\n', "")


def test_removing_all_leaves_a_file_that_can_be_added_to(tmp_path: Path) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)
    for name in ("Acme", "two", "three"):
        remove_board(path, name)
    assert load_boards(path) == []
    add_board(path, "https://jobs.lever.co/acme")
    assert len(load_boards(path)) == 1


def test_removing_what_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)
    with pytest.raises(UsageError, match="Did you mean lever:acme"):
        remove_board(path, "lever:acne")


def test_a_name_of_two_boards_is_not_guessed_at(tmp_path: Path) -> None:
    path = written(
        tmp_path / "boards.yaml", "boards:\n- {ats: lever, token: acme}\n- {ats: ashby, token: acme}\n"
    )
    with pytest.raises(UsageError, match="lever:acme, ashby:acme"):
        remove_board(path, "acme")


@pytest.mark.parametrize("text", ["boards: [{ats: lever, token: a}, {ats: lever, token: b}]\n"])
def test_a_layout_that_cannot_be_edited_safely_is_left_alone(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "boards.yaml", text)
    with pytest.raises(UsageError, match="by hand"):
        add_board(path, "https://jobs.lever.co/acme")
    with pytest.raises(UsageError, match="by hand"):
        remove_board(path, "lever:a")
    assert path.read_text() == text


def test_an_edit_that_fails_leaves_the_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "boards.yaml", COMMENTED)

    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        add_board(path, "https://jobs.lever.co/new")
    assert path.read_text() == COMMENTED
    assert [each.name for each in tmp_path.iterdir()] == ["boards.yaml"]


def test_an_edit_follows_a_link_and_keeps_the_mode(tmp_path: Path) -> None:
    path = written(tmp_path / "real.yaml", COMMENTED)
    path.chmod(0o600)
    link = tmp_path / "boards.yaml"
    link.symlink_to(path)
    add_board(link, "https://jobs.lever.co/new")
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(load_boards(path)) == 4


STARTER = ROOT / "boards.yaml"


def test_the_starter_file_names_many_employers_of_kinds_that_are_read_by_default() -> None:
    boards = load_boards(STARTER)
    employers = [board for board in boards if board.ats != "feed"]
    assert len({board.name for board in employers}) == len(employers) >= 200
    assert len({board.ats for board in employers}) >= 10
    assert {KINDS[board.ats].policy.default for board in boards} == {"on"}


def test_the_starter_file_has_employers_in_many_countries() -> None:
    countries: dict[str, int] = {}
    country = ""
    for line in STARTER.read_text(encoding="utf-8").splitlines():
        if line.startswith("  # "):
            country = line.removeprefix("  # ")
        elif line.startswith("  - "):
            countries[country] = countries.get(country, 0) + 1
    named = {name for name in countries if not name.startswith("Feeds")}
    assert len(named) >= 15
    assert "" not in named


def test_what_the_starter_file_leaves_out_can_be_taken_in(tmp_path: Path) -> None:
    text = STARTER.read_text(encoding="utf-8").replace("\n#  - ", "\n  - ")
    boards = load_boards(written(tmp_path / "boards.yaml", text))
    assert len({board.ats for board in boards}) >= 14


def test_the_boards_of_the_starter_file_are_known_ones() -> None:
    known = {(ats, token.casefold()) for ats, token, *_ in (line.split("\t") for line in seeds._lines())}
    unknown = [
        board.board_id
        for board in load_boards(STARTER)
        if (board.ats, board.token.casefold()) not in known and board.ats not in {"site", "feed"}
    ]
    assert unknown == []


tokens = st.text(
    st.characters(categories=("L", "N"), include_characters="-_ .&"), min_size=1, max_size=20
).filter(lambda token: token.strip() and token not in {".", ".."} and token.isprintable())


@given(st.lists(st.tuples(st.sampled_from(["lever", "ashby"]), tokens), max_size=6))
def test_what_was_added_is_loaded_and_what_was_removed_is_not(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("boards") / "boards.yaml"
    path.write_text("boards:\n")
    boards: list[Board] = []
    for ats, token in wanted:
        known = Board(ats, token.strip())
        url = {"lever": "https://jobs.lever.co/", "ashby": "https://jobs.ashbyhq.com/"}[ats]
        board, added = add_board(path, url + quote(known.token, safe=""))
        boards += [board] * added
    assert load_boards(path) == boards
    for board in boards:
        assert remove_board(path, board.board_id) == board
    assert load_boards(path) == []
