"""Storing parsed postings beside bare `sqlite3.executemany` of the same columns, tables and indexes.

Both start from the same records and fill the same columns. What only we pay for: looking each version up,
settling duplicates, comparing with the day before. A second peer gets its rows ready-made, hashes and JSON
included, which our side still makes: there ours spends a quarter of its time.
"""

import random
import sqlite3
import tempfile
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from bench.figure import Figure, interleave
from bench.pages import prose
from jobs_assets.postings import Evidence, Place, Posting, SalaryBand, content_hash
from jobs_assets.store.engine import Store, open_store
from jobs_assets.store.observations import replace_day
from jobs_assets.store.tables import observations, posting_versions
from jobs_assets.store.versions import version_of

POSTINGS = 10_000
ROUNDS = 3

_DAY = date(2026, 11, 1)


def measure() -> list[Figure]:
    """A first day, a quiet day, and what a quiet day adds to the file."""
    given = [a_posting(number) for number in range(POSTINGS)]
    with tempfile.TemporaryDirectory() as folder:
        homes = (Path(folder) / f"home{number}" for number in count())
        files = (Path(folder) / f"bare{number}.sqlite" for number in count())
        ready = _rows(given)
        first = interleave(
            lambda: _first_day(next(homes), given), lambda: _bare(next(files), _rows(given)), rounds=ROUNDS
        )
        strict = interleave(
            lambda: _first_day(next(homes), given), lambda: _bare(next(files), ready), rounds=ROUNDS
        )
        store, size = _first_day(next(homes), given)
        days = (_DAY + timedelta(days=number) for number in count(1))
        before = _bytes(store)
        replace_day(store, next(days), enumerate(given))
        added = (_bytes(store) - before) / size
        quiet = interleave(
            lambda: replace_day(store, next(days), enumerate(given)),
            lambda: _bare(next(files), _rows(given)),
            rounds=ROUNDS,
        )
        store.close()
    return [
        Figure(
            "store: first day",
            POSTINGS / first.ours,
            POSTINGS / first.peer,
            "postings/CPU-s",
            first.ratio,
            ">= 0.85 x",
            first.ratio >= 0.85,
            f"7 KB of text and HTML each; beside ready-made rows {strict.ratio:.2f} x",
        ),
        Figure(
            "store: quiet day",
            POSTINGS / quiet.ours,
            POSTINGS / quiet.peer,
            "postings/CPU-s",
            quiet.ratio,
            ">= 1.5 x",
            quiet.ratio >= 1.5,
            "nothing changed; peer: the same again",
        ),
        Figure(
            "store: what a quiet day adds",
            added * 100,
            None,
            "% of the first day",
            None,
            "< 1.5 %",
            added < 0.015,
            f"{POSTINGS:,} postings",
        ),
    ]


def a_posting(number: int) -> Posting:
    """A posting like those of a board API: eight KB of text and HTML, two places, a pay band, evidence."""
    draw = random.Random(number)
    paragraphs = [prose(draw, 60) for _ in range(10)]
    posting = Posting(
        posting_id=f"greenhouse:acme{number % 50}:{number}",
        board_id=f"greenhouse:acme{number % 50}",
        url=f"https://boards.greenhouse.io/acme{number % 50}/jobs/{number}",
        title=prose(draw, 4),
        hiring_organization=f"Acme {number % 50}",
        department="Engineering",
        language="en",
        date_posted="2026-10-20",
        employment_type=["FULL_TIME"],
        job_location=[Place("Graz", None, "AT"), Place("Berlin", None, "DE")],
        workplace="hybrid",
        salary=[SalaryBand(50_000.0, 60_000.0, "EUR", "YEAR")],
        description_html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        description_text="\n\n".join(paragraphs),
        evidence={
            name: Evidence("ats_field", f"{name} as stated") for name in ("title", "job_location", "salary")
        },
    )
    posting.content_hash = content_hash(posting)
    return posting


def _first_day(home: Path, given: list[Posting]) -> tuple[Store, int]:
    store = open_store(home)
    replace_day(store, _DAY, enumerate(given))
    return store, _bytes(store)


def _rows(given: list[Posting]) -> list[tuple[Any, ...]]:
    return [(number, *version_of(posting)) for number, posting in enumerate(given)]


def _bytes(store: Store) -> int:
    return store.file.stat().st_size if store.file else 0


def _bare(file: Path, rows: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    dialect = sqlite.dialect()
    for table in (posting_versions, observations):
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    places = ", ".join("?" * len(rows[0]))
    with connection:
        connection.executemany(f"INSERT INTO posting_versions VALUES ({places})", rows)
        connection.executemany(
            "INSERT INTO observations VALUES (?, ?, ?)", [("2026-11-01", row[0], row[0]) for row in rows]
        )
    connection.close()
