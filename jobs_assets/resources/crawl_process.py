"""The crawl as a child process: started once per data home, stopped with whoever started it.

What the child says while it works is read in `crawler.py`; what it does is `scrapy_project`.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from jobs_assets import interrupts
from jobs_assets.errors import CrawlError
from jobs_assets.home import Home
from scrapy_project.spec import CrawlSpec

STOP_SECONDS = 20.0
_LAST_WORDS = 2000


@contextlib.contextmanager
def only_crawl(home: Home) -> Iterator[int]:
    """Holds the home's crawl lock and yields its file descriptor, for the child to inherit.

    The lock belongs to the open file, not to a process: a child whose parent was killed keeps it until it has
    ended too, so two crawls can never write one archive. Raises `CrawlError` naming the holder.
    """
    home.locks.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home.locks / "crawl.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise CrawlError(
                f"A crawl of {home.path} is already running (process {holder}). Wait until it has finished, "
                f"or stop it: kill -INT {holder}"
            ) from None
        _sign(descriptor, os.getpid())
        yield descriptor
    finally:
        os.close(descriptor)


def run_crawl(spec: CrawlSpec, home: Home, lock: int, environment: Mapping[str, str] | None = None) -> None:
    """Runs `spec` to its end in a child that holds `lock` too.

    Whatever interrupts this call stops the child first: it is asked (SIGINT), given `STOP_SECONDS`, then
    killed. Raises `CrawlError` with the child's last words where it could not do its work.
    """
    with tempfile.TemporaryDirectory(prefix="crawl-", dir=home.locks) as folder, _words(folder) as words:
        interrupts.raise_if_stopped()
        child = subprocess.Popen(  # noqa: S603  # our own module, arguments from a file we write
            [sys.executable, "-m", "scrapy_project", str(spec.write(Path(folder) / "spec.json"))],
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            env={**os.environ, **(environment or {})},
            pass_fds=(lock,),
            # Out of the terminal's foreground group: Ctrl-C reaches the child once, through us.
            start_new_session=True,
        )
        _sign(lock, child.pid)
        try:
            status = child.wait()
        except BaseException:
            _stop(child)
            raise
        interrupts.raise_if_stopped()
        if status:
            raise CrawlError(_failure(status, Path(words.name), home))


@contextlib.contextmanager
def _words(folder: str) -> Iterator["tempfile._TemporaryFileWrapper[bytes]"]:
    with tempfile.NamedTemporaryFile(dir=folder, prefix="output-", delete=False) as words:
        yield words


def _sign(descriptor: int, pid: int) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(pid).encode(), 0)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Ends the child, politely at first. A second interrupt while waiting ends it at once."""
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(signal.SIGINT)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    except BaseException:
        child.kill()
        child.wait()
        raise


def _failure(status: int, words: Path, home: Home) -> str:
    how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    said = _last_words(words)
    return f"The crawl process {how}. Nothing of it was published. The log is in {home.logs}. {said}"


def _last_words(words: Path) -> str:
    """What the child wrote last: why it failed, if that is its last event, else the end of its output."""
    said = words.read_bytes()[-_LAST_WORDS:].decode(errors="replace").strip()
    last_line = said.rpartition("\n")[2]
    with contextlib.suppress(orjson.JSONDecodeError, TypeError, KeyError):
        return f"It said: {orjson.loads(last_line)['message']}"
    return f"Its last words:\n{said}" if said else ""
