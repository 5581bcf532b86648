import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.errors import ArchiveError, HomeError
from jobs_assets.pages import BoardDay, BoardOutcome, Fetch, PageOutcome, PageRole
from jobs_assets.settings import Home
from jobs_assets.store.archive import PageArchive, Validators
from jobs_assets.store.engine import sqlite_driver
from tests.store.records import a_fetch

TODAY = date(2026, 11, 2)
TOMORROW = date(2026, 11, 3)


def crawl(
    archive: PageArchive, bodies: list[bytes], day: date = TODAY, board_id: str = "site:acme"
) -> list[Fetch]:
    """Archive one finished crawl of these bodies."""
    crawl_id = archive.begin_crawl(day)
    fetches = [a_fetch(number, board_id=board_id) for number in range(len(bodies))]
    for fetch, body in zip(fetches, bodies, strict=True):
        archive.add(crawl_id, fetch, body, "site")
    archive.close_board(crawl_id, BoardDay(board_id, BoardOutcome.COMPLETE))
    archive.finish_crawl(crawl_id)
    return fetches


def page(number: int, frame: int = 0) -> bytes:
    """A page of a site: a frame that its pages share, and text of its own."""
    shared = b"".join(b"<a href='/%x'>%x</a>" % (frame * 7919 + n * n, n * 31 + frame) for n in range(400))
    own = b" ".join(b"%x" % ((number + 3) * (n + 1) ** 3 * 2654435761 % 2**61) for n in range(60))
    return b"<html>" + shared + own + b"</html>"


def raw(home: Home) -> Any:  # noqa: ANN401  # a DBAPI connection
    return sqlite_driver().connect(str(home.archive), isolation_level=None)


def test_a_body_comes_back_to_the_byte(archive: PageArchive) -> None:
    bodies = [b"", b"\x00\xff", os.urandom(5000), page(1), page(2), b"x" * 3_000_000]
    for fetch, body in zip(crawl(archive, bodies), bodies, strict=True):
        assert fetch.body_hash is not None
        assert archive.read(fetch.body_hash, thorough=True) == body
        assert fetch.body_bytes == len(body)


def test_a_body_is_stored_once_whoever_sent_it(archive: PageArchive) -> None:
    one = crawl(archive, [page(1), page(1)])
    two = crawl(archive, [page(1)], TOMORROW, "site:other")
    assert {fetch.body_hash for fetch in (*one, *two)} == {one[0].body_hash}
    assert archive.stats().bodies == 1


def test_pages_of_a_board_are_packed_against_an_earlier_one(archive: PageArchive) -> None:
    crawl(archive, [page(number) for number in range(10)])
    stats = archive.stats()
    assert stats.packed_bytes < 0.15 * stats.body_bytes


def test_tomorrows_pages_are_packed_against_todays(home: Home) -> None:
    with PageArchive(home.archive) as archive:
        crawl(archive, [page(1)])
        before = archive.stats()
    with PageArchive(home.archive) as archive:
        (fetch,) = crawl(archive, [page(2)], TOMORROW)
        after = archive.stats()
        assert archive.read(str(fetch.body_hash)) == page(2)
    assert after.packed_bytes - before.packed_bytes < 0.15 * len(page(2))


def test_a_page_unlike_its_boards_becomes_the_next_reference(archive: PageArchive) -> None:
    crawl(archive, [page(n, frame=1) for n in range(3)])
    before = archive.stats()
    fetches = crawl(archive, [page(n, frame=2) for n in range(10)], TOMORROW)
    added = archive.stats().packed_bytes - before.packed_bytes
    assert added < 0.2 * sum(fetch.body_bytes for fetch in fetches)


def test_a_kind_with_many_boards_learns_a_dictionary_that_its_next_boards_use(home: Home) -> None:
    with PageArchive(home.archive) as archive:
        for number in range(130):
            crawl(archive, [page(number)], board_id=f"site:{number}")
        assert archive.stats().dictionaries == 1
    with PageArchive(home.archive) as archive:
        before = archive.stats()
        (fetch,) = crawl(archive, [page(999)], board_id="site:new")
        assert archive.stats().packed_bytes - before.packed_bytes < 0.15 * fetch.body_bytes
    with PageArchive(home.archive, readonly=True) as archive:
        assert archive.read(str(fetch.body_hash)) == page(999)


