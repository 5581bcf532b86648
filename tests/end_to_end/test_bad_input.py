"""Boards, files and disks that misbehave: what is said of them, that all goes on, that nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jobs_assets.boards.board import Board
from jobs_assets.home import Home
from jobs_assets.pages import BoardOutcome
from jobs_assets.postings import Posting
from jobs_assets.store.engine import sqlite_driver
from tests.end_to_end.faulty_boards import (
    KINDS,
    TRUTH,
    Case,
    board_of,
    queried,
    rows,
    serving,
    versions,
)
from tests.end_to_end.programs import Done, run

HASTE = {"JOBS_CRAWL__DELAY": "0", "JOBS_CRAWL__TIMEOUT": "4", "JOBS_DATABASE_WAIT": "0.5"}
TIGHT = {"JOBS_CRAWL__MAX_BODY_MB": "16", "JOBS_CRAWL__MAX_PAGES": "24"}

# Faults for which there is nothing to store. The last board of each kind has none.
UNREADABLE = [
    Case(board_of("greenhouse", 0), "html", BoardOutcome.FAILED, "HTML where JSON was due", "kind and token"),
    Case(board_of("greenhouse", 1), "429=1", BoardOutcome.THROTTLED, "status 429", "run again later"),
    Case(board_of("greenhouse", 2), "truncated", BoardOutcome.FAILED, "ends too early, after", "run again"),
    Case(board_of("lever", 0), "reset", BoardOutcome.FAILED, "connection broke", "when the host is up"),
    Case(board_of("lever", 1), "5xx", BoardOutcome.FAILED, "status 500", "Run again later"),
    Case(board_of("lever", 2), "notfound", BoardOutcome.GONE, "status 404", "Check the token or address"),
    Case(board_of("ashby", 0), "botwall", BoardOutcome.BLOCKED, "a bot check", "ask its owner for a feed"),
    Case(board_of("ashby", 1), "loginwall", BoardOutcome.BLOCKED, "asks for a login", "public address"),
    Case(board_of("ashby", 2), "bomb=300", BoardOutcome.FAILED, "unpacks to more", "JOBS_CRAWL__MAX_BODY_MB"),
    Case(board_of("site", 0), "shell", BoardOutcome.BLOCKED, "only a browser", "look for the ATS behind it"),
    Case(
        board_of("site", 1), "robots-503", BoardOutcome.DISALLOWED, "robots.txt answered 503", "again later"
    ),
    Case(board_of("site", 2), "robots-slow=60", BoardOutcome.FAILED, "robots.txt could not", "host is up"),
]
NOWHERE = [
    Case("lever:nobody-here", "", BoardOutcome.GONE, "status 404", "Check the token or address"),
    Case("ashby:dead-host", "", BoardOutcome.FAILED, "no connection", "Check the address in boards.yaml"),
    Case("site:careers.invalid", "", BoardOutcome.FAILED, "no such host", "Check the address in boards.yaml"),
]

# Faults that leave something to read.
ODD = [
    Case(board_of("greenhouse", 0), "invalid-utf8", BoardOutcome.COMPLETE),
    Case(board_of("greenhouse", 1), "nested", BoardOutcome.COMPLETE),
    Case(board_of("greenhouse", 2), "endless", BoardOutcome.FAILED, "larger than", "JOBS_CRAWL__MAX_BODY_MB"),
    Case(board_of("lever", 0), "duplicate-keys", BoardOutcome.COMPLETE),
    Case(board_of("lever", 1), "endless", BoardOutcome.PARTIAL, "after 24 pages", "JOBS_CRAWL__MAX_PAGES"),
    Case(board_of("lever", 2), "slow=1", BoardOutcome.COMPLETE),
    Case(board_of("ashby", 0), "nan", BoardOutcome.COMPLETE),
    Case(board_of("ashby", 1), "charset", BoardOutcome.COMPLETE),
    Case(board_of("ashby", 2), "drip", BoardOutcome.FAILED, "timeout", "when the host is up"),
    Case(board_of("site", 0), "closed200", BoardOutcome.COMPLETE),
    Case(board_of("site", 1), "nested=200000", BoardOutcome.COMPLETE),
    Case(board_of("site", 2), "slow=0.1", BoardOutcome.COMPLETE),
]
CLOSED = 3
"""How many of its board's ten postings `closed200` has closed: they are observed no more."""
HEALTHY = [board_of(kind, 3) for kind in KINDS]


