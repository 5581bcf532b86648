"""Plain requests to a sample server: one function, nothing that follows, retries or decodes."""

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from jobs_assets.boards.board import Board


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


def get(url: str, *, limit: int | None = None, timeout: float = 20, **headers: str) -> Reply:
    """The reply to one GET. `limit` stops reading after so many bytes. Headers are named with underscores."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(
            "GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        body = response.read() if limit is None else response.read(limit)
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, body)
    finally:
        connection.close()


def listing_of(board: Board) -> str:
    """The address of a board's first page on its server."""
    paths = {
        "greenhouse": f"/v1/boards/{board.token}/jobs?content=true",
        "lever": f"/v0/postings/{board.token}?mode=json",
        "ashby": f"/posting-api/job-board/{board.token}?includeCompensation=true",
        "site": "/",
    }
    return f"{board.base_url}{paths[board.ats]}"


def on_server(board: Board, url: str) -> str:
    """Where a board's own address is to be found on its server."""
    parts = urlsplit(url)
    return f"{board.base_url}{parts.path}" + (f"?{parts.query}" if parts.query else "")
