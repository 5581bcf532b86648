"""The log of a data home: one rotating file. The console is for people and stays quiet.

What is logged is each module's business; nothing here may be needed to understand a result.
"""

import logging
import tempfile
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from jobs_assets.home import Home

_MEGABYTE = 1024 * 1024


def log_file(home: Home) -> Path:
    """The file that `set_up` writes."""
    return home.logs / "jobs.log"


def set_up(home: Home, level: str = "INFO") -> Path:
    """Send this process's log to the home's file: 5 MB each, the last five kept. Returns the file.

    Calling it again moves the log to that home.
    """
    path = log_file(home)
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _HomeLog)]:
        root.removeHandler(handler)
        handler.close()
    root.addHandler(_HomeLog(path))
    root.setLevel(level)
    logging.getLogger("alembic").setLevel("WARNING")  # Dagster's instance migrates itself in twenty lines
    return path


def record_crash(error: BaseException) -> Path:
    """Write an unexpected error with its traceback to the log and return the file.

    Before a home is known, that is a file of its own in the system's temporary folder.
    """
    logs = (each for each in logging.getLogger().handlers if isinstance(each, _HomeLog))
    log = next(logs, None)
    path = Path(log.baseFilename) if log else set_up(Home(Path(tempfile.mkdtemp(prefix="jobs-"))))
    logging.getLogger("jobs_assets").error("Unexpected error", exc_info=error)
    return path


class _HomeLog(RotatingFileHandler):
    """Rotates by size; times are UTC, so that logs of several machines can be laid side by side."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(path, maxBytes=5 * _MEGABYTE, backupCount=5, encoding="utf-8", delay=True)
        formatter = logging.Formatter(
            "%(asctime)s.%(msecs)03dZ %(levelname)s [%(process)d] %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
        )
        formatter.converter = time.gmtime
        self.setFormatter(formatter)