def crawl(home: Path, file: Path, *options: str, expect: int = 0) -> Done:
    return run(
        "jobs", "run", "--boards", str(file), *options, home=home, settings=HASTE | TIGHT, expect=expect
    )


def by_board(report: Done) -> dict[str, Any]:
    return {row["crawl"]["board_id"]: row for row in report.json["by_board"]}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("boards") / "boards.yaml"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, file: Path) -> Path:
    """A home in which every board was seen whole once."""
    home = tmp_path_factory.mktemp("whole") / "home"
    with serving([], file):
        assert crawl(home, file, "--json").json["boards_failed"] == []
    assert Counter(posting.board_id for posting in rows(home).values()) == TRUTH
    return home


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    return shutil.copytree(home, tmp_path / "home")


# Boards that cannot be read


@pytest.fixture(scope="module")
def hurt(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(home, tmp_path_factory.mktemp("hurt") / "home")


@pytest.fixture(scope="module")
def unreadable(hurt: Path, file: Path) -> tuple[Done, Done]:
    """A run over boards of which most cannot be read, as JSON and once more for a person."""
    elsewhere = [
        Board("lever", "nobody-here", base_url=""),
        Board("ashby", "dead-host", base_url="http://127.0.0.1:9"),
        Board("site", "", url="https://careers.invalid/"),
    ]
    with serving(UNREADABLE, file, *elsewhere):
        return crawl(hurt, file, "--json", expect=1), crawl(hurt, file, expect=1)


@pytest.mark.parametrize("case", UNREADABLE + NOWHERE, ids=lambda case: case.fault or case.board_id)
def test_a_board_that_cannot_be_read_is_named_with_the_remedy(
    case: Case, unreadable: tuple[Done, Done]
) -> None:
    report, told = unreadable
    crawled = by_board(report)[case.board_id]["crawl"]
    assert (crawled["outcome"], crawled["postings"]) == (case.outcome, 0)
    assert crawled["message"].startswith(f"{case.board_id}: ")
    assert case.cause in crawled["message"]
    assert case.remedy in crawled["message"]
    assert case.board_id in report.json["boards_failed"]
    assert squeezed(crawled["message"].removeprefix(f"{case.board_id}: ")) in remarks(told.out)[case.board_id]


def test_the_other_boards_are_seen_whole(unreadable: tuple[Done, Done]) -> None:
    report = unreadable[0]
    assert set(report.json["boards_failed"]) == {case.board_id for case in UNREADABLE + NOWHERE}
    assert report.json["checks_failed"] == ["no_board_failed"]
    crawled = by_board(report)
    for board_id in HEALTHY:
        assert crawled[board_id]["crawl"]["outcome"] == BoardOutcome.COMPLETE
        assert crawled[board_id]["parsed"] == TRUTH[board_id]


def test_a_failing_run_touches_nothing_that_was_stored(
    home: Path, hurt: Path, unreadable: tuple[Done, Done]
) -> None:
    assert rows(hurt) == rows(home)
    assert versions(hurt) == versions(home)
    bodies = (
        "SELECT url, body_hash FROM raw_pages WHERE outcome IN ('ok', 'not_modified') AND role <> 'robots'"
    )
    assert set(queried(hurt, bodies)) >= set(queried(home, bodies))
    assert verified(hurt) == []


def remarks(out: str) -> dict[str, str]:
    """What is said under the table of boards, by board, without white space: it is folded."""
    found: dict[str, str] = {}
    board_id = ""
    for line in out.partition("\n\n")[2].splitlines():
        if line.startswith("    "):
            found[board_id] += squeezed(line)
        else:
            board_id = line.strip()
            found[board_id] = ""
    return found


def squeezed(words: str) -> str:
    return "".join(words.split())


def verified(home: Path) -> list[dict[str, str]]:
    done = run("jobs", "verify", "--json", home=home, expect=None).json
    return [problem for problem in done["problems"] if problem["severity"] == "error"]


# Boards that are read all the same, or in part


@pytest.fixture(scope="module")
def odd(home: Path, file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    strange = shutil.copytree(home, tmp_path_factory.mktemp("odd") / "home")
    with serving(ODD, file):
        return strange, crawl(strange, file, "--json", expect=1)


@pytest.mark.parametrize("case", ODD, ids=lambda case: f"{case.fault} at {case.board_id.partition(':')[0]}")
def test_an_odd_board_is_read_as_far_as_it_can_be(case: Case, odd: tuple[Path, Done]) -> None:
    report = odd[1]
    crawled = by_board(report)[case.board_id]["crawl"]
    assert crawled["outcome"] == case.outcome, crawled["message"]
    if case.outcome is BoardOutcome.COMPLETE:
        assert crawled["message"] is None
        closed = CLOSED if case.fault == "closed200" else 0
        assert by_board(report)[case.board_id]["parsed"] == TRUTH[case.board_id] - closed
    else:
        assert crawled["message"].startswith(f"{case.board_id}: ")
        assert case.cause in crawled["message"]
        assert case.remedy in crawled["message"]
        assert by_board(report)[case.board_id]["parsed"] >= TRUTH[case.board_id]


@pytest.mark.parametrize("fault", ["duplicate-keys", "nan", "charset", "slow=1", "slow=0.1", "drip", ""])
def test_what_is_read_in_spite_of_a_fault_is_what_is_read_without_it(
    fault: str, home: Path, odd: tuple[Path, Done]
) -> None:
    boards = [case.board_id for case in ODD if case.fault == fault] if fault else HEALTHY
    assert of_boards(boards, rows(odd[0])) == of_boards(boards, rows(home))


@pytest.mark.parametrize("fault", ["invalid-utf8", "nested", "nested=200000"])
def test_a_broken_description_costs_no_other_field_and_no_other_posting(
    fault: str, home: Path, odd: tuple[Path, Done]
) -> None:
    boards = [case.board_id for case in ODD if case.fault == fault]
    before, after = of_boards(boards, rows(home)), of_boards(boards, rows(odd[0]))
    text = {
        "description_html": "",
        "description_text": "",
        "content_hash": "",
        "language": None,
        "evidence": {},
    }
    assert {name: replace(each, **text) for name, each in after.items()} == {
        name: replace(each, **text) for name, each in before.items()
    }
    if fault == "invalid-utf8":  # the first posting of the one response
        assert sum(before[name] != after[name] for name in before) == 1


def test_an_odd_run_adds_versions_and_takes_none_away(home: Path, odd: tuple[Path, Done]) -> None:
    assert versions(odd[0]) > versions(home)
    assert verified(odd[0]) == []


def of_boards(boards: list[str], found: dict[str, Posting]) -> dict[str, Posting]:
    assert boards
    return {name: posting for name, posting in found.items() if posting.board_id in boards}


# Mistakes in boards.yaml

FIVE_MISTAKES = """\
boards:
  - {ats: greenhoose, token: acme}
  - {ats: lever}
  - {url: "ftp://careers.acme.example/"}
  - {ats: ashby, token: acme, base_ulr: "http://127.0.0.1:8099"}
  - {ats: lever, token: fine}
  - {ats: lever, token: fine}
"""


def test_five_mistakes_in_boards_yaml_are_told_at_once(copy: Path, tmp_path: Path) -> None:
    mistaken = tmp_path / "mistaken.yaml"
    mistaken.write_text(FIVE_MISTAKES)
    done = run("jobs", "run", "--boards", str(mistaken), "--json", home=copy, expect=2)
    problems = done.json["error"]["problems"]
    assert [problem.partition(":")[0] for problem in problems] == [f"line {line}" for line in (2, 3, 4, 5, 7)]
    assert "did you mean greenhouse" in problems[0].lower()
    assert all(problem in done.err for problem in problems)
    assert queried(copy, "SELECT count(*) FROM observations") == [(sum(TRUTH.values()),)]


# A locked database


@pytest.mark.parametrize("name", ["jobs.sqlite", "pages.sqlite"])
def test_a_locked_file_is_told_with_who_holds_it(name: str, copy: Path, file: Path) -> None:
    before = rows(copy), versions(copy)
    with serving([], file, day=40), locked(copy / name) as holder:
        done = crawl(copy, file, "--json", expect=1)
    message = done.json["error"]["message"]
    assert f"{copy / name}: locked by process {holder}. Wait for it to finish" in message
    assert "Traceback" not in done.err
    assert (rows(copy), versions(copy)) == before
    with serving([], file, day=40):
        assert crawl(copy, file, "--json").json["boards_failed"] == []
    assert versions(copy) > before[1]
    assert verified(copy) == []


@contextmanager
def locked(database: Path) -> Iterator[int]:
    """Holds the write lock of a database from a process of its own, whose id this gives."""
    hold = (
        "import sys; from jobs_assets.store.engine import sqlite_driver\n"
        "connection = sqlite_driver().connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield holder.pid
        finally:
            holder.stdin.close()


# A full disk


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a small disk can be mounted by root on Linux alone"
)
@pytest.mark.parametrize("spare_kib", [64, 1200])
def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(
    spare_kib: int, home: Path, file: Path, tmp_path: Path
) -> None:
    used = sum(path.stat().st_blocks for path in home.rglob("*")) // 2
    with small_disk(tmp_path / "disk", used + spare_kib) as disk:
        full = shutil.copytree(home, disk / "home")
        before = rows(full), versions(full)
        with serving([], file, day=300):
            done = crawl(full, file, "--json", expect=1)
        assert "disk" in done.json["error"]["message"]
        assert "full" in done.json["error"]["message"]
        assert "free some space" in done.json["error"]["message"]
        assert "Traceback" not in done.err
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert (rows(full), versions(full)) == before
        with serving([], file, day=300):
            assert crawl(full, file, "--json").json["boards_failed"] == []
        assert versions(full) > before[1]
        assert verified(full) == []


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


# A damaged archive


def test_a_damaged_body_fails_its_check_and_hides_no_other_posting(copy: Path) -> None:
    board_id = HEALTHY[1]
    ((day, body_hash),) = queried(
        copy, f"SELECT day, hex(body_hash) FROM raw_pages WHERE board_id = '{board_id}' AND role = 'listing'"
    )
    before = rows(copy)
    damage(copy, bytes.fromhex(body_hash))
    run(
        *("dagster", "asset", "materialize", "-m", "jobs_assets.definitions"),
        *("--select", "parsed_postings", "--partition", day),
        home=copy,
    )
    (lost,) = queried(copy, "SELECT board_id, reason, detail FROM unparsed")
    assert lost[:2] == (board_id, "body_unreadable")
    assert lost[2].startswith(f"{board_id}: ")
    assert "jobs restore FILE" in lost[2]
    assert failed_checks(copy) >= {"bodies_readable"}
    assert rows(copy) == {name: each for name, each in before.items() if each.board_id != board_id}
    assert [problem["kind"] for problem in verified(copy)] == ["body"]


def damage(home: Path, digest: bytes) -> None:
    """Flips one bit in the middle of a stored body."""
    with closing(sqlite_driver().connect(str(home / "pages.sqlite"))) as connection:
        ((data,),) = connection.execute("SELECT data FROM bodies WHERE hash = ?", (digest,)).fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = (home / "pages.sqlite").read_bytes()
    start = stored.index(data[:200])
    at = start + 100
    (home / "pages.sqlite").write_bytes(stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :])


def failed_checks(home: Path) -> set[str]:
    """The checks that failed in the newest run of this home."""
    import dagster as dg  # noqa: PLC0415  # two seconds that only this test needs

    with dg.DagsterInstance.from_config(str(Home(home).dagster)) as instance:
        (newest,) = instance.get_run_records(limit=1)
        entries = instance.all_logs(
            newest.dagster_run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
        )
        events = [entry.get_dagster_event() for entry in entries]
    return {
        event.asset_check_evaluation_data.check_name
        for event in events
        if not event.asset_check_evaluation_data.passed
    }
