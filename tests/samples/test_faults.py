"""Each fault, seen over real HTTP; and that it befalls its board alone."""

import json
import re
import time
import zlib
from http.client import HTTPException, IncompleteRead
from urllib.parse import urlsplit

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.errors import UsageError
from jobs_assets.samples import closed_pages
from jobs_assets.samples.faults import FAULTS, Fault, fault_names, read_faults
from jobs_assets.samples.server import SampleServer
from jobs_assets.samples.vendors import listing_url
from tests.samples.loopback import Reply, get, listing_of, on_server


def afflicted(server: SampleServer) -> Board:
    (board_id,) = server.faults
    return next(board for board in server.boards if board.board_id == board_id)


def reply_with(fault: str, *, limit: int | None = None, **headers: str) -> Reply:
    with SampleServer(postings=96, seed=1, faults=fault) as server:
        return get(listing_of(afflicted(server)), limit=limit, **headers)


def posting_pages(server: SampleServer, board: Board, count: int) -> list[Reply]:
    firm = next(firm for firm in server.catalog.employers if firm.board_id == board.board_id)
    return [get(on_server(board, listing_url(each))) for each in server.catalog.postings_of(firm)[:count]]


def test_too_many_requests_comes_with_a_time_to_wait() -> None:
    reply = reply_with("429=7")
    assert (reply.status, reply.headers["retry-after"]) == (429, "7")


@pytest.mark.parametrize(
    ("fault", "status"), [("5xx", 500), ("5xx=503", 503), ("notfound", 404), ("botwall", 403)]
)
def test_faults_that_are_a_status(fault: str, status: int) -> None:
    assert reply_with(fault).status == status


def test_a_reset_ends_the_connection_without_an_answer() -> None:
    with pytest.raises((HTTPException, OSError)):
        reply_with("reset")


def test_a_truncated_body_is_shorter_than_stated() -> None:
    with pytest.raises((IncompleteRead, ConnectionError)):
        reply_with("truncated")


def test_a_slow_board_answers_after_the_stated_time() -> None:
    with SampleServer(postings=96, seed=1, faults="slow=0.3") as server:
        board = afflicted(server)
        assert get(listing_of(board)).status == 200
        assert server.requests[-1].seconds >= 0.3


def test_a_dripping_body_comes_a_byte_at_a_time() -> None:
    with SampleServer(postings=96, seed=1, faults="drip=0.01") as server:
        started = time.monotonic()
        assert len(get(listing_of(afflicted(server)), limit=12).body) == 12
        assert time.monotonic() - started >= 0.1


def test_walls_and_shells_are_pages_with_200_or_403() -> None:
    assert b"Checking your browser" in reply_with("botwall").body
    assert b'type="password"' in reply_with("loginwall").body
    assert b'<div id="root"></div>' in reply_with("shell").body


def test_a_shell_befalls_only_sites() -> None:
    with SampleServer(postings=96, seed=1, faults="shell") as server:
        assert afflicted(server).ats == "site"
    with pytest.raises(UsageError, match="no sample board of that name"):
        SampleServer(postings=96, seed=1, faults=f"shell@{server.boards[0].token}")


def test_closed_postings_answer_200_with_a_notice_and_stale_data() -> None:
    with SampleServer(postings=320, seed=1, faults="closed200=2@*") as server:
        sites = [board for board in server.boards if board.ats == "site"]
        pages = [page for board in sites for page in posting_pages(server, board, 6)]
    closed = [page for page in pages if re.search(rb'class="(?:alert )?closed"', page.body)]
    assert 0 < len(closed) < len(pages)
    assert {page.status for page in pages} == {200}
    assert all(b"JobPosting" in page.body for page in closed)


def test_nearly_closed_postings_have_words_of_closing_beside_their_text() -> None:
    with SampleServer(postings=320, seed=1, faults="nearly-closed@*") as server:
        sites = [board for board in server.boards if board.ats == "site"]
        pages = [page.body.decode() for board in sites for page in posting_pages(server, board, 6)]
    closing = [texts[-1] for texts in closed_pages.OPEN.values()]
    assert all(any(text in page or repr(text) in page for text in closing) for page in pages)
    assert all("<article" in page for page in pages)


def test_a_wrong_charset_contradicts_the_bytes() -> None:
    reply = reply_with("charset")
    assert reply.headers["content-type"].endswith("charset=iso-8859-1")
    reply.body.decode("utf-8")


def test_invalid_utf8_cannot_be_decoded() -> None:
    with pytest.raises(UnicodeDecodeError):
        reply_with("invalid-utf8").body.decode("utf-8")


@pytest.mark.parametrize("ats", ["greenhouse", "lever", "ashby", "site"])
def test_nested_tags_are_in_a_description_of_any_kind(ats: str) -> None:
    with SampleServer(postings=96, seed=1) as server:
        board = next(board for board in server.boards if board.ats == ats)
    with SampleServer(postings=96, seed=1, faults=f"nested=5000@{board.board_id}") as server:
        board = afflicted(server)
        reply = posting_pages(server, board, 1)[0] if ats == "site" else get(listing_of(board))
    assert reply.body.count(b"&lt;div&gt;" if ats == "greenhouse" else b"<div>") >= 5_000


