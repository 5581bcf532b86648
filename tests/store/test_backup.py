import threading
from datetime import date
from pathlib import Path

import pytest

from jobs_assets.errors import HomeError
from jobs_assets.pages import BoardDay, BoardOutcome
from jobs_assets.settings import Home
from jobs_assets.store.archive import PageArchive
from jobs_assets.store.backup import backup, restore
from jobs_assets.store.engine import open_store
from jobs_assets.store.observations import postings, replace_day
from jobs_assets.store.pages import replace_raw_day, stored_pages
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.verify import verify
from tests.store.records import a_fetch, a_posting

TODAY = date(2026, 11, 2)


def publish(home: Home, bodies: list[bytes], day: date = TODAY) -> None:
    """A whole day: crawl, publish, parse."""
    store = open_store(home)
    with PageArchive(home.archive) as archive:
        crawl_id = archive.begin_crawl(day)
        for number, body in enumerate(bodies):
            archive.add(crawl_id, a_fetch(number), body, "site")
        archive.close_board(crawl_id, BoardDay("site:acme", BoardOutcome.COMPLETE))
        archive.finish_crawl(crawl_id)
        replace_raw_day(store, RawPagesDay(day, archive.fetches(crawl_id), archive.boards(crawl_id)))
        archive.forget(crawl_id)
    records = [(page.page_id, a_posting(str(n))) for n, page in enumerate(stored_pages(store, day))]
    replace_day(store, day, records)
    store.close()


@pytest.fixture
def filled(home: Home) -> Home:
    publish(home, [b"one " * 100, b"two " * 100, b"three " * 100])
    home.boards.write_text("boards: []\n")
    return home


def errors(home: Home) -> list[str]:
    return [problem.message for problem in verify(home) if problem.severity == "error"]


def test_a_restored_home_is_the_home(filled: Home, tmp_path: Path) -> None:
    done = backup(filled, tmp_path / "copies" / "jobs.tar.zst")
    assert done.members == ("jobs.sqlite", "pages.sqlite", "boards.yaml")
    other = Home(tmp_path / "other")
    restore(done.file, other)
    assert errors(other) == []
    assert other.boards.read_text() == "boards: []\n"
    before, after = open_store(filled), open_store(other)
    assert list(postings(after)) == list(postings(before))
    assert list(stored_pages(after, TODAY)) == list(stored_pages(before, TODAY))
    before.close()
    after.close()


def test_a_copy_taken_while_days_are_written_is_whole(filled: Home, tmp_path: Path) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        day = 3
        while not stop.is_set():
            publish(filled, [b"%d/%d " % (day, n) * 200 for n in range(30)], date(2026, 12, 1 + day % 28))
            day += 1

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(4):
            copy = backup(filled, tmp_path / f"{number}.tar.zst").file
            restore(copy, Home(tmp_path / f"restored-{number}"))
    finally:
        stop.set()
        writer.join()
    for number in range(4):
        assert errors(Home(tmp_path / f"restored-{number}")) == []


def test_a_home_in_use_is_never_overwritten(filled: Home, tmp_path: Path) -> None:
    copy = backup(filled, tmp_path / "jobs.tar.zst").file
    before = filled.database.read_bytes()
    with pytest.raises(HomeError, match="choose another --home"):
        restore(copy, filled)
    assert filled.database.read_bytes() == before


@pytest.mark.parametrize("keep", [0, 10, 700, -1])
def test_a_cut_backup_restores_nothing(filled: Home, tmp_path: Path, keep: int) -> None:
    copy = backup(filled, tmp_path / "jobs.tar.zst").file
    copy.write_bytes(copy.read_bytes()[:keep])
    other = Home(tmp_path / "other")
    with pytest.raises(HomeError, match="not a whole backup"):
        restore(copy, other)
    assert not other.path.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "jobs.tar.zst"]


def test_a_file_from_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8\xff" * 500)
    with pytest.raises(HomeError, match="not a whole backup"):
        restore(tmp_path / "holiday.jpg", Home(tmp_path / "other"))
    with pytest.raises(HomeError, match="no such file"):
        restore(tmp_path / "missing", Home(tmp_path / "other"))


def test_there_is_nothing_to_back_up_in_an_empty_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="--home"):
        backup(Home(tmp_path / "nowhere"), tmp_path / "jobs.tar.zst")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_cannot_be_written_says_so(filled: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="cannot be written"):
        backup(filled, tmp_path / "file" / "jobs.tar.zst")