def test_a_crawl_is_seen_when_it_has_finished_and_not_before(archive: PageArchive) -> None:
    crawl_id = archive.begin_crawl(TODAY)
    archive.add(crawl_id, a_fetch(1), page(1), "site")
    archive.flush()
    assert archive.finished_crawl(TODAY) is None
    archive.finish_crawl(crawl_id)
    assert archive.finished_crawl(TODAY) == crawl_id
    assert archive.finished_crawl(TOMORROW) is None


def test_exchanges_and_outcomes_come_back_in_order_field_by_field(archive: PageArchive) -> None:
    fetches = [
        a_fetch(2, headers={"etag": '"ü"'}),
        a_fetch(1, outcome=PageOutcome.NETWORK_ERROR, status=None, error="no DNS", role=PageRole.ROBOTS),
    ]
    board = BoardDay(
        "site:acme", BoardOutcome.PARTIAL, 200, 9, 8, 7, 1, 99, True, "one failed", a_fetch().fetched_at, 2.5
    )
    crawl_id = archive.begin_crawl(TODAY)
    archive.add(crawl_id, fetches[0], b"body", "site")
    archive.add(crawl_id, fetches[1], None, "site")
    archive.close_board(crawl_id, board)
    archive.finish_crawl(crawl_id)
    assert list(archive.fetches(crawl_id)) == fetches
    assert list(archive.boards(crawl_id)) == [board]


def test_a_forgotten_crawl_leaves_its_bodies(archive: PageArchive) -> None:
    (fetch,) = crawl(archive, [b"body"])
    crawl_id = archive.finished_crawl(TODAY)
    assert crawl_id is not None
    archive.forget(crawl_id)
    assert archive.finished_crawl(TODAY) is None
    assert list(archive.fetches(crawl_id)) == []
    assert archive.read(str(fetch.body_hash)) == b"body"


def test_a_new_crawl_drops_the_spool_of_one_that_never_finished(archive: PageArchive) -> None:
    dead = archive.begin_crawl(TODAY)
    archive.add(dead, a_fetch(1), b"body", "site")
    archive.flush()
    archive.begin_crawl(TODAY)
    assert list(archive.fetches(dead)) == []
    assert archive.stats().unfinished_crawls == 1


def test_a_crawl_whose_place_was_taken_says_so(archive: PageArchive) -> None:
    replaced = archive.begin_crawl(TODAY)
    archive.begin_crawl(TODAY)
    archive.add(replaced, a_fetch(1), b"body", "site")
    with pytest.raises(ArchiveError, match="Another crawl of the day took its place"):
        archive.flush()


def test_validators_are_those_of_the_last_good_answer(archive: PageArchive) -> None:
    crawl_id = archive.begin_crawl(TODAY)
    url = a_fetch(1).url
    good = a_fetch(
        1,
        headers={
            "etag": '"a"',
            "last-modified": "Sun, 01 Nov 2026 06:00:00 GMT",
            "content-type": "text/html",
        },
    )
    archive.add(crawl_id, good, b"body", "site")
    expected = Validators('"a"', "Sun, 01 Nov 2026 06:00:00 GMT", str(good.body_hash), "text/html")
    assert archive.validators(url) == expected  # buffered
    archive.flush()
    assert archive.validators(url) == expected  # stored
    failed = a_fetch(1, outcome=PageOutcome.HTTP_ERROR, status=500, headers={"etag": '"oops"'})
    archive.add(crawl_id, failed, b"sorry", "site")
    assert archive.validators(url) == expected
    archive.add(crawl_id, a_fetch(1), b"now without", "site")
    assert archive.validators(url) is None
    archive.flush()
    assert archive.validators(url) is None
    assert archive.validators("https://elsewhere.example/") is None


def test_a_missing_body_is_named_with_the_way_back(archive: PageArchive) -> None:
    with pytest.raises(ArchiveError, match=r"body 00ff00ff.* is missing.*jobs restore"):
        archive.read("00ff" * 8)