def test_a_bomb_is_small_packed_and_huge_unpacked() -> None:
    reply = reply_with("bomb=40", Accept_Encoding="gzip")
    assert reply.headers["content-encoding"] == "gzip"
    assert len(reply.body) < 60_000
    assert len(zlib.decompress(reply.body, wbits=31)) == 40 << 20


def test_endless_paging_gives_new_ids_on_every_page() -> None:
    with SampleServer(postings=96, seed=1) as server:
        board = next(board for board in server.boards if board.ats == "lever")
    with SampleServer(postings=96, seed=1, faults=f"endless@{board.token}") as server:
        url = listing_of(afflicted(server))
        pages = [json.loads(get(f"{url}&skip={skip}&limit=100").body) for skip in (0, 100, 60_000)]
    assert [len(page) for page in pages] == [100, 100, 100]
    ids = [posting["id"] for page in pages for posting in page]
    assert len(set(ids)) == len(ids)


def test_an_endless_site_always_leads_on() -> None:
    with SampleServer(postings=96, seed=1) as server:
        board = next(board for board in server.boards if board.ats == "site")
    with SampleServer(postings=96, seed=1, faults=f"endless@{board.board_id}") as server:
        base = afflicted(server).base_url
        assert b"/jobs?page=900" in get(f"{base}/jobs?page=899").body
        assert b"sitemap.xml?turn=42" in get(f"{base}/sitemap.xml?turn=41").body


def test_a_body_that_never_ends_is_more_than_anyone_reads() -> None:
    assert len(reply_with("endless", limit=3_000_000).body) == 3_000_000


def test_html_comes_where_json_was_due() -> None:
    reply = reply_with("html")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("ats", ["greenhouse", "lever", "ashby"])
def test_json_faults_are_in_the_first_posting(ats: str) -> None:
    with SampleServer(postings=96, seed=1) as server:
        name = next(board for board in server.boards if board.ats == ats).board_id
    with SampleServer(postings=96, seed=1, faults=f"nan@{name}") as server:
        assert b'[{"rank":NaN,' in get(listing_of(afflicted(server))).body
    with SampleServer(postings=96, seed=1, faults=f"duplicate-keys@{name}") as server:
        pairs = json.loads(get(listing_of(afflicted(server))).body, object_pairs_hook=list)
    key = "text" if ats == "lever" else "title"
    first = pairs[0] if ats == "lever" else dict(pairs)["jobs"][0]
    assert [name for name, _ in first].count(key) == 2


def test_robots_faults_leave_the_pages_alone() -> None:
    with SampleServer(postings=96, seed=1, faults="robots-503") as server:
        board = afflicted(server)
        assert get(f"{board.base_url}/robots.txt").status == 503
        assert get(f"{board.base_url}/").status == 200
    with SampleServer(postings=96, seed=1, faults="robots-slow=0.2") as server:
        assert get(f"{afflicted(server).base_url}/robots.txt").status == 200
        assert server.requests[-1].seconds >= 0.2


def test_a_robots_fault_of_every_board_is_the_servers_own_too() -> None:
    with SampleServer(postings=96, seed=1, faults="robots-503@*") as server:
        assert get(f"{server.base_url}/robots.txt").status == 503
        assert get(listing_of(server.boards[0])).status == 200


def test_a_fault_leaves_all_other_boards_as_they_are() -> None:
    with SampleServer(postings=96, seed=1) as server:
        whole = {board.board_id: get(listing_of(board)).body for board in server.boards}
    with SampleServer(postings=96, seed=1, faults="5xx") as server:
        faulty = {board.board_id: get(listing_of(board)).body for board in server.boards}
    assert [name for name in whole if whole[name] != faulty[name]] == list(server.faults)


def test_faults_without_a_board_befall_one_board_each() -> None:
    with SampleServer(postings=96, seed=1, faults=["429", "5xx", "shell"]) as server:
        assert sorted(fault.name for faults in server.faults.values() for fault in faults) == [
            "429",
            "5xx",
            "shell",
        ]
        assert len(server.faults) == 3


def test_a_star_is_every_board_that_can_have_the_fault() -> None:
    with SampleServer(postings=96, seed=1, faults="slow=0@*,shell@*") as server:
        assert len(server.faults) == 16
        assert sum(len(faults) == 2 for faults in server.faults.values()) == 4


def test_faults_are_read_with_value_board_and_default() -> None:
    assert read_faults("429=5@acme, slow ,bomb@greenhouse:acme") == [
        Fault("429", "5", "acme"),
        Fault("slow", "2", None),
        Fault("bomb", "300", "greenhouse:acme"),
    ]


@pytest.mark.parametrize("text", ["rain", "429=soon", "reset=3", "=3", "@acme", "slow=-1"])
def test_a_mistaken_fault_is_a_usage_error_that_names_the_faults(text: str) -> None:
    with pytest.raises(UsageError, match="names: slow, drip, reset"):
        read_faults(text)


def test_every_fault_has_a_description() -> None:
    assert set(fault_names()) == set(FAULTS)
    assert all(len(text) > 10 for text in fault_names().values())


def test_a_loopback_address_is_all_that_is_served() -> None:
    with SampleServer(postings=16) as server:
        assert urlsplit(server.base_url).hostname == "127.0.0.1"
