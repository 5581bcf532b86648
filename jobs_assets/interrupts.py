"""Ctrl-C and SIGTERM, kept on record beside whatever handler stands, so that neither can be lost.

The exception a handler raises can vanish: Dagster swaps handlers while it executes and forgets what arrives
after its last step, and Python drops what is raised in a finaliser. What becomes of a stop is the caller's.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STOPS = frozenset({signal.SIGINT, signal.SIGTERM})


class _Record:
    """The end of the pipe into which the interpreter writes the number of each signal that it catches."""

    descriptor: int | None = None
    stopped = False


@contextmanager
def on_record() -> Iterator[None]:
    """Notes, for as long as it lasts, each SIGINT and SIGTERM that has any handler: see `stopped`.

    Raises KeyboardInterrupt at its end where one was noted and nothing else was raised. Within another, and
    outside the main thread, which alone hears signals, it does nothing.
    """
    if _Record.descriptor is not None or threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    for end in (reading, writing):
        os.set_blocking(end, False)
    _Record.descriptor, _Record.stopped = reading, False
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield
        raise_if_stopped()
    finally:
        signal.set_wakeup_fd(before)
        _Record.descriptor = None
        os.close(writing)
        os.close(reading)


def stopped() -> bool:
    """Whether a stop has been noted, heard of or not. False where nothing is on record."""
    if _Record.descriptor is not None:
        with suppress(BlockingIOError):
            _Record.stopped |= not _STOPS.isdisjoint(os.read(_Record.descriptor, 4096))
    return _Record.descriptor is not None and _Record.stopped


def raise_if_stopped() -> None:
    """KeyboardInterrupt where a stop has been noted: for the places that must not be passed after one."""
    if stopped():
        raise KeyboardInterrupt


def terminate_like_interrupt() -> None:
    """Lets SIGTERM end the work as Ctrl-C does: cleanly."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def die_of_the_next() -> None:
    """Leaves the next stop to the system: for the end of a program, when nobody could hear an exception."""
    for sign in _STOPS:
        if signal.getsignal(sign) is not signal.SIG_IGN:
            signal.signal(sign, signal.SIG_DFL)


def forget_what_was_caught() -> None:
    """Lets the program end with a status of its own after a KeyboardInterrupt.

    Under `python -m`, CPython remembers one that left the code of an `exec`, as that of a dataclass being
    imported, also if it was caught further out, and dies of SIGINT at its end; the next `exec` clears that.
    """
    exec("")  # noqa: S102  # nothing, on purpose