@settings(max_examples=100, deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), target=st.integers(0, 2))
def test_any_flipped_bit_of_a_body_or_its_reference_is_found(
    tmp_path_factory: pytest.TempPathFactory, where: float, bit: int, target: int
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    bodies = [page(1), page(2), os.urandom(300)]
    with PageArchive(home.archive) as archive:
        fetches = crawl(archive, bodies)
    connection = raw(home)
    stored = connection.execute("SELECT body_id, data FROM bodies ORDER BY body_id").fetchall()
    body_id, data = stored[target]
    damaged = bytearray(data)
    damaged[int(where * len(data))] ^= 1 << bit
    connection.execute("UPDATE bodies SET data = ? WHERE body_id = ?", (bytes(damaged), body_id))
    connection.close()
    hurt = {0: {0, 1}, 1: {1}, 2: {2}}[target]  # the first page is the second one's reference
    with PageArchive(home.archive, readonly=True) as archive:
        for number, (fetch, body) in enumerate(zip(fetches, bodies, strict=True)):
            found = read_or_message(archive, str(fetch.body_hash))
            # Some bits of a frame's head mean nothing: then the body is the same, and that is as good.
            named = isinstance(found, str) and f"body {fetch.body_hash} is damaged" in found
            assert found == body or (number in hurt and named)


def read_or_message(archive: PageArchive, body_hash: str) -> bytes | str:
    try:
        return archive.read(body_hash)
    except ArchiveError as error:
        return str(error)


def test_a_readonly_archive_that_is_not_there_says_what_to_do(home: Home) -> None:
    with pytest.raises(ArchiveError, match="Crawl first"):
        PageArchive(home.archive, readonly=True)


def test_a_file_that_is_no_archive_is_named(home: Home) -> None:
    home.path.mkdir()
    home.archive.write_bytes(b"not a database " * 1000)
    with pytest.raises(HomeError, match=r"pages\.sqlite: not a database"):
        PageArchive(home.archive)


def test_a_full_disk_leaves_what_was_stored(archive: PageArchive) -> None:
    (kept,) = crawl(archive, [b"kept"])
    connection = archive._connection
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 3}")
    crawl_id = archive.begin_crawl(TOMORROW)
    archive.add(crawl_id, a_fetch(2), os.urandom(200_000), "site")
    with pytest.raises(HomeError, match="the disk is full"):
        archive.flush()
    assert archive.read(str(kept.body_hash)) == b"kept"
    assert list(archive.fetches(crawl_id)) == []
    connection.execute("PRAGMA max_page_count = 1000000")
    with pytest.raises(ArchiveError, match="Crawl again"):
        archive.finish_crawl(crawl_id)


CRAWLER = """
    import sys
    from datetime import date
    from jobs_assets.store.archive import PageArchive
    from tests.store.records import a_fetch
    from tests.store.test_archive import page
    archive = PageArchive(sys.argv[1])
    crawl_id = archive.begin_crawl(date(2026, 11, 2))
    for number in range(100_000):
        archive.add(crawl_id, a_fetch(number), page(number), "site")
        if number % 20 == 19:
            archive.flush()
            print(number + 1, flush=True)
"""


def test_a_kill_at_any_moment_leaves_whole_flushes(home: Home) -> None:
    for after in (0, 3, 8):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CRAWLER), str(home.archive)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout is not None
        acknowledged = 0
        for _ in range(after + 1):
            acknowledged = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        with PageArchive(home.archive) as archive:
            crawl_id = raw(home).execute("SELECT max(crawl_id) FROM crawls").fetchone()[0]
            spooled = list(archive.fetches(crawl_id))
            assert len(spooled) >= acknowledged
            assert len(spooled) % 20 == 0
            for number, fetch in enumerate(spooled):
                assert archive.read(str(fetch.body_hash), thorough=True) == page(number)
            assert archive.finished_crawl(TODAY) is None
            (again,) = crawl(archive, [page(1)])
            finished = archive.finished_crawl(TODAY)
            assert finished is not None
            assert list(archive.fetches(finished)) == [again]
            archive.forget(finished)


def test_an_archive_without_content_types_is_given_room_for_them(tmp_path: Path) -> None:
    url, digest = a_fetch(1).url, b"\x01" * 32
    with PageArchive(tmp_path / "pages.sqlite") as archive:
        archive._connection.execute("DROP TABLE validators")
        archive._connection.execute(
            "CREATE TABLE validators (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT,"
            " body_hash BLOB NOT NULL) WITHOUT ROWID"
        )
        archive._connection.execute("INSERT INTO validators VALUES (?, ?, NULL, ?)", (url, '"a"', digest))
    for _ in range(2):
        with PageArchive(tmp_path / "pages.sqlite") as archive:
            assert archive.validators(url) == Validators('"a"', None, digest.hex(), None)
