"""Kills real runs with SIGKILL at random instants, runs them again, and compares with runs nobody disturbed.

The runs are `jobs run` as a user starts it, on sample boards and a scratch home that is kept from kill to
kill, so that most kills meet a home with data and some days of history, on which postings open, change, close
and come back. What is compared is `store/contents.py`.
"""

import fcntl
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal

import orjson

from jobs_assets.errors import JobsError
from jobs_assets.home import Home
from jobs_assets.pages import BoardDay
from jobs_assets.parsing import PARSER_VERSION
from jobs_assets.postings import Posting
from jobs_assets.store.contents import Contents, contents
from jobs_assets.store.engine import open_store
from jobs_assets.store.last_outcomes import last_days
from jobs_assets.store.observations import postings as stored_postings
from jobs_assets.store.observations import replace_day
from jobs_assets.store.pages import replace_raw_day, stored_boards
from jobs_assets.store.partitions import RawPagesDay
from jobs_assets.store.verify import verify

Victim = Literal["crawl", "run", "both"]
VICTIMS: tuple[Victim, ...] = ("crawl", "both", "run")  # "run" leaves the crawl behind as an orphan

_SEEDS = (1, 2)  # two days of news: every other run finds everything changed
_SECONDS_TO_END = 120.0
_TRIES = 20


@dataclass(slots=True)
class CrashReport:
    """What the kills did. `lost`, `duplicated` and `partial` are 0, or there is a defect.

    `lost`: rows of the undisturbed run that are missing after the re-run. `duplicated`: rows that stand there
    more often. `partial`: states, seen right after a kill or after the re-run, that no undisturbed run shows.
    `kills` counts who was killed, `seconds` is when in its run each kill came.
    """

    points: int = 0
    lost: int = 0
    duplicated: int = 0
    partial: int = 0
    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VICTIMS, 0))
    seconds: list[float] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def crash_test(
    points: int, *, seed: int = 0, postings: int = 200, told: Callable[[str], None]
) -> CrashReport:
    """Kill `points` runs and say what came of it. `told` hears of each step.

    Raises `JobsError` where a run fails that nobody disturbed.
    """
    report = CrashReport()
    draws = random.Random(seed)  # noqa: S311 - instants to kill at, not secrets
    with tempfile.TemporaryDirectory(prefix="jobs-crash-test-") as folder:
        told("Two undisturbed runs, to compare with")
        reference = Reference(Home(Path(folder) / "reference"), postings)
        scratch = Home(Path(folder) / "scratch").create()
        before, seconds = Contents.nothing(), reference.seconds
        for point in range(points):
            sample = _SEEDS[point % len(_SEEDS)]
            after = reference.after(sample, fresh=point == 0)
            if point == 1:  # the first kill met a home without anything
                shutil.rmtree(scratch.path)
                shutil.copytree(reference.aged, scratch.path)
                before = _read(scratch)
            victim = VICTIMS[point % len(VICTIMS)]
            instants = iter(partial(draws.uniform, 0, seconds), None)
            instant = _killed_run(_command(scratch, sample, postings), scratch, victim, instants)
            report.points += 1
            report.kills[victim] += 1
            report.seconds.append(round(instant, 2))
            where = f"point {point + 1}, {victim} killed after {instant:.2f} s"
            told(where)
            _judge_kill(report, where, _read(scratch), before, after)
            _wait_for_orphan(scratch)
            # The last whole run tells best how long the next will take: a shared machine changes its pace.
            seconds = _finished_run(scratch, sample, postings)
            before = _read(scratch)
            _judge_rerun(report, where, before, after)
            _judge_archive(report, where, scratch)
    return report


class Reference:
    """What undisturbed runs leave behind, and how long they take."""

    def __init__(self, home: Home, postings: int) -> None:
        first, second = _SEEDS
        _finished_run(home.create(), first, postings)
        self._fresh = _read(home)
        one = _last_day(home)
        _finished_run(home, second, postings)
        _give_history(home, (one, _last_day(home), one))
        _finished_run(home, first, postings)
        self.aged = home.path.with_name("aged")
        shutil.copytree(home.path, self.aged)
        self.seconds = _finished_run(home, second, postings)
        self._after = {second: _read(home)}
        _finished_run(home, first, postings)
        self._after[first] = _read(home)

    def after(self, seed: int, *, fresh: bool) -> Contents:
        """The contents after a run of `seed`, on a home of its own or after the others."""
        return self._fresh if fresh else self._after[seed]


_DayOfHome = tuple[date, list[BoardDay], list[Posting]]


def _last_day(home: Home) -> _DayOfHome:
    """The outcomes and the postings of the last day of a home."""
    with closing(open_store(home)) as store:
        day = max(last_days(store).values(), key=lambda last: last.success or date.min).success or date.min
        return day, list(stored_boards(store, day)), list(stored_postings(store, day))


def _give_history(home: Home, days: Sequence[_DayOfHome]) -> None:
    """Write days before the last one, as they would stand had they been crawled; their pages are not kept."""
    with closing(open_store(home)) as store:
        for ago, (last, boards, found) in enumerate(reversed(days), 1):
            day = last - timedelta(days=ago)
            replace_raw_day(store, RawPagesDay(day, [], boards))
            replace_day(store, day, enumerate(found), parser_version=PARSER_VERSION)


