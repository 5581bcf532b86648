"""The sample server over real HTTP: validators, compression, types, its log, its life."""

import gzip
import json
import subprocess
import sys
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jobs_assets.boards.file import load_boards
from jobs_assets.errors import JobsError
from jobs_assets.samples.server import SampleServer
from tests.samples.loopback import get, listing_of, on_server


@pytest.mark.parametrize("at", range(4))
def test_an_unchanged_page_is_answered_304_by_either_validator(at: int) -> None:
    with SampleServer(postings=64, seed=1) as server:
        url = listing_of(server.boards[at])
        first = get(url)
        by_tag = get(url, If_None_Match=first.headers["etag"])
        by_date = get(url, If_Modified_Since=first.headers["last-modified"])
    assert first.status == 200
    assert [(each.status, each.body) for each in (by_tag, by_date)] == [(304, b""), (304, b"")]


def test_a_changed_page_is_answered_whole() -> None:
    with SampleServer(postings=64, seed=1) as server:
        url = listing_of(server.boards[0])
        tag = get(url).headers["etag"]
    with SampleServer(postings=64, seed=1, day=60) as server:
        assert get(listing_of(server.boards[0]), If_None_Match=tag).status == 200


def test_bodies_are_packed_only_for_those_who_accept_it() -> None:
    with SampleServer(postings=64, seed=1) as server:
        url = listing_of(server.boards[0])
        plain, packed = get(url), get(url, Accept_Encoding="gzip, deflate")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2


def test_pages_say_what_they_are() -> None:
    with SampleServer(postings=64, seed=1) as server:
        types = {board.ats: get(listing_of(board)).headers["content-type"] for board in server.boards}
        site = next(board for board in server.boards if board.ats == "site")
        sitemap, robots = (get(f"{site.base_url}/{name}") for name in ("sitemap.xml", "robots.txt"))
    assert types == dict.fromkeys(("greenhouse", "lever", "ashby"), "application/json; charset=utf-8") | {
        "site": "text/html; charset=utf-8"
    }
    assert sitemap.headers["content-type"].startswith("application/xml")
    assert robots.headers["content-type"].startswith("text/plain")


def test_robots_txt_of_the_api_hosts_allows_everything() -> None:
    with SampleServer(postings=16) as server:
        assert get(f"{server.base_url}/robots.txt").body == b"User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/v1/boards/nobody/jobs",
        "/v0/postings/nobody",
        "/posting-api/job-board/nobody",
        "/site/nobody/",
        "/x/y",
    ],
)
def test_what_is_not_there_is_404(path: str) -> None:
    with SampleServer(postings=16) as server:
        assert get(server.base_url + path).status == 404


def test_the_labels_name_every_posting_once_and_their_pages_exist() -> None:
    with SampleServer(postings=200, seed=1) as server:
        labels = [json.loads(line) for line in get(f"{server.base_url}/truth.jsonl").body.splitlines()]
        sites = {board.board_id: board for board in server.boards if board.ats == "site"}
        pages = [
            get(on_server(sites[each["board_id"]], each["url"]))
            for each in labels
            if each["board_id"] in sites
        ]
    assert Counter(label["posting_id"] for label in labels).most_common(1)[0][1] == 1
    assert len(labels) == 200
    assert {page.status for page in pages} == {200}


def test_the_boards_are_listed_as_boards_yaml_takes_them(tmp_path: Path) -> None:
    with SampleServer(postings=64, seed=1) as server:
        listed = json.loads(get(f"{server.base_url}/boards.json").body)
        assert [board["base_url"] for board in listed] == [board.base_url for board in server.boards]
        (tmp_path / "boards.yaml").write_text(json.dumps({"boards": listed}))  # JSON is YAML
        named = load_boards(tmp_path / "boards.yaml")
        assert [board.board_id for board in named] == [board.board_id for board in server.boards]


def test_requests_are_logged_with_board_and_status() -> None:
    with SampleServer(postings=64, seed=1) as server:
        board = server.boards[0]
        get(listing_of(board))
        get(f"{server.base_url}/nowhere")
        logged = [(each.board_id, each.status, each.in_flight) for each in server.requests]
    assert logged == [(board.board_id, 200, 1), (None, 404, 1)]


def test_a_connection_is_kept_open_for_many_requests() -> None:
    with SampleServer(postings=16, seed=1) as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
        sockets = set()
        for _ in range(3):
            connection.request("GET", "/robots.txt")
            connection.getresponse().read()
            sockets.add(connection.sock)
        connection.close()
    assert len(sockets) == 1


def test_a_board_with_a_fault_of_its_own_is_a_host_of_its_own() -> None:
    with SampleServer(postings=200, seed=1, faults="429,slow=0@*") as server:
        (afflicted,) = [board for board in server.boards if len(server.faults[board.board_id]) == 2]
        others = [board for board in server.boards if board != afflicted]
        under_base = server.base_url + listing_of(afflicted).removeprefix(afflicted.base_url or "")
        statuses = [
            get(listing_of(afflicted)).status,
            get(under_base).status,
            get(listing_of(others[0])).status,
        ]
        assert statuses == [429, 429, 200]
        hosts = {urlsplit(board.base_url or "").netloc for board in others}
    assert hosts == {urlsplit(server.base_url).netloc}
    assert urlsplit(afflicted.base_url or "").netloc not in hosts


def test_a_port_in_use_is_a_clear_error() -> None:
    with SampleServer(postings=16) as server, pytest.raises(JobsError, match=f"port {server.port}"):
        SampleServer(server.port, postings=16).__enter__()


def test_no_postings_is_no_boards() -> None:
    with SampleServer(postings=0) as server:
        assert server.boards == []
        assert get(f"{server.base_url}/truth.jsonl").body == b""


def test_the_command_prints_its_address_and_stops_when_asked() -> None:
    command = [sys.executable, "-m", "jobs_assets.cli", "samples", "serve", "--postings", "32"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        labels = get(f"{address}/truth.jsonl").body.splitlines()
        process.terminate()
        process.wait(timeout=30)
    assert len(labels) == 32
