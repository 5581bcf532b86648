"""The page archive: size, writing and reading of career pages, beside a SQLite table of plain zstd bodies."""

import sqlite3
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from backports import zstd

from bench.figure import Figure, interleave
from bench.pages import career_page
from jobs_assets.pages import Fetch, PageOutcome, PageRole
from jobs_assets.store.archive import PageArchive

PAGES = 1000
SITES = 8

_DAY = date(2026, 11, 1)


def measure() -> list[Figure]:
    """A thousand pages of eight sites, in the order a crawl of all of them brings them."""
    pages = [(number % SITES, career_page(number, site=number % SITES)) for number in range(PAGES)]
    total = sum(len(body) for _, body in pages)
    with tempfile.TemporaryDirectory() as folder:
        written = interleave(partial(_archive, pages, Path(folder)), partial(_plain, pages, Path(folder)))
        with PageArchive(_archive(pages, Path(folder))) as archive:
            stats, hashes = archive.stats(), list(archive.hashes())
        plain_file = _plain(pages, Path(folder))
        read = interleave(
            partial(_read_archive, Path(folder) / "ours.sqlite", hashes),
            partial(_read_plain, plain_file, hashes),
        )
        file_share = (Path(folder) / "ours.sqlite").stat().st_size / total
        plain_share = _plain_share(plain_file) / total
    size = f"{total / PAGES / 1000:.0f} KB pages of {SITES} sites"
    share = stats.packed_bytes / total
    per_page = 1000 / PAGES  # seconds for all of them to milliseconds for one
    return [
        Figure(
            "archive: size of a page",
            share * 100,
            plain_share * 100,
            "% of the body",
            plain_share / share,
            "<= 19 %",
            share <= 0.19,
            f"{size}; peer: zstd 3 alone; the whole file {file_share:.1%}",
        ),
        Figure(
            "archive: write a page",
            written.ours * per_page,
            written.peer * per_page,
            "CPU-ms",
            written.ratio,
            "< 0.5 ms",
            written.ours * per_page < 0.5,
            "with its spool row and validators, in flushes; peer: zstd 3 into one table, one transaction",
        ),
        Figure(
            "archive: read a page back",
            read.ours * per_page,
            read.peer * per_page,
            "CPU-ms",
            read.ratio,
            "< 0.15 ms",
            read.ours * per_page < 0.15,
            "checked for damage; peer: unpacked alone, unchecked",
        ),
    ]


def _archive(pages: list[tuple[int, bytes]], folder: Path) -> Path:
    file = folder / "ours.sqlite"
    file.unlink(missing_ok=True)
    with PageArchive(file) as archive:
        crawl_id = archive.begin_crawl(_DAY)
        for number, (site, body) in enumerate(pages):
            fetch = Fetch(
                board_id=f"site:{site}.example",
                url=f"https://{site}.example/jobs/{number}",
                role=PageRole.POSTING,
                outcome=PageOutcome.OK,
                fetched_at=datetime.now(UTC),
                status=200,
                headers={"content-type": "text/html", "etag": f'"{number}"'},
            )
            archive.add(crawl_id, fetch, body, "site")
        archive.finish_crawl(crawl_id)
    return file


def _read_archive(file: Path, hashes: list[str]) -> None:
    with PageArchive(file, readonly=True) as archive:
        for body_hash in hashes:
            archive.read(body_hash)


def _plain(pages: list[tuple[int, bytes]], folder: Path) -> Path:
    file = folder / "plain.sqlite"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bodies (number INTEGER PRIMARY KEY, data BLOB)")
    with connection:
        for number, (_, body) in enumerate(pages):
            connection.execute("INSERT INTO bodies VALUES (?, ?)", (number, zstd.compress(body, 3)))
    connection.close()
    return file


def _read_plain(file: Path, hashes: list[str]) -> None:
    connection = sqlite3.connect(file)
    for number in range(len(hashes)):
        row = connection.execute("SELECT data FROM bodies WHERE number = ?", (number,)).fetchone()
        zstd.decompress(row[0])
    connection.close()


def _plain_share(file: Path) -> int:
    connection = sqlite3.connect(file)
    (size,) = connection.execute("SELECT sum(length(data)) FROM bodies").fetchone()
    connection.close()
    return int(size)
