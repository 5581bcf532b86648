"""What a sample or replay server says to a path, as plain values: no sockets, no faults."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, Protocol
from zlib import DEFLATED as _DEFLATED
from zlib import Z_DEFAULT_STRATEGY, compressobj

from jobs_assets.boards.board import Board

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"

Role = Literal["robots", "sitemap", "listing", "posting"]
_GZIP = 31  # zlib's window size for a gzip header


@dataclass
class Answer:
    """A body with what its headers need. Kept and sent again as long as it is asked for."""

    body: bytes
    content_type: str
    last_modified: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{blake2b(self.body, digest_size=12).hexdigest()}"'

    @cached_property
    def gzipped(self) -> bytes:
        """The body packed, lightly: the server should cost less than those it is there to test."""
        packer = compressobj(3, _DEFLATED, _GZIP, 8, Z_DEFAULT_STRATEGY)
        return packer.compress(self.body) + packer.flush()


@dataclass(frozen=True, slots=True)
class Asked:
    """A path, read: which board of which kind, and what of it (the path below the board, and the query).

    `posted` is the JSON of a POST's body, or null; `asked_before` is how often the same has been asked, where
    that is counted.
    """

    ats: str
    token: str
    rest: str
    query: dict[str, str] = field(default_factory=dict, hash=False)
    posted: Any = field(default=None, hash=False)
    asked_before: int = 0

    def number(self, name: str, default: int) -> int:
        """A query parameter as a number not below zero, or the default where it is missing or none."""
        value = self.query.get(name, "")
        return int(value) if value.isdecimal() else default


class Source(Protocol):
    """Something that has boards and knows their pages."""

    def boards(self, base_url: str) -> list[Board]:
        """The boards, as `boards.yaml` would list them, reached under `base_url`."""

    def answer(self, asked: Asked) -> Answer | None:
        """The page, or null where there is none."""


def asked(path: str, query: dict[str, str]) -> Asked | None:
    """Reads a path in the shape of the first vendors' APIs, or of `/{ats}/{token}/…`; null for any other."""
    parts = path.split("/")
    match parts:
        case ["", "v1", "boards", token, *rest]:
            return Asked("greenhouse", token, _rest(rest), query)
        case ["", "v0", "postings", token, *rest]:
            return Asked("lever", token, _rest(rest), query)
        case ["", "posting-api", "job-board", token, *rest]:
            return Asked("ashby", token, _rest(rest), query)
        case ["", ats, token, *rest] if ats.isalpha():
            return Asked(ats, token, _rest(rest) or "/", query)
    return None


def _rest(parts: list[str]) -> str:
    return "/" + "/".join(parts) if parts else ""
