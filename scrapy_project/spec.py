"""What a crawl is asked to do: the one document that the caller writes and the crawl process reads.

Light on purpose: the caller imports it without paying for Scrapy.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import orjson

from jobs_assets.boards.board import Board


@dataclass(frozen=True, slots=True)
class CrawlSpec:
    """One crawl of all its boards, in one process.

    `archive` is the page archive that the crawl writes. `contact` (an address or URL) goes into the
    User-Agent. `allow_hosts` names what the address guard lets through although it is not public: "host",
    "host:port", an address or a CIDR. `delay` is the least number of seconds between two requests to a
    host, and `per_host` the most in flight to one (0: no limit; only for measurements).
    `database_wait`: seconds to wait for another process that writes the archive. `details` also fetches each
    Greenhouse posting's own page; `details_per_board` and `details_max_age_days` bound the fetching of pages
    that only say more of a posting that a listing has named (see `Bounds`). `opt_in` names the kinds that are
    fetched although their policy has them off. `resume_hours`: how old what a killed crawl of the day had may
    be to be taken over. `parent_pid`: the crawl ends by itself when that process is no longer its parent.
    """

    archive: Path
    day: date
    boards: tuple[Board, ...]
    contact: str = ""
    allow_hosts: tuple[str, ...] = ()
    concurrency: int = 64
    per_host: int = 2
    delay: float = 1.0
    timeout: float = 30.0
    max_body_bytes: int = 32 * 1024 * 1024
    max_pages: int = 10_000
    max_depth: int = 4
    max_crawl_delay: float = 60.0
    max_retry_after: float = 120.0
    backoff: float = 1.0
    details: bool = False
    details_per_board: int = 1000
    details_max_age_days: int = 30
    opt_in: tuple[str, ...] = ()
    resume_hours: float = 6.0
    database_wait: float = 30.0
    log_file: Path | None = None
    parent_pid: int | None = None
    progress_seconds: float = 5.0

    def to_json(self) -> bytes:
        """The document for `from_json`."""
        return orjson.dumps(asdict(self), default=str, option=orjson.OPT_INDENT_2)

    @classmethod
    def from_json(cls, document: bytes) -> Self:
        """The spec written by `to_json`. An unknown or missing name is a TypeError, as in any call."""
        values: dict[str, Any] = orjson.loads(document)
        values["archive"] = Path(values["archive"])
        values["day"] = date.fromisoformat(values["day"])
        values["boards"] = tuple(Board(**board) for board in values["boards"])
        for name in ("allow_hosts", "opt_in"):
            values[name] = tuple(values.get(name, ()))
        if values.get("log_file"):
            values["log_file"] = Path(values["log_file"])
        return cls(**values)

    def write(self, path: Path) -> Path:
        """Writes the document for `python -m scrapy_project PATH` and returns the path."""
        path.write_bytes(self.to_json())
        return path
