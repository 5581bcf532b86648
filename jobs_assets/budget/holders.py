"""Who holds money: the process, named so that another one can tell whether it is still there.

What becomes of a hold whose process is gone is `ledger.py`.
"""

import functools
import os
import socket
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@functools.cache
def _here() -> str:
    """This machine since its start: process numbers begin anew with each."""
    boot = _BOOT.read_text(encoding="ascii").strip()[:8] if _BOOT.exists() else "-"
    return f"{socket.gethostname()}/{boot}"


def this_process() -> str:
    """The name of this process; a child that was forked off has a name of its own."""
    return _name_of(os.getpid())


@functools.cache
def _name_of(pid: int) -> str:
    return f"{_here()}/{pid}/{_started(pid)}"


def is_gone(holder: str) -> bool | None:
    """Whether the process of that name has ended; null where it cannot be told, being of another machine."""
    machine, _, process = holder.rpartition("/")
    machine, _, pid = machine.rpartition("/")
    if machine != _here():
        return None
    if not pid.isdigit():
        return None
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # another user's: there is one of that number
    return _started(int(pid)) != process


def _started(pid: int) -> str:
    """When the process began, in the kernel's ticks: its number may have been another's before."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no /proc, or gone meanwhile
        return "-"
    fields = stat.rpartition(")")[2].split()
    # A zombie has ended: nobody will settle what it holds.
    return "ended" if fields[0] in "ZX" else fields[19]