def _command(home: Home, seed: int, postings: int) -> list[str]:
    run = [sys.executable, "-m", "jobs_assets.cli", "run", "--json", "--home", str(home.path)]
    return [*run, "--samples", str(postings), "--seed", str(seed)]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("JOBS_", "DAGSTER_"))}


def _finished_run(home: Home, seed: int, postings: int) -> float:
    """A run that nobody disturbs, and the seconds it took."""
    started = time.monotonic()
    command = _command(home, seed, postings)
    done = subprocess.run(command, capture_output=True, check=False, env=_environment())  # noqa: S603 - ours
    if done.returncode:
        said = _error(done.stdout) or done.stderr.decode(errors="replace").strip()
        raise JobsError(f"A run that nobody disturbed ended with status {done.returncode}: {said}")
    return time.monotonic() - started


def _error(output: bytes) -> str:
    try:
        document: dict[str, Any] = orjson.loads(output)
    except orjson.JSONDecodeError:
        return ""
    if failed := document.get("boards_failed"):
        return f"not seen whole: {', '.join(failed)}"
    return str(document.get("error", {}).get("message", ""))


def _killed_run(command: list[str], home: Home, victim: Victim, instants: Iterator[float]) -> float:
    """Start a run, kill `victim` at a random instant, wait for the rest of it; when it was killed."""
    for instant in itertools.islice(instants, _TRIES):
        started = time.monotonic()
        with _started(command) as run:
            with suppress(subprocess.TimeoutExpired):
                run.wait(instant)
                continue  # it was quicker than the run that was measured: try another instant
            for process in _targets(run.pid, _crawl_of(home), victim):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            elapsed = time.monotonic() - started
            run.wait(_SECONDS_TO_END)
            return elapsed
    raise JobsError(f"No run lasted long enough to be killed in {_TRIES} tries.")


@contextmanager
def _started(command: list[str]) -> "Iterator[subprocess.Popen[bytes]]":
    quiet = subprocess.DEVNULL
    run = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment())  # noqa: S603 - ours
    try:
        yield run
    finally:
        if run.poll() is None:
            run.kill()
            run.wait()


def _targets(run: int, crawl: int | None, victim: Victim) -> list[int]:
    """Whom to kill; the run itself where the crawl is not there (it has not begun, or has ended)."""
    if crawl is None or crawl == run or victim == "run":
        return [run]
    return [crawl] if victim == "crawl" else [run, crawl]


def _crawl_of(home: Home) -> int | None:
    """The process that holds the crawl's lock, if any does."""
    with _crawl_lock(home) as (free, holder):
        return None if free else holder


@contextmanager
def _crawl_lock(home: Home) -> Iterator[tuple[bool, int | None]]:
    """Whether the crawl's lock is free, and who signed it."""
    path = home.locks / "crawl.lock"
    if not path.exists():
        yield True, None
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        signed = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        holder = int(signed) if signed.isdigit() else None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False, holder
        else:
            yield True, holder
    finally:
        os.close(descriptor)


def _wait_for_orphan(home: Home) -> None:
    """A crawl whose run was killed ends by itself; raises `JobsError` where it does not."""
    deadline = time.monotonic() + _SECONDS_TO_END
    while time.monotonic() < deadline:
        with _crawl_lock(home) as (free, holder):
            if free:
                return
        time.sleep(0.05)
    raise JobsError(
        f"The crawl of a killed run (process {holder}) has not ended after {_SECONDS_TO_END:.0f} s."
    )


def _read(home: Home) -> Contents:
    if not home.database.exists():
        return Contents.nothing()
    with closing(open_store(home)) as store:
        return contents(store)


def _judge_kill(report: CrashReport, where: str, seen: Contents, before: Contents, after: Contents) -> None:
    """Right after a kill, each publication has happened whole or not at all."""
    for name in ("raw", "parsed", "told"):
        if getattr(seen, name) not in (getattr(before, name), getattr(after, name)):
            report.partial += 1
            report.findings.append(
                f"{where}: {name} rows are neither those before the run nor those after it"
            )


def _judge_rerun(report: CrashReport, where: str, seen: Contents, after: Contents) -> None:
    """After the re-run, the store is what an undisturbed run leaves."""
    expected = after.tables()
    for name, rows in seen.tables().items():
        missing = (expected[name] - rows).total()
        extra = rows - expected[name]
        repeated = sum(count for row, count in extra.items() if row in expected[name])
        strange = extra.total() - repeated
        report.lost += missing
        report.duplicated += repeated
        report.partial += strange
        if missing or repeated or strange:
            report.findings.append(
                f"{where}: {name}: {missing} missing, {repeated} repeated, {strange} unknown"
            )


def _judge_archive(report: CrashReport, where: str, home: Home) -> None:
    """Database and archive are whole, and every page's body is there."""
    broken = [problem.message for problem in verify(home) if problem.severity == "error"]
    report.partial += len(broken)
    report.findings += [f"{where}: {message}" for message in broken]
