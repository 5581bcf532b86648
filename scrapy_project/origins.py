"""Sends a board's requests to its `base_url` and keeps its own addresses on record. Pure string work.

A board crawled through a replay or through sample boards on any port must leave the same rows behind.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL: "https://example.org:8443"."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class OriginMap:
    """Maps between a board's own origin and the base that stands in for it.

    `own` is an origin ("https://api.lever.co"); `base` an origin with an optional path prefix, or None
    where the board is reached under its own address.
    """

    own: str
    base: str | None = None

    def contacted(self, url: str) -> str:
        """The address to contact for one of the board's own addresses; any other address is itself."""
        if self.base is None or not _under(url, self.own):
            return url
        return self.base.rstrip("/") + (url[len(self.own) :] or "/")

    def recorded(self, url: str) -> str:
        """The board's own address for one that was contacted or found on a page; any other is itself."""
        if self.base is None:
            return url
        base = self.base.rstrip("/")
        if _under(url, base):
            return self.own + url[len(base) :]
        base_origin = origin_of(base)
        # A page may name its siblings from the root of the stand-in, without the base's path prefix.
        if _under(url, base_origin):
            return self.own + url[len(base_origin) :]
        return url


def _under(url: str, prefix: str) -> bool:
    return url.startswith(prefix) and url[len(prefix) : len(prefix) + 1] in ("", "/", "?", "#")


def without_fragment(url: str) -> str:
    """The URL up to its "#"."""
    return urlunsplit(urlsplit(url)._replace(fragment=""))
