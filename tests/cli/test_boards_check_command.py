"""`jobs boards check`: one request a board, and what it shows."""

from pathlib import Path
from urllib.request import urlopen

import orjson
import pytest
from aiohttp import web

from jobs_assets.kinds import KINDS
from jobs_assets.samples.server import SampleServer
from tests.cli.conftest import Run
from tests.crawl.loopback import Loopback, routes


@pytest.fixture(autouse=True)
def _no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_CRAWL__DELAY", "0")


def listed(folder: Path, *entries: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "boards.yaml"
    path.write_text("boards:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return folder


async def full_page(request: web.Request) -> web.Response:
    return web.json_response([{"id": f"p{number}"} for number in range(100)])


PAGES: dict[str, object] = {
    "/v1/boards/acme/jobs": {"jobs": [{"id": 1}, {"id": 2}], "meta": {"total": 2}},
    "/v1/boards/none/jobs": {"jobs": [], "meta": {"total": 0}},
    "/v1/boards/wrong/jobs": "<html>moved</html>",
    "/v0/postings/acme": full_page,
}


def test_each_board_is_asked_once_and_no_more(jobs: Run, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**PAGES)}) as server:
        home = listed(
            tmp_path / "home",
            f"{{ats: greenhouse, token: acme, base_url: '{server.url()}'}}",
            f"{{ats: greenhouse, token: none, base_url: '{server.url()}'}}",
            f"{{ats: lever, token: acme, base_url: '{server.url()}'}}",
        )
        checked = jobs("boards", "check", "--home", home, "--json")
        paths = sorted(path.partition("?")[0] for path in server.paths())
    assert checked.status == 0
    rows = {row["board_id"]: row for row in checked.document["boards"]}
    seen = {name: (row["answers"], row["advertised"], row["seen"]) for name, row in rows.items()}
    assert seen == {
        "greenhouse:acme": (True, 2, 2),
        "greenhouse:none": (True, 0, 0),
        "lever:acme": (True, None, 100),
    }
    assert rows["lever:acme"]["message"] is None
    assert rows["greenhouse:acme"]["policy"]["default"] == "on"
    assert paths == ["/v0/postings/acme", "/v1/boards/acme/jobs", "/v1/boards/none/jobs"]
    assert [path.name for path in home.iterdir() if path.suffix == ".sqlite"] == [], "nothing is kept"


def test_a_board_that_does_not_answer_fails_the_check_and_says_why(jobs: Run, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**PAGES)}) as server:
        home = listed(
            tmp_path / "home",
            f"{{ats: greenhouse, token: acme, base_url: '{server.url()}'}}",
            f"{{ats: greenhouse, token: gone, base_url: '{server.url()}'}}",
            f"{{ats: greenhouse, token: wrong, base_url: '{server.url()}'}}",
        )
        checked = jobs("boards", "check", "--home", home)
    assert checked.status == 1
    lines = [line.split() for line in checked.out.splitlines()]
    assert ["greenhouse:gone", "documented", "no:", "gone"] in lines
    assert ["greenhouse:acme", "documented", "yes", "2", "2"] in lines
    assert "1 of 3 boards answered." in checked.out
    assert "HTML where JSON was due" in " ".join(checked.out.split())


def test_a_kind_that_was_not_opted_in_to_is_not_asked(jobs: Run, tmp_path: Path) -> None:
    home = listed(tmp_path / "home", "url: https://acme.wd5.myworkdayjobs.com/External")
    checked = jobs("boards", "check", "--home", home, "--json")
    [row] = checked.document["boards"]
    assert checked.status == 1
    assert checked.document["failed"] == ["workday:acme/external"]
    assert (row["answers"], row["outcome"], row["needs"]) == (
        False,
        "disallowed",
        "JOBS_CRAWL__OPT_IN=workday",
    )
    assert "name workday in JOBS_CRAWL__OPT_IN" in row["message"]


def test_sample_boards_of_every_kind_answer(jobs: Run, tmp_path: Path) -> None:
    with SampleServer(sizes=[30] * len(KINDS), kinds=list(KINDS), seed=3) as server:
        with urlopen(f"{server.base_url}/boards.json") as answer:
            entries = orjson.loads(answer.read())
        (tmp_path / "boards.yaml").write_bytes(orjson.dumps({"boards": entries}))  # JSON is YAML
        checked = jobs(
            "boards", "check", "--boards", tmp_path / "boards.yaml", "--home", tmp_path / "h", "--json"
        )
        paths = [request.path for request in server.requests if request.board_id is not None]
    asked = [path for path in paths if not path.endswith("/robots.txt")]
    rows = checked.document["boards"]
    assert checked.document["failed"] == []
    assert {row["ats"] for row in rows} == set(KINDS)
    assert len(asked) == len(rows)
    for row in rows:
        assert row["seen"] == 30 or row["goes_on"], row["board_id"]


def test_only_the_boards_named_are_asked(jobs: Run, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**PAGES)}) as server:
        home = listed(
            tmp_path / "home",
            f"{{ats: greenhouse, token: acme, base_url: '{server.url()}', name: Acme}}",
            f"{{ats: greenhouse, token: gone, base_url: '{server.url()}'}}",
        )
        checked = jobs("boards", "check", "Acme", "--home", home, "--json")
        assert [path.partition("?")[0] for path in server.paths()] == ["/v1/boards/acme/jobs"]
    assert [row["board_id"] for row in checked.document["boards"]] == ["greenhouse:acme"]
    assert jobs("boards", "check", "nobody", "--home", home).status == 2


def test_another_file_can_be_checked(jobs: Run, tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**PAGES)}) as server:
        other = listed(tmp_path / "else", f"{{ats: greenhouse, token: acme, base_url: '{server.url()}'}}")
        checked = jobs(
            "boards", "check", "--boards", other / "boards.yaml", "--home", tmp_path / "h", "--json"
        )
    assert checked.document["failed"] == []


def test_nothing_to_check_is_said(jobs: Run, tmp_path: Path) -> None:
    home = listed(tmp_path / "home")
    assert jobs("boards", "check", "--home", home, "--json").document == {"boards": [], "failed": []}
    assert "jobs boards add" in jobs("boards", "check", "--home", home).out
