"""A stop is kept on record whatever handler stands; and real runs, stopped at any instant, end as stopped."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from jobs_assets import interrupts
from jobs_assets.home import Home
from jobs_assets.store.verify import verify

BOTH = pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])


@pytest.fixture(autouse=True)
def _handlers_as_they_were() -> Iterator[None]:
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background is born deaf to it
    yield
    for sign, handler in before.items():
        signal.signal(sign, handler)


@BOTH
def test_a_stop_that_its_handler_forgets_is_raised_at_the_end(sign: signal.Signals) -> None:
    signal.signal(sign, lambda *_: None)
    noted: list[bool] = []

    def stopped_and_forgotten() -> None:
        with interrupts.on_record():
            noted.append(interrupts.stopped())
            signal.raise_signal(sign)
            noted.append(interrupts.stopped())

    with pytest.raises(KeyboardInterrupt):
        stopped_and_forgotten()
    assert noted == [False, True]
    assert not interrupts.stopped()


def test_another_signal_is_no_stop() -> None:
    signal.signal(signal.SIGUSR1, lambda *_: None)
    with interrupts.on_record():
        signal.raise_signal(signal.SIGUSR1)
        assert not interrupts.stopped()
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)


def test_a_record_within_a_record_is_the_same_one() -> None:
    signal.signal(signal.SIGINT, lambda *_: None)
    inner_ended = False
    with suppress(KeyboardInterrupt), interrupts.on_record():
        with interrupts.on_record():
            signal.raise_signal(signal.SIGINT)
        inner_ended = interrupts.stopped()
    assert inner_ended


def test_what_failed_is_raised_rather_than_the_stop() -> None:
    signal.signal(signal.SIGINT, lambda *_: None)

    def stopped_and_failed() -> None:
        with interrupts.on_record():
            signal.raise_signal(signal.SIGINT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stopped_and_failed()


def test_another_thread_may_ask_for_a_record_and_gets_none() -> None:
    heard: list[bool] = []

    def ask() -> None:
        with interrupts.on_record():
            heard.append(interrupts.stopped())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert heard == [False]


def test_the_wakeup_descriptor_of_another_is_given_back() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing)
    try:
        with interrupts.on_record():
            pass
        assert signal.set_wakeup_fd(before) == writing
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize(
    ("forgotten", "status"), [("interrupts.forget_what_was_caught()", 130), ("pass", -2)]
)
def test_a_caught_interrupt_of_executed_code_does_not_change_the_status_of_a_module(
    forgotten: str, status: int, tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(f"""
import sys
from jobs_assets import interrupts
try:
    exec("raise KeyboardInterrupt")
except KeyboardInterrupt:
    {forgotten}
sys.exit(130)
""")
    done = subprocess.run([sys.executable, "-m", "program"], cwd=tmp_path, check=False)
    assert done.returncode == status


def test_runs_that_are_stopped_at_any_instant_end_as_stopped_and_leave_a_clean_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    seconds = _undisturbed(home)
    draws = random.Random(5)
    parts, ended = 6, 0
    for part in range(parts):
        sign = signal.SIGTERM if part % 3 == 2 else signal.SIGINT
        instant = seconds * (part + draws.random()) / parts
        with _run(home) as run:
            time.sleep(instant)
            run.send_signal(sign)
            out, err = run.communicate()
        said = f"{sign.name} after {instant:.2f} of {seconds:.2f} s: {run.returncode}\n{err}"
        if run.returncode == 130:
            ended += 1
            assert "Stopped." in err, said
        else:  # it was quicker this time: the signal came when all had been done and told
            assert run.returncode in {0, -sign}, said
            assert "make web" in out, said
        assert "Traceback" not in err, said
        assert [problem for problem in verify(home) if problem.severity == "error"] == [], said
    assert ended > 0
    _undisturbed(home)


def _undisturbed(home: Home) -> float:
    """Seconds from the first line that a run says to its end."""
    with _run(home) as run:
        started = time.monotonic()
        _out, err = run.communicate()
        assert run.returncode == 0, err
        return time.monotonic() - started


def _run(home: Home) -> "subprocess.Popen[str]":
    """A run that is at work: it has said which boards it crawls."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("JOBS_", "DAGSTER_"))
    }
    run = subprocess.Popen(
        [sys.executable, "-m", "jobs_assets.cli", "run", "--samples", "16", "--home", str(home.path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=inherited,
        text=True,
    )
    assert run.stderr
    assert "sample boards" in run.stderr.readline()
    return run
